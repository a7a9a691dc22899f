//! Tabs as the ARIA practices have them: one stop for the Tab key, arrows between them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::erase::said;

/// A list of tabs; the panel of tab `n` has the id `panel-n` and is labelled by `tab-n`.
#[component]
pub fn TabList(#[prop(into)] label: String, names: Vec<String>, chosen: RwSignal<usize>) -> impl IntoView {
    let count = names.len();
    let on_key = move |event: KeyboardEvent| {
        let here = chosen.get_untracked();
        let there = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (here + 1) % count,
            "ArrowLeft" | "ArrowUp" => (here + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        chosen.set(there);
        let tab = document().get_element_by_id(&format!("tab-{there}"));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    };
    let tab = |(place, name): (usize, String)| {
        let is_chosen = move || chosen.get() == place;
        let (selected, stop) =
            (said(move || is_chosen().to_string()), said(move || if is_chosen() { "0".into() } else { "-1".into() }));
        view! {
            <button type="button" role="tab" id=format!("tab-{place}") aria-controls=format!("panel-{place}")
                aria-selected=selected tabindex=stop
                on:click=move |_| chosen.set(place)>{name}</button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {names.into_iter().enumerate().map(tab).collect_view()}
        </div>
    }
}
