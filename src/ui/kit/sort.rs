//! Sorting a list by pointer. Sorting by keyboard is up to the list, by buttons that say where an entry goes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Which entry is being dragged, if one is, and before which place it would be dropped.
#[derive(Clone, Copy)]
pub struct Dragged {
    from: RwSignal<usize>,
    before: RwSignal<usize>,
    is_on: RwSignal<bool>,
}

impl Dragged {
    /// Nothing is being dragged.
    pub fn none() -> Self {
        Self { from: RwSignal::new(0), before: RwSignal::new(0), is_on: RwSignal::new(false) }
    }

    /// The place of the entry that is being dragged.
    pub fn from(self) -> Option<usize> {
        self.is_on.get().then(|| self.from.get())
    }

    /// The place before which it would be dropped.
    pub fn before(self) -> Option<usize> {
        self.is_on.get().then(|| self.before.get())
    }

    fn begin(self, from: usize) {
        self.from.set(from);
        self.before.set(from);
        self.is_on.set(true);
    }

    /// Ends the dragging; gives back from where, and to which place in the list without the entry.
    fn end(self) -> Option<(usize, usize)> {
        let (from, before) = (self.from.get_untracked(), self.before.get_untracked());
        let was_on = self.is_on.get_untracked();
        self.is_on.set(false);
        was_on.then(|| (from, if before > from { before - 1 } else { before }))
    }
}

/// A handle to drag the entry at `place` by. The entries are the elements that match `entries` in the closest `list`.
#[component]
pub fn Grip(
    place: Signal<usize>,
    list: &'static str,
    entries: &'static str,
    dragged: Dragged,
    #[prop(into)] on_drop: Callback<(usize, usize)>,
) -> impl IntoView {
    let start = move |event: PointerEvent| {
        if event.button() == 0
            && let Some(grip) = grip_of(&event)
            && grip.set_pointer_capture(event.pointer_id()).is_ok()
        {
            event.prevent_default();
            dragged.begin(place.get_untracked());
        }
    };
    let drag = move |event: PointerEvent| {
        if dragged.is_on.get_untracked()
            && let Some(before) = place_under(&event, list, entries)
        {
            dragged.before.set(before);
        }
    };
    let drop = move |_: PointerEvent| dragged.end().into_iter().for_each(|places| on_drop.run(places));
    // Keyboard users have buttons for this, and a screen reader has nothing to gain from a thing to drag.
    view! {
        <span class="grip" aria-hidden="true" on:pointerdown=start on:pointermove=drag on:pointerup=drop
            on:pointercancel=move |_| _ = dragged.end()></span>
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
