//! Duologue: the rooms, in the order of their dependencies, and nothing else.

pub mod domain;
pub mod questions;
pub mod search;

pub mod calendar;
pub mod document;
pub mod ports;

pub mod share;
pub mod store;

pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;

/// Opens one of the extension's pages: `sidebar`, `popup`, `dashboard`, `retro` or `welcome`. `language` is what the browser
/// speaks, and `messages` are its words; the user may have chosen another one.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(page: &str, language: &str, messages: &str) {
    ui::open(page, language, messages);
}

/// Holds the ports of this browser against their contract; gives back what is broken, or nothing.
#[cfg(all(target_arch = "wasm32", feature = "contract"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn broken_promises() -> Vec<String> {
    platform::broken_promises().await
}
