//! The choice: the longest-neglected aim first, never a question within its cool-down, and why.

use super::bank::{Bank, Fit, Question, Slot};
use super::history::{History, Moment, Stage};
use super::rules::{LITTLE_TIME, follows_up, is_neglected, long_gap, may_be_asked, need, untouched};
use crate::domain::order::put_in_order;
use crate::domain::{Aim, Instant, MeetingNumber};

/// Most suggestions at a time: more is a list to read, and takes the attention off the other.
pub const AT_MOST: usize = 3;

/// Why a question is suggested, for the UI to put into words. Always true of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Little time is left, so it is a light one; minutes.
    LightOne(i64),
    /// It comes back to a question that was talked about then.
    FollowUp(Instant),
    /// A change that was asked for after the last meeting is about this aim.
    AskedFor(Aim),
    /// The two have not met for this many weeks, at least three.
    LongGap(i64),
    /// It is made for the first few meetings, and this is the very first.
    FirstMeeting,
    /// The aim has not come up since these two began to meet.
    NotYet(Aim),
    /// The aim has not come up for this many weeks, at least one.
    NotForWeeks(Aim, i64),
    /// The aim has not come up for this many days, 1 to 6.
    NotForDays(Aim, i64),
    /// Every aim has come up lately, and this one within the last day.
    OnceMore(Aim),
}

/// A question chosen now.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub question: Question,
    pub reason: Reason,
}

/// The questions to suggest now, the best first: at most three, each of another aim unless it follows up; fewer if the
/// bank is used up. The second place is kept for a question that comes back to an earlier one, if there is one.
pub fn suggest(bank: &Bank, history: &History, moment: &Moment) -> Vec<Suggestion> {
    let open: Vec<_> = bank.questions.iter().filter(|question| may_be_asked(question, history, moment)).collect();
    let best = |aim: Aim| {
        let of_aim = open.iter().copied().filter(|question| question.aim == aim);
        of_aim.min_by_key(|question| rank(question, moment))
    };
    let mut chosen: Vec<_> = in_turn(bank, history, moment).into_iter().filter_map(best).take(AT_MOST).collect();
    let follow_ups = open.iter().copied().filter(|question| question.follows.is_some());
    if let Some(follow_up) = follow_ups.min_by_key(|question| rank(question, moment))
        && !chosen.is_empty()
        && chosen.iter().all(|question| question.follows.is_none())
    {
        chosen.insert(1, follow_up);
        chosen.truncate(AT_MOST);
    }
    let with_reason =
        |question: &Question| Suggestion { question: question.clone(), reason: reason(question, history, moment) };
    chosen.into_iter().map(with_reason).collect()
}

/// The aims in the order of their turn.
fn in_turn(bank: &Bank, history: &History, moment: &Moment) -> [Aim; Aim::ASKED_ABOUT.len()] {
    let mut set_aside = [(0_u32, 0_u32); Aim::ALL.len()];
    for question in &bank.questions {
        let (rested, passed) = &mut set_aside[question.aim as usize];
        *rested += u32::from(moment.rested.contains(&question.id));
        *passed += u32::from(moment.passed.contains(&question.id));
    }
    let turn = |aim: Aim| {
        let weighed = untouched(aim, history, moment.now).saturating_mul(need(moment.role, aim));
        (
            set_aside[aim as usize],
            moment.taken_care_of[aim as usize],
            history.wish.is_none_or(|wish| wish.aim != aim),
            !is_neglected(aim, history, moment),
            core::cmp::Reverse(weighed),
        )
    };
    let mut aims = Aim::ASKED_ABOUT;
    // Stable, so aims that are equally neglected keep the order in which they are shown.
    put_in_order(&mut aims, |a, b| turn(*a) < turn(*b));
    aims
}

/// Among the questions of an aim: a follow-up before a new one, then what is made for just this moment; among the rest
/// chance decides, but the same way for the same seed.
fn rank(question: &Question, moment: &Moment) -> (bool, bool, bool, u64) {
    let is_made_for_this = match moment.stage {
        Stage::Opening => question.stage == Some(Slot::Opener),
        Stage::Closing => question.stage == Some(Slot::Closer),
        Stage::Preparing | Stage::Talking => false,
    };
    let is_special = match question.fit {
        Fit::TimeOff => true,
        Fit::First => moment.meeting == MeetingNumber::FIRST,
        Fit::Any | Fit::Remote => false,
    };
    (question.follows.is_none(), !is_made_for_this, !is_special, shuffled(moment.seed, question.id.as_str()))
}

fn reason(question: &Question, history: &History, moment: &Moment) -> Reason {
    let aim = question.aim;
    if let Some(left) = moment.minutes_left.filter(|left| (1..LITTLE_TIME).contains(left)) {
        return Reason::LightOne(left);
    }
    if let Some(asked) = follows_up(question, history, moment) {
        return Reason::FollowUp(asked);
    }
    if history.wish.is_some_and(|wish| wish.aim == aim) {
        return Reason::AskedFor(aim);
    }
    match (question.fit, long_gap(history, moment)) {
        (Fit::TimeOff, Some(days)) => return Reason::LongGap(days / 7),
        (Fit::First, _) if moment.meeting == MeetingNumber::FIRST => return Reason::FirstMeeting,
        _ => {}
    }
    let Some(touched) = history.touched[aim as usize] else { return Reason::NotYet(aim) };
    let since = moment.now - touched;
    match (since.num_weeks(), since.num_days()) {
        (weeks @ 1.., _) => Reason::NotForWeeks(aim, weeks),
        (_, days @ 1..) => Reason::NotForDays(aim, days),
        _ => Reason::OnceMore(aim),
    }
}

/// A number that looks drawn, and is the same for the same seed and name (FNV-1a).
fn shuffled(seed: u64, name: &str) -> u64 {
    let basis = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    name.bytes().fold(basis, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
