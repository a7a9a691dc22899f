//! A change that either asks for is tried by both for three meetings, then kept or dropped; and what each heard is told
//! until both have the same.

use duologue::app::experiments::ExperimentView;
use duologue::app::summary::plain;
use duologue::domain::experiment::Averages;
use duologue::domain::{MeetingNumber, PersonId, Phase, PointState, Role, Verdict};

use crate::support::desk::{Browser, OpenDesk, answer, asking_for};
use crate::support::two::{Two, people};

const FIRST: MeetingNumber = MeetingNumber::FIRST;

/// The two hold a meeting, and give these scores; a wish of Mira's goes with hers.
fn hold(two: &Two, (mira, ana): (&OpenDesk, &OpenDesk), scores: (u8, u8), wish: &str) {
    two.minutes_pass(7 * 24 * 60);
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    mira.wrap_up(&two.id, Some(&answer(Some(scores.0), wish)));
    two.meet();
    ana.wrap_up(&two.id, Some(&answer(Some(scores.1), "")));
    two.meet();
}

fn only(desk: &OpenDesk, two: &Two) -> ExperimentView {
    let mut all = desk.with(&two.id).experiments;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn phases(mira: &OpenDesk, ana: &OpenDesk, two: &Two) -> (Phase, Phase) {
    (only(mira, two).phase, only(ana, two).phase)
}

/// The two hold a meeting after which Mira asks for something and proposes to try it; says what she is called.
fn mira_proposes(two: &Two, mira: &OpenDesk, ana: &OpenDesk) -> PersonId {
    hold(two, (mira, ana), (2, 3), "Start with hers");
    let (me, _) = people(mira, &two.id);
    mira.try_wish(&two.id, FIRST, &me);
    two.meet();
    me
}

/// The same, and both try it.
fn who_try(two: &Two, mira: &OpenDesk, ana: &OpenDesk) {
    mira_proposes(two, mira, ana);
    ana.accept_experiment(&two.id, &only(ana, two).experiment.id);
    two.meet();
}

#[test]
fn a_wish_is_tried_for_three_meetings_and_kept_when_both_say_so() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let me = mira_proposes(&two, &mira, &ana);
    assert_eq!(phases(&mira, &ana, &two), (Phase::Proposed, Phase::Proposed));
    let proposed = only(&ana, &two).experiment;
    assert_eq!((proposed.text.as_str(), &proposed.asked_by), ("Start with hers", &me));
    assert_eq!((proposed.mine.accepted, proposed.theirs.accepted), (None, Some(MeetingNumber(2))));
    ana.accept_experiment(&two.id, &proposed.id);
    two.meet();
    for nth in 1..=3 {
        assert_eq!(phases(&mira, &ana, &two), (Phase::Running { nth }, Phase::Running { nth }));
        hold(&two, (&mira, &ana), (4, 5), "");
    }
    assert_eq!(phases(&mira, &ana, &two), (Phase::Deciding, Phase::Deciding));
    let (hers, mine) = (only(&ana, &two), only(&mira, &two));
    assert_eq!((mine.before, mine.during), (scores(20, 30), scores(40, 50)));
    assert_eq!((hers.before, hers.during), (scores(30, 20), scores(50, 40)));
    mira.judge_experiment(&two.id, &proposed.id, Verdict::Keep);
    two.meet();
    assert_eq!(only(&ana, &two).experiment.theirs.verdict, Some(Verdict::Keep));
    assert_eq!(phases(&mira, &ana, &two), (Phase::Deciding, Phase::Deciding));
    ana.judge_experiment(&two.id, &proposed.id, Verdict::Keep);
    two.meet();
    assert_eq!(phases(&mira.clone(), &two.ana.open(), &two), (Phase::Kept, Phase::Kept));
    hold(&two, (&mira, &ana), (4, 5), "");
    assert!(!only(&mira, &two).is_open(), "and stays so");
}

fn scores(mine: i64, theirs: i64) -> Averages {
    Averages { mine: Some(mine), theirs: Some(theirs) }
}

#[test]
fn when_the_two_do_not_say_the_same_it_stays_open_and_either_can_change_their_mind() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    who_try(&two, &mira, &ana);
    (0..3).for_each(|_| hold(&two, (&mira, &ana), (4, 5), ""));
    let id = only(&mira, &two).experiment.id;
    mira.judge_experiment(&two.id, &id, Verdict::Keep);
    ana.judge_experiment(&two.id, &id, Verdict::Drop);
    two.meet();
    let differs = only(&mira, &two);
    let verdicts = (differs.experiment.mine.verdict, differs.experiment.theirs.verdict);
    assert_eq!((differs.phase, verdicts), (Phase::Deciding, (Some(Verdict::Keep), Some(Verdict::Drop))));
    hold(&two, (&mira, &ana), (4, 5), "");
    assert_eq!(phases(&mira, &ana, &two), (Phase::Deciding, Phase::Deciding), "it waits");
    mira.judge_experiment(&two.id, &id, Verdict::Drop);
    two.meet();
    assert_eq!(phases(&mira, &ana, &two), (Phase::Dropped, Phase::Dropped));
}

#[test]
fn both_who_take_up_the_same_wish_at_once_mean_one_experiment() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, (&mira, &ana), (2, 3), "Start with hers");
    let (me, _) = people(&mira, &two.id);
    mira.try_wish(&two.id, FIRST, &me);
    ana.try_wish(&two.id, FIRST, &me);
    two.meet();
    assert_eq!(phases(&mira, &ana, &two), (Phase::Running { nth: 1 }, Phase::Running { nth: 1 }));
    assert_eq!(only(&ana, &two).experiment.text, "Start with hers");
}

#[test]
fn either_can_turn_a_proposal_down_and_take_it_up_after_all() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira_proposes(&two, &mira, &ana);
    let id = only(&ana, &two).experiment.id;
    ana.judge_experiment(&two.id, &id, Verdict::Drop);
    two.meet();
    assert_eq!(phases(&mira, &ana, &two), (Phase::Dropped, Phase::Dropped));
    ana.accept_experiment(&two.id, &id);
    two.meet();
    assert_eq!(phases(&mira, &ana, &two), (Phase::Running { nth: 1 }, Phase::Running { nth: 1 }));
}

#[test]
fn nobody_can_take_up_a_wish_that_is_still_sealed() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    mira.wrap_up(&two.id, Some(&asking_for("Start with hers")));
    two.meet();
    let (me, _) = people(&mira, &two.id);
    ana.try_wish(&two.id, FIRST, &me);
    assert_eq!(ana.with(&two.id).experiments, []);
}

#[test]
fn alone_my_word_counts_for_both_and_still_does_when_the_other_joins() {
    let two = Two::who_met();
    let mira = two.mira.open();
    mira.hold(&two.mira, &two.id, 25, Some(&answer(Some(2), "Start with hers")));
    let (me, _) = people(&mira, &two.id);
    mira.try_wish(&two.id, FIRST, &me);
    assert_eq!(only(&mira, &two).phase, Phase::Running { nth: 1 });
    mira.hold(&two.mira, &two.id, 25, Some(&answer(Some(4), "")));
    two.share();
    let ana = two.ana.open();
    two.meet();
    assert_eq!(phases(&mira, &ana, &two), (Phase::Running { nth: 2 }, Phase::Running { nth: 2 }));
    (0..2).for_each(|_| hold(&two, (&mira, &ana), (4, 5), ""));
    assert_eq!(phases(&mira, &ana, &two), (Phase::Deciding, Phase::Deciding), "now both are asked");
    assert_eq!(only(&mira, &two).before, Averages { mine: Some(20), theirs: None });
}

#[test]
fn alone_it_is_settled_by_one_word() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 25, Some(&asking_for("Start with hers")));
    let me = desk.with(&ana).relationship.me.id;
    desk.try_wish(&ana, FIRST, &me);
    (0..3).for_each(|_| desk.hold(&browser, &ana, 25, None));
    let view = desk.with(&ana).experiments.remove(0);
    assert_eq!((view.phase, view.during), (Phase::Deciding, Averages::default()));
    desk.judge_experiment(&ana, &view.experiment.id, Verdict::Keep);
    browser.rest();
    assert_eq!(browser.open().with(&ana).experiments[0].phase, Phase::Kept);
}

#[test]
fn what_the_two_heard_differs_until_one_accepts_the_other_s() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    two.meet();
    mira.write_heard(&two.id, FIRST, "the move\nin spring");
    assert_eq!(mira.with(&two.id).heard.expect("it is live").only_mine(), ["the move", "in spring"]);
    two.meet();
    ana.write_heard(&two.id, FIRST, "the move\nin autumn");
    two.meet();
    let heard = mira.with(&two.id).heard.expect("it is live");
    assert_eq!((heard.only_mine(), heard.only_theirs()), (vec!["in spring"], vec!["in autumn"]));
    hold(&two, (&mira, &ana), (4, 4), "");
    for desk in [&mira, &ana, &two.ana.open()] {
        desk.acknowledge_last(&two.id);
        assert!(desk.with(&two.id).from_last.heard.expect("they differ").is_open(), "also after it was seen");
    }
    ana.accept_heard(&two.id, FIRST);
    two.meet();
    for desk in [&mira, &ana, &two.mira.open()] {
        assert_eq!(desk.with(&two.id).from_last.heard, None, "both heard the same");
    }
}

#[test]
fn what_only_the_other_wrote_waits_for_me_and_what_only_i_wrote_does_not() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    mira.write_heard(&two.id, FIRST, "the move in spring");
    two.meet();
    hold(&two, (&mira, &ana), (4, 4), "");
    assert_eq!(mira.with(&two.id).from_last.heard, None);
    let heard = ana.with(&two.id).from_last.heard.expect("she has not said");
    assert_eq!((heard.meeting, heard.mine.as_str(), heard.only_theirs()), (FIRST, "", vec!["the move in spring"]));
}

#[test]
fn two_who_both_begin_from_the_summary_and_leave_it_as_it_is_agree() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let point = mira.point(&two.id, "the move");
    mira.start_meeting(&two.id);
    mira.close_point(&two.id, &point, PointState::Discussed);
    let promise = duologue::app::actions::ActionDraft { text: "book the room".into(), ..Default::default() };
    mira.add_action(&two.id, &promise);
    two.meet();
    mira.write_heard(&two.id, FIRST, &plain(&mira.with(&two.id), FIRST, "Mira"));
    // She knows who I am by the name that I go by.
    let mut seen_by_ana = ana.with(&two.id);
    seen_by_ana.relationship.counterpart.name = "Mira".into();
    ana.write_heard(&two.id, FIRST, &plain(&seen_by_ana, FIRST, "Ana"));
    two.meet();
    let heard = mira.with(&two.id).heard.expect("it is live");
    assert_eq!(heard.mine, "- the move\n- Mira: book the room");
    assert!(heard.is_agreed());
}
