//! Insights: what the meetings of two people amount to, the same from the digest as from the documents, and the same
//! for both.

use std::rc::Rc;

use duologue::app::actions::ActionDraft;
use duologue::domain::held_rate;
use duologue::domain::insights::points::PointShares;
use duologue::domain::insights::promises::Promises;
use duologue::domain::insights::rhythm::Rhythm;
use duologue::domain::insights::scores::{ScoreStep, Scores};
use duologue::domain::insights::{Each, Insights, Span, Who};
use duologue::domain::{ActionState, MeetingNumber, Phase, PointState, RelationshipId, Role, Verdict};
use duologue::ports::{Clock, KeyValue};

use crate::support::desk::{Browser, OpenDesk, answer};
use crate::support::sample::{Plan, entries};
use crate::support::turns::finish;
use crate::support::two::{Two, people};

const SPANS: [Span; 3] = Span::ALL;

/// Pages that know it from the documents, from the digest, and from every document.
fn pages(browser: &Browser, open: &Rc<OpenDesk>) -> Vec<Rc<OpenDesk>> {
    finish(open.tidy()).expect("storage answers");
    browser.rest();
    vec![open.clone(), browser.open(), browser.open_with_history()]
}

fn promise(desk: &OpenDesk, with: &RelationshipId, is_mine: bool, state: ActionState) {
    let owner = (!is_mine).then(|| desk.them(with));
    let draft = ActionDraft { text: "will do".into(), owner, when: None };
    let action = desk.add_action(with, &draft).expect("it has a text");
    if state != ActionState::Open {
        desk.close_action(with, &action, state);
    }
}

#[test]
fn the_figures_are_the_same_from_the_digest_as_from_the_documents() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for week in 0..8_i64 {
        desk.point(&ana, "mine");
        let theirs = desk.point_of_theirs(&ana, "theirs");
        desk.close_point(&ana, &theirs, PointState::Discussed);
        promise(&desk, &ana, week % 2 == 0, if week < 4 { ActionState::Kept } else { ActionState::Open });
        let score = u8::try_from(1 + week % 5).expect("a score");
        desk.hold(&browser, &ana, 24 + 2 * week, Some(&answer(Some(score), "")));
        browser.days_pass(7);
    }
    let pages = pages(&browser, &desk);
    let seen = |desk: &OpenDesk| SPANS.map(|span| (desk.insights(&ana, span), desk.compass_of(&ana, span)));
    for page in &pages[1..] {
        assert_eq!(seen(page), seen(&pages[0]));
    }
    let all = pages[1].insights(&ana, Span::All);
    assert_eq!((all.points.all, all.points.mine), (Each { mine: 8, theirs: 8 }, Some(50)));
    assert_eq!(all.points.leads, Some(Who::Me));
    let promises = |kept, open| Promises { kept, open, dropped: 0 };
    assert_eq!(all.promises, Each { mine: promises(2, 2), theirs: promises(2, 2) });
    assert_eq!(all.scores.scored, Each { mine: 8, theirs: 0 });
    assert_eq!((all.time.used, all.time.planned, all.time.over, all.time.of), (31, 30, 4, 8));
    assert_eq!(all.rhythm, Rhythm { held: 8, ..Rhythm::default() });
}

#[test]
fn opening_reads_no_meeting_for_the_insights_beyond_those_that_are_read_anyway() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for _ in 0..30 {
        desk.point(&ana, "mine");
        let points = desk.with(&ana).agenda;
        points.iter().for_each(|point| desk.close_point(&ana, &point.id, PointState::Discussed));
        desk.hold(&browser, &ana, 30, Some(&answer(Some(4), "")));
        browser.days_pass(7);
    }
    finish(desk.tidy()).expect("storage answers");
    let page = browser.open();
    let before = browser.storage.keys_read();
    let insights = page.insights(&ana, Span::All);
    assert_eq!((insights.rhythm.held, insights.scores.scored.mine), (30, 30));
    assert_eq!(page.own_time().iter().map(|week| week.held).sum::<usize>(), 11);
    assert_eq!(browser.storage.keys_read(), before);
    assert!(page.with(&ana).points.len() < 5, "the others are not loaded");
}

#[test]
fn of_a_year_that_was_put_in_order_all_along_the_digest_says_what_the_documents_say() {
    let browser = Browser::new();
    finish(browser.storage.set(&entries(Plan::small(2, 60)))).expect("it has room");
    let (present, history) = (browser.open(), browser.open_with_history());
    for person in present.people() {
        assert!(present.with(&person.id).points.len() < history.with(&person.id).points.len(), "it is not all read");
        for span in SPANS {
            let seen = present.insights(&person.id, span);
            assert_eq!(seen, history.insights(&person.id, span));
            assert!(seen.rhythm.is_telling() && seen.points.mine.is_some(), "{seen:?}");
            assert_eq!(present.compass_of(&person.id, span), history.compass_of(&person.id, span));
        }
    }
    assert_eq!(present.own_time(), history.own_time());
}

/// What the other one reads, if it is the same the other way round.
fn mirrored(seen: Insights) -> Insights {
    fn turned<T>(each: Each<T>) -> Each<T> {
        Each { mine: each.theirs, theirs: each.mine }
    }
    let leads = seen.points.leads.map(|who| if who == Who::Me { Who::Them } else { Who::Me });
    let quarters = seen.points.quarters.into_iter().map(|mut quarter| {
        quarter.points = turned(quarter.points);
        quarter.mine = quarter.mine.map(|mine| 100 - mine);
        quarter
    });
    Insights {
        points: PointShares {
            quarters: quarters.collect(),
            all: turned(seen.points.all),
            mine: seen.points.mine.map(|mine| 100 - mine),
            leads,
        },
        promises: turned(seen.promises),
        rhythm: Rhythm { missed: turned(seen.rhythm.missed), moved: turned(seen.rhythm.moved), ..seen.rhythm },
        scores: Scores {
            steps: seen.scores.steps.iter().map(|step| ScoreStep { scores: turned(step.scores), ..*step }).collect(),
            scored: turned(seen.scores.scored),
            average: turned(seen.scores.average),
            ..seen.scores
        },
        time: seen.time,
        on_time: seen.on_time,
    }
}

/// Both hold a meeting in which each does a bit of everything, and both answer if `both` do.
fn hold(two: &Two, (mira, ana): (&OpenDesk, &OpenDesk), week: u32, both: bool) {
    let id = &two.id;
    mira.point(id, "one of Mira's");
    (0..2).for_each(|_| _ = ana.point(id, "one of Ana's"));
    promise(mira, id, true, ActionState::Kept);
    promise(ana, id, true, if week.is_multiple_of(2) { ActionState::Dropped } else { ActionState::Open });
    two.meet();
    mira.start_meeting(id);
    two.minutes_pass(25 + i64::from(week) * 3);
    two.meet();
    mira.wrap_up(id, Some(&answer(Some(5), "shorter")));
    two.meet();
    if both {
        ana.wrap_up(id, Some(&answer(Some(2), "")));
    } else {
        ana.wrap_up(id, None);
    }
    two.meet();
    two.minutes_pass(7 * 24 * 60);
}

#[test]
fn what_is_shared_shows_to_both_alike_the_other_way_round() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    for week in 0..6 {
        hold(&two, (&mira, &ana), week, true);
        if week == 0 {
            let (me, _) = people(&mira, &two.id);
            mira.try_wish(&two.id, MeetingNumber::FIRST, &me);
            two.meet();
            let asked = ana.with(&two.id).experiments[0].experiment.id.clone();
            ana.accept_experiment(&two.id, &asked);
            two.meet();
        }
    }
    let asked = mira.with(&two.id).experiments[0].experiment.id.clone();
    for desk in [&mira, &ana] {
        desk.judge_experiment(&two.id, &asked, Verdict::Keep);
    }
    two.meet();
    for span in SPANS {
        let (hers, his) = (mira.insights(&two.id, span), ana.insights(&two.id, span));
        assert_eq!(mirrored(hers), his);
        assert_eq!(mira.compass_of(&two.id, span), ana.compass_of(&two.id, span));
    }
    let seen = ana.insights(&two.id, Span::All);
    assert_eq!((seen.points.all, seen.points.leads), (Each { mine: 12, theirs: 6 }, Some(Who::Them)));
    assert_eq!(seen.scores.average, Each { mine: Some(20), theirs: Some(50) });
    assert_eq!(
        seen.scores.trials.iter().map(|one| (&*one.text, one.phase)).collect::<Vec<_>>(),
        [("shorter", Phase::Kept)]
    );
    assert_eq!(seen.promises.theirs, Promises { kept: 6, dropped: 0, open: 0 });
    assert_eq!(seen.promises.mine, Promises { kept: 0, dropped: 3, open: 3 });
}

#[test]
fn a_score_that_the_other_has_not_answered_is_mine_alone() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    for week in 0..4 {
        hold(&two, (&mira, &ana), week, week == 0);
    }
    let scored = |desk: &OpenDesk| desk.insights(&two.id, Span::All).scores.scored;
    assert_eq!(scored(&mira), Each { mine: 4, theirs: 1 });
    assert_eq!(scored(&ana), Each { mine: 1, theirs: 1 }, "what she did not answer herself is not shown to her");
    // Everything else is shown to both alike.
    let without_scores = |desk: &OpenDesk| Insights { scores: Scores::default(), ..desk.insights(&two.id, Span::All) };
    assert_eq!(mirrored(without_scores(&mira)), without_scores(&ana));
}

#[test]
fn a_span_leaves_out_what_is_older() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Peer);
    for days in [200, 200, 60] {
        desk.point(&ana, "mine");
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(days);
    }
    for page in pages(&browser, &desk) {
        let held = SPANS.map(|span| page.insights(&ana, span).rhythm.held);
        assert_eq!(held, [1, 2, 3]);
        assert_eq!(page.insights(&ana, Span::All).points.leads, None, "between peers nobody leads");
    }
}

#[test]
fn points_and_promises_of_the_meeting_that_is_prepared_do_not_count_yet() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "mine");
    promise(&desk, &ana, true, ActionState::Open);
    assert_eq!(
        desk.insights(&ana, Span::All),
        Insights { points: PointShares { leads: Some(Who::Me), ..PointShares::default() }, ..Insights::default() }
    );
    desk.hold(&browser, &ana, 30, None);
    let seen = desk.insights(&ana, Span::All);
    assert_eq!((seen.points.all.mine, seen.promises.mine.open), (1, 1));
}

#[test]
fn ones_own_time_is_summed_up_over_everybody_and_by_weeks() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, ben] = ["Ana", "Ben"].map(|name| desk.meets(name, Role::Peer));
    desk.hold(&browser, &ana, 40, None);
    browser.days_pass(90);
    desk.hold(&browser, &ana, 20, None);
    desk.hold(&browser, &ben, 40, None);
    desk.archive(&ben, true);
    browser.days_pass(7);
    desk.hold(&browser, &ana, 25, None);
    desk.start_meeting(&ana);
    for page in pages(&browser, &desk) {
        let weeks = page.own_time();
        let last: Vec<_> = weeks[9..].iter().map(|week| (week.from.to_string(), week.minutes, week.held)).collect();
        let expected = [("2027-02-08", 0, 0), ("2027-02-15", 60, 2), ("2027-02-22", 25, 1)];
        assert_eq!(last, expected.map(|(day, minutes, held)| (day.to_string(), minutes, held)));
        assert_eq!(weeks.iter().map(|week| week.held).sum::<usize>(), 3, "the first lies too far back");
    }
}

/// Plans the current meeting for so many minutes from now, and holds it so much later than planned.
fn hold_late(browser: &Browser, desk: &OpenDesk, with: &RelationshipId, late: i64) {
    let current = desk.with(with).current;
    let planned = browser.clock.civil(browser.now()) + chrono::TimeDelta::minutes(30);
    desk.plan_meeting(with, current, planned).expect("it has no time yet");
    browser.minutes_pass(30 + late);
    desk.hold(browser, with, 30, None);
    browser.days_pass(7);
}

#[test]
fn what_was_moved_and_missed_is_told_with_who_it_was_and_so_is_what_began_late() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let id = &two.id;
    let missed = |who| {
        let current = mira.with(id).current;
        let time = two.mira.clock.civil(two.mira.now()) + chrono::TimeDelta::days(1);
        mira.plan_meeting(id, current, time).expect("it has no time yet");
        mira.move_meeting(id, current, true, Some(time + chrono::TimeDelta::days(1))).expect("it is another time");
        two.meet();
        ana.give_up(id, current, who).expect("it has not begun");
        two.meet();
        two.minutes_pass(7 * 24 * 60);
    };
    missed(held_rate::Who::Me);
    missed(held_rate::Who::Nobody);
    for late in [0, 5, 6, 20, 400] {
        hold_late(&two.mira, &mira, id, late);
        two.ana.minutes_pass(30 + late + 30 + 7 * 24 * 60);
        two.meet();
        ana.wrap_up(id, None);
    }
    for page in pages(&two.mira, &mira) {
        let seen = page.insights(id, Span::All);
        let missed = Each { mine: 0, theirs: 1 };
        let moved = Each { mine: 2, theirs: 0 };
        assert_eq!(seen.rhythm, Rhythm { held: 5, missed, missed_by_nobody: 1, moved });
        assert_eq!((seen.on_time.on_time, seen.on_time.late, seen.on_time.very_late), (2, 1, 1));
        assert_eq!(mirrored(seen), ana.insights(id, Span::All));
    }
}
