//! The browser's own formats of dates and numbers. Making one takes it up to a fifth of a millisecond, and a list shows
//! dozens of them: each is kept for a moment.

use core::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::language::language;
use crate::platform::page;

/// Milliseconds for which formats are kept: long enough for what is shown at once, and short enough for who comes into
/// another time zone while a page is open, as each keeps the zone that it was made in.
const KEPT_FOR: f64 = 1_000.0;

/// How a format is asked for: names of its options, with their values.
pub type Options<'a> = [(&'a str, &'a str)];

#[derive(Default)]
struct Formats {
    since: f64,
    by_options: HashMap<String, Function>,
    plurals: Option<Intl::PluralRules>,
}

thread_local! {
    static FORMATS: RefCell<Formats> = RefCell::default();
}

/// To be called when the page speaks another language.
pub fn forget() {
    FORMATS.take();
}

/// A date, as the user writes it.
pub fn date(date: &Date, options: &Options) -> String {
    let make = |object: &Object| Intl::DateTimeFormat::new(&locales(), object).format();
    written(&kept("date", options, make), date)
}

/// A number, as the user writes it.
pub fn number(number: f64, options: &Options) -> String {
    let make = |object: &Object| Intl::NumberFormat::new(&locales(), object).format();
    written(&kept("number", options, make), &JsValue::from_f64(number))
}

/// The category of the plural that a number takes, as the language has them.
pub fn plural_category(number: f64) -> String {
    let make = || Intl::PluralRules::new(&locales(), &Object::new());
    with_fresh(|formats| String::from(formats.plurals.get_or_insert_with(make).select(number)))
}

fn written(format: &Function, value: &JsValue) -> String {
    format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn kept(kind: &str, options: &Options, make: impl FnOnce(&Object) -> Function) -> Function {
    let named: String = options.iter().flat_map(|(name, value)| [" ", name, "=", value]).collect();
    with_fresh(|formats| {
        let made = || {
            let object = Object::new();
            for (name, value) in options {
                let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
            }
            make(&object)
        };
        formats.by_options.entry([kind, &named].concat()).or_insert_with(made).clone()
    })
}

fn with_fresh<T>(use_them: impl FnOnce(&mut Formats) -> T) -> T {
    FORMATS.with_borrow_mut(|formats| {
        let now = page::age();
        if now - formats.since > KEPT_FOR {
            *formats = Formats { since: now, ..Formats::default() };
        }
        use_them(formats)
    })
}

fn locales() -> Array {
    let language = language();
    // The user's own variant of the page's language knows the order of day and month.
    let own = page::browser_language();
    Array::of1(&if own.starts_with(&language) { own } else { language }.into())
}
