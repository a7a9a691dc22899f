//! What the two hand each other in the document of a meeting: their answers, sealed, the keys of these, and what each
//! heard. Every entry stands under the person whose it is; nobody's entry is ever edited by the other.

use yrs::{ReadTxn, WriteTxn};

use super::shape::{put, texts};
use super::{MeetingDocument, Update};
use crate::domain::PersonId;

/// Person to sealed answer.
pub(super) const SEALED: &str = "sealed";
/// `person:name of the key` to key; named, so that two keys let go at once are both there.
pub(super) const KEYS: &str = "keys";
/// Person to what they heard.
pub(super) const HEARD: &str = "heard";

impl MeetingDocument {
    /// Hands a sealed answer over.
    pub fn hand_over(&mut self, person: &PersonId, sealed: &str) -> Option<Update> {
        self.below.edit(|txn| put(&txn.get_or_insert_map(SEALED), txn, person.as_str(), sealed))
    }

    /// The sealed answers that were handed over.
    pub fn sealed(&self) -> Vec<(PersonId, String)> {
        self.by_person(SEALED)
    }

    /// Lets a key go.
    pub fn let_go(&mut self, person: &PersonId, name: &str, key: &str) -> Option<Update> {
        self.below.edit(|txn| put(&txn.get_or_insert_map(KEYS), txn, &format!("{person}:{name}"), key))
    }

    /// The keys that were let go.
    pub fn keys(&self) -> Vec<(PersonId, String)> {
        let whose = |id: &PersonId| PersonId::new(id.as_str().split(':').next().unwrap_or_default());
        self.by_person(KEYS).into_iter().map(|(id, key)| (whose(&id), key)).collect()
    }

    /// Writes down what somebody heard.
    pub fn write_heard(&mut self, person: &PersonId, heard: &str) -> Option<Update> {
        self.below.edit(|txn| put(&txn.get_or_insert_map(HEARD), txn, person.as_str(), heard))
    }

    /// What each heard.
    pub fn heard(&self) -> Vec<(PersonId, String)> {
        self.by_person(HEARD)
    }

    fn by_person(&self, root: &str) -> Vec<(PersonId, String)> {
        let entries = self.below.read(|txn| txn.get_map(root).map(|root| texts(&root, txn)).unwrap_or_default());
        entries.into_iter().map(|(person, text)| (PersonId::new(person), text)).collect()
    }
}
