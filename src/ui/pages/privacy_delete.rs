//! Delete everything, really: spelt out, asked for by a typed word, and told how it went.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::forget::forget_everything;
use crate::platform::page;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, flag, said, section_head};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::session::Session;

/// The section, and its question.
pub fn delete_everything(session: Session) -> AnyView {
    let is_asking = RwSignal::new(false);
    view! {
        <section class="privacy" aria-label=t("delete-all")>
            {section_head(t("delete-all"), ())}
            <p>{t("delete-all-hint")}</p>
            <div class="button-row">{button("button danger", t("delete-all-open"), move || is_asking.set(true))}</div>
        </section>
        {dialog(is_asking, t("delete-all"), move || question(session, is_asking))}
    }
    .into_any()
}

fn question(session: Session, is_open: RwSignal<bool>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let mistake = RwSignal::new(String::new());
    let is_ready = move || typed.get().trim().to_lowercase() == t("delete-all-word") && !is_busy.get();
    let delete = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if untrack(is_ready) {
            is_busy.set(true);
            spawn_local(delete_now(session, mistake));
        }
    };
    let people = i64::try_from(session.desk().people().len()).unwrap_or(i64::MAX);
    let shared = session.desk().shared_with().len();
    let label = t_with("delete-all-type", &[("word", &t("delete-all-word"))]);
    view! {
        <form class="stack" on:submit=delete>
            <p>{t_count("delete-all-people", people, &[])}</p>
            <ul class="plain-list">
                <li>{t("delete-all-what")}</li>
                <li>{t("delete-all-permissions")}</li>
                {(shared > 0).then(|| view! { <li>{t("delete-all-sharing")}</li> })}
            </ul>
            <p>{t("delete-all-stays")}</p>
            <p>{t("delete-all-no-undo")}</p>
            <LineField label value=typed on_input=move |text: String| typed.set(text) />
            <p role="status">{said(move || if is_busy.get() { t("working") } else { String::new() })}</p>
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button danger" prop:disabled=flag(move || !is_ready())>{t("delete-all-go")}</button>
            </div>
        </form>
    }
    .into_any()
}

async fn delete_now(session: Session, mistake: RwSignal<String>) {
    session.is_deleting.set_value(true);
    let withdrawn = session.desk().withdraw().await;
    match forget_everything().await {
        Some(left) if left.is_empty() => {
            let told = format!("{}.{}", withdrawn.gone, withdrawn.unreached);
            page::go_to_page(&format!("welcome.html?deleted={told}"));
        }
        Some(left) => mistake.set(t_with("delete-all-left", &[("n", &left.len().to_string())])),
        None => mistake.set(t("delete-all-failed")),
    }
}
