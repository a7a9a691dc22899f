//! Every permission: what it is for, and whether it is given.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::given::{self, Given, Scope};
use crate::ui::kit::erase::{dynamic, section_head};
use crate::ui::kit::language::{t, t_with};

/// The list.
pub fn permissions() -> AnyView {
    let found = RwSignal::new(Vec::<Given>::new());
    spawn_local(async move {
        let permissions = given::permissions().await;
        // The page may have been left by then.
        _ = found.try_set(permissions);
    });
    let rows = dynamic(move || found.get().into_iter().map(|one| row(&one)).collect_view().into_any());
    view! {
        <section class="privacy" aria-label=t("privacy-permissions")>
            {section_head(t("privacy-permissions"), ())}
            <p class="sub">{t("privacy-permissions-hint")}</p>
            <ul class="permissions">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(one: &Given) -> AnyView {
    let state = match (one.is_given, one.is_required) {
        (true, true) => t("permission-required"),
        (true, false) => t("permission-given"),
        (false, _) => t("permission-not-given"),
    };
    view! {
        <li>
            <div><code>{one.name.clone()}</code>" "<span class="sub">{state}</span></div>
            <p>{why(one)}</p>
        </li>
    }
    .into_any()
}

/// `docs/permissions.md` says the same at more length, and a test holds both against the manifests.
fn why(one: &Given) -> String {
    match (one.scope, one.name.as_str()) {
        (Scope::Ability, "storage") => t("permission-storage"),
        (Scope::Ability, "unlimitedStorage") => t("permission-unlimitedStorage"),
        (Scope::Ability, "alarms") => t("permission-alarms"),
        (Scope::Ability, "contextMenus") => t("permission-contextMenus"),
        (Scope::Ability, "scripting") => t("permission-scripting"),
        (Scope::Ability, "activeTab") => t("permission-activeTab"),
        (Scope::Ability, "sidePanel") => t("permission-sidePanel"),
        (Scope::Ability, "notifications") => t("permission-notifications"),
        (Scope::Site, "https://*/*") => t("permission-any-site"),
        (Scope::Site, origin) => {
            let host = origin.trim_start_matches("https://").trim_start_matches("*.").trim_end_matches("/*");
            t_with("permission-site", &[("host", host)])
        }
        (Scope::Data, "personalCommunications") => t("permission-personalCommunications"),
        (Scope::Data, "personallyIdentifyingInfo") => t("permission-personallyIdentifyingInfo"),
        (Scope::Ability | Scope::Data, _) => t("permission-unknown"),
    }
}
