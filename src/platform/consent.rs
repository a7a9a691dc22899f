//! Firefox's own question whether data may leave: its manifest names what goes over a relay as optional, so the user is
//! asked by the browser, and can take it back there. Other browsers do not ask.

use core::future::Future;

use js_sys::{Array, JSON, Object, Promise, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::extension;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;
}

/// What is to be asked for, by Firefox's names; nothing in other browsers.
fn wanted() -> Vec<String> {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Manifest {
        browser_specific_settings: Settings,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Settings {
        gecko: Gecko,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Gecko {
        data_collection_permissions: Data,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Data {
        optional: Vec<String>,
    }
    let json = JSON::stringify(&get_manifest()).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let manifest: Manifest = serde_json::from_str(&json).unwrap_or_default();
    manifest.browser_specific_settings.gecko.data_collection_permissions.optional
}

/// Whether this browser wants to be asked.
pub fn is_needed() -> bool {
    !wanted().is_empty()
}

/// Asks the user; to be called within a click. Says whether it is given now.
pub fn ask() -> impl Future<Output = bool> + 'static {
    let names = wanted();
    let wish = Object::new();
    let list = names.iter().map(|name| JsValue::from_str(name)).collect::<Array>();
    // Setting a key of a plain object cannot fail.
    let _ = Reflect::set(&wish, &"data_collection".into(), &list);
    let asked = if names.is_empty() { None } else { Some(request(&wish)) };
    async move {
        match asked {
            None => true,
            Some(Ok(asked)) => JsFuture::from(asked).await.is_ok_and(|answer| answer.is_truthy()),
            // Where the page is docked, Firefox does not let it ask.
            Some(Err(_)) => false,
        }
    }
}

/// Whether it is given. The background script is asked, since a docked page cannot ask the browser in Firefox.
pub async fn is_given() -> bool {
    if !is_needed() {
        return true;
    }
    extension::ask(&extension::object(&[("type", "may-send".into())])).await.unwrap_or(false)
}
