//! Sharing a relationship: who takes part, and how things stand.

use super::Desk;
use crate::domain::RelationshipId;
use crate::ports::Value;
use crate::store::{Fault, written};

impl Desk {
    /// Whether a relationship is shared with the other's Duologue.
    pub fn is_shared(&self, thread: &RelationshipId) -> bool {
        self.pairs.borrow().get(thread).is_some_and(|pair| pair.joined)
    }

    /// Takes over the record of a pair that was read or has changed; says whether it is of interest.
    pub(super) fn take_pair(&self, key: &str, thread: RelationshipId, value: Option<&Value>) -> bool {
        match value.map(written::read_json) {
            Some(Ok(pair)) => self.pairs.borrow_mut().insert(thread, pair).is_none(),
            Some(Err(damage)) => {
                self.take_faults(Some(&[]), vec![Fault { key: key.into(), damage }]);
                true
            }
            None => self.pairs.borrow_mut().remove(&thread).is_some(),
        }
    }
}
