//! One relationship as it was read: its documents in memory, and the keys that they were merged from.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::compaction::Replaced;
use super::{Digest, DocumentName, History, Key, MeetingDigest, Mine};
use crate::document::tracked::{Kept, Tracked};
use crate::document::{
    AboutDocument, MeetingDocument, Mergeable, NotesDocument, OwnMeetingDocument, State, Unreadable, Update,
};
use crate::domain::order::gathered;
use crate::domain::{
    Holiday, Instant, Meeting, MeetingNumber, PersonId, QuestionId, Relationship, RelationshipId, Retro, SamePerson,
};
use crate::ports::Entropy;

/// The most times off that are believed of two people.
const MOST_AWAY: usize = 200;

/// A shelf of small documents, as far as they are loaded.
pub struct Thread {
    pub id: RelationshipId,
    pub mine: Tracked<Mine>,
    pub digest: Tracked<Digest>,
    pub(super) about: Tracked<AboutDocument>,
    notes: NotesDocument,
    pub(super) meetings: Tracked<BTreeMap<MeetingNumber, MeetingDocument>>,
    pub(super) own: Tracked<BTreeMap<MeetingNumber, OwnMeetingDocument>>,
    merged: BTreeMap<DocumentName, BTreeSet<String>>,
    volumes: BTreeSet<String>,
    made: Made,
}

/// What is asked for many times between two changes.
#[derive(Default)]
struct Made {
    relationship: Kept<2, Relationship>,
    same_person: Kept<2, SamePerson>,
    meetings: Kept<3, BTreeMap<MeetingNumber, Rc<Meeting>>>,
    current: Kept<4, MeetingNumber>,
    history: Kept<5, History>,
}

impl Thread {
    /// An empty one.
    pub fn new(id: RelationshipId, mine: Mine, entropy: &dyn Entropy) -> Self {
        Self {
            id,
            mine: Tracked::new(mine),
            digest: Tracked::new(Digest::default()),
            about: Tracked::new(AboutDocument::new(entropy.session())),
            notes: NotesDocument::new(entropy.session()),
            meetings: Tracked::new(BTreeMap::new()),
            own: Tracked::new(BTreeMap::new()),
            merged: BTreeMap::new(),
            volumes: BTreeSet::new(),
            made: Made::default(),
        }
    }

    /// Who they are, as I see it.
    pub fn relationship(&self) -> Relationship {
        let make = || {
            let mut relationship = self.about.view(&self.id, &self.mine.me, &self.mine.counterpart, self.mine.archived);
            let same = self.same_person();
            for person in [&mut relationship.me, &mut relationship.counterpart] {
                person.id = same.stands_for(&person.id);
            }
            relationship
        };
        (*self.made.relationship.get([self.mine.stamp(), self.about.stamp()], make)).clone()
    }

    /// From when on the two have known each other here.
    pub fn known_since(&self) -> Option<Instant> {
        self.about.known_since()
    }

    /// The days on which the two are away, as each has written them down.
    pub fn away(&self) -> Vec<Holiday> {
        let days = self.about.away();
        days.iter().flat_map(|days| days.split(',')).filter_map(Holiday::of_days).take(MOST_AWAY).collect()
    }

    /// The id that stands for me.
    pub fn me(&self) -> PersonId {
        self.same_person().stands_for(&self.mine.me)
    }

    /// Which ids stand for the same person.
    pub fn same_person(&self) -> Rc<SamePerson> {
        let make = || SamePerson::new(self.about.ties(), &self.mine.me, &self.mine.counterpart);
        self.made.same_person.get([self.mine.stamp(), self.about.stamp()], make)
    }

    /// The meeting that is prepared or live: the one after the last that was closed. Open points of a closed one are
    /// carried over by staying open.
    pub fn current(&self) -> MeetingNumber {
        let make = || {
            let (loaded, known) = (self.loaded_meetings(), &self.digest.meetings);
            let loaded_closed = loaded.values().rev().find(|meeting| meeting.closed).map(|meeting| meeting.number);
            // A loaded document says more than its digest.
            let is_closed =
                |(number, digest): &(&MeetingNumber, &Rc<MeetingDigest>)| digest.closed && !loaded.contains_key(number);
            let known_closed = known.iter().rev().find(is_closed).map(|(number, _)| *number);
            loaded_closed.max(known_closed).map_or(MeetingNumber::FIRST, MeetingNumber::next)
        };
        let stamps = [self.mine.stamp(), self.about.stamp(), self.meetings.stamp(), self.digest.stamp()];
        *self.made.current.get(stamps, make)
    }

    /// The loaded meetings, by number.
    pub fn loaded_meetings(&self) -> Rc<BTreeMap<MeetingNumber, Rc<Meeting>>> {
        let make = || {
            let same = self.same_person();
            gathered(self.meetings.iter().map(|(number, document)| (*number, seen(document, &same))))
        };
        self.made.meetings.get([self.mine.stamp(), self.about.stamp(), self.meetings.stamp()], make)
    }

    /// The loaded meetings, oldest first.
    pub fn meetings(&self) -> Vec<Meeting> {
        self.loaded_meetings().values().map(|meeting| (**meeting).clone()).collect()
    }

    /// A loaded meeting, or an empty one if nothing was written about it yet.
    pub fn meeting(&self, number: MeetingNumber) -> Meeting {
        let document = self.meetings.get(&number).map(|document| seen(document, &self.same_person()));
        document.map_or_else(|| Meeting::empty(number), |meeting| (*meeting).clone())
    }

    /// The length in minutes that was planned for a loaded meeting, if it is another than the usual one.
    pub fn minutes(&self, number: MeetingNumber) -> Option<u32> {
        self.meetings.get(&number).and_then(MeetingDocument::minutes)
    }

    /// My answer about a meeting, if it is loaded.
    pub fn retro(&self, number: MeetingNumber) -> Option<Retro> {
        self.own.get(&number).and_then(|own| own.view(number))
    }

    /// My loaded answers, oldest first.
    pub fn retros(&self) -> Vec<Retro> {
        self.own.iter().filter_map(|(number, own)| own.view(*number)).collect()
    }

    /// Whether what came over from earlier meetings was taken note of in this one.
    pub fn has_seen_last(&self, number: MeetingNumber) -> bool {
        self.own.get(&number).is_some_and(OwnMeetingDocument::has_seen_last)
    }

    /// The questions that rest for a meeting, and those that were passed over for the next best.
    pub fn set_aside(&self, number: MeetingNumber) -> (BTreeSet<QuestionId>, BTreeSet<QuestionId>) {
        self.own.get(&number).map(OwnMeetingDocument::set_aside).unwrap_or_default()
    }

    /// My private notes.
    pub fn notes(&self) -> &NotesDocument {
        &self.notes
    }

    /// What each meeting amounts to: from its document where that is loaded, else from the digest.
    pub fn history(&self) -> Rc<History> {
        let make = || {
            let mut history = self.digest.meetings.clone();
            for (number, meeting) in &*self.loaded_meetings() {
                history.insert(*number, Rc::new(MeetingDigest::of(self, meeting, 0)));
            }
            history
        };
        let (mine, about, digest) = (self.mine.stamp(), self.about.stamp(), self.digest.stamp());
        self.made.history.get([mine, about, digest, self.meetings.stamp(), self.own.stamp()], make)
    }

    /// When the meetings that were held since an instant began and ended, in milliseconds since 1970.
    pub fn held_since(&self, since: i64) -> Vec<(i64, Option<i64>)> {
        let is_recent = |began: &Option<i64>| began.is_none_or(|began| began >= since);
        let millis = |at: Option<Instant>| at.map(|at| at.timestamp_millis());
        let loaded = self.loaded_meetings();
        let loaded = loaded.values().rev();
        let loaded = loaded.map(|one| (millis(one.started), millis(one.ended), one.closed));
        let known = self.digest.meetings.iter().filter(|(number, _)| !self.meetings.contains_key(*number));
        let known = known.map(|(_, digest)| (digest.began, digest.ended, digest.closed));
        let held =
            loaded.take_while(|(began, ..)| is_recent(began)).chain(known.filter(|(began, ..)| is_recent(began)));
        held.filter(|(.., closed)| *closed).filter_map(|(began, ended, _)| Some((began?, ended))).collect()
    }

    /// What is known of the shared document of a meeting, if it is loaded.
    pub fn meeting_state(&self, number: MeetingNumber) -> Option<State> {
        self.meetings.get(&number).map(MeetingDocument::state)
    }

    /// What is known of a document: as it is loaded, else, if it is shared, as the digest says; none if neither knows.
    pub fn state(&self, name: DocumentName) -> Option<State> {
        match name {
            DocumentName::About => Some(self.about.state()),
            DocumentName::Meeting(number) => {
                let in_digest = || self.digest.meetings.get(&number).and_then(|meeting| meeting.state);
                self.meeting_state(number).or_else(in_digest)
            }
            DocumentName::Notes => Some(self.notes.state()),
            DocumentName::OwnMeeting(number) => self.own.get(&number).map(OwnMeetingDocument::state),
        }
    }

    /// The shared documents that there are, loaded or not.
    pub fn shared_documents(&self) -> Vec<DocumentName> {
        let known: BTreeSet<_> = gathered(self.meetings.keys().chain(self.digest.meetings.keys()).copied());
        core::iter::once(DocumentName::About).chain(known.into_iter().map(DocumentName::Meeting)).collect()
    }

    /// Edits what is shared about the relationship.
    pub fn edit_about(&mut self, edit: impl FnOnce(&mut AboutDocument) -> Option<Update>) -> Option<Update> {
        edit(&mut self.about)
    }

    /// Edits my private notes.
    pub fn edit_notes(&mut self, edit: impl FnOnce(&mut NotesDocument) -> Option<Update>) -> Option<Update> {
        edit(&mut self.notes)
    }

    /// Edits the document of a meeting; a new one if there is none.
    pub fn edit_meeting(
        &mut self,
        number: MeetingNumber,
        entropy: &dyn Entropy,
        edit: impl FnOnce(&mut MeetingDocument) -> Option<Update>,
    ) -> Option<Update> {
        edit(self.meetings.entry(number).or_insert_with(|| MeetingDocument::new(number, entropy.session())))
    }

    /// Edits my own document of a meeting; a new one if there is none.
    pub fn edit_own(
        &mut self,
        number: MeetingNumber,
        entropy: &dyn Entropy,
        edit: impl FnOnce(&mut OwnMeetingDocument) -> Option<Update>,
    ) -> Option<Update> {
        edit(self.own.entry(number).or_insert_with(|| OwnMeetingDocument::new(entropy.session())))
    }

    /// Merges what stands under `key`; says whether it was news.
    ///
    /// # Errors
    /// If the bytes cannot be read; nothing was changed.
    pub fn merge(
        &mut self,
        name: DocumentName,
        key: &str,
        update: &Update,
        entropy: &dyn Entropy,
    ) -> Result<bool, Unreadable> {
        let is_news = self.document(name, entropy).merge(update)?;
        self.merged.entry(name).or_default().insert(key.into());
        Ok(is_news)
    }

    /// The keys that a document was merged from: what a snapshot of it stands for.
    pub fn merged_from(&self, name: DocumentName) -> BTreeSet<String> {
        self.merged.get(&name).cloned().unwrap_or_default()
    }

    /// Whether what is stored under that key has been merged into the document.
    pub fn has_merged(&self, name: DocumentName, key: &str) -> bool {
        self.merged.get(&name).is_some_and(|keys| keys.contains(key))
    }

    /// Whether anything that was merged into a meeting came out of a volume.
    pub fn is_in_volume(&self, meeting: MeetingNumber) -> bool {
        let names = [DocumentName::Meeting(meeting), DocumentName::OwnMeeting(meeting)];
        let keys = names.iter().filter_map(|name| self.merged.get(name)).flatten();
        keys.into_iter().any(|key| matches!(Key::parse(key), Some(Key::Volume { .. })))
    }

    /// All keys that were merged into anything here.
    pub fn all_merged(&self) -> BTreeSet<&String> {
        gathered(self.merged.values().flatten())
    }

    /// Takes note that one value now stands for several, and they are gone. What is not loaded stays so.
    pub fn take_note(&mut self, name: DocumentName, replaced: &Replaced) {
        if !self.has_loaded(name) {
            return;
        }
        // Whole documents that we wrote ourselves can always be read back.
        if self.document_or_new(name, || replaced.session).merge(&replaced.whole).is_ok() {
            let merged = self.merged.entry(name).or_default();
            merged.retain(|key| !replaced.parts.contains(key));
            merged.insert(replaced.by.clone());
        }
    }

    /// From now on every meeting in that volume is either loaded, or in the digest as it stands there.
    pub fn knows_volume_now(&mut self, key: &str) {
        self.volumes.insert(key.into());
    }

    /// Whether nothing in that volume is news.
    pub fn knows_volume(&self, key: &str) -> bool {
        self.volumes.contains(key)
    }

    /// Whether a single change of that document can be merged: it is loaded, or nothing of it was ever written.
    pub fn can_take(&self, name: DocumentName) -> bool {
        self.has_loaded(name) || name.meeting().is_none_or(|number| !self.digest.meetings.contains_key(&number))
    }

    /// Whether all that is stored of that document is in memory. The two of a meeting are loaded together: where one
    /// of them is there, the other has nothing in it.
    fn has_loaded(&self, name: DocumentName) -> bool {
        name.meeting().is_none_or(|number| self.meetings.contains_key(&number) || self.own.contains_key(&number))
    }

    /// A thread that knows who the two are, and nothing else: to read meetings into that are not to stay open.
    pub fn without_meetings(&mut self, entropy: &dyn Entropy) -> Self {
        let mut bare = Self::new(self.id.clone(), (*self.mine).clone(), entropy);
        // Our own document can always be read back.
        let _ = bare.about.merge(&self.about.mergeable().whole());
        bare
    }

    /// The meetings of which anything is known, loaded or not, oldest first.
    pub fn known_meetings(&self) -> BTreeSet<MeetingNumber> {
        gathered(self.meetings.keys().chain(self.own.keys()).chain(self.digest.meetings.keys()).copied())
    }

    /// Takes over all that `before` knew: edits that are still on their way to storage, and what it was merged from.
    pub fn absorb(&mut self, before: &mut Self, entropy: &dyn Entropy) {
        for name in before.loaded() {
            let whole = before.document(name, entropy).whole();
            // Our own document can always be read back.
            let _ = self.document(name, entropy).merge(&whole);
            let keys = before.merged_from(name);
            self.merged.entry(name).or_default().extend(keys);
        }
    }

    /// The loaded documents.
    pub fn loaded(&self) -> Vec<DocumentName> {
        let meetings = self.meetings.keys().map(|number| DocumentName::Meeting(*number));
        let own = self.own.keys().map(|number| DocumentName::OwnMeeting(*number));
        [DocumentName::About, DocumentName::Notes].into_iter().chain(meetings).chain(own).collect()
    }

    /// The document of that name without its meaning, to merge into and to store; a new one if there is none.
    pub fn document(&mut self, name: DocumentName, entropy: &dyn Entropy) -> &mut Mergeable {
        self.document_or_new(name, || entropy.session())
    }

    fn document_or_new(&mut self, name: DocumentName, session: impl FnOnce() -> u64) -> &mut Mergeable {
        match name {
            DocumentName::About => self.about.mergeable(),
            DocumentName::Notes => self.notes.mergeable(),
            DocumentName::Meeting(number) => {
                self.meetings.entry(number).or_insert_with(|| MeetingDocument::new(number, session())).mergeable()
            }
            DocumentName::OwnMeeting(number) => {
                self.own.entry(number).or_insert_with(|| OwnMeetingDocument::new(session())).mergeable()
            }
        }
    }
}

/// A meeting with everyone in it under the id that stands for them.
fn seen(document: &MeetingDocument, same: &SamePerson) -> Rc<Meeting> {
    let mut meeting = document.view();
    if !same.pairs().is_empty() {
        same.rename(Rc::make_mut(&mut meeting));
    }
    meeting
}
