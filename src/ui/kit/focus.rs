//! The focus, when a button takes away what it stands in.

use any_spawner::Executor;
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

const CAN_HAVE_IT: &str = "button:enabled, input:enabled, textarea, select, summary, a[href]";

/// Puts the focus on an element.
pub fn focus(element: &Element) {
    element.dyn_ref::<HtmlElement>().into_iter().for_each(|element| _ = element.focus());
}

/// To be called before a button acts: if nothing has the focus afterwards, it goes to what is nearest to where the
/// button was.
pub fn keep_near(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around: Vec<_> = core::iter::successors(target, |element| element.parent_element()).skip(1).collect();
    spawn_local(async move {
        Executor::tick().await;
        let document = document();
        let is_lost = document.active_element().is_none_or(|on| document.body().is_some_and(|body| *body == on));
        if is_lost {
            let still_there = around.into_iter().filter(|element| element.is_connected());
            let nearest = still_there.filter_map(|element| element.query_selector(CAN_HAVE_IT).ok().flatten()).next();
            nearest.and_then(|near| near.dyn_into::<HtmlElement>().ok()).into_iter().for_each(|near| _ = near.focus());
        }
    });
}
