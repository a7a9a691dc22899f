//! `chrome.storage.local` as the key-value port.

use std::collections::BTreeMap;

use async_trait::async_trait;
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::domain::order::gathered;
use crate::ports::{Change, Entries, KeyValue, Observer, StorageError, Value, Watch};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn local_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = getKeys, catch)]
    async fn local_keys() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn local_set(entries: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    async fn local_remove(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    async fn session_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    async fn session_get_all() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    async fn managed_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn add_listener(listener: &Function);
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = removeListener)]
    fn remove_listener(listener: &Function);
}

/// The extension's own storage.
pub struct ExtensionStorage;

#[async_trait(?Send)]
impl KeyValue for ExtensionStorage {
    async fn keys(&self) -> Result<Vec<String>, StorageError> {
        let keys = local_keys().await.map_err(refusal)?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    async fn get(&self, keys: &[String]) -> Result<Entries, StorageError> {
        let found = local_get(&names(keys)).await.map_err(refusal)?;
        Ok(entries(&found))
    }

    async fn set(&self, entries: &Entries) -> Result<(), StorageError> {
        let object = Object::new();
        for (key, value) in entries {
            let value = match value {
                Value::Text(text) => JsValue::from_str(text),
                Value::Json(json) => JSON::parse(json).map_err(refusal)?,
            };
            Reflect::set(&object, &key.into(), &value).map_err(refusal)?;
        }
        local_set(&object).await.map(drop).map_err(refusal)
    }

    async fn remove(&self, keys: &[String]) -> Result<(), StorageError> {
        local_remove(&names(keys)).await.map(drop).map_err(refusal)
    }

    fn watch(&self, observer: Observer) -> Watch {
        let listener = Closure::<dyn Fn(JsValue, String)>::new(move |changes: JsValue, area: String| {
            if area == "local" {
                observer(&heard(&changes));
            }
        });
        add_listener(listener.as_ref().unchecked_ref());
        Watch::new(move || remove_listener(listener.as_ref().unchecked_ref()))
    }
}

/// The value under a key of the session's storage, as JSON; none if there is none.
pub async fn session(key: &str) -> Option<String> {
    let found = session_get(key).await.ok()?;
    let value = Reflect::get(&found, &key.into()).ok()?;
    json(&value)
}

/// All that is in the session's storage, as JSON by key.
pub async fn session_entries() -> Vec<(String, String)> {
    let Ok(found) = session_get_all().await else { return Vec::new() };
    let pairs = Object::entries(found.unchecked_ref());
    let entry = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, json(&pair.get(1))?))
    };
    pairs.iter().filter_map(entry).collect()
}

/// What an administrator has set for this browser under these keys: text as it is, anything else as JSON. What is not
/// set is left out.
pub async fn managed(keys: &[&str]) -> BTreeMap<String, String> {
    let wanted = keys.iter().map(|key| JsValue::from_str(key)).collect::<Array>();
    // A browser that nobody manages refuses or finds nothing: both mean that nothing is set.
    let Ok(found) = managed_get(&wanted).await else { return BTreeMap::new() };
    let text = |key: &&str| {
        let value = Reflect::get(&found, &(*key).into()).ok()?;
        Some((key.to_string(), value.as_string().or_else(|| json(&value))?))
    };
    gathered(keys.iter().filter_map(text))
}

fn names(keys: &[String]) -> JsValue {
    keys.iter().map(|key| JsValue::from_str(key)).collect::<Array>().into()
}

fn entries(found: &JsValue) -> Entries {
    let pairs = Object::entries(found.unchecked_ref());
    gathered(pairs.iter().filter_map(|pair| entry(&Array::from(&pair))))
}

fn entry(pair: &Array) -> Option<(String, Value)> {
    Some((pair.get(0).as_string()?, value(&pair.get(1))?))
}

fn value(stored: &JsValue) -> Option<Value> {
    match stored.as_string() {
        Some(text) => Some(Value::Text(text)),
        None => json(stored).map(Value::Json),
    }
}

fn json(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok().and_then(|text| text.as_string())
}

fn heard(changes: &JsValue) -> Vec<Change> {
    let pairs = Object::entries(changes.unchecked_ref());
    let change = |pair: JsValue| {
        let pair = Array::from(&pair);
        let new = Reflect::get(&pair.get(1), &"newValue".into()).ok().filter(|new| !new.is_undefined());
        Some(Change { key: pair.get(0).as_string()?, value: new.as_ref().and_then(value) })
    };
    pairs.iter().filter_map(change).collect()
}

fn refusal(error: JsValue) -> StorageError {
    let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
    let message = message.unwrap_or_else(|| "no reason was given".into());
    let full = ["quota", "Quota", "QUOTA", "disk", "space"].iter().any(|word| message.contains(word));
    if full { StorageError::Full } else { StorageError::Unavailable(message) }
}
