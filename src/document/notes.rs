//! What is mine alone about a relationship: my private notes, and the questions that are not for us.
//! It has no path into `share`.

use std::collections::BTreeSet;

use yrs::{GetString, Map, ReadTxn, WriteTxn};

use super::shape::{put, rewrite};
use super::{Mergeable, Update};
use crate::domain::QuestionId;
use crate::domain::order::gathered;

const NOTES: &str = "notes";
const NOT_FOR_US: &str = "not-for-us";

/// The document of my private notes on one relationship.
#[derive(Debug)]
pub struct NotesDocument(Mergeable);

impl NotesDocument {
    /// An empty one; `session` as in [`Mergeable::new`].
    pub fn new(session: u64) -> Self {
        Self(Mergeable::new(session))
    }

    /// The private notes.
    pub fn text(&self) -> String {
        self.0.read(|txn| txn.get_text(NOTES).map(|text| text.get_string(txn)).unwrap_or_default())
    }

    /// Makes the notes read `target`; what was typed elsewhere in them meanwhile stays.
    pub fn rewrite(&mut self, target: &str) -> Option<Update> {
        self.0.edit(|txn| rewrite(&txn.get_or_insert_text(NOTES), txn, target))
    }

    /// Adds a line at the end.
    pub fn append(&mut self, line: &str) -> Option<Update> {
        let present = self.text();
        let gap = if present.is_empty() || present.ends_with('\n') { "" } else { "\n" };
        self.rewrite(&format!("{present}{gap}{line}"))
    }

    /// Questions that are never to be suggested in this relationship.
    pub fn not_for_us(&self) -> BTreeSet<QuestionId> {
        self.0.read(|txn| {
            let hidden = txn.get_map(NOT_FOR_US);
            hidden.map(|hidden| gathered(hidden.keys(txn).map(QuestionId::new))).unwrap_or_default()
        })
    }

    /// Hides a question in this relationship for good.
    pub fn hide_question(&mut self, question: &QuestionId) -> Option<Update> {
        self.0.edit(|txn| put(&txn.get_or_insert_map(NOT_FOR_US), txn, question.as_str(), true))
    }

    /// The document below, to merge into and to store.
    pub fn mergeable(&mut self) -> &mut Mergeable {
        &mut self.0
    }
}
