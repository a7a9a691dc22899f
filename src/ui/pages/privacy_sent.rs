//! What has ever been sent, where to and how much.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::sent::{Sent, SentKind};
use crate::ui::kit::erase::{dynamic, section_head};
use crate::ui::kit::language::{bytes, day_and_time, t, t_count};
use crate::ui::session::Session;

/// The log.
pub fn sent(session: Session) -> AnyView {
    let log = RwSignal::new(None::<Vec<Sent>>);
    spawn_local(async move {
        let found = session.desk().all_sent().await.unwrap_or_default();
        // The page may have been left by then.
        _ = log.try_set(Some(found));
    });
    let rows = dynamic(move || match log.get() {
        None => ().into_any(),
        Some(log) if log.is_empty() => view! { <p>{t("sent-nothing")}</p> }.into_any(),
        Some(log) => view! { <ul class="permissions">{log.iter().map(row).collect_view()}</ul> }.into_any(),
    });
    view! {
        <section class="privacy" aria-label=t("privacy-sent")>
            {section_head(t("privacy-sent"), ())}
            <p class="sub">{t("privacy-sent-hint")}</p>
            {rows}
        </section>
    }
    .into_any()
}

fn row(sent: &Sent) -> AnyView {
    let kind = match sent.kind {
        SentKind::Relay => t("sent-relay"),
        SentKind::Presence => t("sent-presence"),
        SentKind::ByHand => t("sent-by-hand"),
        SentKind::Calendar => t("sent-calendar"),
    };
    let size = bytes(usize::try_from(sent.bytes).unwrap_or(usize::MAX));
    let count = i64::try_from(sent.count).unwrap_or(i64::MAX);
    let sum = t_count("sent-times", count, &[("size", &size), ("last", &day_and_time(sent.last()))]);
    let to = (!sent.to.is_empty()).then(|| view! { " "<code>{sent.to.clone()}</code> });
    view! { <li><div>{kind}{to}</div><p class="sub">{sum}</p></li> }.into_any()
}
