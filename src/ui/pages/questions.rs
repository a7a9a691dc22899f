//! The questions of the dashboard: the whole bank, what the user made of it, and packs to hand on.

use std::sync::Arc;

use leptos::prelude::*;

use super::packs::packs;
use super::question_form::{Editing, QuestionDialog};
use crate::domain::{Aim, QuestionId, Relationship};
use crate::questions::{Question, Template};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, dynamic, named_button, when};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::parts::questions::Questions;
use crate::ui::session::Session;
use crate::ui::words;

/// The section; `aim` is the one whose questions are shown first.
#[component]
pub fn QuestionsPage(session: Session, aim: Option<Aim>) -> impl IntoView {
    let questions = Questions::reading(session);
    let editing = RwSignal::new(Editing::Nothing);
    let sought = RwSignal::new(String::new());
    // Places in the list of aims that are asked about, then the user's own, then hidden ones.
    let shown = RwSignal::new(Aim::ASKED_ABOUT.iter().position(|known| Some(*known) == aim).unwrap_or_default());
    let names =
        Aim::ASKED_ABOUT.into_iter().map(words::aim).chain([t("questions-own"), t("questions-hidden")]).collect();
    let fits = move |question: &Question| {
        let sought = sought.get().trim().to_lowercase();
        if !sought.is_empty() {
            return question.text.to_lowercase().contains(&sought);
        }
        match Aim::ASKED_ABOUT.get(shown.get()) {
            Some(aim) => question.aim == *aim && !question.hidden,
            None if shown.get() == Aim::ASKED_ABOUT.len() => question.own,
            None => question.hidden,
        }
    };
    let found =
        move || questions.bank.with(|bank| bank.questions.iter().filter(|q| fits(q)).cloned().collect::<Vec<_>>());
    let list = move || found().into_iter().map(|one| entry(questions, one, editing)).collect_view().into_any();
    let none = move || questions.bank.with(|bank| !bank.questions.is_empty()) && found().is_empty();
    view! {
        <div class="dash-head">
            <h1>{t("questions")}</h1>
            {button("button primary", t("question-new"), move || editing.set(Editing::New))}
        </div>
        <div class="fields">
            <Select label=t("show") options=names chosen=shown on_choose=move |place: usize| shown.set(place) />
            <div class="field">
                <label for="search-questions">{t("search-questions")}</label>
                <input class="input" id="search-questions" type="search" dir="auto"
                    on:input=move |event| sought.set(event_target_value(&event)) />
            </div>
        </div>
        {when(none, || view! { <p class="sub">{t("no-question-here")}</p> }.into_any())}
        <ul class="questions" aria-label=t("questions")>{dynamic(list)}</ul>
        {dynamic(move || not_for_us(questions))}
        {dynamic(move || own_templates(questions))}
        {packs(questions)}
        <QuestionDialog questions editing />
    }
}

/// "Real, for a manager to ask, again after 12 meetings."
fn in_words(question: &Question) -> String {
    let again = t_count("question-again", i64::from(question.cooldown), &[]);
    let mut parts = vec![words::depth(question.depth), words::asker(question.asker), again];
    parts.extend(words::fit(question.fit));
    parts.extend(question.ahead.then(|| t("better-ahead")));
    parts.extend(question.own.then(|| t("question-yours")));
    parts.join(" · ")
}

fn entry(questions: Questions, question: Question, editing: RwSignal<Editing>) -> AnyView {
    let session = questions.session();
    let label = |key: &str| t_with(key, &[("question", &question.text)]);
    let (id, hidden) = (question.id.clone(), question.hidden);
    let (hide, hide_what) = if hidden { ("show-again", "show-question") } else { ("hide", "hide-question") };
    let toggle = move || session.desk().hide_everywhere(&id, !hidden);
    let edited = question.clone();
    let edit = move || editing.set(Editing::Known(Box::new(edited.clone())));
    let forget = question.own.then(|| {
        let is_ours = questions.ours().find(&question.id).is_some();
        let (text, what) = if is_ours { ("as-it-was", "question-as-it-was") } else { ("delete", "delete-question") };
        let id = question.id.to_string();
        named_button("button quiet", label(what), t(text), move || forget(session, &id))
    });
    let class = if hidden { "question-item is-hidden" } else { "question-item" };
    let buttons = view! {
        <div class="button-row">
            {named_button("button quiet", label("edit-question"), t("edit"), edit)}
            {named_button("button quiet", label(hide_what), t(hide), toggle)}
            {forget}
        </div>
    };
    let sub = in_words(&question);
    view! {
        <li class=class>
            <span class="question" dir="auto">{question.text}</span>
            <span class="sub">{sub}</span>
            {buttons}
        </li>
    }
    .into_any()
}

/// Takes an entry of the user's away, with a way back.
fn forget(session: Session, id: &str) {
    let before = session.desk().forget_entry(id);
    let undo: Undo = Arc::new(move || session.desk().restore_entries(before.clone()));
    session.say(t("entry-deleted"), Some(undo));
}

/// What is not for us, person by person, with a way to have it back.
fn not_for_us(questions: Questions) -> AnyView {
    let session = questions.session();
    session.track();
    let bank = questions.bank.get();
    let of_person = |person: Relationship| {
        let hidden = session.desk().hidden_questions(&person.id);
        let entry = |id: &QuestionId| {
            let text = bank.find(id)?.text.clone();
            let (person, id) = (person.id.clone(), id.clone());
            let label = t_with("show-question", &[("question", &text)]);
            let show = move || session.desk().hide_question(&person, &id, false);
            let button = named_button("button quiet", label, t("show-again"), show);
            Some(view! { <li class="question-item"><span class="question" dir="auto">{text}</span>{button}</li> })
        };
        let entries: Vec<_> = hidden.iter().filter_map(entry).collect();
        let title = t_with("not-for-you-and", &[("name", &person.counterpart.name)]);
        (!entries.is_empty())
            .then(|| view! { <section><h2 dir="auto">{title}</h2><ul class="questions">{entries}</ul></section> })
    };
    session.desk().people().into_iter().filter_map(of_person).collect_view().into_any()
}

fn own_templates(questions: Questions) -> AnyView {
    let session = questions.session();
    let entry = |template: Template| {
        let titles = template.points.iter().map(|point| point.title.clone()).collect::<Vec<_>>().join(" · ");
        let label = t_with("delete-template", &[("name", &template.name)]);
        let id = template.id.clone();
        let delete = named_button("button quiet", label, t("delete"), move || forget(session, &id));
        view! {
            <li class="question-item">
                <span class="question" dir="auto">{template.name}</span>
                <span class="sub" dir="auto">{titles}</span>
                {delete}
            </li>
        }
    };
    let own: Vec<_> = questions.bank.with(|bank| bank.templates.iter().filter(|one| one.own).cloned().collect());
    if own.is_empty() {
        return ().into_any();
    }
    let entries = own.into_iter().map(entry).collect_view();
    view! { <section><h2>{t("templates-own")}</h2><ul class="questions" aria-label=t("templates-own")>{entries}</ul></section> }
        .into_any()
}
