//! What pages hand the background script: names, reminders, how long a meeting is planned; and what it hands them.

use chrono::NaiveDateTime;
use duologue::app::actions::ActionDraft;
use duologue::app::for_background::Surface;
use duologue::domain::reminder::{About, Ahead, Reminder, Wanted};
use duologue::domain::{MeetingNumber, Role, When};
use duologue::ports::Value;
use duologue::store::{Live, Names, Reminders, written};
use serde::de::DeserializeOwned;

use crate::support::desk::{Browser, OpenDesk};

fn stored<T: DeserializeOwned>(browser: &Browser, key: &str) -> T {
    written::read_json(&browser.storage.entries()[key]).expect("it is written as it should be")
}

/// The kind of a reminder and whom it is about stand for its words.
fn hand_over(browser: &Browser, desk: &OpenDesk) -> Reminders {
    desk.write_names();
    desk.write_reminders(|reminder: &Reminder, name: &str| {
        let kind = match &reminder.about {
            About::Prepare { points, .. } => format!("prepare {points}"),
            About::Overdue { .. } => "late".into(),
            About::Promise { text } => format!("promise {text}"),
        };
        (name.into(), kind)
    });
    browser.rest();
    stored(browser, "reminders")
}

#[test]
fn names_go_by_who_was_met_last_and_leave_out_who_is_put_away() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, ben, cleo] = ["Ana", "Ben", "Cleo"].map(|name| desk.meets(name, Role::Report));
    desk.meets("Dan", Role::Peer);
    desk.hold(&browser, &ben, 30, None);
    desk.hold(&browser, &ana, 30, None);
    desk.archive(&cleo, true);
    hand_over(&browser, &desk);
    let names: Names = stored(&browser, "names");
    let told: Vec<_> = names.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(told, ["Ana", "Ben", "Dan"]);
    assert_eq!(names.people[0].id, ana);
}

#[test]
fn nothing_is_written_where_there_is_nothing_to_say_or_nothing_new() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.write_names();
    desk.write_reminders(|_, _| Default::default());
    browser.rest();
    assert!(!browser.has("names") && !browser.has("reminders"));
    desk.meets("Ana", Role::Report);
    hand_over(&browser, &desk);
    let writes = browser.storage.writes();
    hand_over(&browser, &desk);
    hand_over(&browser, &browser.open());
    assert_eq!(browser.storage.writes(), writes, "another page has the same to say");
}

#[test]
fn reminders_follow_what_is_due_and_what_the_user_wants() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, None);
    desk.point(&ana, "the swap");
    let promise = ActionDraft { text: "the plan".into(), owner: None, when: When::parse("2026-11-25") };
    desk.add_action(&ana, &promise);
    let theirs = ActionDraft { text: "not mine".into(), owner: Some(desk.them(&ana)), ..promise };
    desk.add_action(&ana, &theirs);
    let all = hand_over(&browser, &desk);
    let told: Vec<_> = all.told.iter().map(|told| (told.title.as_str(), told.text.as_str())).collect();
    // Held on Monday the 23rd, due on Monday the 30th: told of on Sunday, and once more if it was not held.
    assert_eq!(told, [("Ana", "promise the plan"), ("Ana", "prepare 1"), ("Ana", "late")]);
    assert!(!all.notify, "off until it is turned on");
    assert_eq!(all.waiting.len(), 1);
    assert_eq!((all.waiting[0].points, all.waiting[0].from), (1, all.told[1].at));

    desk.want_reminders(Wanted { ahead: Ahead::Hour, overdue: false, promises: false });
    desk.set_notifies(true);
    let fewer = hand_over(&browser, &desk);
    assert!(fewer.notify);
    let [only] = &fewer.told[..] else { panic!("one is left") };
    // The last one began at nine: an hour before is eight.
    assert_eq!(only.at - all.told[1].at, 23 * 60 * 60 * 1000);
    assert_eq!(browser.open().reminders_wanted(), desk.reminders_wanted(), "it is remembered");
}

#[test]
fn who_is_put_away_is_not_told_of_and_no_points_wait_for_a_meeting_that_is_on() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "the swap");
    let new = hand_over(&browser, &desk).waiting;
    let in_days = |from: i64| (from - browser.now().timestamp_millis()) / (24 * 60 * 60 * 1000);
    assert_eq!((new.len(), in_days(new[0].from)), (1, 6), "who is new is due a week later: no badge on the first day");
    desk.start_meeting(&ana);
    assert_eq!(hand_over(&browser, &desk).waiting, []);
    browser.minutes_pass(30);
    desk.wrap_up(&ana, None);
    assert_eq!(hand_over(&browser, &desk).waiting.len(), 1);
    desk.archive(&ana, true);
    assert_eq!(hand_over(&browser, &desk), Reminders::default());
}

#[test]
fn the_record_of_a_live_meeting_tells_how_long_it_is_planned_and_an_older_one_can_be_read() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.start_meeting(&ana);
    browser.rest();
    let live: Live = stored(&browser, &format!("live/{ana}"));
    assert_eq!(live.minutes, Some(30));
    let older: Live = written::read_json(&written::write(r#"{"meeting":1,"started_at":5}"#)).expect("it can be read");
    assert_eq!((older.started_at, older.minutes), (5, None));
}

#[test]
fn the_surface_is_the_one_that_the_background_script_remembers() {
    let browser = Browser::new();
    let desk = browser.open();
    assert_eq!(desk.surface(), Surface::Dock);
    browser.write("dock", Value::Json(r#"{"width":320,"side":"right","collapsed":false,"surface":"panel"}"#.into()));
    assert_eq!(desk.surface(), Surface::Panel, "a page that is open hears of it");
    assert_eq!(browser.open().surface(), Surface::Panel);
    browser.write("dock", Value::Json(r#"{"surface":"somewhere"}"#.into()));
    assert_eq!(browser.open().surface(), Surface::Dock);
}

#[test]
fn an_hour_ahead_is_an_hour_before_the_time_that_is_planned() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.want_reminders(Wanted { ahead: Ahead::Hour, overdue: false, promises: false });
    let planned = NaiveDateTime::parse_from_str("2026-11-25T15:00", "%Y-%m-%dT%H:%M").expect("a time");
    desk.plan_meeting(&ana, MeetingNumber::FIRST, planned).expect("nothing is planned yet");
    let told = hand_over(&browser, &desk).told;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].at - browser.now().timestamp_millis(), (2 * 24 + 5) * 60 * 60 * 1000, "Wednesday at two");
}
