//! A change that both try for a few meetings, and then keep or drop.

use super::{MeetingNumber, PersonId};

/// For how many meetings a change is tried before both are asked about it.
pub const EXPERIMENT_MEETINGS: u32 = 3;

/// The name of an experiment: which meeting's answer asked for it, and whose answer that was. So both who take up the
/// same wish, even at once, mean the same experiment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExperimentId(String);

impl ExperimentId {
    /// The experiment that comes of the wish that `asked_by` had after that meeting.
    pub fn of_wish(meeting: MeetingNumber, asked_by: &PersonId) -> Self {
        Self(format!("{}.{asked_by}", meeting.0))
    }

    /// Takes an id as it was stored.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text, for storing and comparing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody would do with an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    Drop,
}

/// What one of the two has said about an experiment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stance {
    /// The meeting that was current when they agreed to try it.
    pub accepted: Option<MeetingNumber>,
    pub verdict: Option<Verdict>,
}

/// How far an experiment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// One would like to try it, and the other has not joined in.
    Proposed,
    /// This is the `nth` of [`EXPERIMENT_MEETINGS`] meetings.
    Running {
        nth: u32,
    },
    /// The meetings are over, and the two have not said the same yet.
    Deciding,
    Kept,
    Dropped,
}

/// One change to try.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    pub id: ExperimentId,
    pub text: String,
    pub asked_by: PersonId,
    pub mine: Stance,
    pub theirs: Stance,
    /// What one said alone, while the relationship was not shared: it counts for both.
    pub alone: Stance,
}

impl Experiment {
    /// The first meeting of the experiment: the later of the two in which it was accepted.
    pub fn started(&self) -> Option<MeetingNumber> {
        let both = self.mine.accepted.zip(self.theirs.accepted).map(|(mine, theirs)| mine.max(theirs));
        self.alone.accepted.or(both)
    }

    /// The first meeting after the experiment.
    pub fn over(&self) -> Option<MeetingNumber> {
        self.started().map(|start| MeetingNumber(start.0.saturating_add(EXPERIMENT_MEETINGS)))
    }

    /// How far it has come when `current` is prepared or held.
    pub fn phase(&self, current: MeetingNumber) -> Phase {
        let Some(start) = self.started() else {
            // Before it has begun, either can say no.
            let refused = [self.mine, self.theirs].iter().any(|stance| stance.verdict == Some(Verdict::Drop));
            return if refused { Phase::Dropped } else { Phase::Proposed };
        };
        let past = current.0.saturating_sub(start.0);
        if past < EXPERIMENT_MEETINGS {
            return Phase::Running { nth: past + 1 };
        }
        let agreed = self.mine.verdict.filter(|mine| self.theirs.verdict == Some(*mine));
        match self.alone.verdict.or(agreed) {
            Some(Verdict::Keep) => Phase::Kept,
            Some(Verdict::Drop) => Phase::Dropped,
            None => Phase::Deciding,
        }
    }
}

/// What the two gave on average over some meetings, in tenths of a point; none where nobody scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Averages {
    pub mine: Option<i64>,
    pub theirs: Option<i64>,
}

impl Averages {
    /// The averages of my scores and theirs, meeting by meeting.
    pub fn of(scores: &[(Option<u8>, Option<u8>)]) -> Self {
        let average = |given: Vec<u8>| {
            let count = i64::try_from(given.len()).unwrap_or(i64::MAX);
            (count > 0).then(|| (given.into_iter().map(i64::from).sum::<i64>() * 20 + count) / (count * 2))
        };
        let (mine, theirs) =
            (scores.iter().filter_map(|(mine, _)| *mine), scores.iter().filter_map(|(_, theirs)| *theirs));
        Self { mine: average(mine.collect()), theirs: average(theirs.collect()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEP: Option<Verdict> = Some(Verdict::Keep);
    const DROP: Option<Verdict> = Some(Verdict::Drop);

    fn stance(accepted: Option<u32>, verdict: Option<Verdict>) -> Stance {
        Stance { accepted: accepted.map(MeetingNumber), verdict }
    }

    fn phase(mine: Stance, theirs: Stance, alone: Stance, current: u32) -> Phase {
        let asked_by = PersonId::new("me");
        let id = ExperimentId::of_wish(MeetingNumber(1), &asked_by);
        Experiment { id, text: "shorter".into(), asked_by, mine, theirs, alone }.phase(MeetingNumber(current))
    }

    #[test]
    fn it_runs_for_three_meetings_from_the_later_acceptance_on() {
        let none = Stance::default();
        let (early, late) = (stance(Some(2), None), stance(Some(4), None));
        assert_eq!(phase(early, none, none, 9), Phase::Proposed);
        for (mine, theirs) in [(early, late), (late, early)] {
            for (current, nth) in [(4, 1), (5, 2), (6, 3)] {
                assert_eq!(phase(mine, theirs, none, current), Phase::Running { nth });
            }
            assert_eq!(phase(mine, theirs, none, 7), Phase::Deciding);
        }
        assert_eq!(phase(none, none, early, 3), Phase::Running { nth: 2 });
    }

    #[test]
    fn it_is_settled_only_when_both_say_the_same() {
        let none = Stance::default();
        let said = |mine, theirs| phase(stance(Some(1), mine), stance(Some(1), theirs), none, 4);
        assert_eq!(said(KEEP, None), Phase::Deciding);
        assert_eq!(said(KEEP, DROP), Phase::Deciding);
        assert_eq!(said(KEEP, KEEP), Phase::Kept);
        assert_eq!(said(DROP, DROP), Phase::Dropped);
        assert_eq!(phase(none, none, stance(Some(1), DROP), 4), Phase::Dropped);
    }

    #[test]
    fn before_it_has_begun_one_no_is_enough() {
        let none = Stance::default();
        assert_eq!(phase(stance(Some(1), None), stance(None, DROP), none, 2), Phase::Dropped);
        assert_eq!(phase(stance(Some(1), None), stance(Some(1), DROP), none, 2), Phase::Running { nth: 2 });
    }

    #[test]
    fn averages_are_to_the_nearest_tenth_and_of_each_alone() {
        let scores = [(Some(4), None), (Some(4), Some(5)), (Some(3), None), (None, None)];
        assert_eq!(Averages::of(&scores), Averages { mine: Some(37), theirs: Some(50) });
        assert_eq!(Averages::of(&[]), Averages::default());
    }
}
