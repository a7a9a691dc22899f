//! The way of every change: into a document in memory, and from there to storage; or, off the record, no further.

use super::{Desk, News};
use crate::document::{MeetingDocument, Update};
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ports::Value;
use crate::store::{DocumentName, Key, Thread};

impl Desk {
    /// Edits the document of one meeting, if the thread is open and the store may be written.
    pub(super) fn edit_meeting(
        &self,
        thread: &RelationshipId,
        number: MeetingNumber,
        edit: impl FnOnce(&mut MeetingDocument) -> Option<Update>,
    ) -> bool {
        let entropy = self.ports.entropy.clone();
        self.edit(thread, DocumentName::Meeting(number), |thread| thread.edit_meeting(number, &*entropy, edit))
    }

    /// Edits the document of one meeting, on the record.
    pub(super) fn keep_meeting(
        &self,
        thread: &RelationshipId,
        number: MeetingNumber,
        edit: impl FnOnce(&mut MeetingDocument) -> Option<Update>,
    ) -> bool {
        let entropy = self.ports.entropy.clone();
        self.keep(thread, DocumentName::Meeting(number), |thread| thread.edit_meeting(number, &*entropy, edit))
    }

    /// Edits a document: on the record, or on the sheet that nobody keeps while the meeting is off it. Who the two are
    /// to each other, and my answers about others, are no matter of this meeting. What is put right in the past, planned
    /// or restored goes to [`Self::keep`] by itself. Says whether there was a change.
    pub(super) fn edit(
        &self,
        thread: &RelationshipId,
        name: DocumentName,
        edit: impl FnOnce(&mut Thread) -> Option<Update>,
    ) -> bool {
        let is_off = self.off_the_record_now(thread).is_some_and(|current| match name {
            DocumentName::About => false,
            DocumentName::OwnMeeting(number) => number == current,
            DocumentName::Meeting(_) | DocumentName::Notes => true,
        });
        if is_off { self.edit_sheet(thread, edit) } else { self.keep(thread, name, edit) }
    }

    /// Edits a document, on the record, and sends the change on its way; says whether there was one.
    pub(super) fn keep(
        &self,
        thread: &RelationshipId,
        name: DocumentName,
        edit: impl FnOnce(&mut Thread) -> Option<Update>,
    ) -> bool {
        if !self.may_write() {
            return false;
        }
        let update = self.threads.borrow_mut().get_mut(thread).and_then(edit);
        let changed = update.is_some();
        if let Some(update) = update {
            self.outbox.append(thread, name, update);
            self.tell(News::Changed);
            self.tell_lines();
        }
        changed
    }

    pub(super) fn may_write(&self) -> bool {
        self.newer_schema.is_none() && !self.is_shut.get()
    }

    /// Writes what waits, and takes note of what has been written.
    pub(super) async fn write_waiting(&self) {
        let parts = self.outbox.flush().await;
        if !parts.is_empty() {
            self.hear(&parts);
        }
    }

    /// Writes a small record, if the store may be written.
    pub(super) fn put(&self, key: Key, value: Value) {
        if self.may_write() {
            self.outbox.put(key, value);
        }
    }

    /// Removes a small record, if the store may be written.
    pub(super) fn remove(&self, key: Key) {
        if self.may_write() {
            self.outbox.remove(key);
        }
    }
}
