//! The figures and rules behind the choice, each in one place and each with its reason.

use super::bank::{Fit, Question, Slot};
use super::history::{History, Moment, Stage};
use crate::domain::{Aim, Instant, Role};

/// Minutes left from which on only light questions are suggested.
pub const LITTLE_TIME: i64 = 6;

/// How many meetings of the two's rhythm an aim may go untouched before it counts as neglected. One more than there are
/// aims to ask about, so that asking about one a meeting never leaves another neglected.
pub const NEGLECTED_AFTER: i64 = 8;

/// From how many meetings held on questions may be real (2), and deep (3).
const REAL_FROM: usize = 3;
const DEEP_FROM: usize = 8;

/// For how many meetings after a low score questions stay one step lighter.
const GENTLE_FOR: usize = 3;

/// A gap between two meetings is long from this many days, and this many tenths of the two's rhythm.
const LONG_GAP_DAYS: i64 = 21;
const LONG_GAP_RHYTHMS: i64 = 25;

/// A question asked counts in full; a point that only belongs to the subject wears off half as fast again.
const POINT_WEARS_OFF: i64 = 3;
const QUESTION_WEARS_OFF: i64 = 2;

/// Longer than any relationship, in minutes: what was never talked about comes before what was, however long ago.
const NEVER: i64 = 100 * 366 * 24 * 60;

/// What a relationship needs, in percent of the ordinary. What is between a manager and a report is theirs to change,
/// so career and wellbeing weigh most; a mentor is there for the career; peers share work and little else.
pub fn need(role: Role, aim: Aim) -> i64 {
    match (role, aim) {
        (Role::Manager | Role::Report, Aim::Wellbeing | Aim::Career) => 150,
        (Role::Manager | Role::Report, Aim::Feedback | Aim::Roadblock) => 125,
        (Role::Peer, Aim::Team | Aim::Roadblock | Aim::Feedback) => 125,
        (Role::Peer, Aim::Wellbeing) => 75,
        (Role::Peer, Aim::Career) => 50,
        (Role::Mentor | Role::Mentee, Aim::Career) => 200,
        (Role::Mentor | Role::Mentee, Aim::Feedback) => 125,
        (Role::Mentor | Role::Mentee, Aim::Team | Aim::Alignment) => 50,
        (Role::SkipLevel | Role::SkipReport, Aim::Team | Aim::Feedback) => 150,
        (Role::SkipLevel | Role::SkipReport, Aim::Roadblock | Aim::Wellbeing) => 75,
        _ => 100,
    }
}

/// Minutes that an aim has gone untouched, as far as that is felt.
pub fn untouched(aim: Aim, history: &History, now: Instant) -> i64 {
    let minutes = |at: &Instant| (now - *at).num_minutes().max(0);
    let by_point = history.touched[aim as usize].as_ref().map(|at| minutes(at) * POINT_WEARS_OFF / QUESTION_WEARS_OFF);
    let by_question = history.asked_about[aim as usize].as_ref().map(minutes);
    by_point.into_iter().chain(by_question).min().unwrap_or(NEVER)
}

/// Whether an aim counts as neglected.
pub fn is_neglected(aim: Aim, history: &History, moment: &Moment) -> bool {
    untouched(aim, history, moment.now) >= NEGLECTED_AFTER * moment.rhythm * 24 * 60
}

/// How deep a question may go: deeper with what two people have behind them, one step lighter after a low score, and
/// light when little time is left.
pub fn deepest(history: &History, moment: &Moment) -> u8 {
    if moment.minutes_left.is_some_and(|left| left < LITTLE_TIME) {
        return 1;
    }
    let grown = match history.held {
        ..REAL_FROM => 1,
        REAL_FROM..DEEP_FROM => 2,
        _ => 3,
    };
    let is_gentle = history.held_since_low.is_some_and(|held| held < GENTLE_FOR);
    if is_gentle { (grown - 1).max(1) } else { grown }
}

/// Days since the last meeting, if that is long for these two.
pub fn long_gap(history: &History, moment: &Moment) -> Option<i64> {
    let days = (moment.now - history.last_met?).num_days();
    (days >= LONG_GAP_DAYS && days * 10 >= LONG_GAP_RHYTHMS * moment.rhythm).then_some(days)
}

/// Whether a question may be suggested at all: the right person, the right moment, and not again too soon.
pub fn may_be_asked(question: &Question, history: &History, moment: &Moment) -> bool {
    let is_set_aside = [&moment.passed, &moment.rested, &moment.left_out].iter().any(|set| set.contains(&question.id));
    !question.hidden
        && !is_set_aside
        && question.asker.fits(moment.role)
        && question.depth <= deepest(history, moment)
        && fits_situation(question, history, moment)
        && fits_stage(question, moment)
        && has_rested(question, history, moment)
        && question.follows.as_ref().is_none_or(|_| follows_up(question, history, moment).is_some())
}

/// When I asked the question that this one comes back to: in an earlier meeting, and not taken up since.
pub fn follows_up(question: &Question, history: &History, moment: &Moment) -> Option<Instant> {
    let original = history.asked.get(question.follows.as_ref()?)?;
    let is_taken_up = history.asked.get(&question.id).is_some_and(|own| own.meeting >= original.meeting);
    (original.discussed && original.mine && original.meeting < moment.meeting && !is_taken_up).then_some(original.at)
}

fn has_rested(question: &Question, history: &History, moment: &Moment) -> bool {
    let last = history.asked.get(&question.id);
    last.is_none_or(|asked| moment.meeting.0 >= asked.meeting.0.saturating_add(question.cooldown))
}

fn fits_situation(question: &Question, history: &History, moment: &Moment) -> bool {
    match question.fit {
        Fit::Any => true,
        Fit::First => !question.comes_too_late(moment.meeting),
        Fit::TimeOff => long_gap(history, moment).is_some(),
        Fit::Remote => moment.by_call,
    }
}

fn fits_stage(question: &Question, moment: &Moment) -> bool {
    match (question.stage, moment.stage) {
        (Some(Slot::Closer), stage) => stage == Stage::Closing,
        (Some(Slot::Opener), stage) => matches!(stage, Stage::Preparing | Stage::Opening),
        // What deserves some thought is not sprung on anyone.
        (None, stage) => !question.ahead || stage == Stage::Preparing,
    }
}
