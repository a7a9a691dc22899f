//! The insights, from what each meeting amounts to: no meeting is read for them.

use chrono::NaiveDate;

use super::Desk;
use super::compass::Meetings;
use crate::domain::compass::Compass;
use crate::domain::due::held_day;
use crate::domain::insights::promises::Promises;
use crate::domain::insights::{Each, Fact, Insights, Span, Who, insights};
use crate::domain::time::from_millis;
use crate::domain::{Instant, MeetingNumber, Relationship, RelationshipId, plan};
use crate::store::MeetingDigest;

/// Weeks that the sum of one's own time looks back.
pub const WEEKS: i64 = 12;

/// The longest that a 1:1 is taken to last, in seconds: one that was left running says nothing about anybody's time.
const LONGEST: i64 = 4 * 3600;

/// Seven days of one's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnWeek {
    /// Its first day.
    pub from: NaiveDate,
    pub minutes: i64,
    pub held: usize,
}

impl Desk {
    /// The insights about one relationship; blank for someone who is not known.
    pub fn insights(&self, id: &RelationshipId, span: Span) -> Insights {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Insights::default() };
        let facts = self.facts(&thread.history());
        let leads = leads(&thread.relationship());
        insights(&facts, &thread.experiments(), thread.current(), leads, span, self.day_of(self.now()))
    }

    /// The compass of aims over that span.
    pub fn compass_of(&self, id: &RelationshipId, span: Span) -> Compass {
        self.compass_over(id, span.days())
    }

    /// My own time in 1:1s, with everyone, over the last twelve weeks; the week that ends today comes last.
    pub fn own_time(&self) -> Vec<OwnWeek> {
        let today = self.day_of(self.now());
        let first = today - chrono::TimeDelta::days(WEEKS * 7 - 1);
        let week = |number| OwnWeek { from: first + chrono::TimeDelta::days(number * 7), minutes: 0, held: 0 };
        let mut weeks: Vec<_> = (0..WEEKS).map(week).collect();
        let mut seconds = vec![0; weeks.len()];
        let since = self.ports.clock.instant_of(first.into()).timestamp_millis();
        for (began, ended) in self.threads.borrow().values().flat_map(|thread| thread.held_since(since)) {
            let day = self.day_of(from_millis(began));
            let Ok(place) = usize::try_from((day - first).num_days() / 7) else { continue };
            let Some(week) = weeks.get_mut(place) else { continue };
            week.held += 1;
            seconds[place] += ended.map_or(0, |ended| ((ended - began) / 1000).clamp(0, LONGEST));
        }
        weeks.iter_mut().zip(seconds).for_each(|(week, seconds)| week.minutes = (seconds + 30) / 60);
        weeks
    }

    fn facts(&self, meetings: &Meetings) -> Vec<Fact> {
        // Of one that was closed and neither held nor given up, a part is lost.
        let is_known = |meeting: &MeetingDigest| meeting.closed && (meeting.began.is_some() || meeting.missed_by > 0);
        let known = meetings.iter().filter(|(_, meeting)| is_known(meeting));
        known.map(|(number, meeting)| fact(*number, meeting, &|at| self.day_of(at))).collect()
    }
}

fn fact(number: MeetingNumber, meeting: &MeetingDigest, day_of: &dyn Fn(Instant) -> NaiveDate) -> Fact {
    let promises = |first: usize| Promises {
        kept: meeting.promises[first],
        dropped: meeting.promises[first + 1],
        open: meeting.promises[first + 2],
    };
    let planned = meeting.planned.as_deref().and_then(plan::parse).map(|time| time.date());
    Fact {
        number,
        held: meeting.began.map(|at| held_day(from_millis(at), meeting.offset, day_of)),
        planned: planned.or(meeting.given_up.map(|at| day_of(from_millis(at)))),
        late: meeting.late,
        seconds: meeting.began.zip(meeting.ended).map(|(began, ended)| (ended - began) / 1000),
        minutes: meeting.minutes,
        points: Each { mine: meeting.points.0, theirs: meeting.points.1 },
        promises: Each { mine: promises(0), theirs: promises(3) },
        scores: Each { mine: meeting.score, theirs: meeting.their_score },
        moves: Each { mine: meeting.moved_by_me, theirs: meeting.moved_by_them },
        missed_by: match meeting.missed_by {
            1 => Some(Who::Me),
            2 => Some(Who::Them),
            _ => None,
        },
    }
}

/// Who leads the other, by their roles: whoever goes first by these is led.
fn leads(relationship: &Relationship) -> Option<Who> {
    match (relationship.me.role.goes_first(), relationship.counterpart.role.goes_first()) {
        (false, true) => Some(Who::Me),
        (true, false) => Some(Who::Them),
        _ => None,
    }
}
