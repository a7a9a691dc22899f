//! Deleting someone: everything goes, the other one keeps theirs, it can be undone while the page is open, and nothing
//! brings them back unasked.

use duologue::app::actions::ActionDraft;
use duologue::app::deleting::{NotDeleted, WhatGoes};
use duologue::domain::{CallRoom, RelationshipId, Role};
use duologue::ports::{MemoryRelay, StorageError, Value};
use duologue::store::written;

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::pair;
use crate::support::turns::finish;

/// Ana, with something of every kind; and Ben, of whom nothing is to go.
fn ana_and_ben(browser: &Browser, desk: &OpenDesk) -> (RelationshipId, RelationshipId) {
    let (ana, ben) = (desk.meets("Ana", Role::Report), desk.meets("Ben", Role::Peer));
    for with in [&ana, &ben] {
        let point = desk.point(with, "the move");
        desk.point(with, "still open");
        desk.close_point(with, &point, duologue::domain::PointState::Discussed);
        desk.add_action(with, &ActionDraft { text: "ask around".into(), ..ActionDraft::default() });
        desk.write_private_notes(with, "between us");
        desk.hold(browser, with, 30, Some(&asking_for("more of this")));
        desk.start_meeting(with);
    }
    desk.link_room(&room("meet:abc-defg-hij"), &ana);
    desk.link_room(&room("zoom:123456789"), &ben);
    browser.rest();
    browser.write("opens/meet:abc-defg-hij", Value::Json(r#"{"opens":"always"}"#.into()));
    browser.call_ends(&ana, 2, None);
    finish(desk.tidy()).expect("storage answers");
    (ana, ben)
}

fn room(name: &str) -> CallRoom {
    CallRoom::parse(name).expect("a room")
}

/// The keys in which someone is named, but for the one that says that they are gone.
fn traces(browser: &Browser, of: &RelationshipId) -> Vec<String> {
    let names_them = |(key, value): &(String, Value)| {
        let (Value::Json(text) | Value::Text(text)) = value;
        key.contains(of.as_str()) || text.contains(of.as_str())
    };
    let all = browser.storage.entries().into_iter().filter(names_them).map(|(key, _)| key);
    all.filter(|key| *key != format!("gone/{of}")).collect()
}

fn names(desk: &OpenDesk) -> Vec<String> {
    desk.people().into_iter().map(|person| person.counterpart.name).collect()
}

#[test]
fn what_goes_is_counted_before() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, _) = ana_and_ben(&browser, &desk);
    let expected =
        WhatGoes { meetings: 2, points: 2, promises: 1, answers: 1, has_notes: true, rooms: 1, is_shared: false };
    assert_eq!(finish(browser.open().what_goes(&ana)), Ok(expected));
    assert_eq!(finish(desk.what_goes(&RelationshipId::new("nobody"))), Ok(WhatGoes::default()));
}

#[test]
fn nothing_of_who_was_deleted_stays_and_nothing_of_anybody_else_goes() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, ben) = ana_and_ben(&browser, &desk);
    let of_ben = |browser: &Browser| {
        let all = browser.storage.entries().into_iter();
        all.filter(|(key, _)| key.contains(ben.as_str()) || key == "room/zoom:123456789").collect::<Vec<_>>()
    };
    let before = of_ben(&browser);
    assert_eq!(finish(desk.delete_person(&ana)), Ok(()));
    browser.rest();
    assert_eq!((traces(&browser, &ana), of_ben(&browser)), (vec![], before));
    assert!(!browser.has("opens/meet:abc-defg-hij"));
    for desk in [&desk, &browser.open(), &browser.open_with_history()] {
        assert_eq!((names(desk), desk.thread(&ana), desk.faults()), (vec!["Ben".into()], None, vec![]));
        assert_eq!(finish(desk.delete_person(&ana)), Err(NotDeleted::Unknown));
    }
}

#[test]
fn what_was_kept_before_a_migration_is_cleared_of_them_too() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, ben) = ana_and_ben(&browser, &desk);
    let kept = serde_json::json!({ format!("mine/{ana}"): "x", format!("mine/{ben}"): "y" });
    browser.write("before-migration/0", written::write_json(&kept));
    finish(desk.delete_person(&ana)).expect("storage answers");
    assert_eq!(traces(&browser, &ana), [] as [String; 0]);
    assert!(traces(&browser, &ben).contains(&"before-migration/0".to_string()));
}

#[test]
fn a_deletion_is_undone_as_long_as_the_page_is_open_and_all_is_as_it_was() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, _) = ana_and_ben(&browser, &desk);
    let (other, before) = (browser.open(), browser.storage.entries());
    let view = desk.with(&ana);
    finish(desk.delete_person(&ana)).expect("storage answers");
    browser.rest();
    assert_eq!((other.thread(&ana), other.deleted()), (None, vec![]), "an open page hears of it, and cannot undo it");
    assert_eq!(desk.deleted()[0].name, "Ana");
    assert_eq!(finish(desk.bring_back(&ana)), Ok(true));
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(desk.with(&ana), view);
    }
    let mut after = browser.storage.entries();
    let mine = format!("mine/{ana}");
    assert_ne!(after.remove(&mine), before.get(&mine).cloned(), "it says that they were brought back");
    let before: Vec<_> = before.into_iter().filter(|(key, _)| *key != mine).collect();
    assert_eq!(after.into_iter().collect::<Vec<_>>(), before);
    assert_eq!(finish(desk.bring_back(&ana)), Ok(false), "once");
}

#[test]
fn a_room_that_was_given_to_somebody_else_since_stays_theirs() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, ben) = ana_and_ben(&browser, &desk);
    finish(desk.delete_person(&ana)).expect("storage answers");
    desk.link_room(&room("meet:abc-defg-hij"), &ben);
    browser.rest();
    finish(desk.bring_back(&ana)).expect("storage answers");
    assert_eq!(
        (finish(desk.rooms_of(&ana)).map(|all| all.len()), finish(desk.rooms_of(&ben)).map(|all| all.len())),
        (Ok(0), Ok(2))
    );
}

#[test]
fn what_another_page_still_had_to_write_is_left_out_and_what_it_wrote_is_cleared_away() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let (ana, _) = ana_and_ben(&browser, &desk);
    other.point(&ana, "a last word");
    assert!(other.unsaved() > 0);
    finish(desk.delete_person(&ana)).expect("storage answers");
    browser.write(&format!("shared/{ana}/m2/log/late"), Value::Text("1.00000000.x".into()));
    browser.rest();
    let later = browser.open();
    assert_eq!((later.thread(&ana), later.faults()), (None, vec![]));
    finish(later.tidy()).expect("storage answers");
    assert_eq!(traces(&browser, &ana), [] as [String; 0]);
}

#[test]
fn a_deletion_that_storage_refuses_deletes_nothing_and_one_that_is_cut_off_is_finished_later() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, _) = ana_and_ben(&browser, &desk);
    browser.storage.fail_write(1, StorageError::Full);
    assert_eq!(finish(desk.delete_person(&ana)), Err(NotDeleted::Storage(StorageError::Full)));
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["still open"]);
    browser.storage.fail_write(2, StorageError::Full);
    assert_eq!(finish(desk.delete_person(&ana)), Ok(()));
    browser.rest();
    assert!(browser.has(&format!("mine/{ana}")), "nothing was removed");
    assert_eq!((desk.thread(&ana), browser.open().thread(&ana)), (None, None));
    finish(browser.open().tidy()).expect("storage answers");
    assert!(!browser.has(&format!("mine/{ana}")));
}

#[test]
fn an_older_backup_brings_them_back_only_when_that_is_asked_for() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, _) = ana_and_ben(&browser, &desk);
    let file = finish(desk.export_everything()).expect("storage answers");
    finish(desk.delete_person(&ana)).expect("storage answers");
    let later = browser.open();
    let brought = finish(later.import(&file)).expect("a file of ours");
    browser.rest();
    assert_eq!((brought.people, brought.deleted, names(&later)), (0, 1, vec!["Ben".into()]));
    assert_eq!(finish(later.import_deleted_too(&file)).expect("a file of ours").people, 1);
    browser.rest();
    for desk in [&desk, &later, &browser.open()] {
        assert_eq!(names(desk), ["Ana", "Ben"]);
        assert_eq!(desk.agenda(&ana), ["still open"]);
    }
    assert!(!browser.has(&format!("gone/{ana}")));
}

#[test]
fn a_file_from_where_somebody_was_deleted_deletes_nobody_and_keeps_out_whom_it_tells_of() {
    let browser = Browser::new();
    let desk = browser.open();
    let (ana, _) = ana_and_ben(&browser, &desk);
    let with_her = finish(desk.export_everything()).expect("storage answers");
    finish(desk.delete_person(&ana)).expect("storage answers");
    let without = finish(desk.export_everything()).expect("storage answers");
    let known = Browser::in_lane(1);
    let has_her = known.open();
    finish(has_her.import(&with_her)).expect("a file of ours");
    finish(has_her.import(&without)).expect("a file of ours");
    assert_eq!(names(&has_her), ["Ana", "Ben"]);
    let new = Browser::in_lane(2);
    let desk = new.open();
    finish(desk.import(&without)).expect("a file of ours");
    assert_eq!(finish(desk.import(&with_her)).expect("a file of ours").deleted, 1);
    assert_eq!(names(&desk), ["Ben"]);
}

#[test]
fn sharing_ends_first_and_the_other_one_keeps_theirs() {
    let relay = MemoryRelay::default();
    let (bo, ana) = pair::over(&relay);
    bo.desk.point(&bo.with, "the move");
    pair::rest(&bo, &ana);
    finish(bo.desk.delete_person(&bo.with)).expect("storage answers");
    pair::rest(&bo, &ana);
    ana.desk.point(&ana.with, "are you there?");
    pair::rest(&bo, &ana);
    assert_eq!((bo.desk.thread(&bo.with), traces(&bo.browser, &bo.with)), (None, vec![]));
    assert_eq!(ana.agenda(), ["are you there?", "the move"]);
    assert_eq!(ana.desk.present(&ana.with), None, "she sees that nobody is there");
    finish(bo.desk.bring_back(&bo.with)).expect("storage answers");
    bo.desk.follow(&bo.with);
    pair::rest(&bo, &ana);
    assert_eq!((bo.agenda().len(), bo.agenda()), (2, ana.agenda()), "shared as before");
}

#[test]
fn my_other_device_follows_a_deletion_and_its_undoing_over_the_relay() {
    let relay = MemoryRelay::default();
    let (one, other) = (pair::at(&relay, 100), pair::at(&relay, 101));
    let (desk, second) = (one.open(), other.open());
    desk.set_default_relay(Some(&duologue::app::sharing::RelayAddress { url: "wss://r".into(), credential: None }));
    second.join_devices(&desk.device_code().expect("it can be written")).expect("a code of ours");
    let rest = || (0..4).for_each(|_| (one.rest(), other.rest()).0);
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "the move");
    rest();
    assert_eq!(second.agenda(&ana), ["the move"]);
    finish(desk.delete_person(&ana)).expect("storage answers");
    rest();
    assert_eq!((desk.thread(&ana), second.thread(&ana)), (None, None));
    assert_eq!((traces(&one, &ana), traces(&other, &ana)), (vec![], vec![]));
    finish(desk.bring_back(&ana)).expect("storage answers");
    rest();
    assert_eq!((desk.agenda(&ana), second.agenda(&ana)), (vec!["the move".into()], vec!["the move".into()]));
}
