//! Calendars as three services export them, and the rules of time zones as somebody else knows them.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use duologue::calendar::{Found, Reading, read};

/// Made by hand after real exports of that day; all addresses are reserved ones.
pub const GOOGLE: &str = include_str!("../fixtures/calendars/google-2026-11-20.ics");
pub const OUTLOOK: &str = include_str!("../fixtures/calendars/outlook-2026-11-20.ics");
pub const APPLE: &str = include_str!("../fixtures/calendars/apple-2026-11-20.ics");

/// The user's own clocks: Berlin's.
pub const HOME: Tz = chrono_tz::Europe::Berlin;

/// The instant at which clocks in a zone show this: the first one; after a leap, what the clocks showed before it.
pub fn instant_in(civil: NaiveDateTime, zone: &str) -> Option<DateTime<Utc>> {
    let zone: Tz = zone.parse().ok()?;
    let before = zone.offset_from_utc_datetime(&(civil - chrono::TimeDelta::days(1))).fix();
    let found = zone.from_local_datetime(&civil).earliest();
    found.map(|at| at.to_utc()).or_else(|| before.from_local_datetime(&civil).single().map(|at| at.to_utc()))
}

/// Reads a calendar on a Thursday, in Berlin.
pub fn reads(text: &str, me: Option<&str>) -> Found {
    reads_at(text, me, "2026-11-26T08:00:00Z")
}

/// Reads a calendar at some moment, in Berlin.
pub fn reads_at(text: &str, me: Option<&str>, now: &str) -> Found {
    let clocks = |civil: NaiveDateTime, zone: Option<&str>| instant_in(civil, zone.unwrap_or(HOME.name()));
    read(text, Reading { me, now: now.parse().expect("an instant"), clocks: &clocks })
}
