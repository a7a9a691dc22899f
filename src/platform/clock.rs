//! Time from the browser: the only place that can ask what time it is.

use core::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike};

use crate::domain::Instant;
use crate::domain::time::from_millis;
use crate::ports::Clock;

/// The system's clock and time zone.
pub struct BrowserClock;

#[async_trait(?Send)]
impl Clock for BrowserClock {
    fn local(&self) -> DateTime<FixedOffset> {
        local(&js_sys::Date::new_0())
    }

    fn civil(&self, at: Instant) -> NaiveDateTime {
        #[allow(clippy::cast_precision_loss)]
        local(&js_sys::Date::new(&(at.timestamp_millis() as f64).into())).naive_local()
    }

    fn instant_of(&self, civil: NaiveDateTime) -> Instant {
        #[allow(clippy::cast_possible_wrap)]
        let [month, day, hour, minute] =
            [civil.month0(), civil.day(), civil.hour(), civil.minute()].map(|figure| figure as i32);
        // No appointment is older than the year 100, below which a browser would take it for one of the 1900s.
        let year = civil.year().max(100).unsigned_abs();
        local(&js_sys::Date::new_with_year_month_day_hr_min(year, month, day, hour, minute)).to_utc()
    }

    async fn sleep(&self, duration: Duration) {
        gloo_timers::future::sleep(duration).await;
    }
}

fn local(date: &js_sys::Date) -> DateTime<FixedOffset> {
    // Minutes, and the other way round than everybody else counts.
    #[allow(clippy::cast_possible_truncation)]
    let (millis, east) = (date.get_time() as i64, -(date.get_timezone_offset() as i32) * 60);
    let offset = FixedOffset::east_opt(east).unwrap_or(chrono::offset::Offset::fix(&chrono::Utc));
    from_millis(millis).with_timezone(&offset)
}
