//! The people of the dashboard: add, edit, put away.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calendar::{calendar_button, calendar_parts};
use crate::app::overview::PersonOverview;
use crate::app::people::NewPerson;
use crate::domain::{Relationship, RelationshipId};
use crate::platform::extension::open_window;
use crate::ui::kit::erase::{button, dynamic, empty, named_button, when};
use crate::ui::kit::language::{short_day, t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::parts::Here;
use crate::ui::parts::invite::invite_dialog;
use crate::ui::parts::join::join_dialog;
use crate::ui::parts::person_form::PersonForm;
use crate::ui::parts::share::share_dialog;
use crate::ui::session::Session;
use crate::ui::words;

/// Whom the dialog is about: nobody while it is shut.
#[derive(Clone)]
enum Editing {
    Nobody,
    New,
    Known(Box<Relationship>),
}

/// Everyone.
#[component]
pub fn People(session: Session) -> impl IntoView {
    let editing = RwSignal::new(Editing::Nobody);
    let (is_joining, is_sharing) = (RwSignal::new(false), RwSignal::new(false));
    let sharing = RwSignal::new(None::<RelationshipId>);
    let share = Callback::new(move |id| {
        sharing.set(Some(id));
        is_sharing.set(true);
    });
    let (calendar, from_calendar) = calendar_button(session);
    let (inviting, is_inviting) = (RwSignal::new(None::<RelationshipId>), RwSignal::new(false));
    let invite = Callback::new(move |id| {
        inviting.set(Some(id));
        is_inviting.set(true);
    });
    let people = move || {
        session.track();
        session.desk().overviews()
    };
    let cards = dynamic(move || {
        people().into_iter().map(|person| card(session, person, editing, share, invite)).collect_view().into_any()
    });
    view! {
        <div class="dash-head">
            <h1>{t("people")}</h1>
            <div class="button-row">
                {from_calendar}
                {button("button", t("join-shared"), move || is_joining.set(true))}
                {button("button primary", t("add-person"), move || editing.set(Editing::New))}
            </div>
        </div>
        {when(move || people().is_empty(), || empty(t("people-empty"), t("people-empty-hint")))}
        <ul class="cards" aria-label=t("people")>{cards}</ul>
        <EditDialog session editing />
        {calendar_parts(calendar)}
        {invite_dialog(session, inviting, is_inviting)}
        {join_dialog(session, is_joining, Callback::new(open))}
        {dynamic(move || sharing.get().map(|id| share_dialog(Here::new(session, id), is_sharing)).into_any())}
    }
}

fn open(id: RelationshipId) {
    spawn_local(async move { open_window(&format!("sidebar.html?with={id}")).await });
}

fn card(
    session: Session,
    person: PersonOverview,
    editing: RwSignal<Editing>,
    share: Callback<RelationshipId>,
    invite: Callback<RelationshipId>,
) -> AnyView {
    let next = match person.due {
        _ if person.is_live => t("due-now"),
        Some(_) if person.days_late > 0 => t_count("days-late", person.days_late, &[]),
        Some(due) => t_with("next-on", &[("day", &short_day(due))]),
        None => t("due-any-time"),
    };
    let known = person.relationship;
    let (id, name, archived) = (known.id.clone(), known.counterpart.name.clone(), known.archived);
    let sub = format!("{}, {}", words::role(known.counterpart.role), words::cadence(known.cadence));
    let initials = known.counterpart.initials();
    let (opened, shared, invited) = (id.clone(), id.clone(), id.clone());
    let open = move || open(opened.clone());
    let put_away = move || {
        session.desk().archive(&id, !archived);
        let id = id.clone();
        let undo: Undo = Arc::new(move || session.desk().archive(&id, archived));
        session.say(t(if archived { "person-taken-out" } else { "person-put-away" }), Some(undo));
    };
    let edit = move || editing.set(Editing::Known(Box::new(known.clone())));
    let label = |key: &str| t_with(key, &[("name", &name)]);
    let late = if person.days_late > 0 { "is-late" } else { "" };
    let class = if archived { "card person-card is-archived" } else { "card person-card" };
    let (put, who) = if archived { ("unarchive", "unarchive-who") } else { ("archive", "archive-who") };
    view! {
        <li class=class>
            <span class="avatar them" aria-hidden="true">{initials}</span>
            <h2 dir="auto">{name.clone()}</h2>
            <span class="sub">{sub}</span>
            <p class="next"><span class=late>{next}</span></p>
            <div class="button-row">
                {named_button("button", label("open-with"), t("open"), open)}
                {named_button("button quiet", label("edit-who"), t("edit"), edit)}
                {named_button("button quiet", label(who), t(put), put_away)}
                {named_button("button quiet", label("share-with"), t("share"), move || share.run(shared.clone()))}
                {named_button("button quiet", label("invite-who"), t("invite-add"), move || invite.run(invited.clone()))}
            </div>
        </li>
    }
    .into_any()
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
    let done = Callback::new(move |new: NewPerson| {
        match editing.get_untracked() {
            Editing::Known(known) => session.desk().edit_person(&known.id, &new),
            Editing::New | Editing::Nobody => _ = session.desk().meet(&new),
        }
        editing.set(Editing::Nobody);
    });
    let content = dynamic(move || {
        let (known, title, save) = match editing.get() {
            Editing::Nobody => return ().into_any(),
            Editing::New => (None, t("add-person"), t("add-person")),
            Editing::Known(known) => (Some(*known.clone()), known.counterpart.name, t("save")),
        };
        view! { <h2 id="edit-person" dir="auto">{title}</h2><PersonForm known done=save on_done=done /> }.into_any()
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="edit-person" on:close=move |_| editing.set(Editing::Nobody)>
            {content}
            {button("button quiet", t("cancel"), move || editing.set(Editing::Nobody))}
        </dialog>
    }
}
