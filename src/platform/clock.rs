//! Time from the browser: the only place that can ask what time it is.

use core::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, FixedOffset};

use crate::domain::time::from_millis;
use crate::ports::Clock;

/// The system's clock and time zone.
pub struct BrowserClock;

#[async_trait(?Send)]
impl Clock for BrowserClock {
    fn local(&self) -> DateTime<FixedOffset> {
        let date = js_sys::Date::new_0();
        // Minutes, and the other way round than everybody else counts.
        #[allow(clippy::cast_possible_truncation)]
        let (millis, east) = (date.get_time() as i64, -(date.get_timezone_offset() as i32) * 60);
        let offset = FixedOffset::east_opt(east).unwrap_or(chrono::offset::Offset::fix(&chrono::Utc));
        from_millis(millis).with_timezone(&offset)
    }

    async fn sleep(&self, duration: Duration) {
        gloo_timers::future::sleep(duration).await;
    }
}
