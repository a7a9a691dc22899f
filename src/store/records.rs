//! The small records beside the documents: one key each, last write wins.

use serde::{Deserialize, Serialize};

use crate::domain::{MeetingNumber, PersonId, RelationshipId};

/// What only I know about a relationship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub me: PersonId,
    pub counterpart: PersonId,
    #[serde(default)]
    pub archived: bool,
}

/// A meeting that is live, for the background script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    pub meeting: MeetingNumber,
    /// Milliseconds since 1970.
    pub started_at: i64,
}

/// The call of a live meeting ended, says the background script. A plain object, as it cannot write checksums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub meeting: MeetingNumber,
    /// Milliseconds since 1970; none if nobody saw the end.
    pub at: Option<i64>,
}

/// Whom a call room is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoomLink {
    With(RelationshipId),
    /// `true`: what meets in this room is not a 1:1.
    Not(bool),
}
