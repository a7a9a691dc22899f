//! How things stand with one person, ready to be shown.

use chrono::NaiveDateTime;

use super::Desk;
use super::experiments::{ExperimentView, experiments};
use super::from_last::{FromLast, from_last};
use crate::domain::agenda;
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::timer::{Timer, timer};
use crate::domain::{
    ActionItem, ActionState, ExperimentId, Heard, Instant, Meeting, MeetingNumber, MeetingState, PersonId, PointId,
    Relationship, RelationshipId, TalkingPoint,
};
use crate::store::{Ended, Thread};

/// One relationship, as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadView {
    pub relationship: Relationship,
    pub current: MeetingNumber,
    /// The current meeting.
    pub meeting: Meeting,
    /// Its planned length in minutes: its own, or the usual one.
    pub minutes: u32,
    /// The day and time that it is planned for, by my clocks.
    pub planned: Option<NaiveDateTime>,
    /// All loaded points, wherever they were born.
    pub points: Vec<TalkingPoint>,
    /// What the agenda shows: open points and those just discussed, in order.
    pub agenda: Vec<TalkingPoint>,
    /// Open points that were put off to the next meeting.
    pub put_off: Vec<TalkingPoint>,
    /// Open promises, and those kept since the current meeting began to be prepared; open ones first.
    pub actions: Vec<ActionItem>,
    pub from_last: FromLast,
    /// When the two last met before this meeting.
    pub last_met: Option<Instant>,
    /// The call ended, and nobody has wrapped up yet.
    pub call_ended: Option<Ended>,
    /// Whether the other's Duologue takes part.
    pub is_shared: bool,
    /// The meeting that I may be asked about: the one that is live, or one that the other has wrapped up.
    pub closing: Option<MeetingNumber>,
    /// That meeting, if the other has wrapped it up.
    pub closed_by_them: Option<Meeting>,
    /// What each heard in it.
    pub heard: Option<Heard>,
    /// All experiments that there ever were.
    pub experiments: Vec<ExperimentView>,
}

impl ThreadView {
    /// Whether the current meeting is going on.
    pub fn is_live(&self) -> bool {
        self.meeting.state() == MeetingState::Live
    }

    /// How the time stands at `now`; none if the meeting has not begun.
    pub fn timer(&self, now: Instant) -> Option<Timer> {
        let mut meeting = self.meeting.clone();
        if let Some(ended) = self.call_ended {
            meeting.ended = meeting.ended.or(ended.at.map(from_millis)).or(meeting.last_sign_of_life());
        }
        timer(&meeting, &self.agenda, self.relationship.first(), now)
    }

    /// The point that is being talked about, if it is still open.
    pub fn on_now(&self) -> Option<&PointId> {
        let on = self.meeting.talk.last()?.point.as_ref()?;
        self.agenda.iter().find(|point| point.id == *on && point.is_open_in(self.current)).map(|point| &point.id)
    }

    /// The meeting that a closing question or a summary is about.
    pub fn asked_about(&self) -> &Meeting {
        self.closed_by_them.as_ref().unwrap_or(&self.meeting)
    }

    /// Points of the agenda that were discussed in this meeting.
    pub fn discussed(&self) -> impl Iterator<Item = &TalkingPoint> {
        self.agenda.iter().filter(|point| point.was_discussed_in(self.current))
    }

    /// Points that were discussed in that meeting, in order.
    pub fn discussed_in(&self, meeting: MeetingNumber) -> Vec<TalkingPoint> {
        let mut points: Vec<_> = self.points.iter().filter(|point| point.was_discussed_in(meeting)).cloned().collect();
        agenda::sort(&mut points);
        points
    }

    /// Whether somebody has taken up that wish as an experiment.
    pub fn is_tried(&self, meeting: MeetingNumber, asked_by: &PersonId) -> bool {
        let id = ExperimentId::of_wish(meeting, asked_by);
        self.experiments.iter().any(|one| one.experiment.id == id)
    }

    /// Points that will be there next time.
    pub fn carried_over(&self) -> impl Iterator<Item = &TalkingPoint> {
        self.agenda.iter().filter(|point| point.is_open_in(self.current)).chain(&self.put_off)
    }
}

impl Desk {
    /// How things stand with someone; none if they are not known.
    pub fn thread(&self, id: &RelationshipId) -> Option<ThreadView> {
        self.shown(id, |thread| self.view_of(thread))
    }

    fn view_of(&self, thread: &Thread) -> ThreadView {
        let id = &thread.id;
        let current = thread.current();
        let meetings = thread.meetings();
        let points: Vec<_> = meetings.iter().flat_map(|meeting| meeting.points.clone()).collect();
        let put_off = put_off(&points, current);
        let meeting = thread.meeting(current);
        let ended = self.ended.borrow().get(id).copied().filter(|ended| ended.meeting == current);
        // Where nobody saw the end, the call was still there at its last beat.
        let last_beat = self.last_beat(id, current).map(|at| at.timestamp_millis());
        let ended = ended.map(|ended| Ended { at: ended.at.or(last_beat), ..ended });
        let history = thread.history();
        let last_met = history.range(..current).rev().find_map(|(_, meeting)| meeting.began).map(from_millis);
        let closing = self.closing(thread, &meeting, &history);
        let relationship = thread.relationship();
        ThreadView {
            minutes: thread.minutes(current).unwrap_or(relationship.minutes),
            relationship,
            current,
            agenda: agenda::shown(points.clone(), current),
            put_off,
            actions: actions(&meetings, last_met),
            from_last: from_last(thread, &meetings, &history, closing),
            last_met,
            call_ended: ended.filter(|_| meeting.state() == MeetingState::Live),
            is_shared: self.is_shared(id),
            closing,
            closed_by_them: closing.filter(|closing| *closing != current).map(|closing| thread.meeting(closing)),
            heard: closing.map(|closing| thread.heard(closing)),
            experiments: experiments(thread, &history, current),
            points,
            planned: self.planned_here(&meeting),
            meeting,
        }
    }
}

fn put_off(points: &[TalkingPoint], current: MeetingNumber) -> Vec<TalkingPoint> {
    let mut put_off: Vec<_> = points.iter().filter(|point| point.is_put_off_from(current)).cloned().collect();
    agenda::sort(&mut put_off);
    put_off
}

fn actions(meetings: &[Meeting], since: Option<Instant>) -> Vec<ActionItem> {
    let recent = |action: &&ActionItem| match action.state {
        ActionState::Open => true,
        ActionState::Kept => action.closed.is_some_and(|closed| since.is_none_or(|since| closed > since)),
        ActionState::Dropped => false,
    };
    let mut actions: Vec<_> = meetings.iter().flat_map(|meeting| &meeting.actions).filter(recent).cloned().collect();
    let rank = |action: &ActionItem| (action.state != ActionState::Open, action.added);
    put_in_order(&mut actions, |a, b| (rank(a), &a.id) < (rank(b), &b.id));
    actions
}
