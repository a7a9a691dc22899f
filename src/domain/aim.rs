//! What a talking point serves.

use serde::{Deserialize, Serialize};

/// The subject that a point, or a question, belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    Wellbeing,
    Career,
    Feedback,
    Team,
    Roadblock,
    Alignment,
    Connection,
    Status,
}

impl Aim {
    /// All aims, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Wellbeing,
        Self::Career,
        Self::Feedback,
        Self::Team,
        Self::Roadblock,
        Self::Alignment,
        Self::Connection,
        Self::Status,
    ];

    /// The aims that a question may have: all but status, which crowds out the rest by itself.
    pub const ASKED_ABOUT: [Self; 7] =
        [Self::Wellbeing, Self::Career, Self::Feedback, Self::Team, Self::Roadblock, Self::Alignment, Self::Connection];

    /// The name under which the aim is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wellbeing => "wellbeing",
            Self::Career => "career",
            Self::Feedback => "feedback",
            Self::Team => "team",
            Self::Roadblock => "roadblock",
            Self::Alignment => "alignment",
            Self::Connection => "connection",
            Self::Status => "status",
        }
    }

    /// The aim stored under `name`, if it is one that this version knows.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aim| aim.name() == name)
    }
}
