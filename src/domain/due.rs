//! When the next 1:1 is due, in civil days. Instants come in by a closure that knows the user's clocks, so that summer
//! time moves nothing; one meeting that was moved does not move the rhythm.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::holiday::{Holiday, first_free};
use super::{Cadence, Instant};

/// What is known of a past meeting, as far as the rhythm asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// It took the place of that day: the day for which it was first planned, else the one on which it was held.
    On(NaiveDate),
    /// It was given up on that day without ever having been planned: it took the place that was next.
    GivenUp(NaiveDate),
}

/// The most places that are believed to have gone by without a word: a year of days.
const MOST_GONE_BY: usize = 366;

/// When the next one is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub day: NaiveDate,
    /// It would have been another day, which is a holiday.
    pub instead_of: Option<(NaiveDate, Holiday)>,
}

/// The day of a meeting where it was held: by what its clocks were ahead of UTC, in minutes, where that was written
/// down; else as the user's clocks have it now.
pub fn held_day(at: Instant, offset: Option<i32>, civil: &dyn Fn(Instant) -> NaiveDate) -> NaiveDate {
    let there = offset.and_then(|minutes| chrono::FixedOffset::east_opt(minutes.checked_mul(60)?));
    there.map_or_else(|| civil(at), |offset| at.with_timezone(&offset).date_naive())
}

/// The day that a meeting took the place of: that for which it was first planned, if it was held within half a round of
/// it; else the day on which it was held.
pub fn place_of(cadence: Cadence, planned: Option<NaiveDate>, held: NaiveDate) -> NaiveDate {
    let near = |day: &NaiveDate| (held - *day).num_days().abs() * 2 <= cadence.days();
    planned.filter(near).unwrap_or(held)
}

/// The day of the next meeting. `past` is in the order of the meetings; `known` is the day from which the two know each
/// other, and counts where none was held. None if nothing is ever due.
pub fn next_due(cadence: Cadence, known: NaiveDate, past: &[Past], holidays: &[Holiday]) -> Option<Due> {
    let day = next_in_rhythm(cadence, known, past)?;
    let (free, within) = first_free(day, holidays);
    Some(Due { day: free, instead_of: within.map(|holiday| (day, holiday.clone())) })
}

/// The same without holidays: the rhythm goes on through them.
pub fn next_in_rhythm(cadence: Cadence, known: NaiveDate, past: &[Past]) -> Option<NaiveDate> {
    let places = places(cadence, known, past);
    if places.is_empty() { cadence.next_after(known) } else { next_after(cadence, &places) }
}

/// The days that past meetings took the place of.
fn places(cadence: Cadence, known: NaiveDate, past: &[Past]) -> Vec<NaiveDate> {
    let mut places: Vec<NaiveDate> = Vec::new();
    for meeting in past {
        let place = match meeting {
            Past::On(day) => Some(*day),
            Past::GivenUp(day) => given_up_place(cadence, known, &places, *day),
        };
        places.extend(place);
    }
    places
}

/// The place of a meeting that was given up on a day: the one that was due, or the last one before that day if several
/// had gone by.
fn given_up_place(cadence: Cadence, known: NaiveDate, before: &[NaiveDate], said: NaiveDate) -> Option<NaiveDate> {
    let due = if before.is_empty() { cadence.next_after(known) } else { next_after(cadence, before) };
    let mut places = before.to_vec();
    places.push(due?);
    for _ in 0..MOST_GONE_BY {
        match next_after(cadence, &places).filter(|next| *next <= said) {
            Some(next) => places.push(next),
            None => break,
        }
    }
    places.pop()
}

/// The place after these. A single one out of step with the two before it was an exception; two that agree are a new
/// rhythm.
fn next_after(cadence: Cadence, places: &[NaiveDate]) -> Option<NaiveDate> {
    let last = *places.last()?;
    match cadence {
        Cadence::Weekly | Cadence::Biweekly => on_weekday(cadence.next_after(last)?, usual_weekday(places)?),
        Cadence::EveryDays(days) if days > 0 && days % 7 == 0 => {
            on_weekday(cadence.next_after(last)?, usual_weekday(places)?)
        }
        Cadence::Monthly => on_day_of_month(last, usual(&days_of_month(places))?),
        Cadence::EveryDays(_) | Cadence::NowAndThen => cadence.next_after(last),
    }
}

/// What the last ones have in common: what the last one is, unless the two before it agreed on something else.
fn usual<T: Copy + PartialEq>(all: &[T]) -> Option<T> {
    match all {
        [.., one, other, last] if one == other && last != one => Some(*one),
        [.., last] => Some(*last),
        [] => None,
    }
}

fn usual_weekday(places: &[NaiveDate]) -> Option<u32> {
    let weekdays: Vec<_> = places.iter().map(|day| day.weekday().num_days_from_monday()).collect();
    usual(&weekdays)
}

/// The day nearest to `day` that has this weekday, counted from Monday.
fn on_weekday(day: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let ahead = (weekday + 7 - day.weekday().num_days_from_monday()) % 7;
    if ahead <= 3 {
        day.checked_add_days(Days::new(ahead.into()))
    } else {
        day.checked_sub_days(Days::new((7 - ahead).into()))
    }
}

/// The day of the month that each one meant: the last day of a short month may stand for a later one.
fn days_of_month(places: &[NaiveDate]) -> Vec<u32> {
    let mut meant: Vec<u32> = Vec::new();
    for place in places {
        let is_last = place.succ_opt().is_none_or(|next| next.month() != place.month());
        let stands_for = meant.last().copied().filter(|before| is_last && *before > place.day());
        meant.push(stands_for.unwrap_or(place.day()));
    }
    meant
}

/// The day nearest to a month after `last` that is that day of its month, or the last one of a shorter month.
fn on_day_of_month(last: NaiveDate, day: u32) -> Option<NaiveDate> {
    let naive = last.checked_add_months(Months::new(1))?;
    let in_month = |months: u32| {
        let month = last.with_day(1)?.checked_add_months(Months::new(months))?;
        let shortest = (28..=day).rev().find_map(|day| month.with_day(day));
        shortest.or_else(|| month.with_day(day)).filter(|candidate| *candidate > last)
    };
    (0..=2).filter_map(in_month).min_by_key(|candidate| (*candidate - naive).num_days().abs())
}
