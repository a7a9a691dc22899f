//! Firefox's own question whether data may leave: its manifest names what goes over a relay as optional, so the user is
//! asked by the browser, and can take it back there. Other browsers do not ask.

use core::future::Future;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::extension;
use super::given::optional_data;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &JsValue) -> Result<Promise, JsValue>;
}

/// Whether this browser wants to be asked.
pub fn is_needed() -> bool {
    !optional_data().is_empty()
}

/// Asks the user; to be called within a click. Says whether it is given now.
pub fn ask() -> impl Future<Output = bool> + 'static {
    let names = optional_data();
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
