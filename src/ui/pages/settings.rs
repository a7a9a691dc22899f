//! The settings of the dashboard.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call_sites::call_sites;
use super::data::data;
use super::dock_settings::dock_settings;
use super::holidays::holidays;
use super::locked::or_locked;
use super::quiet_settings::quiet_settings;
use super::relay_settings::{devices, relay};
use super::reminder_settings::reminder_settings;
use super::shortcut_settings::shortcut_settings;
use crate::app::managed::Choice;
use crate::app::settings::{LANGUAGES, Theme};
use crate::platform::page;
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// The groups, by the place that a link leads to and their name.
const GROUPS: [(&str, &str); 7] = [
    ("settings-look", "settings-look"),
    ("settings-calls", "settings-calls"),
    ("settings-reminders", "reminders"),
    ("settings-shortcuts", "shortcuts"),
    ("settings-questions", "questions"),
    ("settings-sharing", "settings-sharing"),
    ("settings-data", "settings-data"),
];

/// The settings.
#[component]
pub fn Settings(session: Session) -> impl IntoView {
    let link = |(id, name): (&'static str, &'static str)| {
        // A link of the page's own address leads to a section, so this one only moves on the page.
        let go = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            page::move_to(id);
        };
        view! { <li><a class="link" href=format!("#{id}") on:click=go>{t(name)}</a></li> }
    };
    let group = |at: usize, content: AnyView| {
        let (id, name) = GROUPS[at];
        view! {
            <section class="settings-group" aria-labelledby=id>
                <h2 id=id tabindex="-1">{t(name)}</h2>
                {content}
            </section>
        }
        .into_any()
    };
    let look = view! { <div class="settings">{language(session)}{theme(session)}</div> }.into_any();
    let calls = view! { {call_sites(session)}<div class="settings-form">{dock_settings(session)}</div> }.into_any();
    let reminders =
        view! { {reminder_settings(session)}<div class="settings-form">{quiet_settings(session)}</div>{holidays(session)} }.into_any();
    let shortcuts = view! { <div class="settings-form">{shortcut_settings(session)}</div> }.into_any();
    let questions = view! { <p><a class="link" href="#questions">{t("settings-questions-link")}</a></p> }.into_any();
    view! {
        <div class="dash-head"><h1>{t("settings")}</h1></div>
        <nav aria-label=t("settings-groups")><ul class="settings-links">{GROUPS.into_iter().map(link).collect_view()}</ul></nav>
        {group(0, look)}
        {group(1, calls)}
        {group(2, reminders)}
        {group(3, shortcuts)}
        {group(4, questions)}
        {group(5, view! { {relay(session)}{devices(session)} }.into_any())}
        {group(6, data(session).into_any())}
    }
}

fn theme(session: Session) -> AnyView {
    let theme = Signal::derive(move || {
        session.track();
        Theme::ALL.iter().position(|theme| *theme == session.desk().theme()).unwrap_or_default()
    });
    let themes = vec![t("theme-system"), t("theme-light"), t("theme-dark")];
    let choose = move |place: usize| session.desk().set_theme(Theme::ALL.get(place).copied().unwrap_or_default());
    let value = themes.get(theme.get_untracked()).cloned().unwrap_or_default();
    let control = move || {
        view! { <div><Select label=t("theme") options=themes.clone() chosen=theme on_choose=choose /></div> }.into_any()
    };
    or_locked(session, Choice::Theme, t("theme"), value, control)
}

fn language(session: Session) -> AnyView {
    let chosen = Signal::derive(move || {
        session.track();
        let chosen = session.desk().language();
        LANGUAGES.iter().position(|language| chosen == Some(*language)).map_or(0, |place| place + 1)
    });
    let names = [t("language-browser"), t("language-en"), t("language-de"), t("language-es"), t("language-fr")];
    let choose = move |place: usize| {
        let language = place.checked_sub(1).and_then(|place| LANGUAGES.get(place)).copied();
        session.desk().set_language(language);
        spawn_local(session.speak_as_chosen());
    };
    let value = names.get(chosen.get_untracked()).cloned().unwrap_or_default();
    let control = move || {
        view! { <div><Select label=t("language") options=names.to_vec() chosen on_choose=choose /></div> }.into_any()
    };
    or_locked(session, Choice::Language, t("language"), value, control)
}
