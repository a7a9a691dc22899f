//! Storage of values under keys, as browsers offer it to extensions.

use std::collections::BTreeMap;

use async_trait::async_trait;
use thiserror::Error;

/// A stored value as it came back. Ours are always text; the background script also keeps a few plain objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    /// Anything but text, as JSON.
    Json(String),
}

/// Values under their keys.
pub type Entries = BTreeMap<String, Value>;

/// What happened to one key: its new value, or none if it was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    pub value: Option<Value>,
}

/// Why storage did not do what it was asked. Nothing of that call was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    #[error("the browser's storage for this extension is full")]
    Full,
    #[error("the browser's storage did not answer: {0}")]
    Unavailable(String),
}

/// Is told of changes as they come.
pub type Observer = Box<dyn Fn(&[Change])>;

/// Keeps an observer registered until it is dropped.
#[must_use = "dropping it ends the watch at once"]
pub struct Watch(Option<Box<dyn FnOnce()>>);

impl Watch {
    /// `stop` is called once, on dropping.
    pub fn new(stop: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(stop)))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(stop) = self.0.take() {
            stop();
        }
    }
}

/// Storage without transactions over more than one call. Several pages use it at once.
#[async_trait(?Send)]
pub trait KeyValue {
    /// All keys, in any order.
    ///
    /// # Errors
    /// If storage fails.
    async fn keys(&self) -> Result<Vec<String>, StorageError>;

    /// The values of those keys that are there.
    ///
    /// # Errors
    /// If storage fails.
    async fn get(&self, keys: &[String]) -> Result<Entries, StorageError>;

    /// Writes all entries or none. When it returns, they outlive the browser.
    ///
    /// # Errors
    /// If storage fails or is full; then nothing was written.
    async fn set(&self, entries: &Entries) -> Result<(), StorageError>;

    /// Removes those keys that are there.
    ///
    /// # Errors
    /// If storage fails.
    async fn remove(&self, keys: &[String]) -> Result<(), StorageError>;

    /// Tells of every change from now on, in order, also of our own, until the watch is dropped. Writing a value that
    /// is there already may count as one. Of our own write it may tell before that returns (Chromium) or a little
    /// later (Firefox), when more has been written.
    fn watch(&self, observer: Observer) -> Watch;
}
