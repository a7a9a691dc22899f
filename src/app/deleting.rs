//! Deleting someone for good, with all that there is of them here; bringing them back as long as the page is open; and
//! keeping them deleted, whatever an older backup or another device has of them.

use core::cell::RefCell;
use std::collections::BTreeMap;

use thiserror::Error;

use super::line_places::LineId;
use super::{Desk, News};
use crate::domain::order::gathered;
use crate::domain::{CallRoom, RelationshipId};
use crate::ports::{Entries, StorageError, Value};
use crate::store::migrations::kept_without;
use crate::store::{Key, Listing, Mine, Pair, written};

/// What a page knows of deletions.
#[derive(Default)]
pub(super) struct Deletions {
    /// Who was deleted, and when, in milliseconds since 1970.
    pub(super) gone: RefCell<BTreeMap<RelationshipId, i64>>,
    /// Whom this page has deleted, with all that was stored.
    undoable: RefCell<Vec<(Deleted, Entries)>>,
}

/// Someone whom this page has deleted, and can bring back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    pub id: RelationshipId,
    pub name: String,
}

/// All that there is of someone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WhatGoes {
    /// Meetings that were held.
    pub meetings: usize,
    pub points: usize,
    pub promises: usize,
    /// Mine, and theirs as far as they are open.
    pub answers: usize,
    pub has_notes: bool,
    pub rooms: usize,
    pub is_shared: bool,
}

/// Why nobody was deleted. Nothing was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotDeleted {
    #[error("they are not known here")]
    Unknown,
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
}

impl Desk {
    /// All that is to go with someone.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn what_goes(&self, id: &RelationshipId) -> Result<WhatGoes, StorageError> {
        self.open_history_with(id).await?;
        let rooms = self.rooms_of(id).await?.len();
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Ok(WhatGoes::default()) };
        let meetings = thread.meetings();
        let theirs = meetings.iter().filter(|one| thread.exchange(one.number).theirs().answer().is_some()).count();
        Ok(WhatGoes {
            meetings: meetings.iter().filter(|meeting| meeting.started.is_some()).count(),
            points: meetings.iter().map(|meeting| meeting.points.len()).sum(),
            promises: meetings.iter().map(|meeting| meeting.actions.len()).sum(),
            answers: thread.retros().iter().filter(|retro| !retro.answer.is_blank()).count() + theirs,
            has_notes: !thread.notes().text().trim().is_empty(),
            rooms,
            is_shared: self.pair(id).is_some(),
        })
    }

    /// Deletes someone and all that is stored of them. Sharing ends first; what the other one has stays theirs.
    ///
    /// # Errors
    /// If they are not known, or storage fails; then all is still there, though perhaps not shared any more.
    pub async fn delete_person(&self, id: &RelationshipId) -> Result<(), NotDeleted> {
        if !self.may_write() {
            return Err(NotDeleted::ReadOnly);
        }
        let name = self.relationship(id).ok_or(NotDeleted::Unknown)?.counterpart.name;
        self.write_waiting().await;
        if let Some(failure) = self.outbox.failure() {
            return Err(failure.into());
        }
        let kept = self.stored_of(id).await?;
        self.stop_sharing(id);
        self.lines.followed.borrow_mut().remove(id);
        self.work_lines().await;
        self.write_waiting().await;
        self.delete_here(id, self.now().timestamp_millis()).await?;
        self.deletions.undoable.borrow_mut().push((Deleted { id: id.clone(), name }, kept));
        self.tell(News::Changed);
        self.tell_lines();
        Ok(())
    }

    /// Whom this page has deleted and can bring back, the last one first.
    pub fn deleted(&self) -> Vec<Deleted> {
        self.deletions.undoable.borrow().iter().rev().map(|(deleted, _)| deleted.clone()).collect()
    }

    /// Brings someone back as they were; false if this page has not deleted them.
    ///
    /// # Errors
    /// If storage fails; it can be tried again.
    pub async fn bring_back(&self, id: &RelationshipId) -> Result<bool, StorageError> {
        let kept = self.deletions.undoable.borrow().iter().find(|(one, _)| one.id == *id).map(|(_, all)| all.clone());
        let Some(mut entries) = kept else { return Ok(false) };
        let now = self.now().timestamp_millis().max(self.gone_since(id).unwrap_or_default() + 1);
        renew::<Mine>(&mut entries, &Key::Mine(id.clone()), |mine| mine.back = Some(now));
        // Later than the end of sharing that other devices of mine have heard of.
        renew::<Pair>(&mut entries, &Key::Pair(id.clone()), |pair| pair.changed = pair.changed.max(now) + 1);
        // What was given to somebody else since is theirs.
        let rooms: Vec<_> = entries.keys().filter(|key| is_of_a_room(key)).cloned().collect();
        for taken in self.ports.storage.get(&rooms).await?.keys() {
            entries.remove(taken);
        }
        let storage = &self.ports.storage;
        // First, or another page could take what is written for what is left over, and clear it away.
        storage.remove(&[Key::Gone(id.clone()).text()]).await?;
        self.deletions.gone.borrow_mut().remove(id);
        storage.set(&entries).await?;
        self.deletions.undoable.borrow_mut().retain(|(one, _)| one.id != *id);
        self.read(Some(std::slice::from_ref(id))).await?;
        self.after_news_from(id);
        self.tell(News::Changed);
        self.tell_lines();
        Ok(true)
    }

    /// When someone was deleted here.
    pub(super) fn gone_since(&self, id: &RelationshipId) -> Option<i64> {
        self.deletions.gone.borrow().get(id).copied()
    }

    pub(super) fn is_gone(&self, id: &RelationshipId) -> bool {
        self.gone_since(id).is_some()
    }

    /// Another device of mine has deleted someone: here too, unless they were brought back since.
    pub(super) async fn follow_deletion(&self, id: &RelationshipId, at: i64) {
        let back = self.threads.borrow().get(id).and_then(|thread| thread.mine.back);
        let is_news = !self.is_gone(id) && back.is_none_or(|back| back < at);
        // What storage refuses now is heard again at the next start.
        if is_news && self.newer_schema().is_none() && self.delete_here(id, at).await.is_ok() {
            self.tell(News::Changed);
        }
    }

    /// Whether someone of whom another device tells may be known here: they were never deleted, or brought back since.
    pub(super) fn comes_back(&self, id: &RelationshipId, back: Option<i64>) -> bool {
        match self.gone_since(id) {
            Some(gone) if back.is_none_or(|back| back < gone) => false,
            Some(_) => {
                self.let_back(id);
                // What the relay has of them was passed over until now: it is read anew.
                self.lines.open.borrow_mut().remove(&LineId::Devices);
                self.tell(News::Lines);
                true
            }
            None => true,
        }
    }

    /// From now on someone is not deleted any more; says when that was, if they were.
    pub(super) fn let_back(&self, id: &RelationshipId) -> Option<i64> {
        let gone = self.deletions.gone.borrow_mut().remove(id)?;
        self.remove(Key::Gone(id.clone()));
        Some(self.now().timestamp_millis().max(gone + 1))
    }

    /// A file says that someone was deleted: whoever is known here stays.
    pub(super) fn take_others_deletion(&self, id: RelationshipId, value: Value) {
        let is_known = self.threads.borrow().contains_key(&id) || self.is_gone(&id);
        if let Some(gone) = written::read_json(&value).ok().filter(|_| !is_known) {
            self.put(Key::Gone(id.clone()), value);
            self.deletions.gone.borrow_mut().insert(id, gone);
        }
    }

    /// Takes over that someone was deleted, or brought back, in another page; says whether a page shows it.
    pub(super) fn take_gone(&self, id: RelationshipId, value: Option<&Value>) -> bool {
        match value {
            // Damaged or not, it stands for a deletion.
            Some(value) => {
                let at = written::read_json(value).unwrap_or_default();
                self.deletions.gone.borrow_mut().insert(id.clone(), at);
                self.forget(&id)
            }
            None => {
                self.deletions.gone.borrow_mut().remove(&id);
                self.deletions.undoable.borrow_mut().retain(|(one, _)| one.id != id);
                self.to_catch_up.borrow_mut().insert(id);
                false
            }
        }
    }

    /// Writes down that someone is gone, then removes all of theirs. Cut off in between, they are gone, and the rest is
    /// cleared away later.
    async fn delete_here(&self, id: &RelationshipId, at: i64) -> Result<(), StorageError> {
        let gone = Entries::from([(Key::Gone(id.clone()).text(), written::write_json(&at))]);
        self.ports.storage.set(&gone).await?;
        self.deletions.gone.borrow_mut().insert(id.clone(), at);
        self.forget(id);
        let _ = self.clear_away(id).await;
        Ok(())
    }

    async fn clear_away(&self, id: &RelationshipId) -> Result<(), StorageError> {
        let storage = &self.ports.storage;
        let keys = storage.keys().await?;
        let kept = keys.iter().filter(|key| matches!(Key::parse(key), Some(Key::BeforeMigration(_))));
        let kept = storage.get(&kept.cloned().collect::<Vec<_>>()).await?;
        let is_theirs = |key: &str| Key::parse(key).is_some_and(|key| key.thread() == Some(id));
        let rest: Entries =
            gathered(kept.into_iter().filter_map(|(key, value)| Some((key, kept_without(&value, is_theirs)?))));
        if !rest.is_empty() {
            storage.set(&rest).await?;
        }
        let rooms = self.room_keys_of(id).await?;
        let goes: Vec<_> = Listing::of(keys).leftovers.into_iter().chain(rooms).collect();
        storage.remove(&goes).await
    }

    /// Everything that is stored of someone, as it is stored.
    async fn stored_of(&self, id: &RelationshipId) -> Result<Entries, StorageError> {
        let keys = self.ports.storage.keys().await?;
        let theirs = keys.into_iter().filter(|key| Key::parse(key).is_some_and(|key| key.thread() == Some(id)));
        let all: Vec<_> = theirs.chain(self.room_keys_of(id).await?).collect();
        self.ports.storage.get(&all).await
    }

    /// The rooms that are for someone, and whether the sidebar opens by itself in them.
    async fn room_keys_of(&self, id: &RelationshipId) -> Result<Vec<String>, StorageError> {
        let rooms = self.rooms_of(id).await?;
        let keys = |room: &CallRoom| [Key::Room(room.name()).text(), Key::Opens(room.name()).text()];
        Ok(rooms.iter().flat_map(keys).collect())
    }

    /// Lets go of all that this page has of someone; says whether there was anything.
    fn forget(&self, id: &RelationshipId) -> bool {
        self.outbox.forget(id);
        self.ended.borrow_mut().remove(id);
        self.beats.borrow_mut().remove(id);
        self.live.borrow_mut().remove(id);
        self.pairs.borrow_mut().remove(id);
        self.peers.borrow_mut().remove(id);
        self.lines.followed.borrow_mut().remove(id);
        self.to_catch_up.borrow_mut().remove(id);
        self.tell_lines();
        self.opened_whole.borrow_mut().remove(id);
        self.threads.borrow_mut().remove(id).is_some()
    }
}

fn is_of_a_room(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Room(_) | Key::Opens(_)))
}

fn renew<T: serde::Serialize + serde::de::DeserializeOwned>(
    entries: &mut Entries,
    key: &Key,
    change: impl FnOnce(&mut T),
) {
    let Some(value) = entries.get_mut(&key.text()) else { return };
    if let Ok(mut record) = written::read_json::<T>(value) {
        change(&mut record);
        *value = written::write_json(&record);
    }
}
