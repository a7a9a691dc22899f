//! My record: wins, feedback and growth that I chose to keep, whoever they came with. Each entry is a copy that needs
//! nothing of what it was made from.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::order::put_in_order;
use super::{Aim, MeetingNumber, RelationshipId};

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    Win,
    Feedback,
    Growth,
}

impl RecordKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Win, Self::Feedback, Self::Growth];

    /// What a point that serves this aim most likely is to me; the user can say otherwise.
    pub fn of_aim(aim: Option<Aim>) -> Self {
        match aim {
            Some(Aim::Feedback) => Self::Feedback,
            Some(Aim::Career) => Self::Growth,
            _ => Self::Win,
        }
    }
}

/// Where an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Whose 1:1 it was in. They may be gone by now; the entry has their name.
    pub thread: RelationshipId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingNumber>,
    /// What it is a copy of; empty if it was written down for the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
}

/// One thing that I keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEntry {
    pub text: String,
    pub kind: RecordKind,
    /// The day on which it happened.
    #[serde(with = "super::day")]
    pub date: NaiveDate,
    /// The name of the one it was with, as it was then; empty if it was with nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub with: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

/// Which days are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    #[default]
    Always,
    Since(NaiveDate),
    Year(i32),
}

/// Which entries are shown: those that fit all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    pub kind: Option<RecordKind>,
    pub with: Option<String>,
    pub span: Span,
    /// Words that are all in the text or the name, whatever their case.
    pub sought: String,
}

impl RecordFilter {
    /// Whether an entry is shown.
    pub fn lets_through(&self, entry: &RecordEntry) -> bool {
        let in_span = match self.span {
            Span::Always => true,
            Span::Since(first) => entry.date >= first,
            Span::Year(year) => entry.date.year() == year,
        };
        let text = format!("{} {}", entry.text, entry.with).to_lowercase();
        in_span
            && self.kind.is_none_or(|kind| entry.kind == kind)
            && self.with.as_ref().is_none_or(|with| entry.with == *with)
            && self.sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

/// An entry with its id.
pub type Filed = (String, RecordEntry);

/// The entries of one year, kind by kind; a kind without an entry is left out.
pub type Year = (i32, Vec<(RecordKind, Vec<Filed>)>);

/// Entries by year, the latest on top, and in it by kind, the latest on top.
pub fn by_year(mut entries: Vec<Filed>) -> Vec<Year> {
    put_in_order(&mut entries, |(a, one), (b, other)| (other.date, a) < (one.date, b));
    let mut years: Vec<Year> = Vec::new();
    for filed in entries {
        let (year, kind) = (filed.1.date.year(), filed.1.kind);
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, RecordKind::ALL.map(|kind| (kind, Vec::new())).into()));
        }
        let kinds = years.last_mut().into_iter().flat_map(|(_, kinds)| kinds);
        kinds.filter(|(known, _)| *known == kind).for_each(|(_, entries)| entries.push(filed.clone()));
    }
    years.iter_mut().for_each(|(_, kinds)| kinds.retain(|(_, entries)| !entries.is_empty()));
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(date: &str, kind: RecordKind, text: &str, with: &str) -> RecordEntry {
        RecordEntry { text: text.into(), kind, date: date.parse().expect("a date"), with: with.into(), from: None }
    }

    #[test]
    fn the_latest_year_is_on_top_and_in_it_kind_by_kind_the_latest() {
        use RecordKind::{Feedback, Win};
        let entries = [
            ("a", entry("2025-12-31", Win, "shipped", "Ana")),
            ("b", entry("2026-01-01", Feedback, "clear", "Ana")),
            ("c", entry("2026-05-01", Win, "launch", "Bo")),
            ("d", entry("2026-05-02", Win, "talk", "Bo")),
        ];
        let years = by_year(entries.map(|(id, entry)| (id.to_string(), entry)).into());
        let ids = |of: &[Filed]| of.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>().join("");
        let told: Vec<_> = years
            .iter()
            .map(|(year, kinds)| (*year, kinds.iter().map(|(kind, of)| (*kind, ids(of))).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            told,
            [(2026, vec![(Win, "dc".to_string()), (Feedback, "b".to_string())]), (2025, vec![(Win, "a".to_string())])]
        );
    }

    #[test]
    fn an_entry_is_shown_if_it_fits_all_that_is_asked() {
        let one = entry("2026-05-01", RecordKind::Win, "The Launch went well", "Bo Berg");
        let fits = |filter: &RecordFilter| filter.lets_through(&one);
        let all = RecordFilter::default();
        assert!(fits(&all));
        for (kind, fit) in [(RecordKind::Win, true), (RecordKind::Growth, false)] {
            assert_eq!(fits(&RecordFilter { kind: Some(kind), ..all.clone() }), fit, "{kind:?}");
        }
        for (sought, fit) in [("launch", true), ("WELL berg", true), ("launch ana", false), ("  ", true)] {
            assert_eq!(fits(&RecordFilter { sought: sought.into(), ..all.clone() }), fit, "{sought:?}");
        }
        let day = |text: &str| text.parse().expect("a date");
        for (span, fit) in [
            (Span::Year(2026), true),
            (Span::Year(2025), false),
            (Span::Since(day("2026-05-01")), true),
            (Span::Since(day("2026-05-02")), false),
        ] {
            assert_eq!(fits(&RecordFilter { span, ..all.clone() }), fit, "{span:?}");
        }
        assert!(!fits(&RecordFilter { with: Some("Bo".into()), ..all }));
    }
}
