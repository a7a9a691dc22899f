//! The time of day.

use core::cell::Cell;
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

/// The twin: a clock that is moved by hand.
#[derive(Clone)]
pub struct HandClock(Rc<Cell<DateTime<FixedOffset>>>);

impl HandClock {
    /// Shows this time until it is moved.
    pub fn at(time: DateTime<FixedOffset>) -> Self {
        Self(Rc::new(Cell::new(time)))
    }

    /// Moves it; negative seconds set it back.
    pub fn advance(&self, seconds: i64) {
        self.0.set(self.0.get() + TimeDelta::seconds(seconds));
    }
}

#[async_trait(?Send)]
impl Clock for HandClock {
    fn local(&self) -> DateTime<FixedOffset> {
        self.0.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.advance(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX));
    }
}
