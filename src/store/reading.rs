//! Opening threads: which keys to read, and what to do when one has gone meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use super::listing::ThreadKeys;
use super::{Damage, Digest, DocumentName, Fault, Key, Listing, Mine, Shelf, Thread, written};
use crate::domain::order::gathered;
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ports::{Entries, Entropy, KeyValue, StorageError};

/// How much of a thread to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What is prepared and what still waits: enough to hold the meeting.
    Open,
    /// Every meeting there ever was.
    All,
}

/// What was read.
pub struct Reading {
    pub threads: Vec<Thread>,
    pub faults: Vec<Fault>,
    pub listing: Listing,
}

/// How often to look again when listed keys are gone. Each time, another page has finished a compaction in between,
/// so a second look all but always does; a key that stays missing is reported.
pub(super) const LOOKS: usize = 8;

/// Reads threads, all of them if `which` is none. Subscribe to changes before calling this.
///
/// # Errors
/// If storage fails. Damaged values are no error: they are reported as faults and the rest is read.
pub async fn read_threads(
    storage: &dyn KeyValue,
    entropy: &dyn Entropy,
    which: Option<&[RelationshipId]>,
    depth: Depth,
) -> Result<Reading, StorageError> {
    let mut look = 1;
    loop {
        let listing = Listing::of(storage.keys().await?);
        let (reading, missing) = read_once(storage, entropy, which, depth, listing).await?;
        if missing.is_empty() || look == LOOKS {
            let mut reading = reading;
            reading.faults.extend(missing.into_iter().map(|key| Fault { key, damage: Damage::Missing }));
            return Ok(reading);
        }
        look += 1;
    }
}

async fn read_once(
    storage: &dyn KeyValue,
    entropy: &dyn Entropy,
    which: Option<&[RelationshipId]>,
    depth: Depth,
    listing: Listing,
) -> Result<(Reading, Vec<String>), StorageError> {
    let wanted = |id: &&RelationshipId| which.is_none_or(|which| which.contains(id));
    let ids: Vec<_> = listing.threads.keys().filter(wanted).cloned().collect();
    let mut faults: Vec<_> = ids.iter().filter_map(|id| nobody(id, &listing.threads[id])).collect();
    if which.is_none() {
        let foreign = listing.foreign.iter().cloned();
        faults.extend(foreign.map(|key| Fault { key, damage: Damage::Foreign }));
    }

    let first: Vec<String> = ids.iter().flat_map(|id| frame_keys(id, &listing.threads[id])).collect();
    let frame = storage.get(&first).await?;
    let mut missing: Vec<_> = first.into_iter().filter(|key| !frame.contains_key(key)).collect();

    let mut threads: Vec<_> =
        ids.iter().filter_map(|id| open_frame(id, &listing.threads[id], &frame, entropy, &mut faults)).collect();
    let plans: Vec<_> =
        threads.iter().map(|thread| Plan::of(&thread.digest, &listing.threads[&thread.id], depth)).collect();
    let second: Vec<String> =
        threads.iter().zip(&plans).flat_map(|(thread, plan)| plan.keys(&listing.threads[&thread.id])).collect();
    let meetings = if second.is_empty() { Entries::new() } else { storage.get(&second).await? };
    missing.extend(second.into_iter().filter(|key| !meetings.contains_key(key)));

    for (thread, plan) in threads.iter_mut().zip(&plans) {
        let keys = &listing.threads[&thread.id];
        merge_meetings(thread, plan, keys, (&volumes(keys, &meetings), &meetings), entropy, &mut faults);
        faults.extend(waiting(thread, entropy));
    }
    Ok((Reading { threads, faults, listing }, missing))
}

/// Documents whose small record is not there: it is written together with the first of them, so it was lost.
fn nobody(id: &RelationshipId, keys: &ThreadKeys) -> Option<Fault> {
    let has_documents = !keys.loose.is_empty() || !keys.volumes.is_empty();
    (has_documents && !keys.has_mine).then(|| Fault { key: Key::Mine(id.clone()).text(), damage: Damage::Gone })
}

/// The keys of the small record, the digest, and the two documents that stand for the whole relationship.
fn frame_keys(id: &RelationshipId, keys: &ThreadKeys) -> Vec<String> {
    let records = [(keys.has_mine, Key::Mine(id.clone())), (keys.has_digest, Key::Digest(id.clone()))];
    let records = records.into_iter().filter(|(there, _)| *there).map(|(_, key)| key.text());
    let documents = [DocumentName::About, DocumentName::Notes];
    records.chain(documents.into_iter().flat_map(|name| keys.loose_of(name)).cloned()).collect()
}

fn open_frame(
    id: &RelationshipId,
    keys: &ThreadKeys,
    frame: &Entries,
    entropy: &dyn Entropy,
    faults: &mut Vec<Fault>,
) -> Option<Thread> {
    let mine_key = Key::Mine(id.clone()).text();
    let mine: Mine = match written::read_json(frame.get(&mine_key)?) {
        Ok(mine) => mine,
        Err(damage) => {
            faults.push(Fault { key: mine_key, damage });
            return None;
        }
    };
    let mut thread = Thread::new(id.clone(), mine, entropy);
    // A digest that is damaged or of another form is no loss: everything is read instead, and it is made again.
    let digest = frame.get(&Key::Digest(id.clone()).text());
    *thread.digest = digest
        .and_then(|value| written::read_json::<Digest>(value).ok())
        .and_then(Digest::if_of_this_form)
        .unwrap_or_default();
    for name in [DocumentName::About, DocumentName::Notes] {
        merge_loose(&mut thread, name, keys, frame, entropy, faults);
    }
    if !thread.digest.knows_people(&thread) {
        *thread.digest = Digest::default();
    }
    Some(thread)
}

/// Which meetings to read. A meeting is read in full, its loose parts and its place in the volumes, or not at all: half
/// of it would be taken for all of it.
pub(super) struct Plan {
    /// Blocks of which every meeting is read.
    blocks: BTreeSet<u32>,
    /// Meetings of other blocks.
    meetings: BTreeSet<MeetingNumber>,
    /// Blocks in whose volumes something of those is.
    bound: BTreeSet<u32>,
}

impl Plan {
    fn of(digest: &Digest, keys: &ThreadKeys, depth: Depth) -> Self {
        match depth {
            Depth::Open => {
                let meetings = digest.to_read(keys);
                let bound = meetings.iter().filter(|number| !digest.is_apart(keys, **number));
                Self {
                    blocks: gathered(keys.blocks().into_iter().filter(|block| !digest.knows_block(keys, *block))),
                    bound: gathered(bound.map(|number| Key::block_of(*number))),
                    meetings,
                }
            }
            Depth::All => Self { blocks: keys.blocks(), meetings: keys.loose_meetings(), bound: BTreeSet::new() },
        }
    }

    /// These meetings, and nothing else.
    pub(super) fn of_meetings(meetings: BTreeSet<MeetingNumber>) -> Self {
        Self { blocks: BTreeSet::new(), bound: gathered(meetings.iter().copied().map(Key::block_of)), meetings }
    }

    fn takes(&self, meeting: MeetingNumber) -> bool {
        self.blocks.contains(&Key::block_of(meeting)) || self.meetings.contains(&meeting)
    }

    fn reads_block(&self, block: u32) -> bool {
        self.blocks.contains(&block) || self.bound.contains(&block)
    }

    pub(super) fn keys(&self, keys: &ThreadKeys) -> BTreeSet<String> {
        let blocks = keys.blocks().into_iter().filter(|block| self.reads_block(*block));
        let volumes = blocks.flat_map(|block| keys.volumes_of_block(block));
        let loose = keys.loose_meetings().into_iter().filter(|number| self.takes(*number));
        gathered(volumes.chain(loose.flat_map(|number| keys.loose_parts(number))).cloned())
    }
}

/// What volumes say, by their keys: document name to whole document.
pub(super) type Volumes = BTreeMap<String, Result<BTreeMap<String, String>, Damage>>;

/// The volumes of a thread, as far as they are among what was read.
pub(super) fn volumes(keys: &ThreadKeys, values: &Entries) -> Volumes {
    let read = |key: &String| Some((key.clone(), written::read_json(values.get(key)?)));
    keys.volumes.values().flatten().filter_map(read).collect()
}

pub(super) fn merge_meetings(
    thread: &mut Thread,
    plan: &Plan,
    keys: &ThreadKeys,
    (volumes, values): (&Volumes, &Entries),
    entropy: &dyn Entropy,
    faults: &mut Vec<Fault>,
) {
    for ((shelf, block), in_block) in &keys.volumes {
        for key in in_block {
            let faults_before = faults.len();
            match volumes.get(key) {
                Some(Ok(volume)) => merge_volume(thread, plan, *shelf, (key, volume), entropy, faults),
                Some(Err(damage)) => faults.push(Fault { key: key.clone(), damage: damage.clone() }),
                None if plan.reads_block(*block) => continue,
                None => {}
            }
            // A damaged volume is never known, so that it is told of each time.
            if faults.len() == faults_before {
                thread.knows_volume_now(key);
            }
        }
    }
    let is_wanted = |name: &&DocumentName| name.meeting().is_some_and(|number| plan.takes(number));
    let names: Vec<_> = keys.loose.keys().filter(is_wanted).copied().collect();
    for name in names {
        merge_loose(thread, name, keys, values, entropy, faults);
    }
}

/// Merges the documents of one volume, as far as they are wanted: document name to whole document.
fn merge_volume(
    thread: &mut Thread,
    plan: &Plan,
    shelf: Shelf,
    (key, volume): (&str, &BTreeMap<String, String>),
    entropy: &dyn Entropy,
    faults: &mut Vec<Fault>,
) {
    for (text, update) in volume {
        let name = DocumentName::parse(shelf, text);
        if name.and_then(DocumentName::meeting).is_some_and(|number| !plan.takes(number)) {
            continue;
        }
        let merged = name
            .ok_or_else(|| Damage::NotUnderstood(format!("no document is called {text:?}")))
            .and_then(|name| Ok((name, written::decode(update)?)))
            .and_then(|(name, update)| {
                thread.merge(name, key, &update, entropy).map_err(|error| Damage::NotUnderstood(error.to_string()))
            });
        if let Err(damage) = merged {
            faults.push(Fault { key: format!("{key} ({text})"), damage });
        }
    }
}

fn merge_loose(
    thread: &mut Thread,
    name: DocumentName,
    keys: &ThreadKeys,
    values: &Entries,
    entropy: &dyn Entropy,
    faults: &mut Vec<Fault>,
) {
    for key in keys.loose_of(name) {
        let Some(value) = values.get(key) else { continue };
        let merged = written::read_update(value).and_then(|update| {
            thread.merge(name, key, &update, entropy).map_err(|error| Damage::NotUnderstood(error.to_string()))
        });
        if let Err(damage) = merged {
            faults.push(Fault { key: key.clone(), damage });
        }
    }
}

/// Documents in which a change waits for one that is not there, which only a damaged or lost value can cause.
fn waiting(thread: &mut Thread, entropy: &dyn Entropy) -> Vec<Fault> {
    let mut faults = Vec::new();
    for name in thread.loaded() {
        if thread.document(name, entropy).waits_for_missing() {
            let key = format!("{} of {}", name.text(), thread.id);
            faults.push(Fault { key, damage: Damage::BuildsOnMissing });
        }
    }
    faults
}
