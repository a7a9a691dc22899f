//! An agenda that was kept elsewhere, as Markdown or plain text, read into points to choose from.

use super::agenda::PointDraft;
use super::agenda_text::{ReadPoint, folded, read_line, read_point};
use super::restore::TakeBack;
use super::{Desk, News};
use crate::domain::RelationshipId;

/// A point as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPoint {
    pub title: String,
    pub notes: String,
    pub minutes: Option<u32>,
    /// Who is named with it.
    pub by: Option<String>,
    /// It is checked off there.
    pub is_done: bool,
}

/// Most points that are read from one text.
pub const MOST_POINTS: usize = 1_000;

/// Longest notes that are taken over, in characters.
const LONGEST_NOTES: usize = 20_000;

/// The points of a text. Where there are lists, each entry is a point, and what is indented below it its notes; where
/// there are none, each line is a point. Headings, rules and blank lines are passed over.
pub fn read_agenda(text: &str) -> Vec<FoundPoint> {
    let has_lists = text.lines().any(|line| read_line(line).is_some());
    let mut points: Vec<FoundPoint> = Vec::new();
    let mut depth = 0;
    for line in text.lines().filter(|line| !is_rule_or_heading(line)) {
        let inset = inset(line);
        let entry = if has_lists { read_line(line) } else { read_point(line.trim()) };
        let is_below = !points.is_empty() && inset > depth && has_lists;
        match entry {
            Some(entry) if !is_below => {
                depth = inset;
                points.push(entry.into());
            }
            _ if is_below => points.iter_mut().last().into_iter().for_each(|point| point.add_note(line.trim())),
            // Text between the lists is about the agenda, not on it.
            _ => {}
        }
        if points.len() == MOST_POINTS {
            break;
        }
    }
    points
}

impl FoundPoint {
    fn add_note(&mut self, line: &str) {
        if self.notes.len() + line.len() < LONGEST_NOTES {
            self.notes += if self.notes.is_empty() { "" } else { "\n" };
            self.notes += line;
        }
    }
}

impl From<ReadPoint> for FoundPoint {
    fn from(read: ReadPoint) -> Self {
        let ReadPoint { title, minutes, by, is_done } = read;
        Self { title, notes: String::new(), minutes, by, is_done }
    }
}

/// Spaces before a line; a tab counts for four.
fn inset(line: &str) -> usize {
    let blank = line.chars().take_while(|c| c.is_whitespace());
    blank.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn is_rule_or_heading(line: &str) -> bool {
    let line = line.trim();
    let is_rule = line.len() > 2 && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | ' '));
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && (heading.is_empty() || heading.starts_with(' '));
    line.is_empty() || is_rule || is_heading
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct CameFrom {
    pub added: usize,
    /// Known already, also where they were talked about or dropped.
    pub known: usize,
    /// Takes it back; none if nothing was added.
    pub undo: Option<TakeBack>,
}

impl Desk {
    /// Whether a point of that title was ever there.
    pub fn knows_point(&self, thread: &RelationshipId, title: &str) -> bool {
        let name = folded(title);
        self.thread(thread).is_some_and(|view| view.points.iter().any(|point| folded(&point.title) == name))
    }

    /// Puts points on the agenda, in their order. None if the person is not known or the store cannot be written.
    pub fn add_found(&self, thread: &RelationshipId, found: &[FoundPoint]) -> Option<CameFrom> {
        let mut bulk = self.bulk(thread)?;
        for point in found {
            let draft = PointDraft {
                author: bulk.named(point.by.as_deref()),
                minutes: point.minutes,
                notes: point.notes.clone(),
                ..PointDraft::titled(point.title.clone())
            };
            self.bulk_point(&mut bulk, &draft, self.now());
        }
        self.tell(News::Save);
        let added = bulk.undo.came.len();
        Some(CameFrom { added, known: found.len() - added, undo: (added > 0).then_some(bulk.undo) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        read_agenda(text).into_iter().map(|point| point.title).collect()
    }

    #[test]
    fn lists_are_points_and_what_is_below_an_entry_is_its_notes() {
        let text = "# 1:1 with Ana\n\nSome words.\n\n- Roadmap (Ana, 10 min)\n  - only the first half\n    see the sheet\n\
                    - [x] Travel\n\n## Later\n1. Pay\n\t2. of which year\n---\n* Team\n";
        let points = read_agenda(text);
        assert_eq!(titles(text), ["Roadmap", "Travel", "Pay", "Team"]);
        assert_eq!(points[0].notes, "- only the first half\nsee the sheet");
        assert_eq!((points[0].by.as_deref(), points[0].minutes), (Some("Ana"), Some(10)));
        assert!(points[1].is_done && !points[0].is_done);
        assert_eq!(points[2].notes, "2. of which year");
    }

    #[test]
    fn without_a_list_each_line_is_a_point() {
        assert_eq!(titles("Roadmap\r\n\r\n  Pay (5 min)\r\n#nohash\r\n"), ["Roadmap", "Pay", "#nohash"]);
        assert_eq!(titles("# Only a heading\n\n====\n"), [] as [&str; 0]);
    }

    #[test]
    fn an_endless_text_ends() {
        assert_eq!(read_agenda(&"- one\n".repeat(5_000)).len(), MOST_POINTS);
        let long = read_agenda(&format!("- {}\n  {}\n", "x".repeat(9_000), "y".repeat(90_000)));
        assert_eq!((long[0].title.len(), long[0].notes.len()), (500, 0));
    }
}
