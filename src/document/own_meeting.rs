//! What is mine alone about one meeting: my answer to whether it was worth it. It has no path into `share`: an answer
//! is handed over sealed, or not at all.

use std::collections::BTreeSet;

use yrs::{Map, MapRef, ReadTxn, TransactionMut, WriteTxn};

use super::shape::{flag, instant, integer, millis, put, put_or_remove, text, texts};
use super::{Mergeable, State, Update};
use crate::domain::order::gathered;
use crate::domain::{Answer, Helped, Instant, MeetingNumber, QuestionId, Retro, Score};

const RETRO: &str = "retro";
const PREPARATION: &str = "preparation";
/// Questions that are not to be suggested in this meeting: `true` where their subject is not wanted either.
const ASIDE: &str = "aside";

/// My sealed answers that were handed over, and the key of each. There is one, unless two pages sealed at once.
const HANDED: &str = "handed-over";
/// The other's sealed answer as it was when I let my key go: when, by the text.
const HELD: &str = "held";
/// The other's answer, once it was opened.
const THEIRS: &str = "theirs";

/// What I know of how both answers are handed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnExchange {
    /// My sealed answers, and the key of each as text.
    pub handed: Vec<(String, String)>,
    /// The other's sealed answer as it was when I let my key go; what they write there later counts for nothing.
    pub held: Option<String>,
    /// What came of opening it.
    pub opened: Option<OpenedAnswer>,
    /// I have taken note of their answer.
    pub noted: bool,
    /// I wrapped the meeting up with an answer, or without one.
    pub answered: bool,
    pub skipped: bool,
}

/// What came of opening the other's answer.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenedAnswer {
    Read(Answer),
    /// The key that they gave does not fit what they had handed over.
    KeyDoesNotFit,
}

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
        self.0.edit(|txn| {
            let retro = txn.get_or_insert_map(RETRO);
            write_answer(&retro, txn, answer);
            put(&retro, txn, "given", millis(given));
        })
    }

    /// Says that I have wrapped the meeting up, with an answer or by skipping it.
    pub fn finish(&mut self, answered: bool) -> Option<Update> {
        let how = if answered { "answered" } else { "skipped" };
        self.0.edit(|txn| put(&txn.get_or_insert_map(RETRO), txn, how, true))
    }

    /// Keeps the key of an answer that is handed over sealed.
    pub fn hand_over(&mut self, sealed: &str, key: &str) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(HANDED), txn, sealed, key))
    }

    /// Holds on to the other's sealed answer as it is now. A second one changes nothing: see [`OwnExchange::held`].
    pub fn hold(&mut self, sealed: &str, at: Instant) -> Option<Update> {
        if self.exchange().held.is_some() {
            return None;
        }
        self.0.edit(|txn| put(&txn.get_or_insert_map(HELD), txn, sealed, millis(at)))
    }

    /// Keeps what came of opening the other's answer.
    pub fn open_theirs(&mut self, opened: &OpenedAnswer) -> Option<Update> {
        self.0.edit(|txn| {
            let theirs = txn.get_or_insert_map(THEIRS);
            if let OpenedAnswer::Read(answer) = opened {
                write_answer(&theirs, txn, answer);
            }
            put(&theirs, txn, "opened", matches!(opened, OpenedAnswer::Read(_)));
        })
    }

    /// Takes note of the other's answer.
    pub fn note_theirs(&mut self) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(THEIRS), txn, "noted", true))
    }

    /// How far both answers are handed over, as I know it.
    pub fn exchange(&self) -> OwnExchange {
        self.0.read(|txn| {
            let (retro, theirs) = (txn.get_map(RETRO), txn.get_map(THEIRS));
            let is = |map: &Option<MapRef>, key| map.as_ref().is_some_and(|map| flag(map, txn, key));
            let read = theirs.as_ref().filter(|_| is(&theirs, "opened")).map(|theirs| read_answer(theirs, txn));
            let was_tried = theirs.as_ref().is_some_and(|theirs| theirs.contains_key(txn, "opened"));
            OwnExchange {
                handed: txn.get_map(HANDED).map(|handed| texts(&handed, txn)).unwrap_or_default(),
                held: held(txn),
                opened: read.map(OpenedAnswer::Read).or(was_tried.then_some(OpenedAnswer::KeyDoesNotFit)),
                noted: is(&theirs, "noted"),
                answered: is(&retro, "answered"),
                skipped: is(&retro, "skipped"),
            }
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

    /// Removes everything: nothing is kept about a meeting off the record.
    pub fn clear(&mut self) -> Option<Update> {
        self.0.edit(|txn| {
            for root in [RETRO, PREPARATION, ASIDE, HANDED, HELD, THEIRS] {
                let map = txn.get_or_insert_map(root);
                if map.len(txn) > 0 {
                    map.clear(txn);
                }
            }
        })
    }

    /// My answer about meeting `meeting`, if I gave one.
    pub fn view(&self, meeting: MeetingNumber) -> Option<Retro> {
        self.0.read(|txn| {
            let retro = txn.get_map(RETRO)?;
            let answer = read_answer(&retro, txn);
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

fn write_answer(map: &MapRef, txn: &mut TransactionMut<'_>, answer: &Answer) {
    let helped = answer.helped.iter().map(|helped| helped.name()).collect::<Vec<_>>().join(",");
    put_or_remove(map, txn, "score", answer.score.map(|score| i64::from(score.points())));
    put(map, txn, "helped", helped);
    put(map, txn, "change", answer.change.as_str());
    put_or_remove(map, txn, "guess", answer.guess.map(|score| i64::from(score.points())));
}

fn read_answer(map: &MapRef, txn: &impl ReadTxn) -> Answer {
    let score = |key| integer(map, txn, key).and_then(|points| u8::try_from(points).ok()).and_then(Score::new);
    Answer {
        score: score("score"),
        helped: text(map, txn, "helped").unwrap_or_default().split(',').filter_map(Helped::named).collect(),
        change: text(map, txn, "change").unwrap_or_default(),
        guess: score("guess"),
    }
}

/// The earliest of what was held: two pages may have let the key go at once, and the first saw what counts.
fn held(txn: &impl ReadTxn) -> Option<String> {
    let held = txn.get_map(HELD)?;
    let first = held.keys(txn).filter_map(|sealed| Some((integer(&held, txn, sealed)?, sealed))).min();
    first.map(|(_, sealed)| sealed.to_string())
}
