//! Captures that wait to be filed: plain JSON under a key of their own, as the background script writes them too.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{Damage, Key};
use crate::domain::time::from_millis;
use crate::domain::{Capture, KeepAs, RelationshipId, Source};
use crate::ports::Value;

#[derive(Serialize, Deserialize)]
struct Caught {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with: Option<RelationshipId>,
    #[serde(default = "agenda")]
    keep_as: KeepAs,
    /// Milliseconds since 1970.
    #[serde(default)]
    at: i64,
    /// `{title, url}`; a note whose source makes no sense is still a note.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    source: Json,
}

fn agenda() -> KeepAs {
    KeepAs::Agenda
}

/// A capture as it is kept.
pub fn write(capture: &Capture) -> (Key, Value) {
    let caught = Caught {
        text: capture.text.clone(),
        with: capture.with.clone(),
        keep_as: capture.keep_as,
        at: capture.caught.timestamp_millis(),
        source: capture.source.as_ref().map_or(Json::Null, |s| json!({ "title": s.title(), "url": s.url() })),
    };
    (Key::Inbox(capture.id.clone()), Value::Json(serde_json::to_string(&caught).unwrap_or_default()))
}

/// Reads a capture.
///
/// # Errors
/// If it is no capture.
pub fn read(key: &str, value: &Value) -> Result<Capture, Damage> {
    let (Value::Text(json) | Value::Json(json)) = value;
    let caught: Caught = serde_json::from_str(json).map_err(|error| Damage::NotUnderstood(error.to_string()))?;
    let Some(Key::Inbox(id)) = Key::parse(key) else {
        return Err(Damage::NotUnderstood("its key is not one of a capture".into()));
    };
    if caught.text.trim().is_empty() {
        return Err(Damage::NotUnderstood("it has no text".into()));
    }
    let source = Source::of(caught.source["title"].as_str().unwrap_or(""), caught.source["url"].as_str().unwrap_or(""));
    let Caught { text, with, keep_as, at, .. } = caught;
    Ok(Capture { id, text, with, keep_as, caught: from_millis(at), source })
}
