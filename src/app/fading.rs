//! What fades: marking it, and removing it once its time has come, whichever page that is in. All that was written of
//! it before is replaced by what does not hold it any more.

use super::{Desk, News};
use crate::domain::{Fades, Fading, PointId, RelationshipId, TalkingPoint};
use crate::ports::StorageError;
use crate::store::cleaning::{ToClean, rebind};
use crate::store::compaction::clean_snapshot;
use crate::store::{Depth, DocumentName, Key, MeetingDigest, Thread};

impl Desk {
    /// Says how long a point is to stay; for good, if that is none.
    pub fn let_point_fade(&self, thread: &RelationshipId, point: &PointId, how: Option<Fades>) {
        let (Some(known), fading) = (self.point(thread, point), self.fading_from_now(thread, how)) else { return };
        if self.edit_meeting(thread, known.born, |meeting| meeting.let_fade(point, fading)) {
            self.tell(News::Save);
        }
    }

    /// How long my private notes about someone are to stay.
    pub fn notes_fade(&self, thread: &RelationshipId) -> Option<Fading> {
        self.shown(thread, |thread| thread.notes().fading()).flatten()
    }

    /// Says how long they are to stay, counted from when they were last written on.
    pub fn let_notes_fade(&self, thread: &RelationshipId, how: Option<Fades>) {
        let fading = self.fading_from_now(thread, how);
        if self.edit(thread, DocumentName::Notes, |thread| thread.edit_notes(|notes| notes.let_fade(fading))) {
            self.tell(News::Save);
        }
    }

    /// Notes that are written on stay their time from now.
    pub(super) fn notes_stay_anew(&self, thread: &RelationshipId) {
        if let Some(fading) = self.notes_fade(thread) {
            self.let_notes_fade(thread, Some(fading.how));
        }
    }

    fn fading_from_now(&self, thread: &RelationshipId, how: Option<Fades>) -> Option<Fading> {
        let meeting = self.shown(thread, Thread::current)?;
        Some(Fading { how: how?, from: self.today(), meeting })
    }

    /// Removes what is loaded and due; says whether there was anything.
    pub(super) fn fade(&self) -> bool {
        let ids: Vec<_> = self.threads.borrow().keys().cloned().collect();
        let mut faded = false;
        for id in ids {
            faded |= self.fade_of(&id);
        }
        if faded {
            self.tell(News::Save);
        }
        faded
    }

    fn fade_of(&self, id: &RelationshipId) -> bool {
        let (today, now) = (self.today(), self.now());
        let Some((current, meetings, notes)) = self.threads.borrow().get(id).map(|thread| {
            let notes = thread.notes().fading().filter(|_| !thread.notes().text().is_empty());
            (thread.current(), thread.meetings(), notes)
        }) else {
            return false;
        };
        let is_due = |fading: Option<Fading>| fading.is_some_and(|fading| fading.is_due(today, current));
        let mut faded = false;
        for meeting in meetings {
            let due = meeting.points.iter().filter(|point: &&TalkingPoint| is_due(point.fades));
            let due: Vec<_> = due.map(|point| point.id.clone()).collect();
            faded |= !due.is_empty() && self.keep_meeting(id, meeting.number, |document| document.fade(&due, now));
        }
        if is_due(notes) {
            let fade = |thread: &mut Thread| thread.edit_notes(|notes| notes.fade(now));
            faded |= self.keep(id, DocumentName::Notes, fade);
        }
        faded
    }

    /// Removes everything that is due, also in meetings that are not loaded, and sees to it that nothing that is stored
    /// holds it any more.
    pub(super) async fn fade_away(&self) -> Result<(), StorageError> {
        let today = self.today();
        let is_due = |meeting: &MeetingDigest| meeting.fades.is_some_and(|day| day <= today);
        let ids: Vec<_> = {
            let threads = self.threads.borrow();
            let waits = |thread: &Thread| {
                let unread = |number| thread.meeting_state(number).is_none();
                thread.digest.meetings.iter().any(|(number, digest)| is_due(digest) && unread(*number))
            };
            threads.iter().filter(|(_, thread)| waits(thread)).map(|(id, _)| id.clone()).collect()
        };
        if !ids.is_empty() {
            self.read_to(Some(&ids), Depth::All).await?;
        }
        if self.fade() {
            self.forget_old_copies().await?;
            self.tell(News::Changed);
        }
        self.flush().await;
        Ok(())
    }

    /// A copy from before a migration would keep what is to be gone.
    async fn forget_old_copies(&self) -> Result<(), StorageError> {
        let keys = self.ports.storage.keys().await?;
        let is_old = |key: &String| matches!(Key::parse(key), Some(Key::BeforeMigration(_)));
        let old: Vec<_> = keys.into_iter().filter(is_old).collect();
        if old.is_empty() { Ok(()) } else { self.ports.storage.remove(&old).await }
    }

    /// Writes what has let something go down anew, without it; says whether there was anything to do.
    pub(super) async fn clean(&self, id: &RelationshipId) -> Result<bool, StorageError> {
        let find = || self.threads.borrow().get(id).map(ToClean::of).unwrap_or_default();
        let mut found = find();
        if !found.blocks.is_empty() {
            // Whatever else is bound there is needed to bind it anew.
            self.read_to(Some(core::slice::from_ref(id)), Depth::All).await?;
            found = find();
        }
        let mut changed = false;
        for name in &found.documents {
            let plan = self.plan(id, |thread, entropy| clean_snapshot(thread, *name, entropy));
            changed |= self.replace(id, plan).await?;
        }
        for block in &found.blocks {
            let plan = self.plan(id, |thread, entropy| rebind(thread, *block, entropy));
            changed |= self.replace(id, plan).await?;
        }
        Ok(changed)
    }
}
