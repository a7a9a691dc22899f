//! Handing over to a new manager: what is proposed, agreed to and withdrawn, where both take part. Nothing of mine alone
//! enters what is shared but by [`Desk::propose_for_pack`].

use super::{Desk, News};
use crate::document::{AboutDocument, Update};
use crate::domain::RelationshipId;
use crate::domain::hand_over::{PackItem, Proposed};
use crate::store::{DocumentName, Thread};

impl Desk {
    /// All that is proposed, and what the two say about it; nothing where the other does not take part.
    pub fn proposed(&self, thread: &RelationshipId) -> Vec<Proposed> {
        let threads = self.threads.borrow();
        threads.get(thread).filter(|_| self.is_shared(thread)).map(Thread::proposed).unwrap_or_default()
    }

    /// Proposes an item and agrees to it: from now on the other sees it. False if they do not take part, it says nothing,
    /// or the store cannot be written.
    pub fn propose_for_pack(&self, thread: &RelationshipId, item: &PackItem) -> bool {
        let item = PackItem { text: item.text.trim().into(), ..item.clone() };
        let Some(me) = self.relationship(thread).map(|relationship| relationship.me.id) else { return false };
        if item.text.is_empty() || self.newer_schema().is_some() || !self.is_shared(thread) {
            return false;
        }
        let mut id = String::new();
        self.edit_pack(thread, |about| {
            let (name, update) = about.propose_item(&item, &me);
            id = name;
            update
        });
        self.say_about(thread, &id, true);
        // Also where I had agreed before, and only the words were gone.
        self.tell(News::Save);
        true
    }

    /// Agrees to an item that was proposed.
    pub fn agree_to_item(&self, thread: &RelationshipId, id: &str) {
        self.say_about(thread, id, true);
    }

    /// Takes my agreement back: the item is out of the pack. Its words go from what is shared if they were from my own
    /// record, or nobody agrees to them any more.
    pub fn withdraw_item(&self, thread: &RelationshipId, id: &str) {
        let Some(one) = self.proposed(thread).into_iter().find(|one| one.id == id) else { return };
        self.say_about(thread, id, false);
        if one.theirs.is_none() || (one.by_me && one.item.kind.is_from_a_record()) {
            self.edit_pack(thread, |about| about.remove_item(id));
        }
        self.tell(News::Save);
    }

    fn say_about(&self, thread: &RelationshipId, id: &str, agrees: bool) {
        let said = self.threads.borrow().get(thread).map(|thread| (thread.mine.me.clone(), thread.my_word(id)));
        let Some((me, word)) = said.filter(|(_, word)| agrees != word.stands().is_some()) else { return };
        let at = word.after(self.now().timestamp_millis());
        self.edit_pack(thread, |about| about.say_about_item(id, &me, agrees, at));
        self.tell(News::Save);
    }

    fn edit_pack(&self, thread: &RelationshipId, edit: impl FnOnce(&mut AboutDocument) -> Option<Update>) {
        self.edit(thread, DocumentName::About, |thread| thread.edit_about(edit));
    }
}
