//! How a store of an older version becomes one of this version: numbered steps over raw entries, never edited once
//! they have shipped, each with a test from a stored fixture.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::{Damage, Key, written};
use crate::domain::order::gathered;
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
/// a crash in between leaves a store that the next attempt brings up to date. Two pages that do it at once write the
/// same.
///
/// # Errors
/// If storage fails, or the schema's number is damaged.
pub async fn migrate(storage: &dyn KeyValue, steps: &[Step]) -> Result<Standing, MigrationError> {
    let latest = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let head = storage.get(&[Key::Schema.text(), Key::Leftovers.text()]).await?;
    let schema = schema_of(&head)?;
    if schema > latest {
        return Ok(Standing::Newer(schema));
    }
    if schema < latest {
        step_through(storage, steps, latest).await?;
    } else {
        remove(storage, leftovers(&head)).await?;
    }
    Ok(Standing::Current)
}

fn schema_of(entries: &Entries) -> Result<u32, MigrationError> {
    match entries.get(&Key::Schema.text()) {
        None => Ok(0),
        Some(value) => written::read_json(value).map_err(MigrationError::Unreadable),
    }
}

async fn step_through(storage: &dyn KeyValue, steps: &[Step], latest: u32) -> Result<(), MigrationError> {
    let mut keys = storage.keys().await?;
    // Asked for even if it was not listed, so that its number is of the same moment as the values.
    keys.push(Key::Schema.text());
    let mut before = storage.get(&keys).await?;
    let from = schema_of(&before)?;
    if from >= latest {
        // Another page was faster.
        return Ok(());
    }
    let mut gone = leftovers(&before);
    before.retain(|key, _| !gone.contains(key) && *key != Key::Leftovers.text());
    let backups: Entries = gathered(before.iter().filter(|(key, _)| is_backup(key)).map(cloned));
    before.retain(|key, _| !is_backup(key));
    back_up(storage, from, &before, &backups).await?;
    let mut after = steps[from as usize..].iter().fold(before.clone(), |entries, step| step(entries));
    after.insert(Key::Schema.text(), written::write_json(&latest));
    gone.extend(before.keys().filter(|key| !after.contains_key(*key)).cloned());
    let mut changed: Entries =
        gathered(after.iter().filter(|(key, value)| before.get(*key) != Some(value)).map(cloned));
    if !gone.is_empty() {
        changed.insert(Key::Leftovers.text(), written::write_json(&gone));
    }
    // One call, so the number, what it stands for, and what is to be removed are written together or not at all.
    storage.set(&changed).await?;
    remove(storage, gone).await
}

async fn back_up(storage: &dyn KeyValue, from: u32, before: &Entries, backups: &Entries) -> Result<(), MigrationError> {
    let key = Key::BeforeMigration(from).text();
    if !before.is_empty() && !backups.contains_key(&key) {
        let kept: BTreeMap<_, _> = gathered(before.iter().map(|(key, value)| (key, raw(value))));
        storage.set(&Entries::from([(key, written::write_json(&kept))])).await?;
    }
    Ok(())
}

/// What was kept before a migration, without the entries for which `goes` holds; none if there are none.
pub fn kept_without(value: &Value, goes: impl Fn(&str) -> bool) -> Option<Value> {
    let mut kept: BTreeMap<String, serde_json::Value> = written::read_json(value).ok()?;
    let before = kept.len();
    kept.retain(|key, _| !goes(key));
    (kept.len() < before).then(|| written::write_json(&kept))
}

/// The keys that an interrupted migration did not come to remove.
fn leftovers(entries: &Entries) -> BTreeSet<String> {
    entries.get(&Key::Leftovers.text()).and_then(|value| written::read_json(value).ok()).unwrap_or_default()
}

async fn remove(storage: &dyn KeyValue, gone: BTreeSet<String>) -> Result<(), MigrationError> {
    if !gone.is_empty() {
        let keys: Vec<_> = gone.into_iter().chain([Key::Leftovers.text()]).collect();
        storage.remove(&keys).await?;
    }
    Ok(())
}

fn cloned((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
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
