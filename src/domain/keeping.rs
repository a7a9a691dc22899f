//! Which days are kept to go back to: dense for what was just done, sparse for what is long past.

use chrono::{Datelike, NaiveDate};

/// The newest days, one for each; then the newest of a week, of a month. The last week of work is where a slip is
/// noticed, a month back is where one remembers what was there, and a year is the span of a review.
pub const DAYS: usize = 7;
/// As [`DAYS`], by ISO week.
pub const WEEKS: usize = 4;
/// As [`DAYS`], by month.
pub const MONTHS: usize = 12;

/// The days to keep out of those that there are, newest first. A day on which nothing changed was never there, so seven
/// days are the last seven on which something did.
pub fn to_keep(mut days: Vec<NaiveDate>) -> Vec<NaiveDate> {
    super::order::put_in_order(&mut days, |a, b| a > b);
    days.dedup();
    let newest = |most: usize, same: &dyn Fn(NaiveDate) -> (i32, u32)| {
        let mut spans: Vec<(i32, u32)> = Vec::new();
        let mut kept = Vec::new();
        for day in &days {
            if !spans.contains(&same(*day)) && spans.len() < most {
                spans.push(same(*day));
                kept.push(*day);
            }
        }
        kept
    };
    let daily = newest(DAYS, &|day| (day.year(), day.ordinal()));
    let weekly = newest(WEEKS, &|day| (day.iso_week().year(), day.iso_week().week()));
    let monthly = newest(MONTHS, &|day| (day.year(), day.month()));
    days.iter().copied().filter(|day| [&daily, &weekly, &monthly].iter().any(|kept| kept.contains(day))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn of_a_day_each_seven_days_four_weeks_and_twelve_months_are_left() {
        let last = day("2026-12-31");
        let mut kept: Vec<NaiveDate> = Vec::new();
        for back in (0..800).rev() {
            kept.push(last - Days::new(back));
            kept = to_keep(kept);
        }
        let text: Vec<_> = kept.iter().map(ToString::to_string).collect();
        assert_eq!(
            text,
            [
                "2026-12-31",
                "2026-12-30",
                "2026-12-29",
                "2026-12-28",
                "2026-12-27",
                "2026-12-26",
                "2026-12-25",
                "2026-12-20",
                "2026-12-13",
                "2026-11-30",
                "2026-10-31",
                "2026-09-30",
                "2026-08-31",
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
                "2026-02-28",
                "2026-01-31",
            ]
        );
    }

    #[test]
    fn who_opens_it_once_a_week_keeps_seven_weeks_and_twelve_months() {
        let last = day("2026-12-30");
        let kept = to_keep((0..100).map(|week| last - Days::new(7 * week)).collect());
        assert_eq!(kept.get(6), Some(&day("2026-11-18")));
        assert_eq!(kept.len(), 7 + 10, "November and December are among the days");
        assert!(to_keep(Vec::new()).is_empty());
    }
}
