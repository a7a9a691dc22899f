//! What the browser knows about time zones; it has them all, and they are never old.

use chrono::{NaiveDateTime, TimeDelta};
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::domain::Instant;

/// The instant at which clocks in a zone, by its IANA name, show this; the first one, if they do so twice. None for a zone
/// that the browser does not know.
pub fn instant_in(civil: NaiveDateTime, zone: &str) -> Option<Instant> {
    let format = format_of(zone)?;
    let as_utc = civil.and_utc();
    // Two tries: the offset at a first guess may be that of the other side of a change.
    let before = as_utc - offset_at(&format, as_utc - TimeDelta::days(1))?;
    if shown(&format, before)? == civil {
        return Some(before);
    }
    Some(as_utc - offset_at(&format, before)?)
}

fn offset_at(format: &Intl::DateTimeFormat, at: Instant) -> Option<TimeDelta> {
    Some(shown(format, at)?.and_utc() - at)
}

/// What clocks there show at an instant.
fn shown(format: &Intl::DateTimeFormat, at: Instant) -> Option<NaiveDateTime> {
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    let text =
        String::from(format.format().call1(&JsValue::UNDEFINED, &date).ok()?.dyn_into::<js_sys::JsString>().ok()?);
    // "2026-11-26 10:00:00", with a comma in some browsers.
    let text: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | ' ')).collect();
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()
}

fn format_of(zone: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    let digits = [("month", "2-digit"), ("day", "2-digit"), ("hour", "2-digit"), ("minute", "2-digit")];
    let fixed = [("year", "numeric"), ("second", "2-digit"), ("hourCycle", "h23"), ("timeZone", zone)];
    for (key, value) in digits.into_iter().chain(fixed) {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    // Swedish writes dates as they are sorted. A zone that is not known throws, which the binding does not catch.
    let swedish = Array::of1(&"sv-SE".into());
    let constructor = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&constructor, &"DateTimeFormat".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let made = Reflect::construct(&constructor, &Array::of2(&swedish, &options)).ok()?;
    Some(made.unchecked_into())
}
