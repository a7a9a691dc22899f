//! Days on which no 1:1 is due, from one civil day to another.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Days off, the first and the last of them included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// What the user calls it; never leaves their own devices.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// The longest time off that is believed, in days: what is longer is a slip of the pen.
pub const LONGEST: u64 = 366;

impl Holiday {
    /// Days off from one day to another, whichever is named first; none if that is longer than [`LONGEST`].
    pub fn new(one: NaiveDate, other: NaiveDate, name: &str) -> Option<Self> {
        let (from, to) = (one.min(other), one.max(other));
        (to <= from.checked_add_days(Days::new(LONGEST))?).then(|| Self { from, to, name: name.trim().into() })
    }

    /// Whether the day is one of them.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The days alone as text, without the name: `2026-12-21..2027-01-01`.
    pub fn days(&self) -> String {
        format!("{}..{}", self.from, self.to)
    }

    /// Reads [`Self::days`] back.
    pub fn of_days(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        Self::new(from.parse().ok()?, to.parse().ok()?, "")
    }
}

/// The first day from `day` on that is in no holiday, and the holiday that `day` itself was in.
pub fn first_free(day: NaiveDate, holidays: &[Holiday]) -> (NaiveDate, Option<&Holiday>) {
    let off = |day: NaiveDate| holidays.iter().find(|holiday| holiday.holds(day));
    let mut free = day;
    // Each holiday is left for good once its last day is passed, so it takes no more steps than there are holidays.
    for _ in holidays {
        let Some(after) = off(free).and_then(|holiday| holiday.to.succ_opt()) else { break };
        free = after;
    }
    (free, off(day))
}

/// Whether most of the working days of the week that a day is in are off.
pub fn is_week_off(day: NaiveDate, holidays: &[Holiday]) -> bool {
    const MOST_OF_FIVE: usize = 3;
    let week = day.week(Weekday::Mon).days();
    let working = week.start().iter_days().take_while(|day| day.weekday() != Weekday::Sat);
    working.filter(|day| holidays.iter().any(|holiday| holiday.holds(*day))).count() >= MOST_OF_FIVE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of ours")
    }

    fn off(from: &str, to: &str) -> Holiday {
        Holiday::new(day(from), day(to), "").expect("it is short enough")
    }

    #[test]
    fn the_first_free_day_is_behind_all_holidays_that_touch_whatever_their_order() {
        let holidays =
            [off("2026-12-28", "2027-01-01"), off("2026-12-21", "2026-12-27"), off("2026-12-24", "2026-12-26")];
        for (due, free, is_off) in [
            ("2026-12-18", "2026-12-18", false),
            ("2026-12-21", "2027-01-02", true),
            ("2026-12-25", "2027-01-02", true),
            ("2027-01-01", "2027-01-02", true),
            ("2027-01-02", "2027-01-02", false),
        ] {
            let (first, within) = first_free(day(due), &holidays);
            assert_eq!((first, within.is_some()), (day(free), is_off), "{due}");
        }
    }

    #[test]
    fn a_week_is_off_when_three_of_its_working_days_are() {
        let holidays = [off("2026-12-23", "2026-12-25"), off("2027-01-01", "2027-01-03")];
        assert!(is_week_off(day("2026-12-21"), &holidays), "the Monday of that week");
        assert!(is_week_off(day("2026-12-27"), &holidays), "its Sunday");
        assert!(!is_week_off(day("2026-12-28"), &holidays), "a Friday and a weekend");
    }

    #[test]
    fn days_are_read_back_in_either_order_and_what_is_no_time_off_is_none() {
        assert_eq!(Holiday::of_days(&off("2026-12-21", "2027-01-01").days()), Some(off("2026-12-21", "2027-01-01")));
        assert_eq!(Holiday::of_days("2027-01-01..2026-12-21"), Some(off("2026-12-21", "2027-01-01")));
        for nonsense in ["", "2026-12-21", "2026-12-21..", "x..y", "2026-12-21..2036-12-21"] {
            assert_eq!(Holiday::of_days(nonsense), None, "{nonsense:?}");
        }
    }
}
