//! The planned length of one meeting, where it is another than the usual one.

use yrs::{ReadTxn, WriteTxn};

use super::meeting::MINUTES;
use super::planned::MEETING;
use super::shape::{instant, integer, put_or_remove};
use super::{MeetingDocument, Update};

impl MeetingDocument {
    /// Plans a length in minutes for this meeting alone, or leaves it at the usual one. One that has begun keeps its own.
    pub fn plan_minutes(&mut self, minutes: Option<u32>) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            if instant(&meeting, txn, "started").is_none() {
                put_or_remove(&meeting, txn, MINUTES, minutes.map(i64::from));
            }
        })
    }

    /// The length in minutes that was planned for this meeting, if anyone said.
    pub fn minutes(&self) -> Option<u32> {
        self.below.read(|txn| {
            let minutes = txn.get_map(MEETING).and_then(|meeting| integer(&meeting, txn, MINUTES));
            minutes.and_then(|minutes| u32::try_from(minutes).ok())
        })
    }
}
