//! The settings of the dashboard, and everything in one file.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::app::settings::Theme;
use crate::platform::page;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::button;
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
            <div><Select label=t("theme") options=themes chosen=theme on_choose=choose /></div>
            {export(session)}
            <Import session />
        </div>
    }
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

#[component]
fn Import(session: Session) -> impl IntoView {
    let picker = NodeRef::<html::Input>::new();
    let import = move |_| {
        let Some(input) = picker.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
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
            // The same file can be chosen again.
            input.set_value("");
        });
    };
    view! {
        <div>
            <div><span class="label">{t("import-title")}</span><span class="sub">{t("import-hint")}</span></div>
            {button("button", t("import"), move || picker.get_untracked().into_iter().for_each(|input| input.click()))}
            <input type="file" class="visually-hidden" tabindex="-1" aria-label=t("import-file") accept="application/json,.json"
                node_ref=picker on:change=import />
        </div>
    }
}
