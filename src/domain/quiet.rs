//! Quiet hours: the time of day at which nothing is to be shown or said unasked.

use chrono::NaiveTime;

/// From one time of day to another, by the clock on the wall; over midnight if the second is the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub until: NaiveTime,
}

impl QuietHours {
    /// Reads `22:00-07:00`; none if it is no such text, or is no time at all.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, until) = text.split_once('-')?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let hours = Self { from: time(from)?, until: time(until)? };
        (hours.from != hours.until).then_some(hours)
    }

    /// The text that [`Self::parse`] reads.
    pub fn text(&self) -> String {
        format!("{}-{}", self.from.format("%H:%M"), self.until.format("%H:%M"))
    }

    /// Whether it is quiet at that time of day. The end is not quiet any more.
    pub fn holds(&self, time: NaiveTime) -> bool {
        let (after, before) = (time >= self.from, time < self.until);
        if self.from < self.until { after && before } else { after || before }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(hours: &str, time: &str) -> bool {
        QuietHours::parse(hours).expect("hours").holds(NaiveTime::parse_from_str(time, "%H:%M").expect("a time"))
    }

    #[test]
    fn they_hold_within_a_day_and_over_midnight() {
        for (hours, time, quiet) in [
            ("12:00-13:00", "11:59", false),
            ("12:00-13:00", "12:00", true),
            ("12:00-13:00", "12:59", true),
            ("12:00-13:00", "13:00", false),
            ("22:00-07:00", "21:59", false),
            ("22:00-07:00", "22:00", true),
            ("22:00-07:00", "00:00", true),
            ("22:00-07:00", "06:59", true),
            ("22:00-07:00", "07:00", false),
            ("22:00-07:00", "12:00", false),
        ] {
            assert_eq!(holds(hours, time), quiet, "{time} within {hours}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "22:00", "22:00-", "25:00-07:00", "22:00-22:00", "evening-morning"] {
            assert_eq!(QuietHours::parse(text), None, "{text:?}");
        }
        assert_eq!(QuietHours::parse(" 9:05 - 10:00").map(|hours| hours.text()).as_deref(), Some("09:05-10:00"));
    }
}
