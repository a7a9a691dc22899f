//! What can be found, and what it can be narrowed down to.

use core::ops::Range;

use crate::domain::{Aim, MeetingNumber, RelationshipId};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Point,
    /// A question of the bank that became a point.
    Question,
    Promise,
    /// What somebody asked to change after a meeting.
    Answer,
    /// What somebody heard in a meeting.
    Heard,
    Experiment,
    /// A line of my private notes.
    PrivateNote,
    Person,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Point,
        Self::Question,
        Self::Promise,
        Self::Answer,
        Self::Heard,
        Self::Experiment,
        Self::PrivateNote,
        Self::Person,
    ];
}

/// The part of a relationship that entries come from; they are replaced together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    About,
    PrivateNotes,
    Meeting(MeetingNumber),
}

/// Where entries come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    pub with: RelationshipId,
    pub part: Part,
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    /// The id of the point or promise; empty where there is none. At most 255 bytes are kept.
    pub id: String,
    /// Mine or theirs; none where it is neither's.
    pub mine: Option<bool>,
    pub aim: Option<Aim>,
    /// When it was, in milliseconds since 1970, if that is known.
    pub at: Option<i64>,
    /// What is searched; the first line is its title.
    pub text: String,
}

/// What is left out of the results. Each field lets everything through while it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub with: Option<RelationshipId>,
    pub kind: Option<Kind>,
    pub aim: Option<Aim>,
    pub mine: Option<bool>,
    /// Milliseconds since 1970. What has no time lies in no range.
    pub during: Option<Range<i64>>,
}
