//! The days that a rule comes to, one period after the other, from the first one on.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::rule::{Frequency, Rule, days_in};

/// How many periods are looked at: some 40 years, and more where one is long. A rule that comes to nothing for so long
/// (30 February) ends.
fn most_periods(frequency: Frequency) -> u32 {
    match frequency {
        Frequency::Daily => 15_000,
        Frequency::Weekly => 4_000,
        Frequency::Monthly => 1_000,
        Frequency::Yearly => 100,
    }
}

/// When the series takes place, by its own clocks, the first time being `start`; exceptions are not taken out.
pub fn occurrences(rule: &Rule, start: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> + '_ {
    let (first, time) = (start.date(), start.time());
    let periods = (0..most_periods(rule.frequency)).map_while(move |turn| period(rule, first, turn));
    let dates = periods.flat_map(move |period| chosen(rule, &period));
    // The first one counts as one, even where the rule would not have it there.
    let later = dates.filter(move |date| *date > first);
    let all = core::iter::once(first).chain(later).map(move |date| date.and_time(time));
    let count = rule.count.map_or(usize::MAX, |count| usize::try_from(count).unwrap_or(usize::MAX));
    all.take(count).take_while(|civil| !rule.is_over_at(*civil))
}

/// All days of one period on which the rule could come to something, in order; none where the calendar ends.
fn period(rule: &Rule, first: NaiveDate, turn: u32) -> Option<Vec<NaiveDate>> {
    let step = turn.checked_mul(u32::from(rule.interval))?;
    let dates = match rule.frequency {
        Frequency::Daily => {
            let day = first.checked_add_days(Days::new(step.into()))?;
            let fits = weekday_fits(rule, day) && date_fits(rule, day);
            if fits { vec![day] } else { Vec::new() }
        }
        Frequency::Weekly => {
            let week = first.week(rule.week_start).checked_first_day()?;
            let week = week.checked_add_days(Days::new(u64::from(step) * 7))?;
            let days = (0..7).filter_map(|day| week.checked_add_days(Days::new(day)));
            let on = |day: &NaiveDate| {
                if rule.days.is_empty() { day.weekday() == first.weekday() } else { weekday_fits(rule, *day) }
            };
            days.filter(on).collect()
        }
        Frequency::Monthly => {
            let month = i64::from(first.year()) * 12 + i64::from(first.month0()) + i64::from(step);
            in_month(rule, first, i32::try_from(month / 12).ok()?, u32::try_from(month % 12).ok()? + 1)
        }
        Frequency::Yearly => in_year(rule, first, first.year().checked_add(i32::try_from(step).ok()?)?),
    };
    let in_month =
        |date: &NaiveDate| rule.months.is_empty() || rule.months.iter().any(|m| u32::from(*m) == date.month());
    Some(dates.into_iter().filter(in_month).collect())
}

/// Those of a period that `BYSETPOS` means; all of them, if it says nothing.
fn chosen(rule: &Rule, period: &[NaiveDate]) -> Vec<NaiveDate> {
    if rule.positions.is_empty() {
        return period.to_vec();
    }
    let len = i16::try_from(period.len()).unwrap_or(i16::MAX);
    let is_chosen = |at: i16| rule.positions.iter().any(|p| *p == at + 1 || *p == at - len);
    (0_i16..).zip(period).filter(|(at, _)| is_chosen(*at)).map(|(_, date)| *date).collect()
}

fn in_month(rule: &Rule, first: NaiveDate, year: i32, month: u32) -> Vec<NaiveDate> {
    let length = days_in(year, month);
    let days = (1..=length).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    let by_itself = rule.days.is_empty() && rule.month_days.is_empty();
    let fits = |date: &NaiveDate| {
        if by_itself {
            return date.day() == first.day();
        }
        let on_weekday = rule.days.is_empty() || is_one_of(rule, *date, date.day(), length);
        on_weekday && date_fits(rule, *date)
    };
    days.filter(fits).collect()
}

fn in_year(rule: &Rule, first: NaiveDate, year: i32) -> Vec<NaiveDate> {
    let months: Vec<u32> = match &rule.months[..] {
        [] if rule.days.is_empty() && rule.month_days.is_empty() => vec![first.month()],
        [] if rule.days.is_empty() => (1..=12).collect(),
        [] => return days_of_year(rule, year),
        months => (1..=12).filter(|month| months.iter().any(|named| u32::from(*named) == *month)).collect(),
    };
    months.into_iter().flat_map(|month| in_month(rule, first, year, month)).collect()
}

/// The days of the week in a year: which one it is counts from the year's beginning.
fn days_of_year(rule: &Rule, year: i32) -> Vec<NaiveDate> {
    let length = if days_in(year, 2) == 29 { 366 } else { 365 };
    let days = (1..=length).filter_map(|day| NaiveDate::from_yo_opt(year, day));
    days.filter(|date| is_one_of(rule, *date, date.ordinal(), length) && date_fits(rule, *date)).collect()
}

/// Whether `BYDAY` means this day: the `place`th, from 1, of `length`.
fn is_one_of(rule: &Rule, date: NaiveDate, place: u32, length: u32) -> bool {
    let from_start = i64::from((place - 1) / 7) + 1;
    let from_end = -(i64::from((length - place) / 7) + 1);
    rule.days.iter().any(|day| {
        let which = i64::from(day.which);
        day.weekday == date.weekday() && (which == 0 || which == from_start || which == from_end)
    })
}

fn weekday_fits(rule: &Rule, date: NaiveDate) -> bool {
    rule.days.is_empty() || rule.days.iter().any(|day| day.weekday == date.weekday())
}

fn date_fits(rule: &Rule, date: NaiveDate) -> bool {
    let from_end = i64::from(date.day()) - i64::from(days_in(date.year(), date.month())) - 1;
    let is_meant = |day: &i8| i64::from(*day) == i64::from(date.day()) || i64::from(*day) == from_end;
    rule.month_days.is_empty() || rule.month_days.iter().any(is_meant)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    fn dates(rule: &str, start: &str, count: usize) -> Vec<String> {
        let rule = Rule::parse(rule).expect("a rule");
        let start = start.parse::<NaiveDate>().expect("a date").and_time(NaiveTime::MIN);
        occurrences(&rule, start).take(count).map(|civil| civil.date().to_string()).collect()
    }

    #[test]
    fn a_series_goes_on_by_the_calendar() {
        for (rule, start, expected) in [
            ("FREQ=WEEKLY", "2026-12-28", ["2026-12-28", "2027-01-04", "2027-01-11"]),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU", "2026-11-25", ["2026-11-25", "2026-12-07", "2026-12-09"]),
            ("FREQ=MONTHLY", "2027-01-31", ["2027-01-31", "2027-03-31", "2027-05-31"]),
            ("FREQ=MONTHLY;BYDAY=1TU", "2026-11-03", ["2026-11-03", "2026-12-01", "2027-01-05"]),
            ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", ["2026-11-27", "2026-12-25", "2027-01-29"]),
            (
                "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
                "2027-01-31",
                ["2027-01-31", "2027-02-28", "2027-03-31"],
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", ["2028-01-31", "2028-02-29", "2028-03-31"]),
            ("FREQ=DAILY;BYDAY=MO,FR", "2026-11-27", ["2026-11-27", "2026-11-30", "2026-12-04"]),
            ("FREQ=YEARLY", "2028-02-29", ["2028-02-29", "2032-02-29", "2036-02-29"]),
            ("FREQ=YEARLY;BYDAY=1MO;BYMONTH=1,7", "2027-01-04", ["2027-01-04", "2027-07-05", "2028-01-03"]),
        ] {
            assert_eq!(dates(rule, start, 3), expected, "{rule} from {start}");
        }
    }

    #[test]
    fn a_series_ends_where_it_says_and_one_that_comes_to_nothing_ends_too() {
        assert_eq!(dates("FREQ=WEEKLY;COUNT=2", "2026-11-26", 9).len(), 2);
        assert_eq!(dates("FREQ=DAILY;UNTIL=20261130", "2026-11-26", 99).last().map(String::as_str), Some("2026-12-02"));
        assert_eq!(dates("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-26", 9), ["2026-11-26"]);
        assert_eq!(dates("FREQ=YEARLY;INTERVAL=1000", "2026-11-26", 9).len(), 9);
    }
}
