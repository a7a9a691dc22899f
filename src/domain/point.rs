//! One thing to talk about.

use serde::{Deserialize, Serialize};

use super::{Aim, Fading, Instant, MeetingNumber, PersonId, PointId, QuestionId};

/// What has become of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointState {
    /// Still to be talked about, in this meeting or a later one.
    Open,
    Discussed,
    /// Given up; kept in the history.
    Dropped,
}

/// Minutes that a point is taken to need while nobody has said. The middle of the 3 to 8 that a 30-minute meeting of
/// four to six points leaves for each.
pub const USUAL_MINUTES: u32 = 5;

/// Most minutes that a point can be given.
pub const MOST_MINUTES: u32 = 240;

/// One thing to talk about, as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TalkingPoint {
    pub id: PointId,
    /// The meeting in whose document the point was born; it never moves from there.
    pub born: MeetingNumber,
    pub title: String,
    pub notes: String,
    pub author: PersonId,
    /// Minutes given to it, if anyone gave it some.
    pub minutes: Option<u32>,
    pub aim: Option<Aim>,
    /// Whether nobody has said what it serves: the aim, if there is one, is a guess from the title.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub guessed: bool,
    pub state: PointState,
    /// The bank's question that this point came from.
    pub question: Option<QuestionId>,
    /// The first meeting that shows it again, where it was put off.
    pub not_before: Option<MeetingNumber>,
    /// Its place in the agenda: a fractional index, compared as text.
    pub order: String,
    pub added: Instant,
    /// When it was discussed or dropped, and in which meeting.
    pub closed: Option<(Instant, MeetingNumber)>,
    /// When it is to be gone, if it is not to stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fades: Option<Fading>,
}

impl TalkingPoint {
    /// Minutes to plan for it.
    pub fn planned_minutes(&self) -> u32 {
        self.minutes.unwrap_or(USUAL_MINUTES)
    }

    /// Whether the agenda of `meeting` shows it as something to talk about.
    pub fn is_open_in(&self, meeting: MeetingNumber) -> bool {
        self.state == PointState::Open && self.not_before.is_none_or(|first| first <= meeting)
    }

    /// Whether it was put off to a meeting after `meeting`.
    pub fn is_put_off_from(&self, meeting: MeetingNumber) -> bool {
        self.state == PointState::Open && self.not_before.is_some_and(|first| first > meeting)
    }

    /// Whether it was discussed in `meeting`.
    pub fn was_discussed_in(&self, meeting: MeetingNumber) -> bool {
        self.state == PointState::Discussed && self.closed.is_some_and(|(_, during)| during == meeting)
    }
}
