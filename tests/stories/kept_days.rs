//! How someone stood on the days before: what is kept by itself, how little it is, and what is never in it.

use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use duologue::app::snapshots::MOST_OF_ONE;
use duologue::domain::{PointId, RelationshipId, Role};
use duologue::ports::{StorageError, Value};
use duologue::store::written;
use yrs::updates::decoder::Decode;
use yrs::{Doc, Map, Transact, Update, WriteTxn};

use crate::support::desk::Browser;
use crate::support::kept::{ana_as_kept, keeps, snapshots, today};
use crate::support::squeeze::Flate;
use crate::support::turns::finish;

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
fn snapshots_are_few_and_small_and_the_newest_is_always_there() {
    let mut browser = Browser::new();
    browser.squeeze = Rc::new(Flate);
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for day in 0..15 {
        desk.point(&ana, &format!("point of day {day}"));
        // Text that cannot be made smaller, so that the bound is reached.
        desk.write_private_notes(&ana, &crate::support::dice::noise(day, 150_000));
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
        entries
            .iter()
            .filter(|(key, _)| key.starts_with("snapshot/"))
            .map(|(_, value)| held_in(value))
            .collect::<Vec<_>>()
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
