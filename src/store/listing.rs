//! Which keys there are, sorted by what they belong to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{DocumentName, Key, Shelf};
use crate::domain::order::gathered;
use crate::domain::{MeetingNumber, RelationshipId};

/// The keys of one thread.
#[derive(Clone, Debug, Default)]
pub struct ThreadKeys {
    /// The loose parts of each document.
    pub loose: BTreeMap<DocumentName, BTreeSet<String>>,
    pub volumes: BTreeMap<(Shelf, u32), BTreeSet<String>>,
    pub has_mine: bool,
    pub has_digest: bool,
    pub has_live: bool,
    pub has_ended: bool,
    pub has_beat: bool,
    pub has_pair: bool,
    pub has_peer: bool,
}

/// All keys that are in storage.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub threads: BTreeMap<RelationshipId, ThreadKeys>,
    /// The days on which there is a snapshot of someone, also of who is not known any more.
    pub snapshots: BTreeMap<RelationshipId, BTreeSet<NaiveDate>>,
    pub inbox: BTreeSet<String>,
    pub settings: BTreeSet<String>,
    /// What pages and the background script tell each other beside the threads, as far as pages read it.
    pub for_background: BTreeSet<String>,
    pub has_schema: bool,
    pub has_device: bool,
    /// Relationships that were deleted here.
    pub gone: BTreeSet<RelationshipId>,
    /// What is still there of them, to be cleared away.
    pub leftovers: BTreeSet<String>,
    /// Keys that are not ours, or of a version that we do not know. They are left alone.
    pub foreign: BTreeSet<String>,
}

impl Listing {
    /// Sorts the keys of a store.
    pub fn of(keys: Vec<String>) -> Self {
        let gone = keys.iter().filter_map(|text| match Key::parse(text) {
            Some(Key::Gone(thread)) => Some(thread),
            _ => None,
        });
        let mut listing = Self { gone: gathered(gone), ..Self::default() };
        for text in keys {
            listing.take(text);
        }
        listing
    }

    fn take(&mut self, text: String) {
        match Key::parse(&text) {
            Some(key) if key.thread().is_some_and(|thread| self.gone.contains(thread)) => {
                self.leftovers.insert(text);
            }
            Some(Key::Document { thread, name, .. }) => {
                self.thread(thread).loose.entry(name).or_default().insert(text);
            }
            Some(Key::Volume { thread, shelf, block, .. }) => {
                self.thread(thread).volumes.entry((shelf, block)).or_default().insert(text);
            }
            Some(Key::Mine(thread)) => self.thread(thread).has_mine = true,
            Some(Key::Digest(thread)) => self.thread(thread).has_digest = true,
            Some(Key::Snapshot { day, thread }) => _ = self.snapshots.entry(thread).or_default().insert(day),
            Some(Key::Live(thread)) => self.thread(thread).has_live = true,
            Some(Key::Ended(thread)) => self.thread(thread).has_ended = true,
            Some(Key::Beat(thread)) => self.thread(thread).has_beat = true,
            Some(Key::Pair(thread)) => self.thread(thread).has_pair = true,
            Some(Key::Peer(thread)) => self.thread(thread).has_peer = true,
            Some(Key::Inbox(_)) => _ = self.inbox.insert(text),
            Some(Key::Setting(_)) => _ = self.settings.insert(text),
            Some(Key::Device) => self.has_device = true,
            Some(Key::Schema) => self.has_schema = true,
            Some(Key::Names | Key::Reminders | Key::Dock) => _ = self.for_background.insert(text),
            Some(Key::Room(_) | Key::Opens(_) | Key::OwnEntry(_) | Key::Record(_) | Key::CheckIn(_)) => {}
            Some(Key::Gone(_) | Key::CalendarAddress | Key::CalendarHost | Key::Sent(_)) => {}
            Some(Key::BeforeMigration(_) | Key::Leftovers | Key::Reminded) => {}
            None => _ = self.foreign.insert(text),
        }
    }

    fn thread(&mut self, id: RelationshipId) -> &mut ThreadKeys {
        self.threads.entry(id).or_default()
    }
}

impl ThreadKeys {
    /// The loose parts of one document.
    pub fn loose_of(&self, name: DocumentName) -> impl Iterator<Item = &String> {
        self.loose.get(&name).into_iter().flatten()
    }

    /// The loose parts of both documents of a meeting.
    pub fn loose_parts(&self, meeting: MeetingNumber) -> impl Iterator<Item = &String> {
        let names = [DocumentName::Meeting(meeting), DocumentName::OwnMeeting(meeting)];
        names.into_iter().flat_map(|name| self.loose_of(name))
    }

    /// The volumes of one block, on both shelves.
    pub fn volumes_of_block(&self, block: u32) -> impl Iterator<Item = &String> {
        [Shelf::Shared, Shelf::Own].into_iter().filter_map(move |shelf| self.volumes.get(&(shelf, block))).flatten()
    }

    /// Stands for exactly these keys. Keys are never used again, so the same fingerprint means the same content.
    pub fn fingerprint<'a>(keys: impl Iterator<Item = &'a String>) -> u32 {
        let mut hash = crc32fast::Hasher::new();
        for key in keys {
            hash.update(key.as_bytes());
            hash.update(b"\n");
        }
        hash.finalize()
    }

    /// The fingerprint of all loose parts that belong to a meeting.
    pub fn loose_fingerprint(&self, meeting: MeetingNumber) -> u32 {
        Self::fingerprint(self.loose_parts(meeting))
    }

    /// The fingerprint of the volumes of one block.
    pub fn volume_fingerprint(&self, block: u32) -> u32 {
        Self::fingerprint(self.volumes_of_block(block))
    }

    /// The blocks that have a volume.
    pub fn blocks(&self) -> BTreeSet<u32> {
        gathered(self.volumes.keys().map(|(_, block)| *block))
    }

    /// The meetings that have loose parts.
    pub fn loose_meetings(&self) -> BTreeSet<MeetingNumber> {
        gathered(self.loose.keys().filter_map(|name| name.meeting()))
    }
}
