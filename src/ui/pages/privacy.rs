//! Privacy: what is stored, what is allowed, what was sent, what was built, and the way to delete all of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::privacy_delete::delete_everything;
use super::privacy_permissions::permissions;
use super::privacy_sent::sent;
use super::privacy_stored::stored;
use crate::platform::page;
use crate::ui::kit::erase::{said, section_head};
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// The page.
pub fn privacy(session: Session) -> AnyView {
    view! {
        <div class="dash-head"><h1>{t("privacy")}</h1></div>
        <p class="privacy-lead">{t("privacy-lead")}</p>
        {stored(session)}
        {permissions()}
        {sent(session)}
        {build()}
        {delete_everything(session)}
    }
    .into_any()
}

/// What this build is, to be compared with what the sources come to.
fn build() -> AnyView {
    #[derive(Deserialize, Default)]
    struct Build {
        sha256: String,
    }
    let hash = RwSignal::new(String::new());
    spawn_local(async move {
        let file = page::own_file("build.json").await.unwrap_or_default();
        let build: Build = serde_json::from_str(&file).unwrap_or_default();
        // The page may have been left by then.
        _ = hash.try_set(build.sha256);
    });
    view! {
        <section class="privacy" aria-label=t("privacy-build")>
            {section_head(t("privacy-build"), ())}
            <p class="sub">{t("privacy-build-hint")}</p>
            <code class="hash">{said(move || hash.get())}</code>
        </section>
    }
    .into_any()
}
