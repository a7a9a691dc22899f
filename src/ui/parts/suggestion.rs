//! One question at the right moment, and why.

use std::sync::Arc;

use leptos::prelude::*;

use super::Here;
use super::questions::Questions;
use crate::questions::Suggestion;
use crate::questions::rules::LITTLE_TIME;
use crate::ui::kit::erase::{button, keyed, said, when};
use crate::ui::kit::language::t;
use crate::ui::kit::notice::Undo;
use crate::ui::kit::sure::sure_button;
use crate::ui::words;

/// The suggestions of the moment, the best first.
#[derive(Clone, Copy)]
pub struct Suggestions(Memo<Vec<Suggestion>>);

impl Suggestions {
    /// Always up to date. `by_call`: the two talk by video.
    pub fn new(here: Here, questions: Questions, by_call: bool) -> Self {
        // Minutes are looked at only when few are left: until then nothing on the screen changes with the clock.
        let last_minutes = Memo::new(move |_| {
            let now = here.session.now().get();
            let left = here.read(|view| view.timer(now).filter(|_| view.is_live())).map(|timer| timer.left / 60);
            left.filter(|left| *left < LITTLE_TIME)
        });
        Self(Memo::new(move |_| {
            here.session.track();
            last_minutes.get();
            here.desk().suggestions(&questions.bank.get(), &here.id(), by_call)
        }))
    }

    /// All of them.
    pub fn all(&self) -> Vec<Suggestion> {
        self.0.get()
    }

    fn find(&self, id: &str) -> Option<Suggestion> {
        self.0.with(|all| all.iter().find(|one| one.question.id.as_str() == id).cloned())
    }
}

/// The suggestion of the moment. One that is on screen stays there as long as it is among the best, while the agenda
/// changes around it.
pub fn suggestion_card(here: Here, suggestions: Suggestions) -> AnyView {
    let shown = Memo::new(move |shown: Option<&Option<String>>| {
        let all = suggestions.all();
        let ids = || all.iter().map(|one| one.question.id.to_string());
        let stays = shown.and_then(|shown| shown.as_ref()).filter(|shown| ids().any(|id| id == **shown));
        stays.cloned().or_else(|| ids().next())
    });
    keyed(move || shown.get().into_iter().collect(), move |id| card(here, suggestions, id))
}

fn card(here: Here, suggestions: Suggestions, id: String) -> AnyView {
    let Some(Suggestion { question, .. }) = untrack(|| suggestions.find(&id)) else { return ().into_any() };
    let reason = said(move || suggestions.find(&id).map(|one| words::reason(one.reason)).unwrap_or_default());
    let ahead = question.ahead;
    let question = Arc::new(question);
    let [asked, added, passed, rested, hidden] = [(); 5].map(|()| question.clone());
    let hide = move || {
        here.desk().hide_question(&here.id(), &hidden.id, true);
        let hidden = hidden.clone();
        let undo: Undo = Arc::new(move || here.desk().hide_question(&here.id(), &hidden.id, false));
        here.session.say(t("question-hidden-for-us"), Some(undo));
    };
    let (ask, add) = if ahead { ("button", "button primary") } else { ("button primary", "button") };
    view! {
        <section class="suggestion" aria-label=t("suggestion")>
            <p class="reason">{reason}</p>
            <p class="question" dir="auto">{question.text.clone()}</p>
            {when(move || ahead, || view! { <p class="sub">{t("better-ahead")}</p> }.into_any())}
            <div class="button-row">
                {button(ask, t("ask-now"), move || here.desk().ask_now(&here.id(), &asked))}
                {button(add, t("add-to-agenda"), move || _ = here.desk().add_question(&here.id(), &added))}
                {button("button", t("another"), move || here.desk().pass_question(&here.id(), &passed.id))}
                {button("button quiet", t("not-today"), move || here.desk().rest_question(&here.id(), &rested.id))}
                {sure_button("button quiet", t("not-for-us"), hide)}
            </div>
        </section>
    }
    .into_any()
}
