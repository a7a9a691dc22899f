//! The twin of the browser's storage: in memory, shared by several pages, and able to fail, stall and be cut off.

use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::Poll;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use async_trait::async_trait;

use super::{Change, Entries, KeyValue, Observer, StorageError, Watch};

type Shared = Rc<dyn Fn(&[Change])>;

/// Cloning gives another handle on the same store, as another page has it.
#[derive(Clone, Default)]
pub struct MemoryStorage(Rc<Inner>);

#[derive(Default)]
struct Inner {
    entries: RefCell<Entries>,
    observers: RefCell<BTreeMap<u32, Shared>>,
    watched: Cell<u32>,
    stalls: Cell<bool>,
    writes: Cell<usize>,
    failing: RefCell<Option<(usize, StorageError)>>,
    keys_read: Cell<usize>,
    /// How many more calls go by before anybody is told of a write.
    lateness: Cell<usize>,
    /// What nobody has been told of yet, and after how many more calls they will.
    untold: RefCell<VecDeque<(usize, Vec<Change>)>>,
}

impl MemoryStorage {
    /// A store that holds these entries.
    pub fn holding(entries: Entries) -> Self {
        let store = Self::default();
        *store.0.entries.borrow_mut() = entries;
        store
    }

    /// All that is stored.
    pub fn entries(&self) -> Entries {
        self.0.entries.borrow().clone()
    }

    /// From now on every call waits once before it acts, so that whoever polls decides who goes first, and a task that
    /// is dropped has crashed between two calls.
    pub fn stall_before_each_call(&self) {
        self.0.stalls.set(true);
    }

    /// Lets the `nth` write from now (1 is the next) fail, once. Setting and removing are writes.
    pub fn fail_write(&self, nth: usize, error: StorageError) {
        *self.0.failing.borrow_mut() = Some((self.0.writes.get() + nth, error));
    }

    /// How many writes were asked for so far, failed ones included.
    pub fn writes(&self) -> usize {
        self.0.writes.get()
    }

    /// How many keys were asked for by `get` so far.
    pub fn keys_read(&self) -> usize {
        self.0.keys_read.get()
    }

    /// From now on whoever watches hears of a write only when that many more calls were made, also of one that changed
    /// nothing, as in Firefox. At 0, as at first, it is as in Chromium: before a write returns, and only of changes.
    pub fn tell_late(&self, calls: usize) {
        self.0.lateness.set(calls);
    }

    /// Tells of every write that nobody has been told of; says whether there was one.
    pub fn tell(&self) -> bool {
        let untold = self.0.untold.take();
        untold.iter().for_each(|(_, changes)| self.tell_of(changes));
        !untold.is_empty()
    }

    async fn turn(&self) {
        let mut waited = !self.0.stalls.get();
        poll_fn(|context| {
            if core::mem::replace(&mut waited, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        self.0.untold.borrow_mut().iter_mut().for_each(|(calls, _)| *calls = calls.saturating_sub(1));
        while let Some(changes) = self.due() {
            self.tell_of(&changes);
        }
    }

    fn due(&self) -> Option<Vec<Change>> {
        let mut untold = self.0.untold.borrow_mut();
        untold.front().is_some_and(|(calls, _)| *calls == 0).then(|| untold.pop_front())?.map(|(_, changes)| changes)
    }

    fn tell_of(&self, changes: &[Change]) {
        let observers: Vec<_> = self.0.observers.borrow().values().cloned().collect();
        observers.iter().for_each(|observer| observer(changes));
    }

    fn write(&self, mut changes: Vec<Change>) -> Result<(), StorageError> {
        self.0.writes.set(self.0.writes.get() + 1);
        let due = self.0.failing.borrow().as_ref().is_some_and(|(nth, _)| *nth == self.0.writes.get());
        if due && let Some((_, error)) = self.0.failing.take() {
            return Err(error);
        }
        if self.0.lateness.get() == 0 {
            changes.retain(|change| self.0.entries.borrow().get(&change.key) != change.value.as_ref());
        }
        for change in &changes {
            let mut entries = self.0.entries.borrow_mut();
            match &change.value {
                Some(value) => entries.insert(change.key.clone(), value.clone()),
                None => entries.remove(&change.key),
            };
        }
        match self.0.lateness.get() {
            0 => self.tell_of(&changes),
            calls => self.0.untold.borrow_mut().push_back((calls, changes)),
        }
        Ok(())
    }
}

#[async_trait(?Send)]
impl KeyValue for MemoryStorage {
    async fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.turn().await;
        Ok(self.0.entries.borrow().keys().cloned().collect())
    }

    async fn get(&self, keys: &[String]) -> Result<Entries, StorageError> {
        self.turn().await;
        self.0.keys_read.set(self.0.keys_read.get() + keys.len());
        let entries = self.0.entries.borrow();
        Ok(keys.iter().filter_map(|key| Some((key.clone(), entries.get(key)?.clone()))).collect())
    }

    async fn set(&self, entries: &Entries) -> Result<(), StorageError> {
        self.turn().await;
        let change = |(key, value): (&String, &super::Value)| Change { key: key.clone(), value: Some(value.clone()) };
        self.write(entries.iter().map(change).collect())
    }

    async fn remove(&self, keys: &[String]) -> Result<(), StorageError> {
        self.turn().await;
        let present = |key: &&String| self.0.entries.borrow().contains_key(*key);
        let gone = keys.iter().filter(present).map(|key| Change { key: key.clone(), value: None }).collect();
        self.write(gone)
    }

    fn watch(&self, observer: Observer) -> Watch {
        let number = self.0.watched.get();
        self.0.watched.set(number + 1);
        self.0.observers.borrow_mut().insert(number, Rc::from(observer));
        let store = Rc::downgrade(&self.0);
        Watch::new(move || {
            if let Some(store) = store.upgrade() {
                store.observers.borrow_mut().remove(&number);
            }
        })
    }
}
