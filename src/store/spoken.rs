//! The points of a meeting that were or may have been talked about, as its digest keeps them: in a short text, for
//! there are tens of thousands of them and every page reads the digests. It is read by those who ask for it.

use core::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::domain::{Aim, MeetingNumber, PointId};

/// A point that was or may have been talked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// Its name, where another meeting may speak of it: it was not settled in the one that it was born in.
    pub id: Option<PointId>,
    pub aim: Option<Aim>,
    /// Seconds spent on it in the meeting that it was born in.
    pub seconds: i64,
    /// Minutes that it was given.
    pub minutes: u32,
    /// Whether the point was mine.
    pub mine: bool,
    /// Where and when (in milliseconds since 1970) it was discussed, if it was.
    pub discussed: Option<(MeetingNumber, i64)>,
}

/// All of a meeting. A row each: the aim's letter, seconds, minutes, `m` if it was mine; and, if there are any, how many
/// milliseconds after the one before it was discussed, the meeting if it was another one, and the id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpokenList(String);

const ROWS: char = ';';
const FIELDS: char = ' ';
const MINE: &str = "m";

impl SpokenList {
    /// These, of the meeting with that number.
    pub fn of(born: MeetingNumber, all: impl IntoIterator<Item = Spoken>) -> Self {
        let (mut text, mut before) = (String::new(), 0);
        for one in all {
            if !text.is_empty() {
                text.push(ROWS);
            }
            let aim = one.aim.map_or("", letter);
            let mine = if one.mine { MINE } else { "" };
            // Writing to a text does not fail.
            let _ = write!(text, "{aim} {} {} {mine} ", one.seconds, one.minutes);
            if let Some((_, at)) = one.discussed {
                let _ = write!(text, "{}", at - before);
                before = at;
            }
            text.push(FIELDS);
            if let Some((during, _)) = one.discussed.filter(|(during, _)| *during != born) {
                let _ = write!(text, "{}", during.0);
            }
            // An id that is not one of ours could be taken for the next row: then the point has no name here.
            if let Some(id) = one.id.filter(|id| !id.as_str().contains(ROWS)) {
                let _ = write!(text, " {id}");
            }
        }
        Self(text)
    }

    /// One by one, of the meeting with that number. A row that is none is left out.
    pub fn read(&self, born: MeetingNumber) -> impl Iterator<Item = Spoken> {
        let mut before = 0;
        self.0.split(ROWS).filter_map(move |row| {
            let mut fields = row.splitn(7, FIELDS);
            let aim = fields.next().and_then(|aim| Aim::ALL.into_iter().find(|known| letter(*known) == aim));
            let (seconds, minutes) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
            let mine = fields.next()? == MINE;
            let (since, during) = (fields.next()?.parse::<i64>().ok(), fields.next()?.parse().ok());
            let discussed = since.map(|since| {
                before = since.wrapping_add(before);
                (during.map_or(born, MeetingNumber), before)
            });
            Some(Spoken { id: fields.next().map(PointId::new), aim, seconds, minutes, mine, discussed })
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn letter(aim: Aim) -> &'static str {
    match aim {
        Aim::Wellbeing => "w",
        Aim::Career => "c",
        Aim::Feedback => "f",
        Aim::Team => "t",
        Aim::Roadblock => "r",
        Aim::Alignment => "a",
        Aim::Connection => "o",
        Aim::Status => "s",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Spoken> {
        let settled = Spoken { aim: Some(Aim::Career), seconds: 90, minutes: 5, mine: true, ..Spoken::default() };
        let here = Spoken { discussed: Some((MeetingNumber(7), 1_000_500)), ..settled.clone() };
        let later = Spoken {
            id: Some(PointId::new("an id of theirs")),
            aim: None,
            mine: false,
            discussed: Some((MeetingNumber(9), 900)),
            ..settled.clone()
        };
        let each = Aim::ALL.map(|aim| Spoken { aim: Some(aim), ..Spoken::default() });
        [settled, here, later, Spoken::default()].into_iter().chain(each).collect()
    }

    #[test]
    fn all_of_it_is_read_as_it_was_written() {
        let written = SpokenList::of(MeetingNumber(7), all());
        assert_eq!(written.read(MeetingNumber(7)).collect::<Vec<_>>(), all());
        assert!(SpokenList::of(MeetingNumber(7), []).read(MeetingNumber(7)).next().is_none());
    }

    #[test]
    fn an_id_that_looks_like_a_row_is_no_row() {
        let odd = Spoken { id: Some(PointId::new("x;w 1 1 m 1 1")), ..Spoken::default() };
        let written = SpokenList::of(MeetingNumber(1), [odd, Spoken::default()]);
        assert_eq!(written.read(MeetingNumber(1)).collect::<Vec<_>>(), [Spoken::default(), Spoken::default()]);
    }

    #[test]
    fn what_is_no_row_is_left_out() {
        let text = "nonsense;w 1 1;;w 5 5 m 9223372036854775807 ;w 5 5 m 9223372036854775807 ";
        assert_eq!(SpokenList(text.into()).read(MeetingNumber(1)).count(), 2);
    }
}
