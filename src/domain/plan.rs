//! What becomes of a meeting before it begins: planned for a civil day and time, moved by one of the two, or given up.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{Instant, PersonId};

/// How a civil day and time are written down: `2026-12-01T10:00`.
const CIVIL: &str = "%Y-%m-%dT%H:%M";

/// A meeting went from one time to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// When that was said.
    pub said: Instant,
    /// Who moved it. Why is not asked.
    pub by: PersonId,
    /// None if no time had been said before.
    pub from: Option<NaiveDateTime>,
    /// None if no new time was found yet.
    pub to: Option<NaiveDateTime>,
}

impl Move {
    /// The move as it is written down, but for when it was said: `by|from|to`.
    pub fn to_text(&self) -> String {
        let civil = |time: Option<NaiveDateTime>| time.map(to_text).unwrap_or_default();
        format!("{}|{}|{}", self.by, civil(self.from), civil(self.to))
    }

    /// Reads [`Self::to_text`] back; none if it is nothing of ours.
    pub fn parse(said: Instant, text: &str) -> Option<Self> {
        let (by, times) = text.split_once('|').filter(|(by, _)| !by.is_empty())?;
        let (from, to) = times.split_once('|')?;
        Some(Self { said, by: PersonId::new(by), from: parse(from), to: parse(to) })
    }
}

/// A meeting was given up: it did not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GivenUp {
    /// None if nobody says who could not.
    pub by: Option<PersonId>,
    /// When that was said; none where an older version closed a meeting that had not begun.
    pub said: Option<Instant>,
}

/// A civil day and time as it is written down, to the minute.
pub fn to_text(time: NaiveDateTime) -> String {
    time.format(CIVIL).to_string()
}

/// Reads [`to_text`] back.
pub fn parse(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, CIVIL).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_millis;

    #[test]
    fn a_move_is_read_back_with_and_without_its_times_and_nonsense_is_none() {
        let time = |text| parse(text).expect("a time of ours");
        let moved = Move {
            said: from_millis(5),
            by: PersonId::new("ana"),
            from: Some(time("2026-12-01T10:00")),
            to: Some(time("2026-12-03T23:59")),
        };
        assert_eq!(moved.to_text(), "ana|2026-12-01T10:00|2026-12-03T23:59");
        for moved in [moved.clone(), Move { from: None, ..moved.clone() }, Move { to: None, ..moved.clone() }] {
            assert_eq!(Move::parse(moved.said, &moved.to_text()), Some(moved));
        }
        for nonsense in ["", "ana", "ana|", "|2026-12-01T10:00|"] {
            assert_eq!(Move::parse(moved.said, nonsense), None, "{nonsense:?}");
        }
        assert_eq!(parse("2026-02-30T10:00"), None);
        assert_eq!(parse("2026-02-28T24:00"), None);
    }
}
