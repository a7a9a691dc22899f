//! Storage tells a page of its own writes as well. What it tells of one that was overtaken meanwhile must not take the
//! place of what is in memory.
//!
//! Chromium tells of a write before that returns, and of nothing that stayed as it was; Firefox some milliseconds
//! after, and of every write. Which of them it is shows with the first that is told of late.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};

use crate::ports::{Change, Value};

/// How many writes of one record are remembered at most. What is told of forgets those before it.
const MOST_UNTOLD: usize = 16;

/// Our own writes of records that storage has not told of.
#[derive(Default)]
pub struct Echoes {
    /// By key, the oldest first.
    untold: RefCell<BTreeMap<String, VecDeque<Untold>>>,
    come_late: Cell<bool>,
}

struct Untold {
    /// None if the record was removed.
    value: Option<Value>,
    has_returned: bool,
}

impl Echoes {
    /// These writes are handed to storage now.
    pub fn sends(&self, records: &[Change]) {
        let mut untold = self.untold.borrow_mut();
        for record in records {
            let ours = untold.entry(record.key.clone()).or_default();
            ours.push_back(Untold { value: record.value.clone(), has_returned: false });
            if ours.len() > MOST_UNTOLD {
                ours.pop_front();
            }
        }
    }

    /// Storage has written them.
    pub fn returned(&self, records: &[Change]) {
        let mut untold = self.untold.borrow_mut();
        for record in records {
            untold.get_mut(&record.key).into_iter().flatten().for_each(|ours| ours.has_returned = true);
        }
    }

    /// Storage has refused to write them.
    pub fn refused(&self, records: &[Change]) {
        let mut untold = self.untold.borrow_mut();
        for record in records {
            if let Some(ours) = untold.get_mut(&record.key) {
                ours.retain(|one| one.has_returned);
            }
        }
    }

    /// Whether a record is told of as it was before we wrote it anew. To be asked once of each change, in order.
    pub fn is_overtaken(&self, change: &Change) -> bool {
        let mut untold = self.untold.borrow_mut();
        let Some(ours) = untold.get_mut(&change.key) else { return false };
        let first_returned = ours.front().filter(|first| first.has_returned);
        if first_returned.is_some_and(|first| first.value == change.value) {
            self.come_late.set(true);
        }
        if !self.come_late.get() {
            // Nobody was told of them, so they changed nothing, and nobody will be.
            ours.retain(|one| !one.has_returned);
        }
        let told = ours.iter().position(|one| one.value == change.value);
        let is_overtaken = told.is_some_and(|at| {
            ours.drain(..=at);
            ours.iter().any(|one| one.value != change.value)
        });
        if ours.is_empty() {
            untold.remove(&change.key);
        }
        is_overtaken
    }
}
