//! What is private never leaves: whatever was written in a browser, all that goes out of it is searched for words that
//! have no business there, before it is sealed and once more after it was opened.

mod support;

use std::collections::BTreeMap;
use std::rc::Rc;

use duologue::app::actions::ActionDraft;
use duologue::app::record::Keepable;
use duologue::domain::hand_over::{ItemKind, PackItem};
use duologue::domain::{CheckIn, Level, QuestionId, RecordEntry, RecordKind, RelationshipId, Role};
use duologue::ports::{MemoryRelay, RelayAddress};
use duologue::share::line::HERE;
use duologue::share::{Invitation, Marker, PairKeys, contents, value};
use duologue::store::{Key, Pair, written};

use support::desk::{Browser, OpenDesk, answer};
use support::dice::Dice;
use support::squeeze::Recording;
use support::turns::finish;

/// Bo's browser, in which he has written about three people. He shares with the first two, over one relay.
struct Office {
    browser: Browser,
    desk: Rc<OpenDesk>,
    relay: MemoryRelay,
    recording: Recording,
    people: Vec<RelationshipId>,
    keys: BTreeMap<RelationshipId, PairKeys>,
    /// Words that may leave for nobody.
    private: Vec<String>,
    /// Words that may leave for this one only.
    shared: BTreeMap<RelationshipId, Vec<String>>,
    words: usize,
}

impl Office {
    fn new() -> Self {
        let (relay, recording) = (MemoryRelay::default(), Recording::default());
        let mut browser = Browser::in_lane(100);
        browser.relay = relay.clone();
        browser.squeeze = Rc::new(recording.clone());
        let desk = browser.open();
        desk.set_default_relay(Some(&RelayAddress { url: "wss://relay.example".into(), credential: None }));
        let names = ["Ana Anders", "Cleo Clement", "Dan Dantes"];
        let people: Vec<_> = names.iter().map(|name| desk.meets(name, Role::Report)).collect();
        let shared = people.iter().zip(names).map(|(id, name)| (id.clone(), vec![name.to_string()])).collect();
        let mut office = Self {
            browser,
            desk,
            relay,
            recording,
            people,
            keys: BTreeMap::new(),
            private: vec!["felt-heard".into()],
            shared,
            words: 0,
        };
        for at in 0..2 {
            let id = office.people[at].clone();
            office.share(&id);
        }
        office
    }

    /// Invites, and stays on the line. The invitation goes out as well.
    fn share(&mut self, id: &RelationshipId) {
        let text = self.desk.invite(id, "Bo").expect("it can be shared");
        let invitation = Invitation::read(&text).expect("it is one");
        let about = serde_json::to_vec(&invitation.about).expect("it has a JSON form");
        self.holds_nothing_foreign(id, &about, "an invitation");
        self.keys.insert(id.clone(), PairKeys::of(&invitation.secret));
        self.desk.follow(id);
        self.browser.rest();
        if self.keys.len() == 1 {
            self.joins(id);
        }
    }

    /// The first one has joined: with her alone something can be agreed.
    fn joins(&self, id: &RelationshipId) {
        let key = Key::Pair(id.clone()).text();
        let pair: Pair = written::read_json(&self.browser.storage.entries()[&key]).expect("a record of ours");
        self.browser.write(&key, written::write_json(&Pair { joined: true, changed: pair.changed + 1, ..pair }));
        self.browser.rest();
        assert!(self.desk.is_shared(id));
    }

    fn word(&mut self, kind: &str) -> String {
        self.words += 1;
        format!("{kind}-{}-word", self.words)
    }

    fn shared_word(&mut self, id: &RelationshipId) -> String {
        let word = self.word("shared");
        self.shared.get_mut(id).expect("they are known").push(word.clone());
        word
    }

    fn private_word(&mut self) -> String {
        let word = self.word("private");
        self.private.push(word.clone());
        word
    }

    fn act(&mut self, dice: &mut Dice) {
        let id = self.people[dice.below(3)].clone();
        match dice.below(11) {
            0 | 1 => self.write_point(&id),
            2 => {
                let text = self.shared_word(&id);
                self.desk.add_action(&id, &ActionDraft { text, ..ActionDraft::default() }).expect("it has a text");
            }
            3 => {
                let notes = format!("{} {}", self.desk.private_notes(&id), self.private_word());
                self.desk.write_private_notes(&id, &notes);
            }
            4 => self.set_a_question_aside(&id, dice.below(3)),
            5 => self.hold(&id, dice.percent(70)),
            6 => self.keep_for_my_record(&id),
            7 => self.check_in(),
            8 => self.propose(&id),
            9 => finish(self.desk.tidy()).expect("storage answers"),
            _ => {
                self.browser.clock.advance(11);
                finish(self.desk.work_lines());
                self.browser.rest();
            }
        }
    }

    fn write_point(&mut self, id: &RelationshipId) {
        let (title, notes) = (self.shared_word(id), self.shared_word(id));
        let point = self.desk.point(id, &title);
        self.desk.note_on_point(id, &point, &notes);
        self.desk.show_open(id, Some(&point));
        self.shared.get_mut(id).expect("they are known").push(point.to_string());
    }

    fn set_a_question_aside(&mut self, id: &RelationshipId, how: usize) {
        let question = QuestionId::new(self.private_word());
        match how {
            0 => self.desk.hide_question(id, &question, true),
            1 => self.desk.rest_question(id, &question),
            _ => self.desk.pass_question(id, &question),
        }
    }

    /// What is written down for my record is mine alone; a copy of a point is, too, and the point is shared already.
    fn keep_for_my_record(&mut self, id: &RelationshipId) {
        let text = self.private_word();
        let with = self.private_word();
        let entry = RecordEntry { text, kind: RecordKind::Win, date: self.desk.today(), with, from: None };
        self.desk.write_record(None, entry).expect("it has a text");
        let point = self.desk.with(id).agenda.first().map(|point| point.id.clone());
        if let Some(point) = point {
            finish(self.desk.keep_for_record(id, &Keepable::Point(point))).expect("storage answers");
        }
    }

    fn check_in(&mut self) {
        let said = CheckIn { energy: Some(Level::ALL[1]), workload: Some(Level::ALL[4]), words: self.private_word() };
        self.desk.write_check_in(self.desk.today(), said);
    }

    /// What is proposed for a new manager goes to the one it is proposed to, and with nobody there is nothing to go.
    fn propose(&mut self, id: &RelationshipId) {
        let is_shared = self.desk.is_shared(id);
        let text = if is_shared { self.shared_word(id) } else { self.private_word() };
        let proposed = self.desk.propose_for_pack(id, &PackItem { kind: ItemKind::Win, text, date: None });
        assert_eq!(proposed, is_shared);
    }

    fn hold(&mut self, id: &RelationshipId, wraps_up: bool) {
        let mut given = answer(Some(2), &self.private_word());
        given.helped = vec![duologue::domain::Helped::FeltHeard];
        self.desk.start_meeting(id);
        if wraps_up {
            self.desk.hold(&self.browser, id, 20, Some(&given));
        } else {
            self.desk.draft_answer(id, &given);
        }
    }

    /// Whatever may not leave for `id` is not in there.
    fn holds_nothing_foreign(&self, id: &RelationshipId, bytes: &[u8], what: &str) {
        let others = self.shared.iter().filter(|(known, _)| *known != id).flat_map(|(_, words)| words);
        for word in self.private.iter().chain(others) {
            assert!(!is_in(word, bytes), "{word} is in {what} for {id}");
        }
    }

    /// Copies for everyone that Bo shares with. They never answered, so all that is shared goes over each time.
    fn bundles_are_clean_and_whole(&self) {
        for (id, keys) in &self.keys {
            self.recording.take();
            let text = finish(self.desk.copy_update(id)).expect("it is shared").text;
            let bodies = self.recording.take();
            assert_eq!(bodies.len(), 1, "one bundle, one body");
            self.holds_nothing_foreign(id, &bodies[0], "a body");
            let sealed = Marker::Update.read(&text).remove(0);
            let opened = keys.open_bundle(duologue::ports::Side::A, &sealed).expect("it is for them");
            let opened = finish(contents::unsqueezed(&opened, &self.recording)).expect("it was packed here");
            assert_eq!(opened, bodies[0], "what is sealed is what was searched");
            for word in &self.shared[id] {
                assert!(is_in(word, &opened), "{word} is for {id}, and missing");
            }
        }
    }

    fn values_are_clean(&self) -> usize {
        let mut opened = 0;
        for ((room, from, document), sealed) in self.relay.values() {
            let (id, keys) = self.keys.iter().find(|(_, keys)| keys.room == room).expect("it is one of his rooms");
            let plain = keys.open_value(&from, &document, &sealed).expect("he has sealed it").plain;
            self.holds_nothing_foreign(id, document.as_bytes(), "a name");
            if document == HERE {
                self.holds_nothing_foreign(id, &plain, "a sign of life");
            } else {
                let whole = finish(value::unpack(&document, &plain, &self.recording)).expect("he has packed it");
                self.holds_nothing_foreign(id, whole.update.as_bytes(), "a value");
            }
            opened += 1;
        }
        opened
    }
}

fn is_in(word: &str, bytes: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn what_is_private_or_about_someone_else_is_in_nothing_that_leaves() {
    for seed in 0..12 {
        let (mut office, mut dice) = (Office::new(), Dice::new(seed));
        for id in office.people.clone() {
            office.write_point(&id);
        }
        for _ in 0..55 {
            office.act(&mut dice);
        }
        office.browser.clock.advance(11);
        finish(office.desk.work_lines());
        office.browser.rest();
        for body in office.recording.take() {
            assert!(office.private.iter().all(|word| !is_in(word, &body)), "in a body for the relay");
        }
        office.bundles_are_clean_and_whole();
        assert!(office.values_are_clean() >= 4, "two rooms, in each who they are and a meeting");
    }
}
