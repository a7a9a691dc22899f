//! Keeping the store small, without a lock: what was read is written under a new key first, and only then are exactly
//! the keys that were read removed. Two pages that do it at once leave two snapshots, and loading merges both.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{DocumentName, Form, History, Key, MeetingDigest, Shelf, Thread, written};
use crate::document::Update;
use crate::domain::MeetingNumber;
use crate::domain::order::gathered;
use crate::ports::{Entries, Entropy, KeyValue, StorageError};

/// From how many parts on a document is written as one.
pub const PARTS_TO_COMPACT: usize = 32;

/// From how many quiet meetings of a block on they are bound together.
pub const MEETINGS_TO_BIND: usize = 10;

/// New entries, and the keys that they stand for.
pub struct Replacement {
    entries: Entries,
    documents: BTreeMap<DocumentName, Replaced>,
    /// What the meetings amount to that have no loose parts any more.
    bound: History,
}

impl Replacement {
    /// These entries in place of the parts of these documents.
    pub fn new(entries: Entries, documents: BTreeMap<DocumentName, Replaced>) -> Self {
        Self { entries, documents, bound: BTreeMap::new() }
    }
}

/// Parts of one document, the key that now stands for them, and what they came to.
pub struct Replaced {
    pub parts: BTreeSet<String>,
    pub by: String,
    pub whole: Update,
    /// For a copy of the document that has to be made to take this in; as in [`crate::document::Mergeable::new`].
    pub session: u64,
}

/// One snapshot in place of all parts of a document. None if there is nothing to gain, or if the document waits for a
/// missing change: then every part is kept as it is.
pub fn snapshot(thread: &mut Thread, name: DocumentName, entropy: &dyn Entropy) -> Option<Replacement> {
    snapshot_of(thread, name, 2, entropy)
}

/// A snapshot in place of even one part: what was removed from the document may still be in that one.
pub fn clean_snapshot(thread: &mut Thread, name: DocumentName, entropy: &dyn Entropy) -> Option<Replacement> {
    snapshot_of(thread, name, 1, entropy)
}

fn snapshot_of(thread: &mut Thread, name: DocumentName, least: usize, entropy: &dyn Entropy) -> Option<Replacement> {
    // A volume stands for other documents too, so it is never replaced for the sake of one.
    let loose = |key: &String| matches!(Key::parse(key), Some(Key::Document { .. }));
    let parts: BTreeSet<_> = gathered(thread.merged_from(name).into_iter().filter(loose));
    // Asked before the document is touched: one that is not loaded must not come into being empty.
    if parts.len() < least {
        return None;
    }
    let document = thread.document(name, entropy);
    if document.waits_for_missing() {
        return None;
    }
    let whole = document.whole();
    let by = Key::Document { thread: thread.id.clone(), name, form: Form::Snapshot, unique: entropy.id() }.text();
    let entries = Entries::from([(by.clone(), written::write_update(&whole))]);
    let replaced = Replaced { parts, by, whole, session: entropy.session() };
    Some(Replacement::new(entries, BTreeMap::from([(name, replaced)])))
}

/// One volume on each shelf in place of the loose parts of quiet meetings of one block, all of which must be loaded.
pub fn bind(thread: &mut Thread, block: u32, meetings: &[MeetingNumber], entropy: &dyn Entropy) -> Option<Replacement> {
    let mut replacement = Replacement { entries: Entries::new(), documents: BTreeMap::new(), bound: BTreeMap::new() };
    for shelf in [Shelf::Shared, Shelf::Own] {
        let key = Key::Volume { thread: thread.id.clone(), shelf, block, unique: entropy.id() }.text();
        let mut volume = BTreeMap::new();
        for number in meetings {
            let name = match shelf {
                Shelf::Shared => DocumentName::Meeting(*number),
                Shelf::Own => DocumentName::OwnMeeting(*number),
            };
            let loose = |key: &String| matches!(Key::parse(key), Some(Key::Document { .. }));
            let parts: BTreeSet<_> = gathered(thread.merged_from(name).into_iter().filter(loose));
            if parts.is_empty() {
                continue;
            }
            let document = thread.document(name, entropy);
            if document.waits_for_missing() {
                continue;
            }
            let whole = document.whole();
            volume.insert(name.text(), written::encode(&whole));
            let replaced = Replaced { parts, by: key.clone(), whole, session: entropy.session() };
            replacement.documents.insert(name, replaced);
            replacement.bound.insert(*number, Rc::new(MeetingDigest::bound(thread, *number)));
        }
        if !volume.is_empty() {
            replacement.entries.insert(key, written::write_json(&volume));
        }
    }
    (!replacement.documents.is_empty()).then_some(replacement)
}

/// Writes the new entries, then removes what they stand for.
///
/// # Errors
/// If storage fails: then the old keys are still there, perhaps beside the new ones, and nothing is lost.
pub async fn carry_out(storage: &dyn KeyValue, replacement: &Replacement) -> Result<(), StorageError> {
    storage.set(&replacement.entries).await?;
    let gone: Vec<_> = replacement.documents.values().flat_map(|replaced| &replaced.parts).cloned().collect();
    storage.remove(&gone).await
}

/// Takes note in memory of what was carried out. It may have been made from a fresh reading, which knew more.
pub fn note(thread: &mut Thread, replacement: &Replacement) {
    for (name, replaced) in &replacement.documents {
        thread.take_note(*name, replaced);
    }
    for (number, digest) in &replacement.bound {
        thread.digest.meetings.insert(*number, digest.clone());
    }
    for key in replacement.entries.keys().filter(|key| matches!(Key::parse(key), Some(Key::Volume { .. }))) {
        thread.knows_volume_now(key);
    }
}
