//! People: getting to know someone, changing what is known, putting away.

use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::person::MINUTES;
use crate::domain::{Cadence, Participant, PersonId, Relationship, RelationshipId, Role};
use crate::store::{DocumentName, Key, Mine, Thread, written};

/// Someone to have 1:1s with.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPerson {
    pub name: String,
    /// What they are to me.
    pub role: Role,
    pub cadence: Cadence,
    /// Usual length of a meeting in minutes; brought into the range that can be planned.
    pub minutes: u32,
}

impl Desk {
    /// Everyone, by name; archived ones last.
    pub fn people(&self) -> Vec<Relationship> {
        let mut people: Vec<_> = self.threads.borrow().values().map(Thread::relationship).collect();
        let rank = |person: &Relationship| (person.archived, person.counterpart.name.to_lowercase());
        put_in_order(&mut people, |a, b| (rank(a), &a.id) < (rank(b), &b.id));
        people
    }

    /// Begins a relationship. None if the name is blank or the store cannot be written.
    pub fn meet(&self, new: &NewPerson) -> Option<RelationshipId> {
        let name = new.name.trim();
        if name.is_empty() || self.newer_schema().is_some() {
            return None;
        }
        let entropy = &*self.ports.entropy;
        let id = RelationshipId::new(entropy.id());
        let mine = Mine { me: PersonId::new(entropy.id()), counterpart: PersonId::new(entropy.id()), archived: false };
        let person = |id: &PersonId, name: &str, role| Participant { id: id.clone(), name: name.into(), role };
        let relationship = Relationship {
            id: id.clone(),
            me: person(&mine.me, "", new.role.opposite()),
            counterpart: person(&mine.counterpart, name, new.role),
            cadence: new.cadence,
            minutes: new.minutes.clamp(*MINUTES.start(), *MINUTES.end()),
            since: self.now(),
            archived: false,
        };
        self.put(Key::Mine(id.clone()), written::write_json(&mine));
        self.threads.borrow_mut().insert(id.clone(), Thread::new(id.clone(), mine, entropy));
        self.write_about(&relationship);
        Some(id)
    }

    /// Changes what is known of someone. A blank name is not taken over.
    pub fn edit_person(&self, id: &RelationshipId, new: &NewPerson) {
        let Some(mut relationship) = self.relationship(id) else { return };
        if !new.name.trim().is_empty() {
            relationship.counterpart.name = new.name.trim().into();
        }
        relationship.counterpart.role = new.role;
        relationship.me.role = new.role.opposite();
        relationship.cadence = new.cadence;
        relationship.minutes = new.minutes.clamp(*MINUTES.start(), *MINUTES.end());
        self.write_about(&relationship);
    }

    /// Puts someone away, or takes them out again. Nothing is deleted.
    pub fn archive(&self, id: &RelationshipId, archived: bool) {
        if self.newer_schema().is_some() {
            return;
        }
        let mine = self.threads.borrow_mut().get_mut(id).map(|thread| {
            thread.mine.archived = archived;
            thread.mine.clone()
        });
        if let Some(mine) = mine {
            self.put(Key::Mine(id.clone()), written::write_json(&mine));
            self.tell(News::Changed);
            self.tell(News::Save);
        }
    }

    /// Who they are, as I see it.
    pub fn relationship(&self, id: &RelationshipId) -> Option<Relationship> {
        self.threads.borrow().get(id).map(Thread::relationship)
    }

    pub(super) fn write_about(&self, relationship: &Relationship) {
        self.edit(&relationship.id, DocumentName::About, |thread| {
            // What I call the two stands under my own ids for them, whatever else they are called.
            let mut mine = relationship.clone();
            mine.me.id = thread.mine.me.clone();
            mine.counterpart.id = thread.mine.counterpart.clone();
            thread.edit_about(|about| about.write(&mine))
        });
        self.tell(News::Save);
    }
}
