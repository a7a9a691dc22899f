//! The agenda, sent ahead: copied, or put into a mail, with a word that asks for the other's points.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::exchange::agenda_words;
use crate::app::agenda_ahead::agenda_ahead;
use crate::platform::page;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::button;
use crate::ui::kit::language::t;
use crate::ui::kit::text::shown_text;

/// The dialog, shown while `is_open`.
pub fn send_ahead_dialog(here: Here, is_open: RwSignal<bool>) -> AnyView {
    dialog(is_open, t("send-ahead"), move || content(here, is_open))
}

fn content(here: Here, is_open: RwSignal<bool>) -> AnyView {
    let ahead = here.read(|view| Some(agenda_ahead(view, &agenda_words(view), &t("send-ahead-please"))));
    let Some(ahead) = ahead else { return ().into_any() };
    let (plain, html) = (ahead.plain.clone(), ahead.html);
    let copy = move || {
        let (plain, html) = (plain.clone(), html.clone());
        spawn_local(async move {
            let copied = page::copy(&plain, &html).await;
            // What is said stands behind the dialog.
            is_open.set(false);
            here.session.say(t(if copied { "summary-copied" } else { "summary-not-copied" }), None);
        });
    };
    let mail = match ahead.mail {
        // In a tab of its own where the mail is on the web; a program of its own leaves nothing open.
        Some(mail) => {
            view! { <a class="button" href=mail target="_blank" rel="noreferrer">{t("send-ahead-mail")}</a> }.into_any()
        }
        None => view! { <p class="sub">{t("send-ahead-long")}</p> }.into_any(),
    };
    view! {
        <p class="sub">{t("send-ahead-hint")}</p>
        {shown_text(t("send-ahead-text"), Signal::stored(ahead.plain))}
        <div class="button-row end">
            {button("button quiet", t("close"), move || is_open.set(false))}
            {mail}
            {button("button primary", t("send-ahead-copy"), copy)}
        </div>
    }
    .into_any()
}
