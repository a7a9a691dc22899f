//! Reading some past meetings of a thread that is open: to look at them and let them go, or to have them open, too.

use std::collections::BTreeSet;

use super::listing::ThreadKeys;
use super::reading::{LOOKS, Plan, Volumes, merge_meetings, volumes};
use super::{Damage, Fault, Key, Listing, Thread};
use crate::domain::order::gathered;
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ports::{Entries, Entropy, KeyValue, StorageError};

/// What is stored of some past meetings with someone, before it is made into meetings: that takes longer than reading.
pub struct Stored {
    keys: ThreadKeys,
    volumes: Volumes,
    values: Entries,
    missing: Vec<Fault>,
}

impl Stored {
    /// Finds what is stored of these meetings.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn find(
        storage: &dyn KeyValue,
        id: &RelationshipId,
        numbers: &BTreeSet<MeetingNumber>,
    ) -> Result<Self, StorageError> {
        let plan = Plan::of_meetings(numbers.clone());
        let mut look = 1;
        loop {
            let keys = Listing::of(storage.keys().await?).threads.remove(id).unwrap_or_default();
            let wanted: Vec<_> = plan.keys(&keys).into_iter().collect();
            let values = storage.get(&wanted).await?;
            let missing: Vec<_> = wanted.into_iter().filter(|key| !values.contains_key(key)).collect();
            // What has gone since it was listed stands somewhere else now: another page has put the store in order.
            if missing.is_empty() || look == LOOKS {
                let missing = missing.into_iter().map(|key| Fault { key, damage: Damage::Missing }).collect();
                return Ok(Self { volumes: volumes(&keys, &values), keys, values, missing });
            }
            look += 1;
        }
    }

    /// Makes some of those that were looked for into meetings of `bare`, which knows who the two are and nothing else:
    /// see [`Thread::without_meetings`]. Damaged values are reported as faults, and the rest is read.
    pub fn read_into(&self, bare: &mut Thread, numbers: BTreeSet<MeetingNumber>, entropy: &dyn Entropy) -> Vec<Fault> {
        let mut faults = Vec::new();
        let plan = Plan::of_meetings(numbers);
        merge_meetings(bare, &plan, &self.keys, (&self.volumes, &self.values), entropy, &mut faults);
        faults.extend(self.missing.iter().cloned());
        faults
    }
}

/// Those that are best read together, as they may be bound in one volume; the newest first.
pub fn in_blocks(numbers: &BTreeSet<MeetingNumber>) -> Vec<BTreeSet<MeetingNumber>> {
    let numbers: Vec<_> = numbers.iter().rev().copied().collect();
    let in_one = numbers.chunk_by(|a, b| Key::block_of(*a) == Key::block_of(*b));
    in_one.map(|some| gathered(some.iter().copied())).collect()
}
