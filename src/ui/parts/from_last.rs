//! What comes back from last time: what was asked to change, and promises that are still open.

use leptos::prelude::*;

use super::Here;
use crate::app::thread_view::FromLast;
use crate::domain::ActionItem;
use crate::ui::kit::erase::{button, dynamic, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// The note on top, until it is acknowledged.
pub fn from_last(here: Here) -> AnyView {
    let lines = move || {
        let lines = here.read(|view| in_words(here, &view.from_last));
        lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect_view().into_any()
    };
    let show = move || {
        view! {
            <div class="from-last" role="note" aria-label=t("from-last")>
                <h2>{t("from-last")}</h2>
                <ul>{dynamic(lines)}</ul>
                {button("button", t("got-it"), move || here.desk().acknowledge_last(&here.id()))}
            </div>
        }
        .into_any()
    };
    when(move || here.read(|view| !view.from_last.is_empty()), show)
}

fn in_words(here: Here, last: &FromLast) -> Vec<String> {
    let wishes = last.wishes.iter().map(|retro| t_with("you-asked-for", &[("change", &retro.answer.change)]));
    let promise = |action: &ActionItem| {
        let who = here.who(&action.owner);
        match &action.when {
            Some(when) => {
                t_with("promise-when", &[("who", &who), ("text", &action.text), ("when", &words::when(when))])
            }
            None => t_with("promise", &[("who", &who), ("text", &action.text)]),
        }
    };
    wishes.chain(last.promises.iter().map(promise)).collect()
}
