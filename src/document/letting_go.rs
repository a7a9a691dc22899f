//! What a copy of a document that is kept to go back to may not hold: what is to fade, what has faded since, and
//! anything of a meeting off the record.

use yrs::{Map, ReadTxn, Transaction, WriteTxn};

use super::Mergeable;
use super::shape::{flag, maps};

const MEETING: &str = "meeting";
const POINTS: &str = "points";
const OFF: &str = "off";
/// How long a point is to stay, and which have gone by that.
const FADES: &str = "fades";
const FADED: &str = "faded";
/// How long the private notes are to stay, and since when some are gone.
const STAY: &str = "stay";

/// What is left of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it but these points.
    But(Vec<String>),
    Nothing,
}

impl Mergeable {
    /// Takes out of this copy what may not be kept, by its own word and by that of the document as it stands today.
    pub fn leave_out(&mut self, today: Option<&Self>) -> Kept {
        let says = |document: &Self| document.read(|txn| is_off(txn) || notes_fade(txn));
        if says(self) || today.is_some_and(says) {
            return Kept::Nothing;
        }
        let faded = today.map(|today| today.read(faded)).unwrap_or_default();
        let mut left_out = Vec::new();
        self.edit(|txn| {
            let points = txn.get_or_insert_map(POINTS);
            for (id, point) in maps(&points, txn) {
                if point.contains_key(txn, FADES) || faded.contains(&id) {
                    points.remove(txn, &id);
                    left_out.push(id);
                }
            }
        });
        Kept::But(left_out)
    }

    /// Whether a copy of it from before may hold what it has let go of.
    pub fn has_let_go_of_something(&self) -> bool {
        self.read(|txn| is_off(txn) || notes_fade(txn) || !faded(txn).is_empty())
    }
}

fn is_off(txn: &impl ReadTxn) -> bool {
    txn.get_map(MEETING).is_some_and(|meeting| flag(&meeting, txn, OFF))
}

fn notes_fade(txn: &impl ReadTxn) -> bool {
    txn.get_map(STAY).is_some_and(|stay| stay.contains_key(txn, FADES) || stay.contains_key(txn, FADED))
}

fn faded(txn: &Transaction<'_>) -> Vec<String> {
    let faded = txn.get_map(FADED);
    faded.map(|faded| faded.keys(txn).map(ToString::to_string).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use yrs::Out;

    use super::*;

    fn written(root: &str, key: &str, value: bool) -> Mergeable {
        let mut document = Mergeable::new(1);
        document.edit(|txn| _ = txn.get_or_insert_map(root).insert(txn, key, value));
        document
    }

    fn with_points() -> Mergeable {
        let mut document = Mergeable::new(2);
        document.edit(|txn| {
            let points = txn.get_or_insert_map(POINTS);
            for (id, key) in [("stays", "title"), ("fades", FADES), ("faded", "title")] {
                let point = points.insert(txn, id, yrs::MapPrelim::default());
                point.insert(txn, key, "x");
            }
        });
        document
    }

    fn points(document: &Mergeable) -> Vec<String> {
        let ids = |(id, out): (&str, Out)| matches!(out, Out::YMap(_)).then(|| id.to_string());
        let mut ids: Vec<_> = document.read(|txn| {
            txn.get_map(POINTS).map(|points| points.iter(txn).filter_map(ids).collect()).unwrap_or_default()
        });
        ids.sort();
        ids
    }

    #[test]
    fn what_is_to_fade_and_what_has_faded_is_no_part_of_a_copy() {
        let today = written(FADED, "faded", true);
        let mut copy = with_points();
        let Kept::But(mut left_out) = copy.leave_out(Some(&today)) else { panic!("some of it is kept") };
        left_out.sort();
        assert_eq!((left_out, points(&copy)), (vec!["faded".into(), "fades".into()], vec!["stays".into()]));
        let bytes = copy.whole();
        let text = String::from_utf8_lossy(bytes.as_bytes()).into_owned();
        assert!(!text.contains("title") || text.matches('x').count() <= 1, "the bytes are gone, too: {text:?}");
        assert!(today.has_let_go_of_something() && !with_points().has_let_go_of_something());
    }

    #[test]
    fn of_a_meeting_off_the_record_and_of_notes_that_fade_nothing_is_kept() {
        for document in [written(MEETING, OFF, true), written(STAY, FADES, true), written(STAY, FADED, true)] {
            assert_eq!(with_points().leave_out(Some(&document)), Kept::Nothing);
            let mut itself = Mergeable::new(3);
            itself.merge(&document.whole()).expect("our own");
            assert_eq!(itself.leave_out(None), Kept::Nothing);
        }
        assert_eq!(written(MEETING, OFF, false).leave_out(None), Kept::But(Vec::new()));
    }
}
