//! The dialog about the next 1:1 with someone: planned for a day and time, moved by one of the two, or given up.

use std::sync::Arc;

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::app::overview::PersonOverview;
use crate::app::planning::Done;
use crate::domain::RelationshipId;
use crate::domain::held_rate::Who;
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::date::{day_and_time, native_field};
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::{civil_time, t, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::parts::shorten::shorten_instead;
use crate::ui::session::Session;

/// What is offered where nothing is known of the time of day.
const USUAL_TIME: &str = "10:00";

/// What stands in the dialog.
pub fn plan(session: Session, person: &PersonOverview, is_open: RwSignal<bool>) -> AnyView {
    let day = person.due.map(|day| day.to_string()).unwrap_or_default();
    let time = person.planned.map(|time| time.format("%H:%M").to_string());
    let (day, time) = (RwSignal::new(day), RwSignal::new(time.unwrap_or_else(|| USUAL_TIME.into())));
    let mistake = RwSignal::new(String::new());
    let name = &person.relationship.counterpart.name;
    let body = match person.planned {
        None => planning(session, person, (day, time), mistake, is_open),
        Some(planned) => moving(session, person, planned, (day, time), mistake, is_open),
    };
    view! {
        {body}
        {shorten_instead(session, &person.relationship.id, Callback::new(move |()| is_open.set(false)))}
        {giving_up(session, person, is_open)}
        <p class="sub" dir="auto">{t_with("plan-both", &[("name", name)])}</p>
        <div class="button-row end">{button("button quiet", t("close"), move || is_open.set(false))}</div>
    }
    .into_any()
}

type Fields = (RwSignal<String>, RwSignal<String>);

fn fields((day, time): Fields, mistake: RwSignal<String>) -> AnyView {
    view! {
        <div class="plan-fields">
            {native_field("date", t("plan-day"), day)}
            {native_field("time", t("plan-time"), time)}
        </div>
        <p class="mistake" role="alert">{said(move || mistake.get())}</p>
    }
    .into_any()
}

/// What is in the fields; where that is no time, says so.
fn filled_in((day, time): Fields, mistake: RwSignal<String>) -> Option<NaiveDateTime> {
    let filled_in = day_and_time(&day.get_untracked(), &time.get_untracked());
    mistake.set(if filled_in.is_none() { t("plan-no-time") } else { String::new() });
    filled_in
}

fn planning(
    session: Session,
    person: &PersonOverview,
    values: Fields,
    mistake: RwSignal<String>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let (id, meeting) = (person.relationship.id.clone(), person.current);
    let save = move || {
        let Some(time) = filled_in(values, mistake) else { return };
        let done = session.desk().plan_meeting(&id, meeting, time);
        say(session, &id, done, t_with("planned-for", &[("time", &civil_time(time))]));
        is_open.set(false);
    };
    view! {
        {fields(values, mistake)}
        <div class="button-row end">
            {it_took_place(session, person, values, mistake, is_open)}
            {button("button primary", t("plan"), save)}
        </div>
    }
    .into_any()
}

fn moving(
    session: Session,
    person: &PersonOverview,
    planned: NaiveDateTime,
    values: Fields,
    mistake: RwSignal<String>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let by_me = RwSignal::new(Some(0_usize));
    let who = vec![(t("me"), ""), (person.relationship.counterpart.name.clone(), "")];
    let (id, meeting) = (person.relationship.id.clone(), person.current);
    let go = move |to: Option<NaiveDateTime>| {
        let done = session.desk().move_meeting(&id, meeting, by_me.get_untracked() != Some(1), to);
        let text = to.map_or_else(|| t("moved-later"), |to| t_with("moved-to", &[("time", &civil_time(to))]));
        say(session, &id, done, text);
        is_open.set(false);
    };
    let later = go.clone();
    let save = move || match filled_in(values, mistake) {
        Some(time) if time == planned => mistake.set(t("move-same")),
        Some(time) => go(Some(time)),
        None => {}
    };
    view! {
        <p>{t_with("planned-for", &[("time", &civil_time(planned))])}</p>
        {fields(values, mistake)}
        <p class="label" aria-hidden="true">{t("move-who")}</p>
        <RadioChips label=t("move-who") group="move-who" options=Signal::stored(who) chosen=by_me
            on_choose=move |place: usize| by_me.set(Some(place)) />
        <div class="button-row end">
            {it_took_place(session, person, values, mistake, is_open)}
            {button("button", t("move-later"), move || later(None))}
            {button("button primary", t("move"), save)}
        </div>
    }
    .into_any()
}

/// It is over, and nobody had Duologue open.
fn it_took_place(
    session: Session,
    person: &PersonOverview,
    values: Fields,
    mistake: RwSignal<String>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let (id, meeting) = (person.relationship.id.clone(), person.current);
    let held = move || {
        let Some(time) = filled_in(values, mistake) else { return };
        let done = session.desk().held_on(&id, meeting, time);
        if done.is_none() {
            return mistake.set(t("held-when"));
        }
        say(session, &id, done, t_with("held-on", &[("time", &civil_time(time))]));
        is_open.set(false);
    };
    button("button quiet", t("held-then"), held)
}

fn giving_up(session: Session, person: &PersonOverview, is_open: RwSignal<bool>) -> AnyView {
    let who = RwSignal::new(Some(2_usize));
    let name = person.relationship.counterpart.name.clone();
    let options = vec![(t("me"), ""), (name, ""), (t("miss-nobody"), "")];
    let (id, meeting) = (person.relationship.id.clone(), person.current);
    let give_up = move || {
        let who = match who.get_untracked() {
            Some(0) => Who::Me,
            Some(1) => Who::Them,
            _ => Who::Nobody,
        };
        let done = session.desk().give_up(&id, meeting, who);
        say(session, &id, done, t("given-up"));
        is_open.set(false);
    };
    view! {
        <details>
            <summary class="link">{t("miss")}</summary>
            <div class="stack">
                <p class="sub">{t("miss-hint")}</p>
                <p class="label" aria-hidden="true">{t("miss-who")}</p>
                <RadioChips label=t("miss-who") group="miss-who" options=Signal::stored(options) chosen=who
                    on_choose=move |place: usize| who.set(Some(place)) />
                <div class="button-row end">{button("button danger", t("give-up"), give_up)}</div>
            </div>
        </details>
    }
    .into_any()
}

/// Says what was done, with a way to take it back; or that something else has come first.
fn say(session: Session, id: &RelationshipId, done: Option<Done>, text: String) {
    let Some(done) = done else { return session.say(t("plan-too-late"), None) };
    let id = id.clone();
    let undo: Undo = Arc::new(move || {
        if !session.desk().take_back(&id, &done) {
            session.say(t("plan-too-late"), None);
        }
    });
    session.say(text, Some(undo));
}
