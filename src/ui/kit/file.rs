//! A button that asks for a file and reads it as text.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::erase::button;

/// The button. `label` names the field behind it, `accept` is as in HTML; the same file can be chosen again.
pub fn file_button(
    text: String,
    label: String,
    accept: &'static str,
    on_text: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    fn erased(
        text: String,
        label: String,
        accept: &'static str,
        on_text: Arc<dyn Fn(String) + Send + Sync>,
    ) -> AnyView {
        let picker = NodeRef::<html::Input>::new();
        let read = move |_| {
            let Some(input) = picker.get_untracked() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let on_text = on_text.clone();
            spawn_local(async move {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                on_text(text.unwrap_or_default());
                input.set_value("");
            });
        };
        view! {
            {button("button", text, move || picker.get_untracked().into_iter().for_each(|input| input.click()))}
            <input type="file" class="visually-hidden" tabindex="-1" aria-label=label accept=accept
                node_ref=picker on:change=read />
        }
        .into_any()
    }
    erased(text, label, accept, Arc::new(on_text))
}

/// Takes in a file that is dropped.
pub fn take_dropped(event: &web_sys::DragEvent, open: impl Fn(String) + 'static) {
    event.prevent_default();
    let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
    if let Some(file) = file {
        spawn_local(async move {
            let content = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            open(content.unwrap_or_default());
        });
    }
}
