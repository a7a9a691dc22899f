//! What is to be gone after a while: when that is, by civil dates.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::MeetingNumber;

/// Months after which a thing of the longer kind is gone.
pub const MONTHS: u32 = 3;

/// How long something is to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fades {
    /// Until the meeting that it was marked for is wrapped up.
    AfterMeeting,
    AfterThreeMonths,
}

impl Fades {
    /// All of them, the soonest first.
    pub const ALL: [Self; 2] = [Self::AfterMeeting, Self::AfterThreeMonths];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::AfterMeeting => "after-meeting",
            Self::AfterThreeMonths => "after-three-months",
        }
    }

    /// The one of that name. What a newer version means by another name is not known here, so it stays.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fades| fades.name() == name)
    }
}

/// Something that was marked to be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fading {
    pub how: Fades,
    /// The civil day on which it was marked, where whoever marked it was.
    pub from: NaiveDate,
    /// The meeting that was the current one then.
    pub meeting: MeetingNumber,
}

impl Fading {
    /// The first day on which it is gone; none while that depends on a meeting. Three months from the last of a month
    /// are the last of another one where that is shorter.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.how {
            Fades::AfterMeeting => None,
            // A date near the end of the calendar stays as it is, and so does what was marked then.
            Fades::AfterThreeMonths => self.from.checked_add_months(Months::new(MONTHS)),
        }
    }

    /// Whether it is to be gone on `today`, while `current` is the meeting that is prepared or live.
    pub fn is_due(&self, today: NaiveDate, current: MeetingNumber) -> bool {
        match self.how {
            Fades::AfterMeeting => self.meeting < current,
            Fades::AfterThreeMonths => self.day().is_some_and(|day| day <= today),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn marked(how: Fades, from: &str) -> Fading {
        Fading { how, from: day(from), meeting: MeetingNumber(7) }
    }

    #[test]
    fn three_months_are_three_months_of_the_calendar() {
        for (from, gone) in [
            ("2026-12-03", "2027-03-03"),
            // No 30 February, and a leap day.
            ("2026-11-30", "2027-02-28"),
            ("2027-11-29", "2028-02-29"),
            ("2027-11-30", "2028-02-29"),
            ("2028-02-29", "2028-05-29"),
            ("2026-10-31", "2027-01-31"),
            ("2026-08-31", "2026-11-30"),
            // Over both changes of the clock, which no civil date knows of.
            ("2026-03-01", "2026-06-01"),
            ("2026-09-30", "2026-12-30"),
        ] {
            let fading = marked(Fades::AfterThreeMonths, from);
            assert_eq!(fading.day(), Some(day(gone)), "{from}");
            let eve = day(gone).pred_opt().expect("a day before");
            assert!(!fading.is_due(eve, MeetingNumber(99)), "the evening before: {from}");
            assert!(fading.is_due(day(gone), MeetingNumber(1)), "on that day: {from}");
            assert!(fading.is_due(day("2999-01-01"), MeetingNumber(1)), "long after: {from}");
        }
    }

    #[test]
    fn after_the_meeting_is_once_another_one_is_current_whatever_the_date() {
        let fading = marked(Fades::AfterMeeting, "2026-12-03");
        assert_eq!(fading.day(), None);
        assert!(!fading.is_due(day("2030-01-01"), MeetingNumber(7)));
        assert!(fading.is_due(day("2026-12-03"), MeetingNumber(8)));
    }

    #[test]
    fn every_name_is_read_back_and_a_foreign_one_is_nobody_s() {
        for fades in Fades::ALL {
            assert_eq!(Fades::named(fades.name()), Some(fades));
        }
        assert_eq!(Fades::named("after-a-year"), None);
    }
}
