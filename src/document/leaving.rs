//! What is to leave the document of a meeting: points that fade, and what was written in a meeting that went off the
//! record. What is removed here is gone from the document as it is written down whole; parts that were written down
//! before still hold it, so `MeetingDocument::has_let_go` says that they are to be replaced.

use yrs::{Map, MapRef, Out, ReadTxn, TransactionMut, WriteTxn};

use super::exchange::{HEARD, KEYS, SEALED};
use super::meeting::{ACTIONS, POINTS, TALK, write_notes};
use super::planned::MEETING;
use super::shape::{flag, instant, integer, maps, millis, put, put_or_remove, text};
use super::{MeetingDocument, Update};
use crate::domain::{Fades, Fading, Instant, MeetingNumber, PointId};

const OFF: &str = "off";
/// Points that have faded, by their ids: when.
pub(super) const FADED: &str = "faded";

/// How a point read when the meeting began in which it was first written on.
const BEGAN_IN: &str = "began-in";
const BEGAN_TITLE: &str = "began-title";
const BEGAN_NOTES: &str = "began-notes";

impl MeetingDocument {
    /// Takes the meeting off the record, or back while it has not begun.
    pub fn go_off_the_record(&mut self, off: bool) -> Option<Update> {
        self.below.edit(|txn| put_or_remove(&txn.get_or_insert_map(MEETING), txn, OFF, off.then_some(true)))
    }

    /// Whether nothing is to be kept of it but that it took place.
    pub fn is_off_the_record(&self) -> bool {
        self.below.read(|txn| txn.get_map(MEETING).is_some_and(|meeting| flag(&meeting, txn, OFF)))
    }

    /// Remembers how a point reads before it is written on in a live meeting, so that it can be put back.
    pub fn remember_point(&mut self, id: &PointId, during: MeetingNumber) -> Option<Update> {
        self.edit_entry(POINTS, id.as_str(), |point, txn| {
            let during = i64::from(during.0);
            if integer(point, txn, BEGAN_IN) == Some(during) {
                return;
            }
            let (title, notes) = (text(point, txn, "title"), notes(point, txn));
            put(point, txn, BEGAN_IN, during);
            put_or_remove(point, txn, BEGAN_TITLE, title);
            put(point, txn, BEGAN_NOTES, notes);
        })
    }

    /// Forgets how points read before that meeting: it is over, and is kept.
    pub fn forget_beginnings(&mut self, during: MeetingNumber) -> Option<Update> {
        self.edit_points(|point, txn| {
            if integer(point, txn, BEGAN_IN) == Some(i64::from(during.0)) {
                forget_beginning(point, txn);
            }
        })
    }

    /// Puts the points back as they were before that meeting, which began at `since`.
    pub fn put_back(&mut self, during: MeetingNumber, since: Instant) -> Option<Update> {
        self.edit_points(|point, txn| {
            let number = Some(i64::from(during.0));
            if integer(point, txn, BEGAN_IN) == number {
                let (title, notes) = (text(point, txn, BEGAN_TITLE), text(point, txn, BEGAN_NOTES));
                title.into_iter().for_each(|title| put(point, txn, "title", title));
                write_notes(point, txn, &notes.unwrap_or_default());
                forget_beginning(point, txn);
            }
            let closed = instant(point, txn, "closed").filter(|closed| *closed >= since);
            if closed.is_some() && integer(point, txn, "closed-in") == number {
                ["state", "closed", "closed-in"].into_iter().for_each(|key| _ = point.remove(txn, key));
            }
        })
    }

    /// Removes what came into this meeting since it began: points, promises, what was on when, and what was handed over
    /// about it.
    pub fn strike(&mut self, since: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            for root in [POINTS, ACTIONS] {
                let entries = txn.get_or_insert_map(root);
                for (id, entry) in maps(&entries, txn) {
                    if instant(&entry, txn, "added").is_some_and(|added| added >= since) {
                        entries.remove(txn, &id);
                    }
                }
            }
            for root in [TALK, SEALED, KEYS, HEARD] {
                let entries = txn.get_or_insert_map(root);
                if entries.len(txn) > 0 {
                    entries.clear(txn);
                }
            }
        })
    }

    /// Says how long a point is to stay; for good, if that is none.
    pub fn let_fade(&mut self, id: &PointId, fading: Option<Fading>) -> Option<Update> {
        self.edit_entry(POINTS, id.as_str(), |point, txn| write_fading(point, txn, fading))
    }

    /// Removes points that have faded.
    pub fn fade(&mut self, ids: &[PointId], at: Instant) -> Option<Update> {
        self.below.edit(|txn| {
            let (points, faded) = (txn.get_or_insert_map(POINTS), txn.get_or_insert_map(FADED));
            for id in ids.iter().map(PointId::as_str) {
                if points.remove(txn, id).is_some() {
                    put(&faded, txn, id, millis(at));
                }
            }
        })
    }

    /// Whether something was removed that parts written before may still hold.
    pub fn has_let_go(&self) -> bool {
        let has_faded = self.below.read(|txn| txn.get_map(FADED).is_some_and(|faded| faded.len(txn) > 0));
        has_faded || self.is_off_the_record()
    }

    fn edit_points(&mut self, step: impl Fn(&MapRef, &mut TransactionMut<'_>)) -> Option<Update> {
        self.below.edit(|txn| {
            let points = txn.get_or_insert_map(POINTS);
            for (_, point) in maps(&points, txn) {
                step(&point, txn);
            }
        })
    }
}

fn notes(point: &MapRef, txn: &impl ReadTxn) -> String {
    match point.get(txn, "notes") {
        Some(Out::YText(notes)) => yrs::GetString::get_string(&notes, txn),
        _ => String::new(),
    }
}

fn forget_beginning(point: &MapRef, txn: &mut TransactionMut<'_>) {
    for key in [BEGAN_IN, BEGAN_TITLE, BEGAN_NOTES] {
        put_or_remove(point, txn, key, None::<bool>);
    }
}

/// Writes down how long something is to stay.
pub(super) fn write_fading(map: &MapRef, txn: &mut TransactionMut<'_>, fading: Option<Fading>) {
    put_or_remove(map, txn, "fades", fading.map(|fading| fading.how.name()));
    put_or_remove(map, txn, "fades-from", fading.map(|fading| fading.from.to_string()));
    put_or_remove(map, txn, "fades-in", fading.map(|fading| i64::from(fading.meeting.0)));
}

/// Reads [`write_fading`] back; none if any of it is not understood, so that nothing goes that nobody has named.
pub(super) fn read_fading(map: &MapRef, txn: &impl ReadTxn) -> Option<Fading> {
    Some(Fading {
        how: Fades::named(&text(map, txn, "fades")?)?,
        from: text(map, txn, "fades-from")?.parse().ok()?,
        meeting: MeetingNumber(u32::try_from(integer(map, txn, "fades-in")?).ok()?),
    })
}
