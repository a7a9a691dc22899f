//! How a store of an older version becomes one of this version: numbered steps over raw entries, never edited once
//! they have shipped, each with a test from a stored fixture.

use thiserror::Error;

use super::{Damage, Key, written};
use crate::ports::{Entries, KeyValue, StorageError, Value};

/// The schema that this version writes.
pub const SCHEMA: u32 = 1;

/// Turns all entries of schema `n - 1` into those of schema `n`. Both sides are raw: keys and values as stored.
pub type Step = fn(Entries) -> Entries;

/// Step `n` is at place `n - 1`.
///
/// 1. The first schema. A store without a number holds at most what the background script wrote before any page was
///    opened (captures, the place of the dock); that is understood as it is.
pub const STEPS: [Step; SCHEMA as usize] = [|entries| entries];

/// Where a store stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has the schema of this version now.
    Current,
    /// It was written by a newer version: it can be read, as far as it is understood, and must not be written.
    Newer(u32),
}

/// Why a store could not be brought up to date. It is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MigrationError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the number of the store's schema cannot be read: {0}")]
    Unreadable(Damage),
}

/// Brings a store up to date, step by step. The raw entries are kept under a key of their own before the first step;
/// a crash in between leaves a store that the next attempt brings up to date.
///
/// # Errors
/// If storage fails, or the schema's number is damaged.
pub async fn migrate(storage: &dyn KeyValue, steps: &[Step]) -> Result<Standing, MigrationError> {
    let latest = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let key = Key::Schema.text();
    let stored = storage.get(std::slice::from_ref(&key)).await?;
    let schema = match stored.get(&key) {
        None => 0,
        Some(value) => written::read_json::<u32>(value).map_err(MigrationError::Unreadable)?,
    };
    if schema > latest {
        return Ok(Standing::Newer(schema));
    }
    if schema < latest {
        step_through(storage, steps, schema).await?;
    }
    Ok(Standing::Current)
}

async fn step_through(storage: &dyn KeyValue, steps: &[Step], from: u32) -> Result<(), MigrationError> {
    let keys = storage.keys().await?;
    let before = storage.get(&keys).await?;
    if !before.is_empty() {
        let kept: std::collections::BTreeMap<_, _> = before.iter().map(|(key, value)| (key, raw(value))).collect();
        let backup = Key::BeforeMigration(from).text();
        if !before.contains_key(&backup) {
            storage.set(&Entries::from([(backup, written::write_json(&kept))])).await?;
        }
    }
    let backups: Entries = before.clone().into_iter().filter(|(key, _)| is_backup(key)).collect();
    let entries = before.clone().into_iter().filter(|(key, _)| !is_backup(key)).collect();
    let mut after = steps[from as usize..].iter().fold(entries, |entries: Entries, step| step(entries));
    after.extend(backups);
    let latest = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    after.insert(Key::Schema.text(), written::write_json(&latest));
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(value));
    // One call, so the number and what it stands for are written together or not at all.
    storage.set(&changed.map(|(key, value)| (key.clone(), value.clone())).collect()).await?;
    let gone: Vec<_> = before.into_keys().filter(|key| !after.contains_key(key)).collect();
    if !gone.is_empty() {
        storage.remove(&gone).await?;
    }
    Ok(())
}

fn is_backup(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::BeforeMigration(_)))
}

fn raw(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) => serde_json::Value::String(text.clone()),
        Value::Json(json) => serde_json::from_str(json).unwrap_or(serde_json::Value::Null),
    }
}
