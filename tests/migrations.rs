//! Stores of older versions become stores of this one, however often that is interrupted; newer ones are left alone.

mod support;

use duologue::domain::KeepAs;
use duologue::ports::{CountedEntropy, Entries, KeyValue, MemoryStorage, StorageError, Value};
use duologue::store::migrations::{SCHEMA, STEPS, Standing, Step, migrate};
use duologue::store::{Depth, Key, inbox, read_threads, written};

use support::fixture::{read_fixture, same_or_written};
use support::page::read;
use support::story;
use support::turns::{Choices, crash_after, finish, turn};
use support::view::View;

/// Three steps as they might come one day: a record gets another shape, one moves to another key, one goes.
const SAMPLE: [Step; 3] = [STEPS[0], reshape, rename];

fn reshape(mut entries: Entries) -> Entries {
    for (key, value) in &mut entries {
        if let (true, Value::Text(text)) = (key.starts_with("setting/"), &*value) {
            *value = Value::Text(format!("{text}+"));
        }
    }
    entries
}

fn rename(mut entries: Entries) -> Entries {
    if let Some(value) = entries.remove("setting/old") {
        entries.insert("setting/new".into(), value);
    }
    entries.remove("setting/unused");
    entries
}

fn entries<const N: usize>(pairs: [(&str, Value); N]) -> Entries {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A store of schema 1 with settings that the sample steps change.
fn old() -> Entries {
    let text = |text: &str| Value::Text(text.into());
    entries([
        ("schema", written::write_json(&1)),
        ("setting/old", text("a")),
        ("setting/unused", text("b")),
        ("setting/kept", text("c")),
        ("inbox/i", Value::Json("{\"text\":\"x\"}".into())),
    ])
}

fn migrated(store: &MemoryStorage) -> Entries {
    assert_eq!(finish(migrate(store, &SAMPLE)), Ok(Standing::Current));
    store.entries()
}

fn without_backups(mut entries: Entries) -> Entries {
    entries.retain(|key, _| !key.starts_with("before-migration/"));
    entries
}

#[test]
fn steps_are_taken_in_order_and_what_was_before_is_kept() {
    let after = migrated(&MemoryStorage::holding(old()));
    let text = |text: &str| Value::Text(text.into());
    let expected = entries([
        ("schema", written::write_json(&3)),
        ("setting/new", text("a+")),
        ("setting/kept", text("c+")),
        ("inbox/i", Value::Json("{\"text\":\"x\"}".into())),
    ]);
    assert_eq!(without_backups(after.clone()), expected);
    let kept: std::collections::BTreeMap<String, serde_json::Value> =
        written::read_json(&after[&Key::BeforeMigration(1).text()]).expect("it was kept");
    assert_eq!(kept.into_keys().collect::<Vec<_>>(), old().into_keys().collect::<Vec<_>>());
}

#[test]
fn a_migration_that_is_interrupted_at_any_call_and_begun_again_ends_the_same() {
    let expected = migrated(&MemoryStorage::holding(old()));
    let mut interruptions = 0;
    for turns in 1.. {
        let store = MemoryStorage::holding(old());
        store.stall_before_each_call();
        if crash_after(turns, migrate(&store, &SAMPLE)).is_some() {
            break;
        }
        interruptions += 1;
        assert_eq!(migrated(&store), expected, "interrupted after {turns} turns");
    }
    assert!(interruptions > 4, "{interruptions} interruptions");
}

#[test]
fn a_migration_whose_write_is_refused_can_be_begun_again() {
    let smooth = MemoryStorage::holding(old());
    let expected = migrated(&smooth);
    for nth in 1..=smooth.writes() {
        let store = MemoryStorage::holding(old());
        store.fail_write(nth, StorageError::Full);
        assert!(finish(migrate(&store, &SAMPLE)).is_err(), "write {nth} was refused");
        assert_eq!(migrated(&store), expected, "write {nth} was refused");
    }
}

#[test]
fn two_pages_that_migrate_at_once_take_each_step_once_in_any_order() {
    let expected = migrated(&MemoryStorage::holding(old()));
    let mut choices = Choices::default();
    let mut orders = 0;
    loop {
        let store = MemoryStorage::holding(old());
        store.stall_before_each_call();
        let page = || -> support::turns::Task {
            let store = store.clone();
            Box::pin(async move { assert_eq!(migrate(&store, &SAMPLE).await, Ok(Standing::Current)) })
        };
        let mut pages = vec![page(), page()];
        pages.retain_mut(|page| !turn(page));
        while !pages.is_empty() {
            let choice = choices.choose(pages.len());
            if turn(&mut pages[choice]) {
                drop(pages.remove(choice));
            }
        }
        assert_eq!(store.entries(), expected);
        orders += 1;
        if !choices.next() {
            break;
        }
    }
    assert!(orders > 100, "{orders} orders");
}

#[test]
fn later_migrations_do_not_keep_the_backups_of_earlier_ones_again() {
    let store = MemoryStorage::holding(old());
    assert_eq!(finish(migrate(&store, &SAMPLE[..2])), Ok(Standing::Current));
    let after = migrated(&store);
    let kept: std::collections::BTreeMap<String, serde_json::Value> =
        written::read_json(&after[&Key::BeforeMigration(2).text()]).expect("it was kept");
    assert!(!kept.contains_key(&Key::BeforeMigration(1).text()));
    assert!(after.contains_key(&Key::BeforeMigration(1).text()));
    assert_eq!(without_backups(after), without_backups(migrated(&MemoryStorage::holding(old()))));
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let mut newer = old();
    newer.insert("schema".into(), written::write_json(&9));
    newer.insert("something/new".into(), Value::Text("x".into()));
    let store = MemoryStorage::holding(newer.clone());
    assert_eq!(finish(migrate(&store, &STEPS)), Ok(Standing::Newer(9)));
    assert_eq!((store.entries(), store.writes()), (newer, 0));
}

#[test]
fn an_up_to_date_store_is_not_written_and_two_keys_tell() {
    let store = MemoryStorage::holding(old());
    assert_eq!(finish(migrate(&store, &STEPS)), Ok(Standing::Current));
    assert_eq!(store.writes(), 0);
    assert!(store.keys_read() <= 2);
}

#[test]
fn what_the_background_wrote_before_any_page_was_opened_is_understood() {
    let before = read_fixture("schema-0.json");
    let store = MemoryStorage::holding(before.clone());
    assert_eq!(finish(migrate(&store, &STEPS)), Ok(Standing::Current));
    let mut after = store.entries();
    assert_eq!(after.remove("schema"), Some(written::write_json(&SCHEMA)));
    let captures: Vec<_> = after
        .iter()
        .filter(|(key, _)| key.starts_with("inbox/"))
        .map(|(key, value)| inbox::read(key, value).expect("it is a capture"))
        .collect();
    let seen: Vec<_> = captures.iter().map(|c| (c.text.as_str(), c.keep_as, c.with.as_ref())).collect();
    let ana = story::ana();
    assert_eq!(
        seen,
        [
            ("Ask how the move to the new team went", KeepAs::Agenda, None),
            ("Sounded tired. \"Fine\" twice. <b>не отдыхает</b> 🙂", KeepAs::Private, Some(&ana)),
        ]
    );
    assert_eq!(without_backups(after), before, "nothing else was changed");
    let reading = finish(read_threads(&store, &CountedEntropy::lane(1), None, Depth::All)).expect("it answers");
    assert_eq!((reading.threads.len(), reading.faults), (0, vec![]));
}

/// The store was written by the first version, and `schema-1.view.json` is how it looked there.
#[test]
fn a_store_of_the_first_schema_opens_as_it_was() {
    same_or_written("schema-1.json", "schema-1.view.json", support::fixture::first_schema);
    let store = MemoryStorage::holding(read_fixture("schema-1.json"));
    assert_eq!(finish(migrate(&store, &STEPS)), Ok(Standing::Current));
    for depth in [Depth::All, Depth::Open] {
        let thread = finish(read(&store, 1, depth));
        let (seen, golden) =
            (support::fixture::view_json(&View::of(&thread)), support::fixture::golden("schema-1.view.json"));
        if depth == Depth::All {
            assert_eq!(seen, golden);
        } else {
            assert_eq!(seen["current"], golden["current"]);
            assert_eq!(seen["meetings"]["3"], golden["meetings"]["3"]);
        }
    }
    let links = finish(store.get(&["room/meet:abc-defg-hij".into(), "setting/theme".into()])).expect("it answers");
    assert_eq!(links.len(), 2, "small records are there too");
}
