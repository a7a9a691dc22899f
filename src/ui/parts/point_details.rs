//! The open details of a point: everything about it that can be changed.

use leptos::prelude::*;

use super::Here;
use super::point::This;
use crate::domain::point::MOST_MINUTES;
use crate::domain::{Aim, PointState, TalkingPoint};
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::t;
use crate::ui::kit::text::{LineField, NumberField, TextField};
use crate::ui::words;

/// The details.
#[component]
pub fn PointDetails(this: This) -> impl IntoView {
    let here = Here::get();
    let title = Signal::derive(move || this.read(|point| point.title.clone()));
    let notes = Signal::derive(move || this.read(|point| point.notes.clone()));
    let id = move || this.id.get_value();
    view! {
        <div class="point-details">
            <LineField label=t("title") value=title
                on_input=move |text| here.desk().retitle_point(&here.id(), &id(), &text) />
            <TextField label=t("notes") value=notes rows="3"
                on_input=move |text| here.desk().note_on_point(&here.id(), &id(), &text) />
            <div class="fields">
                <NumberField label=t("minutes-field") min=1 max=MOST_MINUTES
                    value=Signal::derive(move || this.read(TalkingPoint::planned_minutes))
                    on_change=move |minutes| here.desk().give_minutes(&here.id(), &id(), Some(minutes)) />
                <AimField this />
            </div>
            <WhoseField this />
            <Moves this />
        </div>
    }
}

#[component]
fn AimField(this: This) -> impl IntoView {
    let here = Here::get();
    let options = core::iter::once(t("aim-none")).chain(Aim::ALL.map(words::aim)).collect();
    let chosen = Signal::derive(move || {
        this.read(|point| Aim::ALL.iter().position(|aim| point.aim == Some(*aim)).map_or(0, |place| place + 1))
    });
    let choose = move |place: usize| {
        let aim = place.checked_sub(1).and_then(|place| Aim::ALL.get(place)).copied();
        here.desk().set_aim(&here.id(), &this.id.get_value(), aim);
    };
    view! { <Select label=t("aim") options chosen on_choose=choose /> }
}

#[component]
fn WhoseField(this: This) -> impl IntoView {
    let here = Here::get();
    let both = here.both();
    let options = both.iter().map(|person| here.who(person)).collect();
    let chosen = Signal::derive(move || {
        let author = this.point.with(|point| point.as_ref().map(|point| point.author.clone()));
        here.both().iter().position(|person| Some(person) == author.as_ref()).unwrap_or_default()
    });
    let choose = move |place: usize| {
        if let Some(author) = here.both().get(place) {
            here.desk().set_author(&here.id(), &this.id.get_value(), author.clone());
        }
    };
    view! { <Select label=t("whose-point") options chosen on_choose=choose /> }
}

#[component]
fn Moves(this: This) -> impl IntoView {
    let here = Here::get();
    let is_last = move || this.place.get() + 1 == here.read(|view| view.agenda.len());
    let move_to = move |to: usize| here.desk().move_point(&here.id(), &this.id.get_value(), to);
    let drop = move |_| {
        let (thread, id) = (here.id(), this.id.get_value());
        here.desk().close_point(&thread, &id, PointState::Dropped);
        let undo = Callback::new(move |()| here.desk().close_point(&thread, &id, PointState::Open));
        here.session.say(t("point-dropped"), Some(undo));
    };
    view! {
        <div class="button-row">
            <button type="button" class="button" prop:disabled=move || this.place.get() == 0
                on:click=move |_| move_to(this.place.get_untracked().saturating_sub(1))>{t("move-up")}</button>
            <button type="button" class="button" prop:disabled=is_last
                on:click=move |_| move_to(this.place.get_untracked() + 1)>{t("move-down")}</button>
            <button type="button" class="button"
                on:click=move |_| here.desk().talk_about(&here.id(), Some(&this.id.get_value()))>{t("talk-now")}</button>
            <button type="button" class="button"
                on:click=move |_| here.desk().put_off(&here.id(), &this.id.get_value(), true)>{t("put-off")}</button>
            <button type="button" class="button danger" on:click=drop>{t("drop")}</button>
        </div>
    }
}
