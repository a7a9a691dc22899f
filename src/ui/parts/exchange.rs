//! The agenda for someone who does not have Duologue: out as text, and their reply in again.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use crate::app::ThreadView;
use crate::app::agenda_text::{AgendaWords, NoReply, agenda_text};
use crate::platform::page;
use crate::ui::kit::erase::{button, said, when};
use crate::ui::kit::language::{t, t_count};
use crate::ui::kit::notice::Undo;
use crate::ui::kit::text::TextField;

/// Puts the agenda on the clipboard, to be pasted into a chat or a mail.
pub fn copy_as_text(here: Here) {
    let text = untrack(|| here.read(|view| Some(agenda_text(view, &agenda_words(view)))));
    let Some(text) = text else { return };
    spawn_local(async move {
        let copied = page::copy_text(&text).await;
        here.session.say(t(if copied { "summary-copied" } else { "summary-not-copied" }), None);
    });
}

/// The words of the agenda as text.
pub(super) fn agenda_words(view: &ThreadView) -> AgendaWords {
    let relationship = &view.relationship;
    AgendaWords {
        title: t("agenda-text-title"),
        how_to_reply: t("agenda-text-reply"),
        me: if relationship.me.name.is_empty() { t("summary-me") } else { relationship.me.name.clone() },
        minutes: t("agenda-text-minutes"),
    }
}

/// Where a reply is pasted; shown while `is_open`.
#[component]
pub fn ReplyDialog(here: Here, is_open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let reply = RwSignal::new(String::new());
    let mistake = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match is_open.get() {
            true => _ = dialog.show_modal(),
            false => dialog.close(),
        }
    });
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match here.desk().read_reply(&here.id(), &reply.get_untracked()) {
            Err(NoReply::NoPoints) => mistake.set(t("reply-no-points")),
            Err(NoReply::TooMany) => mistake.set(t("reply-too-many")),
            Err(NoReply::NotOpen) => mistake.set(t("reply-not-open")),
            Ok(added) => {
                let count = i64::try_from(added.len()).unwrap_or(i64::MAX);
                let undo: Undo = Arc::new(move || here.desk().drop_points(&here.id(), &added));
                let (text, undo) = match count {
                    0 => (t("import-nothing-new"), None),
                    _ => (t_count("reply-added", count, &[("name", &untrack(|| here.name()))]), Some(undo)),
                };
                here.session.say(text, undo);
                reply.set(String::new());
                mistake.set(String::new());
                is_open.set(false);
            }
        }
    };
    // Made anew each time, so that a page without the dialog has no field of it.
    let form = move || {
        view! {
            <form class="form" on:submit=add>
                <h2 id="their-reply">{t("reply-paste")}</h2>
                <TextField label=t("their-reply") rows="6" value=reply on_input=move |text: String| reply.set(text) />
                <p class="sub">{t("reply-hint")}</p>
                <p class="mistake" role="alert">{said(move || mistake.get())}</p>
                <div class="button-row end">
                    {button("button quiet", t("cancel"), move || is_open.set(false))}
                    <button type="submit" class="button primary">{t("reply-add")}</button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="their-reply" on:close=move |_| is_open.set(false)>
            {when(move || is_open.get(), form)}
        </dialog>
    }
}
