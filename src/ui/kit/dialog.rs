//! A dialog: over the page while it is open, and not in it while it is shut.

use leptos::html;
use leptos::prelude::*;

use super::erase::when;
use super::text::fresh_id;

/// The dialog. What is in it is made anew each time that it opens, so that a page without it has no field of it.
pub fn dialog(
    is_open: RwSignal<bool>,
    title: impl Into<Signal<String>>,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    fn erased(is_open: RwSignal<bool>, title: Signal<String>, content: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        let dialog = NodeRef::<html::Dialog>::new();
        let heading = fresh_id();
        Effect::new(move |_| {
            let Some(dialog) = dialog.get() else { return };
            match is_open.get() {
                true if !dialog.open() => _ = dialog.show_modal(),
                true => {}
                false => dialog.close(),
            }
        });
        let id = heading.clone();
        let inside = move || {
            let content = untrack(&content);
            view! { <div class="stack"><h2 id=id.clone() dir="auto">{title}</h2>{content}</div> }.into_any()
        };
        view! {
            <dialog class="dialog" node_ref=dialog aria-labelledby=heading on:close=move |_| is_open.set(false)>
                {when(move || is_open.get(), inside)}
            </dialog>
        }
        .into_any()
    }
    erased(is_open, title.into(), Box::new(content))
}
