//! A button that asks for a file and reads it, as text or as bytes.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::erase::button;

/// The button, for a file of text; as [`bytes_button`] otherwise.
pub fn file_button(
    text: String,
    label: String,
    accept: &'static str,
    on_text: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    bytes_button(text, label, accept, move |bytes| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        on_text(String::from_utf8_lossy(bytes).into_owned());
    })
}

/// The button. `label` names the field behind it, `accept` is as in HTML; the same file can be chosen again.
pub fn bytes_button(
    text: String,
    label: String,
    accept: &'static str,
    on_bytes: impl Fn(Vec<u8>) + Send + Sync + 'static,
) -> AnyView {
    fn erased(
        text: String,
        label: String,
        accept: &'static str,
        on_bytes: Arc<dyn Fn(Vec<u8>) + Send + Sync>,
    ) -> AnyView {
        let picker = NodeRef::<html::Input>::new();
        let read = move |_| {
            let Some(input) = picker.get_untracked() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let on_bytes = on_bytes.clone();
            spawn_local(async move {
                let bytes = JsFuture::from(file.array_buffer()).await.ok();
                on_bytes(bytes.map(|bytes| Uint8Array::new(&bytes).to_vec()).unwrap_or_default());
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
    erased(text, label, accept, Arc::new(on_bytes))
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
