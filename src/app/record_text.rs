//! My record as Markdown, to take along.

use super::escape::{lines, markdown};
use crate::domain::RecordKind;
use crate::domain::record::{Filed, by_year};

/// The words of it, in the user's language.
#[derive(Clone, Debug)]
pub struct RecordWords {
    pub title: String,
    /// The names of the kinds, in their order.
    pub kinds: [String; RecordKind::ALL.len()],
}

/// Writes down these entries, year by year and kind by kind.
pub fn record_text(entries: Vec<Filed>, words: &RecordWords) -> String {
    let mut text = format!("# {}\n", markdown(&words.title));
    for (year, kinds) in by_year(entries) {
        text += &format!("\n## {year}\n");
        for (kind, entries) in kinds {
            text += &format!("\n### {}\n\n", markdown(&words.kinds[kind as usize]));
            for (_, entry) in entries {
                let with = if entry.with.is_empty() { String::new() } else { format!(", {}", markdown(&entry.with)) };
                let mut said = lines(&entry.text).map(markdown);
                text += &format!("- {}{with}: {}\n", entry.date, said.next().unwrap_or_default());
                for line in said {
                    text += &format!("\n  {line}\n");
                }
            }
        }
    }
    text
}
