//! Getting rid of what was let go of: a document that has removed something is written down anew, and every part that
//! may still hold it is removed, volumes too. The order is that of all compaction: first the new, then the old.

use std::collections::{BTreeMap, BTreeSet};

use super::compaction::{Replaced, Replacement};
use super::{DocumentName, Form, Key, Thread, written};
use crate::domain::MeetingNumber;
use crate::domain::order::gathered;
use crate::ports::{Entries, Entropy};

/// The documents of a thread that are to be written down anew, and the volumes that are. Only what is loaded is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToClean {
    pub documents: BTreeSet<DocumentName>,
    pub volumes: BTreeSet<String>,
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
                found.volumes.extend(volumes);
            }
        }
        found
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.volumes.is_empty()
    }
}

fn is_loose(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Document { .. }))
}

fn is_log(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Document { form: Form::Log, .. }))
}

/// One volume in place of another, and of the loose parts of what is bound in it; all of it must be loaded. None if a
/// document in it waits for a missing change: then nothing may be removed.
pub fn rebind(thread: &mut Thread, volume: &str, entropy: &dyn Entropy) -> Option<Replacement> {
    let Some(Key::Volume { shelf, block, .. }) = Key::parse(volume) else { return None };
    let is_in_it = |name: &DocumentName| thread.merged_from(*name).contains(volume);
    let names: Vec<_> = thread.loaded().into_iter().filter(is_in_it).collect();
    let by = Key::Volume { thread: thread.id.clone(), shelf, block, unique: entropy.id() }.text();
    let mut bound = BTreeMap::new();
    let mut documents = BTreeMap::new();
    for name in names {
        let parts = thread.merged_from(name);
        let document = thread.document(name, entropy);
        if document.waits_for_missing() {
            return None;
        }
        let whole = document.whole();
        bound.insert(name.text(), written::encode(&whole));
        // Another volume may hold other documents, too, and is a matter of its own.
        let parts = gathered(parts.into_iter().filter(|key| is_loose(key) || key == volume));
        documents.insert(name, Replaced { parts, by: by.clone(), whole, session: entropy.session() });
    }
    if documents.is_empty() {
        return None;
    }
    Some(Replacement::new(Entries::from([(by, written::write_json(&bound))]), documents))
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
