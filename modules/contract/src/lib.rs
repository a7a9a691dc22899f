//! The ports of a browser, to be held against their contract by a test. Never shipped.
#![cfg(target_arch = "wasm32")]

/// What this browser does not keep of the contract.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn broken_promises() -> Vec<String> {
    duologue::platform::broken_promises().await
}
