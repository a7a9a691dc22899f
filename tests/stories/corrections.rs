//! What was written down can be put right: corrected, taken out, put back, and taken up again; here and at the other's.

use duologue::app::actions::ActionDraft;
use duologue::domain::{ActionId, ActionState, Aim, MeetingNumber, PointId, PointState, RelationshipId, Role, When};
use duologue::store::{Depth, read_threads};

use crate::support::desk::{Browser, OpenDesk, answer, asking_for, titles};
use crate::support::dice::Drawn;
use crate::support::pair::{One, bo_and_ana, exchange};
use crate::support::sample::{Plan, entries};
use crate::support::turns::finish;

const FIRST: MeetingNumber = MeetingNumber::FIRST;

/// Ana, with whom a meeting was held that has a point and a promise.
fn a_meeting(browser: &Browser) -> (RelationshipId, PointId, ActionId) {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "The move");
    desk.note_on_point(&ana, &point, "Boxes first");
    desk.set_aim(&ana, &point, Some(Aim::Team));
    desk.give_minutes(&ana, &point, Some(10));
    let draft = ActionDraft { text: "Book a van".into(), when: When::parse("Friday"), ..ActionDraft::default() };
    let promise = desk.add_action(&ana, &draft).expect("it has a text");
    desk.talk_about(&ana, Some(&point));
    browser.minutes_pass(5);
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.close_action(&ana, &promise, ActionState::Kept);
    desk.hold(browser, &ana, 25, Some(&asking_for("Start on time")));
    (ana, point, promise)
}

fn past_titles(desk: &OpenDesk, with: &RelationshipId) -> Vec<String> {
    let past = finish(desk.read_past(with, &desk.past_numbers(with))).expect("storage answers");
    past.iter().flat_map(|view| titles(&view.past.meeting.points)).collect()
}

#[test]
fn a_point_that_is_taken_out_is_gone_everywhere_and_comes_back_as_it_was() {
    let browser = Browser::new();
    let (ana, point, _) = a_meeting(&browser);
    let (here, there) = (browser.open(), browser.open());
    let before = here.find(&ana, &point);
    let removed = here.remove_point(&ana, &point).expect("it is there");
    browser.rest();
    for desk in [&here, &there, &browser.open()] {
        assert_eq!(past_titles(desk, &ana), [] as [&str; 0]);
    }
    assert!(here.remove_point(&ana, &point).is_none(), "it is not there any more");
    here.put_back_point(&ana, &removed);
    browser.rest();
    for desk in [&here, &there, &browser.open()] {
        assert_eq!(desk.find(&ana, &point), before);
    }
}

#[test]
fn a_promise_that_is_taken_out_comes_back_as_it_was() {
    let browser = Browser::new();
    let (ana, _, promise) = a_meeting(&browser);
    let desk = browser.open();
    let promises = |desk: &OpenDesk| desk.past(&ana, FIRST).expect("it is one of the last two").past.meeting.actions;
    let before = promises(&desk);
    let removed = desk.remove_action(&ana, &promise).expect("it is there");
    browser.rest();
    assert_eq!(promises(&browser.open()), []);
    desk.put_back_action(&ana, &removed);
    browser.rest();
    assert_eq!(promises(&browser.open()), before);
}

#[test]
fn an_open_point_that_is_taken_out_while_it_is_talked_about_takes_no_more_time() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "Said by mistake");
    desk.talk_about(&ana, Some(&point));
    let removed = desk.remove_point(&ana, &point).expect("it is there");
    assert_eq!((desk.with(&ana).on_now(), desk.agenda(&ana)), (None, vec![]));
    desk.put_back_point(&ana, &removed);
    assert_eq!(desk.agenda(&ana), ["Said by mistake"]);
}

/// Bo and Ana, who both have what was said in their first meeting.
fn shared_meeting() -> (One, One, PointId) {
    let (bo, ana) = bo_and_ana();
    let point = bo.desk.point(&bo.with, "To be taken out");
    bo.desk.point(&bo.with, "To stay");
    bo.browser.rest();
    exchange(&bo, &ana);
    assert_eq!(ana.agenda(), ["To be taken out", "To stay"]);
    (bo, ana, point)
}

#[test]
fn what_one_takes_out_is_gone_at_the_other_too_and_no_older_copy_brings_it_back() {
    let (bo, ana, point) = shared_meeting();
    // Ana hands over all that she has, and the text is pasted only later.
    ana.desk.point(&ana.with, "Hers");
    ana.browser.rest();
    let older = ana.copy();
    bo.desk.remove_point(&bo.with, &point).expect("it is there");
    bo.browser.rest();
    ana.paste(&bo.copy());
    assert_eq!(ana.agenda(), ["Hers", "To stay"]);
    bo.paste(&older);
    assert_eq!(bo.agenda(), ["Hers", "To stay"]);
    exchange(&bo, &ana);
    assert_eq!(ana.agenda(), bo.agenda());
}

#[test]
fn what_the_other_edits_while_it_is_taken_out_stays_out_and_an_undo_reaches_both() {
    let (bo, ana, point) = shared_meeting();
    let removed = bo.desk.remove_point(&bo.with, &point).expect("it is there");
    bo.browser.rest();
    ana.desk.retitle_point(&ana.with, &point, "Edited meanwhile");
    ana.browser.rest();
    exchange(&bo, &ana);
    assert_eq!((bo.agenda(), ana.agenda()), (vec!["To stay".to_string()], vec!["To stay".to_string()]));
    bo.desk.put_back_point(&bo.with, &removed);
    bo.browser.rest();
    exchange(&bo, &ana);
    assert_eq!((bo.agenda(), ana.agenda()), (vec!["To be taken out".into(), "To stay".into()], bo.agenda()));
}

#[test]
fn an_older_backup_does_not_bring_back_what_was_taken_out() {
    let browser = Browser::new();
    let (ana, point, promise) = a_meeting(&browser);
    let desk = browser.open();
    let backup = finish(desk.export_everything()).expect("storage answers");
    desk.remove_point(&ana, &point);
    desk.remove_action(&ana, &promise);
    browser.rest();
    finish(desk.import(&backup)).expect("it is one of ours");
    browser.rest();
    let past = browser.open().past(&ana, FIRST).expect("it is one of the last two").past;
    assert_eq!((past.meeting.points, past.meeting.actions), (vec![], vec![]));
}

#[test]
fn a_meeting_of_years_ago_is_corrected_and_its_digest_stays_true() {
    let browser = Browser::new();
    finish(duologue::ports::KeyValue::set(&browser.storage, &entries(Plan::small(1, 60)))).expect("it has room");
    let desk = browser.open();
    let with = desk.people().remove(0).id;
    let number = MeetingNumber(3);
    finish(desk.open_past(&with, number)).expect("storage answers");
    let view = desk.past(&with, number).expect("it is open");
    let (kept, gone) = (view.past.meeting.points[0].clone(), view.past.meeting.points[1].clone());
    desk.set_aim(&with, &kept.id, Some(Aim::Wellbeing));
    desk.remove_point(&with, &gone.id);
    let began = desk.on_the_clock(view.past.meeting.started.expect("it was held"));
    desk.correct_times(&with, number, began, 17);
    browser.rest();
    finish(desk.tidy()).expect("storage answers");
    let reading = finish(read_threads(&browser.storage, &Drawn::new(7), None, Depth::All)).expect("storage answers");
    let thread = &reading.threads[0];
    let digest = &thread.digest.meetings[&number];
    assert_eq!(thread.history()[&number].spoken, digest.spoken, "as it is made from the documents");
    assert_eq!(digest.ended.zip(digest.began).map(|(to, from)| (to - from) / 60_000), Some(17));
    let again = browser.open();
    assert!(again.past(&with, number).is_none(), "it is not read on opening any more than before");
    let past = finish(again.read_past(&with, &[number])).expect("storage answers").remove(0).past;
    assert!(!past.meeting.points.iter().any(|point| point.id == gone.id));
    assert_eq!(past.meeting.points.len(), view.past.meeting.points.len() - 1);
}

#[test]
fn an_answer_can_be_corrected_or_taken_back_until_it_is_handed_over() {
    let browser = Browser::new();
    let (ana, ..) = a_meeting(&browser);
    let desk = browser.open();
    assert!(desk.correct_answer(&ana, FIRST, &answer(Some(2), "Less haste")));
    browser.rest();
    let given = |browser: &Browser| browser.open().past(&ana, FIRST).expect("it is open").past.retro;
    assert_eq!(given(&browser).map(|retro| retro.answer), Some(answer(Some(2), "Less haste")));
    assert!(desk.correct_answer(&ana, FIRST, &answer(None, "")));
    browser.rest();
    assert_eq!(given(&browser), None);

    let (bo, ana, _) = shared_meeting();
    bo.desk.hold(&bo.browser, &bo.with, 20, Some(&asking_for("More tea")));
    let view = bo.desk.past(&bo.with, FIRST).expect("it is open");
    assert!(view.is_sealed && !bo.desk.correct_answer(&bo.with, FIRST, &answer(Some(1), "Coffee")));
    assert_eq!(bo.desk.past(&bo.with, FIRST), Some(view));
    drop(ana);
}

#[test]
fn a_point_of_the_past_is_taken_up_again_as_a_new_one_that_says_where_it_comes_from() {
    let browser = Browser::new();
    let (ana, point, _) = a_meeting(&browser);
    let desk = browser.open();
    let before = desk.past(&ana, FIRST);
    let again = desk.take_up_again(&ana, &point, "From 23 November").expect("it is there");
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["The move"]);
    let again = desk.find(&ana, &again);
    assert_eq!((again.notes.as_str(), again.aim), ("From 23 November\nBoxes first", Some(Aim::Team)));
    assert_eq!((again.born, again.state), (MeetingNumber(2), PointState::Open));
    assert_eq!(desk.past(&ana, FIRST), before, "the past is as it was");
}

#[test]
fn the_past_is_listed_whole_without_being_read_and_read_as_it_is_looked_at() {
    let browser = Browser::new();
    finish(duologue::ports::KeyValue::set(&browser.storage, &entries(Plan::small(1, 60)))).expect("it has room");
    let desk = browser.open();
    let with = desk.people().remove(0).id;
    let numbers = desk.past_numbers(&with);
    assert_eq!((numbers.len(), numbers[0]), (60, MeetingNumber(60)));
    let read = finish(desk.read_past(&with, &numbers[20..30])).expect("storage answers");
    let seen: Vec<_> = read.iter().map(|view| view.past.meeting.number.0).collect();
    assert_eq!(seen, (31..=40).rev().collect::<Vec<_>>());
    let all = browser.open_with_history();
    for view in &read {
        let known = all.past(&with, view.past.meeting.number).expect("all are open");
        assert_eq!(view.past, known.past);
    }
    assert!(read.iter().any(|view| !view.from_before.is_empty()), "some points had waited for a meeting");
}

#[test]
fn all_that_was_written_in_a_past_meeting_can_be_taken_out_and_comes_back_as_it_was() {
    let browser = Browser::new();
    let (ana, _, _) = a_meeting(&browser);
    let desk = browser.open();
    desk.write_heard(&ana, FIRST, "She will call the landlord");
    browser.rest();
    let told = |desk: &OpenDesk| desk.past(&ana, FIRST).expect("it is one of the last two");
    let before = told(&desk);
    assert_eq!(desk.written_in(&ana, MeetingNumber(2)), None, "what is prepared is no past meeting");

    let emptied = desk.empty_meeting(&ana, FIRST).expect("something is written there");
    browser.rest();
    for desk in [&desk, &browser.open()] {
        let after = told(desk);
        assert!(desk.written_in(&ana, FIRST).expect("it is past").is_nothing());
        assert_eq!((after.past.meeting.points.len(), after.past.meeting.actions.len()), (0, 0));
        assert_eq!((after.heard.mine.as_str(), after.past.score()), ("", None));
        assert_eq!(after.past.meeting.started, before.past.meeting.started, "that it took place stays");
        assert!(desk.with(&ana).from_last.wishes.is_empty() && desk.with(&ana).actions.is_empty());
    }
    assert!(desk.empty_meeting(&ana, FIRST).is_none(), "there is nothing left");

    desk.put_back_meeting(&ana, FIRST, &emptied);
    browser.rest();
    let back = told(&browser.open());
    assert_eq!(back.past.meeting, before.past.meeting);
    assert_eq!((back.heard, back.past.score()), (before.heard, before.past.score()));
}

#[test]
fn what_is_taken_out_of_a_shared_meeting_is_gone_for_both_and_what_they_hold_sealed_stays() {
    let (bo, ana) = bo_and_ana();
    let point = bo.desk.point(&bo.with, "Say no more of it");
    exchange(&bo, &ana);
    bo.desk.hold(&bo.browser, &bo.with, 20, Some(&answer(Some(4), "")));
    exchange(&bo, &ana);
    assert!(ana.desk.empty_meeting(&ana.with, FIRST).is_some());
    exchange(&bo, &ana);
    for one in [&bo, &ana] {
        let view = one.desk.past(&one.with, FIRST).expect("it is one of the last two");
        assert!(!view.past.meeting.points.iter().any(|known| known.id == point));
    }
    assert_eq!(bo.desk.written_in(&bo.with, FIRST).expect("it is past").answer, None, "handed over, it is as it is");
}
