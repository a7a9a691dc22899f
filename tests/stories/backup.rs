//! Everything in one file, and a file merged back: what is known stays, and the same file twice changes nothing.

use std::collections::BTreeMap;

use duologue::app::actions::ActionDraft;
use duologue::app::backup::{Brought, ImportError, NotImported};
use duologue::app::calls::RoomIs;
use duologue::app::settings::Theme;
use duologue::domain::{CallRoom, KeepAs, PointState, RelationshipId, Role};
use duologue::ports::StorageError;
use serde_json::Value;

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::sample::{Plan, backup};
use crate::support::turns::finish;

/// Two meetings with Ana, with all there can be in them, and a third that is prepared.
fn two_meetings(browser: &Browser) -> RelationshipId {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for week in ["first week", "second week"] {
        let [talked, _] = ["talked about", "left"].map(|what| desk.point(&ana, &format!("{what} in the {week}")));
        desk.talk_about(&ana, Some(&talked));
        desk.note_on_point(&ana, &talked, "fine");
        desk.close_point(&ana, &talked, PointState::Discussed);
        desk.add_action(&ana, &ActionDraft { text: format!("do it in the {week}"), ..ActionDraft::default() });
        desk.hold(browser, &ana, 30, Some(&asking_for(week)));
        browser.days_pass(7);
    }
    desk.write_private_notes(&ana, "looked tired");
    desk.catch("caught", Some(&ana), KeepAs::Private);
    desk.link_room(&room(), &ana);
    desk.set_theme(Theme::Dark);
    browser.rest();
    ana
}

fn room() -> CallRoom {
    CallRoom::parse("meet:abc-defg-hij").expect("a room")
}

fn exported(desk: &OpenDesk) -> String {
    finish(desk.export_everything()).expect("storage answers")
}

/// What a file tells, but for when it was written and how the bytes of its documents are arranged.
fn told(file: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).expect("it is JSON");
    let threads = file["threads"].as_array().expect("a list").iter();
    threads.map(|thread| thread["readable"].clone()).chain([file["records"].clone()]).collect()
}

fn imported(browser: &Browser, desk: &OpenDesk, file: &str) -> Brought {
    let brought = finish(desk.import(file)).expect("it is a file of ours");
    browser.rest();
    brought
}

#[test]
fn everything_that_is_exported_is_there_after_an_import_into_an_empty_profile() {
    let old = Browser::in_lane(1);
    let ana = two_meetings(&old);
    let file = exported(&old.open());

    let new = Browser::in_lane(2);
    new.days_pass(15);
    let desk = new.open();
    let brought = imported(&new, &desk, &file);
    assert_eq!(brought.people, 1);
    assert!(brought.documents >= 6, "about, notes, and two meetings with their answers: {brought:?}");
    assert_eq!(told(&exported(&new.open())), told(&file));
    for desk in [&desk, &new.open_with_history()] {
        assert_eq!(desk.private_notes(&ana), "looked tired\ncaught");
        assert_eq!(desk.past_meetings(&ana).len(), 2);
        assert_eq!(finish(desk.room(&room())), Ok(RoomIs::For(ana.clone())));
        assert_eq!(desk.agenda(&ana), old.open().agenda(&ana));
    }
    assert_eq!(new.open().theme(), Theme::Dark);
}

#[test]
fn the_same_file_a_second_time_changes_nothing() {
    let old = Browser::in_lane(1);
    two_meetings(&old);
    let file = exported(&old.open());
    let new = Browser::in_lane(2);
    let desk = new.open();
    imported(&new, &desk, &file);
    let before = new.storage.entries();
    for desk in [&desk, &new.open(), &new.open_with_history()] {
        assert_eq!(imported(&new, desk, &file), Brought::default());
    }
    assert_eq!(imported(&old, &old.open(), &file), Brought::default(), "nor in the profile that it came from");
    assert_eq!(new.storage.entries(), before);
}

#[test]
fn two_profiles_that_went_apart_are_merged_whichever_way() {
    let one = Browser::in_lane(1);
    let ana = two_meetings(&one);
    let other = Browser::in_lane(2);
    other.days_pass(14);
    imported(&other, &other.open(), &exported(&one.open()));

    let (here, there) = (one.open(), other.open());
    here.point(&ana, "added here");
    there.point_of_theirs(&ana, "added there");
    here.write_private_notes(&ana, "looked very tired\ncaught");
    there.catch("caught there", Some(&ana), KeepAs::Private);
    let bo = there.meets("Bo", Role::Peer);
    there.point(&bo, "hello");
    one.rest();
    other.rest();

    let (from_here, from_there) = (exported(&here), exported(&there));
    assert_eq!(imported(&one, &here, &from_there).people, 1);
    assert_eq!(imported(&other, &there, &from_here).people, 0);
    assert_eq!(told(&exported(&one.open())), told(&exported(&other.open())));
    for desk in [here, there, one.open(), other.open()] {
        for title in ["added here", "added there", "left in the first week"] {
            assert!(desk.agenda(&ana).contains(&title.to_string()), "{title}");
        }
        assert_eq!(desk.private_notes(&ana), "looked very tired\ncaught\ncaught there");
        assert_eq!(desk.agenda(&bo), ["hello"]);
    }
}

#[test]
fn what_is_chosen_here_is_not_changed_by_a_file() {
    let old = Browser::in_lane(1);
    two_meetings(&old);
    let file = exported(&old.open());
    let new = Browser::in_lane(2);
    let desk = new.open();
    let bo = desk.meets("Bo", Role::Report);
    desk.set_theme(Theme::Light);
    desk.link_room(&room(), &bo);
    new.rest();
    imported(&new, &desk, &file);
    let later = new.open();
    assert_eq!((later.theme(), finish(later.room(&room()))), (Theme::Light, Ok(RoomIs::For(bo))));
}

#[test]
fn a_file_is_written_from_all_meetings_also_by_a_page_that_shows_the_present() {
    let browser = Browser::new();
    let ana = two_meetings(&browser);
    let desk = browser.open();
    for _ in 0..70 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
        finish(desk.tidy()).expect("storage answers");
    }
    let (present, history) = (exported(&browser.open()), exported(&browser.open_with_history()));
    assert_eq!(told(&present), told(&history));
    assert_eq!(told(&present)[0]["meetings"].as_array().expect("a list").len(), 72);
    let new = Browser::in_lane(2);
    imported(&new, &new.open(), &present);
    assert_eq!(told(&exported(&new.open())), told(&present));
    assert_eq!(imported(&browser, &browser.open(), &present), Brought::default());
}

#[test]
fn years_of_several_people_come_back_as_they_were_and_each_step_is_told() {
    let plan = Plan::small(3, 60);
    let file = backup(plan);
    assert_eq!(file.lines().count(), 3 + 2, "a line for each person");
    let browser = Browser::in_lane(2);
    let desk = browser.open();
    let steps = core::cell::RefCell::new(Vec::new());
    let brought = finish(desk.import_and(&file, false, |done, all| steps.borrow_mut().push((done, all))));
    browser.rest();
    assert_eq!(brought.expect("it is ours").people, 3);
    assert_eq!(steps.into_inner(), (1..=6).map(|done| (done, 6)).collect::<Vec<_>>());
    let readable = |file: &str| {
        let file: Value = serde_json::from_str(file).expect("it is JSON");
        let threads = file["threads"].as_array().expect("a list").iter();
        threads.map(|one| (one["id"].to_string(), one["readable"].clone())).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(readable(&exported(&browser.open())), readable(&file));
}

#[test]
fn a_damaged_file_changes_nothing_and_says_why() {
    let old = Browser::in_lane(1);
    let ana = two_meetings(&old);
    let file = exported(&old.open());
    let new = Browser::in_lane(2);
    let desk = new.open();
    new.rest();
    let before = new.storage.entries();
    let refused = |file: &str| {
        let error = finish(desk.import(file)).expect_err("it is damaged");
        new.rest();
        assert_eq!(new.storage.entries(), before);
        assert!(desk.people().is_empty());
        error
    };
    for odd in ["{}", "[]", "hello", r#"{"format":"another","version":1}"#] {
        assert_eq!(refused(odd), NotImported::File(ImportError::NotABackup), "{odd:.40}");
    }
    for cut in [0, 1, 40, file.len() / 2, file.len() - 3] {
        assert_eq!(refused(&file[..cut]), NotImported::File(ImportError::CutOff), "cut to {cut}");
    }
    let mut parsed: Value = serde_json::from_str(&file).expect("it is JSON");
    for garbled in ["not base64!", "AAAA_garbled", ""] {
        parsed["threads"][0]["shared"]["m2"] = garbled.into();
        let error = refused(&parsed.to_string());
        assert!(
            matches!(&error, NotImported::File(ImportError::Damaged { document, .. }) if document == "m2"),
            "{garbled:?}: {error}"
        );
    }
    assert_eq!(imported(&new, &desk, &file).people, 1, "and a sound file is still imported");
    assert_eq!(desk.with(&ana).relationship.counterpart.name, "Ana");
}

#[test]
fn a_file_of_a_newer_format_is_refused_with_a_way_out() {
    let browser = Browser::new();
    let desk = browser.open();
    let error = finish(desk.import(r#"{"format":"duologue-backup","version":2,"threads":"unknown"}"#));
    assert_eq!(error, Err(NotImported::File(ImportError::Newer(2))));
    assert!(error.expect_err("refused").to_string().contains("update Duologue, then import it again"));
}

#[test]
fn records_that_are_no_business_of_a_file_are_left_out() {
    let browser = Browser::new();
    let ana = two_meetings(&browser);
    let mut file: Value = serde_json::from_str(&exported(&browser.open())).expect("it is JSON");
    let envelope = file["records"]["setting/theme"].clone();
    assert!(envelope.is_string());
    for key in ["schema", "dock", "anything", "live/x", "shared/x/about/log/u", "setting/damaged"] {
        file["records"][key] = envelope.clone();
    }
    file["records"]["setting/damaged"] = "1.00000000.dark".into();
    let new = Browser::in_lane(2);
    let desk = new.open();
    new.rest();
    let schema = new.storage.entries()["schema"].clone();
    imported(&new, &desk, &file.to_string());
    for key in ["dock", "anything", "live/x", "shared/x/about/log/u", "setting/damaged"] {
        assert!(!new.has(key), "{key}");
    }
    assert_eq!(new.storage.entries()["schema"], schema);
    assert!(new.open().thread(&ana).is_some());
}

#[test]
fn an_import_that_storage_refuses_is_said_and_a_second_try_brings_everything() {
    let old = Browser::in_lane(1);
    two_meetings(&old);
    let file = exported(&old.open());
    let new = Browser::in_lane(2);
    let desk = new.open();
    new.rest();
    new.storage.fail_write(1, StorageError::Full);
    finish(desk.import(&file)).expect("it is a file of ours");
    finish(desk.flush());
    assert_eq!(desk.save_failure(), Some(StorageError::Full));
    assert!(new.open().people().is_empty(), "nothing was written");
    new.rest();
    assert_eq!((desk.save_failure(), desk.unsaved()), (None, 0));
    assert_eq!(told(&exported(&new.open())), told(&file));
}
