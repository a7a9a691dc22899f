//! The people of the dashboard: add, edit, put away.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::overview::PersonOverview;
use crate::app::people::NewPerson;
use crate::domain::Relationship;
use crate::platform::extension::open_window;
use crate::ui::kit::language::{short_day, t, t_count, t_with};
use crate::ui::parts::person_form::PersonForm;
use crate::ui::session::Session;
use crate::ui::words;

/// Whom the dialog is about.
#[derive(Clone, Debug, PartialEq)]
enum Editing {
    Nobody,
    New,
    Known(Box<Relationship>),
}

/// Everyone.
#[component]
pub fn People(session: Session) -> impl IntoView {
    let editing = RwSignal::new(Editing::Nobody);
    let people = Memo::new(move |_| {
        session.track();
        session.desk().overviews()
    });
    view! {
        <div class="dash-head">
            <h1>{t("people")}</h1>
            <button type="button" class="button primary" on:click=move |_| editing.set(Editing::New)>{t("add-person")}</button>
        </div>
        <Show when=move || people.with(Vec::is_empty)>
            <div class="empty"><p>{t("people-empty")}</p><p>{t("people-empty-hint")}</p></div>
        </Show>
        <ul class="cards" aria-label=t("people")>
            {move || people.get().into_iter().map(|person| view! { <PersonCard session person editing /> }).collect_view()}
        </ul>
        <EditDialog session editing />
    }
}

#[component]
fn PersonCard(session: Session, person: PersonOverview, editing: RwSignal<Editing>) -> impl IntoView {
    let next = match person.due {
        _ if person.is_live => t("due-now"),
        Some(_) if person.days_late > 0 => t_count("days-late", person.days_late, &[]),
        Some(due) => t_with("next-on", &[("day", &short_day(due))]),
        None => t("due-any-time"),
    };
    let relationship = person.relationship.clone();
    let name = relationship.counterpart.name.clone();
    let (id, archived) = (relationship.id.clone(), relationship.archived);
    let address = format!("sidebar.html?with={id}");
    let open = move |_| {
        let address = address.clone();
        spawn_local(async move { open_window(&address).await });
    };
    let put_away = move |_| {
        session.desk().archive(&id, !archived);
        let id = id.clone();
        let undo = Callback::new(move |()| session.desk().archive(&id, archived));
        session.say(t(if archived { "person-taken-out" } else { "person-put-away" }), Some(undo));
    };
    let edit = relationship.clone();
    let label = |key: &str| t_with(key, &[("name", &name)]);
    view! {
        <li class="card person-card" class:is-archived=archived>
            <span class="avatar them" aria-hidden="true">{relationship.counterpart.initials()}</span>
            <h2 dir="auto">{name.clone()}</h2>
            <span class="sub">{words::role(relationship.counterpart.role)}", "{words::cadence(relationship.cadence)}</span>
            <p class="next"><span class:is-late=person.days_late != 0>{next}</span></p>
            <div class="button-row">
                <button type="button" class="button" aria-label=label("open-with") on:click=open>{t("open")}</button>
                <button type="button" class="button quiet" aria-label=label("edit-who")
                    on:click=move |_| editing.set(Editing::Known(Box::new(edit.clone())))>{t("edit")}</button>
                <button type="button" class="button quiet" aria-label=label(if archived { "unarchive-who" } else { "archive-who" })
                    on:click=put_away>{t(if archived { "unarchive" } else { "archive" })}</button>
            </div>
        </li>
    }
}

#[component]
fn EditDialog(session: Session, editing: RwSignal<Editing>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match editing.get() {
            Editing::Nobody => dialog.close(),
            Editing::New | Editing::Known(_) => _ = dialog.show_modal(),
        }
    });
    let done = move |new: NewPerson| {
        match editing.get_untracked() {
            Editing::Known(known) => session.desk().edit_person(&known.id, &new),
            Editing::New | Editing::Nobody => _ = session.desk().meet(&new),
        }
        editing.set(Editing::Nobody);
    };
    let form = move || match editing.get() {
        Editing::Nobody => None,
        Editing::New => Some(view! { <PersonForm known=None done=t("add-person") on_done=done /> }),
        Editing::Known(known) => Some(view! { <PersonForm known=Some(*known) done=t("save") on_done=done /> }),
    };
    let title = move || match editing.get() {
        Editing::Known(known) => known.counterpart.name,
        Editing::New | Editing::Nobody => t("add-person"),
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="edit-person" on:close=move |_| editing.set(Editing::Nobody)>
            <h2 id="edit-person" dir="auto">{title}</h2>
            {form}
            <button type="button" class="button quiet" on:click=move |_| editing.set(Editing::Nobody)>{t("cancel")}</button>
        </dialog>
    }
}
