//! A check-in as a point on somebody's agenda: only by choice, and in words that are seen and can be changed before.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::person_choice::PersonChoice;
use crate::app::agenda::PointDraft;
use crate::domain::{CheckIn, Level};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, dynamic, said};
use crate::ui::kit::language::{short_day, t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::session::Session;

/// What would be told, in words.
#[derive(Clone, PartialEq)]
pub struct Telling(String);

impl Telling {
    /// A proposal of what to write about a day.
    pub fn of((day, said): &(NaiveDate, CheckIn)) -> Self {
        let level =
            |key: &str, level: Option<Level>| level.map(|level| t_with(key, &[("n", &level.number().to_string())]));
        let words = (!said.words.trim().is_empty()).then(|| said.words.trim().to_string());
        let parts = [level("check-in-my-energy", said.energy), level("check-in-my-workload", said.workload), words];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self(t_with("check-in-point", &[("day", &short_day(*day)), ("parts", &parts)]))
    }
}

/// The dialog.
pub fn telling_dialog(session: Session, telling: RwSignal<Option<Telling>>, is_open: RwSignal<bool>) -> AnyView {
    dialog(is_open, t("check-in-tell"), move || {
        let text = telling.get_untracked().map(|telling| telling.0).unwrap_or_default();
        form(session, text, is_open)
    })
}

fn form(session: Session, text: String, is_open: RwSignal<bool>) -> AnyView {
    let draft = RwSignal::new(text);
    let choice = PersonChoice::new(session);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(person) = untrack(|| choice.person()) else { return };
        if session.desk().add_point(&person.id, &PointDraft::titled(draft.get_untracked())).is_some() {
            session.say(t_with("check-in-told", &[("name", &person.counterpart.name)]), None);
            is_open.set(false);
        }
    };
    let who_sees = move || {
        let Some(person) = choice.person() else { return view! { <p class="sub">{t("people-empty")}</p> }.into_any() };
        let key = if session.desk().is_shared(&person.id) { "check-in-seen" } else { "check-in-not-seen" };
        let text = t_with(key, &[("name", &person.counterpart.name)]);
        let add = view! { <button type="submit" class="button primary">{t("add-to-agenda")}</button> };
        view! { <p class="sub" dir="auto">{text}</p><div class="button-row end">{add}</div> }.into_any()
    };
    view! {
        <form class="form" on:submit=add>
            <LineField label=t("check-in-what") value=said(move || draft.get()) on_input=move |text: String| draft.set(text) />
            {choice.field()}
            {dynamic(who_sees)}
            <div class="button-row end">{button("button quiet", t("cancel"), move || is_open.set(false))}</div>
        </form>
    }
    .into_any()
}
