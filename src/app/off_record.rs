//! Off the record: a meeting of which nothing is kept but that it took place, and when. What is written in it stands on
//! a sheet in this page's memory, which is thrown away with the page. Nothing that stores, sends or exports knows of the
//! sheets: they all start from the threads.

use super::{Desk, News};
use crate::document::Update;
use crate::domain::{MeetingNumber, PointId, RelationshipId};
use crate::store::{DocumentName, Thread};

impl Desk {
    /// Whether the current meeting with someone is off the record.
    pub fn is_off_the_record(&self, id: &RelationshipId) -> bool {
        self.threads.borrow().get(id).is_some_and(Thread::is_off_the_record)
    }

    /// The current meeting with someone, if it is off the record.
    pub(super) fn off_the_record_now(&self, id: &RelationshipId) -> Option<MeetingNumber> {
        self.threads.borrow().get(id).filter(|thread| thread.is_off_the_record()).map(Thread::current)
    }

    /// Takes the current meeting off the record. What was written in it since it began is removed: points, promises,
    /// answers, what was written into earlier points, and what was on when. The points that were prepared stay, and
    /// those that were talked about are open again. Parts that hold what is gone are replaced by [`Self::tidy`].
    pub fn go_off_the_record(&self, id: &RelationshipId) {
        let Some(view) = self.thread(id).filter(|view| !view.meeting.off_the_record) else { return };
        let current = view.current;
        if let Some(since) = view.meeting.started.filter(|_| view.is_live()) {
            self.keep_each_meeting(id, |document| document.put_back(current, since));
            self.keep_meeting(id, current, |document| document.strike(since));
            self.keep(id, DocumentName::OwnMeeting(current), |thread| {
                thread.edit_own(current, &*self.ports.entropy, crate::document::OwnMeetingDocument::clear)
            });
        }
        self.keep_meeting(id, current, |document| document.go_off_the_record(true));
        self.tell(News::Save);
    }

    /// Takes it back, as long as the meeting has not begun: what was said off the record stays so.
    pub fn stay_on_the_record(&self, id: &RelationshipId) {
        let Some(view) = self.thread(id).filter(|view| view.meeting.started.is_none()) else { return };
        self.keep_meeting(id, view.current, |document| document.go_off_the_record(false));
        self.throw_sheet_away(id);
        self.tell(News::Save);
    }

    /// Reads a thread as it is shown: off the record with what stands on the sheet.
    pub(super) fn shown<T>(&self, id: &RelationshipId, read: impl FnOnce(&Thread) -> T) -> Option<T> {
        if !self.is_off_the_record(id) {
            return self.threads.borrow().get(id).map(read);
        }
        self.lay_sheet(id);
        self.sheets.borrow().get(id).map(read)
    }

    /// Edits the sheet, and nothing that is kept; says whether there was a change.
    pub(super) fn edit_sheet(&self, id: &RelationshipId, edit: impl FnOnce(&mut Thread) -> Option<Update>) -> bool {
        self.lay_sheet(id);
        let changed = self.sheets.borrow_mut().get_mut(id).and_then(edit).is_some();
        if changed {
            self.tell(News::Changed);
        }
        changed
    }

    /// Remembers how a point reads before it is written on in a live meeting, in case that goes off the record.
    pub(super) fn remember_point(&self, id: &RelationshipId, point: &PointId) {
        let Some(view) = self.thread(id).filter(|view| view.is_live() && !view.meeting.off_the_record) else { return };
        let was_there = |known: &&crate::domain::TalkingPoint| view.meeting.started.is_some_and(|at| known.added < at);
        let Some(born) = view.points.iter().filter(was_there).find(|known| known.id == *point).map(|known| known.born)
        else {
            return;
        };
        self.edit_meeting(id, born, |document| document.remember_point(point, view.current));
    }

    /// Once a meeting is over and kept, nobody asks how points read before it.
    pub(super) fn forget_beginnings(&self, id: &RelationshipId, meeting: MeetingNumber) {
        self.keep_each_meeting(id, |document| document.forget_beginnings(meeting));
    }

    pub(super) fn throw_sheet_away(&self, id: &RelationshipId) {
        self.sheets.borrow_mut().remove(id);
    }

    fn keep_each_meeting(
        &self,
        id: &RelationshipId,
        edit: impl Fn(&mut crate::document::MeetingDocument) -> Option<Update>,
    ) {
        let loaded = self.threads.borrow().get(id).map(Thread::meetings).unwrap_or_default();
        for meeting in loaded {
            self.keep_meeting(id, meeting.number, &edit);
        }
    }

    /// The sheet shows all that is kept, as it is now, and what is written on it.
    fn lay_sheet(&self, id: &RelationshipId) {
        let (mut threads, mut sheets) = (self.threads.borrow_mut(), self.sheets.borrow_mut());
        let Some(kept) = threads.get_mut(id) else { return };
        let entropy = &*self.ports.entropy;
        let sheet = sheets.entry(id.clone()).or_insert_with(|| Thread::new(id.clone(), kept.mine.clone(), entropy));
        (*sheet.mine, *sheet.digest) = ((*kept.mine).clone(), (*kept.digest).clone());
        sheet.absorb(kept, entropy);
    }
}
