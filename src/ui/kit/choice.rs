//! One out of several: drop-down lists and chips.

use leptos::prelude::*;

/// A drop-down list of named options. `chosen` and what `on_choose` gets are places in `options`.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    options: Vec<String>,
    #[prop(into)] chosen: Signal<usize>,
    on_choose: impl Fn(usize) + 'static,
) -> impl IntoView {
    let id = super::text::fresh_id();
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            on_choose(place);
        }
    };
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            view! { <option value=place.to_string() selected=move || chosen.get() == place>{name}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="select" id=id on:change=choose prop:value=move || chosen.get().to_string()>{options}</select>
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
    on_choose: impl Fn(usize) + Clone + Send + 'static,
    #[prop(default = "chips")] class: &'static str,
) -> impl IntoView {
    let chip = move |(place, (name, kind)): (usize, (String, &'static str))| {
        let on_choose = on_choose.clone();
        view! {
            <label class=format!("chip {kind}")>
                <input type="radio" name=group prop:checked=move || chosen.get() == Some(place)
                    on:change=move |_| on_choose(place) />
                <span dir="auto">{name}</span>
            </label>
        }
    };
    view! {
        <div class=class role="radiogroup" aria-label=label>
            {move || options.get().into_iter().enumerate().map(chip.clone()).collect_view()}
        </div>
    }
}
