//! Who is next: for the popup and the list of people.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

use super::Desk;
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;
use crate::domain::{
    Instant, Meeting, MeetingNumber, MeetingState, PersonId, Relationship, RelationshipId, Retro, Score, Theirs,
};
use crate::store::Thread;

/// One person, as a list shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonOverview {
    pub relationship: Relationship,
    /// The day of the next 1:1: the one that it is planned for, else by the cadence.
    pub due: Option<NaiveDate>,
    /// The day and time that it is planned for, by my clocks.
    pub planned: Option<NaiveDateTime>,
    /// The day on which it would be due, were that not a holiday of that name.
    pub instead_of: Option<(NaiveDate, String)>,
    /// The meeting that is to come or is on.
    pub current: MeetingNumber,
    pub state: MeetingState,
    /// Who has moved it, if anybody has: me or not.
    pub moved_by_me: Option<bool>,
    /// The last one was given up, and can be taken up again.
    pub given_up: Option<MeetingNumber>,
    /// Days since it was due; 0 if it is not late.
    pub days_late: i64,
    pub is_live: bool,
    /// Points waiting, mine and theirs.
    pub mine: usize,
    pub theirs: usize,
    pub last_met: Option<DateTime<FixedOffset>>,
}

/// A past meeting, as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PastMeeting {
    pub meeting: Meeting,
    pub retro: Option<Retro>,
    /// The other's answer, as far as I may know it.
    pub theirs: Theirs,
    pub me: PersonId,
}

impl PastMeeting {
    /// My score for it.
    pub fn score(&self) -> Option<Score> {
        self.retro.as_ref().and_then(|retro| retro.answer.score)
    }

    /// Theirs, once both answers are open.
    pub fn their_score(&self) -> Option<Score> {
        self.theirs.answer().and_then(|answer| answer.score)
    }
}

impl Desk {
    /// Everyone who is not archived, who is due first on top.
    pub fn next_up(&self) -> Vec<PersonOverview> {
        let mut people: Vec<_> = self.overviews().into_iter().filter(|person| !person.relationship.archived).collect();
        let rank = |person: &PersonOverview| (!person.is_live, person.due.is_none(), person.due);
        // By name among equals, as they come by name.
        put_in_order(&mut people, |a, b| rank(a) < rank(b));
        people
    }

    /// Everyone, by name; archived ones last.
    pub fn overviews(&self) -> Vec<PersonOverview> {
        self.people().into_iter().filter_map(|person| self.overview(&person.id)).collect()
    }

    /// The past meetings with someone, newest first. Complete after [`Self::open_history_with`].
    pub fn past_meetings(&self, id: &RelationshipId) -> Vec<PastMeeting> {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Vec::new() };
        let current = thread.current();
        let past = thread.meetings().into_iter().rev().filter(|m| m.number < current && m.started.is_some());
        let entry = |meeting: Meeting| PastMeeting {
            retro: thread.retro(meeting.number),
            theirs: thread.exchange(meeting.number).theirs(),
            me: thread.me(),
            meeting,
        };
        past.map(entry).collect()
    }

    /// Someone in short; none if they are not known.
    pub fn overview(&self, id: &RelationshipId) -> Option<PersonOverview> {
        let given_up = self.given_up_last(id);
        self.shown(id, |thread| self.overview_of(thread, given_up))
    }

    /// Pages ask this about everyone at every change, so it is put together without the whole of [`Self::thread`].
    fn overview_of(&self, thread: &Thread, given_up: Option<MeetingNumber>) -> PersonOverview {
        let (relationship, current) = (thread.relationship(), thread.current());
        let meeting = thread.meeting(current);
        let local = self.ports.clock.local();
        let planned = self.planned_here(&meeting);
        let by_cadence = self.due_by_cadence(thread);
        let instead_of = by_cadence.as_ref().filter(|_| planned.is_none()).and_then(|due| due.instead_of.clone());
        let due = planned.map(|time| time.date()).or(by_cadence.map(|due| due.day));
        let (mine, theirs) = open_points(thread, current, &relationship);
        PersonOverview {
            due,
            days_late: due.map_or(0, |due| (local.date_naive() - due).num_days().max(0)),
            planned,
            instead_of: instead_of.map(|(day, holiday)| (day, holiday.name)),
            current,
            state: meeting.state(),
            moved_by_me: meeting.moves.last().map(|moved| relationship.is_me(&moved.by)),
            given_up,
            is_live: meeting.state() == MeetingState::Live,
            mine,
            theirs,
            last_met: last_held(thread).map(|at| at.with_timezone(local.offset())),
            relationship,
        }
    }
}

fn last_held(thread: &Thread) -> Option<Instant> {
    let history = thread.history();
    history.values().filter(|meeting| meeting.closed).filter_map(|meeting| meeting.began).max().map(from_millis)
}

/// The points that wait on the agenda, mine and theirs.
fn open_points(thread: &Thread, current: MeetingNumber, relationship: &Relationship) -> (usize, usize) {
    let meetings = thread.loaded_meetings();
    let open = || meetings.values().flat_map(|meeting| &meeting.points).filter(|point| point.is_open_in(current));
    let mine = open().filter(|point| relationship.is_me(&point.author)).count();
    (mine, open().count() - mine)
}
