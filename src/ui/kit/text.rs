//! Fields for text and numbers that keep what is typed as it is typed.

use core::cell::Cell;
use core::num::IntErrorKind;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::erase::said;

thread_local! {
    static IDS: Cell<u32> = const { Cell::new(0) };
}

/// An id that nothing else on the page has, to tie a label to its field.
pub fn fresh_id() -> String {
    IDS.with(|ids| ids.set(ids.get() + 1));
    format!("field-{}", IDS.with(Cell::get))
}

/// A line of text.
#[component]
pub fn LineField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] placeholder: String,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id type="text" dir="auto" autocomplete="off" placeholder=placeholder
                prop:value=value on:input=move |event| on_input.run(event_target_value(&event)) />
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(default = "2")] rows: &'static str,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea class="textarea" id=id dir="auto" rows=rows
                prop:value=value on:input=move |event| on_input.run(event_target_value(&event))></textarea>
        </div>
    }
}

/// A whole number within bounds. What fits is passed on as it is typed; on leaving, what lies outside is brought within
/// the bounds, and what is no number gives way to what was there.
#[component]
pub fn NumberField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<u32>,
    min: u32,
    max: u32,
    #[prop(into)] on_change: Callback<u32>,
) -> impl IntoView {
    let id = fresh_id();
    let typed = move |event| match event_target_value(&event).trim().parse::<u32>() {
        Ok(number) if (min..=max).contains(&number) => on_change.run(number),
        Ok(_) | Err(_) => {}
    };
    let left = move |event: web_sys::Event| {
        let number = match event_target_value(&event).trim().parse::<u32>() {
            Ok(number) => number,
            Err(error) if *error.kind() == IntErrorKind::PosOverflow => max,
            Err(_) => value.get_untracked(),
        };
        let number = number.clamp(min, max);
        on_change.run(number);
        let field = event.target().and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
        field.into_iter().for_each(|field| field.set_value(&number.to_string()));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input number" id=id type="number" inputmode="numeric" min=min max=max
                prop:value=said(move || value.get().to_string()) on:input=typed on:change=left />
        </div>
    }
}

/// A time of day, as `HH:MM`. What is no time is not passed on.
pub fn time_field(label: String, value: Signal<String>, on_change: impl Fn(String) + Send + Sync + 'static) -> AnyView {
    let id = fresh_id();
    let changed = move |event: web_sys::Event| on_change(event_target_value(&event));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id type="time" required prop:value=value on:change=changed />
        </div>
    }
    .into_any()
}

/// A text to be copied and not to be changed.
pub fn shown_text(label: String, value: Signal<String>) -> AnyView {
    let id = fresh_id();
    let select = |event: web_sys::FocusEvent| {
        let field = event.target().and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        field.into_iter().for_each(|field| field.select());
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea class="textarea code" id=id rows="3" readonly spellcheck="false" prop:value=value on:focus=select></textarea>
        </div>
    }
    .into_any()
}
