//! Taking out of a meeting's document what was born in it, putting it back, and correcting when the meeting was.
//! What was taken out stays out, whatever older copy is merged afterwards.

use yrs::{Map, WriteTxn};

use super::meeting::{ACTIONS, POINTS};
use super::planned::MEETING;
use super::shape::{millis, put};
use super::{ActionEdit, MeetingDocument, NewAction, NewPoint, PointEdit, Update};
use crate::domain::{ActionId, ActionItem, ActionState, Instant, PointId, PointState, TalkingPoint};

impl MeetingDocument {
    /// Takes a point out; none if it is not here.
    pub fn remove_point(&mut self, id: &PointId) -> Option<Update> {
        self.remove(POINTS, id.as_str())
    }

    /// Takes a promise out; none if it is not here.
    pub fn remove_action(&mut self, id: &ActionId) -> Option<Update> {
        self.remove(ACTIONS, id.as_str())
    }

    /// Puts a point back as it was; none if it is here.
    pub fn put_back_point(&mut self, point: &TalkingPoint) -> Option<Update> {
        let TalkingPoint { id, title, notes, author, question, order, .. } = point.clone();
        let (minutes, aim, guessed, added) = (point.minutes, point.aim, point.guessed, point.added);
        let new = NewPoint { id, title, author, minutes, aim, guessed, question, notes, order, added };
        let mut updates = vec![self.add_point(&new)?];
        if let Some((at, during)) = point.closed.filter(|_| point.state != PointState::Open) {
            updates.extend(self.edit_point(&point.id, &PointEdit::Close(point.state, at, during)));
        }
        updates.extend(self.edit_point(&point.id, &PointEdit::PutOff(point.not_before)));
        Update::joined(&updates).ok()
    }

    /// Puts a promise back as it was; none if it is here.
    pub fn put_back_action(&mut self, action: &ActionItem) -> Option<Update> {
        let ActionItem { id, owner, text, when, added, .. } = action.clone();
        let mut updates = vec![self.add_action(&NewAction { id, owner, text, when, added })?];
        if let Some(at) = action.closed.filter(|_| action.state != ActionState::Open) {
            updates.extend(self.edit_action(&action.id, &ActionEdit::State(action.state, at)));
        }
        Update::joined(&updates).ok()
    }

    /// Says when the meeting began and ended, whatever was written down about it.
    pub fn correct_times(&mut self, began: Instant, ended: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            let meeting = txn.get_or_insert_map(MEETING);
            put(&meeting, txn, "started", millis(began));
            put(&meeting, txn, "ended", millis(ended));
        })
    }

    fn remove(&mut self, root: &str, id: &str) -> Option<Update> {
        self.below.edit(|txn| _ = txn.get_or_insert_map(root).remove(txn, id))
    }
}
