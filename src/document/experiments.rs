//! The experiments of a relationship, in its `about` document. Each field has a flat key of its own: two who make the
//! same nested map at once would lose one's entries.

use yrs::{Map, ReadTxn, WriteTxn};

use super::shape::{integer, put, put_or_remove, text};
use super::{AboutDocument, Update};
use crate::domain::order::put_in_order;
use crate::domain::{ExperimentId, MeetingNumber, PersonId, Verdict};

const EXPERIMENTS: &str = "experiments";

/// Stands for both: said by one of them while the relationship was not shared.
const BOTH: &str = "both";

/// An experiment as it is written down: by whom each thing was said, none for both.
#[derive(Clone, Debug, PartialEq)]
pub struct ExperimentEntry {
    pub id: ExperimentId,
    pub text: String,
    pub asked_by: PersonId,
    pub accepted: Vec<(Option<PersonId>, MeetingNumber)>,
    pub verdicts: Vec<(Option<PersonId>, Verdict)>,
}

impl AboutDocument {
    /// Writes down what is to be tried; the same again changes nothing, nor does another text for it.
    pub fn propose(&mut self, id: &ExperimentId, wish: &str, asked_by: &PersonId) -> Option<Update> {
        let (name, asked) = (format!("{}:text", id.as_str()), format!("{}:asked", id.as_str()));
        self.0.edit(|txn| {
            let map = txn.get_or_insert_map(EXPERIMENTS);
            if text(&map, txn, &name).is_none() {
                put(&map, txn, &name, wish);
                put(&map, txn, &asked, asked_by.as_str());
            }
        })
    }

    /// Says that someone, or both for none, would try it from that meeting on; whoever said so before stays by that.
    pub fn accept(&mut self, id: &ExperimentId, who: Option<&PersonId>, current: MeetingNumber) -> Option<Update> {
        let key = said_by(id, "accepted", who);
        self.0.edit(|txn| {
            let map = txn.get_or_insert_map(EXPERIMENTS);
            if integer(&map, txn, &key).is_none() {
                put(&map, txn, &key, i64::from(current.0));
            }
        })
    }

    /// Says what someone, or both for none, would do with it, or takes that back.
    pub fn judge(&mut self, id: &ExperimentId, who: Option<&PersonId>, verdict: Option<Verdict>) -> Option<Update> {
        let verdict = verdict.map(|verdict| if verdict == Verdict::Keep { "keep" } else { "drop" });
        let key = said_by(id, "verdict", who);
        self.0.edit(|txn| put_or_remove(&txn.get_or_insert_map(EXPERIMENTS), txn, &key, verdict))
    }

    /// All experiments that there ever were, by their ids. One without a text is not understood, and is passed over.
    pub fn experiments(&self) -> Vec<ExperimentEntry> {
        self.0.read(|txn| {
            let Some(map) = txn.get_map(EXPERIMENTS) else { return Vec::new() };
            let mut keys: Vec<_> = map.keys(txn).collect();
            put_in_order(&mut keys, |a, b| a < b);
            let ids = keys.iter().filter_map(|key| key.strip_suffix(":text"));
            let entry = |id: &str| {
                let number = |key: &str| integer(&map, txn, key).and_then(|n| u32::try_from(n).ok()).map(MeetingNumber);
                let verdict = |key: &str| verdict_named(&text(&map, txn, key)?);
                Some(ExperimentEntry {
                    id: ExperimentId::new(id),
                    text: text(&map, txn, &format!("{id}:text"))?,
                    asked_by: PersonId::new(text(&map, txn, &format!("{id}:asked"))?),
                    accepted: said(&keys, id, "accepted")
                        .into_iter()
                        .filter_map(|(who, key)| Some((who, number(key)?)))
                        .collect(),
                    verdicts: said(&keys, id, "verdict")
                        .into_iter()
                        .filter_map(|(who, key)| Some((who, verdict(key)?)))
                        .collect(),
                })
            };
            ids.filter_map(entry).collect()
        })
    }
}

fn said_by(id: &ExperimentId, what: &str, who: Option<&PersonId>) -> String {
    format!("{}:{what}:{}", id.as_str(), who.map_or(BOTH, PersonId::as_str))
}

/// Who said something of that kind about an experiment, and under which key.
fn said<'a>(keys: &[&'a str], id: &str, what: &str) -> Vec<(Option<PersonId>, &'a str)> {
    let start = format!("{id}:{what}:");
    let who = move |key: &&'a str| {
        let who = key.strip_prefix(start.as_str())?;
        Some(((who != BOTH).then(|| PersonId::new(who)), *key))
    };
    keys.iter().filter_map(who).collect()
}

fn verdict_named(name: &str) -> Option<Verdict> {
    match name {
        "keep" => Some(Verdict::Keep),
        "drop" => Some(Verdict::Drop),
        _ => None,
    }
}
