//! What both share about their relationship: who they are to each other, how often and how long they meet.

use yrs::{Map, MapRef, ReadTxn, TransactionMut, WriteTxn};

use super::shape::{instant, integer, millis, put, put_or_remove, text, texts};
use super::{Mergeable, State, Unreadable, Update};
use crate::domain::person::MINUTES;
use crate::domain::time::from_millis;
use crate::domain::{Cadence, First, Instant, Participant, PersonId, Relationship, RelationshipId, Role, SamePerson};

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
            // From when they have known each other here does not change with the day that they name.
            if instant(about, txn, "known").is_none() {
                let first = instant(about, txn, "since").unwrap_or(relationship.since);
                put(about, txn, "known", millis(first));
            }
            put(about, txn, "since", millis(relationship.since));
            put(about, txn, "cadence", relationship.cadence.name());
            put(about, txn, "minutes", i64::from(relationship.minutes));
            for person in [&relationship.me, &relationship.counterpart] {
                put(about, txn, &format!("name:{}", person.id), person.name.as_str());
                put(about, txn, &format!("role:{}", person.id), person.role.name());
            }
            let first = match relationship.goes_first {
                First::ByRole => None,
                First::Me => Some(relationship.me.id.as_str()),
                First::Them => Some(relationship.counterpart.id.as_str()),
                First::Nobody => Some(""),
            };
            put_or_remove(about, txn, "first", first);
        })
    }

    /// Writes down when a person is away, in days and without a reason: one text for all.
    pub fn write_away(&mut self, person: &PersonId, days: &str) -> Option<Update> {
        let key = format!("away:{person}");
        self.edit(|about, txn| put_or_remove(about, txn, &key, Some(days).filter(|days| !days.is_empty())))
    }

    /// When the two are away, as they have written it down, whoever wrote it.
    pub fn away(&self) -> Vec<String> {
        self.0.read(|txn| {
            let Some(about) = txn.get_map(ROOT) else { return Vec::new() };
            texts(&about, txn).into_iter().filter(|(key, _)| key.starts_with("away:")).map(|(_, days)| days).collect()
        })
    }

    /// From when on the two have known each other here, whatever day they name.
    pub fn known_since(&self) -> Option<Instant> {
        self.0.read(|txn| {
            let about = txn.get_map(ROOT)?;
            instant(&about, txn, "known").or_else(|| instant(&about, txn, "since"))
        })
    }

    /// The relationship as `me` sees it. What is missing or not understood has a harmless value: no name, peers, now
    /// and then, 30 minutes.
    pub fn view(&self, id: &RelationshipId, me: &PersonId, counterpart: &PersonId, archived: bool) -> Relationship {
        let same = SamePerson::new(self.ties(), me, counterpart);
        self.0.read(|txn| {
            let about = txn.get_map(ROOT);
            let field = |key: &str| about.as_ref().and_then(|about| text(about, txn, key));
            let person = |id: &PersonId| Participant {
                id: id.clone(),
                name: field(&format!("name:{id}")).unwrap_or_default(),
                role: field(&format!("role:{id}")).and_then(|name| Role::named(&name)).unwrap_or(Role::Peer),
            };
            let minutes = about.as_ref().and_then(|about| integer(about, txn, "minutes"));
            let is = |first: &str, person: &PersonId| same.stands_for(&PersonId::new(first)) == same.stands_for(person);
            let goes_first = match field("first") {
                Some(first) if first.is_empty() => First::Nobody,
                Some(first) if is(&first, me) => First::Me,
                Some(first) if is(&first, counterpart) => First::Them,
                _ => First::ByRole,
            };
            Relationship {
                id: id.clone(),
                me: person(me),
                counterpart: person(counterpart),
                cadence: field("cadence").and_then(|name| Cadence::named(&name)).unwrap_or(Cadence::NowAndThen),
                minutes: minutes
                    .and_then(|m| u32::try_from(m).ok())
                    .unwrap_or(30)
                    .clamp(*MINUTES.start(), *MINUTES.end()),
                goes_first,
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
    pub fn merge(&mut self, update: &Update) -> Result<bool, Unreadable> {
        self.0.merge(update)
    }
}
