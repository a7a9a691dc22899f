//! Off the record: nothing is kept but that the two met, and when. Everything that is stored, and everything that goes
//! out, is searched for what was typed.

use std::rc::Rc;

use duologue::app::actions::ActionDraft;
use duologue::domain::{Answer, KeepAs, PointState, RelationshipId, Role};
use duologue::ports::MemoryRelay;

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::pair::{One, bo_and_ana, exchange, over, rest};
use crate::support::squeeze::Recording;
use crate::support::traces::{is_in, traces};
use crate::support::turns::finish;

/// What is typed where; each has a word of its own.
const TYPED: [&str; 8] = ["osprey", "heron", "plover", "curlew", "dunlin", "avocet", "godwit", "turnstone"];

/// Types into everything that there is in a meeting.
fn type_everywhere(desk: &OpenDesk, with: &RelationshipId, earlier: &duologue::domain::PointId) {
    let [title, notes, action, private, earlier_notes, earlier_title, change, retitled] = TYPED;
    let point = desk.point(with, title);
    desk.note_on_point(with, &point, notes);
    desk.retitle_point(with, &point, retitled);
    desk.add_action(with, &ActionDraft { text: action.into(), ..ActionDraft::default() });
    desk.write_private_notes(with, private);
    desk.note_on_point(with, earlier, earlier_notes);
    desk.retitle_point(with, earlier, earlier_title);
    desk.talk_about(with, Some(earlier));
    desk.close_point(with, earlier, PointState::Discussed);
    desk.draft_answer(with, &asking_for(change));
}

fn found(browser: &Browser) -> Vec<(&'static str, Vec<String>)> {
    let found = TYPED.into_iter().map(|word| (word, traces(browser, word)));
    found.filter(|(_, keys)| !keys.is_empty()).collect()
}

fn tidied(browser: &Browser, desk: &OpenDesk) {
    browser.rest();
    finish(desk.tidy()).expect("storage answers");
    browser.rest();
}

#[test]
fn what_is_typed_is_on_screen_and_nowhere_else() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let prepared = desk.point(&ana, "Prepared");
    desk.go_off_the_record(&ana);
    desk.start_meeting(&ana);
    browser.minutes_pass(5);
    type_everywhere(&desk, &ana, &prepared);
    browser.rest();
    assert_eq!(desk.agenda(&ana), ["avocet", "turnstone"], "as it was typed, while the page is open");
    assert_eq!(desk.private_notes(&ana), "curlew");
    assert_eq!(desk.drafted_answer(&ana).change, "godwit");
    assert_eq!(desk.unsaved(), 0, "nothing waits to be stored");
    assert_eq!(found(&browser), []);

    let other_page = browser.open();
    assert!(other_page.with(&ana).is_live(), "that the two meet is known");
    assert_eq!(other_page.agenda(&ana), ["Prepared"], "and what was prepared");
    browser.minutes_pass(20);
    desk.wrap_up(&ana, Some(&asking_for("godwit")));
    tidied(&browser, &desk);
    assert_eq!(found(&browser), []);
    assert_eq!(desk.agenda(&ana), ["Prepared"], "open again, without a word of that meeting");
    let history = browser.open_with_history();
    let past = history.past_meetings(&ana);
    assert_eq!(past.len(), 1);
    let held = &past[0].meeting;
    assert!(held.off_the_record && held.talk.is_empty() && held.points.iter().all(|point| point.notes.is_empty()));
    let began = held.started.expect("when it began is kept");
    assert_eq!((held.ended.expect("and when it ended") - began).num_minutes(), 25);
    assert!(past[0].retro.is_none());
}

#[test]
fn what_was_typed_before_is_taken_out_of_everything_that_is_stored() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let prepared = desk.point(&ana, "Prepared");
    desk.note_on_point(&ana, &prepared, "thought before");
    let settled = desk.point(&ana, "Settled before");
    desk.close_point(&ana, &settled, PointState::Dropped);
    browser.minutes_pass(1);
    desk.start_meeting(&ana);
    browser.minutes_pass(5);
    type_everywhere(&desk, &ana, &prepared);
    browser.rest();
    assert_eq!(found(&browser).len(), TYPED.len(), "kept so far, as always");

    desk.go_off_the_record(&ana);
    tidied(&browser, &desk);
    let private = ["curlew"];
    assert_eq!(found(&browser).iter().map(|(word, _)| *word).collect::<Vec<_>>(), private, "but for my own notes");
    assert_eq!(desk.agenda(&ana), ["Prepared"]);
    assert_eq!(desk.find(&ana, &prepared).notes, "thought before");
    assert_eq!(desk.find(&ana, &settled).state, PointState::Dropped, "settled before it began");
    assert_eq!(desk.drafted_answer(&ana), Answer::default());
    // Another page has heard of it, and what it writes down is without it, too.
    let other = browser.open();
    tidied(&browser, &other);
    assert_eq!(found(&browser).len(), private.len());
}

#[test]
fn nobody_is_asked_about_it_and_it_can_be_ended() {
    let (bo, ana) = bo_and_ana();
    exchange(&bo, &ana);
    bo.desk.go_off_the_record(&bo.with);
    bo.desk.start_meeting(&bo.with);
    bo.browser.minutes_pass(30);
    ana.browser.minutes_pass(30);
    exchange(&bo, &ana);
    assert!(ana.desk.is_off_the_record(&ana.with), "both see it");
    assert!(ana.desk.with(&ana.with).is_live());
    ana.desk.wrap_up(&ana.with, Some(&asking_for("godwit")));
    exchange(&bo, &ana);
    for one in [&bo, &ana] {
        assert_eq!(one.desk.with(&one.with).closing, None);
        assert_eq!(one.desk.to_wrap_up(), []);
        assert!(!one.desk.is_off_the_record(&one.with), "the next one is as any other");
        assert_eq!(found(&one.browser), []);
    }
}

#[test]
fn either_may_take_it_off_the_record_and_both_let_go_of_what_was_typed() {
    let (bo, ana) = over(&MemoryRelay::default());
    ana.desk.start_meeting(&ana.with);
    ana.browser.minutes_pass(1);
    bo.browser.minutes_pass(1);
    ana.desk.point(&ana.with, "osprey");
    rest(&bo, &ana);
    assert_eq!((bo.agenda(), traces(&bo.browser, "osprey").len()), (vec!["osprey".to_string()], 1));
    bo.desk.go_off_the_record(&bo.with);
    rest(&bo, &ana);
    for one in [&bo, &ana] {
        assert!(one.desk.is_off_the_record(&one.with));
        assert_eq!(one.agenda(), Vec::<String>::new());
        tidied(&one.browser, &one.desk);
        assert_eq!(traces(&one.browser, "osprey"), Vec::<String>::new());
    }
    ana.desk.point(&ana.with, "heron");
    rest(&bo, &ana);
    assert_eq!((ana.agenda(), bo.agenda()), (vec!["heron".to_string()], vec![]), "on her own screen alone");
}

#[test]
fn nothing_of_it_goes_out_by_text() {
    let (mut bo, ana) = bo_and_ana();
    exchange(&bo, &ana);
    let recording = Recording::default();
    bo.browser.squeeze = Rc::new(recording.clone());
    let bo = One { desk: bo.browser.open(), ..bo };
    let earlier = bo.desk.point(&bo.with, "Prepared");
    bo.desk.go_off_the_record(&bo.with);
    bo.desk.start_meeting(&bo.with);
    type_everywhere(&bo.desk, &bo.with, &earlier);
    bo.browser.rest();
    bo.copy();
    let export = finish(bo.desk.export_everything()).expect("storage answers");
    let sent = recording.take();
    assert!(sent.iter().any(|plain| is_in(plain, "Prepared")), "something has gone out");
    for word in TYPED {
        assert!(!sent.iter().any(|plain| is_in(plain, word)), "{word} has gone out");
        assert!(!export.contains(word), "{word} is in the file");
    }
}

#[test]
fn it_can_be_taken_back_only_before_it_has_begun() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.go_off_the_record(&ana);
    desk.point(&ana, "osprey");
    desk.stay_on_the_record(&ana);
    assert_eq!((desk.is_off_the_record(&ana), desk.agenda(&ana)), (false, vec![]), "what was said off it stays so");
    desk.go_off_the_record(&ana);
    desk.start_meeting(&ana);
    desk.stay_on_the_record(&ana);
    assert!(desk.is_off_the_record(&ana));
}

#[test]
fn a_quick_note_waits_until_it_is_over() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.go_off_the_record(&ana);
    desk.start_meeting(&ana);
    desk.catch("For next time", Some(&ana), KeepAs::Agenda);
    browser.rest();
    assert_eq!(desk.agenda(&ana), Vec::<String>::new());
    desk.wrap_up(&ana, None);
    browser.rest();
    assert_eq!(desk.agenda(&ana), ["For next time"]);
    assert_eq!(desk.waiting_captures(), []);
}

#[test]
fn a_meeting_that_is_kept_does_not_go_on_remembering_how_it_began() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "Prepared");
    desk.note_on_point(&ana, &point, "dunlin");
    browser.minutes_pass(1);
    desk.start_meeting(&ana);
    desk.note_on_point(&ana, &point, "what was said");
    desk.wrap_up(&ana, None);
    browser.rest();
    let file = finish(desk.export_everything()).expect("storage answers");
    let file: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
    let whole = file["threads"][0]["shared"]["m1"].as_str().expect("the meeting");
    let whole = duologue::store::written::decode(whole).expect("a document of ours");
    assert!(is_in(whole.as_bytes(), "what was said") && !is_in(whole.as_bytes(), "dunlin"));
}
