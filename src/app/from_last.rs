//! What stands on top of a meeting: what came of the last one, until it is taken note of.

use super::closing::last_held;
use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::{ActionItem, ActionState, Heard, Meeting, MeetingNumber, RelationshipId, Retro, Theirs};
use crate::store::{History, Thread};

/// What stands on top of a meeting until it is acknowledged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FromLast {
    /// My answers that asked for a change.
    pub wishes: Vec<Retro>,
    /// Promises of either that are still open.
    pub promises: Vec<ActionItem>,
    /// Where both answer: mine and theirs about the last meeting, and earlier ones of theirs that ask for a change.
    pub answers: Vec<BothAnswers>,
    /// What the two heard differently in the last meeting. It stays until both have the same.
    pub heard: Option<Heard>,
}

/// The two answers about one meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct BothAnswers {
    pub meeting: MeetingNumber,
    pub mine: Option<Retro>,
    pub theirs: Theirs,
}

impl FromLast {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        !self.is_to_be_noted() && self.heard.is_none()
    }

    /// Whether there is something to take note of.
    pub fn is_to_be_noted(&self) -> bool {
        !(self.wishes.is_empty() && self.promises.is_empty() && self.answers.is_empty())
    }
}

impl Desk {
    /// Takes note of what was asked for last time and of the promises, so that it no longer stands on top.
    pub fn acknowledge_last(&self, thread: &RelationshipId) {
        let Some(view) = self.thread(thread) else { return };
        for wish in &view.from_last.wishes {
            self.edit_own(thread, wish.meeting, |own| own.acknowledge());
        }
        let opened = |both: &&BothAnswers| both.theirs != Theirs::Awaited;
        for both in view.from_last.answers.iter().filter(opened) {
            self.edit_own(thread, both.meeting, |own| own.note_theirs());
        }
        self.edit_own(thread, view.current, |own| own.mark_last_seen());
        self.tell(News::Save);
    }

    /// Writes down what I heard in a meeting; the other sees it.
    pub fn write_heard(&self, thread: &RelationshipId, meeting: MeetingNumber, text: &str) {
        let Some(me) = self.relationship(thread).map(|relationship| relationship.me.id) else { return };
        if self.edit_meeting(thread, meeting, |document| document.write_heard(&me, text)) {
            self.tell(News::SaveSoon);
        }
    }

    /// Takes over what the other heard.
    pub fn accept_heard(&self, thread: &RelationshipId, meeting: MeetingNumber) {
        let theirs = self.shown(thread, |thread| thread.heard(meeting).theirs);
        if let Some(theirs) = theirs.filter(|theirs| !theirs.trim().is_empty()) {
            self.write_heard(thread, meeting, &theirs);
            self.tell(News::Save);
        }
    }
}

pub(super) fn from_last(
    thread: &Thread,
    meetings: &[Meeting],
    history: &History,
    closing: Option<MeetingNumber>,
) -> FromLast {
    let current = thread.current();
    let has_seen = thread.has_seen_last(current);
    let last = last_held(history, current).map(|(last, _)| last);
    // What is still being filled in is no wish yet.
    let is_past = |number: MeetingNumber| number < current && closing != Some(number);
    let wish =
        |retro: &Retro| is_past(retro.meeting) && !retro.acknowledged && !retro.answer.change.is_empty() && !has_seen;
    let past = || meetings.iter().filter(|meeting| meeting.number < current);
    let promises = past().flat_map(|meeting| &meeting.actions);
    let mut promises: Vec<_> = promises.filter(|a| !has_seen && a.state == ActionState::Open).cloned().collect();
    put_in_order(&mut promises, |a, b| (a.added, &a.id) < (b.added, &b.id));
    let answers = past().filter_map(|meeting| both_answers(thread, meeting.number, last, has_seen));
    FromLast {
        wishes: thread.retros().into_iter().filter(wish).collect(),
        promises,
        answers: answers.collect(),
        heard: last.map(|last| thread.heard(last)).filter(Heard::is_open),
    }
}

fn both_answers(
    thread: &Thread,
    meeting: MeetingNumber,
    last: Option<MeetingNumber>,
    has_seen: bool,
) -> Option<BothAnswers> {
    let exchange = thread.exchange(meeting);
    let theirs = exchange.theirs();
    let is_shown = match theirs {
        Theirs::NotYet | Theirs::AwaitsMine => false,
        Theirs::Awaited => last == Some(meeting) && !has_seen,
        // One that comes late is seen, whatever was taken note of before.
        Theirs::Opened(_) | Theirs::CannotBeOpened => {
            !exchange.own.noted && (last == Some(meeting) || exchange.is_news())
        }
    };
    is_shown.then(|| BothAnswers { meeting, mine: thread.retro(meeting), theirs })
}
