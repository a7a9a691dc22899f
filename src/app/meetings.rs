//! Holding a meeting: beginning, what is on, its end, and what becomes of one that nobody ended.

use super::{Desk, News};
use crate::domain::time::from_millis;
use crate::domain::{Instant, Meeting, MeetingNumber, MeetingState, PointId, RelationshipId};
use crate::ports::Value;
use crate::store::{Ended, Key, Live, written};

/// Hours after a call in which the closing question may still be asked.
pub const HOURS_TO_ASK: i64 = 24;

impl Desk {
    /// Begins the meeting that was prepared; one that was given up for today is held after all.
    pub fn start_meeting(&self, thread: &RelationshipId) {
        self.take_up_today(thread);
        let Some(view) = self.thread(thread).filter(|view| !view.is_live()) else { return };
        let (now, minutes) = (self.now(), view.minutes);
        if self.keep_meeting(thread, view.current, |meeting| meeting.start(minutes, now)) {
            let offset = self.offset_at(now);
            self.keep_meeting(thread, view.current, |meeting| meeting.begun_at_offset(offset));
            self.follow_live(thread);
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

    /// Lets the record of a live meeting, which the background script reads, follow what is known now.
    pub(super) fn follow_live(&self, thread: &RelationshipId) {
        let Some(view) = self.thread(thread) else { return };
        let started = view.meeting.started.filter(|_| view.is_live());
        let live = started.map(|at| Live {
            meeting: view.current,
            started_at: at.timestamp_millis(),
            minutes: Some(view.meeting.minutes),
        });
        if live == self.live.borrow().get(thread).copied() {
            return;
        }
        match live {
            Some(live) => {
                self.live.borrow_mut().insert(thread.clone(), live);
                self.put(Key::Live(thread.clone()), written::write_json(&live));
            }
            None => self.forget_end(thread),
        }
        self.tell(News::Save);
    }

    /// Takes over the record of a live meeting that was read or has changed. It says nothing that a page shows.
    pub(super) fn take_live(&self, thread: RelationshipId, value: Option<&Value>) -> bool {
        match value.and_then(|value| written::read_json(value).ok()) {
            Some(live) => _ = self.live.borrow_mut().insert(thread, live),
            None => _ = self.live.borrow_mut().remove(&thread),
        }
        false
    }

    /// When the call of that meeting was last seen, as far as the background script knows.
    pub(super) fn last_beat(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Option<Instant> {
        let beat = self.beats.borrow().get(thread).copied().filter(|beat| beat.meeting == meeting)?;
        Some(from_millis(beat.at))
    }

    /// Takes over a beat. By itself it changes nothing that a page shows.
    pub(super) fn take_beat(&self, thread: RelationshipId, value: Option<&Value>) -> bool {
        let read = |value: &Value| {
            let (Value::Json(json) | Value::Text(json)) = value;
            serde_json::from_str(json).ok()
        };
        match value.and_then(read) {
            Some(beat) => _ = self.beats.borrow_mut().insert(thread, beat),
            None => _ = self.beats.borrow_mut().remove(&thread),
        }
        false
    }

    /// Closes what nobody can be asked about any more, and clears away records of what is closed.
    pub(super) fn settle(&self) {
        let now = self.now();
        let ids: Vec<_> = self.threads.borrow().keys().cloned().collect();
        for id in ids {
            self.close_left_behind(&id);
            let Some(view) = self.thread(&id) else { continue };
            let recorded = self.ended.borrow().contains_key(&id);
            if !view.is_live() {
                if recorded {
                    self.forget_end(&id);
                    self.tell(News::Save);
                }
                continue;
            }
            // A call that is still seen is a sign of life, too.
            let last_sign = view.meeting.last_sign_of_life().max(self.last_beat(&id, view.current));
            let ended = view.call_ended.map_or(last_sign, |ended| Some(end_of(ended, last_sign, now)));
            if let Some(ended) = ended.filter(|ended| (now - *ended).num_hours() >= HOURS_TO_ASK) {
                self.close(&id, view.current, ended);
                self.tell(News::Save);
            }
        }
    }

    /// A meeting that one has begun after the other had given it up and gone on to the next: that one is closed by now, so
    /// nobody will end this one any more.
    fn close_left_behind(&self, thread: &RelationshipId) {
        let threads = self.threads.borrow();
        let Some(known) = threads.get(thread) else { return };
        let current = known.current();
        let left = |meeting: &Meeting| meeting.number < current && meeting.state() == MeetingState::Live;
        let left: Vec<_> = known.meetings().into_iter().filter(left).collect();
        drop(threads);
        for meeting in left {
            let ended = meeting.last_sign_of_life().unwrap_or_else(|| self.now());
            self.edit_meeting(thread, meeting.number, |document| document.end(ended));
            self.edit_meeting(thread, meeting.number, crate::document::MeetingDocument::close);
            self.tell(News::Save);
        }
    }

    pub(super) fn close(&self, thread: &RelationshipId, meeting: MeetingNumber, ended: Instant) {
        self.keep_meeting(thread, meeting, |document| document.end(ended));
        self.keep_meeting(thread, meeting, crate::document::MeetingDocument::close);
        self.forget_beginnings(thread, meeting);
        self.throw_sheet_away(thread);
        self.forget_end(thread);
        self.file_captures();
    }

    fn forget_end(&self, thread: &RelationshipId) {
        self.ended.borrow_mut().remove(thread);
        self.live.borrow_mut().remove(thread);
        self.remove(Key::Live(thread.clone()));
        self.remove(Key::Ended(thread.clone()));
    }
}

/// When a meeting ended: as it was seen, else at the last sign of life, never after now.
pub(super) fn end_of(ended: Ended, last_sign: Option<Instant>, now: Instant) -> Instant {
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
