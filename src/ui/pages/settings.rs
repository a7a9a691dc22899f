//! The settings of the dashboard, and everything in one file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call_sites::call_sites;
use super::holidays::holidays;
use super::relay_settings::{devices, relay};
use super::reminder_settings::reminder_settings;
use crate::app::settings::{LANGUAGES, Theme};
use crate::platform::page;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::button;
use crate::ui::kit::file::file_button;
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::session::Session;

/// The settings.
#[component]
pub fn Settings(session: Session) -> impl IntoView {
    let theme = Signal::derive(move || {
        session.track();
        Theme::ALL.iter().position(|theme| *theme == session.desk().theme()).unwrap_or_default()
    });
    let themes = vec![t("theme-system"), t("theme-light"), t("theme-dark")];
    let choose = move |place: usize| session.desk().set_theme(Theme::ALL.get(place).copied().unwrap_or_default());
    view! {
        <div class="dash-head"><h1>{t("settings")}</h1></div>
        <div class="settings">
            {language(session)}
            <div><Select label=t("theme") options=themes chosen=theme on_choose=choose /></div>
            {export(session)}
            {import(session)}
        </div>
        {call_sites(session)}
        {reminder_settings(session)}
        {holidays(session)}
        {relay(session)}
        {devices(session)}
    }
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
    view! { <div><Select label=t("language") options=names.to_vec() chosen on_choose=choose /></div> }.into_any()
}

fn export(session: Session) -> AnyView {
    let export = move || {
        let desk = session.desk();
        spawn_local(async move {
            match desk.export_everything().await {
                Ok(file) => {
                    let name = format!("duologue-{}.json", desk.now().date_naive());
                    let done = page::download(&name, "application/json", &file).is_some();
                    session.say(t(if done { "exported" } else { "export-refused" }), None);
                }
                Err(error) => session.say(t_with("export-failed", &[("reason", &error.to_string())]), None),
            }
        });
    };
    view! {
        <div>
            <div><span class="label">{t("export-title")}</span><span class="sub">{t("export-hint")}</span></div>
            {button("button", t("export"), export)}
        </div>
    }
    .into_any()
}

fn import(session: Session) -> AnyView {
    let import = move |text: String| {
        spawn_local(async move {
            let said = match session.desk().import(&text).await {
                Ok(brought) if brought.documents == 0 => t("import-nothing-new"),
                Ok(brought) => t_count(
                    "imported",
                    i64::try_from(brought.documents).unwrap_or(i64::MAX),
                    &[("people", &brought.people.to_string())],
                ),
                Err(error) => t_with("import-failed", &[("reason", &error.to_string())]),
            };
            session.say(said, None);
        });
    };
    view! {
        <div>
            <div><span class="label">{t("import-title")}</span><span class="sub">{t("import-hint")}</span></div>
            {file_button(t("import"), t("import-file"), "application/json,.json", import)}
        </div>
    }
    .into_any()
}
