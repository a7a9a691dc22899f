//! Ready-made agendas: one click puts on the agenda what is not there yet.

use std::sync::Arc;

use leptos::prelude::*;

use super::Here;
use super::questions::Questions;
use crate::domain::PointState;
use crate::domain::point::USUAL_MINUTES;
use crate::questions::Template;
use crate::questions::template::sort_for;
use crate::ui::kit::erase::{dynamic, named_button, said, when};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::notice::Undo;

/// The ready-made agendas, and a way to keep this one as another.
pub fn templates(here: Here, questions: Questions) -> AnyView {
    let all = move || {
        let mut templates = questions.bank.with(|bank| bank.templates.clone());
        here.read(|view| sort_for(&mut templates, view.relationship.counterpart.role));
        templates
    };
    let chips = move || all().into_iter().map(|template| chip(here, template)).collect_view().into_any();
    let has_points = move || here.read(|view| view.agenda.iter().any(|point| point.state == PointState::Open));
    view! {
        <details class="templates">
            <summary class="link">{t("templates")}</summary>
            <p class="sub">{t("templates-hint")}</p>
            <div class="chips" role="group" aria-label=t("templates")>{dynamic(chips)}</div>
            {when(has_points, move || keep(here))}
        </details>
    }
    .into_any()
}

fn chip(here: Here, template: Template) -> AnyView {
    let minutes: u32 = template.points.iter().map(|point| point.minutes.unwrap_or(USUAL_MINUTES)).sum();
    let label = t_with(
        "template-apply",
        &[
            ("name", &template.name),
            ("points", &t_count("points-count", i64::try_from(template.points.len()).unwrap_or(i64::MAX), &[])),
            ("minutes", &t_count("minutes", i64::from(minutes), &[])),
        ],
    );
    let name = template.name.clone();
    let apply = move || {
        let added = here.desk().apply_template(&here.id(), &template);
        let count = i64::try_from(added.len()).unwrap_or(i64::MAX);
        if count == 0 {
            return here.session.say(t("template-all-there"), None);
        }
        let undo: Undo = Arc::new(move || here.desk().drop_points(&here.id(), &added));
        here.session.say(t_count("points-added", count, &[]), Some(undo));
    };
    named_button("button", label, view! { <span dir="auto">{name}</span> }, apply)
}

/// A line to keep the agenda as a ready-made one.
fn keep(here: Here) -> AnyView {
    let name = RwSignal::new(String::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if let Some(id) = here.desk().save_as_template(&here.id(), &typed) {
            name.set(String::new());
            let undo: Undo = Arc::new(move || _ = here.desk().forget_entry(&id));
            here.session.say(t_with("template-kept", &[("name", typed.trim())]), Some(undo));
        }
    };
    view! {
        <form class="search-row" on:submit=save>
            <input class="input" type="text" dir="auto" autocomplete="off" maxlength="140"
                placeholder=t("template-name") aria-label=t("template-name")
                prop:value=said(move || name.get()) on:input=move |event| name.set(event_target_value(&event)) />
            <button type="submit" class="button">{t("template-keep")}</button>
        </form>
    }
    .into_any()
}
