//! The history of the dashboard: all that was said, to be searched, and the past meetings with one person at a time.

use leptos::prelude::*;

use super::history_edit::{Editing, edit_dialog};
use super::history_search::{Finding, filters, results};
use super::history_timeline::Timeline;
use super::person_choice::PersonChoice;
use super::save_as::SaveAs;
use crate::domain::{MeetingNumber, Relationship, RelationshipId};
use crate::ui::kit::erase::{dynamic, either, empty};
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// What is shown, and what is being corrected.
#[derive(Clone, Copy)]
pub struct Page {
    pub session: Session,
    pub choice: PersonChoice,
    pub editing: RwSignal<Editing>,
    /// The meeting that an address or a result has named, and with whom.
    pub named: RwSignal<Option<(RelationshipId, MeetingNumber)>>,
    /// What can be saved as a file.
    pub save: SaveAs,
}

/// The section; `at` is what stands behind `#history/`: a person, and perhaps the number of a meeting.
#[component]
pub fn History(session: Session, finding: Finding, #[prop(into)] at: Signal<String>) -> impl IntoView {
    finding.begin(session);
    let choice = PersonChoice::new(session);
    let (editing, named) = (RwSignal::new(Editing::Nothing), RwSignal::new(None));
    let page = Page { session, choice, editing, named, save: SaveAs::new(session) };
    Effect::new(move |_| {
        let at = at.get();
        let (person, number) = at.split_once('/').unwrap_or((&at, ""));
        untrack(|| choice.choose(person));
        page.named.set(number.parse().ok().map(|number| (RelationshipId::new(person), MeetingNumber(number))));
        if person.is_empty() { finding.come_back() } else { finding.leave() }
    });
    let is_searching = move || !finding.query().is_blank();
    view! {
        <div class="dash-head"><h1>{t("history")}</h1></div>
        {finding.field()}
        {either(is_searching, move || view! { {filters(session, finding)}{results(session, finding)} }.into_any(), move || past(page))}
        {edit_dialog(page)}
        {page.save.dialog()}
    }
}

fn past(page: Page) -> AnyView {
    let person = Memo::new(move |_| page.choice.person().map(|person| person.id));
    let timeline = dynamic(move || match person.get() {
        Some(id) => {
            let save = page.save.button(id.clone(), None);
            view! { <div class="button-row">{save}</div><Timeline page id /> }.into_any()
        }
        None => empty(t("history-empty"), t("history-empty-hint")),
    });
    view! { {page.choice.field()}{timeline}{dynamic(move || private_notes(page.session, page.choice.person()))} }
        .into_any()
}

fn private_notes(session: Session, person: Option<Relationship>) -> AnyView {
    let notes = person.map(|person| session.desk().private_notes(&person.id)).unwrap_or_default();
    if notes.trim().is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card">
            <h2>{t("private-notes")}</h2>
            <p class="point-note whole" dir="auto">{notes}</p>
        </section>
    }
    .into_any()
}
