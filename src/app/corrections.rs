//! Putting right what was written down: taking things out, putting them back, correcting an answer, and taking a point
//! of the past up again. What is edited in the agenda and among the promises is edited by the same commands later on.

use super::agenda::PointDraft;
use super::{Desk, News};
use crate::domain::{ActionId, ActionItem, Answer, MeetingNumber, PointId, PointState, RelationshipId, TalkingPoint};
use crate::store::Thread;

impl Desk {
    /// Takes a point out of the meeting that it was born in, for both where it is shared; gives it back, to be put back.
    pub fn remove_point(&self, thread: &RelationshipId, point: &PointId) -> Option<TalkingPoint> {
        let known = self.point(thread, point)?;
        if known.state == PointState::Open {
            // It may be what is talked about.
            self.close_point(thread, point, PointState::Dropped);
        }
        let removed = self.keep_meeting(thread, known.born, |meeting| meeting.remove_point(point));
        removed.then(|| {
            self.tell(News::Save);
            known
        })
    }

    /// Puts a point back that was taken out.
    pub fn put_back_point(&self, thread: &RelationshipId, point: &TalkingPoint) {
        if self.keep_meeting(thread, point.born, |meeting| meeting.put_back_point(point)) {
            self.tell(News::Save);
        }
    }

    /// Takes a promise out, for both where it is shared; gives it back, to be put back.
    pub fn remove_action(&self, thread: &RelationshipId, action: &ActionId) -> Option<ActionItem> {
        let meetings = self.threads.borrow().get(thread).map(Thread::meetings).unwrap_or_default();
        let known = meetings.into_iter().flat_map(|meeting| meeting.actions).find(|known| known.id == *action)?;
        let removed = self.keep_meeting(thread, known.born, |meeting| meeting.remove_action(action));
        removed.then(|| {
            self.tell(News::Save);
            known
        })
    }

    /// Puts a promise back that was taken out.
    pub fn put_back_action(&self, thread: &RelationshipId, action: &ActionItem) {
        if self.keep_meeting(thread, action.born, |meeting| meeting.put_back_action(action)) {
            self.tell(News::Save);
        }
    }

    /// Gives another answer about a past meeting, or none for a blank one; says whether it was taken over. One that was
    /// handed over sealed is as it is: the other has it.
    pub fn correct_answer(&self, thread: &RelationshipId, meeting: MeetingNumber, answer: &Answer) -> bool {
        if self.exchange(thread, meeting).is_handed_over() {
            return false;
        }
        self.keep_answer(thread, meeting, answer);
        self.tell(News::Save);
        true
    }

    /// Takes a point of the past up again: a new one on the agenda, whose notes begin with where it comes from, in the
    /// words of `from`. The past stays as it was, with the time that was spent on it then.
    pub fn take_up_again(&self, thread: &RelationshipId, point: &PointId, from: &str) -> Option<PointId> {
        let known = self.point(thread, point)?;
        let notes = [from, known.notes.trim()].join("\n");
        let draft =
            PointDraft { title: known.title, aim: known.aim, notes: notes.trim().into(), ..PointDraft::default() };
        self.add_point(thread, &draft)
    }
}
