//! People: getting to know someone, changing what is known, putting away.

use chrono::NaiveDate;

use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::person::MINUTES;
use crate::domain::{Cadence, First, Instant, Participant, PersonId, Relationship, RelationshipId, Role};
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

/// All that is known of someone and can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonEdit {
    pub name: String,
    /// What I am called there.
    pub my_name: String,
    /// What they are to me.
    pub role: Role,
    /// What I am to them.
    pub my_role: Role,
    pub cadence: Cadence,
    /// Usual length of a meeting in minutes; brought into the range that can be planned.
    pub minutes: u32,
    pub goes_first: First,
    /// The day from which the two have had 1:1s.
    pub since: NaiveDate,
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
        let [me, counterpart] = [(); 2].map(|()| PersonId::new(entropy.id()));
        let mine = Mine { me, counterpart, archived: false, back: None };
        let person = |id: &PersonId, name: &str, role| Participant { id: id.clone(), name: name.into(), role };
        let relationship = Relationship {
            id: id.clone(),
            me: person(&mine.me, "", new.role.opposite()),
            counterpart: person(&mine.counterpart, name, new.role),
            cadence: new.cadence,
            minutes: new.minutes.clamp(*MINUTES.start(), *MINUTES.end()),
            goes_first: First::ByRole,
            since: self.now(),
            archived: false,
        };
        self.put(Key::Mine(id.clone()), written::write_json(&mine));
        self.threads.borrow_mut().insert(id.clone(), Thread::new(id.clone(), mine, entropy));
        self.write_about(&relationship);
        Some(id)
    }

    /// Changes what is known of someone. A blank name is not taken over; my own may be blank.
    pub fn edit_person(&self, id: &RelationshipId, edit: &PersonEdit) {
        let Some(mut relationship) = self.relationship(id) else { return };
        if !edit.name.trim().is_empty() {
            relationship.counterpart.name = edit.name.trim().into();
        }
        relationship.me.name = edit.my_name.trim().into();
        relationship.counterpart.role = edit.role;
        relationship.me.role = edit.my_role;
        relationship.cadence = edit.cadence;
        relationship.minutes = edit.minutes.clamp(*MINUTES.start(), *MINUTES.end());
        relationship.goes_first = edit.goes_first;
        // The time of day stays what it was as long as the day does.
        if self.day_of(relationship.since) != edit.since {
            relationship.since = self.ports.clock.instant_of(edit.since.and_time(chrono::NaiveTime::MIN));
        }
        self.write_about(&relationship);
    }

    /// What is known of someone, to be changed.
    pub fn to_edit(&self, id: &RelationshipId) -> Option<PersonEdit> {
        let relationship = self.relationship(id)?;
        Some(PersonEdit {
            since: self.day_of(relationship.since),
            name: relationship.counterpart.name,
            my_name: relationship.me.name,
            role: relationship.counterpart.role,
            my_role: relationship.me.role,
            cadence: relationship.cadence,
            minutes: relationship.minutes,
            goes_first: relationship.goes_first,
        })
    }

    /// From when on someone has been known here.
    pub(super) fn known_since(&self, id: &RelationshipId) -> Option<Instant> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        Some(thread.known_since().unwrap_or_else(|| thread.relationship().since))
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
        self.tell_away(&relationship.id);
        self.tell(News::Save);
    }
}
