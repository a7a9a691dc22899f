//! The head of a page about a 1:1: who it is with, and what else can be done.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::exchange::{ReplyDialog, copy_as_text};
use super::join::join_dialog;
use super::off_record::{off_dialog, off_entry};
use super::send_ahead::send_ahead_dialog;
use super::share::share_dialog;
use super::surfaces::{opens_entry, surface_entries};
use crate::app::ThreadView;
use crate::app::for_background::{NARROWEST, WIDEST};
use crate::domain::{CallRoom, Instant, RelationshipId};
use crate::platform::extension::{Dock, dock, open_tab, open_window};
use crate::platform::page;
use crate::ui::kit::erase::{button, flag, named_button, said, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{civil_time, t, t_count, t_with};
use crate::ui::kit::sure::sure_button;

/// The two people as two overlapping circles; decoration beside the names.
#[component]
pub fn Pair(here: Here) -> impl IntoView {
    let theirs = said(move || here.read(|view| view.relationship.counterpart.initials()));
    let is_here = flag(move || here.present().is_some());
    view! {
        <div class="pair" class:is-here=is_here aria-hidden="true">
            <span class="avatar me">{t("me-initials")}</span>
            <span class="avatar them">{theirs}</span>
        </div>
    }
}

/// What stands behind the `#` of a page that opens with the dialog about it.
const SHARING: &str = "share";
const JOINING: &str = "join";

/// The head of the sidebar.
#[component]
pub fn Head(here: Here, room: Option<CallRoom>, #[prop(into)] on_someone_else: Callback<()>) -> impl IntoView {
    let title = said(move || t_with("sidebar-title", &[("name", &here.name())]));
    let sub = said(move || here.read(|view| subtitle(view, here.desk().now())));
    let is_replying = RwSignal::new(false);
    let is_sending = RwSignal::new(false);
    let is_sharing = RwSignal::new(page::hash() == SHARING);
    let is_joining = RwSignal::new(page::hash() == JOINING);
    let is_going_off = RwSignal::new(false);
    let close = page::is_docked().then(|| {
        let icon = view! { <Icon shape=Shape::Close /> };
        named_button("icon-button", t("close-sidebar"), icon, || spawn_local(dock(Dock::Closed)))
    });
    view! {
        <header class="page-head">
            <Pair here />
            <div class="grow">
                <h1 dir="auto">{title}</h1>
                <div class="sub">{sub}</div>
                {when(move || here.present().is_some(), move || {
                    let text = said(move || t_with("is-here", &[("name", &here.name())]));
                    view! { <div class="visually-hidden" role="status">{text}</div> }.into_any()
                })}
            </div>
            <More here room on_someone_else is_replying is_sending is_sharing is_joining is_going_off />
            {close}
        </header>
        <ReplyDialog here is_open=is_replying />
        {send_ahead_dialog(here, is_sending)}
        {off_dialog(here, is_going_off)}
        {share_dialog(here, is_sharing)}
        {join_dialog(here.session, is_joining, Callback::new(on_joined))}
    }
}

/// Goes on with the 1:1 that was joined: here if this page is about it, else in a page of its own.
fn on_joined(id: RelationshipId) {
    spawn_local(async move { open_window(&format!("sidebar.html?with={id}")).await });
}

fn subtitle(view: &ThreadView, now: Instant) -> String {
    let met = match view.last_met.map(|at| (now - at).num_days()) {
        None => t("never-met"),
        Some(..=0) => t("met-today"),
        Some(days) => t_count("met-days-ago", days, &[]),
    };
    let relationship = &view.relationship;
    let planned =
        view.planned.filter(|_| !view.is_live()).map(|time| t_with("planned-for", &[("time", &civil_time(time))]));
    let first = relationship.first().map(|first| match relationship.is_me(first) {
        true => t("you-go-first"),
        false => t_with("goes-first", &[("name", &relationship.counterpart.name)]),
    });
    [planned.or(Some(met)), first].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[component]
fn More(
    here: Here,
    room: Option<CallRoom>,
    on_someone_else: Callback<()>,
    is_replying: RwSignal<bool>,
    is_sending: RwSignal<bool>,
    is_sharing: RwSignal<bool>,
    is_joining: RwSignal<bool>,
    is_going_off: RwSignal<bool>,
) -> impl IntoView {
    let share = said(move || t_with("share-with", &[("name", &here.name())]));
    // Whom I share with is not to be decided where a call page lies beneath that could guide a click.
    let here_or_alone = move |open: RwSignal<bool>, hash: &'static str| {
        if page::is_docked() {
            let address = format!("sidebar.html?with={}#{hash}", here.id());
            spawn_local(async move { open_window(&address).await });
        } else {
            open.set(true);
        }
    };
    let mut entries = vec![
        button("", share, move || here_or_alone(is_sharing, SHARING)),
        button("", t("join-shared"), move || here_or_alone(is_joining, JOINING)),
        button("", t("copy-as-text"), move || copy_as_text(here)),
        button("", t("send-ahead"), move || is_sending.set(true)),
        button("", t("reply-paste"), move || is_replying.set(true)),
        off_entry(here, is_going_off),
        button("", t("someone-else"), move || on_someone_else.run(())),
    ];
    if let Some(room) = room {
        entries.push(opens_entry(room.clone()));
        entries.push(sure_button("", t("not-a-one-to-one"), move || {
            here.desk().mark_not_a_one_to_one(&room);
            spawn_local(dock(Dock::Gone));
        }));
    }
    entries.push(button("", t("open-dashboard"), || spawn_local(open_tab("dashboard.html"))));
    if page::is_docked() {
        let move_dock = |wish, text| button("", text, move || spawn_local(dock(wish)));
        entries.push(move_dock(Dock::Left, t("dock-left")));
        entries.push(move_dock(Dock::Right, t("dock-right")));
        entries.push(move_dock(Dock::Width(NARROWEST), t("dock-narrow")));
        entries.push(move_dock(Dock::Width(WIDEST), t("dock-wide")));
        entries.push(move_dock(Dock::Collapsed, t("dock-collapse")));
    }
    let surfaces = if page::is_practice() { Vec::new() } else { surface_entries(here.session) };
    let surfaces = surfaces.into_iter().enumerate().map(|(place, entry)| {
        let class = if place == 0 { "rule" } else { "" };
        view! { <li class=class>{entry}</li> }.into_any()
    });
    let entries = entries.into_iter().map(|entry| view! { <li>{entry}</li> }.into_any());
    let entries = entries.chain(surfaces).collect_view();
    view! {
        <details class="menu" on:focusout=close_when_left on:click=close_when_chosen on:keydown=close_on_escape>
            <summary class="icon-button" aria-label=t("more")><Icon shape=Shape::More /></summary>
            <ul>{entries}</ul>
        </details>
    }
}

/// A menu closes when the focus goes elsewhere.
fn close_when_left(event: web_sys::FocusEvent) {
    use wasm_bindgen::JsCast;
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    if let (Some(menu), Some(next)) = (menu_of(&event), next)
        && !menu.contains(Some(&next))
    {
        close(&menu);
    }
}

/// A menu closes when something in it was chosen.
fn close_when_chosen(event: web_sys::MouseEvent) {
    use wasm_bindgen::JsCast;
    let hit = event.target().and_then(|hit| hit.dyn_into::<web_sys::Element>().ok());
    let chosen = hit.and_then(|hit| hit.closest("li").ok().flatten()).is_some();
    if let Some(menu) = menu_of(&event).filter(|_| chosen) {
        close(&menu);
    }
}

fn close_on_escape(event: web_sys::KeyboardEvent) {
    if let Some(menu) = menu_of(&event).filter(|_| event.key() == "Escape") {
        close(&menu);
    }
}

fn menu_of(event: &web_sys::Event) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    event.current_target()?.dyn_into().ok()
}

fn close(menu: &web_sys::Element) {
    // An open menu always has the attribute, and a closed one may do without it.
    let _ = menu.remove_attribute("open");
}
