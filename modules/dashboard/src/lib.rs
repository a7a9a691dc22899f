//! The dashboard, apart from what is opened in a call, so that this starts without its weight.
#![cfg(target_arch = "wasm32")]

/// Opens it. `language` is what the browser speaks, and `messages` are its words; the user may have chosen another one.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(language: &str, messages: &str) {
    duologue::ui::open_dashboard(language, messages);
}
