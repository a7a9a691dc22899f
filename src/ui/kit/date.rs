//! Fields for a day and for a time of day, as the browser has them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use leptos::prelude::*;

use super::text::fresh_id;

/// A field of the browser's own; `kind` is `date` or `time`. What it holds is as HTML writes it, or nothing.
pub fn native_field(kind: &'static str, label: String, value: RwSignal<String>) -> AnyView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input date" id=id type=kind prop:value=value
                on:input=move |event| value.set(event_target_value(&event)) />
        </div>
    }
    .into_any()
}

/// The day in a field.
pub fn day(value: &str) -> Option<NaiveDate> {
    value.parse().ok()
}

/// The day and time in two fields.
pub fn day_and_time(day_value: &str, time_value: &str) -> Option<NaiveDateTime> {
    let time = NaiveTime::parse_from_str(time_value.get(..5)?, "%H:%M").ok()?;
    Some(day(day_value)?.and_time(time))
}
