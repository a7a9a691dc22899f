//! All points and promises with one person as a table (CSV, RFC 4180), which the import reads back.

use super::Desk;
use super::escape::cell;
use super::export_person::PersonPages;
use crate::domain::day;
use crate::domain::{ActionItem, Meeting, RelationshipId, TalkingPoint, When};

/// The headings, in the order of the columns, in the user's language.
pub struct TableWords {
    /// Person, point, whose point, notes, aim, date, promise, who promised, due.
    pub headings: [String; 9],
    /// What I am called.
    pub me: String,
    pub aim: fn(crate::domain::Aim) -> String,
}

impl Desk {
    /// The table; none if the person is not known. Complete after [`Self::open_history_with`].
    pub fn table_of(&self, id: &RelationshipId, words: &TableWords) -> Option<String> {
        let pages = self.pages_of(id)?;
        let meetings = self.threads.borrow().get(id).map(crate::store::Thread::meetings).unwrap_or_default();
        Some(self.table(&pages, &meetings, words))
    }

    fn table(&self, pages: &PersonPages, meetings: &[Meeting], words: &TableWords) -> String {
        let mut rows = vec![words.headings.clone()];
        for meeting in meetings {
            rows.extend(meeting.points.iter().map(|point| self.point_row(pages, point, words)));
            rows.extend(meeting.actions.iter().map(|promise| self.promise_row(pages, promise, words)));
        }
        let line = |row: &[String; 9]| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n";
        // Spreadsheets take a table without this mark for one of an old encoding.
        "\u{feff}".to_string() + &rows.iter().map(line).collect::<String>()
    }

    fn point_row(&self, pages: &PersonPages, point: &TalkingPoint, words: &TableWords) -> [String; 9] {
        let aim = point.aim.filter(|_| !point.guessed).map(words.aim).unwrap_or_default();
        let author = pages.name(&point.author, &words.me).to_string();
        let day = day::write(self.ports.clock.civil(point.added).date());
        let none = String::new;
        [self.called(pages), point.title.clone(), author, point.notes.clone(), aim, day, none(), none(), none()]
    }

    fn promise_row(&self, pages: &PersonPages, promise: &ActionItem, words: &TableWords) -> [String; 9] {
        let owner = pages.name(&promise.owner, &words.me).to_string();
        let due = promise.when.as_ref().map(When::to_text).unwrap_or_default();
        let day = day::write(self.ports.clock.civil(promise.added).date());
        let none = String::new;
        [self.called(pages), none(), none(), none(), none(), day, promise.text.clone(), owner, due]
    }

    fn called(&self, pages: &PersonPages) -> String {
        pages.relationship.counterpart.name.clone()
    }
}
