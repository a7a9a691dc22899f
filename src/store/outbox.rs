//! What was changed in memory and is on its way to storage.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::echoes::Echoes;
use super::{DocumentName, Form, Key, written};
use crate::document::Update;
use crate::domain::RelationshipId;
use crate::ports::{Change, Entries, Entropy, KeyValue, StorageError, Value};

/// One thing to write.
#[derive(Clone, Debug)]
enum Writing {
    Append(RelationshipId, DocumentName, Update),
    Put(Key, Value),
    Remove(Key),
}

/// Collects changes while a write is on its way, then writes them together, each document's as one part under a key
/// of its own. What storage refuses stays here and is tried again.
pub struct Outbox {
    storage: Rc<dyn KeyValue>,
    entropy: Rc<dyn Entropy>,
    waiting: RefCell<Vec<Writing>>,
    in_flight: Cell<usize>,
    busy: Cell<bool>,
    failure: RefCell<Option<StorageError>>,
    echoes: Echoes,
}

impl Outbox {
    /// An empty one.
    pub fn new(storage: Rc<dyn KeyValue>, entropy: Rc<dyn Entropy>) -> Self {
        Self {
            storage,
            entropy,
            waiting: RefCell::default(),
            in_flight: Cell::new(0),
            busy: Cell::new(false),
            failure: RefCell::new(None),
            echoes: Echoes::default(),
        }
    }

    /// Appends a change of a document.
    pub fn append(&self, thread: &RelationshipId, name: DocumentName, update: Update) {
        self.waiting.borrow_mut().push(Writing::Append(thread.clone(), name, update));
    }

    /// Writes a record.
    pub fn put(&self, key: Key, value: Value) {
        self.waiting.borrow_mut().push(Writing::Put(key, value));
    }

    /// Removes a record.
    pub fn remove(&self, key: Key) {
        self.waiting.borrow_mut().push(Writing::Remove(key));
    }

    /// Lets go of all that waits for a thread: it was deleted.
    pub fn forget(&self, thread: &RelationshipId) {
        let is_of_it = |writing: &Writing| match writing {
            Writing::Append(id, ..) => id == thread,
            Writing::Put(key, _) | Writing::Remove(key) => key.thread() == Some(thread),
        };
        self.waiting.borrow_mut().retain(|writing| !is_of_it(writing));
    }

    /// Forgets what waits: it is not to be written any more.
    pub fn empty(&self) {
        self.waiting.borrow_mut().clear();
    }

    /// How many changes storage has not acknowledged yet. At 0 the browser may be killed and nothing is lost.
    pub fn unsaved(&self) -> usize {
        self.waiting.borrow().len() + self.in_flight.get()
    }

    /// Whether a change of that document may not be written yet.
    pub fn may_hold(&self, thread: &RelationshipId, name: DocumentName) -> bool {
        let is_it = |writing: &Writing| matches!(writing, Writing::Append(id, it, _) if id == thread && *it == name);
        self.in_flight.get() > 0 || self.waiting.borrow().iter().any(is_it)
    }

    /// Why the last attempt failed, until one succeeds.
    pub fn failure(&self) -> Option<StorageError> {
        self.failure.borrow().clone()
    }

    /// Whether we have changed the record again since it was as storage tells: then it is not news, and what is in
    /// memory stays. To be asked once about each change that storage tells of, in order.
    pub fn has_overtaken(&self, change: &Change) -> bool {
        let is_overtaken = self.echoes.is_overtaken(change);
        let is_it = |writing: &Writing| match writing {
            Writing::Append(..) => false,
            Writing::Put(key, _) | Writing::Remove(key) => key.text() == change.key,
        };
        is_overtaken || self.waiting.borrow().iter().any(is_it)
    }

    /// Writes what waits. Returns when all of it is acknowledged or storage has refused; if a flush is on its way
    /// already, it returns at once, as that one will take the rest along. What it returns are the parts of documents
    /// that it has written: storage may tell of them only later.
    pub async fn flush(&self) -> Vec<Change> {
        let mut parts = Vec::new();
        if self.busy.replace(true) {
            return parts;
        }
        while !self.waiting.borrow().is_empty() {
            let batch = self.waiting.take();
            self.in_flight.set(batch.len());
            let result = self.write(&batch, &mut parts).await;
            self.in_flight.set(0);
            match result {
                Ok(()) => *self.failure.borrow_mut() = None,
                Err(error) => {
                    *self.failure.borrow_mut() = Some(error);
                    self.waiting.borrow_mut().splice(0..0, batch);
                    break;
                }
            }
        }
        self.busy.set(false);
        parts
    }

    async fn write(&self, batch: &[Writing], parts: &mut Vec<Change>) -> Result<(), StorageError> {
        let (entries, removals) = self.collect(batch);
        let is_part = |key: &str| matches!(Key::parse(key), Some(Key::Document { .. }));
        if !entries.is_empty() {
            let change = |(key, value): (&String, &Value)| Change { key: key.clone(), value: Some(value.clone()) };
            let (written, records): (Vec<_>, Vec<_>) =
                entries.iter().map(change).partition(|change| is_part(&change.key));
            self.telling(&records, self.storage.set(&entries)).await?;
            parts.extend(written);
        }
        // Removing comes second: what a removed record announced is written by then.
        if !removals.is_empty() {
            let records: Vec<_> = removals.iter().map(|key| Change { key: key.clone(), value: None }).collect();
            self.telling(&records, self.storage.remove(&removals.into_iter().collect::<Vec<_>>())).await?;
        }
        Ok(())
    }

    /// Writes records, which storage will tell of.
    async fn telling(
        &self,
        records: &[Change],
        write: impl Future<Output = Result<(), StorageError>>,
    ) -> Result<(), StorageError> {
        self.echoes.sends(records);
        let result = write.await;
        match result {
            Ok(()) => self.echoes.returned(records),
            Err(_) => self.echoes.refused(records),
        }
        result
    }

    fn collect(&self, batch: &[Writing]) -> (Entries, BTreeSet<String>) {
        let mut entries = Entries::new();
        let mut removals = BTreeSet::new();
        let mut appended: BTreeMap<(&RelationshipId, DocumentName), Vec<Update>> = BTreeMap::new();
        for writing in batch {
            match writing {
                Writing::Append(thread, name, update) => {
                    appended.entry((thread, *name)).or_default().push(update.clone());
                }
                Writing::Put(key, value) => {
                    removals.remove(&key.text());
                    entries.insert(key.text(), value.clone());
                }
                Writing::Remove(key) => {
                    entries.remove(&key.text());
                    removals.insert(key.text());
                }
            }
        }
        for ((thread, name), updates) in appended {
            // Our own changes can always be joined; if they could not, each would go under a key of its own.
            let parts = Update::joined(&updates).map_or(updates, |joined| vec![joined]);
            for part in parts {
                let key = Key::Document { thread: thread.clone(), name, form: Form::Log, unique: self.entropy.id() };
                entries.insert(key.text(), written::write_update(&part));
            }
        }
        (entries, removals)
    }
}
