//! All questions, to look through and to search, and the compass that leads to them.

use leptos::prelude::*;

use super::Here;
use super::compass::CompassView;
use super::questions::Questions;
use super::suggestion::Suggestions;
use crate::domain::Aim;
use crate::questions::{Question, Suggestion};
use crate::ui::kit::erase::{button, dynamic, named_button, said, section_head, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// The compass, what is best to ask now, and the bank by aim.
#[component]
pub fn Ask(here: Here, questions: Questions, suggestions: Suggestions) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let aim = RwSignal::new(None::<Aim>);
    let compass = here.compass();
    let choose = Callback::new(move |chosen: Aim| aim.update(|aim| *aim = (*aim != Some(chosen)).then_some(chosen)));
    let role = here.read(|view| Some(view.relationship.me.role));
    let not_for_us = Memo::new(move |_| {
        here.session.track();
        here.desk().hidden_questions(&here.id())
    });
    let fits = move |question: &Question| {
        let sought = sought.get().trim().to_lowercase();
        let of_aim = aim.get().is_none_or(|aim| question.aim == aim);
        let mine = question.own || role.is_some_and(|role| question.asker.fits(role));
        let hidden = question.hidden || not_for_us.with(|hidden| hidden.contains(&question.id));
        of_aim && mine && !hidden && question.text.to_lowercase().contains(&sought)
    };
    let none = move || questions.bank.with(|bank| !bank.questions.is_empty() && !bank.questions.iter().any(fits));
    let groups = move || {
        let bank = questions.bank.get();
        let found: Vec<_> = bank.questions.iter().filter(|question| fits(question)).collect();
        Aim::ASKED_ABOUT.into_iter().filter_map(|aim| group(here, aim, &found)).collect_view().into_any()
    };
    let all_aims = move || button("button", t("all-aims"), move || aim.set(None));
    view! {
        <div class="ask">
            <section aria-label=t("compass")>
                <CompassView compass now=here.session.now() chosen=aim on_choose=choose />
            </section>
            {best(here, suggestions, Signal::derive(move || sought.with(String::is_empty) && aim.get().is_none()))}
            <div class="search-row">
                <input class="input search" type="search" dir="auto" placeholder=t("search-questions")
                    aria-label=t("search-questions") on:input=move |event| sought.set(event_target_value(&event)) />
                {when(move || aim.get().is_some(), all_aims)}
            </div>
            {when(none, move || no_question(aim.into()))}
            <ul class="questions" aria-label=t("questions")>{dynamic(groups)}</ul>
        </div>
    }
}

fn no_question(aim: Signal<Option<Aim>>) -> AnyView {
    let text = said(move || match aim.get() {
        Some(Aim::Status) => t("no-question-on-status"),
        _ => t("no-question-found"),
    });
    view! { <div class="empty"><p>{text}</p></div> }.into_any()
}

/// What is suggested, all of it at once: at most three. Whoever looks for something else is not held up by it.
fn best(here: Here, suggestions: Suggestions, is_wanted: Signal<bool>) -> AnyView {
    let list = move || {
        let entries = suggestions
            .all()
            .into_iter()
            .map(|Suggestion { question, reason }| entry(here, question, Some(words::reason(reason))));
        entries.collect_view().into_any()
    };
    let show = move || {
        view! {
            <section>
                {section_head(t("best-now"), ())}
                <ul class="questions" aria-label=t("best-now")>{dynamic(list)}</ul>
            </section>
        }
        .into_any()
    };
    let is_any = Memo::new(move |_| is_wanted.get() && !suggestions.all().is_empty());
    when(move || is_any.get(), show)
}

fn group(here: Here, aim: Aim, found: &[&Question]) -> Option<AnyView> {
    let of_aim: Vec<_> =
        found.iter().filter(|question| question.aim == aim).map(|q| entry(here, (*q).clone(), None)).collect();
    (!of_aim.is_empty())
        .then(|| view! { <li class="question-group"><h2>{words::aim(aim)}</h2><ul>{of_aim}</ul></li> }.into_any())
}

fn entry(here: Here, question: Question, reason: Option<String>) -> AnyView {
    let label = t_with("add-question", &[("question", &question.text)]);
    let text = question.text.clone();
    let notes = [reason, question.ahead.then(|| t("better-ahead"))];
    let notes = notes.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let notes = (!notes.is_empty()).then(|| view! { <span class="sub">{notes}</span> });
    let add = move || {
        if here.desk().add_question(&here.id(), &question).is_some() {
            here.session.say(t("question-added"), None);
        }
    };
    let button = named_button("icon-button", label, view! { <Icon shape=Shape::Plus /> }, add);
    view! { <li class="question-item"><span class="question" dir="auto">{text}</span>{notes}{button}</li> }.into_any()
}
