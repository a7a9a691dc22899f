//! Getting rid of what was let go of: a document that has removed something is written down anew, and every part that
//! may still hold it is removed, volumes too. The order is that of all compaction: first the new, then the old.

use std::collections::{BTreeMap, BTreeSet};

use super::compaction::{Replaced, Replacement};
use super::{DocumentName, Form, Key, Shelf, Thread, written};
use crate::domain::MeetingNumber;
use crate::ports::{Entries, Entropy};

/// The documents of a thread that are to be written down anew, and the blocks that are to be bound anew. Only what is loaded is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToClean {
    pub documents: BTreeSet<DocumentName>,
    pub blocks: BTreeSet<(Shelf, u32)>,
}

impl ToClean {
    /// What there is to do in a thread.
    pub fn of(thread: &Thread) -> Self {
        let mut found = Self::default();
        for name in thread.loaded().into_iter().filter(|name| thread.has_let_go(*name)) {
            let parts = thread.merged_from(name);
            let (loose, volumes): (Vec<_>, Vec<_>) = parts.into_iter().partition(|key| is_loose(key));
            // One whole document, written after the removal, is as it should be. A volume beside loose parts was
            // written before them.
            let is_clean = volumes.len() + loose.len() < 2 && !loose.iter().any(|key| is_log(key));
            if !is_clean && volumes.is_empty() {
                found.documents.insert(name);
            } else if !is_clean {
                found.blocks.extend(name.meeting().map(|number| (name.shelf(), Key::block_of(number))));
            }
        }
        found
    }
}

fn is_loose(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Document { .. }))
}

fn is_log(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Document { form: Form::Log, .. }))
}

/// One volume in place of all those of a block on one shelf, and of the loose parts of what is bound in them; all of it
/// must be loaded. None if some of it could not be read, or waits for a missing change: then nothing may be removed.
pub fn rebind(thread: &mut Thread, (shelf, block): (Shelf, u32), entropy: &dyn Entropy) -> Option<Replacement> {
    let names = thread.loaded().into_iter().filter(|name| name.shelf() == shelf);
    let names: Vec<_> =
        names.filter(|name| name.meeting().is_some_and(|number| Key::block_of(number) == block)).collect();
    let by = Key::Volume { thread: thread.id.clone(), shelf, block, unique: entropy.id() }.text();
    let mut bound = BTreeMap::new();
    let mut documents = BTreeMap::new();
    for name in names {
        let parts = thread.merged_from(name);
        let mut volumes = parts.iter().filter(|key| !is_loose(key)).peekable();
        if volumes.peek().is_none() {
            continue;
        }
        let is_read = volumes.all(|volume| thread.knows_volume(volume));
        let document = thread.document(name, entropy);
        if !is_read || document.waits_for_missing() {
            return None;
        }
        let whole = document.whole();
        bound.insert(name.text(), written::encode(&whole));
        documents.insert(name, Replaced { parts, by: by.clone(), whole, session: entropy.session() });
    }
    let entries = Entries::from([(by, written::write_json(&bound))]);
    (!bound.is_empty()).then(|| Replacement::new(entries, documents))
}

impl Thread {
    /// Whether a loaded document has removed something that older parts of it may still hold.
    pub fn has_let_go(&self, name: DocumentName) -> bool {
        let is_off = |number: MeetingNumber| self.meetings.get(&number).is_some_and(|one| one.is_off_the_record());
        match name {
            DocumentName::About => false,
            DocumentName::Notes => self.notes().has_let_go(),
            DocumentName::Meeting(number) => self.meetings.get(&number).is_some_and(|one| one.has_let_go()),
            DocumentName::OwnMeeting(number) => is_off(number),
        }
    }

    /// Whether the current meeting is off the record.
    pub fn is_off_the_record(&self) -> bool {
        self.meetings.get(&self.current()).is_some_and(|meeting| meeting.is_off_the_record())
    }
}
