//! The choice: the longest-neglected aim first, never a question within its cool-down, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::bank::{Bank, Fit, Question};
use crate::domain::order::put_in_order;
use crate::domain::{Aim, Instant, MeetingNumber, QuestionId, Role};

/// What the two have and have not talked about.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// When the relationship began.
    pub since: Instant,
    /// When each aim was last talked about.
    pub touched: BTreeMap<Aim, Instant>,
    /// The last meeting that each question was asked in.
    pub asked: BTreeMap<QuestionId, MeetingNumber>,
    /// How many meetings were held.
    pub held: usize,
}

/// The situation that a question is wanted for.
#[derive(Clone, Debug)]
pub struct Moment {
    pub now: Instant,
    pub meeting: MeetingNumber,
    /// What I am to the other.
    pub role: Role,
    /// Minutes left in the meeting, if one is live.
    pub minutes_left: Option<i64>,
    /// Not to be suggested now: passed over in this meeting, or not for these two.
    pub passed_over: BTreeSet<QuestionId>,
    /// The same seed and history give the same answer.
    pub seed: u64,
}

/// Why a question is suggested, for the UI to put into words. Always true of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The aim has not come up for this many weeks, at least one.
    NotForWeeks(Aim, i64),
    /// The aim has not come up since these two began to meet.
    NotYet(Aim),
    /// The aim came up, but longer ago than the others.
    LongestAgo(Aim),
    /// Little time is left, so it is a light one; minutes.
    LightOne(i64),
}

/// A question chosen now.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub question: Question,
    pub reason: Reason,
}

/// Minutes left from which on only light questions are suggested.
const LITTLE_TIME: i64 = 6;

/// The question to suggest now; none if all are used up or passed over.
pub fn suggest(bank: &Bank, history: &History, moment: &Moment) -> Option<Suggestion> {
    let mut aims = Aim::ASKED_ABOUT;
    // Stable, so aims that are equally neglected keep the order in which they are shown.
    put_in_order(&mut aims, |a, b| history.touched.get(a) < history.touched.get(b));
    aims.into_iter().find_map(|aim| {
        let question = pick(bank, aim, history, moment)?.clone();
        Some(Suggestion { question, reason: reason(aim, history, moment) })
    })
}

fn pick<'a>(bank: &'a Bank, aim: Aim, history: &History, moment: &Moment) -> Option<&'a Question> {
    let fitting = |question: &&Question| question.aim == aim && may_be_asked(question, history, moment);
    // A follow-up comes before a new question; among the rest chance decides, but the same way for the same seed.
    let rank = |question: &&Question| (question.follows.is_none(), shuffled(moment.seed, question.id.as_str()));
    bank.questions.iter().filter(fitting).min_by_key(rank)
}

fn may_be_asked(question: &Question, history: &History, moment: &Moment) -> bool {
    let rested = |asked: &MeetingNumber| moment.meeting.0 >= asked.0.saturating_add(question.cooldown);
    let follows_up = |original: &QuestionId| history.asked.get(original).is_some_and(|asked| *asked < moment.meeting);
    matches!(question.fit, Fit::Any | Fit::First)
        && !question.comes_too_late(moment.meeting)
        && question.asker.fits(moment.role)
        && question.depth <= deepest(history, moment)
        && !moment.passed_over.contains(&question.id)
        && history.asked.get(&question.id).is_none_or(rested)
        && question.follows.as_ref().is_none_or(follows_up)
}

/// Depth grows slowly with what two people have behind them, and is light when little time is left.
fn deepest(history: &History, moment: &Moment) -> u8 {
    match (moment.minutes_left, history.held) {
        (Some(left), _) if left < LITTLE_TIME => 1,
        (_, 0..=2) => 1,
        (_, 3..=7) => 2,
        _ => 3,
    }
}

fn reason(aim: Aim, history: &History, moment: &Moment) -> Reason {
    if let Some(left) = moment.minutes_left.filter(|left| (1..LITTLE_TIME).contains(left)) {
        return Reason::LightOne(left);
    }
    match history.touched.get(&aim) {
        None => Reason::NotYet(aim),
        Some(at) => match (moment.now - *at).num_weeks() {
            ..=0 => Reason::LongestAgo(aim),
            weeks => Reason::NotForWeeks(aim, weeks),
        },
    }
}

/// A number that looks drawn, and is the same for the same seed and name (FNV-1a).
fn shuffled(seed: u64, name: &str) -> u64 {
    let basis = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    name.bytes().fold(basis, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_millis;

    const WEEK: i64 = 7 * 24 * 3_600_000;

    fn bank() -> Bank {
        Bank::parse(include_str!("../../extension/questions/en.json")).expect("our own bank")
    }

    fn history(touched: &[(Aim, i64)], held: usize) -> History {
        let touched = touched.iter().map(|(aim, week)| (*aim, from_millis(week * WEEK))).collect();
        History { since: from_millis(0), touched, asked: BTreeMap::new(), held }
    }

    fn moment(week: i64) -> Moment {
        Moment {
            now: from_millis(week * WEEK),
            meeting: MeetingNumber(9),
            role: Role::Manager,
            minutes_left: None,
            passed_over: BTreeSet::new(),
            seed: 7,
        }
    }

    #[test]
    fn the_aim_that_was_longest_neglected_comes_first_with_the_weeks_it_was() {
        let touched: Vec<_> = Aim::ASKED_ABOUT.iter().enumerate().map(|(i, aim)| (*aim, 13 - i as i64)).collect();
        let suggestion = suggest(&bank(), &history(&touched, 9), &moment(20)).expect("the bank is large");
        assert_eq!(suggestion.question.aim, Aim::Connection);
        assert_eq!(suggestion.reason, Reason::NotForWeeks(Aim::Connection, 13));
    }

    #[test]
    fn what_never_came_up_is_named_before_what_came_up_long_ago() {
        let suggestion = suggest(&bank(), &history(&[(Aim::Wellbeing, 1)], 9), &moment(20)).expect("the bank is large");
        assert_eq!(suggestion.reason, Reason::NotYet(Aim::Career));
    }

    #[test]
    fn passing_over_goes_on_until_the_bank_is_used_up_and_never_repeats() {
        let (bank, history) = (bank(), history(&[], 20));
        let mut moment = moment(1);
        let mut seen = 0;
        while let Some(suggestion) = suggest(&bank, &history, &moment) {
            assert!(moment.passed_over.insert(suggestion.question.id), "suggested twice");
            seen += 1;
        }
        assert!(seen > 100, "only {seen} questions for a manager");
    }

    #[test]
    fn a_question_rests_for_its_cool_down() {
        let bank = bank();
        let mut history = history(&[], 20);
        let first = suggest(&bank, &history, &moment(1)).expect("the bank is large").question;
        let mut later = moment(1);
        history.asked.insert(first.id.clone(), later.meeting);
        later.meeting.0 += first.cooldown - 1;
        assert!(!may_be_asked(&first, &history, &later));
        later.meeting.0 += 1;
        assert!(may_be_asked(&first, &history, &later));
    }

    #[test]
    fn with_little_time_left_and_among_new_acquaintances_it_is_a_light_one() {
        let mut hurried = moment(1);
        hurried.minutes_left = Some(4);
        let suggestion = suggest(&bank(), &history(&[], 20), &hurried).expect("the bank is large");
        assert_eq!((suggestion.question.depth, suggestion.reason), (1, Reason::LightOne(4)));
        assert_eq!(suggest(&bank(), &history(&[], 0), &moment(1)).expect("the bank is large").question.depth, 1);
    }

    #[test]
    fn a_follow_up_needs_its_question_asked_in_an_earlier_meeting() {
        let bank = bank();
        let follow_up =
            bank.questions.iter().find(|question| question.follows.is_some()).expect("there are follow-ups");
        let mut moment = moment(1);
        moment.role = Role::Manager;
        let mut history = history(&[], 20);
        let asker_fits = follow_up.asker.fits(moment.role);
        assert!(!may_be_asked(follow_up, &history, &moment));
        history.asked.insert(follow_up.follows.clone().expect("it follows"), MeetingNumber(8));
        assert_eq!(may_be_asked(follow_up, &history, &moment), asker_fits);
    }
}
