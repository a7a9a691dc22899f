//! Quick notes: caught in a moment, filed once, whoever files them; and the popup's list of who is next.

use duologue::domain::{KeepAs, RelationshipId, Role};
use duologue::ports::Value;

use crate::support::desk::{Browser, OpenDesk};

fn waiting(desk: &OpenDesk) -> Vec<String> {
    desk.waiting_captures().into_iter().map(|capture| capture.text).collect()
}

fn actions(desk: &OpenDesk, with: &RelationshipId) -> Vec<String> {
    desk.with(with).actions.into_iter().map(|action| action.text).collect()
}

#[test]
fn a_note_for_someone_becomes_a_point_an_action_or_a_private_note_at_once() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for (text, keep_as) in [(" a point ", KeepAs::Agenda), ("a promise", KeepAs::Action), ("mine", KeepAs::Private)] {
        assert!(desk.catch(text, Some(&ana), keep_as));
    }
    browser.rest();
    for desk in [&desk, &browser.open()] {
        assert_eq!((desk.agenda(&ana), actions(desk, &ana)), (vec!["a point".into()], vec!["a promise".into()]));
        assert_eq!(desk.private_notes(&ana), "mine");
        assert_eq!(waiting(desk), [""; 0]);
    }
}

#[test]
fn a_blank_note_is_not_caught() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    for with in [None, Some(&ana)] {
        assert!(!desk.catch(" \n", with, KeepAs::Agenda));
    }
    assert_eq!((desk.agenda(&ana), waiting(&desk), desk.unsaved()), (vec![], vec![], 0));
}

#[test]
fn a_note_without_a_person_waits_over_a_reload_until_one_is_named() {
    let browser = Browser::new();
    let desk = browser.open();
    assert!(desk.catch("first", None, KeepAs::Agenda));
    browser.minutes_pass(1);
    assert!(desk.catch("second", None, KeepAs::Action));
    browser.rest();
    let later = browser.open();
    let ana = later.meets("Ana", Role::Report);
    assert_eq!(waiting(&later), ["first", "second"], "the oldest first");
    for capture in later.waiting_captures() {
        later.file(&capture.id, &ana);
    }
    browser.rest();
    for desk in [&desk, &later, &browser.open()] {
        assert_eq!((desk.agenda(&ana), actions(desk, &ana)), (vec!["first".into()], vec!["second".into()]));
        assert_eq!(waiting(desk), [""; 0]);
    }
    assert!(!browser.storage.entries().keys().any(|key| key.starts_with("inbox/")));
}

#[test]
fn a_note_that_two_pages_file_at_once_is_filed_once() {
    for keep_as in [KeepAs::Agenda, KeepAs::Action, KeepAs::Private] {
        let browser = Browser::new();
        let (one, other) = (browser.open(), browser.open());
        let ana = one.meets("Ana", Role::Report);
        assert!(one.catch("just one", None, keep_as));
        browser.rest();
        let capture = one.waiting_captures()[0].id.clone();
        assert_eq!(other.waiting_captures()[0].id, capture);
        one.file(&capture, &ana);
        other.file(&capture, &ana);
        browser.rest();
        for desk in [&one, &other, &browser.open()] {
            let found = [desk.agenda(&ana), actions(desk, &ana), vec![desk.private_notes(&ana)]].concat();
            assert_eq!(found.concat(), "just one", "{keep_as:?}");
            assert_eq!(waiting(desk), [""; 0]);
        }
    }
}

#[test]
fn a_note_is_filed_once_also_when_it_is_filed_again_before_the_first_time_is_saved() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.catch("just one", None, KeepAs::Agenda);
    browser.rest();
    let capture = desk.waiting_captures()[0].id.clone();
    desk.file(&capture, &ana);
    desk.file(&capture, &ana);
    let reloaded = browser.open();
    reloaded.file(&capture, &ana);
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["just one"]);
}

#[test]
fn a_note_that_another_script_left_for_someone_is_filed_on_opening_by_every_page_once() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    drop(desk);
    let left = format!(r#"{{"text":"left for Ana","with":"{ana}","keep_as":"agenda","at":5}}"#);
    browser.write("inbox/left", Value::Json(left));
    browser.write("inbox/nobodys", Value::Json(r#"{"text":"for whom?"}"#.into()));
    browser.write("inbox/strangers", Value::Json(r#"{"text":"gone","with":"nobody"}"#.into()));
    let (one, other) = (browser.open(), browser.open());
    browser.rest();
    for desk in [&one, &other, &browser.open()] {
        assert_eq!(desk.agenda(&ana), ["left for Ana"]);
        assert_eq!(waiting(desk), ["for whom?", "gone"]);
    }
}

#[test]
fn a_note_that_the_background_leaves_for_someone_shows_at_once_in_the_pages_that_are_open() {
    let browser = Browser::new();
    let (one, other) = (browser.open(), browser.open());
    let ana = one.meets("Ana", Role::Report);
    browser.rest();
    browser.write("inbox/left", Value::Json(format!(r#"{{"text":"just now","with":"{ana}"}}"#)));
    browser.rest();
    for desk in [&one, &other, &browser.open()] {
        assert_eq!((desk.agenda(&ana), waiting(desk)), (vec!["just now".into()], vec![]));
    }
    assert!(!browser.has("inbox/left"));
}

/// Leaves a note as the background does, and says what became of it with Ana: the point's notes, the first promise,
/// the private notes.
fn left_with_source(keep_as: &str, source: &str) -> (Vec<String>, Vec<String>, String) {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let left = format!(r#"{{"text":"read this","with":"{ana}","keep_as":"{keep_as}","at":5,"source":{source}}}"#);
    browser.write("inbox/left", Value::Json(left));
    browser.rest();
    // A page that opens later, and files it a second time, finds the same.
    browser.rest();
    let later = browser.open();
    assert_eq!(waiting(&later), [""; 0], "{source}");
    let notes = later.with(&ana).agenda.into_iter().map(|point| point.notes).collect();
    (notes, actions(&later, &ana), later.private_notes(&ana))
}

#[test]
fn a_note_from_a_page_keeps_the_page_s_title_and_address() {
    let page = r#"{"title":"Swaps  in\nOctober","url":"https://wiki.example/swaps?a=1#b"}"#;
    let line = "Swaps in October – https://wiki.example/swaps?a=1#b";
    assert_eq!(left_with_source("agenda", page), (vec![line.into()], vec![], String::new()));
    assert_eq!(left_with_source("action", page).1, [format!("read this ({line})")]);
    assert_eq!(left_with_source("private", page).2, format!("read this\n{line}"));
}

#[test]
fn a_title_that_says_nothing_new_is_left_out_and_a_long_one_is_cut() {
    let notes = |title: &str| {
        left_with_source("agenda", &format!(r#"{{"title":"{title}","url":"https://a.example/"}}"#)).0.concat()
    };
    for empty in ["", "  ", "read this", " read  this "] {
        assert_eq!(notes(empty), "https://a.example/", "{empty:?}");
    }
    assert_eq!(notes(&"é".repeat(301)), format!("{} – https://a.example/", "é".repeat(300)));
}

#[test]
fn an_address_that_is_none_of_the_web_is_dropped_and_the_note_is_kept() {
    let long = format!("https://a.example/{}", "a".repeat(2000 - "https://a.example/".len()));
    let sources = [
        (r#"{"title":"T","url":"HTTP://a.example"}"#.to_string(), true),
        (format!(r#"{{"title":"T","url":"{long}"}}"#), true),
        (format!(r#"{{"title":"T","url":"{long}a"}}"#), false),
        (r#"{"title":7,"url":"http://a.example"}"#.to_string(), true),
        (r#"{"url":"http://a.example"}"#.to_string(), true),
        (r#"{"title":"T","url":"javascript:alert(1)//http://a"}"#.to_string(), false),
        (r#"{"title":"T","url":"data:text/html,<b>://"}"#.to_string(), false),
        (r#"{"title":"T","url":"file:///etc/passwd"}"#.to_string(), false),
        (r#"{"title":"T","url":"https://"}"#.to_string(), false),
        (r#"{"title":"T","url":"https://a.example/ b"}"#.to_string(), false),
        (r#"{"title":"T","url":"https://a.example/\nb"}"#.to_string(), false),
        (r#"{"title":"T","url":""}"#.to_string(), false),
        (r#"{"title":"T","url":["https://a.example"]}"#.to_string(), false),
        (r#"{"title":"T"}"#.to_string(), false),
        (r#""https://a.example""#.to_string(), false),
        ("[1]".to_string(), false),
        ("true".to_string(), false),
        ("null".to_string(), false),
    ];
    for (source, kept) in sources {
        let (notes, ..) = left_with_source("agenda", &source);
        assert_eq!((notes.len(), notes.concat().is_empty()), (1, !kept), "{source}");
    }
}

#[test]
fn a_note_that_waits_for_its_person_keeps_its_page_until_it_is_filed() {
    let browser = Browser::new();
    let left = r#"{"text":"read this","source":{"title":"Swaps","url":"https://a.example/"}}"#;
    browser.write("inbox/left", Value::Json(left.into()));
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(waiting(&desk), ["read this"]);
    desk.file("left", &ana);
    browser.rest();
    let point = &browser.open().with(&ana).agenda[0];
    assert_eq!((point.title.as_str(), point.notes.as_str()), ("read this", "Swaps – https://a.example/"));
}

#[test]
fn a_garbled_note_is_told_of_and_kept_as_it_is() {
    let browser = Browser::new();
    browser.write("inbox/odd", Value::Json(r#"{"text":7}"#.into()));
    let desk = browser.open();
    browser.write("inbox/blank", Value::Json(r#"{"text":"  "}"#.into()));
    browser.rest();
    let told: Vec<_> = desk.faults().into_iter().map(|fault| fault.key).collect();
    assert_eq!(told, ["inbox/odd", "inbox/blank"]);
    assert_eq!(waiting(&desk), [""; 0]);
    assert!(browser.has("inbox/odd") && browser.has("inbox/blank"));
}

#[test]
fn a_note_can_be_thrown_away_and_is_gone_in_every_page() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    desk.catch("nonsense", None, KeepAs::Agenda);
    browser.rest();
    other.discard_capture(&other.waiting_captures()[0].id);
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(waiting(desk), [""; 0]);
    }
    assert!(!browser.storage.entries().keys().any(|key| key.starts_with("inbox/")));
}

#[test]
fn the_popup_puts_who_is_in_a_meeting_first_and_shows_what_is_caught_for_them() {
    let browser = Browser::new();
    let sidebar = browser.open();
    let [_, bo] = ["Ana", "Bo"].map(|name| sidebar.meets(name, Role::Report));
    sidebar.start_meeting(&bo);
    browser.rest();
    let popup = browser.open();
    let likely = popup.next_up()[0].relationship.id.clone();
    assert_eq!(likely, bo);
    popup.catch("one more thing", Some(&likely), KeepAs::Agenda);
    browser.rest();
    assert_eq!(sidebar.agenda(&bo), ["one more thing"], "the sidebar beside the call shows it at once");
    assert_eq!(popup.next_up()[0].mine, 1);
}
