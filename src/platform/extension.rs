//! What only an extension can do: talk to its background script, open its pages, and know the calls that are on.

use js_sys::{Object, Reflect};
use serde::Deserialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

use super::storage;
use crate::domain::CallRoom;
use crate::domain::order::put_in_order;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    async fn send_message(message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = create, catch)]
    async fn create_window(options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create_tab(options: &JsValue) -> Result<JsValue, JsValue>;
}

/// What the docked sidebar can ask of its dock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dock {
    Right,
    Left,
    /// Pixels, 280 to 480.
    Width(u32),
    Collapsed,
    /// Back to the launcher.
    Closed,
    /// Nothing of ours in this room.
    Gone,
}

/// Asks the background script to move the dock of this tab. Without a dock nothing happens.
pub async fn dock(wish: Dock) {
    let message = object(&[("type", "dock".into())]);
    let (key, value) = match wish {
        Dock::Closed => ("show", "launcher".into()),
        Dock::Gone => ("show", "nothing".into()),
        Dock::Right => ("dock", object(&[("side", "right".into())])),
        Dock::Left => ("dock", object(&[("side", "left".into())])),
        Dock::Width(width) => ("dock", object(&[("width", width.into())])),
        Dock::Collapsed => ("dock", object(&[("collapsed", true.into())])),
    };
    let _ = Reflect::set(&message, &key.into(), &value);
    // No background script to hear it means no dock either.
    let _ = send_message(&message).await;
}

/// Opens the sidebar beside the call of the active tab; says whether there is such a call.
pub async fn open_beside_call() -> bool {
    let reply = send_message(&object(&[("type", "open-sidebar".into())])).await;
    reply.ok().and_then(|reply| Reflect::get(&reply, &"opened".into()).ok()).is_some_and(|opened| opened.is_truthy())
}

/// Opens one of our pages in a narrow window of its own.
pub async fn open_window(page: &str) {
    let options = object(&[
        ("url", get_url(page).into()),
        ("type", "popup".into()),
        ("width", 400.into()),
        ("height", 800.into()),
    ]);
    if create_window(&options).await.is_err() {
        open_tab(page).await;
    }
}

/// Opens one of our pages in a tab.
pub async fn open_tab(page: &str) {
    let _ = create_tab(&object(&[("url", get_url(page).into())])).await;
}

/// The rooms of the calls that are on, the latest first.
pub async fn calls() -> Vec<CallRoom> {
    #[derive(Deserialize)]
    struct Call {
        provider: String,
        room: String,
        phase: String,
        #[serde(default)]
        at: f64,
    }
    let stored = storage::session("calls").await.unwrap_or_default();
    let calls: BTreeMap<String, Call> = serde_json::from_str(&stored).unwrap_or_default();
    let mut on: Vec<_> = calls.into_values().filter(|call| call.phase != "ended").collect();
    put_in_order(&mut on, |a, b| a.at > b.at);
    on.iter().filter_map(|call| CallRoom::parse(&format!("{}:{}", call.provider, call.room))).collect()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a key of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}
