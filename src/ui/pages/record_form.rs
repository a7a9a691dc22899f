//! An entry of my record to write or to change.

use leptos::prelude::*;

use super::record::blank;
use crate::domain::{RecordEntry, RecordKind, day};
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::t;
use crate::ui::kit::text::{LineField, TextField, fresh_id};
use crate::ui::session::Session;
use crate::ui::words;

/// What the dialog is about.
#[derive(Clone)]
pub enum Editing {
    Nothing,
    New,
    Known(String, Box<RecordEntry>),
}

/// The dialog.
pub fn record_dialog(session: Session, editing: RwSignal<Editing>, is_open: RwSignal<bool>) -> AnyView {
    dialog(is_open, t("record-entry"), move || match editing.get_untracked() {
        Editing::Nothing => ().into_any(),
        Editing::New => form(session, None, blank(session), is_open),
        Editing::Known(id, entry) => form(session, Some(id), *entry, is_open),
    })
}

fn form(session: Session, id: Option<String>, entry: RecordEntry, is_open: RwSignal<bool>) -> AnyView {
    let draft = RwSignal::new(entry);
    let mistake = RwSignal::new(String::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let entry = draft.get_untracked();
        if entry.text.trim().is_empty() {
            return mistake.set(t("record-no-text"));
        }
        if session.desk().write_record(id.as_deref(), entry).is_some() {
            session.say(t("question-kept"), None);
            is_open.set(false);
        }
    };
    let kind = Signal::derive(move || draft.with(|draft| draft.kind as usize));
    let choose = move |place: usize| {
        draft.update(|draft| draft.kind = RecordKind::ALL.get(place).copied().unwrap_or(draft.kind));
    };
    view! {
        <form class="form" on:submit=save>
            <TextField label=t("record-text") rows="4" value=said(move || draft.with(|draft| draft.text.clone()))
                on_input=move |text: String| draft.update(|draft| draft.text = text) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="fields">
                <Select label=t("record-kind") options=RecordKind::ALL.map(words::record_kind).to_vec() chosen=kind
                    on_choose=choose />
                {day_field(draft)}
                <LineField label=t("with") value=said(move || draft.with(|draft| draft.with.clone()))
                    on_input=move |name: String| draft.update(|draft| draft.with = name) />
            </div>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button primary">{t("save")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The day; what is no day is not taken over.
fn day_field(draft: RwSignal<RecordEntry>) -> AnyView {
    let id = fresh_id();
    let shown = draft.with_untracked(|draft| day::write(draft.date));
    let typed = move |event| {
        if let Some(date) = day::read(&event_target_value(&event)) {
            draft.update(|draft| draft.date = date);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t("record-day")}</label>
            <input class="input" id=id type="date" value=shown on:input=typed />
        </div>
    }
    .into_any()
}
