//! What holds for every suggestion, whatever two people have been through: thousands of random histories that nobody
//! thought up.

mod support;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use duologue::domain::time::from_millis;
use duologue::domain::{Aim, Instant, MeetingNumber, QuestionId, Role};
use duologue::questions::bank::Fit;
use duologue::questions::choice::AT_MOST;
use duologue::questions::rules::{LITTLE_TIME, deepest, is_neglected, may_be_asked};
use duologue::questions::{Asked, Bank, History, Moment, Question, Reason, Stage, Suggestion, Wish, suggest};
use proptest::prelude::*;

use support::bank::bank;
use support::dice::Dice;

/// Two people's years, and what is known of them beside what the choice is told: each aim's every mention.
struct Years {
    history: History,
    moment: Moment,
    mentions: Vec<(Aim, Instant)>,
}

const ROLES: [Role; 7] =
    [Role::Manager, Role::Report, Role::Peer, Role::Mentor, Role::Mentee, Role::SkipLevel, Role::SkipReport];

/// Up to 520 meetings, ten years of weekly ones: moved, missed, with long gaps, questions and low scores.
fn years(bank: &Bank, dice: &mut Dice) -> Years {
    let rhythm = i64::try_from(dice.one_of(&[1_usize, 7, 14, 30])).expect("it is small");
    let mut now = from_millis(1_500_000_000_000);
    let mut history = History::new(now);
    let mut mentions = Vec::new();
    let meetings = dice.below(521);
    let mut number = MeetingNumber::FIRST;
    for _ in 0..meetings {
        let days = if dice.percent(4) { 60 } else { rhythm + i64::try_from(dice.below(3)).expect("it is small") - 1 };
        now += TimeDelta::days(days.max(1));
        for _ in 0..dice.below(4) {
            let aim = dice.one_of(&Aim::ALL);
            history.touch(aim, now, false);
            mentions.push((aim, now));
        }
        if dice.percent(40) {
            let question = &bank.questions[dice.below(bank.questions.len())];
            let asked = Asked { meeting: number, at: now, discussed: dice.percent(80), mine: dice.percent(70) };
            history.settle(question.id.clone(), asked);
            if asked.discussed {
                history.touch(question.aim, now, true);
                mentions.push((question.aim, now));
            }
        }
        history.held += 1;
        history.last_met = Some(now);
        history.held_since_low = if dice.percent(5) { Some(0) } else { history.held_since_low.map(|held| held + 1) };
        number = number.next();
    }
    if dice.percent(20) && meetings > 0 {
        history.wish = Some(Wish { aim: dice.one_of(&Aim::ASKED_ABOUT), given: now });
    }
    let since_last = if dice.percent(15) { rhythm * 4 + 20 } else { rhythm };
    let now =
        now + TimeDelta::days(since_last) + TimeDelta::minutes(i64::try_from(dice.below(3000)).expect("it is small"));
    let moment = moment(bank, dice, now, number, rhythm);
    Years { history, moment, mentions }
}

fn moment(bank: &Bank, dice: &mut Dice, now: Instant, meeting: MeetingNumber, rhythm: i64) -> Moment {
    let stage = dice.one_of(&[Stage::Preparing, Stage::Opening, Stage::Talking, Stage::Closing]);
    let left = i64::try_from(dice.below(40)).expect("it is small");
    let mut some = |most: usize| {
        let count = dice.below(most);
        (0..count).map(|_| bank.questions[dice.below(bank.questions.len())].id.clone()).collect::<BTreeSet<_>>()
    };
    let (passed, rested, left_out) = (some(4), some(2), some(30));
    Moment {
        now,
        meeting,
        role: dice.one_of(&ROLES),
        stage,
        minutes_left: match stage {
            Stage::Preparing => None,
            Stage::Closing => Some(left % 6),
            Stage::Opening | Stage::Talking => Some(left + 6),
        },
        rhythm,
        by_call: dice.percent(50),
        passed,
        rested,
        left_out,
        taken_care_of: Aim::ALL.map(|_| dice.percent(15)),
        seed: u64::try_from(dice.below(1000)).expect("it is small"),
    }
}

/// Whether a reason is true of what really happened.
fn is_true(reason: Reason, question: &Question, years: &Years) -> bool {
    let Years { history, moment, mentions } = years;
    let last = mentions.iter().filter(|(aim, _)| *aim == question.aim).map(|(_, at)| *at).max();
    let since = last.map(|at| moment.now - at);
    match reason {
        Reason::LightOne(minutes) => {
            moment.minutes_left == Some(minutes) && minutes < LITTLE_TIME && question.depth == 1
        }
        Reason::FollowUp(at) => {
            let original = question.follows.as_ref().and_then(|id| history.asked.get(id));
            original.is_some_and(|one| one.at == at && one.discussed && one.mine && one.meeting < moment.meeting)
        }
        Reason::AskedFor(aim) => aim == question.aim && history.wish.is_some_and(|wish| wish.aim == aim),
        Reason::LongGap(weeks) => {
            let gap = history.last_met.map(|met| (moment.now - met).num_days());
            weeks >= 3 && gap.is_some_and(|days| days / 7 == weeks)
        }
        Reason::FirstMeeting => question.fit == Fit::First && moment.meeting.0 == 1,
        Reason::NotYet(aim) => aim == question.aim && since.is_none(),
        Reason::NotForWeeks(aim, weeks) => {
            aim == question.aim && weeks >= 1 && since.map(|s| s.num_weeks()) == Some(weeks)
        }
        Reason::NotForDays(aim, days) => {
            aim == question.aim && (1..7).contains(&days) && since.map(|s| s.num_days()) == Some(days)
        }
        Reason::OnceMore(aim) => aim == question.aim && since.is_some_and(|since| since.num_days() == 0),
    }
}

fn holds_every_rule(suggestion: &Suggestion, years: &Years) {
    let Suggestion { question, reason } = suggestion;
    let Years { history, moment, .. } = years;
    assert_ne!(question.aim, Aim::Status);
    if let Some(asked) = history.asked.get(&question.id) {
        assert!(moment.meeting.0 - asked.meeting.0 >= question.cooldown, "{} within its cool-down", question.id);
    }
    let aside = [&moment.passed, &moment.rested, &moment.left_out];
    assert!(aside.iter().all(|set| !set.contains(&question.id)), "{} was set aside", question.id);
    assert!(question.asker.fits(moment.role), "{} is not for {:?}", question.id, moment.role);
    assert!(question.depth <= deepest(history, moment), "{} is too deep", question.id);
    assert!(is_true(*reason, question, years), "{reason:?} of {} is not true", question.id);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn every_suggestion_keeps_every_rule_and_tells_the_truth(seed: u64) {
        thread_local! { static BANK: Bank = bank(); }
        BANK.with(|bank| {
            let years = years(bank, &mut Dice::new(seed));
            let suggestions = suggest(bank, &years.history, &years.moment);
            assert!(suggestions.len() <= AT_MOST);
            assert_eq!(suggestions, suggest(bank, &years.history, &years.moment), "the same input, the same answer");
            for suggestion in &suggestions {
                holds_every_rule(suggestion, &years);
            }
            let ids: BTreeSet<_> = suggestions.iter().map(|one| &one.question.id).collect();
            assert_eq!(ids.len(), suggestions.len(), "nothing twice");
            let new: Vec<_> = suggestions.iter().filter(|one| one.question.follows.is_none()).collect();
            let aims: BTreeSet<_> = new.iter().map(|one| one.question.aim).collect();
            assert_eq!(aims.len(), new.len(), "each of another aim");
            first_has_its_turn(bank, &years, suggestions.first());
        });
    }

    #[test]
    fn no_aim_has_a_second_turn_while_another_is_neglected(seed: u64) {
        thread_local! { static BANK: Bank = bank(); }
        BANK.with(|bank| {
            let mut dice = Dice::new(seed);
            let mut years = years(bank, &mut dice);
            years.history.wish = None;
            let mut turns: Vec<(Aim, Instant)> = Vec::new();
            for _ in 0..Aim::ASKED_ABOUT.len() {
                let moment = calm(&years.moment, &dice);
                let Some(first) = suggest(bank, &years.history, &moment).into_iter().next() else { break };
                let aim = first.question.aim;
                let left = neglected(bank, &years.history, &moment);
                if turns.iter().any(|(had, _)| *had == aim) {
                    assert!(left.is_empty(), "{aim:?} again, while {left:?} are neglected");
                }
                turns.push((aim, moment.now));
                take(&mut years, &first.question, moment);
            }
        });
    }
}

/// The first of the suggestions is of a neglected aim if there is one with a question, or of a wish.
fn first_has_its_turn(bank: &Bank, years: &Years, first: Option<&Suggestion>) {
    let Years { history, moment, .. } = years;
    let left = neglected(bank, history, moment);
    let is_disturbed = !moment.passed.is_empty() || !moment.rested.is_empty() || moment.taken_care_of.contains(&true);
    if is_disturbed || left.is_empty() {
        return;
    }
    let aim = first.expect("a neglected aim has a question").question.aim;
    assert!(left.contains(&aim) || history.wish.is_some_and(|wish| wish.aim == aim), "{aim:?} before {left:?}");
}

/// The neglected aims that have a question that may be asked.
fn neglected(bank: &Bank, history: &History, moment: &Moment) -> Vec<Aim> {
    let has_question = |aim: &Aim| {
        bank.questions.iter().any(|question| question.aim == *aim && may_be_asked(question, history, moment))
    };
    let aims = Aim::ASKED_ABOUT.into_iter().filter(|aim| is_neglected(*aim, history, moment));
    aims.filter(has_question).collect()
}

/// The preparation of a meeting in which nothing was set aside.
fn calm(moment: &Moment, dice: &Dice) -> Moment {
    let nothing = BTreeSet::<QuestionId>::new;
    Moment {
        stage: Stage::Preparing,
        minutes_left: None,
        passed: nothing(),
        rested: nothing(),
        taken_care_of: [false; Aim::ALL.len()],
        seed: u64::try_from(dice.clone().below(1000)).expect("it is small"),
        ..moment.clone()
    }
}

/// The question is asked and talked about, and the two meet again when they mean to.
fn take(years: &mut Years, question: &Question, moment: Moment) {
    let asked = Asked { meeting: moment.meeting, at: moment.now, discussed: true, mine: true };
    years.history.settle(question.id.clone(), asked);
    years.history.touch(question.aim, moment.now, true);
    years.history.last_met = Some(moment.now);
    years.history.held += 1;
    let next = moment.meeting.next();
    years.moment = Moment { meeting: next, now: moment.now + TimeDelta::days(moment.rhythm), ..moment };
}

#[test]
fn two_who_have_not_talked_yet_come_to_every_subject_before_any_comes_again() {
    let bank = bank();
    for role in ROLES {
        let mut dice = Dice::new(role as u64);
        let now = from_millis(1_700_000_000_000);
        let mut moment = moment(&bank, &mut dice, now, MeetingNumber::FIRST, 7);
        moment.left_out = BTreeSet::new();
        moment.role = role;
        let mut years = Years { history: History::new(now), moment, mentions: Vec::new() };
        let mut seen = BTreeSet::new();
        for _ in 0..Aim::ASKED_ABOUT.len() {
            let moment = calm(&years.moment, &dice);
            let first = suggest(&bank, &years.history, &moment).into_iter().next().expect("the bank is large");
            assert!(seen.insert(first.question.aim), "{role:?}: {:?} again", first.question.aim);
            take(&mut years, &first.question, moment);
        }
    }
}
