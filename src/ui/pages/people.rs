//! The people of the dashboard: add, plan, edit, put away, delete.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calendar::{calendar_button, calendar_parts};
use super::people_delete::{delete, deleted};
use super::people_edit::edit;
use super::people_plan::plan;
use super::people_rate::{instead, next, rate};
use crate::app::overview::PersonOverview;
use crate::app::people::NewPerson;
use crate::domain::RelationshipId;
use crate::platform::extension::open_window;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, dynamic, empty, named_button, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::parts::Here;
use crate::ui::parts::invite::invite_dialog;
use crate::ui::parts::join::join_dialog;
use crate::ui::parts::person_form::PersonForm;
use crate::ui::parts::share::share_dialog;
use crate::ui::parts::shorten::today;
use crate::ui::session::Session;
use crate::ui::words;

/// The dialogs of the page, and whom they are about.
#[derive(Clone, Copy)]
struct Dialogs {
    about: RwSignal<Option<RelationshipId>>,
    adding: RwSignal<bool>,
    joining: RwSignal<bool>,
    sharing: RwSignal<bool>,
    editing: RwSignal<bool>,
    planning: RwSignal<bool>,
    deleting: RwSignal<bool>,
    inviting: RwSignal<bool>,
}

impl Dialogs {
    fn new() -> Self {
        let [adding, joining, sharing, editing, planning, deleting, inviting] = [(); 7].map(|()| RwSignal::new(false));
        Self { about: RwSignal::new(None), adding, joining, sharing, editing, planning, deleting, inviting }
    }

    /// Opens a dialog about someone.
    fn open(self, dialog: RwSignal<bool>, id: &RelationshipId) {
        self.about.set(Some(id.clone()));
        dialog.set(true);
    }

    fn id(self) -> Option<RelationshipId> {
        self.about.get_untracked()
    }
}

/// Everyone.
#[component]
pub fn People(session: Session) -> impl IntoView {
    let dialogs = Dialogs::new();
    let (calendar, from_calendar) = calendar_button(session);
    let cards = dynamic(move || {
        session.track();
        let people = session.desk().overviews();
        people.into_iter().map(|person| card(session, person, dialogs)).collect_view().into_any()
    });
    let is_empty = move || {
        session.track();
        session.desk().people().is_empty()
    };
    view! {
        <div class="dash-head">
            <h1>{t("people")}</h1>
            <div class="button-row">
                {from_calendar}
                {button("button", t("join-shared"), move || dialogs.joining.set(true))}
                {button("button primary", t("add-person"), move || dialogs.adding.set(true))}
            </div>
        </div>
        {today(session)}
        {when(is_empty, || empty(t("people-empty"), t("people-empty-hint")))}
        <ul class="cards" aria-label=t("people")>{cards}</ul>
        {deleted(session)}
        {calendar_parts(calendar)}
        {dialogs_of(session, dialogs)}
    }
}

fn dialogs_of(session: Session, dialogs: Dialogs) -> AnyView {
    let name = said(move || {
        session.track();
        let known = dialogs.about.get().and_then(|id| session.desk().relationship(&id));
        known.map(|known| known.counterpart.name).unwrap_or_default()
    });
    let titled = move |key: &'static str| said(move || t_with(key, &[("name", &name.get())]));
    let overview = move || session.desk().overview(&dialogs.id()?);
    let add = move || {
        let meet = Callback::new(move |new: NewPerson| {
            session.desk().meet(&new);
            dialogs.adding.set(false);
        });
        view! {
            <PersonForm done=t("add-person") on_done=meet />
            {button("button quiet", t("cancel"), move || dialogs.adding.set(false))}
        }
        .into_any()
    };
    let to_delete = Callback::new(move |id: RelationshipId| {
        dialogs.editing.set(false);
        dialogs.open(dialogs.deleting, &id);
    });
    let nobody = || ().into_any();
    let editing = move || dialogs.id().map_or_else(nobody, |id| edit(session, id, dialogs.editing, to_delete));
    let planning = move || overview().map_or_else(nobody, |person| plan(session, &person, dialogs.planning));
    let deleting =
        move || dialogs.id().map_or_else(nobody, |id| delete(session, id, name.get_untracked(), dialogs.deleting));
    let sharing = move || match dialogs.about.get() {
        Some(id) if session.desk().relationship(&id).is_some() => share_dialog(Here::new(session, id), dialogs.sharing),
        _ => nobody(),
    };
    view! {
        {dialog(dialogs.adding, t("add-person"), add)}
        {dialog(dialogs.editing, name, editing)}
        {dialog(dialogs.planning, titled("plan-title"), planning)}
        {dialog(dialogs.deleting, titled("delete-title"), deleting)}
        {invite_dialog(session, dialogs.about, dialogs.inviting)}
        {join_dialog(session, dialogs.joining, Callback::new(open))}
        {dynamic(sharing)}
    }
    .into_any()
}

fn open(id: RelationshipId) {
    spawn_local(async move { open_window(&format!("sidebar.html?with={id}")).await });
}

fn card(session: Session, person: PersonOverview, dialogs: Dialogs) -> AnyView {
    let known = &person.relationship;
    let (next, is_late) = next(&person);
    let (id, name, archived) = (known.id.clone(), known.counterpart.name.clone(), known.archived);
    let sub = format!("{}, {}", words::role(known.counterpart.role), words::cadence(known.cadence));
    let initials = known.counterpart.initials();
    let late = if is_late { "is-late" } else { "" };
    let class = if archived { "card person-card is-archived" } else { "card person-card" };
    let facts = (!archived).then(|| view! { {instead(&person)}{given_up(session, &person)}{rate(session, &person)} });
    view! {
        <li class=class>
            <span class="avatar them" aria-hidden="true">{initials}</span>
            <h2 dir="auto">{name.clone()}</h2>
            <span class="sub">{sub}</span>
            <p class="next"><span class=late dir="auto">{next}</span></p>
            {facts}
            {buttons(session, dialogs, &id, &name, archived, person.is_live)}
        </li>
    }
    .into_any()
}

fn buttons(
    session: Session,
    dialogs: Dialogs,
    id: &RelationshipId,
    name: &str,
    archived: bool,
    is_live: bool,
) -> AnyView {
    let label = |key: &str| t_with(key, &[("name", name)]);
    let (opened, kept) = (id.clone(), id.clone());
    let put_away = move || {
        session.desk().archive(&kept, !archived);
        let id = kept.clone();
        let undo: Undo = Arc::new(move || session.desk().archive(&id, archived));
        session.say(t(if archived { "person-taken-out" } else { "person-put-away" }), Some(undo));
    };
    let about = |dialog: RwSignal<bool>| {
        let id = id.clone();
        move || dialogs.open(dialog, &id)
    };
    let plans = (!archived && !is_live)
        .then(|| named_button("button quiet", label("plan-who"), t("plan"), about(dialogs.planning)));
    let (put, who) = if archived { ("unarchive", "unarchive-who") } else { ("archive", "archive-who") };
    view! {
        <div class="button-row">
            {named_button("button", label("open-with"), t("open"), move || open(opened.clone()))}
            {plans}
            {named_button("button quiet", label("edit-who"), t("edit"), about(dialogs.editing))}
            {named_button("button quiet", label("share-with"), t("share"), about(dialogs.sharing))}
            {named_button("button quiet", label("invite-who"), t("invite-add"), about(dialogs.inviting))}
            {named_button("button quiet", label(who), t(put), put_away)}
        </div>
    }
    .into_any()
}

/// The last one was given up, and can be held after all.
fn given_up(session: Session, person: &PersonOverview) -> AnyView {
    let Some(meeting) = person.given_up else { return ().into_any() };
    let id = person.relationship.id.clone();
    let take_up = move || _ = session.desk().take_up(&id, meeting);
    view! { <p class="next"><span>{t("given-up-last")}</span>{button("link", t("take-up"), take_up)}</p> }.into_any()
}
