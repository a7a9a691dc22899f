//! A page as the app keeps one: a thread in memory, an outbox, and the changes of others on their way to it.

use core::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use duologue::document::{AboutDocument, MeetingDocument, NotesDocument, OwnMeetingDocument, Update};
use duologue::domain::{MeetingNumber, RelationshipId};
use duologue::ports::{Change, CountedEntropy, Entries, KeyValue, StorageError, Value, Watch};
use duologue::store::compaction::{Replacement, bind, carry_out, note, snapshot};
use duologue::store::listing::ThreadKeys;
use duologue::store::{Depth, Digest, DocumentName, Fault, Key, Listing, Outbox, Thread, read_threads, written};

use super::story::ana;

/// Ana's thread, open in one page. Nothing is borrowed while it waits, so it can be edited and tidied at once.
pub struct Page {
    pub outbox: Outbox,
    pub thread: RefCell<Thread>,
    pub entropy: Rc<CountedEntropy>,
    storage: Rc<dyn KeyValue>,
    heard: Rc<RefCell<VecDeque<Change>>>,
    behind: Cell<bool>,
    _watch: Watch,
}

impl Page {
    /// Subscribes, then reads. Each opened page needs a `lane` of its own.
    pub async fn open(storage: Rc<dyn KeyValue>, lane: u32, depth: Depth) -> Result<Self, StorageError> {
        let (page, faults) = Self::open_damaged(storage, lane, depth).await?;
        assert_eq!(faults, [], "nothing is damaged");
        Ok(page)
    }

    /// As [`Self::open`], where something may be damaged.
    pub async fn open_damaged(
        storage: Rc<dyn KeyValue>,
        lane: u32,
        depth: Depth,
    ) -> Result<(Self, Vec<Fault>), StorageError> {
        let entropy = Rc::new(CountedEntropy::lane(lane));
        let heard = Rc::new(RefCell::new(VecDeque::new()));
        let observed = heard.clone();
        let watch = storage.watch(Box::new(move |changes| observed.borrow_mut().extend(changes.iter().cloned())));
        let mut reading = read_threads(&*storage, &*entropy, Some(&[ana()]), depth).await?;
        let page = Self {
            outbox: Outbox::new(storage.clone(), entropy.clone()),
            thread: RefCell::new(reading.threads.pop().expect("Ana's thread is there")),
            entropy,
            storage,
            heard,
            behind: Cell::new(false),
            _watch: watch,
        };
        Ok((page, reading.faults))
    }

    /// Edits what is shared about the relationship.
    pub fn edit_about(&self, edit: impl FnOnce(&mut AboutDocument) -> Option<Update>) {
        let update = self.thread.borrow_mut().edit_about(edit);
        self.send(DocumentName::About, update);
    }

    /// Edits my private notes.
    pub fn edit_notes(&self, edit: impl FnOnce(&mut NotesDocument) -> Option<Update>) {
        let update = self.thread.borrow_mut().edit_notes(edit);
        self.send(DocumentName::Notes, update);
    }

    /// Adds a line to the private notes.
    pub fn note(&self, line: &str) {
        self.edit_notes(|notes| notes.rewrite(format!("{}\n{line}", notes.text()).trim_start()));
    }

    /// Edits the document of a meeting.
    pub fn edit_meeting(&self, number: MeetingNumber, edit: impl FnOnce(&mut MeetingDocument) -> Option<Update>) {
        let update = self.thread.borrow_mut().edit_meeting(number, &*self.entropy, edit);
        self.send(DocumentName::Meeting(number), update);
    }

    /// Edits my own document of a meeting.
    pub fn edit_own(&self, number: MeetingNumber, edit: impl FnOnce(&mut OwnMeetingDocument) -> Option<Update>) {
        let update = self.thread.borrow_mut().edit_own(number, &*self.entropy, edit);
        self.send(DocumentName::OwnMeeting(number), update);
    }

    /// Takes in the next changes of others, as many as this or as have come; reads what cannot be taken in singly.
    pub async fn hear(&self, at_most: usize) -> Result<(), StorageError> {
        for _ in 0..at_most {
            let Some(change) = self.heard.borrow_mut().pop_front() else { break };
            if let (Some(Key::Document { thread, name, .. }), Some(value)) = (Key::parse(&change.key), &change.value) {
                self.take(&thread, name, &change.key, value);
            }
        }
        if self.behind.replace(false) {
            self.read_again().await?;
        }
        Ok(())
    }

    /// Whether changes of others are still on their way.
    pub fn is_behind(&self) -> bool {
        !self.heard.borrow().is_empty()
    }

    fn send(&self, name: DocumentName, update: Option<Update>) {
        if let Some(update) = update {
            self.outbox.append(&ana(), name, update);
        }
    }

    fn take(&self, thread: &RelationshipId, name: DocumentName, key: &str, value: &Value) {
        if *thread != ana() {
            return;
        }
        let mut open = self.thread.borrow_mut();
        if !open.can_take(name) {
            self.behind.set(true);
            return;
        }
        let update = written::read_update(value).expect("nothing is damaged");
        open.merge(name, key, &update, &*self.entropy).expect("nothing is damaged");
    }

    async fn read_again(&self) -> Result<(), StorageError> {
        let mut reading = read_threads(&*self.storage, &*self.entropy, Some(&[ana()]), Depth::Open).await?;
        let mut fresh = reading.threads.pop().expect("Ana's thread is there");
        fresh.absorb(&mut self.thread.borrow_mut(), &*self.entropy);
        *self.thread.borrow_mut() = fresh;
        Ok(())
    }

    /// Puts the store in order, as the app does: long logs, quiet meetings, the digest.
    pub async fn tidy(&self, parts: usize, meetings: usize) -> Result<(), StorageError> {
        self.compact(parts).await?;
        self.bind_quiet(meetings).await?;
        self.write_digest().await
    }

    /// Writes documents of so many parts or more as one.
    pub async fn compact(&self, parts: usize) -> Result<(), StorageError> {
        let keys = self.keys().await?;
        let long = keys.loose.iter().filter(|(_, loose)| loose.len() >= parts).map(|(name, _)| *name);
        for name in long.collect::<Vec<_>>() {
            let replacement = snapshot(&mut self.thread.borrow_mut(), name, &*self.entropy);
            self.replace(replacement).await?;
        }
        Ok(())
    }

    /// Binds the quiet meetings of each block in which there are so many or more.
    pub async fn bind_quiet(&self, meetings: usize) -> Result<(), StorageError> {
        let keys = self.keys().await?;
        let quiet = {
            let thread = self.thread.borrow();
            Digest::of(&thread, &keys).quiet(&keys, thread.current())
        };
        for (block, numbers) in quiet.into_iter().filter(|(_, numbers)| numbers.len() >= meetings) {
            let mut reading = read_threads(&*self.storage, &*self.entropy, Some(&[ana()]), Depth::All).await?;
            let mut whole = reading.threads.pop().expect("Ana's thread is there");
            let replacement = bind(&mut whole, block, &numbers, &*self.entropy);
            self.replace(replacement).await?;
        }
        Ok(())
    }

    /// Writes the digest, unless something that it would tell of is not stored yet.
    pub async fn write_digest(&self) -> Result<(), StorageError> {
        let keys = self.keys().await?;
        if self.outbox.unsaved() > 0 {
            return Ok(());
        }
        let digest = Digest::of(&self.thread.borrow(), &keys);
        let entry = Entries::from([(Key::Digest(ana()).text(), written::write_json(&digest))]);
        self.storage.set(&entry).await?;
        *self.thread.borrow_mut().digest = digest;
        Ok(())
    }

    async fn keys(&self) -> Result<ThreadKeys, StorageError> {
        let mut listing = Listing::of(self.storage.keys().await?);
        Ok(listing.threads.remove(&ana()).expect("Ana's thread is there"))
    }

    async fn replace(&self, replacement: Option<Replacement>) -> Result<(), StorageError> {
        if let Some(replacement) = replacement {
            carry_out(&*self.storage, &replacement).await?;
            note(&mut self.thread.borrow_mut(), &replacement);
        }
        Ok(())
    }
}

/// Reads Ana's thread afresh, and asserts that nothing is damaged or missing.
pub async fn read(storage: &dyn KeyValue, lane: u32, depth: Depth) -> Thread {
    let reading = read_threads(storage, &CountedEntropy::lane(lane), Some(&[ana()]), depth).await;
    let mut reading = reading.expect("storage answers");
    assert_eq!(reading.faults, [], "nothing is damaged");
    assert_eq!(reading.listing.foreign.len(), 0, "every key is one of ours");
    reading.threads.pop().expect("Ana's thread is there")
}
