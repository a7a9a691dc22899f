//! An agenda that was kept elsewhere: pasted or from a file, looked through, and put on somebody's agenda.

use std::sync::Arc;

use leptos::prelude::*;

use super::data::row;
use super::person_choice::PersonChoice;
use crate::app::import_agenda::{FoundPoint, read_agenda};
use crate::app::text_file::text_of;
use crate::ui::data_words::{came, count, not_text};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, check, dynamic, said};
use crate::ui::kit::file::bytes_button;
use crate::ui::kit::language::{t, t_count};
use crate::ui::kit::notice::Undo;
use crate::ui::kit::text::TextField;
use crate::ui::session::Session;

#[derive(Clone, Copy)]
struct Agenda {
    session: Session,
    choice: PersonChoice,
    text: RwSignal<String>,
    mistake: RwSignal<String>,
    /// What was found, and whether it is taken.
    found: RwSignal<Vec<(FoundPoint, bool)>>,
    is_open: RwSignal<bool>,
}

/// The row, and the dialog behind it.
pub fn agenda(session: Session) -> [AnyView; 2] {
    let agenda = Agenda {
        session,
        choice: PersonChoice::new(session),
        text: RwSignal::new(String::new()),
        mistake: RwSignal::new(String::new()),
        found: RwSignal::new(Vec::new()),
        is_open: RwSignal::new(false),
    };
    // What is on somebody's agenda already is not taken again, so who it is for counts, too.
    Effect::new(move |_| {
        let (id, text) = (agenda.choice.person().map(|person| person.id), agenda.text.get());
        let is_known = |point: &FoundPoint| id.as_ref().is_some_and(|id| session.desk().knows_point(id, &point.title));
        let found = read_agenda(&text).into_iter().map(|point| {
            let takes = !point.is_done && !is_known(&point);
            (point, takes)
        });
        agenda.found.set(found.collect());
    });
    let open = move || {
        agenda.text.set(String::new());
        agenda.mistake.set(String::new());
        agenda.is_open.set(true);
    };
    [
        row(t("agenda-in-title"), t("agenda-in-hint"), button("button", t("agenda-in"), open)),
        dialog(agenda.is_open, t("agenda-in-title"), move || agenda.content()),
    ]
}

impl Agenda {
    fn content(self) -> AnyView {
        let typed = move |text: String| {
            self.mistake.set(String::new());
            self.text.set(text);
        };
        let file = move |bytes: Vec<u8>| match text_of(&bytes) {
            Ok(text) => typed(text.into()),
            Err(error) => self.mistake.set(not_text(error)),
        };
        // What is taken of it does not make the list anew.
        let points = Memo::new(move |_| {
            self.found.with(|found| found.iter().map(|(point, _)| point.clone()).collect::<Vec<_>>())
        });
        let how_many = move || self.found.with(|found| found.iter().filter(|(_, takes)| *takes).count());
        let add = move || t_count("agenda-add", count(how_many()), &[]);
        view! {
            {self.choice.field()}
            <TextField label=t("agenda-paste") value=self.text on_input=typed rows="6" />
            <div class="button-row">{bytes_button(t("open-file"), t("agenda-file"), ".md,.markdown,.txt,text/plain,text/markdown", file)}</div>
            <p class="mistake" role="alert">{said(move || self.mistake.get())}</p>
            {dynamic(move || self.list(points.get()))}
            <div class="button-row end">
                {button("button", t("cancel"), move || self.is_open.set(false))}
                {button("button primary", said(add), move || self.add())}
            </div>
        }
        .into_any()
    }

    fn list(self, found: Vec<FoundPoint>) -> AnyView {
        if found.is_empty() {
            return view! { <p class="sub">{t("agenda-nothing-found")}</p> }.into_any();
        }
        let entry = |(place, point): (usize, FoundPoint)| {
            let takes = move || self.found.with(|found| found.get(place).is_some_and(|(_, takes)| *takes));
            let toggle = move |on| {
                self.found.update(|found| found.get_mut(place).into_iter().for_each(|(_, takes)| *takes = on));
            };
            let notes = (!point.notes.is_empty())
                .then(|| view! { <div class="point-note whole" dir="auto">{point.notes}</div> }.into_any());
            view! { <li>{check("", point.title, takes, toggle)}{notes}</li> }.into_any()
        };
        let entries = found.into_iter().enumerate().map(entry).collect_view();
        view! { <ul class="texts plain" aria-label=t("points")>{entries}</ul> }.into_any()
    }

    fn add(self) {
        let session = self.session;
        let Some(person) = untrack(|| self.choice.person()) else { return };
        let taken: Vec<_> = self
            .found
            .with_untracked(|found| found.iter().filter(|(_, takes)| *takes).map(|(point, _)| point.clone()).collect());
        if taken.is_empty() {
            return self.mistake.set(t("agenda-nothing-chosen"));
        }
        let Some(done) = session.desk().add_found(&person.id, &taken) else {
            return self.mistake.set(t("reply-not-open"));
        };
        self.is_open.set(false);
        let undo = done.undo.map(|undo| {
            let undo: Undo = Arc::new(move || session.desk().take_back_all(&undo));
            undo
        });
        session.say(came(done.added, 0, done.known), undo);
    }
}
