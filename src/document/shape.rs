//! Reading and writing plain values in the maps of a document.

use yrs::{Any, Map, MapRef, Out, ReadTxn, Text, TextRef, TransactionMut};

use crate::domain::Instant;
use crate::domain::order::put_in_order;
use crate::domain::time::from_millis;

/// The text under `key`, if it is text.
pub fn text(map: &MapRef, txn: &impl ReadTxn, key: &str) -> Option<String> {
    match map.get(txn, key)? {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

/// The whole number under `key`, if it is one.
pub fn integer(map: &MapRef, txn: &impl ReadTxn, key: &str) -> Option<i64> {
    match map.get(txn, key)? {
        Out::Any(Any::Number(number)) => number.as_i64(),
        _ => None,
    }
}

/// The instant under `key`, kept as milliseconds since 1970.
pub fn instant(map: &MapRef, txn: &impl ReadTxn, key: &str) -> Option<Instant> {
    integer(map, txn, key).map(from_millis)
}

/// Whether `true` stands under `key`.
pub fn flag(map: &MapRef, txn: &impl ReadTxn, key: &str) -> bool {
    matches!(map.get(txn, key), Some(Out::Any(Any::Bool(true))))
}

/// The texts in a map, with their keys, in the order of these; anything else in it is passed over.
pub fn texts(map: &MapRef, txn: &impl ReadTxn) -> Vec<(String, String)> {
    let mut texts: Vec<_> = map.keys(txn).filter_map(|key| Some((key.to_string(), text(map, txn, key)?))).collect();
    put_in_order(&mut texts, |a, b| a < b);
    texts
}

/// The maps in a map of maps, with their keys; anything else in it is passed over.
pub fn maps(map: &MapRef, txn: &impl ReadTxn) -> Vec<(String, MapRef)> {
    let as_map = |out| match out {
        Out::YMap(inner) => Some(inner),
        _ => None,
    };
    map.iter(txn).filter_map(|(key, out)| Some((key.to_string(), as_map(out)?))).collect()
}

/// Writes `value` unless it stands there already, so that an edit that changes nothing is no edit.
pub fn put(map: &MapRef, txn: &mut TransactionMut<'_>, key: &str, value: impl Into<Any>) {
    let value = value.into();
    let same = matches!(map.get(txn, key), Some(Out::Any(there)) if there == value);
    if !same {
        map.insert(txn, key, value);
    }
}

/// Writes the text, or takes the entry away for none.
pub fn put_or_remove(map: &MapRef, txn: &mut TransactionMut<'_>, key: &str, value: Option<impl Into<Any>>) {
    match value {
        Some(value) => put(map, txn, key, value),
        None if map.contains_key(txn, key) => {
            map.remove(txn, key);
        }
        None => {}
    }
}

/// An instant as it is kept.
pub fn millis(at: Instant) -> Any {
    Any::from(at.timestamp_millis())
}

/// Turns `text` into `target` by one replacement, so that what another types elsewhere in it stays.
pub fn rewrite(text: &TextRef, txn: &mut TransactionMut<'_>, target: &str) {
    let present = yrs::GetString::get_string(text, txn);
    if present == target {
        return;
    }
    let (start, removed, inserted) = difference(&present, target);
    let removed = utf16_length(removed);
    let at = utf16_length(&present[..start]);
    if removed > 0 {
        text.remove_range(txn, at, removed);
    }
    if !inserted.is_empty() {
        text.insert(txn, at, inserted);
    }
}

fn utf16_length(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Where the two texts part (in bytes of the old one), what goes, and what comes in its place.
fn difference<'a>(old: &'a str, new: &'a str) -> (usize, &'a str, &'a str) {
    let start = old
        .char_indices()
        .zip(new.chars())
        .find(|((_, a), b)| a != b)
        .map_or_else(|| old.len().min(new.len()), |((at, _), _)| at);
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let tail: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (start, &old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_one_replacement_that_never_cuts_a_character() {
        let cases = [
            ("", "a", (0, "", "a")),
            ("a", "", (0, "a", "")),
            ("same", "same", (4, "", "")),
            ("aaa", "aaaa", (3, "", "a")),
            ("one two", "one 2 two", (4, "", "2 ")),
            ("a😀b", "a😁b", (1, "😀", "😁")),
            ("é", "è", (0, "é", "è")),
        ];
        for (old, new, expected) in cases {
            assert_eq!(difference(old, new), expected, "{old:?} to {new:?}");
        }
    }
}
