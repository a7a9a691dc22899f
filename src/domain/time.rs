//! Instants and spans. They come in as arguments; nothing here can ask what time it is.

use chrono::{DateTime, TimeZone, Utc};

/// A point in time, to the millisecond.
pub type Instant = DateTime<Utc>;

/// Milliseconds since 1970 as an instant; figures that no calendar holds become the nearest one that it does.
pub fn from_millis(millis: i64) -> Instant {
    Utc.timestamp_millis_opt(millis).single().unwrap_or(if millis < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

/// Seconds from `start` to `end`, never negative: a clock that was set back makes a span zero, not less.
pub fn seconds_between(start: Instant, end: Instant) -> i64 {
    (end - start).num_seconds().max(0)
}
