//! The pages of the extension, one file each.

mod calendar;
mod calendar_address;
mod calendar_list;
mod call_sites;
mod check_in_line;
mod check_in_point;
mod check_ins;
mod dashboard;
mod data;
mod data_agenda;
mod data_files;
mod data_restore;
mod data_seal;
mod data_table;
mod data_table_view;
mod dock_settings;
mod hand_over;
mod hand_over_items;
mod hand_over_pack;
mod history;
mod history_edit;
mod history_empty;
mod history_meeting;
mod history_search;
mod history_timeline;
mod holidays;
mod insights;
mod locked;
mod packs;
mod people;
mod people_delete;
mod people_edit;
mod people_plan;
mod people_rate;
mod people_rooms;
mod person_choice;
mod popup;
mod popup_cards;
mod practice;
mod privacy;
mod privacy_delete;
mod privacy_permissions;
mod privacy_sent;
mod privacy_stored;
mod question_form;
mod questions;
mod quiet_settings;
mod record;
mod record_form;
mod relay_settings;
mod reminder_settings;
mod retro;
mod save_as;
mod settings;
mod shortcut_settings;
mod sidebar;
mod sidebar_place;
mod welcome;

use any_spawner::Executor;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kit::erase::{button, dynamic};
use super::kit::language::{t, t_with};
use super::session::Session;
use crate::app::{OpenError, Scope};
use crate::platform::page;

/// Opens the page of that name, of those that are there in a call.
pub fn open_in_call(name: &str) {
    let name = name.to_string();
    open(async move |session| match name.as_str() {
        "popup" => {
            popup::show(session).await;
            session.follow(session.desk().shared_with());
        }
        "retro" => retro::show(session),
        "welcome" => welcome::show(session),
        _ => sidebar::show(session).await,
    });
}

/// Opens the dashboard.
pub fn open_dashboard() {
    open(async |session| {
        dashboard::show(session);
        session.follow(session.desk().shared_with());
    });
}

/// Reads what is stored, shows it, and only then says that the page is ready.
fn open(show: impl AsyncFnOnce(Session) + 'static) {
    // Reading comes before mounting, which would otherwise do both of these: whoever runs tasks, and whoever owns
    // the signals of the page, which live as long as it does.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    core::mem::forget(owner);
    spawn_local(async move {
        match Session::open(Scope::Present).await {
            Ok(session) => {
                session.speak_as_chosen().await;
                show(session).await;
                session.tidy();
            }
            Err(error) => show_failure(&error),
        }
        page::mark_ready();
    });
}

/// Puts a page on screen in place of the sign that it is loading, and anew when it is to speak another language.
fn mount(session: Session, title: &'static str, view: impl Fn() -> AnyView + Send + 'static) {
    put_on_screen(dynamic(move || {
        session.track_language();
        page::set_title(&t(title));
        // Its parts follow what they read; the page as a whole is made anew for nothing but the language.
        untrack(&view)
    }));
}

fn put_on_screen(view: AnyView) {
    page::document().body().into_iter().for_each(|body| body.set_text_content(None));
    mount_to_body(move || view);
}

/// Nothing could be opened: what happened, what was kept, what to do.
fn show_failure(error: &OpenError) {
    let text = t_with("open-failed", &[("reason", &error.to_string())]);
    let reload = || _ = page::window().location().reload();
    let alert =
        view! { <div class="alert" role="alert"><span>{text}</span>{button("button", t("try-again"), reload)}</div> };
    put_on_screen(view! { <main class="page"><div class="page-body">{alert}</div></main> }.into_any());
}
