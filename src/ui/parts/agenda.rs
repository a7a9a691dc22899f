//! The agenda: the points in order, what waits for next time, and a line to add one.

use leptos::prelude::*;

use super::Here;
use super::point::Point;
use crate::app::agenda::PointDraft;
use crate::domain::{PersonId, PointId};
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::sort::Dragged;

/// The agenda.
#[component]
pub fn Agenda() -> impl IntoView {
    let here = Here::get();
    let dragged = RwSignal::new(None::<Dragged>);
    let ids = Memo::new(move |_| here.read(|view| view.agenda.iter().map(|p| p.id.clone()).collect::<Vec<_>>()));
    let count = move || {
        let (done, all) = here.read(|view| (view.discussed().count(), view.agenda.len()));
        (all > 0).then(|| t_with("count-of", &[("done", &done.to_string()), ("all", &all.to_string())]))
    };
    let drops_last = move || dragged.get().is_some_and(|now| now.before >= ids.with(Vec::len));
    view! {
        <section>
            <div class="section-head"><h2>{t("agenda")}</h2><span class="count">{count}</span></div>
            <Show when=move || ids.with(Vec::is_empty)>
                <div class="empty"><p>{t("agenda-empty")}</p><p>{t("agenda-empty-hint")}</p></div>
            </Show>
            <ol class="points" class:drop-last=drops_last aria-label=t("agenda")>
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Point id dragged />
                </For>
            </ol>
        </section>
        <NextTime />
        <AddPoint />
    }
}

/// Points that were put off, with a way to take them back.
#[component]
fn NextTime() -> impl IntoView {
    let here = Here::get();
    let put_off = move || {
        here.read(|view| view.put_off.iter().map(|p| (p.id.clone(), p.title.clone(), p.author.clone())).collect::<Vec<_>>())
    };
    let entry = move |(id, title, author): (PointId, String, PersonId)| {
        let take_back = move |_| here.desk().put_off(&here.id(), &id, false);
        view! {
            <li class=format!("point is-next {}", here.class_of(&author))>
                <div class="point-row">
                    <span class="point-title" dir="auto">{title}</span>
                    <button type="button" class="button quiet" on:click=take_back>{t("take-back")}</button>
                </div>
            </li>
        }
    };
    view! {
        <Show when=move || !put_off().is_empty()>
            <section>
                <div class="section-head"><h2>{t("next-time")}</h2></div>
                <ul class="points" aria-label=t("next-time")>{move || put_off().into_iter().map(entry).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// A line to add a point, mine unless I say whose.
#[component]
pub fn AddPoint() -> impl IntoView {
    let here = Here::get();
    let title = RwSignal::new(String::new());
    let whose = RwSignal::new(0_usize);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let author = here.both().get(whose.get_untracked()).cloned();
        let draft = PointDraft { author, ..PointDraft::titled(title.get_untracked()) };
        if here.desk().add_point(&here.id(), &draft).is_some() {
            title.set(String::new());
        }
    };
    let options = Signal::derive(move || {
        let both = here.both();
        both.iter().map(|person| (here.who(person), here.class_of(person))).collect::<Vec<_>>()
    });
    view! {
        <form class="add" on:submit=add>
            <input class="input" type="text" dir="auto" autocomplete="off" enterkeyhint="done"
                placeholder=t("add-point") aria-label=t("add-point")
                prop:value=title on:input=move |event| title.set(event_target_value(&event)) />
            <RadioChips label=t("whose-point") group="whose" options chosen=Signal::derive(move || Some(whose.get()))
                on_choose=move |place| whose.set(place) class="whose" />
        </form>
    }
}
