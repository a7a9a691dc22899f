//! Bringing a document back to how it once stood: by edits of today, so that every other copy follows by merging.

use std::collections::BTreeSet;

use yrs::{Any, GetString, Map, MapPrelim, MapRef, Out, ReadTxn, TextPrelim, Transaction, TransactionMut, WriteTxn};

use super::shape::rewrite;
use super::{Mergeable, Update};
use crate::domain::order::gathered;

const POINTS: &str = "points";
const ACTIONS: &str = "actions";

/// What has been handed over, and what each of the two has said, is as it is: no side takes a sealed answer, a key, what
/// was heard, or a word on an experiment or a hand-over back for the other, nor who is the same as whom. My answer is
/// part of it once it was handed over.
const AS_IT_IS: [&str; 9] =
    ["sealed", "keys", "heard", "handed-over", "held", "theirs", "same", "experiments", "hand-over"];
const ANSWER: &str = "retro";
const HANDED: &str = "handed-over";

/// Text of its own, which is brought back by its lines: see [`super::NotesDocument`].
const NOTES: [&str; 3] = ["notes", "caught", "typed"];

/// One entry of a document: a point, a promise, or a single thing that was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    root: String,
    /// Under which it stands: the id of a point or a promise.
    pub key: String,
}

impl Entry {
    /// The point of that id.
    pub fn point(id: &str) -> Self {
        Self { root: POINTS.into(), key: id.into() }
    }

    /// The promise of that id.
    pub fn action(id: &str) -> Self {
        Self { root: ACTIONS.into(), key: id.into() }
    }

    /// Whether it is a point.
    pub fn is_point(&self) -> bool {
        self.root == POINTS
    }

    /// Whether it is a promise.
    pub fn is_action(&self) -> bool {
        self.root == ACTIONS
    }
}

/// How a document differs from how it once stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Gone since.
    pub back: Vec<Entry>,
    /// Another now.
    pub changed: Vec<Entry>,
    /// Not there then.
    pub added: Vec<Entry>,
}

impl Mergeable {
    /// Makes everything that stood in `then` stand so again. What came later stays, but for what `goes` says of it.
    pub fn bring_back(&mut self, then: &Self, goes: impl Fn(&Entry) -> bool) -> (Option<Update>, Differences) {
        let mut found = Differences::default();
        let update = then.read(|old| {
            self.edit(|txn| {
                for root in roots(old, txn) {
                    Root { name: &root, goes: &goes }.bring_back(txn, old, &mut found);
                }
            })
        });
        (update, found)
    }

    /// Takes entries away.
    pub fn take_away(&mut self, entries: &[Entry]) -> Option<Update> {
        self.edit(|txn| {
            for entry in entries {
                let map = txn.get_or_insert_map(entry.root.as_str());
                if map.contains_key(txn, &entry.key) {
                    map.remove(txn, &entry.key);
                }
            }
        })
    }
}

/// The roots of both that may be brought back, in the order of their names.
fn roots(old: &Transaction<'_>, txn: &TransactionMut<'_>) -> BTreeSet<String> {
    let handed = |map: Option<MapRef>| map.is_some_and(|map| map.len(txn) > 0);
    let answer_is_fixed = handed(txn.get_map(HANDED));
    let names = old.root_refs().map(|(name, _)| name).chain(txn.root_refs().map(|(name, _)| name));
    let may = |name: &&str| {
        let fixed = AS_IT_IS.contains(name) || NOTES.contains(name) || (answer_is_fixed && *name == ANSWER);
        !fixed
    };
    gathered(names.filter(may).map(ToString::to_string))
}

struct Root<'a> {
    name: &'a str,
    goes: &'a dyn Fn(&Entry) -> bool,
}

impl Root<'_> {
    fn bring_back(&self, txn: &mut TransactionMut<'_>, old: &Transaction<'_>, found: &mut Differences) {
        let (then, now) = (old.get_map(self.name), txn.get_or_insert_map(self.name));
        let entry = |key: &str| Entry { root: self.name.into(), key: key.into() };
        let before = then.as_ref().map(|then| keys(then, old)).unwrap_or_default();
        for key in keys(&now, txn).difference(&before) {
            let entry = entry(key);
            if (self.goes)(&entry) {
                now.remove(txn, key);
            }
            found.added.push(entry);
        }
        let Some(then) = then else { return };
        for key in &before {
            let was_there = now.contains_key(txn, key);
            if bring_value(&now, txn, key, then.get(old, key), old) {
                let list = if was_there { &mut found.changed } else { &mut found.back };
                list.push(entry(key));
            }
        }
    }
}

fn keys(map: &MapRef, txn: &impl ReadTxn) -> BTreeSet<String> {
    gathered(map.keys(txn).map(ToString::to_string))
}

/// Makes one value read as it did; says whether it did not.
fn bring_value(
    now: &MapRef,
    txn: &mut TransactionMut<'_>,
    key: &str,
    then: Option<Out>,
    old: &Transaction<'_>,
) -> bool {
    match (then, now.get(txn, key)) {
        (Some(Out::Any(value)), present) => bring_single(now, txn, key, value, present),
        (Some(Out::YText(text)), Some(Out::YText(present))) => {
            let (target, is) = (text.get_string(old), present.get_string(txn));
            rewrite(&present, txn, &target);
            target != is
        }
        (Some(Out::YText(text)), _) => {
            now.insert(txn, key, TextPrelim::new(text.get_string(old)));
            true
        }
        (Some(Out::YMap(inner)), Some(Out::YMap(present))) => bring_map(&present, txn, &inner, old),
        (Some(Out::YMap(inner)), _) => {
            let fresh = now.insert(txn, key, MapPrelim::default());
            bring_map(&fresh, txn, &inner, old);
            true
        }
        // Nothing else is written by us; what a newer writer left is none of our business.
        _ => false,
    }
}

fn bring_single(now: &MapRef, txn: &mut TransactionMut<'_>, key: &str, value: Any, present: Option<Out>) -> bool {
    let same = matches!(present, Some(Out::Any(there)) if there == value);
    if !same {
        now.insert(txn, key, value);
    }
    !same
}

/// Makes an entry read exactly as it did: also what was written into it later goes.
fn bring_map(now: &MapRef, txn: &mut TransactionMut<'_>, then: &MapRef, old: &Transaction<'_>) -> bool {
    let before = keys(then, old);
    let mut changed = false;
    for key in keys(now, txn).difference(&before) {
        now.remove(txn, key);
        changed = true;
    }
    for key in &before {
        changed |= bring_value(now, txn, key, then.get(old, key), old);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::super::{MeetingDocument, NewPoint, PointEdit};
    use super::*;
    use crate::domain::time::from_millis;
    use crate::domain::{MeetingNumber, PersonId, PointId};

    fn meeting(session: u64) -> MeetingDocument {
        MeetingDocument::new(MeetingNumber::FIRST, session)
    }

    fn point(id: &str, title: &str) -> NewPoint {
        NewPoint {
            id: PointId::new(id),
            title: title.into(),
            author: PersonId::new("me"),
            minutes: None,
            aim: None,
            guessed: false,
            question: None,
            notes: format!("notes of {title}"),
            order: "80".into(),
            added: from_millis(5),
        }
    }

    fn copy(of: &mut MeetingDocument, session: u64) -> MeetingDocument {
        let whole = of.mergeable().whole();
        let mut copy = meeting(session);
        copy.mergeable().merge(&whole).expect("our own");
        copy
    }

    #[test]
    fn what_was_changed_and_what_is_gone_comes_back_what_came_later_stays_and_a_second_time_changes_nothing() {
        let mut now = meeting(1);
        now.add_point(&point("a", "one"));
        now.add_point(&point("b", "two"));
        let mut then = copy(&mut now, 2);
        let told = then.view();
        now.edit_point(&PointId::new("a"), &PointEdit::Title("other".into()));
        now.edit_point(&PointId::new("a"), &PointEdit::Notes("rewritten".into()));
        now.edit_point(&PointId::new("a"), &PointEdit::Minutes(Some(9)));
        now.mergeable().take_away(&[Entry::point("b")]);
        now.add_point(&point("c", "three"));
        let (update, found) = now.mergeable().bring_back(then.mergeable(), |_| false);
        assert!(update.is_some());
        assert_eq!(found.back, [Entry::point("b")]);
        assert_eq!(found.changed, [Entry::point("a")]);
        assert_eq!(found.added, [Entry::point("c")]);
        let (mut after, same) = ((*now.view()).clone(), now.mergeable().bring_back(then.mergeable(), |_| false));
        assert_eq!(same, (None, Differences { added: vec![Entry::point("c")], ..Differences::default() }));
        after.points.retain(|point| point.id.as_str() != "c");
        assert_eq!(after, *told);
        now.mergeable().bring_back(then.mergeable(), Entry::is_point);
        assert_eq!(now.view(), told);
    }

    #[test]
    fn another_copy_that_merges_the_edits_stands_as_this_one() {
        let mut now = meeting(1);
        now.add_point(&point("a", "one"));
        let mut then = copy(&mut now, 2);
        now.mergeable().take_away(&[Entry::point("a")]);
        let mut other = copy(&mut now, 3);
        other.add_point(&point("d", "theirs"));
        let (update, _) = now.mergeable().bring_back(then.mergeable(), |_| true);
        other.mergeable().merge(&update.expect("a change")).expect("our own");
        let titles: Vec<_> = other.view().points.iter().map(|point| point.title.clone()).collect();
        assert_eq!(titles, ["one", "theirs"]);
    }

    #[test]
    fn what_was_handed_over_stays_as_it_is() {
        let mut now = meeting(1);
        now.hand_over(&PersonId::new("me"), "sealed once");
        let mut then = copy(&mut now, 2);
        now.hand_over(&PersonId::new("me"), "sealed again");
        let (update, found) = now.mergeable().bring_back(then.mergeable(), |_| true);
        assert_eq!((update, found), (None, Differences::default()));
        assert_eq!(now.sealed(), [(PersonId::new("me"), "sealed again".to_string())]);
    }
}
