//! What both share about their relationship: who they are to each other, how often and how long they meet.

use yrs::{Map, MapRef, ReadTxn, TransactionMut, WriteTxn};

use super::shape::{instant, integer, millis, put, text};
use super::{Mergeable, State, Unreadable, Update};
use crate::domain::person::MINUTES;
use crate::domain::time::from_millis;
use crate::domain::{Cadence, Instant, Participant, PersonId, Relationship, RelationshipId, Role};

const ROOT: &str = "about";
/// Ids that stand for the same person, one to the other.
const SAME: &str = "same";

/// The document of that name. It does not know which of the two is me: that is never shared.
#[derive(Debug)]
pub struct AboutDocument(pub(super) Mergeable);

impl AboutDocument {
    /// An empty one; `session` as in [`Mergeable::new`].
    pub fn new(session: u64) -> Self {
        Self(Mergeable::new(session))
    }

    /// Writes down all of a relationship that is shared.
    pub fn write(&mut self, relationship: &Relationship) -> Option<Update> {
        self.edit(|about, txn| {
            put(about, txn, "since", millis(relationship.since));
            put(about, txn, "cadence", relationship.cadence.name());
            put(about, txn, "minutes", i64::from(relationship.minutes));
            for person in [&relationship.me, &relationship.counterpart] {
                put(about, txn, &format!("name:{}", person.id), person.name.as_str());
                put(about, txn, &format!("role:{}", person.id), person.role.name());
            }
        })
    }

    /// The relationship as `me` sees it. What is missing or not understood has a harmless value: no name, peers, now
    /// and then, 30 minutes.
    pub fn view(&self, id: &RelationshipId, me: &PersonId, counterpart: &PersonId, archived: bool) -> Relationship {
        self.0.read(|txn| {
            let about = txn.get_map(ROOT);
            let field = |key: &str| about.as_ref().and_then(|about| text(about, txn, key));
            let person = |id: &PersonId| Participant {
                id: id.clone(),
                name: field(&format!("name:{id}")).unwrap_or_default(),
                role: field(&format!("role:{id}")).and_then(|name| Role::named(&name)).unwrap_or(Role::Peer),
            };
            let minutes = about.as_ref().and_then(|about| integer(about, txn, "minutes"));
            Relationship {
                id: id.clone(),
                me: person(me),
                counterpart: person(counterpart),
                cadence: field("cadence").and_then(|name| Cadence::named(&name)).unwrap_or(Cadence::NowAndThen),
                minutes: minutes
                    .and_then(|m| u32::try_from(m).ok())
                    .unwrap_or(30)
                    .clamp(*MINUTES.start(), *MINUTES.end()),
                since: self.since(txn).unwrap_or_else(|| from_millis(0)),
                archived,
            }
        })
    }

    /// Says that two ids stand for the same person.
    pub fn tie(&mut self, one: &PersonId, other: &PersonId) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(SAME), txn, one.as_str(), other.as_str()))
    }

    /// The ids that were said to stand for the same person.
    pub fn ties(&self) -> Vec<(PersonId, PersonId)> {
        self.0.read(|txn| {
            let Some(same) = txn.get_map(SAME) else { return Vec::new() };
            let tie = |one: &str| Some((PersonId::new(one), PersonId::new(text(&same, txn, one)?)));
            same.keys(txn).filter_map(tie).collect()
        })
    }

    fn since(&self, txn: &impl ReadTxn) -> Option<Instant> {
        instant(&txn.get_map(ROOT)?, txn, "since")
    }

    fn edit(&mut self, step: impl FnOnce(&MapRef, &mut TransactionMut<'_>)) -> Option<Update> {
        self.0.edit(|txn| step(&txn.get_or_insert_map(ROOT), txn))
    }

    /// The document below, to merge into and to store.
    pub fn mergeable(&mut self) -> &mut Mergeable {
        &mut self.0
    }

    /// What this copy knows; see [`Mergeable::state`].
    pub fn state(&self) -> State {
        self.0.state()
    }

    /// Merges a change; see [`Mergeable::merge`].
    ///
    /// # Errors
    /// If the bytes cannot be read.
    pub fn merge(&mut self, update: &Update) -> Result<Option<Update>, Unreadable> {
        self.0.merge(update)
    }
}
