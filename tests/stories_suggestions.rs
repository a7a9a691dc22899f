//! Suggested questions: what was added, hidden or passed over is not suggested again, and what is neglected comes first.

mod support;

use std::collections::BTreeSet;

use duologue::domain::{Aim, PointState, QuestionId, RelationshipId, Role};
use duologue::questions::{Bank, Question, Reason, Suggestion};

use support::desk::{Browser, OpenDesk};

fn bank() -> Bank {
    Bank::parse(include_str!("../extension/questions/en.json")).expect("a bank of ours")
}

fn suggested(desk: &OpenDesk, with: &RelationshipId) -> Suggestion {
    desk.suggestion(&bank(), with, &BTreeSet::new()).expect("the bank is large")
}

fn all_suggested(desk: &OpenDesk, with: &RelationshipId) -> Vec<Question> {
    let (bank, mut rested, mut all) = (bank(), BTreeSet::new(), Vec::new());
    while let Some(suggestion) = desk.suggestion(&bank, with, &rested) {
        rested.insert(suggestion.question.id.clone());
        all.push(suggestion.question);
    }
    all
}

fn ids(questions: &[Question]) -> Vec<&QuestionId> {
    questions.iter().map(|question| &question.id).collect()
}

#[test]
fn all_pages_suggest_the_same_question_for_the_same_reason() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let suggestion = suggested(&desk, &ana);
    assert_eq!(suggestion.reason, Reason::NotYet(Aim::Wellbeing), "nothing has come up yet, and this is shown first");
    assert_eq!(suggested(&desk, &ana), suggestion);
    assert_eq!(suggested(&browser.open(), &ana), suggestion);
}

#[test]
fn a_question_on_the_agenda_is_not_suggested_again() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let question = suggested(&desk, &ana).question;
    let point = desk.add_question(&ana, &question).expect("it has words");
    let added = desk.find(&ana, &point);
    assert_eq!(
        (added.title, added.aim, added.question),
        (question.text.clone(), Some(question.aim), Some(question.id.clone()))
    );
    browser.rest();
    for desk in [&desk, &browser.open()] {
        assert!(!ids(&all_suggested(desk, &ana)).contains(&&question.id));
    }
}

#[test]
fn a_question_that_was_asked_rests_for_its_cool_down_of_meetings() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let question = all_suggested(&desk, &ana)
        .into_iter()
        .filter(|question| question.fit == duologue::questions::bank::Fit::Any)
        .min_by_key(|question| question.cooldown)
        .expect("the bank is large");
    let point = desk.add_question(&ana, &question).expect("it has words");
    desk.talk_about(&ana, Some(&point));
    desk.close_point(&ana, &point, PointState::Discussed);
    for meeting in 1..=question.cooldown {
        let may = ids(&all_suggested(&browser.open(), &ana)).contains(&&question.id);
        assert!(!may, "in meeting {meeting}, asked in the first, with a cool-down of {}", question.cooldown);
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    assert!(ids(&all_suggested(&browser.open(), &ana)).contains(&&question.id));
}

#[test]
fn a_question_that_is_not_for_us_is_never_suggested_again_to_us() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    let question = suggested(&desk, &ana).question;
    desk.hide_question(&ana, &question.id);
    browser.rest();
    for _ in 0..3 {
        let later = browser.open();
        assert!(!ids(&all_suggested(&later, &ana)).contains(&&question.id));
        assert!(ids(&all_suggested(&later, &bo)).contains(&&question.id), "others may still be asked");
        desk.hold(&browser, &ana, 30, None);
        desk.hold(&browser, &bo, 30, None);
        browser.days_pass(7);
        if question.comes_too_late(later.with(&bo).current) {
            break;
        }
    }
}

#[test]
fn a_question_that_rests_is_not_suggested_in_this_meeting_in_any_page_and_comes_back_in_the_next() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let question = suggested(&desk, &ana).question;
    desk.rest_question(&ana, &question.id);
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert!(!ids(&all_suggested(desk, &ana)).contains(&&question.id));
    }
    desk.hold(&browser, &ana, 30, None);
    assert!(ids(&all_suggested(&browser.open(), &ana)).contains(&&question.id));
}

#[test]
fn what_is_passed_over_for_the_moment_is_so_only_while_it_is_said() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let first = suggested(&desk, &ana).question;
    let rested = BTreeSet::from([first.id.clone()]);
    let second = desk.suggestion(&bank(), &ana, &rested).expect("the bank is large").question;
    assert_ne!(second.id, first.id);
    assert_eq!(suggested(&desk, &ana).question, first);
}

#[test]
fn asking_now_puts_the_question_behind_what_is_on_and_makes_it_the_point_that_is_on() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [hers, _] = ["first", "second"].map(|title| desk.point_of_theirs(&ana, title));
    desk.talk_about(&ana, Some(&hers));
    browser.minutes_pass(3);
    let question = suggested(&desk, &ana).question;
    desk.ask_now(&ana, &question);
    assert_eq!(desk.agenda(&ana), ["first", question.text.as_str(), "second"]);
    let view = desk.with(&ana);
    let on = view.on_now().expect("the question is on");
    assert_eq!(desk.find(&ana, on).question, Some(question.id));
}

#[test]
fn asking_now_begins_the_meeting_with_the_question_on_top() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point_of_theirs(&ana, "hers");
    let question = suggested(&desk, &ana).question;
    desk.ask_now(&ana, &question);
    assert!(desk.with(&ana).is_live());
    assert_eq!(desk.agenda(&ana), [question.text.as_str(), "hers"]);
}

#[test]
fn what_was_not_talked_about_for_longest_is_suggested_with_the_weeks_it_was() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for aim in Aim::ASKED_ABOUT.into_iter().rev() {
        let point = desk.point(&ana, aim.name());
        desk.set_aim(&ana, &point, Some(aim));
        desk.talk_about(&ana, Some(&point));
        desk.close_point(&ana, &point, PointState::Discussed);
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    let suggestion = suggested(&browser.open(), &ana);
    assert_eq!(suggestion.question.aim, Aim::Connection, "the first of them to come up, seven weeks ago");
    assert_eq!(suggestion.reason, Reason::NotForWeeks(Aim::Connection, 7));
}

#[test]
fn a_dropped_point_does_not_count_as_talked_about() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "how are you");
    desk.set_aim(&ana, &point, Some(Aim::Wellbeing));
    desk.start_meeting(&ana);
    desk.close_point(&ana, &point, PointState::Dropped);
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(suggested(&browser.open(), &ana).reason, Reason::NotYet(Aim::Wellbeing));
}

#[test]
fn every_role_is_asked_only_what_that_role_may_ask() {
    let browser = Browser::new();
    let desk = browser.open();
    for role in Role::OFFERED {
        let someone = desk.meets("Someone", role);
        let mine = desk.with(&someone).relationship.me.role;
        let all = all_suggested(&desk, &someone);
        assert!(all.len() > 20, "{role:?}: {}", all.len());
        assert!(all.iter().all(|question| question.asker.fits(mine) && question.depth == 1), "{role:?}");
    }
}

#[test]
fn in_the_last_minutes_of_a_meeting_a_light_one_is_suggested() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for _ in 0..9 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    assert!(all_suggested(&desk, &ana).iter().any(|question| question.depth == 3));
    desk.start_meeting(&ana);
    browser.minutes_pass(26);
    assert_eq!(suggested(&desk, &ana).reason, Reason::LightOne(4));
    assert!(all_suggested(&desk, &ana).iter().all(|question| question.depth == 1));
}
