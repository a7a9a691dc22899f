//! A civil day as text: `2026-12-24`, and nothing else. The calendar's own way of reading knows many more forms, and
//! costs more than the rest of it.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serializer};

use super::When;

/// Reads a day; none if it is no day, or written in another way.
pub fn read(text: &str) -> Option<NaiveDate> {
    match When::parse(text) {
        Some(When::Date(day)) if write(day) == text => Some(day),
        _ => None,
    }
}

/// The text that [`read`] reads back.
pub fn write(day: NaiveDate) -> String {
    When::Date(day).to_text()
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
