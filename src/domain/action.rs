//! A promise that one of the two made.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ActionId, Instant, MeetingNumber, PersonId, day};

/// What has become of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionState {
    Open,
    Kept,
    Dropped,
}

/// When a promise is to be kept. A cue ("when the release is out") is remembered better than a date, so both count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    Date(NaiveDate),
    Cue(String),
}

impl When {
    /// Reads what was typed: a date as `2026-12-24`, else a cue in the user's own words; nothing if it is blank.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(day::read(text).map_or_else(|| Self::Cue(text.into()), Self::Date))
    }

    /// The text that `parse` reads back.
    pub fn to_text(&self) -> String {
        match self {
            Self::Date(date) => day::write(*date),
            Self::Cue(cue) => cue.clone(),
        }
    }
}

/// A promise, as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionItem {
    pub id: ActionId,
    /// The meeting in whose document the promise was made; it never moves from there.
    pub born: MeetingNumber,
    pub owner: PersonId,
    pub text: String,
    pub when: Option<When>,
    pub state: ActionState,
    pub added: Instant,
    /// When it was kept or dropped.
    pub closed: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_is_a_date_if_it_reads_as_one_and_otherwise_a_cue() {
        assert_eq!(When::parse("  "), None);
        assert_eq!(When::parse("2026-12-24"), Some(When::Date(NaiveDate::from_ymd_opt(2026, 12, 24).expect("a date"))));
        for cue in ["when the release is out", "2026-13-01", "Friday"] {
            assert_eq!(When::parse(cue), Some(When::Cue(cue.into())));
        }
        assert_eq!(When::parse(&When::parse("2026-12-24").expect("a date").to_text()), When::parse("2026-12-24"));
    }
}
