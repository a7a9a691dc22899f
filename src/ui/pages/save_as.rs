//! One person, or one meeting, saved as a file: to read, to hand on, or for a calendar.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::export_calendar::TaskWords;
use crate::app::export_person::{PageWords, PersonPages, Privately};
use crate::app::export_table::TableWords;
use crate::app::table_rows::Column;
use crate::domain::{Answer, MeetingNumber, Relationship, RelationshipId};
use crate::platform::page;
use crate::ui::data_words::column;
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, check, dynamic, said, when};
use crate::ui::kit::language::{language, long_day, t, t_count, t_with};
use crate::ui::session::Session;
use crate::ui::words;

/// What a file can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Markdown,
    Html,
    Tasks,
    Table,
}

impl Form {
    fn of(meeting: Option<MeetingNumber>) -> &'static [Self] {
        match meeting {
            Some(_) => &[Self::Markdown, Self::Html, Self::Tasks],
            None => &[Self::Markdown, Self::Html, Self::Table],
        }
    }

    fn name(self) -> String {
        t(match self {
            Self::Markdown => "form-markdown",
            Self::Html => "form-html",
            Self::Tasks => "form-tasks",
            Self::Table => "form-table",
        })
    }

    /// The ending of the file's name, and its type.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Markdown => ("md", "text/markdown;charset=utf-8"),
            Self::Html => ("html", "text/html;charset=utf-8"),
            Self::Tasks => ("ics", "text/calendar;charset=utf-8"),
            Self::Table => ("csv", "text/csv;charset=utf-8"),
        }
    }
}

/// One dialog for everything on a page that can be saved: make it once, put [`Self::dialog`] on the page once, and
/// [`Self::button`] wherever there is something to save.
#[derive(Clone, Copy)]
pub struct SaveAs {
    session: Session,
    what: RwSignal<Option<(RelationshipId, Option<MeetingNumber>)>>,
    is_open: RwSignal<bool>,
    place: RwSignal<usize>,
    privately: RwSignal<bool>,
}

impl SaveAs {
    /// Nothing to save yet.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            what: RwSignal::new(None),
            is_open: RwSignal::new(false),
            place: RwSignal::new(0),
            privately: RwSignal::new(false),
        }
    }

    /// The button for a person, or for one meeting with them.
    pub fn button(self, id: RelationshipId, meeting: Option<MeetingNumber>) -> AnyView {
        button("button", t("save-as"), move || {
            self.place.set(0);
            self.privately.set(false);
            self.what.set(Some((id.clone(), meeting)));
            self.is_open.set(true);
        })
    }

    /// The dialog.
    pub fn dialog(self) -> AnyView {
        dialog(self.is_open, said(move || self.title()), move || self.content())
    }

    fn title(self) -> String {
        let name = self.what.get().and_then(|(id, _)| self.session.desk().relationship(&id));
        t_with("save-title", &[("name", &name.map(|person| person.counterpart.name).unwrap_or_default())])
    }

    fn content(self) -> AnyView {
        let Some((_, meeting)) = self.what.get_untracked() else { return ().into_any() };
        let forms = Form::of(meeting);
        let options = forms.iter().map(|form| form.name()).collect();
        let is_page = move || matches!(forms.get(self.place.get()), Some(Form::Markdown | Form::Html));
        let privately = move || {
            let hint = if is_page() { t("save-private-hint") } else { String::new() };
            view! { <p class="sub">{hint}</p> }.into_any()
        };
        view! {
            <Select label=t("save-form") options chosen=self.place on_choose=move |place: usize| self.place.set(place) />
            {when(is_page, move || {
                check("", t("save-private"), move || self.privately.get(), move |on| self.privately.set(on))
            })}
            {dynamic(privately)}
            <div class="button-row end">
                {button("button", t("cancel"), move || self.is_open.set(false))}
                {button("button primary", t("save-file"), move || self.save())}
            </div>
        }
        .into_any()
    }

    fn save(self) {
        let Some((id, meeting)) = self.what.get_untracked() else { return };
        let form = Form::of(meeting).get(self.place.get_untracked()).copied().unwrap_or(Form::Markdown);
        let privately = if self.privately.get_untracked() { Privately::With } else { Privately::Without };
        self.is_open.set(false);
        let session = self.session;
        spawn_local(async move {
            // What cannot be read of the past is left out, as it is on the page.
            let _ = session.desk().open_history_with(&id).await;
            let Some(pages) = session.desk().pages_of(&id) else { return };
            let (ending, kind) = form.kind();
            let text = write(session, &id, &pages, meeting, form, privately);
            let name = pages.file_name(meeting, &session.desk().today().to_string(), ending);
            let said = match text {
                Some(text) if page::download(&name, kind, &text).is_some() => t("exported"),
                Some(_) => t("export-refused"),
                None => t("save-no-tasks"),
            };
            session.say(said, None);
        });
    }
}

fn write(
    session: Session,
    id: &RelationshipId,
    pages: &PersonPages,
    meeting: Option<MeetingNumber>,
    form: Form,
    privately: Privately,
) -> Option<String> {
    let name = &pages.relationship.counterpart.name;
    let page = || {
        let words = page_words(name);
        match meeting {
            Some(number) => pages.meeting(number, privately, &words),
            None => Some(pages.person(privately, &words)),
        }
    };
    match form {
        Form::Markdown => page().map(|page| page.to_markdown()),
        Form::Html => page().map(|page| page.to_html(&language())),
        Form::Tasks => {
            let words = TaskWords { me: t("summary-me"), with: t_with("one-to-one-with", &[("name", name)]) };
            pages.tasks(meeting?, &words, session.desk().now())
        }
        Form::Table => {
            let words = TableWords { headings: Column::ALL.map(column), me: t("summary-me"), aim: words::aim };
            session.desk().table_of(id, &words)
        }
    }
}

fn page_words(name: &str) -> PageWords {
    PageWords {
        me: t("summary-me"),
        points: t("points"),
        promises: t("actions"),
        for_next_time: t("next-time"),
        private_notes: t("private-notes"),
        my_answer: t("your-answer"),
        their_answer: t_with("their-answer", &[("name", name)]),
        still_open: t("still-open"),
        dropped: t("was-dropped"),
        kept: t("was-kept"),
        // Files are read in other years, too.
        day: long_day,
        minutes: |minutes| t_count("minutes", minutes, &[]),
        when: words::when,
        answer,
        about,
    }
}

fn answer(answer: &Answer) -> String {
    let score = answer.score.map(|score| t_with("answer-score", &[("score", &score.points().to_string())]));
    let helped = answer.helped.iter().map(|helped| words::helped(*helped)).collect::<Vec<_>>().join(", ");
    let change = Some(answer.change.trim()).filter(|change| !change.is_empty());
    let change = change.map(|change| t_with("answer-change", &[("change", change)]));
    let lines = [score, (!helped.is_empty()).then_some(helped), change];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn about(relationship: &Relationship) -> String {
    t_with(
        "export-about",
        &[
            ("role", &words::role(relationship.counterpart.role)),
            ("cadence", &words::cadence(relationship.cadence)),
            ("minutes", &t_count("minutes", i64::from(relationship.minutes), &[])),
            ("day", &long_day(relationship.since)),
        ],
    )
}
