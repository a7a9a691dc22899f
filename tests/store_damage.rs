//! Values that were cut off, changed, lost or put there by someone else: each is named and kept, and the rest opens.

mod support;

use std::rc::Rc;

use async_trait::async_trait;
use duologue::document::PointEdit;
use duologue::domain::{MeetingNumber, PointId, RelationshipId};
use duologue::ports::{Change, CountedEntropy, Entries, KeyValue, MemoryStorage, StorageError, Value, Watch};
use duologue::store::migrations::{MigrationError, STEPS, migrate};
use duologue::store::reading::Reading;
use duologue::store::{Damage, Depth, DocumentName, Fault, Key, Shelf, read_threads, written};

use support::page::Page;
use support::story;
use support::turns::finish;
use support::view::{View, Waiting};

/// Four meetings with Ana, the first three bound, in a store that Ben is in too.
fn sound() -> Entries {
    let store = story::store();
    finish(store.set(&story::made(&ben(), &CountedEntropy::lane(2)))).expect("it has room");
    story::hold_meetings(&store, 10, 4);
    let page = finish(Page::open(Rc::new(store.clone()), 11, Depth::Open)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    for (id, title) in [("p", "the move"), ("q", "the other move")] {
        page.edit_meeting(MeetingNumber(5), |meeting| meeting.add_point(&story::point(id, title, story::minute(1))));
        page.note(title);
        finish(page.outbox.flush());
    }
    store.entries()
}

fn ben() -> RelationshipId {
    RelationshipId::new("ben")
}

fn all(storage: &dyn KeyValue) -> Reading {
    finish(read_threads(storage, &CountedEntropy::lane(30), None, Depth::All)).expect("storage answers")
}

fn with(entries: &Entries, key: &str, value: Value) -> MemoryStorage {
    let mut entries = entries.clone();
    entries.insert(key.into(), value);
    MemoryStorage::holding(entries)
}

fn text<'a>(entries: &'a Entries, key: &str) -> &'a str {
    match &entries[key] {
        Value::Text(text) => text,
        Value::Json(_) => panic!("{key} is text"),
    }
}

/// What can happen to a text: cut off anywhere, any letter changed, a version that is not known, no text at all.
fn damaged(text: &str) -> Vec<Value> {
    let lengths = (0..text.len().min(12)).chain((12..text.len()).step_by(37)).chain([text.len() - 1]);
    let cut = lengths.clone().map(|length| text[..length].to_owned());
    let changed = lengths.map(|at| format!("{}~{}", &text[..at], &text[at + 1..]));
    let newer = text.replacen('1', "7", 1);
    let texts = cut.chain(changed).chain([newer]).map(Value::Text);
    texts.chain(["null", "7", "{\"a\":1}"].map(|json| Value::Json(json.into()))).collect()
}

/// The keys of Ana's documents: parts and volumes.
fn documents(entries: &Entries) -> Vec<String> {
    let of_ana = |key: &&String| match Key::parse(key) {
        Some(Key::Document { thread, .. } | Key::Volume { thread, .. }) => thread == story::ana(),
        _ => false,
    };
    entries.keys().filter(of_ana).cloned().collect()
}

fn assert_named(faults: &[Fault], key: &str) {
    let fault = faults.iter().find(|fault| fault.key == key).unwrap_or_else(|| panic!("{key} is named in {faults:?}"));
    let message = fault.to_string();
    assert!(message.starts_with(key) && message.contains("kept as it is"), "{message}");
}

/// A page that works on, compacts and binds in spite of the damage leaves the damaged value as it is.
fn assert_kept_by_tidying(store: &MemoryStorage, key: &str) {
    let value = store.entries()[key].clone();
    let (page, _) = finish(Page::open_damaged(Rc::new(store.clone()), 40, Depth::All)).expect("storage answers");
    page.note("still here");
    page.edit_meeting(MeetingNumber(5), |m| m.add_point(&story::point("late", "one more", story::minute(2))));
    finish(page.outbox.flush());
    finish(page.hear(usize::MAX)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    assert_eq!(store.entries().get(key), Some(&value), "{key} is left alone");
    assert_named(&all(store).faults, key);
}

#[test]
fn a_document_that_was_cut_off_or_changed_is_named_and_kept_and_the_rest_opens() {
    let sound = sound();
    let expected = View::of(&all(&MemoryStorage::holding(sound.clone())).threads[0]);
    let keys = documents(&sound);
    let kinds = |part: &str| keys.iter().filter(|key| key.contains(part)).count();
    assert!(kinds("/about/") > 0 && kinds("/notes/") > 1 && kinds("/m5/") > 1 && kinds("/volume/") == 2, "{keys:?}");
    for key in keys {
        let values = damaged(text(&sound, &key));
        let last = values.len() - 1;
        for (number, value) in values.into_iter().enumerate() {
            let store = with(&sound, &key, value);
            let before = store.entries();
            let reading = all(&store);
            assert_named(&reading.faults, &key);
            assert_eq!(reading.threads.len(), 2, "Ana and Ben are there");
            assert_rest_is_there(&View::of(&reading.threads[0]), &expected, &key);
            assert_eq!(store.entries(), before, "reading changes nothing");
            if number == last {
                assert_kept_by_tidying(&store, &key);
            }
        }
    }
}

/// Every document but the one that is stored under `key` is as it was.
fn assert_rest_is_there(seen: &View, expected: &View, key: &str) {
    if !key.contains("/about/") {
        assert_eq!(seen.relationship, expected.relationship);
    }
    if !key.contains("/notes/") {
        assert_eq!(seen.notes, expected.notes);
    }
    if !key.starts_with("own/ana/volume") {
        assert_eq!(seen.retros, expected.retros);
    }
    for (number, meeting) in &expected.meetings {
        let touched = key.contains(&format!("shared/ana/m{}/", number.0)) || key.starts_with("shared/ana/volume");
        if !touched {
            assert_eq!(seen.meetings.get(number), Some(meeting));
        }
    }
}

#[test]
fn one_damaged_meeting_in_a_volume_is_named_and_the_others_in_it_open() {
    let sound = sound();
    let key = documents(&sound).into_iter().find(|key| key.starts_with("shared/ana/volume")).expect("one was bound");
    let mut volume: std::collections::BTreeMap<String, String> = written::read_json(&sound[&key]).expect("it is sound");
    let bound = volume.len();
    volume.insert("m2".into(), "AAAA!".into());
    volume.insert("m0".into(), "AAAA".into());
    let store = with(&sound, &key, written::write_json(&volume));
    let reading = all(&store);
    for name in ["m0", "m2"] {
        assert_named(&reading.faults, &format!("{key} ({name})"));
    }
    let meetings = reading.threads[0].meetings();
    assert_eq!(meetings.iter().filter(|meeting| meeting.closed).count(), 3, "of {bound} in the volume and one loose");
    let value = store.entries()[&key].clone();
    let (page, _) = finish(Page::open_damaged(Rc::new(store.clone()), 41, Depth::All)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    assert_eq!(store.entries()[&key], value, "it is left alone");
    let again = finish(read_threads(&store, &CountedEntropy::lane(42), None, Depth::Open)).expect("storage answers");
    assert_named(&again.faults, &format!("{key} (m2)"));
}

#[test]
fn a_damaged_record_of_who_is_who_closes_one_relationship_and_leaves_the_others_open() {
    let sound = sound();
    for value in damaged(text(&sound, "mine/ana")) {
        let store = with(&sound, "mine/ana", value);
        let reading = all(&store);
        assert_named(&reading.faults, "mine/ana");
        assert_eq!(reading.threads.iter().map(|thread| thread.id.clone()).collect::<Vec<_>>(), [ben()]);
    }
}

#[test]
fn a_lost_record_of_who_is_who_is_told_of() {
    let mut entries = sound();
    entries.remove("mine/ana");
    let reading = all(&MemoryStorage::holding(entries));
    assert_named(&reading.faults, "mine/ana");
    assert_eq!(reading.threads.iter().map(|thread| thread.id.clone()).collect::<Vec<_>>(), [ben()]);
}

#[test]
fn a_damaged_digest_is_no_loss_and_is_made_again() {
    let sound = sound();
    let expected = all(&MemoryStorage::holding(sound.clone()));
    for value in damaged(text(&sound, "digest/ana")) {
        let store = with(&sound, "digest/ana", value);
        let open = finish(read_threads(&store, &CountedEntropy::lane(31), None, Depth::Open)).expect("it answers");
        assert_eq!(open.faults, []);
        assert_eq!(Waiting::of(&open.threads[0]), Waiting::of(&expected.threads[0]));
    }
    let store = with(&sound, "digest/ana", Value::Text("gone".into()));
    let page = finish(Page::open(Rc::new(store.clone()), 40, Depth::Open)).expect("storage answers");
    finish(page.write_digest()).expect("storage answers");
    let reading = finish(read_threads(&store, &CountedEntropy::lane(32), None, Depth::Open)).expect("it answers");
    assert_eq!(Waiting::of(&reading.threads[0]), Waiting::of(&expected.threads[0]));
    assert!(reading.threads[0].meetings().len() < expected.threads[0].meetings().len(), "it spares reading again");
}

#[test]
fn a_damaged_schema_number_is_told_and_nothing_is_changed() {
    let sound = sound();
    for value in damaged("1.83dcefb7.1") {
        let store = with(&sound, "schema", value);
        let before = store.entries();
        let error = finish(migrate(&store, &STEPS)).expect_err("it cannot be read");
        assert!(matches!(error, MigrationError::Unreadable(_)), "{error}");
        assert_eq!(store.entries(), before);
    }
    let whole = with(&sound, "schema", written::write_json(&1));
    assert!(finish(migrate(&whole, &STEPS)).is_ok(), "an undamaged one is understood");
}

#[test]
fn keys_that_are_not_ours_are_told_of_and_left_alone() {
    let sound = sound();
    let foreign = ["x", "shared/ana/m0/log/u", "shared/ana/m1/other/u", "own/ana/about/log/u", "a/b/c/d/e/f"];
    let mut entries = sound.clone();
    entries.extend(foreign.map(|key| (key.to_owned(), Value::Json("{}".into()))));
    let store = MemoryStorage::holding(entries);
    let reading = all(&store);
    for key in foreign {
        assert_named(&reading.faults, key);
        assert!(reading.faults.iter().all(|fault| fault.damage == Damage::Foreign));
    }
    let expected = all(&MemoryStorage::holding(sound));
    assert_eq!(View::of(&reading.threads[0]), View::of(&expected.threads[0]));
    let page = finish(Page::open(Rc::new(store.clone()), 40, Depth::All)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    assert!(foreign.iter().all(|key| store.entries().contains_key(*key)));
}

#[test]
fn a_record_in_the_place_of_a_document_is_named() {
    let sound = sound();
    let key = story::log(story::meeting(5), "odd");
    for value in [written::write_json(&story::mine()), written::write("AAAA"), written::write("")] {
        let reading = all(&with(&sound, &key, value));
        assert_named(&reading.faults, &key);
        assert_eq!(reading.threads.len(), 2);
    }
    assert_eq!(DocumentName::parse(Shelf::Shared, "m5"), Some(story::meeting(5)));
}

/// Storage in which one value is listed and can never be read.
struct Losing {
    below: MemoryStorage,
    lost: String,
}

#[async_trait(?Send)]
impl KeyValue for Losing {
    async fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.below.keys().await
    }

    async fn get(&self, keys: &[String]) -> Result<Entries, StorageError> {
        let mut found = self.below.get(keys).await?;
        found.remove(&self.lost);
        Ok(found)
    }

    async fn set(&self, entries: &Entries) -> Result<(), StorageError> {
        self.below.set(entries).await
    }

    async fn remove(&self, keys: &[String]) -> Result<(), StorageError> {
        self.below.remove(keys).await
    }

    fn watch(&self, observer: Box<dyn Fn(&[Change])>) -> Watch {
        self.below.watch(observer)
    }
}

#[test]
fn a_value_that_is_listed_and_cannot_be_read_is_named_and_the_rest_opens() {
    let sound = sound();
    let expected = View::of(&all(&MemoryStorage::holding(sound.clone())).threads[0]);
    for key in documents(&sound) {
        let below = MemoryStorage::holding(sound.clone());
        let storage = Rc::new(Losing { below: below.clone(), lost: key.clone() });
        let reading = all(&*storage);
        assert_named(&reading.faults, &key);
        assert!(reading.faults.iter().any(|fault| fault.damage == Damage::Missing));
        assert_rest_is_there(&View::of(&reading.threads[0]), &expected, &key);
        let (page, _) = finish(Page::open_damaged(storage, 40, Depth::All)).expect("storage answers");
        finish(page.tidy(2, 1)).expect("storage answers");
        let recovered = View::of(&all(&below).threads[0]);
        assert_eq!(recovered, expected, "once {key} can be read again, all is there");
    }
}

#[test]
fn a_change_that_builds_on_a_lost_one_waits_and_is_told_of() {
    let store = story::store();
    let page = finish(Page::open(Rc::new(store.clone()), 10, Depth::Open)).expect("storage answers");
    page.edit_meeting(MeetingNumber(1), |m| m.add_point(&story::point("p", "the move", story::minute(1))));
    finish(page.outbox.flush());
    let first = documents(&store.entries()).into_iter().find(|key| key.contains("/m1/")).expect("it was written");
    page.edit_meeting(MeetingNumber(1), |m| m.edit_point(&PointId::new("p"), &PointEdit::Notes("soon".into())));
    finish(page.outbox.flush());
    let whole = store.entries();
    let mut torn = whole.clone();
    let value = torn.remove(&first).expect("it was there");
    let store = MemoryStorage::holding(torn);
    let reading = all(&store);
    assert_eq!(reading.faults.iter().map(|fault| &fault.damage).collect::<Vec<_>>(), [&Damage::BuildsOnMissing]);
    let (page, _) = finish(Page::open_damaged(Rc::new(store.clone()), 20, Depth::All)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    finish(store.set(&Entries::from([(first, value)]))).expect("it has room");
    let healed = all(&store);
    assert_eq!(healed.faults, []);
    assert_eq!(View::of(&healed.threads[0]), View::of(&all(&MemoryStorage::holding(whole)).threads[0]));
}
