//! What the two propose for a new manager and agree to, in their `about` document. Each fact has a flat key of its own,
//! as with experiments; and an item's name is made from all that it says, so that nobody's agreement can come to stand
//! for other words.

use sha2::{Digest, Sha256};
use yrs::{Map, MapRef, ReadTxn, WriteTxn};

use super::shape::{integer, put, put_or_remove, text};
use super::{AboutDocument, Update};
use crate::domain::hand_over::{ItemKind, PackItem, Word};
use crate::domain::order::put_in_order;
use crate::domain::{PersonId, day};

const HAND_OVER: &str = "hand-over";
const AGREED: &str = "agreed";
const WITHDRAWN: &str = "withdrawn";

/// An item as it is written down, and what each has said about it, under whichever of their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct HandOverEntry {
    pub id: String,
    pub item: PackItem,
    pub by: Option<PersonId>,
    pub words: Vec<(PersonId, Word)>,
}

impl AboutDocument {
    /// Writes down an item; the same one again changes nothing. Gives its name.
    pub fn propose_item(&mut self, item: &PackItem, by: &PersonId) -> (String, Option<Update>) {
        let said = said_of(item);
        let id = name_of(&said);
        let update = self.0.edit(|txn| {
            let map = txn.get_or_insert_map(HAND_OVER);
            if text(&map, txn, &item_key(&id)).is_none() {
                put(&map, txn, &item_key(&id), said.as_str());
                put(&map, txn, &by_key(&id), by.as_str());
            }
        });
        (id, update)
    }

    /// Writes down that somebody agreed to an item at that moment, or that they take it back.
    pub fn say_about_item(&mut self, id: &str, who: &PersonId, agrees: bool, at: i64) -> Option<Update> {
        let key = word_key(id, if agrees { AGREED } else { WITHDRAWN }, who);
        self.0.edit(|txn| put(&txn.get_or_insert_map(HAND_OVER), txn, &key, at))
    }

    /// Takes the words of an item away. What was said about it stays, so that an old agreement does not come back.
    pub fn remove_item(&mut self, id: &str) -> Option<Update> {
        self.0.edit(|txn| {
            let map = txn.get_or_insert_map(HAND_OVER);
            put_or_remove(&map, txn, &item_key(id), None::<&str>);
            put_or_remove(&map, txn, &by_key(id), None::<&str>);
        })
    }

    /// What was said about an item, whether it is there or not.
    pub fn words_about_item(&self, id: &str) -> Vec<(PersonId, Word)> {
        self.0.read(|txn| txn.get_map(HAND_OVER).map(|map| words(&map, txn, id)).unwrap_or_default())
    }

    /// All items that are there. One whose name is not that of its words is none of ours, and is passed over.
    pub fn hand_over(&self) -> Vec<HandOverEntry> {
        self.0.read(|txn| {
            let Some(map) = txn.get_map(HAND_OVER) else { return Vec::new() };
            let mut ids: Vec<_> = map.keys(txn).filter_map(|key| key.strip_suffix(":item")).collect();
            put_in_order(&mut ids, |a, b| a < b);
            let entry = |id: &str| {
                let said = text(&map, txn, &item_key(id)).filter(|said| name_of(said) == id)?;
                let by = text(&map, txn, &by_key(id)).map(PersonId::new);
                Some(HandOverEntry { id: id.into(), item: item_of(&said)?, by, words: words(&map, txn, id) })
            };
            ids.into_iter().filter_map(entry).collect()
        })
    }
}

fn item_key(id: &str) -> String {
    format!("{id}:item")
}

fn by_key(id: &str) -> String {
    format!("{id}:by")
}

fn word_key(id: &str, what: &str, who: &PersonId) -> String {
    format!("{id}:{what}:{who}")
}

fn words(map: &MapRef, txn: &impl ReadTxn, id: &str) -> Vec<(PersonId, Word)> {
    let mut words: Vec<(PersonId, Word)> = Vec::new();
    let mut keys: Vec<_> = map.keys(txn).collect();
    put_in_order(&mut keys, |a, b| a < b);
    for what in [AGREED, WITHDRAWN] {
        let start = format!("{id}:{what}:");
        for (who, key) in keys.iter().filter_map(|key| Some((PersonId::new(key.strip_prefix(&start)?), key))) {
            let at = integer(map, txn, key);
            let place = words.iter().position(|(known, _)| *known == who).unwrap_or_else(|| {
                words.push((who, Word::default()));
                words.len() - 1
            });
            let word = &mut words[place].1;
            *if what == AGREED { &mut word.agreed } else { &mut word.withdrawn } = at;
        }
    }
    words
}

/// `kind|date|text`, the date empty if there is none.
fn said_of(item: &PackItem) -> String {
    let date = item.date.map(day::write).unwrap_or_default();
    format!("{}|{date}|{}", item.kind.name(), item.text)
}

fn item_of(said: &str) -> Option<PackItem> {
    let mut parts = said.splitn(3, '|');
    let kind = ItemKind::named(parts.next()?)?;
    let date = parts.next()?;
    let date = if date.is_empty() { None } else { Some(day::read(date)?) };
    Some(PackItem { kind, date, text: parts.next()?.into() })
}

fn name_of(said: &str) -> String {
    Sha256::digest(said).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_s_agreement_comes_to_stand_for_other_words() {
        let (me, mut about) = (PersonId::new("me"), AboutDocument::new(1));
        let item = PackItem { kind: ItemKind::HowWeWork, text: "We meet | weekly".into(), date: None };
        let (id, _) = about.propose_item(&item, &me);
        about.say_about_item(&id, &me, true, 5);
        assert_eq!(about.hand_over()[0].item, item);
        // A changed client puts other words under the name that was agreed to.
        about.0.edit(|txn| put(&txn.get_or_insert_map(HAND_OVER), txn, &item_key(&id), "win||I agreed to leave"));
        assert_eq!(about.hand_over(), []);
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let mut about = AboutDocument::new(1);
        for said in ["prize||x", "win|2026-13-40|x", "win", ""] {
            let key = item_key(&name_of(said));
            about.0.edit(|txn| put(&txn.get_or_insert_map(HAND_OVER), txn, &key, said));
        }
        assert_eq!(about.hand_over(), []);
    }
}
