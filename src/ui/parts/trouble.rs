//! What is wrong with storage: said where it is seen, with what to do.

use leptos::prelude::*;

use crate::ui::kit::erase::{button, dynamic, said, when};
use crate::ui::kit::language::{t, t_count};
use crate::ui::session::Session;

/// Trouble with saving, and values that could not be used. Nothing is shown while all is well.
pub fn trouble(session: Session) -> AnyView {
    let count = move || {
        session.track();
        session.desk().faults().len()
    };
    let alert = dynamic(move || match session.trouble() {
        None => ().into_any(),
        Some(text) => {
            let retry = session.can_retry().then(|| button("button", t("try-again"), move || session.save()));
            view! { <span>{text}</span>{retry} }.into_any()
        }
    });
    let show = move || {
        let faults = session.desk().faults();
        let lines = faults.iter().map(|fault| view! { <li>{fault.to_string()}</li> }).collect_view();
        let summary = said(move || t_count("faults", i64::try_from(count()).unwrap_or(i64::MAX), &[]));
        view! { <details class="faults"><summary>{summary}</summary><ul>{lines}</ul></details> }.into_any()
    };
    let waits = move || {
        session.track();
        session.desk().waits_for_consent()
    };
    let consent = move || {
        let allow = button("button", t("consent-allow"), move || session.ask_to_send());
        view! { <div class="alert" role="note"><span>{t("consent-waits")}</span>{allow}</div> }.into_any()
    };
    view! { {when(waits, consent)}<div class="alert" role="alert">{alert}</div> {when(move || count() > 0, show)} }
        .into_any()
}
