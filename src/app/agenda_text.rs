//! The agenda as plain text, for someone who does not have Duologue, and their reply read back in.

use super::Desk;
use super::agenda::PointDraft;
use crate::domain::point::MOST_MINUTES;
use crate::domain::{PersonId, PointId, RelationshipId};

use super::ThreadView;

/// What the text needs said, in the user's language.
pub struct AgendaWords {
    /// The first line.
    pub title: String,
    /// The last line: how to answer.
    pub how_to_reply: String,
    /// What I am called in it.
    pub me: String,
    /// What stands behind a number of minutes.
    pub minutes: String,
}

/// Why nothing came of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReply {
    /// No line in it begins as a point does.
    NoPoints,
    /// It has more points than anybody could want to talk about.
    TooMany,
    /// The store cannot be written, or the person is not known here.
    NotOpen,
}

/// Most points that a reply may hold.
const MOST_POINTS: usize = 100;

/// Longest title that is taken from elsewhere, in characters.
pub(super) const LONGEST_TITLE: usize = 500;

/// A line that is a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadPoint {
    pub title: String,
    pub minutes: Option<u32>,
    /// Who is named in brackets before the minutes.
    pub by: Option<String>,
    /// Whether there is a box before it, and it is checked.
    pub is_done: bool,
}

/// The open points, one a line, each with whose it is and its minutes.
pub fn agenda_text(view: &ThreadView, words: &AgendaWords) -> String {
    let who = |author: &PersonId| match view.relationship.is_me(author) {
        true => words.me.as_str(),
        false => view.relationship.counterpart.name.as_str(),
    };
    let open = view.agenda.iter().filter(|point| point.is_open_in(view.current));
    let line = |point: &crate::domain::TalkingPoint| {
        let (title, minutes) = (one_line(&point.title), point.planned_minutes());
        format!("- {title} ({}, {minutes} {})\n", who(&point.author), words.minutes)
    };
    let points: String = open.map(line).collect();
    format!("{}\n\n{points}\n{}\n", words.title, words.how_to_reply)
}

impl Desk {
    /// Adds what is new in a reply as points of the other's, and says which they are; none if all of it was known. The
    /// same reply twice adds nothing.
    ///
    /// # Errors
    /// If there is nothing to be read in it; then nothing was changed.
    pub fn read_reply(&self, thread: &RelationshipId, reply: &str) -> Result<Vec<PointId>, NoReply> {
        let view = self.thread(thread).filter(|_| self.newer_schema().is_none()).ok_or(NoReply::NotOpen)?;
        let points: Vec<_> = reply.lines().filter_map(read_line).collect();
        match points.len() {
            0 => return Err(NoReply::NoPoints),
            count if count > MOST_POINTS => return Err(NoReply::TooMany),
            _ => {}
        }
        // Also what was talked about or dropped is known: an old reply does not bring it back.
        let mut known: Vec<_> = view.points.iter().map(|point| folded(&point.title)).collect();
        let mut added = Vec::new();
        for ReadPoint { title, minutes, .. } in points {
            let name = folded(&title);
            if known.contains(&name) {
                continue;
            }
            known.push(name);
            let author = Some(view.relationship.counterpart.id.clone());
            let draft = PointDraft { author, minutes, ..PointDraft::titled(title) };
            added.extend(self.add_point(thread, &draft));
        }
        Ok(added)
    }
}

/// A line that begins as a point does. Marks of a quoted mail are passed over.
pub(super) fn read_line(line: &str) -> Option<ReadPoint> {
    let line = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let bulleted = ["-", "*", "+", "•", "–", "—"].into_iter().find_map(|mark| line.strip_prefix(mark));
    let text = bulleted.or_else(|| after_number(line))?;
    // A word may begin with a hyphen, and a rule is made of several.
    read_point(text.strip_prefix(char::is_whitespace)?.trim())
}

/// What is said of a point: its title, who brings it and its minutes if they are said, and whether it is done.
pub(super) fn read_point(text: &str) -> Option<ReadPoint> {
    let boxes = [("[ ]", false), ("[x]", true), ("[X]", true), ("☐", false), ("☑", true)];
    let boxed = boxes.into_iter().find_map(|(mark, done)| Some((text.strip_prefix(mark)?, done)));
    let (text, is_done) = boxed.unwrap_or((text, false));
    let (title, by, minutes) = split_minutes(text.trim());
    let title: String = title.chars().take(LONGEST_TITLE).collect();
    (!title.is_empty()).then(|| ReadPoint { title, minutes, by: by.map(Into::into), is_done })
}

/// What follows a number such as `2.` or `2)`.
fn after_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == line.len() { None } else { rest.strip_prefix(['.', ')']) }
}

/// Takes `(Ana, 5 min)` or `(5 min)` off the end.
fn split_minutes(text: &str) -> (&str, Option<&str>, Option<u32>) {
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let Some((title, inner)) = inner else { return (text, None, None) };
    let (by, said) = inner.rsplit_once(',').map_or((None, inner), |(by, said)| (Some(by.trim()), said));
    let said = said.trim().to_lowercase();
    let number = said.trim_end_matches('.').strip_suffix("min").map(|number| number.trim().parse::<u32>());
    match number {
        Some(Ok(minutes)) => (title.trim_end(), by, Some(minutes.clamp(1, MOST_MINUTES))),
        _ => (text, None, None),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As it is told from others: whatever its spaces and its case.
pub(super) fn folded(title: &str) -> String {
    one_line(title).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_point_however_people_mark_one() {
        let point = |title: &str, minutes| Some((title.to_string(), minutes));
        for (line, read) in [
            ("- One", point("One", None)),
            ("  * One  ", point("One", None)),
            ("• One (5 min)", point("One", Some(5))),
            ("> > - [ ] One (Ana, 12 Min.)", point("One", Some(12))),
            ("3. One (999 min)", point("One", Some(MOST_MINUTES))),
            ("2) One (the second, really)", point("One (the second, really)", None)),
            ("- One (min)", point("One (min)", None)),
            ("– [x] One", point("One", None)),
            ("+ One", point("One", None)),
            ("One", None),
            ("-One", None),
            ("---", None),
            ("- ", None),
            ("- [ ]", None),
            ("2026 was good", None),
            ("", None),
        ] {
            assert_eq!(read_line(line).map(|point| (point.title, point.minutes)), read, "{line:?}");
        }
    }
}
