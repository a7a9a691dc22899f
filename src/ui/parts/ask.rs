//! All questions, to look through and to search.

use leptos::prelude::*;

use super::Here;
use super::suggestion::Questions;
use crate::domain::Aim;
use crate::questions::Question;
use crate::ui::kit::erase::{dynamic, named_button, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// The bank, by aim.
#[component]
pub fn Ask(here: Here, questions: Questions) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let role = here.read(|view| Some(view.relationship.me.role));
    let fits = move |question: &Question| {
        let sought = sought.get().trim().to_lowercase();
        role.is_some_and(|role| question.asker.fits(role)) && question.text.to_lowercase().contains(&sought)
    };
    let none = move || questions.bank.with(|bank| !bank.questions.is_empty() && !bank.questions.iter().any(fits));
    let groups = move || {
        let bank = questions.bank.get();
        let found: Vec<_> = bank.questions.iter().filter(|question| fits(question)).collect();
        Aim::ASKED_ABOUT.into_iter().filter_map(|aim| group(here, aim, &found)).collect_view().into_any()
    };
    view! {
        <div class="ask">
            <input class="input search" type="search" dir="auto" placeholder=t("search-questions")
                aria-label=t("search-questions") on:input=move |event| sought.set(event_target_value(&event)) />
            {when(none, || view! { <div class="empty"><p>{t("no-question-found")}</p></div> }.into_any())}
            <ul class="questions" aria-label=t("questions")>{dynamic(groups)}</ul>
        </div>
    }
}

fn group(here: Here, aim: Aim, found: &[&Question]) -> Option<AnyView> {
    let of_aim: Vec<_> =
        found.iter().filter(|question| question.aim == aim).map(|q| entry(here, (*q).clone())).collect();
    (!of_aim.is_empty())
        .then(|| view! { <li class="question-group"><h2>{words::aim(aim)}</h2><ul>{of_aim}</ul></li> }.into_any())
}

fn entry(here: Here, question: Question) -> AnyView {
    let label = t_with("add-question", &[("question", &question.text)]);
    let text = question.text.clone();
    let add = move || {
        if here.desk().add_question(&here.id(), &question).is_some() {
            here.session.say(t("question-added"), None);
        }
    };
    let button = named_button("icon-button", label, view! { <Icon shape=Shape::Plus /> }, add);
    view! { <li class="question-item"><span class="question">{text}</span>{button}</li> }.into_any()
}
