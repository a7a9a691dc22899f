//! How often: the rule of a series, as far as people meet by it, and the cadence that it comes to.

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::moment::Moment;
use crate::domain::Cadence;

/// The unit that a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week, and which one of the month (or of the year): 2 is the second, -1 the last, 0 every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDay {
    pub weekday: Weekday,
    pub which: i8,
}

/// The rule of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub frequency: Frequency,
    /// 1 for every one, 2 for every second one, …
    pub interval: u16,
    /// How many there are in all.
    pub count: Option<u32>,
    /// The last moment at which there can be one.
    pub until: Option<Moment>,
    pub days: Vec<OnDay>,
    pub month_days: Vec<i8>,
    pub months: Vec<u8>,
    /// Which of those that one period would have.
    pub positions: Vec<i16>,
    pub week_start: Weekday,
}

impl Rule {
    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`. None for a rule that is broken, or by which nobody meets a colleague:
    /// every hour, or by the number of a week.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rule = Self {
            frequency: Frequency::Weekly,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        };
        let mut has_frequency = false;
        for part in text.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().to_ascii_uppercase();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    rule.frequency = frequency(&value)?;
                    has_frequency = true;
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|interval| (1..=1_000).contains(interval))?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(Moment::parse(&value, None)?),
                "BYDAY" => rule.days = all(&value, on_day)?,
                "BYMONTHDAY" => rule.month_days = all(&value, |day| within(day, 31))?,
                "BYMONTH" => rule.months = all(&value, |month| month.parse().ok().filter(|m| (1..=12).contains(m)))?,
                "BYSETPOS" => rule.positions = all(&value, |position| within(position, 366))?,
                "WKST" => rule.week_start = weekday(&value)?,
                // What is for machines and years, and what a later standard may add, is not guessed at.
                name if name.starts_with("X-") => {}
                _ => return None,
            }
        }
        has_frequency.then_some(rule)
    }

    /// The cadence that it comes to.
    pub fn cadence(&self) -> Cadence {
        let interval = u32::from(self.interval);
        let a_week = u32::try_from(self.days.len().max(1)).unwrap_or(7);
        let months = u32::try_from(self.months.len()).unwrap_or(12);
        let days = match self.frequency {
            // Every day, but only on some days of the week.
            Frequency::Daily if !self.days.is_empty() && interval == 1 => 7 / a_week,
            Frequency::Daily => interval,
            Frequency::Weekly => 7 * interval / a_week,
            Frequency::Monthly if months > 0 => 365 / months,
            Frequency::Monthly => match self.a_month() {
                0 | 1 if interval == 1 => return Cadence::Monthly,
                times => 30 * interval / times.max(1),
            },
            Frequency::Yearly => 365 * interval / months.max(1),
        };
        match u16::try_from(days.clamp(1, 365)).unwrap_or(365) {
            7 => Cadence::Weekly,
            14 => Cadence::Biweekly,
            days => Cadence::EveryDays(days),
        }
    }

    /// How many times a month a monthly rule has.
    fn a_month(&self) -> u32 {
        if !self.positions.is_empty() {
            return u32::try_from(self.positions.len()).unwrap_or(1);
        }
        let by_weekday = self.days.iter().map(|day| if day.which == 0 { 4 } else { 1 }).sum::<u32>();
        let by_date = u32::try_from(self.month_days.len()).unwrap_or(1);
        // Both together mean the Friday that is a 13th.
        if by_weekday > 0 && by_date > 0 { 1 } else { by_weekday + by_date }
    }

    /// Whether nothing can come any more after this, by the clocks of the series.
    pub fn is_over_at(&self, civil: NaiveDateTime) -> bool {
        // A day's slack for the zone that `UNTIL` is in; what lies between is decided by the instant.
        self.until.as_ref().is_some_and(|until| civil > until.civil + chrono::TimeDelta::days(2))
    }
}

/// The days of a month, 28 to 31.
pub fn days_in(year: i32, month: u32) -> u32 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let first = NaiveDate::from_ymd_opt(next_year, next, 1);
    first.and_then(|first| first.pred_opt()).map_or(28, |last| chrono::Datelike::day(&last))
}

fn frequency(text: &str) -> Option<Frequency> {
    match text {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn all<T>(list: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    list.split(',').map(|entry| read(entry.trim())).collect()
}

fn within<T: core::str::FromStr + Into<i64> + Copy>(text: &str, most: i64) -> Option<T> {
    let number: T = text.parse().ok()?;
    let size = number.into().abs();
    (1..=most).contains(&size).then_some(number)
}

fn on_day(text: &str) -> Option<OnDay> {
    let at = text.len().checked_sub(2)?;
    let (which, day) = text.split_at_checked(at)?;
    let which = if which.is_empty() { 0 } else { which.parse().ok().filter(|n: &i8| (1..=53).contains(&n.abs()))? };
    Some(OnDay { weekday: weekday(day)?, which })
}

fn weekday(text: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("MO", Weekday::Mon),
        ("TU", Weekday::Tue),
        ("WE", Weekday::Wed),
        ("TH", Weekday::Thu),
        ("FR", Weekday::Fri),
        ("SA", Weekday::Sat),
        ("SU", Weekday::Sun),
    ];
    DAYS.iter().find(|(name, _)| *name == text).map(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_comes_to_the_cadence_that_people_would_call_it() {
        for (text, cadence) in [
            ("FREQ=WEEKLY", Cadence::Weekly),
            ("FREQ=WEEKLY;WKST=SU;BYDAY=TU", Cadence::Weekly),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270101T000000Z", Cadence::Biweekly),
            ("FREQ=WEEKLY;INTERVAL=3", Cadence::EveryDays(21)),
            ("FREQ=WEEKLY;BYDAY=TU,TH", Cadence::EveryDays(3)),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", Cadence::Weekly),
            ("FREQ=DAILY", Cadence::EveryDays(1)),
            ("FREQ=DAILY;INTERVAL=7", Cadence::Weekly),
            ("FREQ=DAILY;BYDAY=FR", Cadence::Weekly),
            ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", Cadence::EveryDays(1)),
            ("FREQ=MONTHLY", Cadence::Monthly),
            ("FREQ=MONTHLY;BYDAY=1TU", Cadence::Monthly),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", Cadence::Monthly),
            ("FREQ=MONTHLY;BYDAY=1TU,3TU", Cadence::EveryDays(15)),
            ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", Cadence::EveryDays(90)),
            ("FREQ=YEARLY", Cadence::EveryDays(365)),
            ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO", Cadence::EveryDays(91)),
        ] {
            assert_eq!(Rule::parse(text).expect(text).cadence(), cadence, "{text}");
        }
    }

    #[test]
    fn a_rule_that_is_broken_or_for_machines_is_none() {
        for bad in [
            "",
            "WEEKLY",
            "FREQ=HOURLY",
            "FREQ=FORTNIGHTLY",
            "INTERVAL=2",
            "FREQ=WEEKLY;INTERVAL=0",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYDAY=é",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=-128",
            "FREQ=YEARLY;BYWEEKNO=20",
            "FREQ=WEEKLY;UNTIL=soon",
            "FREQ=WEEKLY;COUNT=-1",
        ] {
            assert_eq!(Rule::parse(bad), None, "{bad:?}");
        }
    }
}
