//! A question to write or to rewrite.

use leptos::html;
use leptos::prelude::*;

use crate::domain::{Aim, QuestionId};
use crate::questions::Question;
use crate::questions::bank::{Asker, Fit};
use crate::questions::pack::check_question;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, check, dynamic, said};
use crate::ui::kit::language::{language, t};
use crate::ui::kit::text::{NumberField, TextField};
use crate::ui::parts::questions::Questions;
use crate::ui::words;

/// What the dialog is about: nothing while it is shut.
#[derive(Clone)]
pub enum Editing {
    Nothing,
    New,
    Known(Box<Question>),
}

/// Meetings before a new question may come again, unless the user says otherwise: the most usual in the bank.
const USUAL_COOLDOWN: u32 = 12;

/// Most meetings that a question may rest: ten years of weekly ones.
const LONGEST_COOLDOWN: u32 = 520;

/// The dialog.
#[component]
pub fn QuestionDialog(questions: Questions, editing: RwSignal<Editing>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match editing.get() {
            Editing::Nothing => dialog.close(),
            Editing::New | Editing::Known(_) => _ = dialog.show_modal(),
        }
    });
    let content = dynamic(move || match editing.get() {
        Editing::Nothing => ().into_any(),
        Editing::New => form(questions, editing, blank()),
        Editing::Known(question) => form(questions, editing, *question),
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="edit-question" on:close=move |_| editing.set(Editing::Nothing)>
            {content}
        </dialog>
    }
}

fn blank() -> Question {
    Question {
        id: QuestionId::new(""),
        aim: Aim::Wellbeing,
        depth: 1,
        asker: Asker::Anyone,
        fit: Fit::Any,
        stage: None,
        cooldown: USUAL_COOLDOWN,
        follows: None,
        ahead: false,
        text: String::new(),
        own: true,
        hidden: false,
    }
}

fn form(questions: Questions, editing: RwSignal<Editing>, question: Question) -> AnyView {
    let draft = RwSignal::new(question);
    let mistake = RwSignal::new(String::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut question = draft.get_untracked();
        question.text = question.text.trim().into();
        if let Err(problem) = check_question(&question) {
            return mistake.set(words::problem(&problem));
        }
        let session = questions.session();
        if session.desk().keep_question(&questions.ours(), question, &language()).is_some() {
            session.say(t("question-kept"), None);
            editing.set(Editing::Nothing);
        }
    };
    view! {
        <form class="form" on:submit=save>
            <h2 id="edit-question">{t("question")}</h2>
            <TextField label=t("question-text") value=said(move || draft.with(|draft| draft.text.clone()))
                on_input=move |text: String| draft.update(|draft| draft.text = text) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            {tags(draft)}
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || editing.set(Editing::Nothing))}
                <button type="submit" class="button primary">{t("save")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// All but the text.
fn tags(draft: RwSignal<Question>) -> AnyView {
    let place = |of: fn(&Question) -> usize| Signal::derive(move || draft.with(of));
    let aim = place(|one| Aim::ASKED_ABOUT.iter().position(|aim| *aim == one.aim).unwrap_or_default());
    let depth = place(|one| usize::from(one.depth.saturating_sub(1)));
    let asker = place(|one| Asker::ALL.iter().position(|asker| *asker == one.asker).unwrap_or_default());
    let choose_aim = move |place: usize| {
        draft.update(|draft| draft.aim = Aim::ASKED_ABOUT.get(place).copied().unwrap_or(draft.aim));
    };
    let choose_depth = move |place: usize| draft.update(|draft| draft.depth = u8::try_from(place + 1).unwrap_or(1));
    let choose_asker = move |place: usize| {
        draft.update(|draft| draft.asker = Asker::ALL.get(place).copied().unwrap_or_default());
    };
    let ahead = move |checked: bool| draft.update(|draft| draft.ahead = checked);
    view! {
        <div class="fields">
            <Select label=t("aim") options=Aim::ASKED_ABOUT.map(words::aim).to_vec() chosen=aim on_choose=choose_aim />
            <Select label=t("depth") options=[1, 2, 3].map(words::depth).to_vec() chosen=depth on_choose=choose_depth />
            <Select label=t("who-asks") options=Asker::ALL.map(words::asker).to_vec() chosen=asker on_choose=choose_asker />
            <NumberField label=t("cooldown") min=1 max=LONGEST_COOLDOWN
                value=Signal::derive(move || draft.with(|draft| draft.cooldown))
                on_change=move |meetings: u32| draft.update(|draft| draft.cooldown = meetings) />
        </div>
        {check("", t("better-ahead"), move || draft.with(|draft| draft.ahead), ahead)}
    }
    .into_any()
}
