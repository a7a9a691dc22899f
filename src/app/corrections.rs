//! Putting right what was written down: taking things out, putting them back, correcting an answer, and taking a point
//! of the past up again. What is edited in the agenda and among the promises is edited by the same commands later on.

use super::agenda::PointDraft;
use super::{Desk, News};
use crate::domain::{ActionId, ActionItem, Answer, MeetingNumber, PointId, PointState, RelationshipId, TalkingPoint};
use crate::store::Thread;

/// All that was taken out of a past meeting, to be put back.
#[derive(Clone, Debug, PartialEq)]
pub struct Emptied {
    pub points: Vec<TalkingPoint>,
    pub actions: Vec<ActionItem>,
    /// What I heard.
    pub heard: String,
    /// My answer, unless there was none or the other has it.
    pub answer: Option<Answer>,
}

impl Emptied {
    /// Whether there was nothing to take out.
    pub fn is_nothing(&self) -> bool {
        self.points.is_empty() && self.actions.is_empty() && self.heard.trim().is_empty() && self.answer.is_none()
    }
}

impl Desk {
    /// What of a past meeting can be taken out: points and promises that were born in it, what I heard, and my answer
    /// unless the other has it. It must have been read for changing: see [`Self::open_past`].
    pub fn written_in(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Option<Emptied> {
        let is_handed_over = self.exchange(thread, meeting).is_handed_over();
        let threads = self.threads.borrow();
        let known = threads.get(thread).filter(|thread| meeting < thread.current())?;
        let held = known.meeting(meeting);
        let answer =
            known.retro(meeting).map(|retro| retro.answer).filter(|given| !is_handed_over && !given.is_blank());
        Some(Emptied { points: held.points, actions: held.actions, heard: known.heard(meeting).mine, answer })
    }

    /// Takes all that out, for both where it is shared. That the meeting took place, and when, stays; what was said in it
    /// about points of earlier meetings stays with those. None if nothing was there to be taken out.
    pub fn empty_meeting(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Option<Emptied> {
        let emptied = self.written_in(thread, meeting).filter(|emptied| !emptied.is_nothing())?;
        for point in &emptied.points {
            self.remove_point(thread, &point.id);
        }
        for action in &emptied.actions {
            self.remove_action(thread, &action.id);
        }
        if !emptied.heard.is_empty() {
            self.write_heard(thread, meeting, "");
        }
        if emptied.answer.is_some() {
            self.keep_answer(thread, meeting, &Answer::default());
        }
        self.tell(News::Save);
        Some(emptied)
    }

    /// Puts all of it back.
    pub fn put_back_meeting(&self, thread: &RelationshipId, meeting: MeetingNumber, emptied: &Emptied) {
        emptied.points.iter().for_each(|point| self.put_back_point(thread, point));
        emptied.actions.iter().for_each(|action| self.put_back_action(thread, action));
        if !emptied.heard.is_empty() {
            self.write_heard(thread, meeting, &emptied.heard);
        }
        if let Some(answer) = &emptied.answer {
            self.keep_answer(thread, meeting, answer);
        }
        self.tell(News::Save);
    }

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
