//! Putting the store in order while nothing else is to be done: long logs become snapshots, quiet meetings are bound
//! together, and the digest is made again. May be cut off at any moment.

use super::Desk;
use crate::domain::RelationshipId;
use crate::ports::{Entries, StorageError};
use crate::store::compaction::{MEETINGS_TO_BIND, PARTS_TO_COMPACT, Replacement, bind, carry_out, note, snapshot};
use crate::store::listing::ThreadKeys;
use crate::store::reading::read_threads;
use crate::store::{Depth, Digest, Key, Listing, written};

impl Desk {
    /// Puts everything in order that needs it.
    ///
    /// # Errors
    /// If storage fails; nothing is lost, and the next time goes on from there.
    pub async fn tidy(&self) -> Result<(), StorageError> {
        if !self.may_write() || self.unsaved() > 0 {
            return Ok(());
        }
        self.fade_away().await?;
        let listing = Listing::of(self.ports.storage.keys().await?);
        // What another page wrote about someone while they were being deleted.
        if !listing.leftovers.is_empty() {
            self.ports.storage.remove(&listing.leftovers.iter().cloned().collect::<Vec<_>>()).await?;
        }
        for (id, keys) in &listing.threads {
            self.tidy_thread(id, keys).await?;
        }
        self.add_sent_up().await
    }

    async fn tidy_thread(&self, id: &RelationshipId, keys: &ThreadKeys) -> Result<(), StorageError> {
        let mut changed = self.clean(id).await?;
        changed |= self.compact(id, keys).await?;
        changed |= self.bind_quiet(id, keys).await?;
        let keys = if changed {
            Listing::of(self.ports.storage.keys().await?).threads.remove(id).unwrap_or_default()
        } else {
            keys.clone()
        };
        self.write_digest(id, &keys).await
    }

    async fn compact(&self, id: &RelationshipId, keys: &ThreadKeys) -> Result<bool, StorageError> {
        let long = keys.loose.iter().filter(|(_, parts)| parts.len() >= PARTS_TO_COMPACT).map(|(name, _)| *name);
        let mut changed = false;
        for name in long.collect::<Vec<_>>() {
            let plan = self.plan(id, |thread, entropy| snapshot(thread, name, entropy));
            changed |= self.replace(id, plan).await?;
        }
        Ok(changed)
    }

    async fn bind_quiet(&self, id: &RelationshipId, keys: &ThreadKeys) -> Result<bool, StorageError> {
        let Some((digest, current)) =
            self.threads.borrow().get(id).map(|thread| (Digest::of(thread, keys), thread.current()))
        else {
            return Ok(false);
        };
        let blocks = digest.quiet(keys, current);
        let mut changed = false;
        for (block, meetings) in blocks.into_iter().filter(|(_, meetings)| meetings.len() >= MEETINGS_TO_BIND) {
            // Quiet meetings are not loaded as a rule, so they are read for this.
            let ids = [id.clone()];
            let mut reading = read_threads(&*self.ports.storage, &*self.ports.entropy, Some(&ids), Depth::All).await?;
            let Some(mut whole) = reading.threads.pop() else { break };
            if let Some(replacement) = bind(&mut whole, block, &meetings, &*self.ports.entropy) {
                carry_out(&*self.ports.storage, &replacement).await?;
                self.take_note(id, &replacement);
                changed = true;
            }
        }
        Ok(changed)
    }

    async fn write_digest(&self, id: &RelationshipId, keys: &ThreadKeys) -> Result<(), StorageError> {
        // A digest of what is not written yet would hide it, if the browser were killed now.
        if self.unsaved() > 0 {
            return Ok(());
        }
        let Some(digest) = self.fresh_digest(id, keys) else { return Ok(()) };
        let entry = Entries::from([(Key::Digest(id.clone()).text(), written::write_json(&digest))]);
        self.ports.storage.set(&entry).await?;
        if let Some(thread) = self.threads.borrow_mut().get_mut(id) {
            *thread.digest = digest;
        }
        Ok(())
    }

    /// The digest as it would be made now, if it is another than the one that is stored.
    fn fresh_digest(&self, id: &RelationshipId, keys: &ThreadKeys) -> Option<Digest> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        Some(Digest::of(thread, keys)).filter(|fresh| *fresh != *thread.digest)
    }

    pub(super) fn plan(
        &self,
        id: &RelationshipId,
        make: impl FnOnce(&mut crate::store::Thread, &dyn crate::ports::Entropy) -> Option<Replacement>,
    ) -> Option<Replacement> {
        self.threads.borrow_mut().get_mut(id).and_then(|thread| make(thread, &*self.ports.entropy))
    }

    pub(super) async fn replace(&self, id: &RelationshipId, plan: Option<Replacement>) -> Result<bool, StorageError> {
        let Some(replacement) = plan else { return Ok(false) };
        carry_out(&*self.ports.storage, &replacement).await?;
        self.take_note(id, &replacement);
        Ok(true)
    }

    fn take_note(&self, id: &RelationshipId, replacement: &Replacement) {
        if let Some(thread) = self.threads.borrow_mut().get_mut(id) {
            note(thread, replacement);
        }
    }
}
