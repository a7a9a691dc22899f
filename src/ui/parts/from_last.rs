//! What comes back from last time: what was asked to change, and promises that are still open.

use leptos::prelude::*;

use super::Here;
use crate::domain::ActionItem;
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// The note on top, until it is acknowledged.
#[component]
pub fn FromLast() -> impl IntoView {
    let here = Here::get();
    let from_last = Memo::new(move |_| here.read(|view| view.from_last.clone()));
    let wishes = move || {
        from_last.with(|last| {
            last.wishes
                .iter()
                .map(|retro| {
                    let said = t_with("you-asked-for", &[("change", &retro.answer.change)]);
                    view! { <li dir="auto">{said}</li> }
                })
                .collect_view()
        })
    };
    let promise = move |action: &ActionItem| {
        let who = here.who(&action.owner);
        let said = match &action.when {
            Some(when) => t_with("promise-when", &[("who", &who), ("text", &action.text), ("when", &words::when(when))]),
            None => t_with("promise", &[("who", &who), ("text", &action.text)]),
        };
        view! { <li dir="auto">{said}</li> }
    };
    view! {
        <Show when=move || from_last.with(|last| !last.is_empty())>
            <div class="from-last" role="note" aria-label=t("from-last")>
                <h2>{t("from-last")}</h2>
                <ul>
                    {wishes}
                    {move || from_last.with(|last| last.promises.iter().map(promise).collect_view())}
                </ul>
                <button type="button" class="button" on:click=move |_| here.desk().acknowledge_last(&here.id())>
                    {t("got-it")}
                </button>
            </div>
        </Show>
    }
}
