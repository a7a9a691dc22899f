//! When the next 1:1 is due: the hard cases of the calendar in one table, and a desk that lives through some of them.

use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime};
use duologue::app::people::NewPerson;
use duologue::domain::due::{Past, held_day, next_due};
use duologue::domain::held_rate::Who;
use duologue::domain::{Cadence, Holiday, Instant, MeetingNumber, RelationshipId, Role};
use duologue::ports::{Clock, HandClock, Zone};

use crate::support::desk::{Browser, OpenDesk};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time")
}

fn at(text: &str) -> Instant {
    time(text).and_utc()
}

/// Past meetings in a line: a day that one took, or `x` before the day on which one was given up without a plan.
fn past(line: &str) -> Vec<Past> {
    let read = |word: &str| match word.strip_prefix('x') {
        Some(said) => Past::GivenUp(day(said)),
        None => Past::On(day(word)),
    };
    line.split_whitespace().map(read).collect()
}

const WEEKLY: Cadence = Cadence::Weekly;
const BIWEEKLY: Cadence = Cadence::Biweekly;
const MONTHLY: Cadence = Cadence::Monthly;

/// What is told, how often, the past from a Tuesday (1 December 2026 where nothing else is said), and the day that is due.
const CASES: &[(&str, Cadence, &str, &str)] = &[
    ("a week after the first", WEEKLY, "2026-12-01", "2026-12-08"),
    ("one on a Thursday does not move the Tuesdays", WEEKLY, "2026-11-17 2026-11-24 2026-12-03", "2026-12-08"),
    ("nor one on a Friday", WEEKLY, "2026-11-17 2026-11-24 2026-12-04", "2026-12-08"),
    ("nor one on the Monday after", WEEKLY, "2026-11-17 2026-11-24 2026-12-07", "2026-12-15"),
    ("nor one on the Monday before", WEEKLY, "2026-11-17 2026-11-24 2026-11-30", "2026-12-08"),
    ("two on Thursdays are a new rhythm", WEEKLY, "2026-11-24 2026-12-03 2026-12-10", "2026-12-17"),
    ("back on Tuesday after one exception", WEEKLY, "2026-11-24 2026-12-03 2026-12-08", "2026-12-15"),
    ("every two weeks, moved once", BIWEEKLY, "2026-11-03 2026-11-17 2026-12-03", "2026-12-15"),
    ("every two weeks over the end of the year", BIWEEKLY, "2026-12-22", "2027-01-05"),
    ("every three weeks keeps its weekday", Cadence::EveryDays(21), "2026-10-06 2026-10-27 2026-11-19", "2026-12-08"),
    ("every ten days has no weekday", Cadence::EveryDays(10), "2026-11-17 2026-11-24 2026-12-03", "2026-12-13"),
    ("every day", Cadence::EveryDays(1), "2026-12-31", "2027-01-01"),
    ("every day, days that no cadence has", Cadence::EveryDays(0), "2026-12-31", "2027-01-01"),
    ("weekly over a leap day", WEEKLY, "2028-02-23", "2028-03-01"),
    ("weekly onto a leap day", WEEKLY, "2028-02-22", "2028-02-29"),
    ("yearly from a leap day", Cadence::EveryDays(365), "2028-02-29", "2029-02-28"),
    ("into week 53", WEEKLY, "2026-12-22", "2026-12-29"),
    ("out of week 53", WEEKLY, "2026-12-29", "2027-01-05"),
    ("week 53 does not make two weeks three", BIWEEKLY, "2026-12-08 2026-12-22", "2027-01-05"),
    ("monthly", MONTHLY, "2026-11-15", "2026-12-15"),
    ("the end of January is the end of February", MONTHLY, "2027-01-31", "2027-02-28"),
    ("and the end of March after that", MONTHLY, "2027-01-31 2027-02-28", "2027-03-31"),
    ("and of April, and of May", MONTHLY, "2027-01-31 2027-02-28 2027-03-31 2027-04-30", "2027-05-31"),
    ("the 30th comes back after February", MONTHLY, "2027-01-30 2027-02-28", "2027-03-30"),
    ("the 30th is kept through March", MONTHLY, "2027-01-30 2027-02-28 2027-03-30", "2027-04-30"),
    ("a leap February", MONTHLY, "2028-01-31", "2028-02-29"),
    ("after a leap February", MONTHLY, "2028-01-31 2028-02-29", "2028-03-31"),
    ("the 29th in a year without one", MONTHLY, "2027-01-29", "2027-02-28"),
    ("monthly over the end of the year", MONTHLY, "2026-12-31", "2027-01-31"),
    ("a month that began late does not drift", MONTHLY, "2026-09-15 2026-10-15 2026-11-19", "2026-12-15"),
    ("nor one that slipped into the next month", MONTHLY, "2026-09-28 2026-10-28 2026-12-02", "2026-12-28"),
    ("nor one that was held early", MONTHLY, "2026-10-03 2026-11-03 2026-11-30", "2027-01-03"),
    ("given up on its day without a plan", WEEKLY, "2026-11-24 x2026-12-01", "2026-12-08"),
    ("given up the day before", WEEKLY, "2026-11-24 x2026-11-30", "2026-12-08"),
    ("given up some days later", WEEKLY, "2026-11-24 x2026-12-05", "2026-12-08"),
    ("given up when a second one had gone by", WEEKLY, "2026-11-24 x2026-12-09", "2026-12-15"),
    ("given up twice", WEEKLY, "2026-11-24 x2026-12-01 x2026-12-08", "2026-12-15"),
    ("given up at the end of a short month", MONTHLY, "2027-01-31 x2027-02-28", "2027-03-31"),
    ("given up before there was a first", WEEKLY, "x2026-12-08", "2026-12-15"),
    ("nobody was ever met: a round after getting to know each other", WEEKLY, "", "2026-12-08"),
    ("the same, monthly", MONTHLY, "", "2027-01-01"),
];

#[test]
fn the_hard_cases_of_the_calendar() {
    assert!(CASES.len() >= 40);
    for (what, cadence, line, due) in CASES {
        let next = next_due(*cadence, day("2026-12-01"), &past(line), &[]).expect("something is due");
        assert_eq!((next.day, next.instead_of), (day(due), None), "{what}");
    }
    assert_eq!(next_due(Cadence::NowAndThen, day("2026-12-01"), &past("2026-12-01"), &[]), None);
    assert_eq!(next_due(WEEKLY, NaiveDate::MAX, &[], &[]), None, "the calendar ends");
}

#[test]
fn a_due_day_in_a_holiday_goes_to_the_first_day_after_it_and_the_rhythm_goes_on_through_it() {
    let off = |from: &str, to: &str| Holiday::new(day(from), day(to), "Winter").expect("it is short enough");
    let holidays = [off("2026-12-21", "2027-01-03"), off("2027-01-04", "2027-01-04")];
    for (line, due, instead_of) in [
        ("2026-12-08", "2026-12-15", None),
        ("2026-12-15", "2027-01-05", Some("2026-12-22")),
        ("2026-12-08 2026-12-15 2027-01-06", "2027-01-12", None),
    ] {
        let next = next_due(WEEKLY, day("2026-12-01"), &past(line), &holidays).expect("something is due");
        let told = next.instead_of.map(|(day, holiday)| (day, holiday.name));
        assert_eq!((next.day, told), (day(due), instead_of.map(|at| (day(at), "Winter".into()))), "{line}");
    }
}

#[test]
fn a_meeting_counts_for_the_day_on_which_it_was_held_where_it_was_held() {
    let in_new_york = |at: Instant| (at - chrono::TimeDelta::hours(5)).date_naive();
    let evening = at("2026-12-01T01:00");
    assert_eq!(held_day(evening, Some(9 * 60), &in_new_york), day("2026-12-01"), "ten in the morning in Tokyo");
    assert_eq!(held_day(evening, None, &in_new_york), day("2026-11-30"), "where that is not known, as it is here");
    assert_eq!(held_day(evening, Some(i32::MAX), &in_new_york), day("2026-11-30"), "no clock is ahead by that much");
}

/// Berlin from 2026 to 2028.
fn berlin() -> Zone {
    let changes = [
        (at("2026-03-29T01:00"), 120),
        (at("2026-10-25T01:00"), 60),
        (at("2027-03-28T01:00"), 120),
        (at("2027-10-31T01:00"), 60),
    ];
    Zone::taught(60, &changes).expect("rules of theirs")
}

fn new_york() -> Zone {
    Zone::taught(-300, &[(at("2027-03-14T07:00"), -240)]).expect("rules of theirs")
}

fn browser_in_berlin(now: &str) -> Browser {
    let mut browser = Browser::new();
    browser.clock = HandClock::in_zone(at(now), berlin());
    browser
}

fn meet_ana(desk: &Rc<OpenDesk>) -> RelationshipId {
    let new = NewPerson { name: "Ana".into(), role: Role::Report, cadence: WEEKLY, minutes: 30 };
    desk.meet(&new).expect("a name is enough")
}

fn due(desk: &OpenDesk) -> NaiveDate {
    desk.next_up()[0].due.expect("something is due")
}

#[test]
fn a_weekly_ten_o_clock_stays_one_over_both_changes_of_the_clocks() {
    for (planned, instant, next) in [
        ("2027-03-30T10:00", "2027-03-30T08:00", "2027-04-06"),
        ("2027-03-28T02:30", "2027-03-28T01:30", "2027-04-04"),
        ("2026-10-27T10:00", "2026-10-27T09:00", "2026-11-03"),
    ] {
        let before = at(instant) - chrono::TimeDelta::days(6);
        let browser = browser_in_berlin(&before.format("%Y-%m-%dT%H:%M").to_string());
        let desk = browser.open();
        let ana = meet_ana(&desk);
        desk.plan_meeting(&ana, MeetingNumber::FIRST, time(planned)).expect("nothing is planned yet");
        let shown = desk.next_up()[0].planned;
        assert_eq!(desk.with(&ana).meeting.planned_at, Some(at(instant)), "{planned}");
        assert_eq!(shown, Some(browser.clock.civil(at(instant))), "{planned}");
        browser.clock.advance(6 * 24 * 60 * 60);
        assert_eq!(browser.now(), at(instant));
        desk.hold(&browser, &ana, 30, None);
        assert_eq!(due(&desk), day(next), "{planned}");
    }
}

#[test]
fn who_travels_sees_what_is_due_on_the_day_that_it_is_there_and_held_days_stay_what_they_were() {
    let browser = browser_in_berlin("2026-12-01T08:00");
    let desk = browser.open();
    let ana = meet_ana(&desk);
    // Half past midnight in Berlin, and still the evening before in New York.
    desk.plan_meeting(&ana, MeetingNumber::FIRST, time("2026-12-09T00:30")).expect("nothing is planned yet");
    browser.clock.travel(new_york());
    assert_eq!(desk.next_up()[0].planned, Some(time("2026-12-08T18:30")));
    assert_eq!(due(&desk), day("2026-12-08"));
    browser.clock.travel(berlin());
    browser.clock.advance(7 * 24 * 3600 + 15 * 3600 + 1800);
    desk.hold(&browser, &ana, 20, None);
    assert_eq!(due(&desk), day("2026-12-16"), "a week after Wednesday");
    browser.clock.travel(new_york());
    assert_eq!(due(&browser.open()), day("2026-12-16"), "it was a Wednesday where it was held");
}

#[test]
fn a_meeting_that_was_moved_leaves_the_rhythm_as_it_was_from_the_first_one_on() {
    let browser = browser_in_berlin("2026-12-01T08:00");
    let desk = browser.open();
    let ana = meet_ana(&desk);
    desk.plan_meeting(&ana, MeetingNumber::FIRST, time("2026-12-08T10:00")).expect("nothing is planned yet");
    desk.move_meeting(&ana, MeetingNumber::FIRST, false, Some(time("2026-12-10T15:00"))).expect("it is to come");
    browser.clock.advance(9 * 24 * 3600 + 6 * 3600);
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(due(&desk), day("2026-12-15"), "Tuesday, though it was held on a Thursday");
    desk.give_up(&ana, MeetingNumber(2), Who::Nobody).expect("it is to come");
    assert_eq!(due(&desk), day("2026-12-22"));
}

#[test]
fn my_holidays_put_off_what_is_due_and_what_is_planned_stands() {
    let browser = browser_in_berlin("2026-12-14T08:00");
    let desk = browser.open();
    let ana = meet_ana(&desk);
    let winter = Holiday::new(day("2026-12-21"), day("2027-01-03"), " Winter ").expect("it is short enough");
    assert!(desk.add_holiday(winter.clone()));
    browser.rest();
    for desk in [&desk, &browser.open()] {
        let seen = &desk.next_up()[0];
        assert_eq!(
            (seen.due, seen.instead_of.clone()),
            (Some(day("2027-01-04")), Some((day("2026-12-21"), "Winter".into())))
        );
    }
    let planned =
        desk.plan_meeting(&ana, MeetingNumber::FIRST, time("2026-12-22T10:00")).expect("nothing is planned yet");
    assert_eq!((due(&desk), desk.next_up()[0].instead_of.clone()), (day("2026-12-22"), None));
    assert!(desk.take_back(&ana, &planned));
    desk.remove_holiday(&winter);
    assert_eq!((due(&desk), desk.holidays()), (day("2026-12-21"), vec![]));
}
