//! The small records beside the documents: one key each, last write wins.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::State;
use crate::domain::{MeetingNumber, PersonId, RelationshipId};
use crate::ports::{RelayAddress, Side};

/// What only I know about a relationship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub me: PersonId,
    pub counterpart: PersonId,
    #[serde(default)]
    pub archived: bool,
    /// When it was last brought back after it had been deleted, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<i64>,
}

/// How a relationship is shared. Only the two have the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// 32 bytes as text; they are all that the keys are made from.
    pub secret: String,
    pub side: Side,
    /// Whether anything of the other side's has come in yet.
    #[serde(default)]
    pub joined: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<RelayAddress>,
    /// When the secret was taken or given up, in milliseconds since 1970: among my devices the later one holds.
    #[serde(default)]
    pub changed: i64,
    /// Shared no more: kept, without a secret, so that no other device of mine begins again.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub ended: bool,
}

impl Pair {
    /// Whether this is to hold in place of `known`.
    pub fn is_later_than(&self, known: &Self) -> bool {
        (self.changed, self.joined) > (known.changed, known.joined)
    }
}

/// What the two sides know of each other's copies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Document name to the state in which the other side is known to have it.
    #[serde(default)]
    pub has: BTreeMap<String, State>,
    /// What came in and is the same here: the other side is to be told, or it would send it again.
    #[serde(default)]
    pub to_tell: BTreeMap<String, State>,
    /// The highest counter seen of each replica at the relay, as `side.device`.
    #[serde(default)]
    pub counters: BTreeMap<String, u64>,
}

/// A meeting that is live, for the background script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    pub meeting: MeetingNumber,
    /// Milliseconds since 1970.
    pub started_at: i64,
    /// Planned length; records of before do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// When the call of a live meeting was last seen, says the background script once a minute. A plain object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    pub meeting: MeetingNumber,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// The call of a live meeting ended, says the background script. A plain object, as it cannot write checksums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub meeting: MeetingNumber,
    /// Milliseconds since 1970; none if nobody saw the end.
    pub at: Option<i64>,
}

/// Everyone who is not put away, who was met last on top, for the background script to offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub people: Vec<Named>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: RelationshipId,
    pub name: String,
}

/// What the background script tells, as the pages have put it into words, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// Whether the browser may show notifications of ours.
    pub notify: bool,
    /// When nothing is to be shown or said: `22:00-07:00`, by the clock on the wall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<String>,
    /// By their time.
    pub told: Vec<Told>,
    pub waiting: Vec<Waiting>,
}

/// One thing to remind of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Milliseconds since 1970.
    pub at: i64,
    pub with: RelationshipId,
    pub title: String,
    pub text: String,
}

/// Points that wait from one moment to another, in milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub from: i64,
    pub until: i64,
    pub points: usize,
}

/// Whom a call room is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoomLink {
    With(RelationshipId),
    /// `true`: what meets in this room is not a 1:1.
    Not(bool),
}
