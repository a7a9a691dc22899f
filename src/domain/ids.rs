//! The names of things: opaque, unique, and not to be mixed up with each other.

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$meaning:meta])* $name:ident) => {
        $(#[$meaning])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it was made or stored; it is never taken apart.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text, for storing and comparing.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// Me and one other person over time; also the name of the thread of documents that they share.
    RelationshipId
}
identifier! {
    /// One of the two people, within one relationship only: the same human has another id elsewhere.
    PersonId
}
identifier! {
    /// One talking point.
    PointId
}
identifier! {
    /// One promise.
    ActionId
}
identifier! {
    /// One entry of the question bank.
    QuestionId
}

/// The place of a meeting in its relationship, counted from 1 without gaps: closing meeting 12 is what makes 13 the
/// next one, so two people who both close it while offline agree on the name of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeetingNumber(pub u32);

impl Default for MeetingNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl MeetingNumber {
    /// The first meeting of a relationship.
    pub const FIRST: Self = Self(1);

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
