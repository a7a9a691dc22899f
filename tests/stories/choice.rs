//! What the history says about the next question: sequels, wishes, low scores, gaps, and the part of the meeting.

use duologue::domain::{Aim, PointState, RelationshipId, Role};
use duologue::questions::bank::{Fit, Slot};
use duologue::questions::{Bank, Question, Reason};

use crate::support::bank::{all_suggested, bank, ids, suggested};
use crate::support::desk::{Browser, OpenDesk, answer, asking_for};

/// Asks a question of this aim, and talks about it.
fn ask(desk: &OpenDesk, with: &RelationshipId, question: &Question) {
    desk.ask_now(with, question);
    let point = desk.with(with).on_now().cloned().expect("the question is on");
    desk.close_point(with, &point, PointState::Discussed);
}

/// Talks about a point of each aim but these.
fn talk_about_all_but(desk: &OpenDesk, with: &RelationshipId, left_out: &[Aim]) {
    for aim in Aim::ASKED_ABOUT.into_iter().filter(|aim| !left_out.contains(aim)) {
        let point = desk.point(with, aim.name());
        desk.set_aim(with, &point, Some(aim));
        desk.talk_about(with, Some(&point));
        desk.close_point(with, &point, PointState::Discussed);
    }
}

/// A question for light moments, and the one that comes back to it.
fn light_sequel(bank: &Bank) -> (&Question, &Question) {
    let sequel = bank.questions.iter().find(|one| one.follows.is_some() && one.depth == 1).expect("there are sequels");
    (bank.find(sequel.follows.as_ref().expect("it follows one")).expect("it is in the bank"), sequel)
}

#[test]
fn a_question_that_has_a_sequel_comes_back_meetings_later_with_the_day_it_was_asked() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let bank = bank();
    let (original, sequel) = light_sequel(&bank);
    let asked = browser.now();
    let found = || browser.open().suggestions(&bank, &ana, false).into_iter().find(|one| one.question.id == sequel.id);
    ask(&desk, &ana, original);
    browser.rest();
    assert_eq!(found(), None, "not in the meeting that it was asked in");
    desk.hold(&browser, &ana, 30, None);
    browser.days_pass(7);
    let comes_back = found().expect("it is among the three from now on");
    assert_eq!(comes_back.reason, Reason::FollowUp(asked));
    desk.hold(&browser, &ana, 30, None);
    browser.days_pass(35);
    assert_eq!(found().map(|one| one.reason), Some(Reason::FollowUp(asked)), "as long as nobody asks it");
    ask(&desk, &ana, &comes_back.question);
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(found(), None, "it was taken up");
}

#[test]
fn who_was_asked_is_not_told_to_come_back_to_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let bank = bank();
    let (original, sequel) = light_sequel(&bank);
    desk.ask_now(&ana, original);
    let point = desk.with(&ana).on_now().cloned().expect("the question is on");
    desk.set_author(&ana, &point, desk.them(&ana));
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.hold(&browser, &ana, 30, None);
    assert!(!ids(&all_suggested(&browser, &ana)).contains(&&sequel.id));
}

#[test]
fn what_was_asked_for_last_time_comes_first_in_the_next_meeting_and_only_then() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    talk_about_all_but(&desk, &ana, &[Aim::Team]);
    let change = "Less status. More about my career, no feedback please";
    desk.hold(&browser, &ana, 30, Some(&asking_for(change)));
    browser.days_pass(7);
    assert_eq!(suggested(&browser.open(), &ana).reason, Reason::AskedFor(Aim::Career));
    desk.hold(&browser, &ana, 30, None);
    browser.days_pass(7);
    assert_eq!(suggested(&browser.open(), &ana).question.aim, Aim::Team, "what was never talked about");
}

#[test]
fn after_a_low_score_questions_are_lighter_for_three_meetings() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let deepest = || all_suggested(&browser, &ana).iter().map(|question| question.depth).max();
    for _ in 0..8 {
        desk.hold(&browser, &ana, 30, None);
    }
    assert_eq!(deepest(), Some(3));
    desk.hold(&browser, &ana, 30, Some(&answer(Some(2), "")));
    for _ in 0..3 {
        assert_eq!(deepest(), Some(2));
        desk.hold(&browser, &ana, 30, Some(&answer(Some(4), "")));
    }
    assert_eq!(deepest(), Some(3));
}

#[test]
fn after_a_long_gap_the_question_is_made_for_it_and_the_weeks_are_said() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for _ in 0..4 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    let fits =
        |desk: &OpenDesk| desk.suggestions(&bank(), &ana, false).iter().any(|one| one.question.fit == Fit::TimeOff);
    assert!(!fits(&browser.open()));
    browser.days_pass(28);
    let suggestion = suggested(&browser.open(), &ana);
    assert_eq!((suggestion.question.fit, suggestion.reason), (Fit::TimeOff, Reason::LongGap(5)));
}

#[test]
fn what_is_made_for_calls_is_suggested_in_calls_only_and_the_ends_of_a_meeting_have_their_own() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let all = |desk: &OpenDesk, by_call: bool| {
        let (mut all, bank) = (Vec::new(), bank());
        while let Some(one) = desk.suggestions(&bank, &ana, by_call).into_iter().next() {
            desk.pass_question(&ana, &one.question.id);
            all.push(one.question);
        }
        all
    };
    browser.rest();
    let remote = |questions: &[Question]| questions.iter().any(|one| one.fit == Fit::Remote);
    assert!(!remote(&all(&browser.open(), false)));
    let in_call = all(&browser.open(), true);
    assert!(remote(&in_call) && in_call.iter().all(|one| one.stage != Some(Slot::Closer)));
    desk.start_meeting(&ana);
    assert_eq!(suggested(&desk, &ana).question.stage, Some(Slot::Opener));
    browser.minutes_pass(10);
    let talking = all_suggested(&browser, &ana);
    assert!(
        talking.iter().all(|one| one.stage.is_none() && !one.ahead),
        "what deserves thought is not sprung on anyone"
    );
    browser.minutes_pass(16);
    assert_eq!(suggested(&desk, &ana).question.stage, Some(Slot::Closer));
}

#[test]
fn what_the_agenda_holds_already_is_not_suggested_before_the_rest() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let first = suggested(&desk, &ana).question.aim;
    let point = desk.point(&ana, "something");
    desk.set_aim(&ana, &point, Some(first));
    assert!(desk.suggestions(&bank(), &ana, false).iter().all(|one| one.question.aim != first));
}
