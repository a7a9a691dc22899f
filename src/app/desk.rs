//! The desk: all that is open in one page, kept in step with storage.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use thiserror::Error;

use super::News;
use super::deleting::Deletions;
use super::lines::Lines;
use super::managed::Managed;
use super::search::Searching;
use super::sent::SentHere;
use crate::domain::{Capture, CheckIn, Instant, RecordEntry, RelationshipId};
use crate::ports::{Change, Ports, StorageError, Value, Watch};
use crate::questions::OwnEntry;
use crate::store::migrations::{MigrationError, STEPS, Standing, migrate};
use crate::store::reading::read_threads;
use crate::store::{Beat, Depth, Ended, Fault, Key, Live, Outbox, Pair, Peer, Registers, Thread};

/// How much to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everyone, with what is prepared and what still waits.
    Present,
    /// Everyone, with every meeting there ever was.
    History,
}

/// Why nothing could be opened. What is stored is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
}

type Listener = Rc<dyn Fn(News)>;

/// Everything that one page has open.
pub struct Desk {
    pub(super) ports: Ports,
    pub(super) outbox: Outbox,
    pub(super) threads: RefCell<BTreeMap<RelationshipId, Thread>>,
    /// What is written off the record, for as long as the page is open; see [`super::off_record`].
    pub(super) sheets: RefCell<BTreeMap<RelationshipId, Thread>>,
    pub(super) ended: RefCell<BTreeMap<RelationshipId, Ended>>,
    pub(super) beats: RefCell<BTreeMap<RelationshipId, Beat>>,
    /// The records of live meetings, as far as this page knows them.
    pub(super) live: RefCell<BTreeMap<RelationshipId, Live>>,
    pub(super) pairs: RefCell<BTreeMap<RelationshipId, Pair>>,
    /// What this page knows of the others' copies, where it has read or changed that.
    pub(super) peers: RefCell<BTreeMap<RelationshipId, Peer>>,
    pub(super) lines: Lines,
    pub(super) managed: RefCell<Managed>,
    pub(super) sent: RefCell<SentHere>,
    /// Whether the browser lets anything go to a relay.
    pub(super) may_send: Cell<bool>,
    /// Everything is being deleted: nothing is to be written any more.
    pub(super) is_shut: Cell<bool>,
    /// What this browser is called among my devices; none until something is shared over a relay.
    pub(super) device: RefCell<Option<String>>,
    pub(super) captures: RefCell<BTreeMap<String, Capture>>,
    pub(super) settings: RefCell<BTreeMap<String, String>>,
    /// What is stored for the background script and by it, by key.
    pub(super) for_background: RefCell<BTreeMap<String, Value>>,
    /// What the user made of the bank, by id; none until it is asked for.
    pub(super) own_bank: RefCell<Option<Vec<(String, OwnEntry)>>>,
    pub(super) own_bank_turn: Cell<u32>,
    pub(super) searching: RefCell<Searching>,
    pub(super) deletions: Deletions,
    /// My record and my check-ins, as far as this page has read them, and whether that is all of them.
    pub(super) record: RefCell<Registers<RecordEntry>>,
    pub(super) check_ins: RefCell<Registers<CheckIn>>,
    pub(super) has_record_open: Cell<bool>,
    faults: RefCell<Vec<Fault>>,
    scope: Cell<Scope>,
    /// Those with whom every meeting there ever was is open.
    pub(super) opened_whole: RefCell<BTreeSet<RelationshipId>>,
    pub(super) newer_schema: Option<u32>,
    /// Changes that came while reading; none once everything is read.
    pub(super) early: RefCell<Option<Vec<Change>>>,
    pub(super) to_catch_up: RefCell<BTreeSet<RelationshipId>>,
    pub(super) told: RefCell<Option<Listener>>,
    watch: RefCell<Option<Watch>>,
}

impl Desk {
    /// Opens what is stored. Damage is no error: see [`Self::faults`].
    ///
    /// # Errors
    /// If storage fails or cannot be brought up to date.
    pub async fn open(ports: Ports, scope: Scope) -> Result<Rc<Self>, OpenError> {
        let newer_schema = match migrate(&*ports.storage, &STEPS).await? {
            Standing::Current => None,
            Standing::Newer(schema) => Some(schema),
        };
        let desk = Rc::new(Self {
            outbox: Outbox::new(ports.storage.clone(), ports.entropy.clone()),
            ports,
            threads: RefCell::default(),
            sheets: RefCell::default(),
            ended: RefCell::default(),
            beats: RefCell::default(),
            for_background: RefCell::default(),
            live: RefCell::default(),
            pairs: RefCell::default(),
            peers: RefCell::default(),
            lines: Lines::default(),
            managed: RefCell::default(),
            sent: RefCell::default(),
            may_send: Cell::new(true),
            is_shut: Cell::default(),
            device: RefCell::default(),
            captures: RefCell::default(),
            settings: RefCell::default(),
            own_bank: RefCell::default(),
            own_bank_turn: Cell::default(),
            searching: RefCell::default(),
            deletions: Deletions::default(),
            record: RefCell::default(),
            check_ins: RefCell::default(),
            has_record_open: Cell::default(),
            faults: RefCell::default(),
            scope: Cell::new(scope),
            opened_whole: RefCell::default(),
            newer_schema,
            early: RefCell::new(Some(Vec::new())),
            to_catch_up: RefCell::default(),
            told: RefCell::new(None),
            watch: RefCell::new(None),
        });
        // Subscribed before anything is read, so that no change falls in between.
        let observer = Rc::downgrade(&desk);
        let watch = desk.ports.storage.watch(Box::new(move |changes| {
            if let Some(desk) = observer.upgrade() {
                desk.hear(changes);
            }
        }));
        *desk.watch.borrow_mut() = Some(watch);
        desk.read(None).await?;
        desk.settle();
        desk.fade();
        // What came in before a page was closed may not have been answered.
        desk.people().iter().for_each(|person| desk.after_news_from(&person.id));
        Ok(desk)
    }

    /// Reads every meeting there ever was, if that has not been done.
    ///
    /// # Errors
    /// If storage fails; what was open stays open.
    pub async fn open_history(&self) -> Result<(), StorageError> {
        if self.scope.get() == Scope::Present {
            // Said only now: who asks meanwhile reads it, too, and does not take a part for the whole.
            self.read_to(None, Depth::All).await?;
            self.scope.set(Scope::History);
            self.tell(News::Changed);
        }
        Ok(())
    }

    /// The same with one person alone.
    ///
    /// # Errors
    /// If storage fails; what was open stays open.
    pub async fn open_history_with(&self, id: &RelationshipId) -> Result<(), StorageError> {
        if self.scope.get() == Scope::Present && !self.opened_whole.borrow().contains(id) {
            self.read_to(Some(core::slice::from_ref(id)), Depth::All).await?;
            self.opened_whole.borrow_mut().insert(id.clone());
            self.tell(News::Changed);
        }
        Ok(())
    }

    /// Reads what another page wrote about things that are not loaded here.
    ///
    /// # Errors
    /// If storage fails; what was open stays open.
    pub async fn catch_up(&self) -> Result<(), StorageError> {
        let ids: Vec<_> = self.to_catch_up.take().into_iter().collect();
        if !ids.is_empty() {
            self.read(Some(&ids)).await.inspect_err(|_| self.to_catch_up.borrow_mut().extend(ids.iter().cloned()))?;
            ids.iter().for_each(|id| self.after_news_from(id));
            self.tell(News::Changed);
        }
        Ok(())
    }

    /// Writes what waits, and tells how it went.
    pub async fn flush(&self) {
        self.write_sent();
        self.write_waiting().await;
        self.tell(News::Changed);
        self.tell_lines();
    }

    /// How many changes storage has not acknowledged yet.
    pub fn unsaved(&self) -> usize {
        self.outbox.unsaved()
    }

    /// Why the last attempt to write failed, until one succeeds.
    pub fn save_failure(&self) -> Option<StorageError> {
        self.outbox.failure()
    }

    /// Values that could not be used, each kept as it is.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.borrow().clone()
    }

    /// The schema of the store, if a newer version wrote it: then nothing can be changed here.
    pub fn newer_schema(&self) -> Option<u32> {
        self.newer_schema
    }

    /// From now on news go to `hear`.
    pub fn on_news(&self, hear: impl Fn(News) + 'static) {
        *self.told.borrow_mut() = Some(Rc::new(hear));
    }

    /// The time.
    pub fn now(&self) -> Instant {
        self.ports.clock.now()
    }

    /// The day that the user's calendar shows.
    pub fn today(&self) -> NaiveDate {
        self.ports.clock.civil(self.now()).date()
    }

    /// Passes news on.
    pub(super) fn tell(&self, news: News) {
        let told = self.told.borrow().clone();
        if let Some(told) = told {
            told(news);
        }
    }

    pub(super) async fn read(&self, which: Option<&[RelationshipId]>) -> Result<(), StorageError> {
        self.read_to(which, if self.scope.get() == Scope::History { Depth::All } else { Depth::Open }).await
    }

    /// Reads threads to that depth, all of them if `which` is none.
    pub(super) async fn read_to(&self, which: Option<&[RelationshipId]>, depth: Depth) -> Result<(), StorageError> {
        let (storage, entropy) = (&*self.ports.storage, &*self.ports.entropy);
        let reading = read_threads(storage, entropy, which, depth).await?;
        let threads = reading.listing.threads.iter();
        let ended = threads.clone().filter(|(_, keys)| keys.has_ended).map(|(id, _)| Key::Ended(id.clone()).text());
        let beats = threads.clone().filter(|(_, keys)| keys.has_beat).map(|(id, _)| Key::Beat(id.clone()).text());
        let live = threads.clone().filter(|(_, keys)| keys.has_live).map(|(id, _)| Key::Live(id.clone()).text());
        let pairs = threads.filter(|(_, keys)| keys.has_pair).map(|(id, _)| Key::Pair(id.clone()).text());
        let records = reading.listing.inbox.iter().chain(&reading.listing.settings);
        let records = records.chain(&reading.listing.for_background).cloned();
        let device = reading.listing.has_device.then(|| Key::Device.text());
        let gone = reading.listing.gone.iter().map(|id| Key::Gone(id.clone()).text());
        let records: Vec<_> =
            records.chain(ended).chain(beats).chain(live).chain(pairs).chain(device).chain(gone).collect();
        let values = if records.is_empty() { BTreeMap::new() } else { storage.get(&records).await? };
        self.take_faults(which, reading.faults);
        for mut thread in reading.threads {
            if let Some(mut before) = self.threads.borrow_mut().remove(&thread.id) {
                thread.absorb(&mut before, entropy);
            }
            self.threads.borrow_mut().insert(thread.id.clone(), thread);
        }
        for (key, value) in values {
            self.take_record(&key, Some(&value));
        }
        let early = self.early.take().unwrap_or_default();
        self.hear(&early);
        Ok(())
    }

    /// What was wrong before stays so, but for the threads that were read again (all of them if `which` is none).
    pub(super) fn take_faults(&self, which: Option<&[RelationshipId]>, found: Vec<Fault>) {
        let mut faults = self.faults.borrow_mut();
        faults.retain(|fault| which.is_some_and(|ids| !ids.iter().any(|id| fault.key.contains(id.as_str()))));
        for fault in found {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
}
