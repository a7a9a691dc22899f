//! What the user lets the browser allow us: call sites of their own, and notifications. Asking must happen within the
//! click, before anything is awaited.

use core::future::Future;

use js_sys::{Array, JSON, Object, Promise, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = remove, catch)]
    fn remove(given: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = contains, catch)]
    fn contains(given: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    fn get_all() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;
}

/// What may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// To run beside the calls of a site: `https://meet.jit.si/*`.
    Site(String),
    Notifications,
}

impl Permission {
    fn wish(&self) -> JsValue {
        let (key, value) = match self {
            Self::Site(origin) => ("origins", origin.as_str()),
            Self::Notifications => ("permissions", "notifications"),
        };
        let wish = Object::new();
        // Setting a key of a plain object cannot fail.
        let _ = Reflect::set(&wish, &key.into(), &Array::of1(&value.into()));
        wish.into()
    }

    /// Asks the user; to be called within a click. Says whether it is given now.
    pub fn ask(&self) -> impl Future<Output = bool> + 'static {
        answer(request(&self.wish()))
    }

    /// Gives it back.
    pub fn give_back(&self) -> impl Future<Output = bool> + 'static {
        answer(remove(&self.wish()))
    }

    /// Whether it is given.
    pub fn is_given(&self) -> impl Future<Output = bool> + 'static {
        answer(contains(&self.wish()))
    }
}

async fn answer(asked: Result<Promise, JsValue>) -> bool {
    // A browser that refuses to ask has not given anything.
    let Ok(asked) = asked else { return false };
    JsFuture::from(asked).await.is_ok_and(|answer| answer.is_truthy())
}

/// The sites that the user has added, by their origins; those of the manifest are left out.
pub async fn added_sites() -> Vec<String> {
    #[derive(Deserialize, Default)]
    struct Given {
        #[serde(default)]
        origins: Vec<String>,
        #[serde(default)]
        host_permissions: Vec<String>,
    }
    let read = |value: &JsValue| {
        let json = JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default();
        serde_json::from_str::<Given>(&json).unwrap_or_default()
    };
    let Ok(asked) = get_all() else { return Vec::new() };
    let Ok(given) = JsFuture::from(asked).await else { return Vec::new() };
    let built_in = read(&get_manifest()).host_permissions;
    read(&given).origins.into_iter().filter(|origin| !built_in.contains(origin)).collect()
}
