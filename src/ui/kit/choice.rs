//! One out of several: drop-down lists and chips.

use leptos::prelude::*;

use super::erase::{dynamic, flag, said};

/// A drop-down list of named options. `chosen` and what `on_choose` gets are places in `options`.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    options: Vec<String>,
    #[prop(into)] chosen: Signal<usize>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    let id = super::text::fresh_id();
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            on_choose.run(place);
        }
    };
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            view! { <option value=place.to_string() selected=flag(move || chosen.get() == place)>{name}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="select" id=id on:change=choose prop:value=said(move || chosen.get().to_string())>{options}</select>
        </div>
    }
}

/// Chips of which one is chosen. `group` names the native radio group and must be unique on the page.
#[component]
pub fn RadioChips(
    #[prop(into)] label: String,
    group: &'static str,
    /// What stands on each chip, and a class for it.
    #[prop(into)]
    options: Signal<Vec<(String, &'static str)>>,
    #[prop(into)] chosen: Signal<Option<usize>>,
    #[prop(into)] on_choose: Callback<usize>,
    #[prop(default = "chips")] class: &'static str,
) -> impl IntoView {
    let chip = move |(place, (name, kind)): (usize, (String, &'static str))| {
        view! {
            <label class=format!("chip {kind}")>
                <input type="radio" name=group prop:checked=flag(move || chosen.get() == Some(place))
                    on:change=move |_| on_choose.run(place) />
                <span dir="auto">{name}</span>
            </label>
        }
    };
    view! {
        <div class=class role="radiogroup" aria-label=label>
            {dynamic(move || options.get().into_iter().enumerate().map(chip).collect_view().into_any())}
        </div>
    }
}
