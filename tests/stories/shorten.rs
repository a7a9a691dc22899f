//! Shorten, don't cancel: a day that is too full, a ten-minute version of each 1:1, and the way back.

use duologue::app::actions::ActionDraft;
use duologue::app::people::NewPerson;
use duologue::domain::{Cadence, RelationshipId, Role, When};
use duologue::ports::Clock;

use crate::support::desk::{Browser, OpenDesk, titles};
use crate::support::two::Two;

/// The lengths of what is on today, and whether that is too much.
fn today(desk: &OpenDesk) -> (Vec<u32>, bool) {
    let today = desk.today_in_short();
    (today.offers.iter().map(|offer| offer.minutes).collect(), today.is_too_full)
}

fn meets(desk: &OpenDesk, name: &str, minutes: u32) -> RelationshipId {
    let new = NewPerson { name: name.into(), role: Role::Report, cadence: Cadence::Weekly, minutes };
    desk.meet(&new).expect("a name is enough")
}

#[test]
fn a_day_is_too_full_by_number_and_what_was_held_is_no_longer_on_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let people: Vec<_> = (0..5).map(|n| meets(&desk, &format!("Person {n}"), 30)).collect();
    for with in &people {
        let afternoon = browser.clock.civil(browser.now()) + chrono::TimeDelta::hours(5);
        desk.plan_meeting(with, desk.with(with).current, afternoon).expect("it has no time yet");
    }
    assert_eq!(today(&desk), (vec![30; 5], true));
    desk.hold(&browser, &people[0], 30, None);
    assert_eq!(today(&desk), (vec![30; 4], false));
    browser.days_pass(1);
    assert_eq!(today(&desk), (vec![], false), "what is late is on no day");
    browser.days_pass(6);
    assert_eq!(today(&desk), (vec![30], false));
}

#[test]
fn a_shortened_meeting_is_ten_minutes_long_and_has_its_top_point_and_the_next_one_is_as_ever() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = meets(&desk, "Ana", 30);
    desk.point(&ana, "one of mine");
    for title in ["first of hers", "second of hers"] {
        desk.point_of_theirs(&ana, title);
    }
    let offer = desk.short_offer(&ana).expect("it has not begun");
    assert_eq!(offer.version.point.map(|point| point.title), Some("first of hers".into()), "the report goes first");
    desk.shorten(&ana).expect("it was longer");
    browser.rest();
    for page in [&desk, &browser.open()] {
        let view = page.with(&ana);
        assert_eq!((view.minutes, view.relationship.minutes), (10, 30));
        assert_eq!(page.agenda(&ana), ["first of hers"]);
        assert_eq!(titles(&view.put_off), ["second of hers", "one of mine"]);
        assert_eq!(page.shorten(&ana), None, "once is enough");
    }
    desk.start_meeting(&ana);
    browser.minutes_pass(4);
    let timer = desk.with(&ana).timer(browser.now()).expect("it has begun");
    assert_eq!(timer.left, 6 * 60, "the time follows");
    desk.wrap_up(&ana, None);
    let view = desk.with(&ana);
    assert_eq!((view.minutes, desk.agenda(&ana).len()), (30, 3));
}

#[test]
fn an_overdue_promise_comes_before_the_points() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = meets(&desk, "Ana", 30);
    let promise = |text: &str, when: &str| {
        let draft = ActionDraft { text: text.into(), owner: Some(desk.them(&ana)), when: When::parse(when) };
        desk.add_action(&ana, &draft).expect("it has a text");
    };
    promise("the plan", "2026-11-20");
    promise("the slides", "2026-11-23");
    desk.point(&ana, "a point");
    let version = desk.short_offer(&ana).expect("it has not begun").version;
    assert_eq!(version.promise.map(|promise| promise.text), Some("the plan".into()));
    assert_eq!((version.point.map(|point| point.title), version.put_off), (Some("a point".into()), vec![]));
}

#[test]
fn shortening_is_taken_back_with_its_points_and_not_with_those_that_were_put_off_before() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = meets(&desk, "Ana", 45);
    let [.., last] = ["a", "b", "c"].map(|title| desk.point(&ana, title));
    desk.put_off(&ana, &last, true);
    let shortened = desk.shorten(&ana).expect("it was longer");
    assert_eq!(desk.agenda(&ana), ["a"]);
    // Moving it meanwhile changes nothing about that.
    let tomorrow = browser.clock.civil(browser.now()) + chrono::TimeDelta::days(1);
    desk.move_meeting(&ana, desk.with(&ana).current, true, Some(tomorrow)).expect("it is another time");
    desk.take_back_short(&ana, &shortened);
    browser.rest();
    for page in [&desk, &browser.open()] {
        assert_eq!((page.with(&ana).minutes, page.agenda(&ana)), (45, vec!["a".into(), "b".into()]));
    }
    desk.shorten(&ana).expect("it is longer again");
    desk.plan_usual_length(&ana);
    assert_eq!(desk.with(&ana).minutes, 45);
}

#[test]
fn a_meeting_that_has_begun_is_neither_shortened_nor_is_that_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = meets(&desk, "Ana", 30);
    for title in ["a", "b"] {
        desk.point(&ana, title);
    }
    let shortened = desk.shorten(&ana).expect("it was longer");
    desk.start_meeting(&ana);
    desk.take_back_short(&ana, &shortened);
    assert_eq!((desk.with(&ana).meeting.minutes, desk.agenda(&ana)), (10, vec!["a".to_string()]));
    assert_eq!((desk.short_offer(&ana), desk.shorten(&ana)), (None, None));
    assert_eq!(today(&desk), (vec![], false));
    desk.wrap_up(&ana, None);
    desk.take_back_short(&ana, &shortened);
    assert_eq!(desk.with(&ana).minutes, 30, "that was about another meeting");
}

#[test]
fn both_see_that_it_is_short_and_what_was_left_for_next_time() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    for title in ["hers", "more of hers"] {
        ana.point(&two.id, title);
    }
    two.meet();
    mira.shorten(&two.id).expect("it was longer");
    two.meet();
    assert_eq!((ana.with(&two.id).minutes, ana.agenda(&two.id)), (10, vec!["hers".to_string()]));
    ana.start_meeting(&two.id);
    two.meet();
    assert_eq!(mira.with(&two.id).meeting.minutes, 10);
}
