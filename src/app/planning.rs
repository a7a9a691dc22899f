//! What becomes of a meeting before it begins: planning it, moving it, giving it up, and taking each of these back. Each
//! names the meeting that it is about, so that what two pages do at once is done once.

use chrono::NaiveDateTime;

use super::{Desk, News};
use crate::document::planned::Planned;
use crate::domain::held_rate::Who;
use crate::domain::{Instant, Meeting, MeetingNumber, MeetingState, Move, RelationshipId};

/// What was done, to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    meeting: MeetingNumber,
    step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Planned { now: NaiveDateTime },
    Moved { moved: Move, before: Option<Planned> },
    GivenUp,
    Held { began: Instant },
}

impl Desk {
    /// Plans the current meeting for a civil day and time of mine. None if it is not the current one any more, has begun,
    /// or has a time already: then it can be moved.
    pub fn plan_meeting(&self, thread: &RelationshipId, meeting: MeetingNumber, time: NaiveDateTime) -> Option<Done> {
        self.to_come(thread, meeting).filter(|meeting| meeting.planned.is_none())?;
        let planned = Some((time, self.ports.clock.instant_of(time)));
        let changed = self.keep_meeting(thread, meeting, |document| document.plan(planned));
        self.tell(News::Save);
        changed.then_some(Done { meeting, step: Step::Planned { now: time } })
    }

    /// Moves the current meeting to another time, or to none yet. None if it is not the current one any more, has begun,
    /// or is planned for that very time.
    pub fn move_meeting(
        &self,
        thread: &RelationshipId,
        meeting: MeetingNumber,
        by_me: bool,
        to: Option<NaiveDateTime>,
    ) -> Option<Done> {
        let known = self.to_come(thread, meeting)?;
        let from = self.planned_here(&known);
        if from == to {
            return None;
        }
        let relationship = self.relationship(thread)?;
        let by = if by_me { relationship.me.id } else { relationship.counterpart.id };
        // Two moves of one millisecond are two moves.
        let last = known.moves.last().map(|moved| moved.said + chrono::TimeDelta::milliseconds(1));
        let said = last.map_or(self.now(), |next| next.max(self.now()));
        let moved = Move { said, by, from, to };
        let before = known.planned.map(|civil| (civil, self.instant_meant(&known, civil)));
        let planned = to.map(|civil| (civil, self.ports.clock.instant_of(civil)));
        let changed = self.keep_meeting(thread, meeting, |document| document.move_to(planned, &moved));
        self.tell(News::Save);
        changed.then_some(Done { meeting, step: Step::Moved { moved, before } })
    }

    /// Gives the current meeting up: it did not take place. The next one is then the current one, and what is open stays
    /// open. None if it is not the current one any more, or has begun.
    pub fn give_up(&self, thread: &RelationshipId, meeting: MeetingNumber, who: Who) -> Option<Done> {
        self.to_come(thread, meeting)?;
        let relationship = self.relationship(thread)?;
        let by = match who {
            Who::Me => Some(relationship.me.id),
            Who::Them => Some(relationship.counterpart.id),
            Who::Nobody => None,
        };
        let now = self.now();
        let changed = self.keep_meeting(thread, meeting, |document| document.give_up(by.as_ref(), now));
        self.tell(News::Save);
        changed.then_some(Done { meeting, step: Step::GivenUp })
    }

    /// Writes down that the current meeting took place at a civil time of mine that is over, without a word here while it
    /// was on. None if it is not the current one any more, has begun, or if that is still to come or was before the last.
    pub fn held_on(&self, thread: &RelationshipId, meeting: MeetingNumber, time: NaiveDateTime) -> Option<Done> {
        self.to_come(thread, meeting)?;
        let (began, now) = (self.ports.clock.instant_of(time), self.now());
        let view = self.thread(thread)?;
        if began > now || view.last_met.is_some_and(|last| began <= last) {
            return None;
        }
        let minutes = view.relationship.minutes;
        let ended = (began + chrono::TimeDelta::minutes(minutes.into())).min(now);
        let offset = self.offset_at(began);
        self.keep_meeting(thread, meeting, |document| document.start(minutes, began));
        self.keep_meeting(thread, meeting, |document| document.begun_at_offset(offset));
        self.close(thread, meeting, ended);
        self.tell(News::Save);
        Some(Done { meeting, step: Step::Held { began } })
    }

    /// By how many minutes my clocks are ahead of UTC then.
    pub(super) fn offset_at(&self, at: Instant) -> i32 {
        i32::try_from((self.ports.clock.civil(at) - at.naive_utc()).num_minutes()).unwrap_or_default()
    }

    /// Takes back what was done, as long as nothing has come of it since: where somebody has planned or moved it anew,
    /// or begun the one after it, that stands. Says whether it was taken back.
    pub fn take_back(&self, thread: &RelationshipId, done: &Done) -> bool {
        let Done { meeting, step } = done;
        let changed = match step {
            Step::Planned { now } => {
                let is_so = |known: &Meeting| known.planned == Some(*now) && known.moves.is_empty();
                self.to_come(thread, *meeting).is_some_and(|known| is_so(&known))
                    && self.keep_meeting(thread, *meeting, |document| document.plan(None))
            }
            Step::Moved { moved, before } => {
                let is_last = |known: &Meeting| known.moves.last() == Some(moved);
                self.to_come(thread, *meeting).is_some_and(|known| is_last(&known))
                    && self.keep_meeting(thread, *meeting, |document| document.take_move_back(moved.said, *before))
            }
            Step::GivenUp => self.take_up(thread, *meeting),
            Step::Held { began } => {
                let next = self.to_come(thread, meeting.next()).is_some();
                let is_so = |known: Meeting| next && known.started == Some(*began);
                let known = self.threads.borrow().get(thread).map(|thread| thread.meeting(*meeting));
                known.is_some_and(is_so)
                    && self.keep_meeting(thread, *meeting, crate::document::MeetingDocument::never_held)
            }
        };
        self.tell(News::Save);
        changed
    }

    /// The last meeting, if it was given up and can be taken up again: the one after it has not begun.
    pub fn given_up_last(&self, thread: &RelationshipId) -> Option<MeetingNumber> {
        let threads = self.threads.borrow();
        let thread = threads.get(thread)?;
        let current = thread.current();
        let last = MeetingNumber(current.0.checked_sub(1)?);
        let is_missed = thread.history().get(&last).is_some_and(|meeting| meeting.missed_by > 0);
        (is_missed && thread.meeting(current).started.is_none()).then_some(last)
    }

    /// Takes up a meeting that was given up: it is to be held after all. False if the one after it has begun.
    pub fn take_up(&self, thread: &RelationshipId, meeting: MeetingNumber) -> bool {
        if self.given_up_last(thread) != Some(meeting) {
            return false;
        }
        let changed = self.keep_meeting(thread, meeting, crate::document::MeetingDocument::take_up);
        self.tell(News::Save);
        changed
    }

    /// Who begins on the day of a meeting that was given up holds that one after all.
    pub(super) fn take_up_today(&self, thread: &RelationshipId) {
        let Some(last) = self.given_up_last(thread) else { return };
        let clock = &self.ports.clock;
        let today = clock.civil(self.now()).date();
        let meeting = self.threads.borrow().get(thread).map(|thread| thread.meeting(last));
        let is_of_today = meeting.is_some_and(|meeting| {
            let said = meeting.given_up.as_ref().and_then(|given_up| given_up.said).map(|at| clock.civil(at));
            self.planned_here(&meeting).or(said).is_some_and(|time| time.date() == today)
        });
        if is_of_today {
            self.take_up(thread, last);
        }
    }

    /// What a meeting is planned for by my clocks, wherever it was planned.
    pub(super) fn planned_here(&self, meeting: &Meeting) -> Option<NaiveDateTime> {
        let meant = meeting.planned_at.map(|at| self.ports.clock.civil(at));
        meant.or(meeting.planned)
    }

    fn instant_meant(&self, meeting: &Meeting, civil: NaiveDateTime) -> Instant {
        meeting.planned_at.unwrap_or_else(|| self.ports.clock.instant_of(civil))
    }

    /// The current meeting, if it is that one and has not begun.
    fn to_come(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Option<Meeting> {
        let threads = self.threads.borrow();
        let thread = threads.get(thread).filter(|thread| thread.current() == meeting)?;
        let known = thread.meeting(meeting);
        matches!(known.state(), MeetingState::Planned | MeetingState::Moved).then_some(known)
    }
}
