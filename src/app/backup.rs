//! Everything in one file, and a file merged back.

use core::time::Duration;
use std::collections::BTreeMap;

use thiserror::Error;

use super::{Desk, News};
use crate::domain::order::gathered;
use crate::ports::{StorageError, Value};
pub use crate::store::backup::ImportError;
use crate::store::backup::{Imported, Opened, export};
use crate::store::{Key, Thread, written};

/// What an import brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// People who were not known.
    pub people: usize,
    /// Documents in which something was new, and what is new in my record.
    pub documents: usize,
    /// People who were deleted here, and stay so until that is asked for.
    pub deleted: usize,
}

/// Why a file was not imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotImported {
    #[error(transparent)]
    File(#[from] ImportError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
}

impl Desk {
    /// All that is stored about everyone, as one JSON file.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn export_everything(&self) -> Result<String, StorageError> {
        Ok(self.export_in_pieces().await?.concat())
    }

    /// The same in pieces that are joined as they are.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn export_in_pieces(&self) -> Result<Vec<String>, StorageError> {
        self.open_history().await?;
        let records = self.raw_records().await?;
        let mut threads = self.threads.borrow_mut();
        let mut all: Vec<_> = threads.values_mut().collect();
        Ok(export(&mut all, &records, self.now().timestamp_millis(), &*self.ports.entropy))
    }

    /// Merges a file. What is known already stays as it is; the same file twice changes nothing.
    ///
    /// # Errors
    /// If the file is not one of ours or is damaged, or storage fails; then nothing was changed.
    pub async fn import(&self, file: &str) -> Result<Brought, NotImported> {
        self.import_and(file, false, |_, _| {}).await
    }

    /// The same, and people come back who were deleted here.
    ///
    /// # Errors
    /// As [`Self::import`].
    pub async fn import_deleted_too(&self, file: &str) -> Result<Brought, NotImported> {
        self.import_and(file, true, |_, _| {}).await
    }

    /// As [`Self::import`] or [`Self::import_deleted_too`]; tells how many steps of how many are done, and lets the
    /// page breathe in between.
    ///
    /// # Errors
    /// As [`Self::import`].
    pub async fn import_and(
        &self,
        file: &str,
        deleted_too: bool,
        tell: impl Fn(usize, usize),
    ) -> Result<Brought, NotImported> {
        if self.newer_schema().is_some() {
            return Err(NotImported::ReadOnly);
        }
        let file = Opened::of(file)?;
        let count = file.count();
        let mut threads = Vec::new();
        while let Some(thread) = file.thread(threads.len()) {
            threads.push(thread?);
            tell(threads.len(), 2 * count);
            self.ports.clock.sleep(Duration::ZERO).await;
        }
        // Merged into whole documents, so that what is new can be told from what is known.
        self.open_history().await?;
        self.open_record().await?;
        // Also a damaged one is there, and is kept as it is.
        let present = self.ports.storage.keys().await?;
        let mut brought = Brought::default();
        for (at, thread) in threads.into_iter().enumerate() {
            if self.is_gone(&thread.id) && !deleted_too {
                brought.deleted += 1;
                continue;
            }
            self.import_thread(thread, &mut brought);
            tell(count + at + 1, 2 * count);
            self.ports.clock.sleep(Duration::ZERO).await;
        }
        for (text, raw) in file.records {
            let ours = is_kept_apart(&text);
            let value = Value::Text(raw);
            if let Some(Key::Gone(thread)) = Key::parse(&text) {
                self.take_others_deletion(thread, value);
                continue;
            }
            if let (Some(Key::Pair(thread)), Ok(pair)) = (Key::parse(&text), written::read_json(&value)) {
                if self.is_gone(&thread) {
                    continue;
                }
                self.take_later_pair(&thread, pair);
                continue;
            }
            if let Some(key @ (Key::Record(_) | Key::CheckIn(_))) = Key::parse(&text) {
                brought.documents += usize::from(self.import_register(key, value));
                continue;
            }
            if let (true, false, Ok(_), Some(key)) =
                (ours, present.contains(&text), written::read(&value), Key::parse(&text))
            {
                self.put(key, value);
            }
        }
        self.tell(News::Changed);
        self.tell(News::Save);
        Ok(brought)
    }

    fn import_thread(&self, mut imported: Imported, brought: &mut Brought) {
        imported.mine.back = self.let_back(&imported.id).or(imported.mine.back);
        let entropy = &*self.ports.entropy;
        let mut threads = self.threads.borrow_mut();
        let thread = threads.entry(imported.id.clone()).or_insert_with(|| {
            brought.people += 1;
            self.put(Key::Mine(imported.id.clone()), written::write_json(&imported.mine));
            Thread::new(imported.id.clone(), imported.mine, entropy)
        });
        for (name, update) in imported.documents {
            // Every document of the file was read once before anything was changed.
            if let Ok(Some(news)) = thread.document(name, entropy).merge_for_news(&update) {
                brought.documents += 1;
                self.outbox.append(&imported.id, name, news);
            }
        }
    }

    /// Rooms, settings, my record and what the user made of the bank, as they are stored; damaged ones are left out.
    async fn raw_records(&self) -> Result<BTreeMap<String, String>, StorageError> {
        let keys = self.ports.storage.keys().await?;
        let keys: Vec<_> = keys.into_iter().filter(|key| is_kept_apart(key)).collect();
        let values = self.ports.storage.get(&keys).await?;
        let sound = values.into_iter().filter(|(_, value)| written::read(value).is_ok());
        Ok(gathered(sound.filter_map(|(key, value)| match value {
            Value::Text(text) => Some((key, text)),
            Value::Json(_) => None,
        })))
    }
}

/// Whether a key is a record of the user's that belongs to no thread.
fn is_kept_apart(key: &str) -> bool {
    let key = Key::parse(key);
    matches!(key, Some(Key::Room(_) | Key::OwnEntry(_) | Key::Setting(_) | Key::Pair(_) | Key::Gone(_)))
        || matches!(key, Some(Key::Record(_) | Key::CheckIn(_)))
}
