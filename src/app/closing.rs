//! The closing question: which meeting it is about, what is filled in, and wrapping up.

use std::rc::Rc;

use super::meetings::{HOURS_TO_ASK, end_of};
use super::{Desk, News, ThreadView};
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::{Answer, Meeting, MeetingNumber, MeetingState, RelationshipId};
use crate::store::{Ended, Exchange, History, MeetingDigest, Thread};

impl Desk {
    /// Wraps the meeting up, with an answer or without one. What is still open is there next time. Where both answer,
    /// an answer is handed over sealed, and stays as it is from then on.
    pub fn wrap_up(&self, thread: &RelationshipId, answer: Option<&Answer>) {
        let Some(view) = self.thread(thread) else { return };
        let Some(meeting) = view.closing else { return };
        if view.is_live() {
            let now = self.now();
            let ended = view.call_ended.map_or(now, |ended| end_of(ended, view.meeting.last_sign_of_life(), now));
            self.close(thread, meeting, ended);
        }
        if view.meeting.off_the_record {
            return self.tell(News::Save);
        }
        let drafted = !self.drafted_answer_for(thread, meeting).is_blank();
        // Skipping takes back what was filled in before.
        let given = answer.cloned().unwrap_or_default();
        if drafted || !given.is_blank() {
            self.keep_answer(thread, meeting, &given);
        }
        self.edit_own(thread, meeting, |own| own.finish(!given.is_blank()));
        self.hand_over(thread, meeting, &given);
        self.let_keys_go(thread);
        self.tell(News::Save);
    }

    /// Keeps an answer that is still being filled in, so that it is there when the page comes back.
    pub fn draft_answer(&self, thread: &RelationshipId, answer: &Answer) {
        if let Some(meeting) = self.thread(thread).and_then(|view| view.closing) {
            self.keep_answer(thread, meeting, answer);
            self.tell(News::SaveSoon);
        }
    }

    /// What was filled in so far about the meeting that is asked about.
    pub fn drafted_answer(&self, thread: &RelationshipId) -> Answer {
        let closing = self.thread(thread).and_then(|view| view.closing);
        closing.map(|meeting| self.drafted_answer_for(thread, meeting)).unwrap_or_default()
    }

    fn drafted_answer_for(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Answer {
        let retro = self.shown(thread, |thread| thread.retro(meeting)).flatten();
        retro.map(|retro| retro.answer).unwrap_or_default()
    }

    pub(super) fn keep_answer(&self, thread: &RelationshipId, meeting: MeetingNumber, answer: &Answer) {
        // What the other holds sealed is what I said.
        if self.exchange(thread, meeting).is_handed_over() {
            return;
        }
        let now = self.now();
        self.edit_own(thread, meeting, |own| own.answer(answer, now));
    }

    /// The meetings that I may be asked about, the latest first: their call has ended, or the other has wrapped up.
    pub fn to_wrap_up(&self) -> Vec<(RelationshipId, Ended)> {
        let people = self.people();
        let ask = |id: RelationshipId| {
            let ended = self.thread(&id).and_then(|view| self.ask(&view))?;
            Some((id, ended))
        };
        let mut asks: Vec<_> = people.into_iter().filter_map(|person| ask(person.id)).collect();
        put_in_order(&mut asks, |(_, a), (_, b)| a.at > b.at);
        asks
    }

    fn ask(&self, view: &ThreadView) -> Option<Ended> {
        if let Some(closed) = &view.closed_by_them {
            let ended = closed.ended.or(closed.started);
            return Some(Ended { meeting: closed.number, at: ended.map(|at| at.timestamp_millis()) });
        }
        let now = self.now();
        let is_fresh =
            |ended: &Ended| (now - end_of(*ended, view.meeting.last_sign_of_life(), now)).num_hours() < HOURS_TO_ASK;
        view.call_ended.filter(is_fresh)
    }

    /// The meeting that I may be asked about: the one that is live; else, where both answer, the last one, if the other
    /// has wrapped it up not long ago and I have not.
    pub(super) fn closing(&self, thread: &Thread, current: &Meeting, history: &History) -> Option<MeetingNumber> {
        if current.state() == MeetingState::Live {
            return Some(current.number);
        }
        let (last, digest) =
            last_held(history, current.number).filter(|(_, last)| !last.off && self.is_shared(&thread.id))?;
        let ended = from_millis(digest.ended.or(digest.began)?);
        // One of mine that stands there without a word about it here was given on another device of mine.
        let Exchange { own, has_mine, .. } = thread.exchange(last);
        let was_asked = own.answered || own.skipped || has_mine;
        (!was_asked && (self.now() - ended).num_hours() < HOURS_TO_ASK).then_some(last)
    }
}

/// The last meeting that was held before this one.
pub(super) fn last_held(history: &History, current: MeetingNumber) -> Option<(MeetingNumber, &MeetingDigest)> {
    let held = |(_, meeting): &(&MeetingNumber, &Rc<MeetingDigest>)| meeting.closed && meeting.began.is_some();
    history.range(..current).rev().find(held).map(|(number, meeting)| (*number, &**meeting))
}
