//! Correcting what was written down: a point, a promise, the times of a meeting, my answer; or taking it out, with a way
//! back, or up again.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::history::Page;
use super::history_empty::empty_form;
use crate::domain::person::MINUTES;
use crate::domain::{
    ActionItem, ActionState, Aim, Answer, Meeting, MeetingNumber, PersonId, PointState, RelationshipId, Score,
    TalkingPoint, When, plan,
};
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::{long_day, t, t_with};
use crate::ui::kit::text::{LineField, NumberField, TextField, fresh_id};
use crate::ui::words;

/// What the dialog is about: nothing while it is shut.
#[derive(Clone)]
pub enum Editing {
    Nothing,
    Point(RelationshipId, Box<TalkingPoint>),
    Promise(RelationshipId, Box<ActionItem>),
    Times(RelationshipId, Box<Meeting>),
    Answer(RelationshipId, MeetingNumber, Box<Answer>),
    /// All that was written in it is to be taken out.
    Whole(RelationshipId, MeetingNumber),
}

/// Opens the meeting that it is about, so that it can be changed, and then the dialog.
pub fn edit(page: Page, with: RelationshipId, meeting: MeetingNumber, editing: Editing) {
    let session = page.session;
    spawn_local(async move {
        match session.desk().open_past(&with, meeting).await {
            Ok(()) => page.editing.set(editing),
            Err(error) => session.say(t_with("past-unread", &[("reason", &error.to_string())]), None),
        }
    });
}

/// The dialog.
pub fn edit_dialog(page: Page) -> AnyView {
    let is_open = RwSignal::new(false);
    // Each follows the other, and writes only what is not so already: else they would call each other for ever.
    Effect::new(move |_| {
        let is_wanted = !matches!(page.editing.get(), Editing::Nothing);
        if is_open.get_untracked() != is_wanted {
            is_open.set(is_wanted);
        }
    });
    Effect::new(move |_| {
        if !is_open.get() && page.editing.with_untracked(|editing| !matches!(editing, Editing::Nothing)) {
            page.editing.set(Editing::Nothing);
        }
    });
    let title = said(move || match page.editing.get() {
        Editing::Nothing => String::new(),
        Editing::Point(_, point) => point.title,
        Editing::Promise(_, action) => action.text,
        Editing::Times(..) => t("correct-times"),
        Editing::Answer(..) => t("correct-answer"),
        Editing::Whole(..) => t("empty-meeting"),
    });
    dialog(is_open, title, move || match page.editing.get_untracked() {
        Editing::Nothing => ().into_any(),
        Editing::Point(with, point) => point_form(page, with, *point),
        Editing::Promise(with, action) => promise_form(page, with, *action),
        Editing::Times(with, meeting) => times_form(page, with, &meeting),
        Editing::Answer(with, number, answer) => answer_form(page, with, number, *answer),
        Editing::Whole(with, number) => empty_form(page, with, number),
    })
}

/// Fields, and the buttons below them: what else can be done, cancel, save.
fn form(page: Page, fields: AnyView, others: AnyView, save: impl Fn() + Send + 'static) -> AnyView {
    fn erased(page: Page, fields: AnyView, others: AnyView, save: Box<dyn Fn() + Send>) -> AnyView {
        let submit = move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            save();
            page.editing.set(Editing::Nothing);
        };
        view! {
            <form class="form" on:submit=submit>
                {fields}
                <div class="button-row end">
                    {others}
                    {button("button quiet", t("cancel"), move || page.editing.set(Editing::Nothing))}
                    <button type="submit" class="button primary">{t("save")}</button>
                </div>
            </form>
        }
        .into_any()
    }
    erased(page, fields, others, Box::new(save))
}

/// Which of the two it is: a list of both, and the ids behind it.
fn whose(page: Page, with: &RelationshipId) -> (Vec<PersonId>, Vec<String>) {
    let Some(known) = page.session.desk().relationship(with) else { return Default::default() };
    (vec![known.me.id, known.counterpart.id], vec![t("you"), known.counterpart.name])
}

/// Says what was taken out, and from where, with a way back.
pub fn say_removed(page: Page, with: &RelationshipId, put_back: impl Fn() + Send + Sync + 'static) {
    let shared = page.session.desk().thread(with).is_some_and(|view| view.is_shared);
    page.session.say(t(if shared { "deleted-for-both" } else { "it-was-deleted" }), Some(Arc::new(put_back)));
    page.editing.set(Editing::Nothing);
}

fn point_form(page: Page, with: RelationshipId, point: TalkingPoint) -> AnyView {
    let session = page.session;
    let (title, notes) = (RwSignal::new(point.title.clone()), RwSignal::new(point.notes.clone()));
    let (people, names) = whose(page, &with);
    let author = RwSignal::new(people.iter().position(|id| *id == point.author).unwrap_or_default());
    let aim = RwSignal::new(Aim::ALL.iter().position(|aim| point.aim == Some(*aim)).map_or(0, |place| place + 1));
    let aims = core::iter::once(t("aim-none")).chain(Aim::ALL.map(words::aim)).collect();
    let fields = view! {
        <LineField label=t("title") value=title on_input=move |text: String| title.set(text) />
        <TextField label=t("notes") value=notes rows="4" on_input=move |text: String| notes.set(text) />
        <div class="fields">
            <Select label=t("aim") options=aims chosen=aim on_choose=move |place: usize| aim.set(place) />
            <Select label=t("whose-point") options=names chosen=author on_choose=move |place: usize| author.set(place) />
        </div>
    }
    .into_any();
    let (of, id, removed_from) = (point.clone(), point.id.clone(), with.clone());
    let delete = button("button danger", t("delete"), move || {
        if let Some(removed) = session.desk().remove_point(&removed_from, &id) {
            let with = removed_from.clone();
            say_removed(page, &removed_from, move || session.desk().put_back_point(&with, &removed));
        }
    });
    let (again, from) =
        (with.clone(), t_with("taken-up-from", &[("day", &long_day(point.closed.map_or(point.added, |(at, _)| at)))]));
    let (id, open) = (point.id.clone(), point.state == PointState::Open);
    let take_up = (!open).then(|| {
        button("button", t("take-up-again"), move || {
            if session.desk().take_up_again(&again, &id, &from).is_some() {
                session.say(t("taken-up"), None);
            }
            page.editing.set(Editing::Nothing);
        })
    });
    form(page, fields, view! { {delete}{take_up} }.into_any(), move || {
        let desk = session.desk();
        desk.retitle_point(&with, &of.id, title.get_untracked().trim());
        desk.note_on_point(&with, &of.id, &notes.get_untracked());
        let chosen = aim.get_untracked().checked_sub(1).and_then(|place| Aim::ALL.get(place)).copied();
        if chosen != of.aim {
            desk.set_aim(&with, &of.id, chosen);
        }
        if let Some(author) = people.get(author.get_untracked()).filter(|author| **author != of.author) {
            desk.set_author(&with, &of.id, author.clone());
        }
    })
}

fn promise_form(page: Page, with: RelationshipId, action: ActionItem) -> AnyView {
    const STATES: [ActionState; 3] = [ActionState::Open, ActionState::Kept, ActionState::Dropped];
    let session = page.session;
    let text = RwSignal::new(action.text.clone());
    let when = RwSignal::new(action.when.as_ref().map(When::to_text).unwrap_or_default());
    let (people, names) = whose(page, &with);
    let owner = RwSignal::new(people.iter().position(|id| *id == action.owner).unwrap_or_default());
    let state = RwSignal::new(STATES.iter().position(|state| *state == action.state).unwrap_or_default());
    let states = ["still-open", "was-kept", "was-dropped"].map(t).to_vec();
    let fields = view! {
        <LineField label=t("action-text") value=text on_input=move |typed: String| text.set(typed) />
        <div class="fields">
            <Select label=t("owner") options=names chosen=owner on_choose=move |place: usize| owner.set(place) />
            <LineField label=t("when") value=when on_input=move |typed: String| when.set(typed) placeholder=t("when-hint") />
            <Select label=t("what-became") options=states chosen=state on_choose=move |place: usize| state.set(place) />
        </div>
    }
    .into_any();
    let (id, removed_from) = (action.id.clone(), with.clone());
    let delete = button("button danger", t("delete"), move || {
        if let Some(removed) = session.desk().remove_action(&removed_from, &id) {
            let with = removed_from.clone();
            say_removed(page, &removed_from, move || session.desk().put_back_action(&with, &removed));
        }
    });
    form(page, fields, delete, move || {
        let desk = session.desk();
        desk.reword_action(&with, &action.id, &text.get_untracked());
        let typed = When::parse(&when.get_untracked());
        if typed != action.when {
            desk.set_when(&with, &action.id, typed);
        }
        if let Some(owner) = people.get(owner.get_untracked()).filter(|owner| **owner != action.owner) {
            desk.set_owner(&with, &action.id, owner.clone());
        }
        if let Some(state) = STATES.get(state.get_untracked()).filter(|state| **state != action.state) {
            desk.close_action(&with, &action.id, *state);
        }
    })
}

fn times_form(page: Page, with: RelationshipId, meeting: &Meeting) -> AnyView {
    let (session, number) = (page.session, meeting.number);
    let started = meeting.started.map(|at| plan::to_text(session.desk().on_the_clock(at)));
    let began = RwSignal::new(started.unwrap_or_default());
    let took = meeting.started.zip(meeting.ended).map_or(0, |(start, end)| (end - start).num_minutes());
    let minutes = RwSignal::new(u32::try_from(took).unwrap_or_default());
    let id = fresh_id();
    let fields = view! {
        <div class="field">
            <label for=id.clone()>{t("began")}</label>
            <input class="input" id=id type="datetime-local" required prop:value=began
                on:input=move |event| began.set(event_target_value(&event)) />
        </div>
        <NumberField label=t("minutes-field") value=minutes min=1 max=*MINUTES.end()
            on_change=move |typed: u32| minutes.set(typed) />
    }
    .into_any();
    form(page, fields, ().into_any(), move || {
        let typed = began.get_untracked();
        plan::parse(&typed)
            .into_iter()
            .for_each(|began| session.desk().correct_times(&with, number, began, minutes.get_untracked()));
    })
}

fn answer_form(page: Page, with: RelationshipId, number: MeetingNumber, answer: Answer) -> AnyView {
    let session = page.session;
    let score = RwSignal::new(answer.score.map_or(0, |score| usize::from(score.points())));
    let change = RwSignal::new(answer.change.clone());
    let scores = core::iter::once(t("no-score")).chain(Score::ALL.map(|score| score.points().to_string())).collect();
    let fields = view! {
        <Select label=t("worth-it") options=scores chosen=score on_choose=move |place: usize| score.set(place) />
        <TextField label=t("what-to-change") value=change on_input=move |text: String| change.set(text) />
    }
    .into_any();
    let (before, taken_from) = (answer.clone(), with.clone());
    let delete = button("button danger", t("delete"), move || {
        if session.desk().correct_answer(&taken_from, number, &Answer::default()) {
            let (with, before) = (taken_from.clone(), before.clone());
            let undo = move || _ = session.desk().correct_answer(&with, number, &before);
            session.say(t("it-was-deleted"), Some(Arc::new(undo)));
        }
        page.editing.set(Editing::Nothing);
    });
    form(page, fields, delete, move || {
        let points = u8::try_from(score.get_untracked()).unwrap_or_default();
        let new = Answer { score: Score::new(points), change: change.get_untracked(), ..answer.clone() };
        session.desk().correct_answer(&with, number, &new);
    })
}
