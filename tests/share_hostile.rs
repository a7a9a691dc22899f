//! Someone who has the key, and means harm: whatever they seal is refused as a whole, or comes to the same on both
//! sides; nothing panics, and nothing is half taken in.

mod support;

use std::rc::Rc;

use duologue::app::bundles::NotTaken;
use duologue::document::{MeetingDocument, Mergeable, NewPoint, PointEdit, State, Update};
use duologue::domain::time::from_millis;
use duologue::domain::{MeetingNumber, PersonId, PointId};
use duologue::ports::{CountedEntropy, Entries, MemoryRelay, MemoryStorage, RelayAddress, Replica, Side};
use duologue::share::contents::MOST_BYTES;
use duologue::share::{Invitation, Marker, NotUnderstood, PairKeys};

use support::desk::Browser;
use support::dice::Dice;
use support::pair::{One, exchange, invited};
use support::squeeze::Flate;
use support::turns::finish;

/// Bo, his honest counterpart, and what one who has their key needs.
struct Scene {
    bo: One,
    ana: One,
    keys: PairKeys,
    relay: MemoryRelay,
}

/// A document as it is claimed to be.
type Claimed<'a> = (&'a [u8], State, &'a [u8]);

const DAMAGED: NotTaken = NotTaken::NotUnderstood(NotUnderstood::Damaged);
const FORM: NotTaken = NotTaken::NotUnderstood(NotUnderstood::Form);

/// Names under which nothing can be shared.
const NO_NAMES: [&str; 15] =
    ["", "x", "m", "m0", "m-1", "m+1", "m01", "m1x", "M1", "notes", "own", "about ", "here", "m100001", "m4000000000"];

impl Scene {
    fn new() -> Self {
        let relay = MemoryRelay::default();
        let mut browser = Browser::in_lane(100);
        (browser.relay, browser.squeeze) = (relay.clone(), Rc::new(Flate));
        let desk = browser.open();
        desk.set_default_relay(Some(&RelayAddress { url: "wss://relay.example".into(), credential: None }));
        let with = desk.meets("Ana", duologue::domain::Role::Report);
        let text = desk.invite(&with, "Bo").expect("it can be shared");
        let keys = PairKeys::of(&Invitation::read(&text).expect("it is one").secret);
        let bo = One { browser, desk, with };
        let mut ana = invited(&bo, "Bo", 101);
        ana.browser.squeeze = Rc::new(Flate);
        ana.desk = ana.browser.open();
        bo.desk.point(&bo.with, "His");
        ana.desk.point(&ana.with, "Hers");
        exchange(&bo, &ana);
        bo.desk.follow(&bo.with);
        bo.browser.rest();
        Self { bo, ana, keys, relay }
    }

    fn sealed(&self, plain: &[u8], lane: u32) -> String {
        Marker::Update.write(&self.keys.seal_bundle(Side::B, plain, &CountedEntropy::lane(lane)))
    }

    fn paste(&self, plain: &[u8]) -> Result<(), NotTaken> {
        let result = finish(self.bo.desk.paste_update(&self.bo.with, &self.sealed(plain, 9_000)));
        self.bo.browser.rest();
        result.map(drop)
    }

    /// Why it was refused; nothing was changed.
    fn refused(&self, plain: &[u8], what: &str) -> NotTaken {
        let before = (self.bo.browser.storage.entries(), self.bo.agenda());
        let refusal = self.paste(plain).expect_err(what);
        assert_eq!((self.bo.browser.storage.entries(), self.bo.agenda()), before, "{what}");
        refusal
    }

    /// The relay has this as a value of Ana's; says whether Bo found it strange.
    fn is_strange_at_the_relay(&self, document: &str, plain: &[u8], counter: u64) -> bool {
        let from = Replica { side: Side::B, device: self.keys.device("mallory") };
        let sealed = self.keys.seal_value(&from, document, counter, plain, &CountedEntropy::lane(9_001));
        let strange = || self.bo.desk.line(&self.bo.with).expect("there is a line").warnings.strange;
        let before = strange();
        let mut values = self.relay.values();
        values.insert((self.keys.room.clone(), from, document.into()), sealed);
        self.relay.replace(values);
        self.bo.browser.rest();
        strange() > before
    }
}

/// A meeting with a point, whole.
fn meeting(number: u32) -> MeetingDocument {
    let mut meeting = MeetingDocument::new(MeetingNumber(number), 77);
    meeting.add_point(&point("forged")).expect("it is new");
    meeting
}

fn point(id: &str) -> NewPoint {
    NewPoint {
        id: PointId::new(id),
        title: "Forged".into(),
        author: PersonId::new("nobody"),
        minutes: None,
        aim: None,
        guessed: false,
        question: None,
        notes: String::new(),
        order: "a".into(),
        added: from_millis(0),
    }
}

/// What a bundle holds, by hand: nothing is checked.
fn plain(documents: &[Claimed<'_>], has: &[(&[u8], State)]) -> Vec<u8> {
    let mut body = vec![0];
    body.extend(u16::try_from(documents.len()).expect("they are few").to_be_bytes());
    for (name, state, update) in documents {
        named(&mut body, name, *state);
        body.extend(u32::try_from(update.len()).expect("it is small").to_be_bytes());
        body.extend_from_slice(update);
    }
    body.extend(u16::try_from(has.len()).expect("they are few").to_be_bytes());
    has.iter().for_each(|(name, state)| named(&mut body, name, *state));
    body
}

fn named(body: &mut Vec<u8>, name: &[u8], state: State) {
    body.push(u8::try_from(name.len()).expect("it is short"));
    body.extend_from_slice(name);
    body.extend(state.to_bytes());
}

#[test]
fn a_document_that_cannot_be_shared_takes_the_whole_bundle_with_it() {
    let scene = Scene::new();
    let (state, update) = (meeting(2).state(), meeting(2).mergeable().whole());
    let good = (b"m2".as_slice(), state, update.as_bytes());
    for name in NO_NAMES {
        let bad = (name.as_bytes(), state, update.as_bytes());
        assert_eq!(scene.refused(&plain(&[good, bad], &[]), name), DAMAGED);
        assert_eq!(scene.refused(&plain(&[good], &[(name.as_bytes(), state)]), name), DAMAGED, "as what they have");
    }
    let no_text = (b"m\xff".as_slice(), state, update.as_bytes());
    assert_eq!(scene.refused(&plain(&[good, no_text], &[]), "no text"), DAMAGED);
    assert_eq!(scene.paste(&plain(&[good], &[])), Ok(()), "by itself it is taken in");
    assert!(scene.bo.agenda().contains(&"Forged".to_string()));
}

#[test]
fn a_document_that_is_not_what_it_says_takes_the_whole_bundle_with_it() {
    let scene = Scene::new();
    let mut document = meeting(2);
    let (state, update) = (document.state(), document.mergeable().whole());
    let edit = document.edit_point(&PointId::new("forged"), &PointEdit::Title("Later".into())).expect("it is an edit");
    let later = document.state();
    let good = (b"m1".as_slice(), state, update.as_bytes());
    let none = Mergeable::new(0).state();
    let mut crowd = meeting(2);
    for number in 0..600 {
        crowd.add_point(&point(&number.to_string())).expect("it is new");
    }
    let (crowded, all) = (crowd.state(), crowd.mergeable().whole());
    let noise: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(151)).collect();
    for (what, state, bytes) in [
        ("a wrong state", later, update.as_bytes()),
        ("an edit without what it builds on", later, edit.as_bytes()),
        ("an edit that claims to be nothing", none, edit.as_bytes()),
        ("no bytes", none, b"".as_slice()),
        ("one byte", none, b"\0"),
        ("noise", none, &noise),
        ("more points than fit in a page's stack, if they stood in one another", crowded, all.as_bytes()),
        ("half an update", none, &update.as_bytes()[..update.as_bytes().len() / 2]),
    ] {
        assert_eq!(scene.refused(&plain(&[good, (b"m2", state, bytes)], &[]), what), DAMAGED, "{what}");
        assert!(
            scene.is_strange_at_the_relay("m2", &[&state.to_bytes(), b"\0".as_slice(), bytes].concat(), 5),
            "{what}"
        );
        assert_eq!(scene.bo.agenda().len(), 2, "{what}");
    }
}

#[test]
fn counts_that_lie_trailing_bytes_and_other_forms_are_refused() {
    let scene = Scene::new();
    let (state, update) = (meeting(2).state(), meeting(2).mergeable().whole());
    let sound = plain(&[(b"m2", state, update.as_bytes())], &[(b"m1", state)]);
    let with = |at: usize, bytes: &[u8]| [&sound[..at], bytes, &sound[at + bytes.len()..]].concat();
    // form (1), count (2), name (1 + 2), state (8), length (4)
    for (what, lying, reason) in [
        ("more documents than there are", with(1, &[0, 2]), DAMAGED),
        ("as many as can be said", with(1, &[0xff, 0xff]), DAMAGED),
        ("none though there is one", with(1, &[0, 0]), DAMAGED),
        ("a name as long as can be", with(3, &[0xff]), DAMAGED),
        ("an update as long as can be", with(14, &[0xff; 4]), DAMAGED),
        ("an update that is longer by one", with(17, &[sound[17] + 1]), DAMAGED),
        ("something behind the end", [sound.as_slice(), &[0]].concat(), DAMAGED),
        ("cut off", sound[..sound.len() - 1].to_vec(), DAMAGED),
        ("nothing", Vec::new(), DAMAGED),
        ("a form and nothing", vec![0], DAMAGED),
        ("an unknown form", with(0, &[2]), FORM),
        ("the last form", with(0, &[0xff]), FORM),
        ("deflated, says it, and is not", with(0, &[1]), DAMAGED),
    ] {
        assert_eq!(scene.refused(&lying, what), reason, "{what}");
    }
    assert_eq!(scene.paste(&sound), Ok(()));
}

#[test]
fn what_would_become_too_large_is_refused() {
    let scene = Scene::new();
    let bomb = |bytes: usize| [&[1], Flate::deflated(&vec![0; bytes]).as_slice()].concat();
    let large = bomb(MOST_BYTES + 1);
    assert!(large.len() < 50_000, "it is small on its way");
    assert_eq!(scene.refused(&large, "a bomb"), DAMAGED);
    assert_eq!(scene.refused(&bomb(5), "four bytes of counts and one too many"), DAMAGED);
    assert_eq!(scene.paste(&bomb(4)), Ok(()), "no documents, nothing told");
    // In order but for its size.
    for (bytes, is_good) in [(MOST_BYTES, false), (MOST_BYTES / 256, true)] {
        let mut large = meeting(2);
        large.edit_point(&PointId::new("forged"), &PointEdit::Notes("a".repeat(bytes))).expect("it is an edit");
        let (state, update) = (large.state(), large.mergeable().whole());
        let body = plain(&[(b"m2", state, update.as_bytes())], &[]).split_off(1);
        let packed = [&[1], Flate::deflated(&body).as_slice()].concat();
        assert_eq!(scene.paste(&packed), if is_good { Ok(()) } else { Err(DAMAGED) });
        let value = [&state.to_bytes(), [1].as_slice(), &Flate::deflated(update.as_bytes())].concat();
        assert_eq!(scene.is_strange_at_the_relay("m2", &value, 5), !is_good);
    }
}

#[test]
fn at_the_relay_there_are_no_other_documents_either() {
    let scene = Scene::new();
    let (state, update) = (meeting(2).state(), meeting(2).mergeable().whole());
    let value = [&state.to_bytes(), b"\0".as_slice(), update.as_bytes()].concat();
    let before = scene.bo.agenda();
    for (name, counter) in NO_NAMES.iter().zip(5..) {
        assert!(scene.is_strange_at_the_relay(name, &value, counter), "{name}");
        assert_eq!(scene.bo.agenda(), before);
    }
    assert!(!scene.is_strange_at_the_relay("m2", &value, 100));
    assert_eq!(scene.bo.agenda().len(), before.len() + 1);
}

/// What changed on the way to being sealed: a few bytes of an update, whose state is then said as it comes out, so that
/// everything but the meaning is in order; or of anything.
fn mutated(dice: &mut Dice, sound: &[Claimed<'_>]) -> Vec<u8> {
    let of_update = dice.percent(70);
    let mut documents: Vec<_> = sound.iter().map(|(name, state, bytes)| (*name, *state, bytes.to_vec())).collect();
    if of_update {
        let which = dice.below(documents.len());
        let (_, state, bytes) = &mut documents[which];
        touch(dice, bytes);
        let mut alone = Mergeable::new(0);
        if alone.merge(&Update::from_bytes(bytes.clone())).is_ok() {
            *state = alone.state();
        }
    }
    let claimed: Vec<_> = documents.iter().map(|(name, state, bytes)| (*name, *state, bytes.as_slice())).collect();
    let mut plain = plain(&claimed, &[(b"m1", sound[0].1)]);
    if !of_update {
        touch(dice, &mut plain);
    }
    plain
}

fn touch(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len().max(1)).min(bytes.len());
        let byte = u8::try_from(dice.below(256)).expect("it is a byte");
        match dice.below(5) {
            0 => bytes.insert(at, byte),
            1 => bytes.truncate(at),
            2 if at < bytes.len() => _ = bytes.remove(at),
            3 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            _ if at < bytes.len() => bytes[at] = byte,
            _ => {}
        }
    }
}

/// One of the two as they were, in a browser of their own.
fn again(one: &One, entries: &Entries, lane: u32) -> One {
    let mut browser = Browser::in_lane(lane);
    (browser.storage, browser.squeeze) = (MemoryStorage::holding(entries.clone()), Rc::new(Flate));
    let desk = browser.open();
    One { browser, desk, with: one.with.clone() }
}

#[test]
fn two_thousand_mutated_bundles_do_nothing_or_the_same_to_both() {
    let Scene { bo, ana, keys, relay } = Scene::new();
    let at_first = (bo.browser.storage.entries(), ana.browser.storage.entries());
    let mut first = meeting(1);
    first.edit_point(&PointId::new("forged"), &PointEdit::Notes("Some notes".into()));
    first.edit_point(&PointId::new("forged"), &PointEdit::Title("Another title".into()));
    let (first, second) = (first.mergeable().whole(), meeting(2).mergeable().whole());
    let state = |update: &Update| {
        let mut alone = Mergeable::new(0);
        alone.merge(update).expect("it is sound");
        alone.state()
    };
    let sound = [(b"m1".as_slice(), state(&first), first.as_bytes()), (b"m2", state(&second), second.as_bytes())];
    let mut scene = Scene { bo, ana, keys, relay };
    let (mut dice, mut taken) = (Dice::new(7), 0);
    for round in 0..2_000 {
        let plain = mutated(&mut dice, &sound);
        let before = scene.bo.browser.storage.entries();
        if scene.paste(&plain).is_err() {
            assert_eq!(scene.bo.browser.storage.entries(), before, "round {round}");
            continue;
        }
        taken += 1;
        // The same under his name to her: she takes it in as well.
        let text = Marker::Update.write(&scene.keys.seal_bundle(Side::A, &plain, &CountedEntropy::lane(9_002)));
        scene.ana.paste(&text);
        exchange(&scene.bo, &scene.ana);
        assert_eq!(scene.bo.agenda(), scene.ana.agenda(), "round {round}");
        assert_eq!((scene.bo.desk.faults(), scene.ana.desk.faults()), (vec![], vec![]), "round {round}");
        assert_eq!(scene.bo.browser.open_with_history().agenda(&scene.bo.with), scene.bo.agenda(), "round {round}");
        scene.bo = again(&scene.bo, &at_first.0, 1_000 + 2 * round);
        scene.ana = again(&scene.ana, &at_first.1, 1_001 + 2 * round);
    }
    assert!((100..1_900).contains(&taken), "{taken} of them were taken in: both are tried");
}
