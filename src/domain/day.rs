//! A civil day as text: `2026-12-24`, and nothing else. The calendar's own way of reading knows many more forms, and
//! costs more than the rest of it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serializer};

/// Reads a day; none if it is no day, or written in another way.
pub fn read(text: &str) -> Option<NaiveDate> {
    let parts: Vec<_> = text.split('-').collect();
    let number = |at: usize, length: usize| {
        let digits = parts.get(at).filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let (year, month, day) = (number(0, 4)?, number(1, 2)?, number(2, 2)?);
    let is_whole = parts.len() == 3;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| is_whole)
}

/// The text that [`read`] reads back.
pub fn write(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// For `#[serde(with)]`.
///
/// # Errors
/// Those of the writer.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write(*day))
}

/// For `#[serde(with)]`.
///
/// # Errors
/// If it is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| serde::de::Error::custom("it is no day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_name() {
        for (text, is_day) in [
            ("2026-11-26", true),
            ("2028-02-29", true),
            ("2026-02-29", false),
            ("2026-1-1", false),
            (" 2026-11-26", false),
            ("+2026-11-26", false),
            ("today", false),
            ("", false),
        ] {
            assert_eq!(read(text).map(write), is_day.then(|| text.to_string()), "{text:?}");
        }
    }
}
