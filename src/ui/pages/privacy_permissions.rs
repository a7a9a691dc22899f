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
        (true, true) => t("allowed-required"),
        (true, false) => t("allowed-given"),
        (false, _) => t("allowed-not-given"),
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
        (Scope::Ability, "storage") => t("allowed-storage"),
        (Scope::Ability, "unlimitedStorage") => t("allowed-unlimitedStorage"),
        (Scope::Ability, "alarms") => t("allowed-alarms"),
        (Scope::Ability, "contextMenus") => t("allowed-contextMenus"),
        (Scope::Ability, "scripting") => t("allowed-scripting"),
        (Scope::Ability, "activeTab") => t("allowed-activeTab"),
        (Scope::Ability, "sidePanel") => t("allowed-sidePanel"),
        (Scope::Ability, "notifications") => t("allowed-notifications"),
        (Scope::Site, "https://*/*") => t("allowed-any-site"),
        (Scope::Site, origin) => {
            let host = origin.trim_start_matches("https://").trim_start_matches("*.").trim_end_matches("/*");
            t_with("allowed-site", &[("host", host)])
        }
        (Scope::OwnSite, _) => t("allowed-own-site"),
        (Scope::Data, "personalCommunications") => t("allowed-personalCommunications"),
        (Scope::Data, "personallyIdentifyingInfo") => t("allowed-personallyIdentifyingInfo"),
        (Scope::Ability | Scope::Data, _) => t("allowed-unknown"),
    }
}
