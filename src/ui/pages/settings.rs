//! The settings of the dashboard.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call_sites::call_sites;
use super::data::data;
use super::holidays::holidays;
use super::relay_settings::{devices, relay};
use super::reminder_settings::reminder_settings;
use crate::app::settings::{LANGUAGES, Theme};
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::t;
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
        </div>
        {data(session)}
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
