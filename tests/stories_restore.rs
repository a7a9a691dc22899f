//! Going back to a day with one person: what was kept, what comes back, what stays, and how others follow.

mod support;

use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use duologue::app::actions::ActionDraft;
use duologue::app::people::NewPerson;
use duologue::app::restore::{Moved, NotRestored};
use duologue::app::snapshots::MOST_OF_ONE;
use duologue::domain::{Cadence, KeepAs, PointId, PointState, RelationshipId, Role};
use duologue::ports::{StorageError, Value};
use duologue::store::written;
use yrs::updates::decoder::Decode;
use yrs::{Doc, Map, Transact, Update, WriteTxn};

use support::desk::{Browser, OpenDesk, asking_for, titles};
use support::squeeze::Flate;
use support::turns::{crash_after, finish};
use support::two::Two;

/// What a page does when all else is done.
fn keeps(browser: &Browser, desk: &OpenDesk) -> usize {
    browser.rest();
    finish(desk.keep_today()).expect("storage answers")
}

/// Ana, with one meeting held, two points for the next, and notes; and the desk, on which the day is kept.
fn ana_as_kept(browser: &Browser) -> (Rc<OpenDesk>, RelationshipId) {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Peer);
    let talked = desk.point(&ana, "talked about");
    desk.close_point(&ana, &talked, PointState::Discussed);
    desk.add_action(&ana, &ActionDraft { text: "send it".into(), ..ActionDraft::default() });
    desk.hold(browser, &ana, 30, Some(&asking_for("shorter")));
    desk.point(&ana, "roadmap");
    desk.point_of_theirs(&ana, "pay");
    desk.write_private_notes(&ana, "tired\nmoves house");
    assert_eq!(keeps(browser, &desk), 1);
    (desk, ana)
}

fn today(desk: &OpenDesk) -> chrono::NaiveDate {
    desk.today()
}

fn snapshots(browser: &Browser) -> Vec<String> {
    browser.storage.entries().into_keys().filter(|key| key.starts_with("snapshot/")).collect()
}

#[test]
fn a_day_is_kept_once_and_only_if_something_has_changed() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    desk.point(&ana, "another");
    assert_eq!(keeps(&browser, &desk), 0, "once a day");
    browser.days_pass(1);
    assert_eq!(keeps(&browser, &browser.open()), 1, "another day, and something has changed");
    browser.days_pass(1);
    assert_eq!(keeps(&browser, &browser.open()), 0, "nothing has changed");
    let days: Vec<_> = finish(desk.kept_days(&ana)).expect("storage answers").iter().map(|kept| kept.day).collect();
    assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-24", "2026-11-23"]);
}

#[test]
fn what_was_changed_dropped_and_renamed_stands_as_it_did_and_what_came_later_stays() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let (day, before) = (today(&desk), desk.with(&ana));
    browser.days_pass(2);
    for point in &before.agenda {
        desk.retitle_point(&ana, &point.id, "scribbled over");
        desk.close_point(&ana, &point.id, PointState::Dropped);
    }
    let send = before.actions[0].id.clone();
    desk.reword_action(&ana, &send, "nothing");
    desk.point(&ana, "came later");
    desk.write_private_notes(&ana, "moves house\nnew line");
    let other = NewPerson { name: "Anna".into(), role: Role::Manager, cadence: Cadence::Monthly, minutes: 60 };
    desk.edit_person(&ana, &other);
    browser.rest();

    let preview = finish(desk.preview_restore(&ana, day)).expect("it is kept");
    let mut changed = preview.points.changed.clone();
    changed.sort();
    assert_eq!(changed, ["pay", "roadmap"]);
    assert_eq!(preview.points.since, ["came later"]);
    assert_eq!(preview.promises, Moved { changed: vec!["send it".into()], ..Moved::default() });
    assert!(preview.notes && preview.others >= 3 && !preview.is_shared && !preview.is_incomplete, "{preview:?}");

    let back = finish(desk.restore(&ana, day, false)).expect("it is kept");
    browser.rest();
    for page in [&desk, &browser.open(), &browser.open_with_history()] {
        let now = page.with(&ana);
        assert_eq!(page.agenda(&ana), ["roadmap", "pay", "came later"]);
        assert_eq!(now.relationship, before.relationship);
        assert_eq!(now.actions, before.actions);
        assert_eq!(page.private_notes(&ana), "tired\nmoves house\nnew line");
    }
    assert!(finish(desk.preview_restore(&ana, day)).expect("it is kept").is_as_it_was());

    desk.take_back_all(&back);
    browser.rest();
    let again = browser.open();
    assert_eq!(again.agenda(&ana), ["came later"]);
    assert_eq!(again.with(&ana).relationship.counterpart.name, "Anna");
    assert_eq!(again.private_notes(&ana), "moves house\nnew line");
}

#[test]
fn what_came_later_goes_if_that_is_asked_for_and_comes_back_when_it_is_taken_back() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    desk.point(&ana, "for this time");
    desk.hold(&browser, &ana, 30, None);
    desk.point(&ana, "for next time");
    desk.add_action(&ana, &ActionDraft { text: "promised later".into(), ..ActionDraft::default() });
    desk.write_private_notes(&ana, "only new");
    browser.rest();
    let later = desk.with(&ana);

    let back = finish(desk.restore(&ana, day, true)).expect("it is kept");
    browser.rest();
    let page = browser.open_with_history();
    assert_eq!(page.agenda(&ana), ["roadmap", "pay"]);
    assert_eq!(page.private_notes(&ana), "tired\nmoves house");
    assert_eq!(page.past_meetings(&ana).len(), 2, "that the two met is not undone");
    let promises: Vec<_> = page.with(&ana).actions.iter().map(|action| action.text.clone()).collect();
    assert_eq!(promises, ["send it"]);

    desk.take_back_all(&back);
    browser.rest();
    let again = browser.open_with_history();
    assert_eq!(again.with(&ana).points, later.points);
    assert_eq!(again.with(&ana).actions, later.actions);
    assert_eq!(again.private_notes(&ana), "only new");
}

#[test]
fn another_open_page_follows_and_keeps_what_is_typed_there_meanwhile() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    let other = browser.open();
    let roadmap = desk.with(&ana).agenda[0].id.clone();
    desk.close_point(&ana, &roadmap, PointState::Dropped);
    browser.rest();
    let back = finish(desk.restore(&ana, day, false)).expect("it is kept");
    other.point(&ana, "typed in the other page");
    browser.rest();
    for page in [&desk, &other] {
        assert_eq!(page.agenda(&ana), ["roadmap", "pay", "typed in the other page"]);
    }
    desk.take_back_all(&back);
    browser.rest();
    for page in [&desk, &other] {
        assert_eq!(page.agenda(&ana), ["pay", "typed in the other page"]);
    }
}

#[test]
fn the_other_of_a_shared_one_to_one_follows_and_what_was_handed_over_stays() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let id = two.id.clone();
    mira.point(&id, "roadmap");
    ana.point(&id, "pay");
    mira.write_private_notes(&id, "mine alone");
    two.meet();
    assert_eq!(keeps(&two.mira, &mira), 1);
    let day = today(&mira);

    // Both wrap the meeting up, so their answers go over; and Ana drops a point.
    mira.start_meeting(&id);
    two.meet();
    two.minutes_pass(30);
    mira.wrap_up(&id, Some(&asking_for("shorter")));
    two.mira.rest();
    two.meet();
    ana.wrap_up(&id, Some(&asking_for("longer")));
    two.ana.rest();
    two.meet();
    let roadmap = ana.with(&id).points.iter().find(|point| point.title == "roadmap").expect("it is there").id.clone();
    ana.close_point(&id, &roadmap, PointState::Dropped);
    two.ana.rest();
    two.meet();
    let (answers, sealed) = (mira.past_meetings(&id), two.ana.open_with_history().past_meetings(&id));
    let their_answers = |past: &[duologue::app::overview::PastMeeting]| {
        past.iter().map(|past| (past.retro.clone(), past.theirs.clone())).collect::<Vec<_>>()
    };

    let preview = finish(mira.preview_restore(&id, day)).expect("it is kept");
    assert!(preview.is_shared && preview.points.changed == ["roadmap"], "{preview:?}");
    finish(mira.restore(&id, day, false)).expect("it is kept");
    two.mira.rest();
    two.meet();
    for desk in [&mira, &ana, &two.ana.open()] {
        let open: Vec<_> = titles(&desk.with(&id).agenda);
        assert!(open.contains(&"roadmap".to_string()), "{open:?}");
    }
    assert_eq!(their_answers(&mira.past_meetings(&id)), their_answers(&answers));
    assert_eq!(their_answers(&two.ana.open_with_history().past_meetings(&id)), their_answers(&sealed));
    assert!(ana.private_notes(&id).is_empty());
}

#[test]
fn a_crash_in_between_leaves_all_of_it_or_nothing() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    for point in desk.with(&ana).agenda {
        desk.close_point(&ana, &point.id, PointState::Dropped);
    }
    desk.write_private_notes(&ana, "gone");
    browser.rest();
    browser.storage.stall_before_each_call();
    for turns in 1..40 {
        let page = browser.open();
        let whole = async {
            finish(page.open_history()).expect("storage answers");
            page.restore(&ana, day, false).await.expect("it is kept");
            page.flush().await;
        };
        let done = crash_after(turns, whole).is_some();
        drop(page);
        let after = browser.open();
        let state = (after.agenda(&ana), after.private_notes(&ana));
        let all = (vec!["roadmap".to_string(), "pay".to_string()], "tired\nmoves house\ngone".to_string());
        let nothing = (Vec::new(), "gone".to_string());
        assert!(state == all || state == nothing, "after {turns} turns: {state:?}");
        if done || state == all {
            assert_eq!(state, all);
            return;
        }
    }
    panic!("it never came to an end");
}

#[test]
fn meetings_that_were_bound_meanwhile_are_still_compared_with_what_they_were() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    for _ in 0..30 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
        finish(desk.tidy()).expect("storage answers");
        keeps(&browser, &desk);
    }
    let days = finish(desk.kept_days(&ana)).expect("storage answers");
    assert!(days.len() > 10, "{}", days.len());
    for kept in days {
        let preview = finish(desk.preview_restore(&ana, kept.day)).expect("it is kept");
        assert!(preview.is_as_it_was() && !preview.is_incomplete, "{}: {preview:?}", kept.day);
    }
}

#[test]
fn snapshots_are_few_and_small_and_the_newest_is_always_there() {
    let mut browser = Browser::new();
    browser.squeeze = Rc::new(Flate);
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for day in 0..15 {
        desk.point(&ana, &format!("point of day {day}"));
        // Text that cannot be made smaller, so that the bound is reached.
        desk.write_private_notes(&ana, &support::dice::noise(day, 150_000));
        keeps(&browser, &desk);
        browser.days_pass(1);
    }
    let entries = browser.storage.entries();
    let kept: Vec<_> = entries.iter().filter(|(key, _)| key.starts_with("snapshot/")).collect();
    let length = |value: &Value| match value {
        Value::Text(text) | Value::Json(text) => text.len(),
    };
    let total: usize = kept.iter().map(|(_, value)| length(value)).sum();
    assert!(total <= MOST_OF_ONE, "{total}");
    assert!((3..12).contains(&kept.len()), "{}", kept.len());
    assert!(kept.last().expect("one").0.contains("2026-12-07"), "{:?}", kept.last().map(|(key, _)| key));
}

#[test]
fn a_full_storage_takes_older_days_before_anything_of_today() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    for day in 0..3 {
        browser.days_pass(1);
        desk.point(&ana, &format!("of day {day}"));
        keeps(&browser, &desk);
    }
    assert_eq!(snapshots(&browser).len(), 4);
    browser.days_pass(1);
    desk.point(&ana, "once more");
    browser.rest();
    browser.storage.fail_write(1, StorageError::Full);
    assert_eq!(finish(desk.keep_today()), Ok(0));
    assert_eq!(snapshots(&browser).len(), 1);
    assert!(snapshots(&browser)[0].contains("2026-11-26"));
}

#[test]
fn a_day_that_is_gone_or_damaged_changes_nothing_and_says_so() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    let missing = day.succ_opt().expect("a day");
    assert_eq!(finish(desk.restore(&ana, missing, true)).err(), Some(NotRestored::Gone));
    let key = snapshots(&browser).remove(0);
    browser.write(&key, Value::Text("1.00000000.rubbish".into()));
    let before = browser.storage.entries();
    assert!(matches!(finish(desk.restore(&ana, day, true)), Err(NotRestored::Damaged(_))));
    assert_eq!(finish(desk.kept_days(&ana)), Ok(Vec::new()), "it is not offered");
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
}

#[test]
fn a_store_of_a_newer_version_is_neither_kept_nor_changed() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    browser.write("schema", written::write_json(&99));
    browser.days_pass(1);
    let before = browser.storage.entries();
    let later = browser.open();
    assert_eq!(keeps(&browser, &later), 0);
    assert_eq!(finish(later.restore(&ana, day, false)).err(), Some(NotRestored::ReadOnly));
    assert_eq!(browser.storage.entries(), before);
}

#[test]
fn what_was_caught_is_part_of_the_notes_that_come_back() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    desk.catch("caught", Some(&ana), KeepAs::Private);
    browser.days_pass(1);
    keeps(&browser, &desk);
    let day = today(&desk);
    desk.write_private_notes(&ana, "");
    browser.rest();
    finish(desk.restore(&ana, day, false)).expect("it is kept");
    browser.rest();
    assert_eq!(browser.open().private_notes(&ana), "tired\nmoves house\ncaught");
}

/// The texts and titles that a snapshot holds, as bytes.
fn held_in(value: &Value) -> String {
    let Value::Text(text) = value else { panic!("ours are text") };
    let packed = text.splitn(3, '.').nth(2).expect("a payload");
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(packed).expect("base64url");
    // The twin of deflate makes nothing smaller, so it stands there as it is, after the form.
    let json: serde_json::Value = serde_json::from_slice(&bytes[1..]).expect("a record");
    let shelves = ["shared", "own"].into_iter().flat_map(|shelf| json[shelf].as_object().expect("a shelf").values());
    let whole = |document: &serde_json::Value| BASE64_URL_SAFE_NO_PAD.decode(document.as_str().expect("text"));
    shelves.map(|document| String::from_utf8_lossy(&whole(document).expect("base64url")).into_owned()).collect()
}

/// Another page lets a point of meeting 2 fade: it is removed, and its id is written down.
fn fades(browser: &Browser, with: &RelationshipId, point: &PointId) {
    let doc = Doc::with_client_id(77);
    for (key, value) in browser.storage.entries() {
        if key.starts_with(&format!("shared/{with}/m2/")) {
            let part = written::read_update(&value).expect("a part of ours");
            let update = Update::decode_v2(part.as_bytes()).expect("an update");
            doc.transact_mut().apply_update(update).expect("it fits");
        }
    }
    let mut txn = doc.transact_mut();
    txn.get_or_insert_map("points").remove(&mut txn, point.as_str());
    txn.get_or_insert_map("faded").insert(&mut txn, point.as_str(), 1);
    let update = duologue::document::Update::from_bytes(txn.encode_update_v2());
    browser.write(&format!("shared/{with}/m2/log/fades"), written::write_update(&update));
    browser.rest();
}

#[test]
fn what_has_faded_is_in_no_day_that_is_kept_and_does_not_come_back() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    let kept = |browser: &Browser| {
        let entries = browser.storage.entries();
        entries.iter().filter(|(key, _)| key.starts_with("snapshot/")).map(|(_, value)| held_in(value)).collect::<Vec<_>>()
    };
    assert!(kept(&browser)[0].contains("pay") && kept(&browser)[0].contains("roadmap"));
    fades(&browser, &ana, &desk.with(&ana).agenda[1].id);
    assert_eq!(desk.agenda(&ana), ["roadmap"]);

    browser.days_pass(1);
    keeps(&browser, &desk);
    assert_eq!(kept(&browser).len(), 2);
    assert!(kept(&browser).iter().all(|held| !held.contains("pay") && held.contains("roadmap")));
    finish(desk.restore(&ana, day, true)).expect("it is kept");
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["roadmap"]);
}
