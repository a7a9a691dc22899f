//! Two people with a browser each, who share their 1:1, and what travels between them.

use std::rc::Rc;

use duologue::document::{MeetingDocument, OwnMeetingDocument, Update};
use duologue::domain::{MeetingNumber, PersonId, RelationshipId, Role};
use duologue::ports::{Entries, KeyValue, Side, Value};
use duologue::store::{DocumentName, Form, Key, Mine, Pair, written};

use super::desk::{Browser, OpenDesk};
use super::turns::finish;

/// Mira and Ana. Whatever is on the shared shelf travels when a test says so, and nothing else does.
pub struct Two {
    pub mira: Browser,
    pub ana: Browser,
    pub id: RelationshipId,
}

impl Two {
    /// Two who have just begun to share.
    pub fn who_share() -> Self {
        let two = Self::who_met();
        two.share();
        two
    }

    /// Two who know each other, of whom Mira alone has written anything; nothing is shared yet.
    pub fn who_met() -> Self {
        let (mira, ana) = (Browser::in_lane(1), Browser::in_lane(2));
        let desk = mira.open();
        let id = desk.meets("Ana", Role::Report);
        mira.rest();
        Self { mira, ana, id }
    }

    /// From now on both take part, and have what was there before.
    pub fn share(&self) {
        let key = Key::Mine(self.id.clone()).text();
        let mine: Mine = written::read_json(&self.mira.storage.entries()[&key]).expect("a record of ours");
        let theirs = Mine { me: mine.counterpart, counterpart: mine.me, archived: false, back: None };
        let mut entries = on_the_shared_shelf(&self.mira, &self.id);
        entries.insert(key, written::write_json(&theirs));
        finish(self.ana.storage.set(&entries)).expect("it has room");
        for (browser, side) in [(&self.mira, Side::A), (&self.ana, Side::B)] {
            let pair = Pair { secret: "secret".into(), side, joined: true, relay: None, changed: 0, ended: false };
            browser.write(&Key::Pair(self.id.clone()).text(), written::write_json(&pair));
            browser.rest();
        }
    }

    /// What either has written reaches the other.
    pub fn meet(&self) {
        // Twice: what comes in may have to be answered, and the answer to reach the other.
        for _ in 0..2 {
            carry(&self.mira, &self.ana, &self.id);
            carry(&self.ana, &self.mira, &self.id);
        }
    }

    /// What Mira has written reaches Ana.
    pub fn ana_hears(&self) {
        carry(&self.mira, &self.ana, &self.id);
    }

    /// What Ana has written reaches Mira.
    pub fn mira_hears(&self) {
        carry(&self.ana, &self.mira, &self.id);
    }

    /// Lets time go by for both.
    pub fn minutes_pass(&self, minutes: i64) {
        self.mira.minutes_pass(minutes);
        self.ana.minutes_pass(minutes);
    }

    /// A page of each.
    pub fn open(&self) -> (Rc<OpenDesk>, Rc<OpenDesk>) {
        (self.mira.open(), self.ana.open())
    }

    /// Writes something into the shared document of a meeting in a browser, as a changed client could.
    pub fn tamper(&self, browser: &Browser, meeting: u32, edit: impl FnOnce(&mut MeetingDocument) -> Option<Update>) {
        let mut document = shared_meeting(browser, &self.id, meeting);
        let update = edit(&mut document).expect("it changes something");
        let unique = format!("tampered-{}", browser.storage.writes());
        let name = DocumentName::Meeting(MeetingNumber(meeting));
        let key = Key::Document { thread: self.id.clone(), name, form: Form::Log, unique };
        browser.write(&key.text(), written::write_update(&update));
        browser.rest();
    }
}

/// Everything that can travel.
pub fn on_the_shared_shelf(browser: &Browser, id: &RelationshipId) -> Entries {
    let shelf = format!("shared/{id}/");
    browser.storage.entries().into_iter().filter(|(key, _)| key.starts_with(&shelf)).collect()
}

/// The document of a meeting as it is stored on the shared shelf.
pub fn shared_meeting(browser: &Browser, id: &RelationshipId, meeting: u32) -> MeetingDocument {
    let session = 1_000_000 + browser.storage.writes() as u64;
    let mut document = MeetingDocument::new(MeetingNumber(meeting), session);
    for update in updates(browser, &format!("shared/{id}/m{meeting}/")) {
        document.mergeable().merge(&update).expect("a change of ours");
    }
    document
}

/// My own document of a meeting as it is stored.
pub fn own_meeting(browser: &Browser, id: &RelationshipId, meeting: u32) -> OwnMeetingDocument {
    let mut document = OwnMeetingDocument::new(1);
    for update in updates(browser, &format!("own/{id}/m{meeting}/")) {
        document.mergeable().merge(&update).expect("a change of ours");
    }
    document
}

/// The keys of the answers that this browser handed over.
pub fn keys_of(browser: &Browser, id: &RelationshipId, meeting: u32) -> Vec<String> {
    own_meeting(browser, id, meeting).exchange().handed.into_iter().map(|(_, key)| key).collect()
}

/// Whether that text is in anything on the shared shelf.
pub fn is_shared(browser: &Browser, id: &RelationshipId, text: &str) -> bool {
    let holds = |update: &Update| update.as_bytes().windows(text.len()).any(|part| part == text.as_bytes());
    updates(browser, &format!("shared/{id}/")).iter().any(holds)
}

/// Whose id is whose, as Mira knows it: hers, and Ana's.
pub fn people(desk: &OpenDesk, id: &RelationshipId) -> (PersonId, PersonId) {
    let relationship = desk.with(id).relationship;
    (relationship.me.id, relationship.counterpart.id)
}

fn updates(browser: &Browser, start: &str) -> Vec<Update> {
    let entries = browser.storage.entries();
    let of_it = entries.iter().filter(|(key, _)| key.starts_with(start));
    of_it.map(|(_, value): (_, &Value)| written::read_update(value).expect("a change of ours")).collect()
}

fn carry(from: &Browser, to: &Browser, id: &RelationshipId) {
    from.rest();
    let there = to.storage.entries();
    let news: Entries = on_the_shared_shelf(from, id).into_iter().filter(|(key, _)| !there.contains_key(key)).collect();
    if !news.is_empty() {
        finish(to.storage.set(&news)).expect("it has room");
    }
    to.rest();
    to.hear_from_the_other(id);
    to.rest();
}
