//! A document whose copies can be edited apart and merged in any order, any number of times.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use yrs::updates::decoder::Decode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, Transaction, TransactionMut};

use super::plain::is_plain;
use crate::domain::order::put_in_order;

/// One change in bytes (yrs update, version 2). Merging it twice is merging it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update(Vec<u8>);

impl Update {
    /// Takes bytes as they were stored or received; they are read when they are merged.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to store or send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it can be read, and is no more than our documents are made of: what somebody else has made is asked
    /// this before it is merged.
    pub fn is_plain(&self) -> bool {
        is_plain(&self.0)
    }

    /// Several changes of one document as one.
    ///
    /// # Errors
    /// If one of them is no update of a document.
    pub fn joined(updates: &[Self]) -> Result<Self, Unreadable> {
        match updates {
            [only] => Ok(only.clone()),
            several => yrs::merge_updates_v2(several.iter().map(Self::as_bytes)).map(Self).map_err(|_| Unreadable),
        }
    }
}

/// Stands for all that a document has been told: two copies have the same one exactly if neither knows anything that
/// the other does not (but for a chance of one in 2^64).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct State(u64);

impl State {
    /// As it was written down.
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes))
    }

    /// To be written down.
    pub fn to_bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }
}

/// The bytes are no update of a document. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the bytes are no update of a document")]
pub struct Unreadable;

/// The document itself, without a word of what is in it.
#[derive(Debug)]
pub struct Mergeable {
    doc: Doc,
}

impl Mergeable {
    /// An empty document. `session` is a random number for this copy alone, of at most 53 bits, never used again.
    pub fn new(session: u64) -> Self {
        let client = yrs::block::ClientID::new(session & ((1 << 53) - 1));
        let mut options = Options::with_client_id(client);
        // As Yjs counts, so that any implementation of it can read what we wrote.
        options.offset_kind = OffsetKind::Utf16;
        Self { doc: Doc::with_options(options) }
    }

    /// Merges a change; says whether anything in it was new.
    ///
    /// # Errors
    /// If the bytes cannot be read; the document is as it was.
    pub fn merge(&mut self, update: &Update) -> Result<bool, Unreadable> {
        self.apply(update, Self::has_changed)
    }

    /// Merges a change; gives back what was new in it, or none if all was known.
    ///
    /// # Errors
    /// If the bytes cannot be read; the document is as it was.
    pub fn merge_for_news(&mut self, update: &Update) -> Result<Option<Update>, Unreadable> {
        self.apply(update, Self::changed)
    }

    fn apply<T>(&mut self, update: &Update, then: impl FnOnce(&TransactionMut<'_>) -> T) -> Result<T, Unreadable> {
        let decoded = yrs::Update::decode_v2(update.as_bytes()).map_err(|_| Unreadable)?;
        let mut txn = self.doc.transact_mut();
        txn.apply_update(decoded).map_err(|_| Unreadable)?;
        Ok(then(&txn))
    }

    /// Edits the document in one step; gives back the change, or none if the step changed nothing.
    pub fn edit(&mut self, step: impl FnOnce(&mut TransactionMut<'_>)) -> Option<Update> {
        let mut txn = self.doc.transact_mut();
        step(&mut txn);
        Self::changed(&txn)
    }

    /// Reads from the document.
    pub fn read<T>(&self, reading: impl FnOnce(&Transaction<'_>) -> T) -> T {
        reading(&self.doc.transact())
    }

    /// All of the document as one change.
    pub fn whole(&self) -> Update {
        self.read(|txn| Update(txn.encode_state_as_update_v2(&StateVector::default())))
    }

    /// What this copy knows.
    pub fn state(&self) -> State {
        let snapshot = self.read(|txn| txn.snapshot());
        let mut clocks: Vec<_> = snapshot.state_map.iter().map(|(client, clock)| (client.get(), *clock)).collect();
        put_in_order(&mut clocks, |a, b| a < b);
        let mut hash = Sha256::new();
        for (client, clock) in clocks {
            hash.update(client.to_be_bytes());
            hash.update(clock.to_be_bytes());
        }
        for (client, ranges) in snapshot.delete_set.iter() {
            for range in ranges.iter() {
                hash.update(client.get().to_be_bytes());
                hash.update(range.start.to_be_bytes());
                hash.update(range.end.to_be_bytes());
            }
        }
        let hash = hash.finalize();
        State(hash.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
    }

    /// Whether changes were merged that build on others which have not come yet.
    pub fn waits_for_missing(&self) -> bool {
        self.read(|txn| txn.has_missing_updates())
    }

    fn changed(txn: &TransactionMut<'_>) -> Option<Update> {
        Self::has_changed(txn).then(|| Update(txn.encode_update_v2()))
    }

    fn has_changed(txn: &TransactionMut<'_>) -> bool {
        !txn.delete_set().is_empty() || txn.after_state() != txn.before_state()
    }
}
