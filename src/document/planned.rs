//! What a meeting's document says of the time before it began: when it was planned for, how it was moved, and whether it
//! was given up. Giving up says nothing about a meeting that somebody has begun.

use chrono::NaiveDateTime;
use yrs::{MapRef, ReadTxn, WriteTxn};

use super::shape::{instant, integer, millis, put, put_or_remove, text, texts};
use super::{MeetingDocument, Update};
use crate::domain::time::from_millis;
use crate::domain::{GivenUp, Instant, Meeting, Move, PersonId, plan};

pub(super) const MEETING: &str = "meeting";
const MOVES: &str = "moves";

/// A civil time, and the instant that was meant by it.
pub type Planned = (NaiveDateTime, Instant);

impl MeetingDocument {
    /// Plans the meeting for a time, or for none.
    pub fn plan(&mut self, planned: Option<Planned>) -> Option<Update> {
        self.below.edit(|txn| write_plan(&txn.get_or_insert_map(MEETING), txn, planned))
    }

    /// Moves the meeting to another time, or to none yet.
    pub fn move_to(&mut self, planned: Option<Planned>, moved: &Move) -> Option<Update> {
        self.below.edit(|txn| {
            write_plan(&txn.get_or_insert_map(MEETING), txn, planned);
            let moves = txn.get_or_insert_map(MOVES);
            put(&moves, txn, &key(moved.said), moved.to_text());
        })
    }

    /// Takes a move back: it was never made.
    pub fn take_move_back(&mut self, said: Instant, before: Option<Planned>) -> Option<Update> {
        self.below.edit(|txn| {
            write_plan(&txn.get_or_insert_map(MEETING), txn, before);
            let moves = txn.get_or_insert_map(MOVES);
            put_or_remove(&moves, txn, &key(said), None::<&str>);
        })
    }

    /// Gives the meeting up: the next one is the current one, unless somebody begins this one after all.
    pub fn give_up(&mut self, by: Option<&PersonId>, at: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            put(&meeting, txn, "missed-by", by.map_or("", PersonId::as_str));
            put(&meeting, txn, "missed-at", millis(at));
        })
    }

    /// Takes back that it was given up.
    pub fn take_up(&mut self) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            put_or_remove(&meeting, txn, "missed-by", None::<&str>);
            put_or_remove(&meeting, txn, "missed-at", None::<i64>);
        })
    }

    /// Takes back that it was held.
    pub fn never_held(&mut self) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            for key in ["started", "minutes", "offset", "ended", "closed"] {
                put_or_remove(&meeting, txn, key, None::<i64>);
            }
        })
    }

    /// Writes down by how many minutes the clocks are ahead of UTC where it was begun.
    pub fn begun_at_offset(&mut self, minutes: i32) -> Option<Update> {
        self.below.edit(|txn| put(&txn.get_or_insert_map(MEETING), txn, "offset", i64::from(minutes)))
    }
}

/// Adds to a meeting what its document says of the time before it began.
pub(super) fn read(mut meeting: Meeting, txn: &impl ReadTxn) -> Meeting {
    if let Some(moves) = txn.get_map(MOVES) {
        let read = |(said, moved): (String, String)| Move::parse(from_millis(said.parse().ok()?), &moved);
        meeting.moves = texts(&moves, txn).into_iter().filter_map(read).collect();
    }
    let Some(written) = txn.get_map(MEETING) else { return meeting };
    meeting.planned = text(&written, txn, "planned").and_then(|planned| plan::parse(&planned));
    meeting.planned_at = instant(&written, txn, "planned-at").filter(|_| meeting.planned.is_some());
    meeting.offset = integer(&written, txn, "offset").and_then(|minutes| i32::try_from(minutes).ok());
    let given_up = text(&written, txn, "missed-by").map(|by| GivenUp {
        by: (!by.is_empty()).then(|| PersonId::new(by)),
        said: instant(&written, txn, "missed-at"),
    });
    // What somebody has begun was not missed, whatever the other thought.
    meeting.given_up = given_up.filter(|_| meeting.started.is_none());
    meeting.closed |= meeting.given_up.is_some();
    meeting
}

fn write_plan(meeting: &MapRef, txn: &mut yrs::TransactionMut<'_>, planned: Option<Planned>) {
    put_or_remove(meeting, txn, "planned", planned.map(|(civil, _)| plan::to_text(civil)));
    put_or_remove(meeting, txn, "planned-at", planned.map(|(_, at)| millis(at)));
}

fn key(said: Instant) -> String {
    format!("{:015}", said.timestamp_millis())
}
