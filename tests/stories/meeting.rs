//! A meeting while it goes on: how it begins, what is on, how the time stands, and what it leaves for next time.

use duologue::domain::timer::{Stage, Timer};
use duologue::domain::{MeetingNumber, MeetingState, PointState, RelationshipId, Role};

use crate::support::desk::{Browser, OpenDesk};

fn time(desk: &OpenDesk, with: &RelationshipId) -> Timer {
    desk.with(with).timer(desk.now()).expect("it has begun")
}

#[test]
fn a_meeting_begins_when_it_is_started_or_when_a_point_is_talked_about() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    let point = desk.point(&bo, "the move");
    assert_eq!(desk.with(&ana).meeting.state(), MeetingState::Planned);
    assert_eq!(desk.with(&ana).timer(desk.now()), None);
    desk.start_meeting(&ana);
    desk.talk_about(&bo, Some(&point));
    for with in [&ana, &bo] {
        assert_eq!(desk.with(with).meeting.started, Some(browser.now()));
        assert!(desk.with(with).is_live());
    }
    assert_eq!((desk.with(&ana).on_now().cloned(), desk.with(&bo).on_now().cloned()), (None, Some(point)));
}

#[test]
fn a_meeting_that_is_started_twice_began_the_first_time() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    desk.start_meeting(&ana);
    let began = browser.now();
    browser.minutes_pass(3);
    desk.start_meeting(&ana);
    desk.talk_about(&ana, Some(&point));
    assert_eq!(desk.with(&ana).meeting.started, Some(began));
}

#[test]
fn the_background_script_finds_a_live_meeting_exactly_while_there_is_one() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let key = format!("live/{ana}");
    assert!(!browser.has(&key));
    desk.start_meeting(&ana);
    browser.rest();
    let started = browser.now().timestamp_millis();
    let duologue::ports::Value::Text(text) = browser.storage.entries()[&key].clone() else { panic!("it is text") };
    let json = text.splitn(3, '.').nth(2).expect("version, checksum, payload");
    assert_eq!(json, format!(r#"{{"meeting":1,"started_at":{started},"minutes":30}}"#));
    desk.wrap_up(&ana, None);
    browser.rest();
    assert!(!browser.has(&key));
}

#[test]
fn the_planned_length_is_the_usual_one_and_keeps_for_a_meeting_that_has_begun() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    let longer = duologue::app::people::PersonEdit { minutes: 50, ..desk.to_edit(&ana).expect("we know each other") };
    desk.edit_person(&ana, &longer);
    assert_eq!((time(&desk, &ana).left, desk.with(&ana).relationship.minutes), (30 * 60, 50));
    desk.hold(&browser, &ana, 30, None);
    desk.start_meeting(&ana);
    assert_eq!(time(&desk, &ana).left, 50 * 60);
}

#[test]
fn the_time_stands_the_same_after_a_reload_and_in_two_pages_at_once() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [a, b] = ["a", "b"].map(|title| desk.point(&ana, title));
    desk.talk_about(&ana, Some(&a));
    browser.minutes_pass(4);
    desk.talk_about(&ana, Some(&b));
    browser.minutes_pass(2);
    desk.talk_about(&ana, Some(&a));
    browser.minutes_pass(1);
    browser.rest();
    let (reloaded, second) = (browser.open(), browser.open_with_history());
    for desk in [&desk, &reloaded, &second] {
        let time = time(desk, &ana);
        assert_eq!((time.elapsed, time.left, time.stage), (7 * 60, 23 * 60, Stage::Talking));
        assert_eq!((time.spent[&a], time.spent[&b]), (5 * 60, 2 * 60));
        assert_eq!(time.now_on.expect("a is on").point, a);
    }
    second.close_point(&ana, &a, PointState::Discussed);
    browser.rest();
    browser.minutes_pass(3);
    for desk in [&desk, &reloaded, &second] {
        let time = time(desk, &ana);
        assert_eq!((time.spent[&a], time.now_on), (5 * 60, None), "what is settled takes no more time");
    }
}

#[test]
fn the_time_is_right_after_the_laptop_slept_and_when_the_clock_is_set_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    desk.start_meeting(&ana);
    browser.minutes_pass(10);
    desk.talk_about(&ana, Some(&point));
    browser.clock.advance(-3600);
    assert_eq!(time(&desk, &ana).elapsed, 10 * 60, "what is written down cannot be undone");
    browser.clock.advance(3600 + 45 * 60);
    let time = time(&desk, &ana);
    assert_eq!((time.elapsed, time.left, time.stage), (55 * 60, -25 * 60, Stage::Over));
    assert!(time.now_on.expect("it is still on").runs_over());
}

#[test]
fn when_time_runs_short_my_points_as_the_manager_are_proposed_for_next_time_and_can_be_put_off() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let hers = desk.point_of_theirs(&ana, "hers");
    let [first, last] = ["my first", "my last"].map(|title| desk.point(&ana, title));
    for (point, minutes) in [(&hers, 10), (&first, 7), (&last, 7)] {
        desk.give_minutes(&ana, point, Some(minutes));
    }
    desk.start_meeting(&ana);
    assert_eq!(time(&desk, &ana).put_off, []);
    browser.minutes_pass(2);
    assert_eq!(time(&desk, &ana).put_off, std::slice::from_ref(&last));
    desk.put_off(&ana, &last, true);
    assert_eq!(time(&desk, &ana).put_off, []);
    browser.minutes_pass(7);
    assert_eq!(time(&desk, &ana).put_off, [first]);
    browser.minutes_pass(16);
    assert_eq!((time(&desk, &ana).stage, time(&desk, &ana).put_off), (Stage::Closing, vec![]));
}

#[test]
fn what_is_on_changes_by_itself_when_it_is_discussed_put_aside_or_dropped() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for settled in [PointState::Discussed, PointState::Dropped] {
        let point = desk.point(&ana, "the move");
        desk.talk_about(&ana, Some(&point));
        browser.minutes_pass(1);
        desk.close_point(&ana, &point, settled);
        assert_eq!(desk.with(&ana).on_now(), None);
        browser.minutes_pass(1);
        assert_eq!(time(&desk, &ana).spent[&point], 60);
    }
    let point = desk.point(&ana, "one more");
    desk.talk_about(&ana, Some(&point));
    browser.minutes_pass(1);
    desk.put_off(&ana, &point, true);
    assert_eq!(desk.with(&ana).on_now(), None, "what is put off is not talked about now");
    browser.minutes_pass(5);
    assert_eq!(time(&desk, &ana).spent[&point], 60, "and takes no more time");
    desk.put_off(&ana, &point, false);
    desk.talk_about(&ana, Some(&point));
    desk.talk_about(&ana, None);
    assert_eq!(desk.with(&ana).on_now(), None);
}

#[test]
fn two_pages_that_start_and_end_a_meeting_at_once_have_held_one() {
    let browser = Browser::new();
    let (one, other) = (browser.open(), browser.open());
    let ana = one.meets("Ana", Role::Report);
    browser.rest();
    one.start_meeting(&ana);
    browser.clock.advance(1);
    other.start_meeting(&ana);
    browser.rest();
    assert_eq!(one.with(&ana), other.with(&ana));
    assert!(one.with(&ana).is_live());
    browser.minutes_pass(30);
    one.wrap_up(&ana, None);
    other.wrap_up(&ana, None);
    browser.rest();
    for desk in [one, other, browser.open()] {
        assert_eq!(desk.with(&ana).current, MeetingNumber(2));
        assert_eq!(desk.past_meetings(&ana).len(), 1);
    }
}

#[test]
fn only_a_meeting_that_has_begun_can_be_wrapped_up() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.wrap_up(&ana, None);
    assert_eq!(desk.with(&ana).current, MeetingNumber::FIRST);
    desk.hold(&browser, &ana, 30, None);
    desk.wrap_up(&ana, None);
    assert_eq!(desk.with(&ana).current, MeetingNumber(2), "a second click on wrapping up ends nothing more");
}

#[test]
fn past_meetings_are_listed_newest_first_with_what_was_said() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for week in 1..=4 {
        let point = desk.point(&ana, &format!("week {week}"));
        desk.talk_about(&ana, Some(&point));
        desk.note_on_point(&ana, &point, "fine");
        desk.close_point(&ana, &point, PointState::Discussed);
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    let later = browser.open();
    finish_history(&later);
    let past = later.past_meetings(&ana);
    let told: Vec<_> = past.iter().map(|past| (past.meeting.number.0, past.meeting.points[0].title.clone())).collect();
    let expected = [4, 3, 2, 1].map(|week| (week, format!("week {week}")));
    assert_eq!(told, expected);
    for past in &past {
        let (started, ended) = (past.meeting.started.expect("held"), past.meeting.ended.expect("held"));
        assert_eq!((ended - started).num_minutes(), 30);
        assert_eq!(past.meeting.points[0].notes, "fine");
    }
    assert_eq!(later.with(&ana).last_met, past[0].meeting.started);
    assert!(later.with(&ana).last_met < Some(browser.now()));
}

fn finish_history(desk: &OpenDesk) {
    crate::support::turns::finish(desk.open_history()).expect("storage answers");
}
