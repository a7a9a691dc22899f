//! The closing question: given, skipped, drafted, asked for once after a call, and what comes of it next time.

use duologue::domain::{Answer, Helped, MeetingNumber, PointState, Role, Score};
use duologue::ports::Value;

use crate::support::desk::{Browser, asking_for};

#[test]
fn wrapping_up_keeps_the_answer_and_what_is_still_open() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [talked, _] = ["talked about", "still open"].map(|title| desk.point(&ana, title));
    desk.start_meeting(&ana);
    desk.close_point(&ana, &talked, PointState::Discussed);
    let answer = Answer {
        score: Score::new(2),
        helped: vec![Helped::FeltHeard, Helped::GoodLaugh],
        change: "Start with hers".into(),
        ..Answer::default()
    };
    desk.hold(&browser, &ana, 25, Some(&answer));
    let later = browser.open_with_history();
    let past = later.past_meetings(&ana);
    let retro = past[0].retro.clone().expect("I answered");
    assert_eq!((past[0].score(), &retro.answer), (Score::new(2), &answer));
    assert_eq!((retro.meeting, retro.given), (MeetingNumber::FIRST, browser.now()));
    assert_eq!(later.agenda(&ana), ["still open"]);
    assert!(!later.with(&ana).is_live());
}

#[test]
fn skipping_ends_the_meeting_and_takes_back_what_was_filled_in() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    desk.draft_answer(&ana, &asking_for("Less talk"));
    browser.rest();
    desk.hold(&browser, &ana, 30, None);
    for desk in [desk, browser.open_with_history()] {
        assert_eq!(desk.past_meetings(&ana)[0].retro, None);
        assert!(desk.with(&ana).from_last.is_empty());
        assert!(desk.drafted_answer(&ana).is_blank(), "and nothing is filled in for the next one");
    }
}

#[test]
fn a_blank_answer_is_no_answer() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, Some(&Answer { change: "  ".into(), ..Answer::default() }));
    let past = browser.open_with_history().past_meetings(&ana);
    assert_eq!((past.len(), &past[0].retro), (1, &None));
}

#[test]
fn what_is_filled_in_is_there_again_after_a_reload_and_can_be_changed() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    desk.draft_answer(&ana, &asking_for("Start earl"));
    browser.rest();
    let reloaded = browser.open();
    assert_eq!(reloaded.drafted_answer(&ana), asking_for("Start earl"));
    let better = Answer { score: None, ..asking_for("Start earlier") };
    reloaded.draft_answer(&ana, &better);
    browser.rest();
    assert_eq!(desk.drafted_answer(&ana), better, "the other page has it too");
}

#[test]
fn what_i_asked_for_and_the_promises_stand_on_top_next_time_until_acknowledged_and_never_again() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let kept = desk.add_action(&ana, &promise("book the room")).expect("it has words");
    let open = desk.add_action(&ana, &promise("ask Bo")).expect("it has words");
    assert!(desk.with(&ana).from_last.is_empty(), "what is said in this meeting is no news in it");
    desk.close_action(&ana, &kept, duologue::domain::ActionState::Kept);
    desk.hold(&browser, &ana, 30, Some(&asking_for("Start with hers")));
    browser.days_pass(7);

    let next = browser.open();
    let from_last = next.with(&ana).from_last;
    let wishes: Vec<_> = from_last.wishes.iter().map(|wish| wish.answer.change.as_str()).collect();
    let promises: Vec<_> = from_last.promises.iter().map(|promise| promise.id.clone()).collect();
    assert_eq!((wishes, promises), (vec!["Start with hers"], vec![open.clone()]));

    next.acknowledge_last(&ana);
    browser.rest();
    for desk in [&desk, &next, &browser.open()] {
        assert!(desk.with(&ana).from_last.is_empty());
        assert!(desk.with(&ana).actions.iter().any(|action| action.id == open), "the promise is still open");
    }
    next.hold(&browser, &ana, 30, None);
    browser.days_pass(7);
    let after = browser.open().with(&ana).from_last;
    assert!(after.wishes.is_empty(), "what was acknowledged never comes back");
    assert_eq!(after.promises.len(), 1, "a promise comes back in every meeting until it is kept or dropped");
}

#[test]
fn a_wish_that_nobody_acknowledged_stands_on_top_meeting_after_meeting() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, Some(&asking_for("Start with hers")));
    for _ in 0..3 {
        browser.days_pass(7);
        desk.hold(&browser, &ana, 30, None);
    }
    let later = browser.open();
    assert_eq!(later.with(&ana).from_last.wishes.len(), 1);
    later.acknowledge_last(&ana);
    browser.rest();
    assert!(browser.open().with(&ana).from_last.is_empty());
}

#[test]
fn a_score_without_a_wish_leaves_nothing_to_acknowledge() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, Some(&Answer { score: Score::new(5), ..Answer::default() }));
    assert!(browser.open().with(&ana).from_last.is_empty());
}

#[test]
fn after_a_call_that_ended_without_wrapping_up_the_answer_is_asked_for_once() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.minutes_pass(28);
    let end = browser.now();
    browser.call_ends(&ana, 1, Some(end));
    browser.rest();
    browser.minutes_pass(23 * 60);
    let other = browser.open();
    for desk in [&desk, &other] {
        let asks = desk.to_wrap_up();
        assert_eq!(asks.len(), 1);
        assert_eq!((&asks[0].0, asks[0].1.at), (&ana, Some(end.timestamp_millis())));
        let time = desk.with(&ana).timer(desk.now()).expect("it has begun");
        assert_eq!(time.elapsed, 28 * 60, "the time stands still since the end of the call");
    }
    other.wrap_up(&ana, Some(&asking_for("Shorter")));
    browser.rest();
    for desk in [&desk, &other, &browser.open_with_history()] {
        assert_eq!(desk.to_wrap_up(), []);
        let past = desk.past_meetings(&ana);
        assert_eq!((past[0].meeting.ended, past[0].score()), (Some(end), Score::new(4)));
    }
    assert!(!browser.has(&format!("ended/{ana}")) && !browser.has(&format!("live/{ana}")));
}

#[test]
fn nobody_is_asked_after_a_day_and_the_meeting_ends_when_its_call_did() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "still open");
    desk.start_meeting(&ana);
    browser.minutes_pass(28);
    let end = browser.now();
    browser.call_ends(&ana, 1, Some(end));
    browser.rest();
    browser.minutes_pass(24 * 60 - 1);
    assert_eq!(desk.to_wrap_up().len(), 1);
    browser.minutes_pass(1);
    assert_eq!(desk.to_wrap_up(), [], "nor by a page that was left open");
    drop(desk);
    let later = browser.open_with_history();
    browser.rest();
    assert_eq!(later.to_wrap_up(), []);
    let past = later.past_meetings(&ana);
    assert_eq!((past[0].meeting.ended, &past[0].retro), (Some(end), &None));
    assert_eq!(later.agenda(&ana), ["still open"]);
    assert!(!browser.has(&format!("ended/{ana}")) && !browser.has(&format!("live/{ana}")));
}

#[test]
fn an_end_that_nobody_saw_is_the_last_sign_of_life() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    desk.start_meeting(&ana);
    browser.minutes_pass(12);
    desk.talk_about(&ana, Some(&point));
    let last_sign = browser.now();
    browser.rest();
    drop(desk);
    browser.call_ends(&ana, 1, None);
    browser.minutes_pass(23 * 60);
    let asked = browser.open();
    assert_eq!(asked.to_wrap_up().len(), 1);
    drop(asked);
    browser.minutes_pass(60);
    let later = browser.open_with_history();
    browser.rest();
    assert_eq!(later.to_wrap_up(), []);
    assert_eq!(later.past_meetings(&ana)[0].meeting.ended, Some(last_sign));
}

#[test]
fn a_meeting_that_was_forgotten_is_closed_after_a_day_without_a_question() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.minutes_pass(5);
    let point = desk.point(&ana, "the move");
    desk.close_point(&ana, &point, PointState::Discussed);
    let last_sign = browser.now();
    browser.rest();
    drop(desk);
    browser.minutes_pass(24 * 60 - 1);
    assert!(browser.open().with(&ana).is_live(), "for a day it may still go on");
    browser.minutes_pass(1);
    let later = browser.open_with_history();
    assert!(!later.with(&ana).is_live());
    assert_eq!(later.past_meetings(&ana)[0].meeting.ended, Some(last_sign));
}

#[test]
fn coming_back_into_the_call_takes_the_question_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.minutes_pass(10);
    browser.call_ends(&ana, 1, Some(browser.now()));
    assert_eq!(desk.to_wrap_up().len(), 1);
    browser.minutes_pass(2);
    remove(&browser, &format!("ended/{ana}"));
    browser.rest();
    browser.minutes_pass(3);
    assert_eq!(desk.to_wrap_up(), []);
    assert_eq!(desk.with(&ana).timer(desk.now()).expect("it goes on").elapsed, 15 * 60);
}

#[test]
fn the_end_of_another_meeting_s_call_ends_nothing_and_is_cleared_away() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, None);
    browser.call_ends(&ana, 1, Some(browser.now()));
    assert_eq!(desk.to_wrap_up(), []);
    let reopened = browser.open();
    browser.rest();
    assert_eq!(reopened.to_wrap_up(), []);
    assert!(!browser.has(&format!("ended/{ana}")));
}

#[test]
fn a_garbled_record_of_an_end_asks_nothing_and_harms_nothing() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.rest();
    for garbled in ["{}", "[1]", r#"{"meeting":"x","at":1}"#, r#"{"meeting":-1,"at":1}"#, "not JSON"] {
        browser.write(&format!("ended/{ana}"), Value::Json(garbled.into()));
        for desk in [&desk, &browser.open()] {
            assert_eq!(desk.to_wrap_up(), [], "{garbled}");
            assert!(desk.with(&ana).is_live());
        }
    }
}

#[test]
fn the_call_that_ended_last_is_asked_about_first() {
    let browser = Browser::new();
    let desk = browser.open();
    let people = ["Ana", "Bo", "Cy"].map(|name| desk.meets(name, Role::Report));
    for person in &people {
        desk.start_meeting(person);
        browser.minutes_pass(30);
        browser.call_ends(person, 1, Some(browser.now()));
    }
    let asked: Vec<_> = desk.to_wrap_up().into_iter().map(|(id, _)| id).collect();
    assert_eq!(asked, people.into_iter().rev().collect::<Vec<_>>());
}

fn promise(text: &str) -> duologue::app::actions::ActionDraft {
    duologue::app::actions::ActionDraft { text: text.into(), ..Default::default() }
}

fn remove(browser: &Browser, key: &str) {
    use duologue::ports::KeyValue;
    crate::support::turns::finish(browser.storage.remove(&[key.into()])).expect("storage answers");
}

#[test]
fn where_nobody_saw_the_end_the_meeting_ended_when_its_call_was_last_seen() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.rest();
    browser.minutes_pass(20);
    let last_seen = browser.now();
    let beat = |meeting: u32| format!(r#"{{"meeting":{meeting},"at":{}}}"#, last_seen.timestamp_millis());
    browser.write(&format!("beat/{ana}"), Value::Json(beat(1)));
    browser.minutes_pass(45);
    browser.call_ends(&ana, 1, None);
    let later = browser.open();
    assert_eq!(later.to_wrap_up()[0].1.at, Some(last_seen.timestamp_millis()));
    later.wrap_up(&ana, None);
    browser.rest();
    assert_eq!(browser.open_with_history().past_meetings(&ana)[0].meeting.ended, Some(last_seen));
    // The next one has a beat of its own.
    let began = browser.now();
    later.start_meeting(&ana);
    browser.minutes_pass(10);
    browser.call_ends(&ana, 2, None);
    browser.rest();
    later.wrap_up(&ana, None);
    browser.rest();
    assert_eq!(browser.open_with_history().past_meetings(&ana)[0].meeting.ended, Some(began));
}

#[test]
fn a_meeting_whose_call_is_still_seen_is_not_closed_and_one_that_was_lost_ends_at_its_last_beat() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.rest();
    browser.minutes_pass(23 * 60);
    let last_seen = browser.now();
    let beat = format!(r#"{{"meeting":1,"at":{}}}"#, last_seen.timestamp_millis());
    browser.write(&format!("beat/{ana}"), Value::Json(beat));
    browser.minutes_pass(2 * 60);
    assert!(browser.open().with(&ana).is_live());
    browser.days_pass(1);
    let later = browser.open_with_history();
    browser.rest();
    assert_eq!(later.past_meetings(&ana)[0].meeting.ended, Some(last_seen));
}
