//! What each gave over time, and what the two tried in between, on the same line of time.

use chrono::NaiveDate;

use super::span::by_quarter;
use super::{Dated, Each};
use crate::domain::experiment::Averages;
use crate::domain::{Experiment, MeetingNumber, Phase};

/// Meetings with a score from which on they are drawn: two make a line, and a line looks like a direction.
pub const SCORES_FOR_A_LINE: usize = 3;

/// The most meetings that stand one by one: more would lie on each other, and are averaged by quarters.
pub const MOST_ONE_BY_ONE: usize = 60;

/// One mark on the line of time: a meeting, or a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreStep {
    /// The day of the meeting, or of the first one in the quarter.
    pub day: NaiveDate,
    /// How many meetings it stands for.
    pub meetings: usize,
    /// In tenths of a point.
    pub scores: Each<Option<i64>>,
}

/// An experiment on the line of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    pub text: String,
    /// The days of the first and of the last meeting in which it was tried.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub phase: Phase,
}

/// The scores of both and the experiments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Those that anyone scored, in the order of time.
    pub steps: Vec<ScoreStep>,
    /// Whether a step is a quarter.
    pub by_quarter: bool,
    /// How many meetings have a score of each, and how many of either.
    pub scored: Each<usize>,
    pub scored_by_any: usize,
    /// Over all of it, in tenths of a point.
    pub average: Each<Option<i64>>,
    /// By when they began.
    pub trials: Vec<Trial>,
}

impl Scores {
    /// Whether there are enough to draw.
    pub fn is_telling(&self) -> bool {
        self.scored_by_any >= SCORES_FOR_A_LINE
    }
}

/// The scores of these meetings. `all` are the meetings of all time, by number: an experiment may have begun before.
pub fn scores(meetings: &[Dated], all: &[Dated], experiments: &[Experiment], current: MeetingNumber) -> Scores {
    let has = |one: &&Dated| one.fact.scores != Each::default();
    let scored: Vec<_> = meetings.iter().filter(has).cloned().collect();
    let given = |pick: fn(&Dated) -> Option<u8>| scored.iter().filter(|one| pick(one).is_some()).count();
    let is_long = scored.len() > MOST_ONE_BY_ONE;
    let steps: Vec<_> = if is_long {
        by_quarter(&scored).into_values().filter_map(|quarter| step(&quarter)).collect()
    } else {
        scored.iter().filter_map(|one| step(&[one])).collect()
    };
    Scores {
        steps,
        by_quarter: is_long,
        scored: Each { mine: given(|one| one.fact.scores.mine), theirs: given(|one| one.fact.scores.theirs) },
        scored_by_any: scored.len(),
        average: average(&scored.iter().collect::<Vec<_>>()),
        trials: trials(meetings, all, experiments, current),
    }
}

fn step(meetings: &[&Dated]) -> Option<ScoreStep> {
    let day = meetings.first()?.day;
    Some(ScoreStep { day, meetings: meetings.len(), scores: average(meetings) })
}

fn average(meetings: &[&Dated]) -> Each<Option<i64>> {
    let scores: Vec<_> = meetings.iter().map(|one| (one.fact.scores.mine, one.fact.scores.theirs)).collect();
    let Averages { mine, theirs } = Averages::of(&scores);
    Each { mine, theirs }
}

/// The experiments that were tried in at least one of these meetings.
fn trials(within: &[Dated], all: &[Dated], experiments: &[Experiment], current: MeetingNumber) -> Vec<Trial> {
    let Some(first_day) = within.iter().map(|one| one.day).min() else { return Vec::new() };
    let trial = |experiment: &Experiment| {
        let (start, over) = experiment.started().zip(experiment.over())?;
        let tried = |one: &&Dated| (start..over).contains(&one.fact.number) && one.fact.held.is_some();
        let days: Vec<_> = all.iter().filter(tried).map(|one| one.day).collect();
        let (from, to) = days.first().zip(days.last())?;
        let phase = experiment.phase(current);
        (*to >= first_day).then(|| Trial { text: experiment.text.clone(), from: *from, to: *to, phase })
    };
    let mut trials: Vec<_> = experiments.iter().filter_map(trial).collect();
    crate::domain::order::put_in_order(&mut trials, |a, b| (a.from, &a.text) < (b.from, &b.text));
    trials
}

#[cfg(test)]
mod tests {
    use super::super::{Fact, Span, insights};
    use super::*;
    use crate::domain::experiment::Stance;
    use crate::domain::{ExperimentId, PersonId, Verdict};

    fn day(week: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 1, 6).expect("a Monday") + chrono::Days::new(u64::from(week) * 7)
    }

    fn weekly(meetings: u32, score: impl Fn(u32) -> Each<Option<u8>>) -> Vec<Fact> {
        (1..=meetings)
            .map(|n| Fact { number: MeetingNumber(n), held: Some(day(n)), scores: score(n), ..Fact::default() })
            .collect()
    }

    fn tried(from: u32, verdict: Option<Verdict>) -> Experiment {
        let asked_by = PersonId::new("me");
        Experiment {
            id: ExperimentId::of_wish(MeetingNumber(from), &asked_by),
            text: "shorter".into(),
            asked_by,
            mine: Stance::default(),
            theirs: Stance::default(),
            alone: Stance { accepted: Some(MeetingNumber(from)), verdict },
        }
    }

    fn seen(facts: &[Fact], experiments: &[Experiment], span: Span) -> Scores {
        let count = u32::try_from(facts.len()).expect("not many");
        insights(facts, experiments, MeetingNumber(count + 1), None, span, day(count)).scores
    }

    #[test]
    fn each_is_averaged_alone_and_a_meeting_without_a_score_is_no_step() {
        let facts = weekly(4, |n| Each { mine: (n != 2).then_some(4), theirs: (n == 4).then_some(1) });
        let scores = seen(&facts, &[], Span::All);
        assert_eq!(scores.steps.iter().map(|one| one.day).collect::<Vec<_>>(), [day(1), day(3), day(4)]);
        assert_eq!((scores.scored, scores.scored_by_any), (Each { mine: 3, theirs: 1 }, 3));
        assert_eq!(scores.average, Each { mine: Some(40), theirs: Some(10) });
        assert!(scores.is_telling() && !seen(&facts[..3], &[], Span::All).is_telling());
    }

    #[test]
    fn many_scores_are_told_by_quarters() {
        let all_fours = |_| Each { mine: Some(4), theirs: None };
        let (sixty, more) = (weekly(60, all_fours), weekly(61, all_fours));
        assert_eq!(seen(&sixty, &[], Span::All).steps.len(), 60);
        let scores = seen(&more, &[], Span::All);
        assert!(scores.by_quarter && scores.steps.len() == 5, "{:?}", scores.steps);
        assert_eq!(scores.steps.iter().map(|one| one.meetings).sum::<usize>(), 61);
    }

    #[test]
    fn an_experiment_lies_where_it_was_tried_also_when_it_began_before_the_span() {
        let facts = weekly(20, |_| Each { mine: Some(3), theirs: None });
        let places = |from, verdict| {
            let trials = seen(&facts, &[tried(from, verdict)], Span::TwelveWeeks).trials;
            trials.into_iter().map(|one| (one.from, one.to, one.phase)).collect::<Vec<_>>()
        };
        assert_eq!(places(7, Some(Verdict::Keep)), [(day(7), day(9), Phase::Kept)]);
        assert_eq!(places(4, None), [], "over before the first meeting that is shown");
        assert_eq!(places(20, None), [(day(20), day(20), Phase::Running { nth: 2 })]);
        assert_eq!(places(21, None), [], "nothing was tried yet");
    }
}
