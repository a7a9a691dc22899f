//! The sidebar: the 1:1 itself, beside the call or on its own.

use leptos::prelude::*;

use super::mount;
use super::sidebar_place::Place;
use crate::app::ThreadView;
use crate::domain::{CallRoom, MeetingNumber, RelationshipId};
use crate::platform::page;
use crate::ui::kit::erase::{button, dynamic, either, said, steady, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::notice::NoticeBar;
use crate::ui::kit::sure::sure_button;
use crate::ui::kit::tabs::TabList;
use crate::ui::parts::Here;
use crate::ui::parts::actions::Actions;
use crate::ui::parts::agenda::Agenda;
use crate::ui::parts::ask::Ask;
use crate::ui::parts::choose::Choose;
use crate::ui::parts::compass::nudge;
use crate::ui::parts::from_last::from_last;
use crate::ui::parts::head::{Head, Pair};
use crate::ui::parts::off_record::off_strip;
use crate::ui::parts::private::Private;
use crate::ui::parts::questions::Questions;
use crate::ui::parts::suggestion::{Suggestions, suggestion_card};
use crate::ui::parts::templates::templates;
use crate::ui::parts::time::Time;
use crate::ui::parts::trouble::trouble;
use crate::ui::parts::updates::update_row;
use crate::ui::parts::wrap_up::{in_short, wrap_up_or_end};
use crate::ui::session::Session;

/// Shows the page.
pub async fn show(session: Session) {
    let place = if page::is_practice() { Place::to_practise(session) } else { Place::of_address(session).await };
    session.tick();
    if !page::is_practice() {
        place.follow().await;
    }
    mount(session, "page-sidebar", move || view! { <Sidebar session place /> }.into_any());
}

#[component]
fn Sidebar(session: Session, place: Place) -> impl IntoView {
    let questions = Questions::reading(session);
    let on_chosen = Callback::new(move |id| place.chosen.set(Some(id)));
    dynamic(move || match (place.chosen.get(), place.room.get()) {
        (None, room) => {
            place.show(None);
            view! {
                <div class="page">
                    {place.cards()}
                    {trouble(session)}
                    <Choose session room on_chosen />
                    <NoticeBar notice=session.notice />
                </div>
            }
            .into_any()
        }
        (Some(id), room) => {
            let here = Here::new(session, id);
            place.show(Some(here));
            one_to_one(here, questions, room, place)
        }
    })
}

fn one_to_one(here: Here, questions: Questions, room: Option<CallRoom>, place: Place) -> AnyView {
    // When the call has ended, the closing question is offered by itself; putting it away is up to the user. Whoever
    // joins again goes on with the meeting, and what was filled in so far is kept.
    here.desk().follow_only(&here.id());
    let call_ended = steady(move || here.read(|view| view.call_ended.is_some()));
    Effect::new(move |had_ended: Option<bool>| {
        let has_ended = call_ended.get();
        let goes_on = had_ended == Some(true) && untrack(|| here.read(ThreadView::is_live));
        if has_ended || goes_on {
            here.wrapping_up.set(has_ended);
        }
        has_ended
    });
    follow_the_other(here);
    leave_who_is_gone(here, place);
    let wraps_up = move || here.wrapping_up.get() && here.read(|view| view.closing.is_some());
    let meeting = move || meeting(here, questions, room.clone(), place.chosen);
    view! {
        <div class="page">
            {place.cards()}
            {either(wraps_up, move || wrapping_up(here), meeting)}
            <NoticeBar notice=here.session.notice />
        </div>
    }
    .into_any()
}

/// Whoever was deleted in another window is not shown here any more.
fn leave_who_is_gone(here: Here, place: Place) {
    let is_gone = steady(move || here.view.with(Option::is_none));
    Effect::new(move |_| {
        if is_gone.get() {
            here.session.say(t("deleted-elsewhere"), None);
            place.chosen.set(None);
        }
    });
}

/// When the other wraps up a meeting that this page is at, it turns to the question about it.
fn follow_the_other(here: Here) {
    Effect::new(move |before: Option<(bool, Option<MeetingNumber>)>| {
        let now = here.read(|view| (view.is_live(), view.closing));
        match before {
            Some((true, asked)) if !now.0 && now.1.is_some() && now.1 == asked => here.wrapping_up.set(true),
            // Somebody answered in another window.
            Some((_, Some(_))) if now.1.is_none() => here.wrapping_up.set(false),
            _ => {}
        }
        now
    });
}

/// The other has wrapped up, and I was not asked yet.
fn they_wrapped_up(here: Here) -> AnyView {
    let text = said(move || t_with("they-wrapped-up", &[("name", &here.name())]));
    let show = move || {
        view! {
            <section class="ask-card" aria-label=t("before-you-go")>
                <p dir="auto">{text}</p>
                <div class="button-row">
                    {button("button primary", t("answer"), move || here.wrapping_up.set(true))}
                    {sure_button("button quiet", t("skip"), move || here.desk().wrap_up(&here.id(), None))}
                </div>
            </section>
        }
        .into_any()
    };
    when(move || here.read(|view| view.closed_by_them.is_some()), show)
}

fn meeting(
    here: Here,
    questions: Questions,
    room: Option<CallRoom>,
    chosen: RwSignal<Option<RelationshipId>>,
) -> AnyView {
    let tab = RwSignal::new(0_usize);
    let suggestions = Suggestions::new(here, questions, room.is_some());
    let panel = dynamic(move || match tab.get() {
        1 => view! { <Actions here /> }.into_any(),
        2 => view! { <Private here /> }.into_any(),
        3 => view! { <Ask here questions suggestions /> }.into_any(),
        _ => view! {
            {they_wrapped_up(here)}
            {from_last(here)}
            {while_preparing(here)}
            <Agenda here />
            {suggestion_card(here, suggestions)}
            {templates(here, questions)}
        }
        .into_any(),
    });
    let id = said(move || format!("panel-{}", tab.get()));
    let label = said(move || format!("tab-{}", tab.get()));
    view! {
        <Head here room on_someone_else=move |()| chosen.set(None) />
        <Time here />
        {off_strip(here)}
        {trouble(here.session)}
        {update_row(here)}
        <main class="page-body"><div class="panel" role="tabpanel" id=id aria-labelledby=label>{panel}</div></main>
        <footer class="page-foot">
            <TabList label=t("sections") names=vec![t("agenda"), t("actions"), t("private"), t("ask")] chosen=tab />
        </footer>
    }
    .into_any()
}

/// What is worth a thought before the meeting, and would only distract in it.
fn while_preparing(here: Here) -> AnyView {
    when(move || !here.read(ThreadView::is_live), move || nudge(here.compass().into()))
}

fn wrapping_up(here: Here) -> AnyView {
    let done = Callback::new(move |()| {
        here.wrapping_up.set(false);
        here.session.say(t("wrapped-up"), None);
    });
    view! {
        <header class="page-head">
            <Pair here />
            <div class="grow"><h1>{t("before-you-go")}</h1><div class="sub">{said(move || in_short(here))}</div></div>
            {button("button quiet", t("back"), move || here.wrapping_up.set(false))}
        </header>
        {trouble(here.session)}
        {wrap_up_or_end(here, done)}
    }
    .into_any()
}
