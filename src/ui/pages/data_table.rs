//! A table that was kept elsewhere (CSV): what its columns hold, what its rows come to, and bringing them in.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data::row;
use super::data_table_view;
use super::person_choice::PersonChoice;
use crate::app::import_table::TableCame;
use crate::app::table_file::{Row, delimiter_of, read_table};
use crate::app::table_rows::{Column, Columns, Reading, RowEntry, RowFault};
use crate::app::text_file::text_of;
use crate::domain::Aim;
use crate::ui::data_words::{came, column, not_text};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::button;
use crate::ui::kit::language::t;
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;
use crate::ui::words;

/// What is known of a table so far.
#[derive(Clone, Copy)]
pub struct Table {
    pub session: Session,
    pub choice: PersonChoice,
    pub text: RwSignal<String>,
    pub delimiter: RwSignal<char>,
    pub has_headings: RwSignal<bool>,
    pub columns: RwSignal<Columns>,
    pub adds_people: RwSignal<bool>,
    pub mistake: RwSignal<String>,
    /// How many rows are brought in; none while nothing goes on.
    pub progress: RwSignal<Option<usize>>,
    pub is_open: RwSignal<bool>,
}

/// What the rows come to: entries, and the line of each row that is passed over.
#[derive(Clone, Default, PartialEq)]
pub struct Sorted {
    pub entries: Vec<RowEntry>,
    pub faults: Vec<(u64, RowFault)>,
}

/// The row of the settings, and the dialog behind it.
pub fn table(session: Session) -> [AnyView; 2] {
    let table = Table {
        session,
        choice: PersonChoice::new(session),
        text: RwSignal::new(String::new()),
        delimiter: RwSignal::new(','),
        has_headings: RwSignal::new(true),
        columns: RwSignal::new(Columns::default()),
        adds_people: RwSignal::new(false),
        mistake: RwSignal::new(String::new()),
        progress: RwSignal::new(None),
        is_open: RwSignal::new(false),
    };
    let open = move || {
        table.text.set(String::new());
        table.mistake.set(String::new());
        table.is_open.set(true);
    };
    [
        row(t("table-in-title"), t("table-in-hint"), button("button", t("table-in"), open)),
        dialog(table.is_open, t("table-in-title"), move || data_table_view::content(table)),
    ]
}

impl Table {
    /// Takes a file that was chosen.
    pub fn take(self, bytes: &[u8]) {
        match text_of(bytes) {
            Ok(text) => self.read(text.into()),
            Err(error) => {
                self.text.set(String::new());
                self.mistake.set(not_text(error));
            }
        }
    }

    /// Takes a text, and finds out what is in its columns.
    pub fn read(self, text: String) {
        self.mistake.set(String::new());
        self.delimiter.set(delimiter_of(&text));
        self.text.set(text);
        self.guess();
    }

    /// Finds out anew what is in the columns.
    pub fn guess(self) {
        let first = untrack(|| self.rows().into_iter().next()).map(|row| row.cells).unwrap_or_default();
        let columns = Columns::of_headings(&first, &names());
        self.has_headings.set(columns != Columns::default());
        self.columns.set(columns);
    }

    /// All rows, also the headings.
    pub fn rows(self) -> Vec<Row> {
        self.text.with(|text| read_table(text, self.delimiter.get()))
    }

    /// What the rows come to.
    pub fn sorted(self) -> Sorted {
        let somebody = self.choice.person();
        let columns = self.columns.get();
        let desk = self.session.desk();
        let adds = self.adds_people.get();
        let reading = Reading {
            columns: &columns,
            me: &[t("you"), t("summary-me")],
            aims: &Aim::ALL.map(|aim| (aim, words::aim(aim))),
            knows: &|name| adds || desk.person_called(name).is_some(),
            has_somebody: somebody.is_some(),
        };
        let mut sorted = Sorted::default();
        let skipped = usize::from(self.has_headings.get());
        for row in self.rows().iter().skip(skipped) {
            match reading.entry(row) {
                Ok(entry) => sorted.entries.push(entry),
                Err(fault) => sorted.faults.push((row.line, fault)),
            }
        }
        sorted
    }

    /// Brings the rows in that are without fault.
    pub fn bring_in(self, entries: Vec<RowEntry>) {
        if entries.is_empty() {
            return self.mistake.set(t("table-nothing"));
        }
        let session = self.session;
        let somebody = untrack(|| self.choice.person()).map(|person| person.id);
        self.progress.set(Some(0));
        spawn_local(async move {
            let progress = self.progress;
            let done = session.desk().import_rows(&entries, somebody.as_ref(), |at| progress.set(Some(at))).await;
            progress.set(None);
            self.is_open.set(false);
            say(session, done);
        });
    }
}

fn say(session: Session, done: TableCame) {
    let text = came(done.points, done.promises, done.known);
    let undo = (done.points + done.promises > 0).then(|| {
        let undo: Undo = Arc::new(move || session.desk().undo_rows(&done));
        undo
    });
    session.say(text, undo);
}

/// What each column may be called: as we call it in the language of the page, and what other tools say.
fn names() -> Vec<(Column, String)> {
    let ours = Column::ALL.map(|known| (known, column(known))).into_iter();
    // Other words for it stand in the catalogue, so that each language has its own.
    let others = [
        (Column::Person, t("column-person-also")),
        (Column::Point, t("column-point-also")),
        (Column::Author, t("column-author-also")),
        (Column::Notes, t("column-notes-also")),
        (Column::Date, t("column-date-also")),
        (Column::Promise, t("column-promise-also")),
        (Column::Owner, t("column-owner-also")),
        (Column::Due, t("column-due-also")),
    ];
    let also = others
        .into_iter()
        .flat_map(|(known, names)| names.split(',').map(|name| (known, name.trim().to_string())).collect::<Vec<_>>());
    ours.chain(also).collect()
}
