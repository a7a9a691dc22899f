//! Reading some past meetings of a thread that is open: to look at them and let them go, or to have them open, too.

use std::collections::BTreeSet;

use super::reading::{LOOKS, Plan, merge_meetings};
use super::{Damage, Fault, Listing, Thread};
use crate::domain::MeetingNumber;
use crate::domain::order::gathered;
use crate::ports::{Entropy, KeyValue, StorageError};

/// Reads these meetings into `bare`, which knows who the two are and nothing else: see [`Thread::without_meetings`].
///
/// # Errors
/// If storage fails. Damaged values are no error: they are reported as faults and the rest is read.
pub async fn read_past(
    storage: &dyn KeyValue,
    mut bare: Thread,
    numbers: &BTreeSet<MeetingNumber>,
    entropy: &dyn Entropy,
) -> Result<(Thread, Vec<Fault>), StorageError> {
    let plan = Plan::of_meetings(numbers.clone());
    let mut look = 1;
    loop {
        let keys = Listing::of(storage.keys().await?).threads.remove(&bare.id).unwrap_or_default();
        let wanted: Vec<_> = plan.keys(&keys).into_iter().collect();
        let values = storage.get(&wanted).await?;
        let missing: BTreeSet<_> = gathered(wanted.into_iter().filter(|key| !values.contains_key(key)));
        // What has gone since it was listed stands somewhere else now: another page has put the store in order.
        if missing.is_empty() || look == LOOKS {
            let mut faults = Vec::new();
            merge_meetings(&mut bare, &plan, &keys, &values, entropy, &mut faults);
            faults.extend(missing.into_iter().map(|key| Fault { key, damage: Damage::Missing }));
            return Ok((bare, faults));
        }
        look += 1;
    }
}
