//! A quick note, caught before it is filed.

use serde::{Deserialize, Serialize};

use super::{Instant, RelationshipId};

/// What a note becomes when it is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeepAs {
    Agenda,
    Private,
    Action,
}

/// A note that waits to be filed. Its id becomes the id of what is made of it, so filing twice is filing once.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    pub id: String,
    pub text: String,
    /// Whom it is for; a note without a person waits until one is named.
    pub with: Option<RelationshipId>,
    pub keep_as: KeepAs,
    pub caught: Instant,
}
