//! All questions, to look through and to search.

use leptos::prelude::*;

use super::Here;
use super::suggestion::Questions;
use crate::domain::Aim;
use crate::questions::Question;
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// The bank, by aim.
#[component]
pub fn Ask() -> impl IntoView {
    let here = Here::get();
    let bank = Questions::get().bank;
    let sought = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let (sought, role) = (sought.get().trim().to_lowercase(), here.view.get().map(|view| view.relationship.me.role));
        let fits = |question: &&Question| {
            role.is_some_and(|role| question.asker.fits(role)) && question.text.to_lowercase().contains(&sought)
        };
        bank.get().map(|bank| bank.questions.iter().filter(fits).cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let group = move |aim: Aim| {
        let of_aim: Vec<_> = found.get().into_iter().filter(|question| question.aim == aim).collect();
        (!of_aim.is_empty()).then(|| {
            view! {
                <li class="question-group">
                    <h3>{words::aim(aim)}</h3>
                    <ul>{of_aim.into_iter().map(|question| view! { <Entry question /> }).collect_view()}</ul>
                </li>
            }
        })
    };
    view! {
        <div class="ask">
            <input class="input search" type="search" dir="auto" placeholder=t("search-questions")
                aria-label=t("search-questions") on:input=move |event| sought.set(event_target_value(&event)) />
            <Show when=move || found.with(Vec::is_empty) && bank.with(Option::is_some)>
                <div class="empty"><p>{t("no-question-found")}</p></div>
            </Show>
            <ul class="questions" aria-label=t("questions")>
                {move || Aim::ASKED_ABOUT.into_iter().filter_map(group).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn Entry(question: Question) -> impl IntoView {
    let here = Here::get();
    let label = t_with("add-question", &[("question", &question.text)]);
    let text = question.text.clone();
    let add = move |_| {
        if here.desk().add_question(&here.id(), &question).is_some() {
            here.session.say(t("question-added"), None);
        }
    };
    view! {
        <li class="question-item">
            <span class="question">{text}</span>
            <button type="button" class="icon-button" aria-label=label on:click=add><Icon shape=Shape::Plus /></button>
        </li>
    }
}
