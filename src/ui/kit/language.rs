//! The message catalogue of the page's language, with the browser's own plural rules and dates.

use core::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;
use js_sys::Date;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::formats;
use crate::domain::Instant;

#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Plain(String),
    /// By the categories of the language's plural rules: `one`, `other`, …
    Plural(HashMap<String, String>),
}

thread_local! {
    static MESSAGES: RefCell<HashMap<String, Message>> = RefCell::default();
    static LANGUAGE: RefCell<String> = RefCell::default();
}

/// From now on the page speaks this language, of which `json` is the catalogue: key to text, or to texts by plural
/// category.
pub fn speak(language: &str, json: &str) {
    // A catalogue of our own that cannot be read is a broken build, and shows as keys on the screen.
    MESSAGES.with(|messages| *messages.borrow_mut() = serde_json::from_str(json).unwrap_or_default());
    LANGUAGE.with(|spoken| *spoken.borrow_mut() = language.into());
    formats::forget();
    crate::platform::page::set_language(language);
}

/// The language that the page speaks, as a tag.
pub fn language() -> String {
    LANGUAGE.with(|spoken| spoken.borrow().clone())
}

/// The message of that key.
pub fn t(key: &str) -> String {
    t_with(key, &[])
}

/// The message with values in the places marked `{name}`.
pub fn t_with(key: &str, values: &[(&str, &str)]) -> String {
    MESSAGES.with(|messages| match messages.borrow().get(key) {
        Some(Message::Plain(text)) => fill(text, values),
        Some(Message::Plural(forms)) => fill(forms.get("other").map_or(key, String::as_str), values),
        None => key.to_string(),
    })
}

/// The message in the form that fits `count`, which stands at `{n}`.
pub fn t_count(key: &str, count: i64, values: &[(&str, &str)]) -> String {
    #[allow(clippy::cast_precision_loss)]
    let category = formats::plural_category(count as f64);
    MESSAGES.with(|messages| match messages.borrow().get(key) {
        Some(Message::Plural(forms)) => {
            let form = forms.get(&category).or_else(|| forms.get("other")).map_or(key, String::as_str);
            let number = number(count);
            let all: Vec<_> = values.iter().copied().chain([("n", number.as_str())]).collect();
            fill(form, &all)
        }
        _ => key.to_string(),
    })
}

/// What is typed stays what it is: a value with `{…}` in it is not filled again.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// A number of tenths as the user writes it: "3.7", "4".
pub fn tenths(count: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    formats::number(count as f64 / 10.0, &[])
}

/// A number as the user writes it.
pub fn number(count: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    formats::number(count as f64, &[])
}

fn js_date(at: Instant) -> Date {
    #[allow(clippy::cast_precision_loss)]
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}

/// A civil date, in full: "26 November 2026".
pub fn long_date(date: NaiveDate) -> String {
    formats::date(&noon(date), &[("dateStyle", "long")])
}

/// A civil date, short: "Thu, 26 Nov".
pub fn short_day(date: NaiveDate) -> String {
    formats::date(&noon(date), &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}

/// A civil date with its year: "26 Nov 2026".
pub fn whole_day(date: NaiveDate) -> String {
    formats::date(&noon(date), &[("dateStyle", "medium")])
}

fn noon(date: NaiveDate) -> Date {
    use chrono::Datelike;
    #[allow(clippy::cast_possible_wrap)]
    let (month, day) = (date.month0() as i32, date.day() as i32);
    Date::new_with_year_month_day_hr(date.year().unsigned_abs(), month, day, 12)
}

/// The month of an instant: "May 2026".
pub fn month(at: Instant) -> String {
    formats::date(&js_date(at), &[("month", "long"), ("year", "numeric")])
}

/// The day of an instant, in full: "26 November 2026".
pub fn long_day(at: Instant) -> String {
    formats::date(&js_date(at), &[("dateStyle", "long")])
}

/// Day and time of an instant, with its year: "Thu, 26 Nov 2026, 14:00".
pub fn day_time_and_year(at: Instant) -> String {
    let day = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("year", "numeric")];
    let time = [("hour", "numeric"), ("minute", "2-digit")];
    formats::date(&js_date(at), &[day.as_slice(), &time].concat())
}

/// Day and time of an instant: "Thu, 26 Nov, 14:00".
pub fn day_and_time(at: Instant) -> String {
    let options =
        [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("hour", "numeric"), ("minute", "2-digit")];
    formats::date(&js_date(at), &options)
}

/// A civil day and time of the user's: "Thu, 26 Nov, 14:00".
pub fn civil_time(time: chrono::NaiveDateTime) -> String {
    use chrono::{Datelike, Timelike};
    #[allow(clippy::cast_possible_wrap)]
    let [month, day, hour, minute] =
        [time.month0(), time.day(), time.hour(), time.minute()].map(|figure| figure as i32);
    let year = time.year().unsigned_abs();
    let at = Date::new_with_year_month_day_hr_min(year, month, day, hour, minute);
    #[allow(clippy::cast_possible_truncation)]
    day_and_time(crate::domain::time::from_millis(at.get_time() as i64))
}

/// A size in the unit that fits: "812 bytes", "3.4 kB".
pub fn bytes(size: usize) -> String {
    #[allow(clippy::cast_precision_loss)]
    let size = size as f64;
    let (value, unit) = match size {
        ..1_000.0 => (size, "byte"),
        ..1_000_000.0 => (size / 1_000.0, "kilobyte"),
        _ => (size / 1_000_000.0, "megabyte"),
    };
    // In short, single bytes have no plural in English.
    let display = if unit == "byte" { "long" } else { "short" };
    let options = [("style", "unit"), ("unit", unit), ("unitDisplay", display), ("maximumFractionDigits", "1")];
    formats::number(value, &options)
}
