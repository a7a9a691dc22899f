//! Keeping the store small, without a lock: what was read is written under a new key first, and only then are exactly
//! the keys that were read removed. Two pages that do it at once leave two snapshots, and loading merges both.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentName, Form, Key, Shelf, Thread, written};
use crate::domain::MeetingNumber;
use crate::ports::{Entries, Entropy, KeyValue, StorageError};

/// From how many parts on a document is written as one.
pub const PARTS_TO_COMPACT: usize = 32;

/// From how many quiet meetings of a block on they are bound together.
pub const MEETINGS_TO_BIND: usize = 10;

/// New entries, and the keys that they stand for.
pub struct Replacement {
    entries: Entries,
    gone: BTreeMap<DocumentName, (BTreeSet<String>, String)>,
}

/// One snapshot in place of all parts of a document. None if there is nothing to gain, or if the document waits for a
/// missing change: then every part is kept as it is.
pub fn snapshot(thread: &mut Thread, name: DocumentName, entropy: &dyn Entropy) -> Option<Replacement> {
    // A volume stands for other documents too, so it is never replaced for the sake of one.
    let loose = |key: &String| matches!(Key::parse(key), Some(Key::Document { .. }));
    let parts: BTreeSet<_> = thread.merged_from(name).into_iter().filter(loose).collect();
    let document = thread.document(name, entropy);
    if parts.len() < 2 || document.waits_for_missing() {
        return None;
    }
    let value = written::write_update(&document.whole());
    let key = Key::Document { thread: thread.id.clone(), name, form: Form::Snapshot, unique: entropy.id() }.text();
    Some(Replacement { entries: Entries::from([(key.clone(), value)]), gone: BTreeMap::from([(name, (parts, key))]) })
}

/// One volume on each shelf in place of the loose parts of quiet meetings of one block, all of which must be loaded.
pub fn bind(thread: &mut Thread, block: u32, meetings: &[MeetingNumber], entropy: &dyn Entropy) -> Option<Replacement> {
    let mut replacement = Replacement { entries: Entries::new(), gone: BTreeMap::new() };
    for shelf in [Shelf::Shared, Shelf::Own] {
        let key = Key::Volume { thread: thread.id.clone(), shelf, block, unique: entropy.id() }.text();
        let mut volume = BTreeMap::new();
        for number in meetings {
            let name = match shelf {
                Shelf::Shared => DocumentName::Meeting(*number),
                Shelf::Own => DocumentName::OwnMeeting(*number),
            };
            let parts: BTreeSet<_> = thread
                .merged_from(name)
                .into_iter()
                .filter(|key| matches!(Key::parse(key), Some(Key::Document { .. })))
                .collect();
            let document = thread.document(name, entropy);
            if parts.is_empty() || document.waits_for_missing() {
                continue;
            }
            volume.insert(name.text(), written::encode(&document.whole()));
            replacement.gone.insert(name, (parts, key.clone()));
        }
        if !volume.is_empty() {
            replacement.entries.insert(key, written::write_json(&volume));
        }
    }
    (!replacement.gone.is_empty()).then_some(replacement)
}

/// Writes the new entries, then removes what they stand for.
///
/// # Errors
/// If storage fails: then the old keys are still there, perhaps beside the new ones, and nothing is lost.
pub async fn carry_out(storage: &dyn KeyValue, replacement: &Replacement) -> Result<(), StorageError> {
    storage.set(&replacement.entries).await?;
    let gone: Vec<_> = replacement.gone.values().flat_map(|(parts, _)| parts).cloned().collect();
    storage.remove(&gone).await
}

/// Takes note in memory of what was carried out.
pub fn note(thread: &mut Thread, replacement: &Replacement) {
    for (name, (parts, key)) in &replacement.gone {
        thread.replaced(*name, parts, key);
    }
}
