//! Holding a meeting: beginning, what is on, wrapping up, and what comes back next time.

use super::{Desk, News, ThreadView};
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::{Answer, Instant, MeetingNumber, PointId, RelationshipId};
use crate::store::{DocumentName, Ended, Key, Live, written};

/// Hours after a call in which the closing question may still be asked.
pub const HOURS_TO_ASK: i64 = 24;

impl Desk {
    /// Begins the meeting that was prepared.
    pub fn start_meeting(&self, thread: &RelationshipId) {
        let Some(view) = self.thread(thread).filter(|view| !view.is_live()) else { return };
        let (now, minutes) = (self.now(), view.relationship.minutes);
        if self.edit_meeting(thread, view.current, |meeting| meeting.start(minutes, now)) {
            let live = Live { meeting: view.current, started_at: now.timestamp_millis() };
            self.put(Key::Live(thread.clone()), written::write_json(&live));
            self.tell(News::Save);
        }
    }

    /// From now on this point is talked about; begins the meeting if it has not begun.
    pub fn talk_about(&self, thread: &RelationshipId, point: Option<&PointId>) {
        self.start_meeting(thread);
        let Some(view) = self.thread(thread).filter(|view| view.on_now() != point) else { return };
        let now = self.now();
        self.edit_meeting(thread, view.current, |meeting| meeting.talk_about(point, now));
        self.tell(News::Save);
    }

    /// Wraps the meeting up, with an answer or without one. What is still open is there next time.
    pub fn wrap_up(&self, thread: &RelationshipId, answer: Option<&Answer>) {
        let Some(view) = self.thread(thread).filter(|view| view.is_live()) else { return };
        let now = self.now();
        let ended = view.call_ended.map_or(now, |ended| end_of(ended, view.meeting.last_sign_of_life(), now));
        self.close(thread, view.current, ended);
        let drafted = !self.drafted_answer_for(thread, view.current).is_blank();
        // Skipping takes back what was filled in before.
        let given = answer.cloned().unwrap_or_default();
        if drafted || !given.is_blank() {
            self.keep_answer(thread, view.current, &given);
        }
        self.tell(News::Save);
    }

    /// Keeps an answer that is still being filled in, so that it is there when the page comes back.
    pub fn draft_answer(&self, thread: &RelationshipId, answer: &Answer) {
        if let Some(view) = self.thread(thread) {
            self.keep_answer(thread, view.current, answer);
            self.tell(News::SaveSoon);
        }
    }

    /// What was filled in so far about the current meeting.
    pub fn drafted_answer(&self, thread: &RelationshipId) -> Answer {
        self.thread(thread).map(|view| self.drafted_answer_for(thread, view.current)).unwrap_or_default()
    }

    fn drafted_answer_for(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Answer {
        let threads = self.threads.borrow();
        threads.get(thread).and_then(|thread| thread.retro(meeting)).map(|retro| retro.answer).unwrap_or_default()
    }

    fn keep_answer(&self, thread: &RelationshipId, meeting: MeetingNumber, answer: &Answer) {
        let (entropy, now) = (self.ports.entropy.clone(), self.now());
        self.edit(thread, DocumentName::OwnMeeting(meeting), |thread| {
            thread.edit_own(meeting, &*entropy, |own| own.answer(answer, now))
        });
    }

    /// Takes note of what was asked for last time and of the promises, so that it no longer stands on top.
    pub fn acknowledge_last(&self, thread: &RelationshipId) {
        let Some(view) = self.thread(thread) else { return };
        let entropy = self.ports.entropy.clone();
        for wish in &view.from_last.wishes {
            self.edit(thread, DocumentName::OwnMeeting(wish.meeting), |thread| {
                thread.edit_own(wish.meeting, &*entropy, |own| own.acknowledge())
            });
        }
        self.edit(thread, DocumentName::OwnMeeting(view.current), |thread| {
            thread.edit_own(view.current, &*entropy, |own| own.mark_last_seen())
        });
        self.tell(News::Save);
    }

    /// The meetings whose call has ended and whose closing question may still be asked, the latest first.
    pub fn to_wrap_up(&self) -> Vec<(RelationshipId, Ended)> {
        let ended = self.ended.borrow().clone();
        let mut asks: Vec<_> = ended
            .into_iter()
            .filter(|(id, ended)| self.thread(id).is_some_and(|view| self.may_ask(&view, *ended)))
            .collect();
        put_in_order(&mut asks, |(_, a), (_, b)| a.at > b.at);
        asks
    }

    fn may_ask(&self, view: &ThreadView, ended: Ended) -> bool {
        let now = self.now();
        let ended = end_of(ended, view.meeting.last_sign_of_life(), now);
        view.call_ended.is_some() && (now - ended).num_hours() < HOURS_TO_ASK
    }

    /// Closes what nobody can be asked about any more, and clears away records of what is closed.
    pub(super) fn settle(&self) {
        let now = self.now();
        let ids: Vec<_> = self.threads.borrow().keys().cloned().collect();
        for id in ids {
            let Some(view) = self.thread(&id) else { continue };
            let recorded = self.ended.borrow().contains_key(&id);
            if !view.is_live() {
                if recorded {
                    self.forget_end(&id);
                    self.tell(News::Save);
                }
                continue;
            }
            let last_sign = view.meeting.last_sign_of_life();
            let ended = view.call_ended.map_or(last_sign, |ended| Some(end_of(ended, last_sign, now)));
            if let Some(ended) = ended.filter(|ended| (now - *ended).num_hours() >= HOURS_TO_ASK) {
                self.close(&id, view.current, ended);
                self.tell(News::Save);
            }
        }
    }

    fn close(&self, thread: &RelationshipId, meeting: MeetingNumber, ended: Instant) {
        self.edit_meeting(thread, meeting, |document| document.end(ended));
        self.edit_meeting(thread, meeting, crate::document::MeetingDocument::close);
        self.forget_end(thread);
    }

    fn forget_end(&self, thread: &RelationshipId) {
        self.ended.borrow_mut().remove(thread);
        self.remove(Key::Live(thread.clone()));
        self.remove(Key::Ended(thread.clone()));
    }
}

/// When a meeting ended: as it was seen, else at the last sign of life, never after now.
fn end_of(ended: Ended, last_sign: Option<Instant>, now: Instant) -> Instant {
    ended.at.map(from_millis).or(last_sign).unwrap_or(now).min(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_as_it_was_seen_else_at_the_last_sign_of_life_and_never_in_the_future() {
        let at = from_millis;
        let ended = |at| Ended { meeting: MeetingNumber::FIRST, at };
        assert_eq!(end_of(ended(Some(5)), Some(at(3)), at(9)), at(5));
        assert_eq!(end_of(ended(None), Some(at(3)), at(9)), at(3));
        assert_eq!(end_of(ended(Some(50)), None, at(9)), at(9));
    }
}
