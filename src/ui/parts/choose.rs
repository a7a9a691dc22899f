//! Who the 1:1 is with.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::join::join_dialog;
use super::person_form::PersonForm;
use crate::app::people::NewPerson;
use crate::domain::{CallRoom, Relationship, RelationshipId};
use crate::platform::extension::{Dock, dock};
use crate::ui::kit::erase::{button, dynamic, when};
use crate::ui::kit::language::t;
use crate::ui::kit::sure::sure_button;
use crate::ui::session::Session;
use crate::ui::words;

/// Everyone known as a button, and a form for someone new. A room that was given is linked to whoever is chosen.
#[component]
pub fn Choose(session: Session, room: Option<CallRoom>, on_chosen: Callback<RelationshipId>) -> impl IntoView {
    let room = StoredValue::new(room);
    let choose = Callback::new(move |id: RelationshipId| {
        if let Some(room) = room.get_value() {
            session.desk().link_room(&room, &id);
        }
        on_chosen.run(id);
    });
    let is_joining = RwSignal::new(false);
    let known = move || {
        session.track();
        session.desk().people().into_iter().filter(|person| !person.archived).collect::<Vec<_>>()
    };
    let list = move || known().into_iter().map(|person| person_button(person, choose)).collect_view().into_any();
    let people = move || view! { <ul class="people">{dynamic(list)}</ul><h2>{t("someone-new")}</h2> }.into_any();
    let refuse = move || {
        if let Some(room) = room.get_value() {
            session.desk().mark_not_a_one_to_one(&room);
            spawn_local(dock(Dock::Gone));
        }
    };
    let meet = move |new: NewPerson| session.desk().meet(&new).into_iter().for_each(|id| choose.run(id));
    view! {
        <main class="page-body choose">
            <h1>{t("who-with")}</h1>
            {room.get_value().is_none().then(|| view! { <p class="sub">{t("no-call-needed")}</p> })}
            {when(move || !known().is_empty(), people)}
            <PersonForm done=t("start") on_done=meet />
            {button("button quiet", t("join-shared"), move || is_joining.set(true))}
            {room.get_value().map(|_| sure_button("button quiet", t("not-a-one-to-one"), refuse))}
        </main>
        {join_dialog(session, is_joining, choose)}
    }
}

fn person_button(person: Relationship, choose: Callback<RelationshipId>) -> AnyView {
    let (id, name) = (person.id.clone(), person.counterpart.name.clone());
    let sub = format!("{}, {}", words::role(person.counterpart.role), words::cadence(person.cadence));
    // Named by the name alone; what the two are to each other is told after it, and drawn by the style sheet.
    let (label, described, drawn) = (name.clone(), sub.clone(), sub);
    view! {
        <li>
            <button type="button" class="person-button" aria-label=label aria-description=described data-sub=drawn
                on:click=move |_| choose.run(id.clone())>
                <span class="avatar them" aria-hidden="true" data-initials=person.counterpart.initials()></span>
                <span dir="auto">{name}</span>
            </button>
        </li>
    }
    .into_any()
}
