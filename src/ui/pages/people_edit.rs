//! The dialog about someone who is known: all that can be changed, and the way to delete them.

use leptos::prelude::*;

use super::people_rooms::rooms;
use crate::app::people::PersonEdit;
use crate::app::sharing::Sharing;
use crate::domain::person::MINUTES;
use crate::domain::{First, RelationshipId, Role};
use crate::ui::kit::choice::Select;
use crate::ui::kit::date::{day, native_field};
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::{LineField, NumberField};
use crate::ui::parts::cadence_field::cadence_field;
use crate::ui::session::Session;
use crate::ui::words;

/// What each side can be, in the order in which it is offered.
const ROLES: [Role; 7] =
    [Role::Report, Role::Manager, Role::Peer, Role::Mentor, Role::Mentee, Role::SkipLevel, Role::SkipReport];

/// What stands in the dialog.
pub fn edit(
    session: Session,
    id: RelationshipId,
    is_open: RwSignal<bool>,
    delete: Callback<RelationshipId>,
) -> AnyView {
    let Some(known) = session.desk().to_edit(&id) else { return ().into_any() };
    let name = known.name.clone();
    let (edited, since) = (RwSignal::new(known.clone()), RwSignal::new(known.since.to_string()));
    let cadence = RwSignal::new(known.cadence);
    let mistake = RwSignal::new(String::new());
    let (saved, shared) = (id.clone(), sharing(session, &id));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let edit = edited.get_untracked();
        match day(&since.get_untracked()) {
            _ if edit.name.trim().is_empty() => mistake.set(t("name-missing")),
            None => mistake.set(t("since-missing")),
            Some(since) => {
                let cadence = cadence.get_untracked();
                session.desk().edit_person(&saved, &PersonEdit { cadence, since, ..edit });
                is_open.set(false);
            }
        }
    };
    let (deleted, label) = (id.clone(), t_with("delete-who", &[("name", &name)]));
    view! {
        <form class="form" on:submit=submit>
            {people(edited, &name)}
            {cadence_field(cadence)}
            <NumberField label=t("minutes-field") value=Signal::derive(move || edited.with(|edit| edit.minutes))
                min=*MINUTES.start() max=*MINUTES.end() on_change=move |n: u32| edited.update(|edit| edit.minutes = n) />
            {first(edited, &name)}
            {native_field("date", t("since"), since)}
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <p class="sub" dir="auto">{shared}</p>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button primary">{t("save")}</button>
            </div>
        </form>
        {rooms(session, id)}
        <div class="button-row">{button("button danger", label, move || delete.run(deleted.clone()))}</div>
    }
    .into_any()
}

fn people(edited: RwSignal<PersonEdit>, name: &str) -> AnyView {
    let place = |role: Role| ROLES.iter().position(|known| *known == role).unwrap_or_default();
    let role = move |place: usize| ROLES.get(place).copied().unwrap_or(Role::Peer);
    let theirs = Signal::derive(move || place(edited.with(|edit| edit.role)));
    let mine = Signal::derive(move || place(edited.with(|edit| edit.my_role)));
    let roles = || ROLES.map(words::role).to_vec();
    // What they are to me says what I am to them, until somebody says otherwise.
    let choose = move |place: usize| {
        edited.update(|edit| (edit.role, edit.my_role) = (role(place), role(place).opposite()));
    };
    view! {
        <LineField label=t("name") value=said(move || edited.with(|edit| edit.name.clone()))
            on_input=move |typed: String| edited.update(|edit| edit.name = typed) />
        <LineField label=t_with("share-my-name", &[("name", name)])
            value=said(move || edited.with(|edit| edit.my_name.clone()))
            on_input=move |typed: String| edited.update(|edit| edit.my_name = typed) />
        <Select label=t("they-are-my") options=roles() chosen=theirs on_choose=choose />
        <Select label=t("i-am-their") options=roles() chosen=mine
            on_choose=move |place: usize| edited.update(|edit| edit.my_role = role(place)) />
    }
    .into_any()
}

fn first(edited: RwSignal<PersonEdit>, name: &str) -> AnyView {
    let options = First::OFFERED.map(|first| match first {
        First::ByRole => t("first-by-role"),
        First::Me => t("first-me"),
        First::Them => t_with("first-them", &[("name", name)]),
        First::Nobody => t("first-nobody"),
    });
    let place = move || First::OFFERED.iter().position(|first| *first == edited.with(|edit| edit.goes_first));
    let choose = move |place: usize| {
        edited.update(|edit| edit.goes_first = First::OFFERED.get(place).copied().unwrap_or_default());
    };
    let chosen = Signal::derive(move || place().unwrap_or_default());
    view! { <Select label=t("first") options=options.to_vec() chosen on_choose=choose /> }.into_any()
}

fn sharing(session: Session, id: &RelationshipId) -> String {
    t(match session.desk().sharing(id) {
        Sharing::Alone => "sharing-alone",
        Sharing::Invited => "sharing-invited",
        Sharing::Joined => "sharing-joined",
        Sharing::Together => "sharing-together",
    })
}
