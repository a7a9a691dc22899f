//! One question at the right moment, and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use crate::domain::QuestionId;
use crate::platform::page;
use crate::questions::{Bank, Suggestion};
use crate::ui::kit::language::t;
use crate::ui::words;

/// The bank of the page, and the questions that were passed over in this meeting.
#[derive(Clone, Copy)]
pub struct Questions {
    pub bank: RwSignal<Option<Arc<Bank>>>,
    rested: RwSignal<BTreeSet<QuestionId>>,
}

impl Questions {
    /// Makes the bank known to every part below, and reads it once the page is on screen.
    pub fn provide() {
        let questions = Self { bank: RwSignal::new(None), rested: RwSignal::new(BTreeSet::new()) };
        provide_context(questions);
        spawn_local(async move {
            let file = page::own_file("questions/en.json").await;
            // Without a bank there are no suggestions, and everything else goes on.
            questions.bank.set(file.and_then(|file| Bank::parse(&file).ok()).map(Arc::new));
        });
    }

    /// The bank of this page.
    pub fn get() -> Self {
        expect_context()
    }
}

/// The suggestion of the moment.
#[component]
pub fn SuggestionCard() -> impl IntoView {
    let here = Here::get();
    let questions = Questions::get();
    let suggestion = Memo::new(move |_| {
        here.session.track();
        let bank = questions.bank.get()?;
        questions.rested.with(|rested| here.desk().suggestion(&bank, &here.id(), rested))
    });
    view! {
        {move || suggestion.get().map(|suggestion| view! { <Card suggestion rested=questions.rested /> })}
    }
}

#[component]
fn Card(suggestion: Suggestion, rested: RwSignal<BTreeSet<QuestionId>>) -> impl IntoView {
    let here = Here::get();
    let question = StoredValue::new(suggestion.question.clone());
    let id = StoredValue::new(suggestion.question.id.clone());
    let rest = move || rested.update(|rested| _ = rested.insert(id.get_value()));
    let hide = move |_| here.desk().hide_question(&here.id(), &id.get_value());
    view! {
        <section class="suggestion" aria-label=t("suggestion")>
            <p class="reason">{words::reason(suggestion.reason)}</p>
            <p class="question">{suggestion.question.text}</p>
            <div class="button-row">
                <button type="button" class="button primary"
                    on:click=move |_| here.desk().ask_now(&here.id(), &question.get_value())>{t("ask-now")}</button>
                <button type="button" class="button"
                    on:click=move |_| _ = here.desk().add_question(&here.id(), &question.get_value())>
                    {t("add-to-agenda")}
                </button>
                <button type="button" class="button" on:click=move |_| rest()>{t("another")}</button>
                <button type="button" class="button quiet" on:click=move |_| rest()>{t("not-today")}</button>
                <button type="button" class="button quiet" on:click=hide>{t("not-for-us")}</button>
            </div>
        </section>
    }
}
