//! The head of a page about a 1:1: who it is with, and what else can be done.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use crate::app::ThreadView;
use crate::domain::CallRoom;
use crate::platform::extension::{Dock, dock, open_tab};
use crate::platform::page;
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_count, t_with};

/// The two people as two overlapping circles; decoration beside the names.
#[component]
pub fn Pair() -> impl IntoView {
    let here = Here::get();
    let theirs = move || here.read(|view| view.relationship.counterpart.initials());
    view! {
        <div class="pair" aria-hidden="true">
            <span class="avatar me">{t("me-initials")}</span>
            <span class="avatar them">{theirs}</span>
        </div>
    }
}

/// The head of the sidebar.
#[component]
pub fn Head(room: Option<CallRoom>, on_someone_else: Callback<()>) -> impl IntoView {
    let here = Here::get();
    let sub = move || here.read(|view| subtitle(view, here.desk().now()));
    view! {
        <header class="page-head">
            <Pair />
            <div class="grow">
                <h1 dir="auto">{move || t_with("sidebar-title", &[("name", &here.name())])}</h1>
                <div class="sub">{sub}</div>
            </div>
            <More room on_someone_else />
            {page::is_docked().then(|| view! {
                <button type="button" class="icon-button" aria-label=t("close-sidebar")
                    on:click=|_| spawn_local(dock(Dock::Closed))>
                    <Icon shape=Shape::Close />
                </button>
            })}
        </header>
    }
}

fn subtitle(view: &ThreadView, now: crate::domain::Instant) -> String {
    let met = match view.last_met.map(|at| (now - at).num_days()) {
        None => t("never-met"),
        Some(..=0) => t("met-today"),
        Some(days) => t_count("met-days-ago", days, &[]),
    };
    let relationship = &view.relationship;
    let first = relationship.first().map(|first| match relationship.is_me(first) {
        true => t("you-go-first"),
        false => t_with("goes-first", &[("name", &relationship.counterpart.name)]),
    });
    [Some(met), first].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[component]
fn More(room: Option<CallRoom>, on_someone_else: Callback<()>) -> impl IntoView {
    let here = Here::get();
    let not_this_room = room.map(|room| {
        let mark = move |_| {
            here.desk().mark_not_a_one_to_one(&room);
            spawn_local(dock(Dock::Gone));
        };
        view! { <li><button type="button" on:click=mark>{t("not-a-one-to-one")}</button></li> }
    });
    let move_dock = |wish, key| view! { <li><button type="button" on:click=move |_| spawn_local(dock(wish))>{t(key)}</button></li> };
    let moves = page::is_docked().then(|| {
        vec![
            move_dock(Dock::Left, "dock-left"),
            move_dock(Dock::Right, "dock-right"),
            move_dock(Dock::Width(280), "dock-narrow"),
            move_dock(Dock::Width(480), "dock-wide"),
            move_dock(Dock::Collapsed, "dock-collapse"),
        ]
    });
    view! {
        <details class="menu" on:focusout=close_when_left>
            <summary class="icon-button" aria-label=t("more")><Icon shape=Shape::More /></summary>
            <ul>
                <li><button type="button" on:click=move |_| on_someone_else.run(())>{t("someone-else")}</button></li>
                {not_this_room}
                <li><button type="button" on:click=|_| spawn_local(open_tab("dashboard.html"))>{t("open-dashboard")}</button></li>
                {moves}
            </ul>
        </details>
    }
}

/// A menu closes when the focus goes elsewhere.
fn close_when_left(event: web_sys::FocusEvent) {
    use wasm_bindgen::JsCast;
    let menu = event.current_target().and_then(|menu| menu.dyn_into::<web_sys::Element>().ok());
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    if let (Some(menu), Some(next)) = (menu, next)
        && !menu.contains(Some(&next))
    {
        let _ = menu.remove_attribute("open");
    }
}
