//! The 1:1 that a page is about, for every part of it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::app::{Desk, ThreadView};
use crate::domain::compass::Compass;
use crate::domain::{PersonId, PointId, RelationshipId};
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// A handle on one relationship.
#[derive(Clone, Copy)]
pub struct Here {
    pub session: Session,
    id: StoredValue<RelationshipId>,
    /// How things stand; none only if the relationship is gone.
    pub view: Memo<Option<ThreadView>>,
    /// Whether the closing question is on screen.
    pub wrapping_up: RwSignal<bool>,
    /// Whether the other is here over a relay, and the point that they have open.
    present: Memo<Option<Option<PointId>>>,
}

impl Here {
    /// A handle on this relationship, for every part of a page about it.
    pub fn new(session: Session, id: RelationshipId) -> Self {
        let other = id.clone();
        let present = Memo::new(move |_| {
            session.track();
            session.desk().present(&other)
        });
        let view = session.thread(id.clone());
        Self { session, view, id: StoredValue::new(id), wrapping_up: RwSignal::new(false), present }
    }

    /// Whose 1:1 it is.
    pub fn id(&self) -> RelationshipId {
        self.id.get_value()
    }

    /// The desk.
    pub fn desk(&self) -> Rc<Desk> {
        self.session.desk()
    }

    /// Something about how things stand.
    pub fn read<T: Default>(&self, reading: impl FnOnce(&ThreadView) -> T) -> T {
        // Borrowed once in here, so that the many readings do not each bring the whole of borrowing along.
        let guard = self.view.read();
        guard.as_ref().map(reading).unwrap_or_default()
    }

    /// When each aim was last talked about, and how much of the time it took.
    pub fn compass(self) -> Memo<Compass> {
        Memo::new(move |_| {
            self.session.track();
            self.desk().compass(&self.id())
        })
    }

    /// Whether the other is here, and the point that they have open.
    pub fn present(&self) -> Option<Option<PointId>> {
        self.present.get()
    }

    /// What the counterpart is called.
    pub fn name(&self) -> String {
        self.read(|view| view.relationship.counterpart.name.clone())
    }

    /// "You", or the counterpart's first name.
    pub fn who(&self, person: &PersonId) -> String {
        self.read(|view| match view.relationship.is_me(person) {
            true => t("you"),
            false => first_word(&view.relationship.counterpart.name),
        })
    }

    /// The class that stands for a person.
    pub fn class_of(&self, person: &PersonId) -> &'static str {
        if self.read(|view| view.relationship.is_me(person)) { "mine" } else { "theirs" }
    }

    /// Me and the counterpart, in that order.
    pub fn both(&self) -> Vec<PersonId> {
        self.read(|view| vec![view.relationship.me.id.clone(), view.relationship.counterpart.id.clone()])
    }
}

fn first_word(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_string()
}
