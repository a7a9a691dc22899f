//! What has become of the meetings of someone, day by day, and what follows from it: when the next one is due, and how
//! many of those that were due took place.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::due::{Past, held_day, next_due, place_of};
use crate::domain::held_rate::{HeldRate, Occurrence, Outcome, Who, held_rate};
use crate::domain::time::from_millis;
use crate::domain::{Cadence, Due, Instant, MeetingNumber, RelationshipId, plan};
use crate::store::{MeetingDigest, Thread};

/// More of the past than this has no say in what is due or in how things went of late.
const RECENT: usize = 100;

impl Desk {
    /// How many of the meetings that were due took place, as both see it; none if the person is not known.
    pub fn held_rate(&self, id: &RelationshipId) -> Option<HeldRate> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        let cadence = thread.relationship().cadence;
        let (known, all) = (self.known_day(thread), self.occurrences(thread, cadence));
        let today = self.day_of(self.now());
        Some(held_rate(cadence, known, &all, &thread.away(), today))
    }

    /// When the next one is due by the cadence alone, whatever is planned.
    pub(super) fn due_by_cadence(&self, thread: &Thread) -> Option<Due> {
        let cadence = thread.relationship().cadence;
        let past: Vec<_> = self.occurrences(thread, cadence).iter().map(|one| one.past).collect();
        next_due(cadence, self.known_day(thread), &past, &self.days_off(thread))
    }

    /// What has become of the last meetings, in their order.
    pub(super) fn occurrences(&self, thread: &Thread, cadence: Cadence) -> Vec<Occurrence> {
        let (history, current) = (thread.history(), thread.current());
        let recent = history.range(..current).skip(history.len().saturating_sub(RECENT));
        recent.filter_map(|(number, meeting)| self.occurrence(*number, meeting, cadence)).collect()
    }

    fn occurrence(&self, number: MeetingNumber, meeting: &MeetingDigest, cadence: Cadence) -> Option<Occurrence> {
        let day = |text: &Option<String>| text.as_deref().and_then(plan::parse).map(|time| time.date());
        let planned = day(&meeting.planned);
        let first_planned = day(&meeting.first_planned).or(planned);
        let (day, past, outcome) = match (meeting.began, meeting.missed_by) {
            (Some(began), _) => {
                let held = held_day(from_millis(began), meeting.offset, &|at| self.day_of(at));
                (held, Past::On(place_of(cadence, first_planned, held)), Outcome::Held)
            }
            (None, 1..) => {
                let said = meeting.given_up.map(|at| self.day_of(from_millis(at)));
                let past = first_planned.map(Past::On).or(said.map(Past::GivenUp))?;
                (planned.or(said)?, past, Outcome::Missed(who(meeting.missed_by)))
            }
            // Closed by an older version, or a part of it is lost: nothing is known of it.
            (None, _) => return None,
        };
        let count = |times: u32| usize::try_from(times).unwrap_or_default();
        let moved = (count(meeting.moved_by_me), count(meeting.moved_by_them));
        Some(Occurrence { number, day, past, outcome, moved })
    }

    /// The day from which the two have known each other here.
    fn known_day(&self, thread: &Thread) -> NaiveDate {
        self.day_of(thread.known_since().unwrap_or_else(|| thread.relationship().since))
    }

    /// The day that an instant is on where the user is now.
    pub(super) fn day_of(&self, at: Instant) -> NaiveDate {
        self.ports.clock.civil(at).date()
    }
}

fn who(missed_by: u8) -> Who {
    match missed_by {
        1 => Who::Me,
        2 => Who::Them,
        _ => Who::Nobody,
    }
}
