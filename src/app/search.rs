//! Searching everything: the index is made slice by slice, from meetings that are read for it and let go again, and what
//! is open is looked at anew for every search.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::Desk;
use super::search_entries::{of_about, of_meeting, of_notes};
use crate::document::State;
use crate::domain::order::gathered;
use crate::domain::{MeetingNumber, RelationshipId, SamePerson};
use crate::ports::StorageError;
use crate::search::{Filter, Hits, Index, Part, Query, Source};
use crate::store::past::{Stored, in_blocks};
use crate::store::{DocumentName, Thread};

/// Meetings that are indexed at once: a slice stays well below the 50 ms after which a page seems to stand still.
const INDEXED_AT_ONCE: usize = 5;

/// The index of one page, and what it is still to take in.
#[derive(Default)]
pub(super) struct Searching {
    index: Index,
    /// The states of the documents that the entries of a source were made from.
    made_from: BTreeMap<Source, Vec<Option<State>>>,
    /// By whose ids mine and theirs were told apart.
    people: BTreeMap<RelationshipId, Rc<SamePerson>>,
    unread: VecDeque<(RelationshipId, BTreeSet<MeetingNumber>)>,
    read: VecDeque<(RelationshipId, Stored, VecDeque<MeetingNumber>)>,
    taken_in: usize,
}

/// How far the index is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indexed {
    pub meetings: usize,
    pub of: usize,
}

impl Indexed {
    /// Whether everything can be found.
    pub fn is_whole(self) -> bool {
        self.meetings >= self.of
    }
}

impl Desk {
    /// Takes a few more meetings into the index, the newest first; to be called until it is whole, with pauses in which
    /// the page can do other things.
    ///
    /// # Errors
    /// If storage fails; the next call tries again.
    pub async fn index_more(&self) -> Result<Indexed, StorageError> {
        self.queue_unknown();
        if !self.index_what_was_read() {
            self.read_for_index().await?;
        }
        Ok(self.indexed())
    }

    /// What fits, as far as the index is.
    pub fn search(&self, query: &Query, filter: &Filter, shown: usize) -> Hits {
        self.index_what_is_open();
        self.searching.borrow().index.find(query, filter, shown)
    }

    fn indexed(&self) -> Indexed {
        let searching = self.searching.borrow();
        let unread: usize = searching.unread.iter().map(|(_, numbers)| numbers.len()).sum();
        let read: usize = searching.read.iter().map(|(_, _, numbers)| numbers.len()).sum();
        Indexed { meetings: searching.taken_in, of: searching.taken_in + unread + read }
    }

    /// Queues the meetings of everyone who is new here, or whose ids are now known to be other people's.
    fn queue_unknown(&self) {
        let threads = self.threads.borrow();
        let mut searching = self.searching.borrow_mut();
        let mut new: BTreeMap<(Reverse<MeetingNumber>, RelationshipId), BTreeSet<MeetingNumber>> = BTreeMap::new();
        for (id, thread) in threads.iter() {
            let people = thread.same_person();
            if searching.people.get(id) == Some(&people) {
                continue;
            }
            searching.people.insert(id.clone(), people);
            for some in in_blocks(&thread.known_meetings()) {
                if let Some(newest) = some.last() {
                    new.insert((Reverse(*newest), id.clone()), some);
                }
            }
        }
        searching.unread.extend(new.into_iter().map(|((_, id), numbers)| (id, numbers)));
    }

    async fn read_for_index(&self) -> Result<(), StorageError> {
        let Some((id, numbers)) = self.searching.borrow_mut().unread.pop_front() else { return Ok(()) };
        match Stored::find(&*self.ports.storage, &id, &numbers).await {
            Ok(found) => {
                let newest_first = numbers.into_iter().rev().collect();
                self.searching.borrow_mut().read.push_back((id, found, newest_first));
                Ok(())
            }
            Err(error) => {
                self.searching.borrow_mut().unread.push_front((id, numbers));
                Err(error)
            }
        }
    }

    /// Says whether there was anything.
    fn index_what_was_read(&self) -> bool {
        let mut searching = self.searching.borrow_mut();
        let Some((id, found, mut numbers)) = searching.read.pop_front() else { return false };
        let some: Vec<_> = numbers.drain(..INDEXED_AT_ONCE.min(numbers.len())).collect();
        searching.taken_in += some.len();
        let mut threads = self.threads.borrow_mut();
        // Who was deleted meanwhile is not found any more.
        let Some(thread) = threads.get_mut(&id) else { return true };
        let entropy = &*self.ports.entropy;
        let mut read = thread.without_meetings(entropy);
        let faults = found.read_into(&mut read, gathered(some.iter().copied()), entropy);
        let open = thread.loaded();
        // What is open says more than what was read, and is looked at for every search.
        for number in some.into_iter().filter(|number| !open.contains(&DocumentName::Meeting(*number))) {
            let source = Source { with: id.clone(), part: Part::Meeting(number) };
            searching.index.replace(&source, &of_meeting(&read, number));
        }
        if !numbers.is_empty() {
            searching.read.push_front((id, found, numbers));
        }
        drop(threads);
        self.take_faults(Some(&[]), faults);
        true
    }

    fn index_what_is_open(&self) {
        let threads = self.threads.borrow();
        let mut searching = self.searching.borrow_mut();
        for gone in searching.index.people().into_iter().filter(|id| !threads.contains_key(id)) {
            searching.index.forget(&gone);
            searching.made_from.retain(|source, _| source.with != gone);
            searching.people.remove(&gone);
        }
        for (id, thread) in threads.iter() {
            let meetings = thread.loaded().into_iter().filter_map(DocumentName::meeting).map(Part::Meeting);
            for part in [Part::About, Part::PrivateNotes].into_iter().chain(meetings) {
                searching.look_at(thread, Source { with: id.clone(), part });
            }
        }
    }
}

impl Searching {
    /// Indexes a part of an open thread, unless it is as it was.
    fn look_at(&mut self, thread: &Thread, source: Source) {
        let names = match source.part {
            Part::About => vec![DocumentName::About],
            Part::PrivateNotes => vec![DocumentName::Notes],
            // The `about` document says which ids are mine.
            Part::Meeting(number) => {
                vec![DocumentName::Meeting(number), DocumentName::OwnMeeting(number), DocumentName::About]
            }
        };
        let states: Vec<_> = names.into_iter().map(|name| thread.state(name)).collect();
        if self.made_from.get(&source) == Some(&states) {
            return;
        }
        let entries = match source.part {
            Part::About => of_about(thread),
            Part::PrivateNotes => of_notes(thread),
            Part::Meeting(number) => of_meeting(thread, number),
        };
        self.index.replace(&source, &entries);
        self.made_from.insert(source, states);
    }
}
