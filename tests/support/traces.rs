//! Looking for a text in all that a browser has stored: in values, in changes of documents, and in volumes.

use std::collections::BTreeMap;

use duologue::ports::Value;
use duologue::store::written;

use super::desk::Browser;

/// The keys under which that text is, in whatever form.
pub fn traces(browser: &Browser, text: &str) -> Vec<String> {
    let entries = browser.storage.entries().into_iter();
    entries.filter(|(_, value)| holds(value, text)).map(|(key, _)| key).collect()
}

fn holds(value: &Value, text: &str) -> bool {
    let (Value::Text(raw) | Value::Json(raw)) = value;
    let documents = written::read_json::<BTreeMap<String, String>>(value).unwrap_or_default();
    let bound = documents.values().filter_map(|document| written::decode(document).ok());
    raw.contains(text) || bound.chain(written::read_update(value).ok()).any(|update| is_in(update.as_bytes(), text))
}

/// Whether the bytes hold the text.
pub fn is_in(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}
