//! How each person stood on the days before: kept by itself once a day, and few enough to stay small.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::NaiveDate;

use super::Desk;
use crate::domain::keeping::to_keep;
use crate::domain::order::gathered;
use crate::domain::{Instant, RelationshipId, time::from_millis};
use crate::ports::{Entries, StorageError, Value};
use crate::share::contents;
use crate::store::listing::ThreadKeys;
use crate::store::snapshots::{fingerprint, keys_to_read};
use crate::store::{Damage, Key, Listing, Snapshot, written};

/// Most characters that the snapshots of one person may take together; older ones go first. A year of weekly meetings
/// stays far below, and twenty people at this bound take no more than ten years of theirs do.
pub const MOST_OF_ONE: usize = 1 << 20;

/// A day to go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptDay {
    pub day: NaiveDate,
    /// When it was kept: how things stood when Duologue was first opened that day.
    pub taken: Instant,
}

impl Desk {
    /// Keeps how everyone stands who has changed since the last time, at most once a day, and lets go of what is not
    /// needed any more. Says how many were kept.
    ///
    /// # Errors
    /// If storage fails; what was kept before is still there. A full storage is no error: then older days make room.
    pub async fn keep_today(&self) -> Result<usize, StorageError> {
        if !self.may_write() || self.unsaved() > 0 {
            return Ok(0);
        }
        let today = self.today();
        let listing = Listing::of(self.ports.storage.keys().await?);
        for id in listing.snapshots.keys() {
            self.leave_out(id, &listing).await?;
        }
        let mut kept = 0;
        for (id, keys) in listing.threads.iter().filter(|(_, keys)| keys.has_mine) {
            let days: Vec<_> = listing.snapshots.get(id).into_iter().flatten().copied().collect();
            if days.contains(&today) || self.is_as_kept(id, keys, &days).await? {
                continue;
            }
            kept += usize::from(self.keep_day(id, keys, today, days).await?);
        }
        Ok(kept)
    }

    /// Takes out of all that is kept of someone what their documents have let go of: points and notes that have faded,
    /// and meetings off the record. Happens by itself when a page has come to rest; to be called when it is to be at
    /// once.
    ///
    /// # Errors
    /// If storage fails; it is made up for the next time.
    pub async fn leave_out_of_kept_days(&self, id: &RelationshipId) -> Result<(), StorageError> {
        let listing = Listing::of(self.ports.storage.keys().await?);
        self.leave_out(id, &listing).await
    }

    async fn leave_out(&self, id: &RelationshipId, listing: &Listing) -> Result<(), StorageError> {
        for day in self.days_to_look_through(id, listing) {
            let Some(Ok(mut snapshot)) = self.snapshot(id, day).await? else { continue };
            let entropy = &*self.ports.entropy;
            let changed = {
                let mut threads = self.threads.borrow_mut();
                threads.get_mut(id).is_some_and(|thread| snapshot.leave_out(thread, entropy))
            };
            if changed {
                self.write_snapshot(id, day, &snapshot).await?;
            }
        }
        Ok(())
    }

    /// All days of someone whose loaded documents have let go of something; none of others.
    fn days_to_look_through(&self, id: &RelationshipId, listing: &Listing) -> Vec<NaiveDate> {
        let mut threads = self.threads.borrow_mut();
        let Some(thread) = threads.get_mut(id) else { return Vec::new() };
        let entropy = &*self.ports.entropy;
        let names = thread.loaded();
        let has_let_go = names.into_iter().any(|name| thread.document(name, entropy).has_let_go_of_something());
        let days = listing.snapshots.get(id).into_iter().flatten().copied();
        if has_let_go { days.collect() } else { Vec::new() }
    }

    async fn write_snapshot(
        &self,
        id: &RelationshipId,
        day: NaiveDate,
        snapshot: &Snapshot,
    ) -> Result<(), StorageError> {
        let packed = contents::squeezed(&snapshot.to_bytes(), &*self.ports.squeeze).await;
        let value = written::write(&BASE64_URL_SAFE_NO_PAD.encode(packed));
        let key = Key::Snapshot { day, thread: id.clone() }.text();
        self.ports.storage.set(&Entries::from([(key, value)])).await
    }

    /// The days to go back to with someone, newest first; damaged ones are left out.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn kept_days(&self, id: &RelationshipId) -> Result<Vec<KeptDay>, StorageError> {
        let listing = Listing::of(self.ports.storage.keys().await?);
        let mut days = Vec::new();
        for day in listing.snapshots.get(id).into_iter().flatten().rev() {
            if let Some(Ok(snapshot)) = self.snapshot(id, *day).await? {
                days.push(KeptDay { day: *day, taken: from_millis(snapshot.taken) });
            }
        }
        Ok(days)
    }

    /// One person on one day; none if that day is not kept.
    pub(super) async fn snapshot(
        &self,
        id: &RelationshipId,
        day: NaiveDate,
    ) -> Result<Option<Result<Snapshot, Damage>>, StorageError> {
        let key = Key::Snapshot { day, thread: id.clone() }.text();
        let values = self.ports.storage.get(core::slice::from_ref(&key)).await?;
        Ok(match values.get(&key) {
            Some(value) => Some(self.unpacked(value).await),
            None => None,
        })
    }

    async fn is_as_kept(
        &self,
        id: &RelationshipId,
        keys: &ThreadKeys,
        days: &[NaiveDate],
    ) -> Result<bool, StorageError> {
        let Some(newest) = days.iter().max() else { return Ok(false) };
        let newest = self.snapshot(id, *newest).await?;
        Ok(matches!(newest, Some(Ok(snapshot)) if snapshot.keys == fingerprint(keys)))
    }

    async fn keep_day(
        &self,
        id: &RelationshipId,
        keys: &ThreadKeys,
        today: NaiveDate,
        mut days: Vec<NaiveDate>,
    ) -> Result<bool, StorageError> {
        let values = self.ports.storage.get(&keys_to_read(id, keys)).await?;
        // A key that has gone was compacted by another page; the next page that is opened keeps the day.
        let Some(snapshot) = Snapshot::of(id, keys, &values, self.now().timestamp_millis()) else { return Ok(false) };
        match self.write_snapshot(id, today, &snapshot).await {
            Ok(()) => {}
            Err(StorageError::Full) => {
                // What is written today matters more than how things stood: only the newest day is left.
                let newest = days.iter().max().copied();
                self.let_go(id, days.iter().copied().filter(|day| Some(*day) != newest)).await?;
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        days.push(today);
        self.thin_out(id, days).await?;
        Ok(true)
    }

    async fn thin_out(&self, id: &RelationshipId, days: Vec<NaiveDate>) -> Result<(), StorageError> {
        let keep = to_keep(days.clone());
        let key = |day: &NaiveDate| Key::Snapshot { day: *day, thread: id.clone() }.text();
        let values = self.ports.storage.get(&keep.iter().map(key).collect::<Vec<_>>()).await?;
        let sizes: BTreeMap<_, _> = gathered(values.iter().map(|(key, value)| (key, length(value))));
        let mut room = MOST_OF_ONE;
        let fits = |day: &&NaiveDate| {
            let size = sizes.get(&key(day)).copied().unwrap_or_default();
            let fits = size <= room;
            // Once one does not fit, no older one does.
            room = if fits { room - size } else { 0 };
            fits || keep.first() == Some(*day)
        };
        let stay: Vec<_> = keep.iter().filter(fits).copied().collect();
        self.let_go(id, days.into_iter().filter(|day| !stay.contains(day))).await
    }

    async fn let_go(&self, id: &RelationshipId, days: impl Iterator<Item = NaiveDate>) -> Result<(), StorageError> {
        let keys: Vec<_> = days.map(|day| Key::Snapshot { day, thread: id.clone() }.text()).collect();
        if keys.is_empty() { Ok(()) } else { self.ports.storage.remove(&keys).await }
    }

    async fn unpacked(&self, value: &Value) -> Result<Snapshot, Damage> {
        let damaged = |reason: &str| Damage::NotUnderstood(reason.into());
        let packed = BASE64_URL_SAFE_NO_PAD.decode(written::read(value)?).map_err(|_| damaged("no base64url"))?;
        let bytes = contents::unsqueezed(&packed, &*self.ports.squeeze).await;
        Snapshot::from_bytes(&bytes.map_err(|error| Damage::NotUnderstood(error.to_string()))?)
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Json(text) => text.len(),
    }
}
