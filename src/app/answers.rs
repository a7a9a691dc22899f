//! Both answers, opened together: mine is handed over sealed, and its key follows only when the other's sealed answer
//! has come. Until then neither client can read the other's.

use super::{Desk, News};
use crate::document::{OpenedAnswer, OwnMeetingDocument, Update};
use crate::domain::{Answer, MeetingNumber, RelationshipId};
use crate::share::Secret;
use crate::share::answer::{self, NoAnswer};
use crate::store::{DocumentName, Exchange};

impl Desk {
    /// To be called when something of the other's was merged: lets go of keys that are due, opens what can be opened,
    /// and follows a meeting that the other began or wrapped up. Doing it again, or in two pages at once, changes
    /// nothing.
    pub fn after_news_from(&self, thread: &RelationshipId) {
        if !self.is_off_the_record(thread) {
            // The other has ended it.
            self.throw_sheet_away(thread);
        }
        self.let_keys_go(thread);
        self.follow_live(thread);
    }

    /// How far the answers about a meeting are handed over.
    pub(super) fn exchange(&self, thread: &RelationshipId, meeting: MeetingNumber) -> Exchange {
        self.threads.borrow().get(thread).map(|thread| thread.exchange(meeting)).unwrap_or_default()
    }

    /// Hands my answer over, sealed. Nothing is sealed that nobody is there to open, and nothing twice: an answer that
    /// was given before the other took part stays mine.
    pub(super) fn hand_over(&self, thread: &RelationshipId, meeting: MeetingNumber, given: &Answer) {
        let is_due = self.is_shared(thread) && !given.is_blank();
        if !is_due || self.exchange(thread, meeting).is_handed_over() {
            return;
        }
        let Some(me) = self.relationship(thread).map(|relationship| relationship.me.id) else { return };
        let handed = answer::seal(given, meeting, &*self.ports.entropy);
        // The key first: a sealed answer without one could never be opened.
        self.edit_own(thread, meeting, |own| own.hand_over(&handed.sealed, &handed.key.to_text()));
        self.edit_meeting(thread, meeting, |document| document.hand_over(&me, &handed.sealed));
    }

    /// Lets my keys go where the other's sealed answer has come, and opens theirs where their key has.
    pub(super) fn let_keys_go(&self, thread: &RelationshipId) {
        let threads = self.threads.borrow();
        let Some(known) = threads.get(thread) else { return };
        let meetings: Vec<_> = known.meetings().iter().map(|meeting| meeting.number).collect();
        drop(threads);
        let mut changed = false;
        for meeting in meetings {
            changed |= self.let_key_go(thread, meeting);
            changed |= self.open_theirs(thread, meeting);
        }
        if changed {
            self.tell(News::Save);
        }
    }

    fn let_key_go(&self, thread: &RelationshipId, meeting: MeetingNumber) -> bool {
        let exchange = self.exchange(thread, meeting);
        let Some(theirs) = exchange.counts().filter(|theirs| is_worth_a_key(&exchange, theirs)) else { return false };
        let Some(me) = self.relationship(thread).map(|relationship| relationship.me.id) else { return false };
        // What they have handed over by now is what they said: see `OwnMeetingDocument::hold`.
        let now = self.now();
        let mut changed = self.keep_own(thread, meeting, |own| own.hold(theirs, now));
        for key in exchange.own.handed.iter().filter_map(|(_, key)| Secret::parse(key)) {
            let name = key.name("answer key's name");
            changed |= self.keep_meeting(thread, meeting, |document| document.let_go(&me, &name, &key.to_text()));
        }
        changed
    }

    fn open_theirs(&self, thread: &RelationshipId, meeting: MeetingNumber) -> bool {
        let exchange = self.exchange(thread, meeting);
        let is_open = matches!(exchange.own.opened, Some(OpenedAnswer::Read(_)));
        let Some(held) = exchange.own.held.filter(|_| !is_open && !exchange.their_keys.is_empty()) else {
            return false;
        };
        let open = |key: &String| {
            let key = Secret::parse(key).ok_or(NoAnswer::OtherKey)?;
            answer::open(&held, &key, meeting)
        };
        let read = exchange.their_keys.iter().find_map(|key| open(key).ok());
        let opened = read.map_or(OpenedAnswer::KeyDoesNotFit, OpenedAnswer::Read);
        self.keep_own(thread, meeting, |own| own.open_theirs(&opened))
    }

    /// Edits my own document of a meeting, on the record.
    fn keep_own(
        &self,
        thread: &RelationshipId,
        meeting: MeetingNumber,
        edit: impl FnOnce(&mut OwnMeetingDocument) -> Option<Update>,
    ) -> bool {
        let entropy = self.ports.entropy.clone();
        self.keep(thread, DocumentName::OwnMeeting(meeting), |thread| thread.edit_own(meeting, &*entropy, edit))
    }

    /// Edits my own document of a meeting.
    pub(super) fn edit_own(
        &self,
        thread: &RelationshipId,
        meeting: MeetingNumber,
        edit: impl FnOnce(&mut OwnMeetingDocument) -> Option<Update>,
    ) -> bool {
        let entropy = self.ports.entropy.clone();
        self.edit(thread, DocumentName::OwnMeeting(meeting), |thread| thread.edit_own(meeting, &*entropy, edit))
    }
}

/// Whether that is an answer that somebody sealed, and not a copy of mine, which would open mine for nothing.
fn is_worth_a_key(exchange: &Exchange, theirs: &str) -> bool {
    let is_copy = || exchange.own.handed.iter().any(|(mine, _)| answer::same_key(mine, theirs));
    exchange.is_handed_over() && answer::is_sealed(theirs) && !is_copy()
}
