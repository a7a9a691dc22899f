//! The insights, from what each meeting amounts to: no meeting is read for them.

use chrono::{NaiveDate, NaiveDateTime};

use super::Desk;
use super::compass::Meetings;
use crate::domain::compass::Compass;
use crate::domain::insights::promises::Promises;
use crate::domain::insights::{Each, Fact, Insights, Span, Who, insights};
use crate::domain::time::from_millis;
use crate::domain::{Instant, MeetingNumber, Relationship, RelationshipId};
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
        insights(&facts, &thread.experiments(), thread.current(), leads, span, self.today())
    }

    /// The compass of aims over that span.
    pub fn compass_of(&self, id: &RelationshipId, span: Span) -> Compass {
        self.compass_over(id, span.days())
    }

    /// My own time in 1:1s, with everyone, over the last twelve weeks; the week that ends today comes last.
    pub fn own_time(&self) -> Vec<OwnWeek> {
        let today = self.today();
        let first = today - chrono::TimeDelta::days(WEEKS * 7 - 1);
        let week = |number| OwnWeek { from: first + chrono::TimeDelta::days(number * 7), minutes: 0, held: 0 };
        let mut weeks: Vec<_> = (0..WEEKS).map(week).collect();
        let mut seconds = vec![0; weeks.len()];
        let since = self.ports.clock.instant_of(first.into()).timestamp_millis();
        for (began, ended) in self.threads.borrow().values().flat_map(|thread| thread.held_since(since)) {
            let day = self.ports.clock.civil(from_millis(began)).date();
            let Ok(place) = usize::try_from((day - first).num_days() / 7) else { continue };
            let Some(week) = weeks.get_mut(place) else { continue };
            week.held += 1;
            seconds[place] += ended.map_or(0, |ended| ((ended - began) / 1000).clamp(0, LONGEST));
        }
        weeks.iter_mut().zip(seconds).for_each(|(week, seconds)| week.minutes = (seconds + 30) / 60);
        weeks
    }

    /// The day that the user's calendar shows.
    pub(super) fn today(&self) -> NaiveDate {
        self.ports.clock.civil(self.now()).date()
    }

    fn facts(&self, meetings: &Meetings) -> Vec<Fact> {
        let closed = meetings.iter().filter(|(_, meeting)| meeting.closed);
        closed.map(|(number, meeting)| fact(*number, meeting, &|at| self.ports.clock.civil(at))).collect()
    }
}

fn fact(number: MeetingNumber, meeting: &MeetingDigest, civil: &dyn Fn(Instant) -> NaiveDateTime) -> Fact {
    let promises = |first: usize| Promises {
        kept: meeting.promises[first],
        dropped: meeting.promises[first + 1],
        open: meeting.promises[first + 2],
    };
    Fact {
        number,
        began: meeting.began.map(|at| civil(from_millis(at))),
        seconds: meeting.began.zip(meeting.ended).map(|(began, ended)| (ended - began) / 1000),
        minutes: meeting.minutes,
        points: Each { mine: meeting.points.0, theirs: meeting.points.1 },
        promises: Each { mine: promises(0), theirs: promises(3) },
        scores: Each { mine: meeting.score, theirs: meeting.their_score },
        ..Fact::default()
    }
}

/// Who leads the other, by their roles.
fn leads(relationship: &Relationship) -> Option<Who> {
    let first = relationship.first()?;
    Some(if relationship.is_me(first) { Who::Them } else { Who::Me })
}
