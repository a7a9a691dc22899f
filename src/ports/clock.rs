//! The time of day.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use async_trait::async_trait;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};

use crate::domain::Instant;

/// Tells the time and waits.
#[async_trait(?Send)]
pub trait Clock {
    /// Now, with the offset of the user's time zone at this moment.
    fn local(&self) -> DateTime<FixedOffset>;

    /// Now.
    fn now(&self) -> Instant {
        self.local().to_utc()
    }

    /// What the user's clocks show at an instant, before or after they are put forward or back.
    fn civil(&self, at: Instant) -> NaiveDateTime {
        at.with_timezone(self.local().offset()).naive_local()
    }

    /// The instant at which the user's clocks show this; the first one, if they do so twice, and what comes after the
    /// leap, if they never do.
    fn instant_of(&self, civil: NaiveDateTime) -> Instant {
        civil.and_utc() - TimeDelta::seconds(self.local().offset().local_minus_utc().into())
    }

    /// Returns when about this much time has gone by.
    async fn sleep(&self, duration: Duration);
}

/// The rules of a time zone, as far as somebody has taught them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What clocks are ahead of UTC by before the first change.
    first: FixedOffset,
    /// When clocks are put forward or back, in the order of time, and what they are ahead by from then on.
    changes: Vec<(Instant, FixedOffset)>,
}

impl Zone {
    /// Clocks that are never put forward or back.
    pub fn fixed(offset: FixedOffset) -> Self {
        Self { first: offset, changes: Vec::new() }
    }

    /// Clocks that are ahead of UTC by `first` minutes, and from each of these instants, in the order of time, by so
    /// many. None if no clock can be ahead by that much.
    pub fn taught(first: i32, changes: &[(Instant, i32)]) -> Option<Self> {
        let offset = |minutes: i32| FixedOffset::east_opt(minutes.checked_mul(60)?);
        let changes = changes.iter().map(|(at, minutes)| Some((*at, offset(*minutes)?))).collect::<Option<_>>()?;
        Some(Self { first: offset(first)?, changes })
    }

    fn at(&self, at: Instant) -> FixedOffset {
        self.changes.iter().rev().find(|(from, _)| *from <= at).map_or(self.first, |(_, offset)| *offset)
    }

    fn instant_of(&self, civil: NaiveDateTime) -> Instant {
        let shown_with = |offset: &FixedOffset| civil.and_utc() - TimeDelta::seconds(offset.local_minus_utc().into());
        let offsets = || core::iter::once(&self.first).chain(self.changes.iter().map(|(_, offset)| offset));
        let is_shown = |at: &Instant| at.with_timezone(&self.at(*at)).naive_local() == civil;
        let leaps =
            || self.changes.iter().rev().find(|(at, _)| shown_with(&self.at(*at - TimeDelta::seconds(1))) >= *at);
        let before_leap = || leaps().map_or(self.first, |(at, _)| self.at(*at - TimeDelta::seconds(1)));
        offsets().map(shown_with).filter(is_shown).min().unwrap_or_else(|| shown_with(&before_leap()))
    }
}

/// The twin: a clock that is moved by hand, in a place whose rules it is taught.
#[derive(Clone)]
pub struct HandClock(Rc<RefCell<(Instant, Zone)>>);

impl HandClock {
    /// Shows this time until it is moved, where clocks are never put forward or back.
    pub fn at(time: DateTime<FixedOffset>) -> Self {
        Self::in_zone(time.to_utc(), Zone::fixed(*time.offset()))
    }

    /// Shows this time until it is moved, in a place with these rules.
    pub fn in_zone(now: Instant, zone: Zone) -> Self {
        Self(Rc::new(RefCell::new((now, zone))))
    }

    /// Moves it; negative seconds set it back.
    pub fn advance(&self, seconds: i64) {
        self.0.borrow_mut().0 += TimeDelta::seconds(seconds);
    }

    /// Takes it to a place with other rules.
    pub fn travel(&self, zone: Zone) {
        self.0.borrow_mut().1 = zone;
    }
}

#[async_trait(?Send)]
impl Clock for HandClock {
    fn local(&self) -> DateTime<FixedOffset> {
        let (now, zone) = &*self.0.borrow();
        now.with_timezone(&zone.at(*now))
    }

    fn civil(&self, at: Instant) -> NaiveDateTime {
        at.with_timezone(&self.0.borrow().1.at(at)).naive_local()
    }

    fn instant_of(&self, civil: NaiveDateTime) -> Instant {
        self.0.borrow().1.instant_of(civil)
    }

    async fn sleep(&self, duration: Duration) {
        self.advance(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time of ours")
    }

    fn at(text: &str) -> Instant {
        time(text).and_utc()
    }

    /// Berlin in 2026: an hour ahead, two from 29 March to 25 October.
    fn berlin() -> HandClock {
        let changes = [(at("2026-03-29T01:00"), 120), (at("2026-10-25T01:00"), 60)];
        HandClock::in_zone(at("2026-01-01T00:00"), Zone::taught(60, &changes).expect("rules of ours"))
    }

    #[test]
    fn ten_stays_ten_over_both_changes_and_a_time_in_the_gap_comes_after_it_and_one_of_two_is_the_first() {
        for (civil, instant, shown) in [
            ("2026-03-28T10:00", "2026-03-28T09:00", "2026-03-28T10:00"),
            ("2026-03-29T01:59", "2026-03-29T00:59", "2026-03-29T01:59"),
            ("2026-03-29T02:00", "2026-03-29T01:00", "2026-03-29T03:00"),
            ("2026-03-29T02:30", "2026-03-29T01:30", "2026-03-29T03:30"),
            ("2026-03-29T03:00", "2026-03-29T01:00", "2026-03-29T03:00"),
            ("2026-03-29T10:00", "2026-03-29T08:00", "2026-03-29T10:00"),
            ("2026-10-24T10:00", "2026-10-24T08:00", "2026-10-24T10:00"),
            ("2026-10-25T01:59", "2026-10-24T23:59", "2026-10-25T01:59"),
            ("2026-10-25T02:30", "2026-10-25T00:30", "2026-10-25T02:30"),
            ("2026-10-25T03:00", "2026-10-25T02:00", "2026-10-25T03:00"),
            ("2026-10-25T10:00", "2026-10-25T09:00", "2026-10-25T10:00"),
        ] {
            let clock = berlin();
            assert_eq!(clock.instant_of(time(civil)), at(instant), "{civil}");
            assert_eq!(clock.civil(at(instant)), time(shown), "{instant}");
        }
        assert_eq!(
            berlin().civil(at("2026-10-25T01:30")),
            time("2026-10-25T02:30"),
            "the second time it is half past two"
        );
    }

    #[test]
    fn a_change_that_skips_a_day_or_comes_twice_a_year_below_the_equator_is_one_like_any_other() {
        // Samoa left out 30 December 2011.
        let samoa = Zone::taught(-600, &[(at("2011-12-30T10:00"), 840)]).expect("rules of theirs");
        let clock = HandClock::in_zone(at("2011-12-29T00:00"), samoa);
        assert_eq!(clock.civil(at("2011-12-30T09:59")), time("2011-12-29T23:59"));
        assert_eq!(clock.civil(at("2011-12-30T10:00")), time("2011-12-31T00:00"));
        assert_eq!(clock.civil(clock.instant_of(time("2011-12-30T12:00"))), time("2011-12-31T12:00"));
        // Lord Howe Island goes by half an hour.
        let howe = Zone::taught(660, &[(at("2026-04-04T15:00"), 630), (at("2026-10-03T15:30"), 660)]);
        let clock = HandClock::in_zone(at("2026-01-01T00:00"), howe.expect("rules of theirs"));
        assert_eq!(clock.instant_of(time("2026-04-05T01:45")), at("2026-04-04T14:45"), "the first of the two");
        assert_eq!(clock.civil(clock.instant_of(time("2026-10-04T02:15"))), time("2026-10-04T02:45"));
        assert_eq!(Zone::taught(24 * 60, &[]), None);
    }

    #[test]
    fn who_travels_sees_another_time_and_nothing_else_has_changed() {
        let clock = berlin();
        let before = clock.now();
        clock.travel(Zone::taught(-300, &[]).expect("rules of theirs"));
        assert_eq!((clock.now(), clock.local().naive_local()), (before, time("2025-12-31T19:00")));
        assert_eq!(clock.civil(at("2026-07-01T12:00")), time("2026-07-01T07:00"));
    }
}
