//! The keyboard commands: their keys, and the way to change them, which is another one in each browser.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Where Chromium lets the user change keys.
const CHROMIUM: &str = "chrome://extensions/shortcuts";

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    /// In the browser's language; the command that opens the popup has no words of its own in some browsers.
    pub what: String,
    /// Empty where it has none.
    pub keys: String,
}

/// All commands; none where the browser does not say.
pub async fn commands() -> Vec<Command> {
    let Some(all) = call("getAll", &[]).await else { return Vec::new() };
    let text = |command: &JsValue, key: &str| Reflect::get(command, &key.into()).ok().and_then(|text| text.as_string());
    let entry = |command: JsValue| Command {
        name: text(&command, "name").unwrap_or_default(),
        what: text(&command, "description").unwrap_or_default(),
        keys: text(&command, "shortcut").unwrap_or_default(),
    };
    Array::from(&all).iter().map(entry).collect()
}

/// Whether keys can be changed right here.
pub fn can_change() -> bool {
    has("update")
}

/// Gives a command other keys, or none; says whether the browser took them.
pub async fn change(name: &str, keys: &str) -> bool {
    let wish = Object::new();
    // Setting a key of a plain object cannot fail.
    let _ = Reflect::set(&wish, &"name".into(), &name.into());
    let _ = Reflect::set(&wish, &"shortcut".into(), &keys.into());
    call("update", &[wish.into()]).await.is_some()
}

/// Opens the browser's own page for keys, within a click; says whether it is open.
pub async fn open_settings() -> bool {
    if has("openShortcutSettings") {
        return call("openShortcutSettings", &[]).await.is_some();
    }
    super::extension::open_address(CHROMIUM).await
}

fn api() -> Option<JsValue> {
    let of = |from: JsValue, name: &str| Reflect::get(&from, &name.into()).ok().filter(JsValue::is_object);
    of(of(js_sys::global().into(), "chrome")?, "commands")
}

fn has(name: &str) -> bool {
    api().is_some_and(|api| Reflect::get(&api, &name.into()).is_ok_and(|method| method.is_function()))
}

async fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let api = api()?;
    let method: Function = Reflect::get(&api, &name.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.apply(&api, &arguments.iter().collect()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
