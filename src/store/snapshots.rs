//! How one person stood on a day, to go back to: every document that is not bound, and the names of the volumes, which
//! never change.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::keys::MEETINGS_IN_A_VOLUME;
use super::listing::ThreadKeys;
use super::{Damage, DocumentName, Key, Mine, Shelf, Thread, written};
use crate::document::letting_go::Kept;
use crate::document::{Mergeable, Update};
use crate::domain::order::gathered;
use crate::domain::{MeetingNumber, RelationshipId};
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
    /// The keys of the volumes that there were. What a volume says stays, so its name is enough.
    volumes: BTreeSet<String>,
    /// The last meeting that there was anything of: one up to it that is not here was left out, or cannot be read.
    last: MeetingNumber,
    /// Whether there were notes that may not be kept, and which points may not.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    without_notes: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    without: BTreeSet<String>,
}

/// How someone stood on a day.
pub struct Then {
    pub thread: Thread,
    /// Whether nothing of it is missing or damaged.
    pub is_whole: bool,
    last: MeetingNumber,
    without_notes: bool,
    without: BTreeSet<String>,
}

impl Then {
    /// Whether it is known how that document stood: one that is left out says nothing.
    pub fn knows(&self, name: DocumentName) -> bool {
        match name {
            DocumentName::About => true,
            DocumentName::Notes => !self.without_notes,
            DocumentName::Meeting(number) | DocumentName::OwnMeeting(number) => {
                number > self.last || self.thread.loaded().contains(&name)
            }
        }
    }

    /// Whether a point was there that is left out.
    pub fn left_out(&self, id: &str) -> bool {
        self.without.contains(id)
    }
}

/// Stands for all keys of a thread's documents.
pub fn fingerprint(keys: &ThreadKeys) -> u32 {
    ThreadKeys::fingerprint(keys.loose.values().flatten().chain(keys.volumes.values().flatten()))
}

/// The last meeting that there is anything of; those that are bound come in blocks.
fn last_meeting(keys: &ThreadKeys) -> MeetingNumber {
    let loose = keys.loose_meetings().into_iter().max();
    let bound = keys.blocks().into_iter().max().map(|block| MeetingNumber(block * MEETINGS_IN_A_VOLUME));
    loose.max(bound).unwrap_or(MeetingNumber(0))
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
        let mut snapshot = Self {
            taken,
            keys: fingerprint(keys),
            mine,
            shared: BTreeMap::new(),
            own: BTreeMap::new(),
            volumes: gathered(keys.volumes.values().flatten().cloned()),
            last: last_meeting(keys),
            without_notes: false,
            without: BTreeSet::new(),
        };
        for (name, parts) in &keys.loose {
            let mut document = Mergeable::new(0);
            for key in parts {
                let update = written::read_update(values.get(key)?);
                let _ = update.map(|update| document.merge(&update));
            }
            let kept = document.leave_out(None);
            snapshot.take(*name, &document, kept);
        }
        Some(snapshot)
    }

    /// Takes out what today's documents have let go of; says whether there was any.
    pub fn leave_out(&mut self, today: &mut Thread, entropy: &dyn Entropy) -> bool {
        let before = self.clone();
        for name in today.loaded() {
            let Some(whole) = self.shelf(name.shelf()).get(&name.text()).and_then(|whole| written::decode(whole).ok())
            else {
                continue;
            };
            let mut document = Mergeable::new(0);
            // One that cannot be read is left as it is, and told of when it is asked for.
            if document.merge(&whole).is_ok() {
                let kept = document.leave_out(Some(today.document(name, entropy)));
                let is_changed = kept != Kept::But(Vec::new());
                if is_changed {
                    self.take(name, &document, kept);
                }
            }
        }
        *self != before
    }

    fn take(&mut self, name: DocumentName, document: &Mergeable, kept: Kept) {
        let text = name.text();
        match kept {
            Kept::Nothing => {
                self.shelf(name.shelf()).remove(&text);
                self.without_notes |= name == DocumentName::Notes;
            }
            Kept::But(points) => {
                self.shelf(name.shelf()).insert(text, written::encode(&document.whole()));
                self.without.extend(points);
            }
        }
    }

    fn shelf(&mut self, shelf: Shelf) -> &mut BTreeMap<String, String> {
        match shelf {
            Shelf::Shared => &mut self.shared,
            Shelf::Own => &mut self.own,
        }
    }

    /// The volumes to read for the whole of it.
    pub fn volumes(&self) -> Vec<String> {
        self.volumes.iter().cloned().collect()
    }

    /// How the thread stood, with these volumes.
    pub fn then(&self, id: &RelationshipId, volumes: &Entries, entropy: &dyn Entropy) -> Then {
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
        let (last, without_notes, without) = (self.last, self.without_notes, self.without.clone());
        Then { thread, is_whole, last, without_notes, without }
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
