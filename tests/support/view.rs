//! What can be seen of a thread, in a form that compares.

use std::collections::{BTreeMap, BTreeSet};

use duologue::domain::{ActionState, Meeting, MeetingNumber, PointState, Relationship, Retro};
use duologue::store::{MeetingDigest, Thread};
use serde::Serialize;

/// All that is loaded of a thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct View {
    pub relationship: Relationship,
    pub current: MeetingNumber,
    pub meetings: BTreeMap<MeetingNumber, Meeting>,
    pub retros: Vec<Retro>,
    pub notes: String,
}

/// What still waits for one of the two, by its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub current: MeetingNumber,
    pub points: BTreeSet<String>,
    pub actions: BTreeSet<String>,
    pub wishes: BTreeSet<MeetingNumber>,
    pub history: BTreeMap<MeetingNumber, MeetingDigest>,
}

impl View {
    /// Everything that this thread has loaded.
    pub fn of(thread: &Thread) -> Self {
        Self {
            relationship: thread.relationship(),
            current: thread.current(),
            meetings: thread.meetings().into_iter().map(|meeting| (meeting.number, sorted(meeting))).collect(),
            retros: thread.retros(),
            notes: thread.notes().text(),
        }
    }

    /// What of it is loaded in another thread, which may have loaded less.
    pub fn narrowed_to(mut self, other: &Self) -> Self {
        for number in other.meetings.keys() {
            self.meetings.entry(*number).or_insert_with(|| empty(*number));
        }
        self.meetings.retain(|number, _| other.meetings.contains_key(number));
        self.retros.retain(|retro| other.meetings.contains_key(&retro.meeting));
        self
    }
}

impl Waiting {
    /// What waits, as far as this thread knows.
    pub fn of(thread: &Thread) -> Self {
        let meetings = thread.meetings();
        let points = meetings.iter().flat_map(|meeting| &meeting.points);
        let actions = meetings.iter().flat_map(|meeting| &meeting.actions);
        let wishes = thread.retros().into_iter().filter(|retro| !retro.answer.change.is_empty() && !retro.acknowledged);
        // Fingerprint, place and state say what the digest was made from, and nothing about the meeting.
        let bare = |digest: &MeetingDigest| MeetingDigest { made_from: 0, apart: false, state: None, ..digest.clone() };
        let mut history: BTreeMap<_, _> =
            thread.history().iter().map(|(number, digest)| (*number, bare(digest))).collect();
        history.retain(|_, digest| *digest != MeetingDigest::default());
        Self {
            current: thread.current(),
            points: points.filter(|point| point.state == PointState::Open).map(|point| point.id.to_string()).collect(),
            actions: actions.filter(|a| a.state == ActionState::Open).map(|action| action.id.to_string()).collect(),
            wishes: wishes.map(|retro| retro.meeting).collect(),
            history,
        }
    }
}

fn empty(number: MeetingNumber) -> Meeting {
    Meeting::empty(number)
}

/// The documents are maps: their entries come in any order.
fn sorted(mut meeting: Meeting) -> Meeting {
    meeting.points.sort_by(|a, b| a.id.cmp(&b.id));
    meeting.actions.sort_by(|a, b| a.id.cmp(&b.id));
    meeting
}
