//! The time that insights look at, and the quarters that a long one is told in.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Dated;

/// How far back the insights look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    TwelveWeeks,
    #[default]
    Year,
    All,
}

impl Span {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::TwelveWeeks, Self::Year, Self::All];

    /// Its length in days.
    pub fn days(self) -> i64 {
        match self {
            Self::TwelveWeeks => 84,
            Self::Year => 365,
            Self::All => i64::MAX,
        }
    }

    /// Whether a day lies within it, seen from `today`.
    pub fn holds(self, day: NaiveDate, today: NaiveDate) -> bool {
        (today - day).num_days() < self.days()
    }
}

/// A quarter of a civil year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

impl Quarter {
    /// The quarter that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), quarter: day.month0() / 3 + 1 }
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self.quarter {
            4 => Self { year: self.year + 1, quarter: 1 },
            quarter => Self { quarter: quarter + 1, ..self },
        }
    }
}

/// The meetings by quarter; a quarter without any, between others, is there and empty.
pub fn by_quarter(meetings: &[Dated]) -> BTreeMap<Quarter, Vec<&Dated>> {
    let mut quarters: BTreeMap<Quarter, Vec<&Dated>> = BTreeMap::new();
    for meeting in meetings {
        quarters.entry(Quarter::of(meeting.day)).or_default().push(meeting);
    }
    if let Some((first, last)) = quarters.keys().next().copied().zip(quarters.keys().next_back().copied()) {
        let mut quarter = first;
        while quarter < last {
            quarters.entry(quarter).or_default();
            quarter = quarter.next();
        }
    }
    quarters
}

#[cfg(test)]
mod tests {
    use super::super::Fact;
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date of ours")
    }

    #[test]
    fn a_span_ends_today_and_holds_its_first_day() {
        let today = date("2026-11-26");
        for (span, first) in [(Span::TwelveWeeks, "2026-09-04"), (Span::Year, "2025-11-27")] {
            assert!(span.holds(date(first), today), "{first}");
            assert!(!span.holds(date(first).pred_opt().expect("there is one"), today), "the day before {first}");
        }
        assert!(Span::All.holds(date("1990-01-01"), today));
    }

    #[test]
    fn quarters_follow_each_other_over_new_year_and_none_is_left_out() {
        let dated = |day: &str| Dated { day: date(day), fact: Fact::default() };
        let meetings = [dated("2025-12-31"), dated("2026-09-30"), dated("2026-07-01")];
        let quarters: Vec<_> = by_quarter(&meetings).into_iter().map(|(q, m)| (q.year, q.quarter, m.len())).collect();
        assert_eq!(quarters, [(2025, 4, 1), (2026, 1, 0), (2026, 2, 0), (2026, 3, 2)]);
        assert!(by_quarter(&[]).is_empty());
    }
}
