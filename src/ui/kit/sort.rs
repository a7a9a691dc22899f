//! Sorting a list by pointer. Sorting by keyboard is up to the list, by buttons that say where an entry goes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// An entry that is being dragged: its place, and the place before which it would be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dragged {
    pub from: usize,
    pub before: usize,
}

impl Dragged {
    /// The place that the entry would have in the list without it.
    pub fn to(self) -> usize {
        if self.before > self.from { self.before - 1 } else { self.before }
    }
}

/// A handle to drag the entry at `place` by. The entries are the elements that match `entries` in the closest `list`.
#[component]
pub fn Grip(
    #[prop(into)] place: Signal<usize>,
    list: &'static str,
    entries: &'static str,
    dragged: RwSignal<Option<Dragged>>,
    on_drop: impl Fn(usize, usize) + 'static,
) -> impl IntoView {
    let start = move |event: PointerEvent| {
        if event.button() == 0
            && let Some(grip) = grip_of(&event)
            && grip.set_pointer_capture(event.pointer_id()).is_ok()
        {
            event.prevent_default();
            let from = place.get_untracked();
            dragged.set(Some(Dragged { from, before: from }));
        }
    };
    let drag = move |event: PointerEvent| {
        if let Some(now) = dragged.get_untracked()
            && let Some(before) = place_under(&event, list, entries)
        {
            dragged.set(Some(Dragged { before, ..now }));
        }
    };
    let drop = move |_| {
        if let Some(done) = dragged.get_untracked() {
            dragged.set(None);
            on_drop(done.from, done.to());
        }
    };
    // Keyboard users have buttons for this, and a screen reader has nothing to gain from a thing to drag.
    view! {
        <span class="grip" aria-hidden="true" on:pointerdown=start on:pointermove=drag on:pointerup=drop
            on:pointercancel=move |_| dragged.set(None)></span>
    }
}

fn grip_of(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Before how many entries the pointer stands, by their middles.
fn place_under(event: &PointerEvent, list: &str, entries: &str) -> Option<usize> {
    let found = grip_of(event)?.closest(list).ok()??.query_selector_all(entries).ok()?;
    let y = f64::from(event.client_y());
    let middle = |at: u32| {
        let bounds = found.item(at)?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
        Some(bounds.top() + bounds.height() / 2.0)
    };
    let above = (0..found.length()).filter(|at| middle(*at).is_some_and(|middle| middle < y)).count();
    Some(above)
}
