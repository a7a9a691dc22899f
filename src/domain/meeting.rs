//! One occurrence of the 1:1.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{ActionItem, GivenUp, Instant, MeetingNumber, Move, PointId, TalkingPoint};

/// What has become of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingState {
    /// Not begun: its document holds what is prepared for it.
    Planned,
    Live,
    Held,
    /// Not begun either, and moved at least once: it is still to be held.
    Moved,
    /// Given up: it did not take place.
    Missed,
}

/// From `at` on, this point was talked about; none means the talk left the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Talk {
    pub at: Instant,
    pub point: Option<PointId>,
}

/// A meeting with what was born in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    pub number: MeetingNumber,
    /// Planned length in minutes.
    pub minutes: u32,
    /// The civil day and time that it is planned for, as the one who planned it has them.
    pub planned: Option<NaiveDateTime>,
    /// The instant that was meant by it: whose clocks show something else then goes by this.
    pub planned_at: Option<Instant>,
    /// How it was moved, in the order of time.
    pub moves: Vec<Move>,
    /// It was given up before it began.
    pub given_up: Option<GivenUp>,
    pub started: Option<Instant>,
    /// By how many minutes the clocks were ahead of UTC where it was begun.
    pub offset: Option<i32>,
    pub ended: Option<Instant>,
    /// Wrapped up, by an answer or by skipping it, or given up: the next meeting is the current one.
    pub closed: bool,
    /// Off the record: nothing is kept of it but that it took place, and when.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub off_the_record: bool,
    /// What was on, in the order of time.
    pub talk: Vec<Talk>,
    pub points: Vec<TalkingPoint>,
    pub actions: Vec<ActionItem>,
}

impl Meeting {
    /// One that nothing is known of yet; half an hour, as long as nobody has said otherwise.
    pub fn empty(number: MeetingNumber) -> Self {
        Self {
            number,
            minutes: 30,
            planned: None,
            planned_at: None,
            moves: Vec::new(),
            given_up: None,
            started: None,
            offset: None,
            ended: None,
            closed: false,
            off_the_record: false,
            talk: Vec::new(),
            points: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// Derived from what is written down about it.
    pub fn state(&self) -> MeetingState {
        match (self.started, self.ended, self.closed) {
            (None, _, false) if self.moves.is_empty() => MeetingState::Planned,
            (None, _, false) => MeetingState::Moved,
            (None, _, true) => MeetingState::Missed,
            (Some(_), None, false) => MeetingState::Live,
            (Some(_), ..) => MeetingState::Held,
        }
    }

    /// The civil time that it was planned for before anybody moved it.
    pub fn first_planned(&self) -> Option<NaiveDateTime> {
        self.moves.iter().find_map(|moved| moved.from).or(self.planned)
    }

    /// Whether something in it still waits for one of the two.
    pub fn holds_something_open(&self) -> bool {
        self.points.iter().any(|point| point.state == super::PointState::Open)
            || self.actions.iter().any(|action| action.state == super::ActionState::Open)
    }

    /// The last instant that anything in it was written down: the earliest that it can have ended.
    pub fn last_sign_of_life(&self) -> Option<Instant> {
        let discussed = self.points.iter().filter_map(|point| point.closed).map(|(at, _)| at);
        let added = self.points.iter().map(|point| point.added).chain(self.actions.iter().map(|action| action.added));
        let signs = self.talk.iter().map(|talk| talk.at).chain(discussed).chain(added);
        self.started.into_iter().chain(signs.filter(|at| self.started.is_some_and(|start| *at >= start))).max()
    }
}
