//! Promises: who does what, and when.

use super::{Desk, News};
use crate::document::{ActionEdit, NewAction};
use crate::domain::{ActionId, ActionState, PersonId, RelationshipId, When};
use crate::store::Thread;

/// A promise to write down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionDraft {
    pub text: String,
    /// Who promised; I if none is named.
    pub owner: Option<PersonId>,
    pub when: Option<When>,
}

impl Desk {
    /// Writes down a promise; none if the text is blank, the thread is not open or the store cannot be written.
    pub fn add_action(&self, thread: &RelationshipId, draft: &ActionDraft) -> Option<ActionId> {
        self.file_action(thread, draft, ActionId::new(self.ports.entropy.id()))
    }

    /// Writes it down under an id that was given to it before: filing it twice is filing it once.
    pub(super) fn file_action(&self, thread: &RelationshipId, draft: &ActionDraft, id: ActionId) -> Option<ActionId> {
        let text = draft.text.trim();
        let view = self.thread(thread).filter(|_| !text.is_empty())?;
        let new = NewAction {
            id: id.clone(),
            owner: draft.owner.clone().unwrap_or(view.relationship.me.id),
            text: text.into(),
            when: draft.when.clone(),
            added: self.now(),
        };
        let added = self.edit_meeting(thread, view.current, |meeting| meeting.add_action(&new));
        added.then(|| {
            self.tell(News::Save);
            id
        })
    }

    /// Marks a promise as kept or dropped, or opens it again.
    pub fn close_action(&self, thread: &RelationshipId, action: &ActionId, state: ActionState) {
        let edit = ActionEdit::State(state, self.now());
        self.edit_action(thread, action, &edit);
    }

    /// Rewords a promise; blank text is not taken over.
    pub fn reword_action(&self, thread: &RelationshipId, action: &ActionId, text: &str) {
        if !text.trim().is_empty() {
            self.edit_action(thread, action, &ActionEdit::Text(text.trim().into()));
        }
    }

    /// Says who promised.
    pub fn set_owner(&self, thread: &RelationshipId, action: &ActionId, owner: PersonId) {
        self.edit_action(thread, action, &ActionEdit::Owner(owner));
    }

    /// Says when.
    pub fn set_when(&self, thread: &RelationshipId, action: &ActionId, when: Option<When>) {
        self.edit_action(thread, action, &ActionEdit::When(when));
    }

    fn edit_action(&self, thread: &RelationshipId, action: &ActionId, edit: &ActionEdit) {
        // Also one that is not shown any more, so that dropping it can be taken back.
        let meetings = self.shown(thread, Thread::meetings).unwrap_or_default();
        let known = meetings.iter().flat_map(|meeting| &meeting.actions).find(|known| known.id == *action);
        let Some(born) = known.map(|known| known.born) else { return };
        if self.edit_meeting(thread, born, |meeting| meeting.edit_action(action, edit)) {
            self.tell(News::Save);
        }
    }
}
