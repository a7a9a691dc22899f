//! How often two people mean to meet, in civil dates.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The rhythm of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    Weekly,
    Biweekly,
    Monthly,
    /// Every so many days, 1 to 365.
    EveryDays(u16),
    /// Now and then: never due, never late.
    NowAndThen,
}

impl Cadence {
    /// What is offered when a relationship is made, in that order.
    pub const OFFERED: [Self; 4] = [Self::Weekly, Self::Biweekly, Self::Monthly, Self::NowAndThen];

    /// The date of the next meeting, counted from the last one (or from the day the relationship began).
    /// None where nothing is due, or where the calendar ends.
    pub fn next_after(self, last: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Weekly => last.checked_add_days(Days::new(7)),
            Self::Biweekly => last.checked_add_days(Days::new(14)),
            Self::Monthly => last.checked_add_months(Months::new(1)),
            Self::EveryDays(days) => last.checked_add_days(Days::new(days.max(1).into())),
            Self::NowAndThen => None,
        }
    }

    /// Days from one meeting to the next, roughly; for now and then, two weeks.
    pub fn days(self) -> i64 {
        match self {
            Self::Weekly => 7,
            Self::Biweekly | Self::NowAndThen => 14,
            Self::Monthly => 30,
            Self::EveryDays(days) => i64::from(days.max(1)),
        }
    }

    /// The name under which the cadence is stored: `weekly`, `biweekly`, `monthly`, `now-and-then`, `days:10`.
    pub fn name(self) -> String {
        match self {
            Self::Weekly => "weekly".into(),
            Self::Biweekly => "biweekly".into(),
            Self::Monthly => "monthly".into(),
            Self::NowAndThen => "now-and-then".into(),
            Self::EveryDays(days) => format!("days:{days}"),
        }
    }

    /// The cadence stored under `name`, if it is one that this version knows.
    pub fn named(name: &str) -> Option<Self> {
        match name.strip_prefix("days:") {
            Some(days) => days.parse().ok().filter(|days| (1..=365).contains(days)).map(Self::EveryDays),
            None => Self::OFFERED.into_iter().find(|cadence| cadence.name() == name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date of ours")
    }

    #[test]
    fn the_next_meeting_falls_on_a_day_that_exists() {
        let cases = [
            (Cadence::Weekly, "2026-12-28", Some("2027-01-04")),
            (Cadence::Biweekly, "2028-02-16", Some("2028-03-01")),
            (Cadence::Monthly, "2027-01-31", Some("2027-02-28")),
            (Cadence::Monthly, "2028-01-31", Some("2028-02-29")),
            (Cadence::EveryDays(10), "2026-10-20", Some("2026-10-30")),
            (Cadence::NowAndThen, "2026-10-20", None),
        ];
        for (cadence, last, next) in cases {
            assert_eq!(cadence.next_after(date(last)), next.map(date), "{cadence:?} after {last}");
        }
        assert_eq!(Cadence::Weekly.next_after(NaiveDate::MAX), None);
    }

    #[test]
    fn a_stored_cadence_is_read_back_and_an_unknown_one_is_not_guessed() {
        for cadence in Cadence::OFFERED.into_iter().chain([Cadence::EveryDays(10)]) {
            assert_eq!(Cadence::named(&cadence.name()), Some(cadence));
        }
        for unknown in ["", "yearly", "days:", "days:0", "days:366", "days:-3"] {
            assert_eq!(Cadence::named(unknown), None, "{unknown:?}");
        }
    }
}
