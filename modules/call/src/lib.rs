//! What is opened in a call, and what leads there: the sidebar, the popup, the closing question and the welcome.
#![cfg(target_arch = "wasm32")]

/// Opens the page of that name: `sidebar`, `popup`, `retro` or `welcome`. `language` is what the browser speaks, and
/// `messages` are its words; the user may have chosen another one.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(language: &str, messages: &str, page: &str) {
    duologue::ui::open_in_call(language, messages, page);
}
