//! What points are about: guessed until somebody says it, learned from, and summed up in the compass.

use duologue::domain::compass::Compass;
use duologue::domain::{Aim, PointId, PointState, RelationshipId, Role};

use crate::support::bank::{all_suggested, bank};
use crate::support::desk::{Browser, OpenDesk};

fn aim(desk: &OpenDesk, with: &RelationshipId, point: &PointId) -> (Option<Aim>, bool) {
    let point = desk.find(with, point);
    (point.aim, point.guessed)
}

#[test]
fn a_typed_point_has_the_aim_that_its_words_say_and_follows_them_until_somebody_says_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [career, nothing] = ["My promotion", "That thing"].map(|title| desk.point(&ana, title));
    assert_eq!(aim(&desk, &ana, &career), (Some(Aim::Career), true));
    assert_eq!(aim(&desk, &ana, &nothing), (None, true));
    desk.retitle_point(&ana, &career, "My holidays");
    assert_eq!(aim(&desk, &ana, &career), (Some(Aim::Wellbeing), true));
    desk.set_aim(&ana, &career, Some(Aim::Connection));
    desk.retitle_point(&ana, &career, "My promotion");
    assert_eq!(aim(&desk, &ana, &career), (Some(Aim::Connection), false), "what somebody said stays");
    browser.rest();
    assert_eq!(aim(&browser.open(), &ana, &career), (Some(Aim::Connection), false));
}

#[test]
fn a_correction_is_learned_by_this_user_in_all_pages_and_for_everyone() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    browser.rest();
    let point = desk.point(&ana, "Zebra crossing");
    desk.set_aim(&ana, &point, Some(Aim::Team));
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        let another = desk.point(&bo, "More about the zebra");
        assert_eq!(aim(desk, &bo, &another), (Some(Aim::Team), true));
    }
    let shared = browser.storage.entries().into_iter().filter(|(key, _)| key.starts_with("shared/"));
    assert!(shared.count() > 0 && browser.has("setting/aim-lessons"), "what was learned is mine alone");
}

#[test]
fn a_question_and_a_point_of_a_ready_made_agenda_teach_nothing() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let question = bank().questions[0].clone();
    let point = desk.add_question(&ana, &question).expect("it has words");
    assert_eq!(aim(&desk, &ana, &point), (Some(question.aim), false));
    desk.set_aim(&ana, &point, Some(Aim::Status));
    browser.rest();
    assert!(!browser.has("setting/aim-lessons"));
}

/// Talks about a point of this aim for so many minutes.
fn talk(browser: &Browser, desk: &OpenDesk, with: &RelationshipId, aim: Aim, minutes: i64) {
    let point = desk.point(with, aim.name());
    desk.set_aim(with, &point, Some(aim));
    desk.talk_about(with, Some(&point));
    browser.minutes_pass(minutes);
    desk.close_point(with, &point, PointState::Discussed);
}

fn percents(compass: &Compass) -> Vec<(Aim, i64)> {
    compass.directions.iter().filter(|one| one.percent > 0).map(|one| (one.aim, one.percent)).collect()
}

#[test]
fn the_compass_tells_when_each_aim_was_last_talked_about_and_how_much_of_the_time_it_took() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(desk.compass(&ana).directions, [], "nothing yet, and no picture of nothing");
    talk(&browser, &desk, &ana, Aim::Status, 15);
    talk(&browser, &desk, &ana, Aim::Career, 5);
    let at = browser.now();
    desk.hold(&browser, &ana, 0, None);
    browser.days_pass(7);
    for desk in [desk, browser.open(), browser.open_with_history()] {
        let compass = desk.compass(&ana);
        assert_eq!(percents(&compass), [(Aim::Career, 25), (Aim::Status, 75)]);
        assert_eq!(compass.directions[Aim::Career as usize].last, Some(at));
        assert_eq!((compass.meetings, compass.unnamed, compass.mostly_status), (1, 0, None));
    }
}

#[test]
fn a_point_that_was_only_checked_off_counts_with_its_planned_minutes() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    talk(&browser, &desk, &ana, Aim::Career, 10);
    let point = desk.point(&ana, "by the way");
    desk.set_aim(&ana, &point, Some(Aim::Team));
    desk.give_minutes(&ana, &point, Some(30));
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.hold(&browser, &ana, 30, None);
    for desk in [desk, browser.open()] {
        assert_eq!(percents(&desk.compass(&ana)), [(Aim::Career, 25), (Aim::Team, 75)]);
    }
}

#[test]
fn a_point_that_was_carried_over_counts_where_it_was_talked_about() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [measured, planned] = ["a", "b"].map(|title| desk.point(&ana, title));
    desk.set_aim(&ana, &measured, Some(Aim::Team));
    desk.set_aim(&ana, &planned, Some(Aim::Career));
    talk(&browser, &desk, &ana, Aim::Status, 10);
    desk.hold(&browser, &ana, 0, None);
    // So long ago that the first meeting is out of the picture, and the second is not.
    browser.days_pass(100);
    desk.talk_about(&ana, Some(&measured));
    browser.minutes_pass(15);
    for point in [&measured, &planned] {
        desk.close_point(&ana, point, PointState::Discussed);
    }
    desk.hold(&browser, &ana, 15, None);
    browser.days_pass(1);
    for desk in [desk, browser.open()] {
        assert_eq!(percents(&desk.compass(&ana)), [(Aim::Career, 25), (Aim::Team, 75)]);
    }
}

#[test]
fn time_on_a_point_that_is_still_open_counts_too() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "long story");
    desk.set_aim(&ana, &point, Some(Aim::Team));
    desk.hold(&browser, &ana, 30, None);
    browser.days_pass(7);
    let began = browser.now();
    desk.talk_about(&ana, Some(&point));
    desk.hold(&browser, &ana, 30, None);
    for desk in [desk, browser.open()] {
        assert_eq!(percents(&desk.compass(&ana)), [(Aim::Team, 100)]);
        assert_eq!(desk.compass(&ana).directions[Aim::Team as usize].last, Some(began));
        let turns = all_suggested(&browser, &ana);
        let last = &turns[Aim::ASKED_ABOUT.len() - 1];
        assert_eq!(last.aim, Aim::Team, "it came up, so the others have their turn first");
    }
}

#[test]
fn four_meetings_of_mostly_status_are_a_fact_that_is_told() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for meeting in 1..=4 {
        assert_eq!(desk.compass(&ana).mostly_status, None, "meeting {meeting}");
        talk(&browser, &desk, &ana, Aim::Status, 15);
        talk(&browser, &desk, &ana, Aim::Team, 10);
        desk.hold(&browser, &ana, 0, None);
        browser.days_pass(7);
    }
    assert_eq!(browser.open().compass(&ana).mostly_status, Some(60));
    talk(&browser, &desk, &ana, Aim::Career, 30);
    desk.hold(&browser, &ana, 0, None);
    assert_eq!(browser.open().compass(&ana).mostly_status, None, "and no more once it is not so");
}
