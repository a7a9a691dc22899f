//! A personal check-in: how I am and how much there is to do, one a day, for nobody but me.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A step of a scale from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// The whole scale, lowest first. In the middle of the one for workload it is just right.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// 1 to 5.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::ALL.into_iter().find(|level| level.0 == number).ok_or("a level is from 1 to 5")
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// What I said on one day. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy: Option<Level>,
    /// From far too little to far too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workload: Option<Level>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl CheckIn {
    /// Whether nothing was said.
    pub fn is_blank(&self) -> bool {
        self.energy.is_none() && self.workload.is_none() && self.words.trim().is_empty()
    }
}

/// A line is drawn from one day to the next that was told, if so many days or fewer lie between: who tells once a week
/// sees a line, and a longer silence is a gap.
pub const LONGEST_STEP: u64 = 8;

/// With fewer days told than this, nothing is drawn: two dots are no line.
pub const FEWEST: usize = 3;

/// The days on which something was told, as stretches without a gap. Days come in order.
pub fn stretches(days: &[(NaiveDate, Level)]) -> Vec<Vec<(NaiveDate, Level)>> {
    let mut stretches: Vec<Vec<(NaiveDate, Level)>> = Vec::new();
    for (day, level) in days {
        let reaches = |last: &Vec<(NaiveDate, Level)>| {
            let end = last.last().and_then(|(end, _)| end.checked_add_days(Days::new(LONGEST_STEP)));
            end.is_some_and(|end| *day <= end)
        };
        match stretches.last_mut().filter(|last| reaches(last)) {
            Some(last) => last.push((*day, *level)),
            None => stretches.push(vec![(*day, *level)]),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_of_more_than_a_week_is_a_gap() {
        let day = |text: &str| (text.parse().expect("a date"), Level::ALL[2]);
        let days = ["2026-02-20", "2026-02-27", "2026-03-07", "2026-03-16", "2027-03-16"].map(day);
        let lengths: Vec<_> = stretches(&days).iter().map(Vec::len).collect();
        assert_eq!(lengths, [3, 1, 1]);
        assert!(stretches(&[]).is_empty());
    }

    #[test]
    fn a_level_off_the_scale_is_none() {
        for (json, sound) in [("1", true), ("5", true), ("0", false), ("6", false), ("-1", false), ("2.5", false)] {
            assert_eq!(serde_json::from_str::<Level>(json).is_ok(), sound, "{json}");
        }
    }
}
