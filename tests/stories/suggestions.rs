//! Suggested questions: what was added, hidden or passed over is not suggested again, and what is neglected comes first.

use std::collections::BTreeSet;

use duologue::domain::{Aim, PointState, Role};
use duologue::questions::Reason;
use duologue::questions::bank::Fit;

use crate::support::bank::{all_suggested, bank, ids, suggested};
use crate::support::desk::Browser;

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
    assert!(!ids(&all_suggested(&browser, &ana)).contains(&&question.id));
}

#[test]
fn a_question_that_was_asked_rests_for_its_cool_down_of_meetings() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let question = all_suggested(&browser, &ana)
        .into_iter()
        .filter(|question| question.fit == Fit::Any && question.stage.is_none())
        .min_by_key(|question| question.cooldown)
        .expect("the bank is large");
    let point = desk.add_question(&ana, &question).expect("it has words");
    desk.talk_about(&ana, Some(&point));
    desk.close_point(&ana, &point, PointState::Discussed);
    for meeting in 1..=question.cooldown {
        let may = ids(&all_suggested(&browser, &ana)).contains(&&question.id);
        assert!(!may, "in meeting {meeting}, asked in the first, with a cool-down of {}", question.cooldown);
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    assert!(ids(&all_suggested(&browser, &ana)).contains(&&question.id));
}

#[test]
fn a_question_that_is_not_for_us_is_never_suggested_again_to_us() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    let question = suggested(&desk, &ana).question;
    desk.hide_question(&ana, &question.id, true);
    browser.rest();
    for _ in 0..3 {
        let later = browser.open();
        assert!(!ids(&all_suggested(&browser, &ana)).contains(&&question.id));
        assert!(ids(&all_suggested(&browser, &bo)).contains(&&question.id), "others may still be asked");
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
        let now = desk.suggestions(&bank(), &ana, false);
        assert!(
            now.iter().all(|one| one.question.aim != question.aim),
            "its subject rests too, while there are others"
        );
    }
    assert!(!ids(&all_suggested(&browser, &ana)).contains(&&question.id));
    desk.hold(&browser, &ana, 30, None);
    assert!(ids(&all_suggested(&browser, &ana)).contains(&&question.id));
}

#[test]
fn another_goes_on_to_the_next_subject_and_never_repeats_in_this_meeting_in_any_page() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let mut seen = Vec::new();
    for _ in 0..Aim::ASKED_ABOUT.len() {
        let question = suggested(&desk, &ana).question;
        assert!(!seen.contains(&question.aim), "every subject has its turn");
        seen.push(question.aim);
        desk.pass_question(&ana, &question.id);
        browser.rest();
        assert_ne!(suggested(&other, &ana).question, question);
    }
    let all = all_suggested(&browser, &ana);
    assert_eq!(all.iter().map(|question| &question.id).collect::<BTreeSet<_>>().len(), all.len());
}

#[test]
fn what_was_passed_over_or_rests_leaves_no_trace_where_the_other_could_see_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let shared = || browser.storage.entries().into_keys().filter(|key| key.starts_with("shared/")).count();
    let before = shared();
    let [passed, rested, hidden] = [(); 3].map(|()| {
        let question = suggested(&desk, &ana).question.id;
        desk.pass_question(&ana, &question);
        question
    });
    desk.rest_question(&ana, &rested);
    desk.hide_question(&ana, &hidden, true);
    browser.rest();
    assert_eq!(shared(), before);
    assert!(!ids(&all_suggested(&browser, &ana)).contains(&&passed));
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
        let all = all_suggested(&browser, &someone);
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
    assert!(all_suggested(&browser, &ana).iter().any(|question| question.depth == 3));
    desk.start_meeting(&ana);
    browser.minutes_pass(26);
    assert_eq!(suggested(&desk, &ana).reason, Reason::LightOne(4));
    assert!(all_suggested(&browser, &ana).iter().all(|question| question.depth == 1));
}
