//! How one person stood on a day, to go back to: every document that is not bound, and the names of the volumes, which
//! never change.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::listing::ThreadKeys;
use super::{Damage, DocumentName, Key, Mine, Shelf, Thread, written};
use crate::document::{Mergeable, Update};
use crate::domain::RelationshipId;
use crate::domain::order::gathered;
use crate::ports::{Entries, Entropy};

/// One person on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Milliseconds since 1970.
    pub taken: i64,
    /// Stands for the keys that it was made from: while they are the same, nothing has changed.
    pub keys: u32,
    mine: Mine,
    /// Document name to whole document, as base64url.
    shared: BTreeMap<String, String>,
    own: BTreeMap<String, String>,
    /// The keys of the volumes that there were. A volume is written once and stays, so its name is enough.
    volumes: BTreeSet<String>,
}

/// Stands for all keys of a thread's documents.
pub fn fingerprint(keys: &ThreadKeys) -> u32 {
    ThreadKeys::fingerprint(keys.loose.values().flatten().chain(keys.volumes.values().flatten()))
}

/// The keys to read for a snapshot.
pub fn keys_to_read(id: &RelationshipId, keys: &ThreadKeys) -> Vec<String> {
    core::iter::once(Key::Mine(id.clone()).text()).chain(keys.loose.values().flatten().cloned()).collect()
}

impl Snapshot {
    /// Made from what was read; none if a key has gone meanwhile, or who it is cannot be read. What is damaged is left
    /// out: it stays where it is, and is told of.
    pub fn of(id: &RelationshipId, keys: &ThreadKeys, values: &Entries, taken: i64) -> Option<Self> {
        let mine = written::read_json(values.get(&Key::Mine(id.clone()).text())?).ok()?;
        let mut shelves: BTreeMap<Shelf, BTreeMap<String, String>> = BTreeMap::new();
        for (name, parts) in &keys.loose {
            let mut document = Mergeable::new(0);
            for key in parts {
                let update = written::read_update(values.get(key)?);
                let _ = update.map(|update| document.merge(&update));
            }
            shelves.entry(name.shelf()).or_default().insert(name.text(), written::encode(&document.whole()));
        }
        Some(Self {
            taken,
            keys: fingerprint(keys),
            mine,
            shared: shelves.remove(&Shelf::Shared).unwrap_or_default(),
            own: shelves.remove(&Shelf::Own).unwrap_or_default(),
            volumes: gathered(keys.volumes.values().flatten().cloned()),
        })
    }

    /// The volumes to read for the whole of it.
    pub fn volumes(&self) -> Vec<String> {
        self.volumes.iter().cloned().collect()
    }

    /// The thread as it stood, from these volumes; with whether one of them is missing or damaged.
    pub fn thread(&self, id: &RelationshipId, volumes: &Entries, entropy: &dyn Entropy) -> (Thread, bool) {
        let mut thread = Thread::new(id.clone(), self.mine.clone(), entropy);
        let mut is_whole = true;
        for key in &self.volumes {
            let volume = volumes.get(key).and_then(|value| written::read_json::<BTreeMap<String, String>>(value).ok());
            let shelf = match Key::parse(key) {
                Some(Key::Volume { shelf, .. }) => shelf,
                _ => continue,
            };
            match volume {
                Some(volume) => is_whole &= merge(&mut thread, shelf, &volume, entropy),
                None => is_whole = false,
            }
        }
        for (shelf, documents) in [(Shelf::Shared, &self.shared), (Shelf::Own, &self.own)] {
            is_whole &= merge(&mut thread, shelf, documents, entropy);
        }
        (thread, is_whole)
    }

    /// To be packed and written.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From what was unpacked.
    ///
    /// # Errors
    /// If it is no snapshot.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        serde_json::from_slice(bytes).map_err(|error| Damage::NotUnderstood(error.to_string()))
    }
}

fn merge(thread: &mut Thread, shelf: Shelf, documents: &BTreeMap<String, String>, entropy: &dyn Entropy) -> bool {
    let mut is_whole = true;
    for (text, whole) in documents {
        let update: Option<Update> = written::decode(whole).ok();
        let merged = DocumentName::parse(shelf, text)
            .zip(update)
            .is_some_and(|(name, update)| thread.document(name, entropy).merge(&update).is_ok());
        is_whole &= merged;
    }
    is_whole
}
