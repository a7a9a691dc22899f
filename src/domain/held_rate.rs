//! How many of the 1:1s that were due did take place, over the last twelve weeks. Never a streak: one that fell through
//! weighs the same wherever it stands. Only what both know goes in, so that both see the same.

use chrono::{Days, NaiveDate};

use super::due::{Past, next_in_rhythm};
use super::holiday::{Holiday, is_week_off};
use super::{Cadence, MeetingNumber};

/// How far back it looks, in days.
pub const WINDOW: u64 = 12 * 7;

/// With fewer than this, nothing is said.
const ENOUGH: usize = 4;

/// Who could not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Me,
    Them,
    /// Nobody says.
    Nobody,
}

/// What became of one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Held,
    Missed(Who),
}

/// A meeting that is over, or was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub number: MeetingNumber,
    /// The day on which it was held or was to be.
    pub day: NaiveDate,
    pub past: Past,
    pub outcome: Outcome,
    /// How often it was moved by me, and by them.
    pub moved: (usize, usize),
}

/// What came of what was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub held: usize,
    /// Of all these, those that were moved before, at least once, by the one or the other.
    pub moved_by_me: usize,
    pub moved_by_them: usize,
    pub missed_by_me: usize,
    pub missed_by_them: usize,
    /// Given up, and nobody says who could not.
    pub missed: usize,
    /// Due, and gone by without a word.
    pub gone_by: usize,
    /// Weeks that were not counted, as one of the two was away.
    pub weeks_off: usize,
}

/// What can be said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldRate {
    /// Nothing is ever due.
    NoRhythm,
    /// There was too little to say anything.
    TooEarly(Tally),
    Known(Tally),
}

impl Tally {
    /// Those that were due and did not take place.
    pub fn not_held(&self) -> usize {
        self.missed_by_me + self.missed_by_them + self.missed + self.gone_by
    }

    /// Those that were due.
    pub fn due(&self) -> usize {
        self.held + self.not_held()
    }

    /// How many of a hundred were held, rounded down: what was missed once is never all.
    pub fn percent(&self) -> usize {
        self.held * 100 / self.due().max(1)
    }
}

/// The rate over the last twelve weeks before `today`. `all` is in the order of the meetings; `known` is the day from
/// which the two know each other; `away` are the days off that both know of.
pub fn held_rate(
    cadence: Cadence,
    known: NaiveDate,
    all: &[Occurrence],
    away: &[Holiday],
    today: NaiveDate,
) -> HeldRate {
    if cadence == Cadence::NowAndThen {
        return HeldRate::NoRhythm;
    }
    let first = today.checked_sub_days(Days::new(WINDOW)).unwrap_or(NaiveDate::MIN);
    let counts = |day: NaiveDate| (first..=today).contains(&day) && !is_week_off(day, away);
    let mut tally = Tally { weeks_off: weeks_off(first.max(known), today, away), ..Tally::default() };
    for one in all.iter().filter(|one| counts(one.day)) {
        tally.moved_by_me += one.moved.0.min(1);
        tally.moved_by_them += one.moved.1.min(1);
        match one.outcome {
            Outcome::Held => tally.held += 1,
            Outcome::Missed(_) if away.iter().any(|holiday| holiday.holds(one.day)) => {}
            Outcome::Missed(Who::Me) => tally.missed_by_me += 1,
            Outcome::Missed(Who::Them) => tally.missed_by_them += 1,
            Outcome::Missed(Who::Nobody) => tally.missed += 1,
        }
    }
    let is_off = |day: NaiveDate| away.iter().any(|holiday| holiday.holds(day));
    let gone_by = gone_by(cadence, known, all, first, today);
    tally.gone_by = gone_by.into_iter().filter(|day| counts(*day) && *day < today && !is_off(*day)).count();
    if tally.due() < ENOUGH { HeldRate::TooEarly(tally) } else { HeldRate::Known(tally) }
}

/// The days that were due between two meetings, or since the last one, and on which nothing took place and nothing was
/// said.
fn gone_by(
    cadence: Cadence,
    known: NaiveDate,
    all: &[Occurrence],
    first: NaiveDate,
    today: NaiveDate,
) -> Vec<NaiveDate> {
    // Later than half a round after it was due, a meeting is the next one.
    let round = u64::try_from(cadence.days()).unwrap_or_default();
    let late = Days::new(round / 2);
    // What lies further back has no say in the days that were due since.
    let begin = first.checked_sub_days(Days::new(round)).unwrap_or(first);
    let known = known.max(begin);
    let (mut past, mut gone) = (Vec::new(), Vec::new());
    let recent = all.iter().filter(|one| one.day >= begin);
    for (until, next) in recent.map(|one| (one.day, Some(one.past))).chain([(today, None)]) {
        while let Some(due) = next_in_rhythm(cadence, known, &past) {
            if due.checked_add_days(late).is_none_or(|over| over >= until) {
                break;
            }
            gone.push(due);
            past.push(Past::On(due));
        }
        past.extend(next);
    }
    gone
}

fn weeks_off(first: NaiveDate, today: NaiveDate, away: &[Holiday]) -> usize {
    let weeks = first.iter_days().take_while(|day| *day <= today).step_by(7);
    weeks.filter(|day| is_week_off(*day, away)).count()
}
