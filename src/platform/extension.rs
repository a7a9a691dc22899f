//! What only an extension can do: talk to its background script, open its pages, and know the calls that are on.

use js_sys::{Function, JSON, Object, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
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
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(listener: &Function);
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

/// Remembers how the dock is to stand from the next time on, wherever that is.
pub async fn shape_dock(wish: Dock) {
    let shape = match wish {
        Dock::Right => object(&[("side", "right".into())]),
        Dock::Left => object(&[("side", "left".into())]),
        Dock::Width(width) => object(&[("width", width.into())]),
        Dock::Collapsed | Dock::Closed | Dock::Gone => return,
    };
    // Without a background script there is no dock, either.
    let _ = send_message(&object(&[("type", "dock-shape".into()), ("dock", shape)])).await;
}

/// Opens the sidebar beside the call of the active tab; says whether there is such a call.
pub async fn open_beside_call() -> bool {
    has_opened(&object(&[("type", "open-sidebar".into())])).await
}

/// Opens the sidebar on a surface, by its name, and from now on there; says whether it is open. To be called within a
/// click.
pub async fn open_on(surface: &str) -> bool {
    has_opened(&object(&[("type", "surface".into()), ("surface", surface.into())])).await
}

async fn has_opened(message: &JsValue) -> bool {
    #[derive(Deserialize)]
    struct Answer {
        opened: bool,
    }
    ask::<Answer>(message).await.is_some_and(|answer| answer.opened)
}

/// The user's word on whether the sidebar opens by itself in a room: `always`, `never`, or nothing yet.
pub async fn opens_in(room: &CallRoom) -> String {
    opens(&[("type", "opens".into()), ("call", room.name().as_str().into())]).await
}

/// Takes the user's word on it, and gives it back as it is kept.
pub async fn set_opens_in(room: &CallRoom, value: &str) -> String {
    opens(&[("type", "opens".into()), ("call", room.name().as_str().into()), ("value", value.into())]).await
}

async fn opens(message: &[(&str, JsValue)]) -> String {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default)]
        value: Option<String>,
    }
    ask::<Answer>(&object(message)).await.and_then(|answer| answer.value).unwrap_or_default()
}

/// What the background script answers; none if it does not, or something else.
pub(super) async fn ask<T: DeserializeOwned>(message: &JsValue) -> Option<T> {
    let reply = send_message(message).await.ok()?;
    let json = JSON::stringify(&reply).ok()?.as_string()?;
    serde_json::from_str(&json).ok()
}

/// Hears what the background script says to all pages, by its type; whoever returns true has done it, and says so.
pub fn on_broadcast(hear: impl Fn(&str) -> bool + 'static) {
    let listener = move |message: JsValue, _sender: JsValue, reply: Function| {
        let kind = Reflect::get(&message, &"type".into()).ok().and_then(|kind| kind.as_string()).unwrap_or_default();
        if hear(&kind) {
            // Whoever asked may have gone.
            _ = reply.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
        }
    };
    let listener = Closure::<dyn Fn(JsValue, JsValue, Function)>::new(listener).into_js_value();
    on_message(listener.unchecked_ref());
}

/// Opens one of our pages in a narrow window of its own.
pub async fn open_window(page: &str) {
    have_opened(page, true).await;
}

/// Opens one of our pages in a tab.
pub async fn open_tab(page: &str) {
    have_opened(page, false).await;
}

/// Has the background open a page, whoever asks: Firefox gives one that is docked in a call neither windows nor tabs.
async fn have_opened(page: &str, alone: bool) {
    let _ =
        send_message(&object(&[("type", "open-page".into()), ("page", page.into()), ("alone", alone.into())])).await;
}

/// Opens an address in a tab; says whether the browser lets us.
pub async fn open_address(address: &str) -> bool {
    create_tab(&object(&[("url", address.into())])).await.is_ok()
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

pub(super) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a key of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}
