//! What is mine alone about one meeting: my answer to whether it was worth it. It has no path into `share`: an answer
//! is handed over sealed, or not at all.

use std::collections::BTreeSet;

use yrs::{Map, ReadTxn, WriteTxn};

use super::shape::{flag, instant, integer, millis, put, put_or_remove, text};
use super::{Mergeable, State, Update};
use crate::domain::order::gathered;
use crate::domain::{Answer, Helped, Instant, MeetingNumber, QuestionId, Retro, Score};

const RETRO: &str = "retro";
const PREPARATION: &str = "preparation";
/// Questions that are not to be suggested in this meeting: `true` where their subject is not wanted either.
const ASIDE: &str = "aside";

/// The document of my answer about one meeting.
#[derive(Debug)]
pub struct OwnMeetingDocument(Mergeable);

impl OwnMeetingDocument {
    /// An empty one; `session` as in [`Mergeable::new`].
    pub fn new(session: u64) -> Self {
        Self(Mergeable::new(session))
    }

    /// Keeps my answer.
    pub fn answer(&mut self, answer: &Answer, given: Instant) -> Option<Update> {
        let helped = answer.helped.iter().map(|helped| helped.name()).collect::<Vec<_>>().join(",");
        self.0.edit(|txn| {
            let retro = txn.get_or_insert_map(RETRO);
            put_or_remove(&retro, txn, "score", answer.score.map(|score| i64::from(score.points())));
            put(&retro, txn, "helped", helped);
            put(&retro, txn, "change", answer.change.as_str());
            put(&retro, txn, "given", millis(given));
        })
    }

    /// Takes note of the change that I asked for.
    pub fn acknowledge(&mut self) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(RETRO), txn, "acknowledged", true))
    }

    /// Takes note, in this meeting, of what came over from the last ones.
    pub fn mark_last_seen(&mut self) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(PREPARATION), txn, "last-seen", true))
    }

    /// Whether what came over from the last meetings was taken note of in this one.
    pub fn has_seen_last(&self) -> bool {
        self.0.read(|txn| txn.get_map(PREPARATION).is_some_and(|own| flag(&own, txn, "last-seen")))
    }

    /// Sets a question aside for this meeting; it `rests` if its subject is not wanted either.
    pub fn set_question_aside(&mut self, question: &QuestionId, rests: bool) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(ASIDE), txn, question.as_str(), rests))
    }

    /// The questions that rest for this meeting, and those that were passed over for the next best.
    pub fn set_aside(&self) -> (BTreeSet<QuestionId>, BTreeSet<QuestionId>) {
        self.0.read(|txn| {
            let Some(aside) = txn.get_map(ASIDE) else { return Default::default() };
            let rests = |question: &&str| flag(&aside, txn, question);
            let (rested, passed): (Vec<_>, Vec<_>) = aside.keys(txn).partition(rests);
            (gathered(rested.into_iter().map(QuestionId::new)), gathered(passed.into_iter().map(QuestionId::new)))
        })
    }

    /// My answer about meeting `meeting`, if I gave one.
    pub fn view(&self, meeting: MeetingNumber) -> Option<Retro> {
        self.0.read(|txn| {
            let retro = txn.get_map(RETRO)?;
            let score = integer(&retro, txn, "score").and_then(|points| u8::try_from(points).ok()).and_then(Score::new);
            let helped = text(&retro, txn, "helped").unwrap_or_default();
            let answer = Answer {
                score,
                helped: helped.split(',').filter_map(Helped::named).collect(),
                change: text(&retro, txn, "change").unwrap_or_default(),
            };
            (!answer.is_blank()).then_some(Retro {
                meeting,
                answer,
                given: instant(&retro, txn, "given")?,
                acknowledged: flag(&retro, txn, "acknowledged"),
            })
        })
    }

    /// What this copy knows; see [`Mergeable::state`].
    pub fn state(&self) -> State {
        self.0.state()
    }

    /// The document below, to merge into and to store.
    pub fn mergeable(&mut self) -> &mut Mergeable {
        &mut self.0
    }
}
