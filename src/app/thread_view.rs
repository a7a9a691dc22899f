//! How things stand with one person, ready to be shown.

use super::Desk;
use crate::domain::agenda;
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::timer::{Timer, timer};
use crate::domain::{
    ActionItem, ActionState, Instant, Meeting, MeetingNumber, MeetingState, PointId, Relationship, RelationshipId,
    Retro, TalkingPoint,
};
use crate::store::{Ended, Thread};

/// What stands on top of a meeting until it is acknowledged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FromLast {
    /// My answers that asked for a change.
    pub wishes: Vec<Retro>,
    /// Promises of either that are still open.
    pub promises: Vec<ActionItem>,
}

impl FromLast {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.wishes.is_empty() && self.promises.is_empty()
    }
}

/// One relationship, as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadView {
    pub relationship: Relationship,
    pub current: MeetingNumber,
    /// The current meeting.
    pub meeting: Meeting,
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

    /// Points of the agenda that were discussed in this meeting.
    pub fn discussed(&self) -> impl Iterator<Item = &TalkingPoint> {
        self.agenda.iter().filter(|point| point.was_discussed_in(self.current))
    }

    /// Points that will be there next time.
    pub fn carried_over(&self) -> impl Iterator<Item = &TalkingPoint> {
        self.agenda.iter().filter(|point| point.is_open_in(self.current)).chain(&self.put_off)
    }
}

impl Desk {
    /// How things stand with someone; none if they are not known.
    pub fn thread(&self, id: &RelationshipId) -> Option<ThreadView> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        let current = thread.current();
        let meetings = thread.meetings();
        let points: Vec<_> = meetings.iter().flat_map(|meeting| meeting.points.clone()).collect();
        let mut put_off: Vec<_> = points.iter().filter(|point| point.is_put_off_from(current)).cloned().collect();
        agenda::sort(&mut put_off);
        let ended = self.ended.borrow().get(id).copied().filter(|ended| ended.meeting == current);
        let meeting = thread.meeting(current);
        let last_met = last_met(thread, current);
        Some(ThreadView {
            relationship: thread.relationship(),
            current,
            agenda: agenda::shown(points.clone(), current),
            put_off,
            actions: actions(&meetings, last_met),
            from_last: from_last(thread, &meetings, current),
            last_met,
            call_ended: ended.filter(|_| meeting.state() == MeetingState::Live),
            points,
            meeting,
        })
    }
}

fn last_met(thread: &Thread, current: MeetingNumber) -> Option<Instant> {
    let history = thread.history();
    history.range(..current).rev().find_map(|(_, meeting)| meeting.began).map(from_millis)
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

fn from_last(thread: &Thread, meetings: &[Meeting], current: MeetingNumber) -> FromLast {
    if thread.has_seen_last(current) {
        return FromLast::default();
    }
    let wish = |retro: &Retro| retro.meeting < current && !retro.acknowledged && !retro.answer.change.is_empty();
    let made_before = meetings.iter().filter(|meeting| meeting.number < current);
    let mut promises: Vec<_> =
        made_before.flat_map(|meeting| &meeting.actions).filter(|a| a.state == ActionState::Open).cloned().collect();
    put_in_order(&mut promises, |a, b| (a.added, &a.id) < (b.added, &b.id));
    FromLast { wishes: thread.retros().into_iter().filter(wish).collect(), promises }
}
