//! One person's answer to the question whether a meeting was worth it.

use serde::{Deserialize, Serialize};

use super::{Instant, MeetingNumber};

/// How much a meeting was worth one's time: 1 (not really) to 5 (very much).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Score(u8);

impl Score {
    /// The whole scale, lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The score of this many points, if the scale has it.
    pub fn new(points: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|score| score.0 == points)
    }

    /// 1 to 5.
    pub fn points(self) -> u8 {
        self.0
    }
}

/// What can have made a meeting worth it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helped {
    FeltHeard,
    ClearNextSteps,
    UsefulFeedback,
    Career,
    GotUnstuck,
    GoodLaugh,
}

impl Helped {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::FeltHeard, Self::ClearNextSteps, Self::UsefulFeedback, Self::Career, Self::GotUnstuck, Self::GoodLaugh];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::FeltHeard => "felt-heard",
            Self::ClearNextSteps => "clear-next-steps",
            Self::UsefulFeedback => "useful-feedback",
            Self::Career => "career",
            Self::GotUnstuck => "got-unstuck",
            Self::GoodLaugh => "good-laugh",
        }
    }

    /// The one stored under `name`, if this version knows it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|helped| helped.name() == name)
    }
}

/// What is given on wrapping up. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    pub score: Option<Score>,
    pub helped: Vec<Helped>,
    /// What should change next time; empty if nothing.
    pub change: String,
    /// What I think the other gave; asked only where both are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guess: Option<Score>,
}

impl Answer {
    /// Whether nothing at all was said.
    pub fn is_blank(&self) -> bool {
        self.score.is_none() && self.helped.is_empty() && self.change.trim().is_empty() && self.guess.is_none()
    }
}

/// The other's answer about a meeting, as far as I may know it. Neither can read the other's before both have handed
/// theirs over.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub enum Theirs {
    /// Nobody has handed an answer over.
    #[default]
    NotYet,
    /// Mine is handed over and waits, sealed, for theirs.
    Awaited,
    /// Theirs waits, sealed, for mine.
    AwaitsMine,
    Opened(Answer),
    /// What they handed over does not open with the key that they gave for it.
    CannotBeOpened,
}

impl Theirs {
    /// Their answer, once it is open.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Opened(answer) => Some(answer),
            _ => None,
        }
    }
}

/// An answer as it was kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retro {
    pub meeting: MeetingNumber,
    pub answer: Answer,
    pub given: Instant,
    /// Whether the change that was asked for has been taken note of in a later meeting.
    pub acknowledged: bool,
}
