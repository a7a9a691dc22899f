//! What is mine alone about a relationship: my private notes, and the questions that are not for us.
//! It has no path into `share`.

use std::collections::{BTreeMap, BTreeSet};

use yrs::{GetString, Map, ReadTxn, WriteTxn};

use super::leaving::{read_fading, write_fading};
use super::shape::{flag, millis, put, put_or_remove, rewrite, text};
use super::{Mergeable, State, Update};
use crate::domain::order::gathered;
use crate::domain::{Fading, Instant, QuestionId};

const NOTES: &str = "notes";
/// Lines that were caught, in the order of time, and those of them that have become part of what is typed.
const CAUGHT: &str = "caught";
const TYPED: &str = "typed";
const NOT_FOR_US: &str = "not-for-us";
/// How long the notes are to stay, and when some have faded.
const STAY: &str = "stay";
const FADED: &str = "faded";

/// The document of my private notes on one relationship.
#[derive(Debug)]
pub struct NotesDocument(Mergeable);

impl NotesDocument {
    /// An empty one; `session` as in [`Mergeable::new`].
    pub fn new(session: u64) -> Self {
        Self(Mergeable::new(session))
    }

    /// The private notes: what was typed, and below it what was caught since.
    pub fn text(&self) -> String {
        self.0.read(|txn| {
            let typed = txn.get_text(NOTES).map(|text| text.get_string(txn)).unwrap_or_default();
            caught(txn).into_values().fold(typed, |text, line| with_line(&text, &line))
        })
    }

    /// Makes the notes read `target`; what was typed elsewhere in them meanwhile stays.
    pub fn rewrite(&mut self, target: &str) -> Option<Update> {
        if self.text() == target {
            return None;
        }
        self.0.edit(|txn| {
            let typed = txn.get_or_insert_map(TYPED);
            for place in caught(txn).into_keys() {
                put(&typed, txn, &place, true);
            }
            rewrite(&txn.get_or_insert_text(NOTES), txn, target);
        })
    }

    /// Adds a line that was caught at that time. The same one twice, also in two copies at once, is added once: it
    /// stands apart from what is typed until somebody types again.
    pub fn catch(&mut self, id: &str, at: Instant, line: &str) -> Option<Update> {
        let place = format!("{:015} {id}", at.timestamp_millis());
        self.0.edit(|txn| put(&txn.get_or_insert_map(CAUGHT), txn, &place, line))
    }

    /// How long the notes are to stay; none if for good.
    pub fn fading(&self) -> Option<Fading> {
        self.0.read(|txn| read_fading(&txn.get_map(STAY)?, txn))
    }

    /// Says how long the notes are to stay.
    pub fn let_fade(&mut self, fading: Option<Fading>) -> Option<Update> {
        self.0.edit(|txn| write_fading(&txn.get_or_insert_map(STAY), txn, fading))
    }

    /// Removes the notes. How long those that come next are to stay is as before.
    pub fn fade(&mut self, at: Instant) -> Option<Update> {
        self.0.edit(|txn| {
            rewrite(&txn.get_or_insert_text(NOTES), txn, "");
            for root in [CAUGHT, TYPED] {
                let lines = txn.get_or_insert_map(root);
                if lines.len(txn) > 0 {
                    lines.clear(txn);
                }
            }
            put(&txn.get_or_insert_map(STAY), txn, FADED, millis(at));
        })
    }

    /// Whether notes were removed that parts written before may still hold.
    pub fn has_let_go(&self) -> bool {
        self.0.read(|txn| txn.get_map(STAY).is_some_and(|stay| stay.contains_key(txn, FADED)))
    }

    /// Questions that are never to be suggested in this relationship.
    pub fn not_for_us(&self) -> BTreeSet<QuestionId> {
        self.0.read(|txn| {
            let hidden = txn.get_map(NOT_FOR_US);
            hidden.map(|hidden| gathered(hidden.keys(txn).map(QuestionId::new))).unwrap_or_default()
        })
    }

    /// Hides a question in this relationship for good, or takes that back.
    pub fn hide_question(&mut self, question: &QuestionId, hidden: bool) -> Option<Update> {
        let entry = hidden.then_some(true);
        self.0.edit(|txn| put_or_remove(&txn.get_or_insert_map(NOT_FOR_US), txn, question.as_str(), entry))
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

/// The lines that were caught and are not part of what is typed, by their place.
fn caught(txn: &impl ReadTxn) -> BTreeMap<String, String> {
    let Some(caught) = txn.get_map(CAUGHT) else { return BTreeMap::new() };
    let typed = txn.get_map(TYPED);
    let is_typed = |place: &str| typed.as_ref().is_some_and(|typed| flag(typed, txn, place));
    let places = caught.keys(txn).filter(|place| !is_typed(place));
    gathered(places.filter_map(|place| Some((place.to_string(), text(&caught, txn, place)?))))
}

fn with_line(notes: &str, line: &str) -> String {
    let gap = if notes.is_empty() || notes.ends_with('\n') { "" } else { "\n" };
    format!("{notes}{gap}{line}")
}
