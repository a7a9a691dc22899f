//! The agenda: the points in order, what waits for next time, and a line to add one.

use leptos::prelude::*;

use super::Here;
use super::point::point;
use crate::app::agenda::PointDraft;
use crate::domain::{Aim, TalkingPoint};
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::erase::{button, dynamic, empty, flag, keyed, said, section_head, user_text, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::sort::Dragged;
use crate::ui::words;

/// The agenda.
#[component]
pub fn Agenda(here: Here) -> impl IntoView {
    let dragged = Dragged::none();
    let length = move || here.read(|view| view.agenda.len());
    let count = said(move || {
        let (done, all) = here.read(|view| (view.discussed().count(), view.agenda.len()));
        if all == 0 {
            String::new()
        } else {
            t_with("count-of", &[("done", &done.to_string()), ("all", &all.to_string())])
        }
    });
    let drops_last = flag(move || dragged.before().is_some_and(|before| before >= length()));
    let ids = move || here.read(|view| view.agenda.iter().map(|point| point.id.to_string()).collect());
    view! {
        <section>
            {section_head(t("agenda"), view! { <span class="count">{count}</span> })}
            {when(move || length() == 0, || empty(t("agenda-empty"), t("agenda-empty-hint")))}
            <ol class="points" class:drop-last=drops_last aria-label=t("agenda")>
                {keyed(ids, move |id| point(here, id, dragged))}
            </ol>
        </section>
        {next_time(here)}
        <AddPoint here />
    }
}

/// Points that were put off, with a way to take them back.
fn next_time(here: Here) -> AnyView {
    let entry = move |point: TalkingPoint| {
        let id = point.id.clone();
        let take_back = button("button quiet", t("take-back"), move || here.desk().put_off(&here.id(), &id, false));
        view! {
            <li class=format!("point is-next {}", here.class_of(&point.author))>
                <div class="point-row">{user_text("point-title", point.title)}{take_back}</div>
            </li>
        }
    };
    let entries = move || here.read(|view| view.put_off.clone()).into_iter().map(entry).collect_view().into_any();
    let show = move || {
        view! {
            <section>
                {section_head(t("next-time"), ())}
                <ul class="points" aria-label=t("next-time")>{dynamic(entries)}</ul>
            </section>
        }
        .into_any()
    };
    when(move || here.read(|view| !view.put_off.is_empty()), show)
}

/// A line to add a point, mine unless I say whose.
#[component]
pub fn AddPoint(here: Here) -> impl IntoView {
    let title = RwSignal::new(String::new());
    let whose = RwSignal::new(0_usize);
    let said_aim = RwSignal::new(None::<Aim>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (author, aim) = (here.both().get(whose.get_untracked()).cloned(), said_aim.get_untracked());
        let draft = PointDraft { author, aim, ..PointDraft::titled(title.get_untracked()) };
        if here.desk().add_point(&here.id(), &draft).is_some() {
            if aim.is_some() {
                here.desk().learn_aim(&draft.title, aim);
            }
            said_aim.set(None);
            title.set(String::new());
        }
    };
    let is_typing = move || !title.with(|title| title.trim().is_empty());
    let options = Signal::derive(move || {
        let both = here.both();
        both.iter().map(|person| (here.who(person), here.class_of(person))).collect::<Vec<_>>()
    });
    view! {
        <form class="add" on:submit=add>
            <input class="input" type="text" dir="auto" autocomplete="off" enterkeyhint="done"
                placeholder=t("add-point") aria-label=t("add-point")
                prop:value=said(move || title.get()) on:input=move |event| title.set(event_target_value(&event)) />
            <RadioChips label=t("whose-point") group="whose" options chosen=Signal::derive(move || Some(whose.get()))
                on_choose=move |place: usize| whose.set(place) class="whose" />
            {when(is_typing, move || aim_chips(here, title, said_aim))}
        </form>
    }
}

/// What the title seems to be about, while it is typed; one click says otherwise.
fn aim_chips(here: Here, title: RwSignal<String>, said_aim: RwSignal<Option<Aim>>) -> AnyView {
    let chosen = Signal::derive(move || {
        let guess = || here.desk().guess_aim(&title.get()).map(|guess| guess.aim);
        said_aim.get().or_else(guess).map(|aim| aim as usize)
    });
    let options = Signal::derive(|| Aim::ALL.map(|aim| (words::aim(aim), "small")).to_vec());
    let choose = move |place: usize| said_aim.set(Aim::ALL.get(place).copied());
    view! { <RadioChips label=t("aim") group="new-aim" options chosen on_choose=choose /> }.into_any()
}
