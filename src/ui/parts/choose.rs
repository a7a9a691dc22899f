//! Who the 1:1 is with.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::person_form::PersonForm;
use crate::domain::{CallRoom, Relationship, RelationshipId};
use crate::platform::extension::{Dock, dock};
use crate::ui::kit::language::t;
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
    let people = Memo::new(move |_| {
        session.track();
        session.desk().people().into_iter().filter(|person| !person.archived).collect::<Vec<_>>()
    });
    let refuse = move |_| {
        if let Some(room) = room.get_value() {
            session.desk().mark_not_a_one_to_one(&room);
            spawn_local(dock(Dock::Gone));
        }
    };
    view! {
        <main class="page-body choose">
            <h1>{t("who-with")}</h1>
            <Show when=move || people.with(|people| !people.is_empty())>
                <ul class="people">
                    {move || people.get().into_iter().map(|person| view! { <Person person choose /> }).collect_view()}
                </ul>
                <h2>{t("someone-new")}</h2>
            </Show>
            <PersonForm done=t("start") on_done=move |new| session.desk().meet(&new).into_iter().for_each(|id| choose.run(id)) />
            {room.with_value(Option::is_some).then(|| view! {
                <button type="button" class="button quiet" on:click=refuse>{t("not-a-one-to-one")}</button>
            })}
        </main>
    }
}

#[component]
fn Person(person: Relationship, choose: Callback<RelationshipId>) -> impl IntoView {
    let id = person.id.clone();
    view! {
        <li>
            <button type="button" class="person-button" aria-label=person.counterpart.name.clone()
                on:click=move |_| choose.run(id.clone())>
                <span class="avatar them" aria-hidden="true">{person.counterpart.initials()}</span>
                <span dir="auto">{person.counterpart.name.clone()}</span>
                <span class="sub">{words::role(person.counterpart.role)}", "{words::cadence(person.cadence)}</span>
            </button>
        </li>
    }
}
