//! One question at the right moment, and why.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use crate::domain::QuestionId;
use crate::domain::order::gathered;
use crate::platform::page;
use crate::questions::{Bank, Suggestion};
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::language::t;
use crate::ui::words;

/// The bank of the page, and the questions that were passed over in this meeting.
#[derive(Clone, Copy)]
pub struct Questions {
    pub bank: RwSignal<Arc<Bank>>,
    rested: RwSignal<Vec<String>>,
}

impl Questions {
    /// An empty bank, which fills once the page is on screen.
    pub fn reading() -> Self {
        let questions = Self { bank: RwSignal::new(Arc::default()), rested: RwSignal::new(Vec::new()) };
        spawn_local(async move {
            let file = page::own_file("questions/en.json").await.unwrap_or_default();
            // Without a bank there are no suggestions, and everything else goes on.
            if let Ok(bank) = Bank::parse(&file) {
                questions.bank.set(Arc::new(bank));
            }
        });
        questions
    }

    fn suggestion(self, here: Here) -> Option<Suggestion> {
        here.session.track();
        let rested = gathered(self.rested.get().into_iter().map(QuestionId::new));
        here.desk().suggestion(&self.bank.get(), &here.id(), &rested)
    }
}

/// The suggestion of the moment. It stays as it is while the agenda changes around it.
pub fn suggestion_card(here: Here, questions: Questions) -> AnyView {
    let chosen = Memo::new(move |_| questions.suggestion(here));
    dynamic(move || match chosen.get() {
        Some(suggestion) => card(here, suggestion, questions.rested),
        None => ().into_any(),
    })
}

fn card(here: Here, suggestion: Suggestion, rested: RwSignal<Vec<String>>) -> AnyView {
    let question = Arc::new(suggestion.question);
    let passed = question.id.to_string();
    let pass_over = move || rested.update(|rested| rested.push(passed.clone()));
    let [asked, added, resting, hidden] = [(); 4].map(|()| question.clone());
    view! {
        <section class="suggestion" aria-label=t("suggestion")>
            <p class="reason">{words::reason(suggestion.reason)}</p>
            <p class="question">{question.text.clone()}</p>
            <div class="button-row">
                {button("button primary", t("ask-now"), move || here.desk().ask_now(&here.id(), &asked))}
                {button("button", t("add-to-agenda"), move || _ = here.desk().add_question(&here.id(), &added))}
                {button("button", t("another"), pass_over)}
                {button("button quiet", t("not-today"), move || here.desk().rest_question(&here.id(), &resting.id))}
                {button("button quiet", t("not-for-us"), move || here.desk().hide_question(&here.id(), &hidden.id))}
            </div>
        </section>
    }
    .into_any()
}
