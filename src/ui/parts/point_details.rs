//! The open details of a point: everything about it that can be changed.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

use super::fading::fading_field;
use super::keep::keep_button;
use super::point::This;
use crate::app::record::Keepable;
use crate::domain::point::MOST_MINUTES;
use crate::domain::{Aim, PointState, TalkingPoint};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, flag, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::sure::sure_button;
use crate::ui::kit::text::{LineField, NumberField, TextField};
use crate::ui::words;

/// The details.
#[component]
pub fn PointDetails(this: This) -> impl IntoView {
    let here = this.here;
    view! {
        <div class="point-details">
            <LineField label=t("title") value=said(move || this.title())
                on_input=move |text: String| here.desk().retitle_point(&here.id(), &this.id(), &text) />
            <TextField label=t("notes") value=said(move || this.notes()) rows="3"
                on_input=move |text: String| this.write_notes(&text) />
            <div class="fields">
                <NumberField label=t("minutes-field") min=1 max=MOST_MINUTES
                    value=Signal::derive(move || this.read(TalkingPoint::planned_minutes))
                    on_change=move |minutes: u32| here.desk().give_minutes(&here.id(), &this.id(), Some(minutes)) />
                {aim_field(this)}
            </div>
            {why_this_aim(this)}
            {whose_field(this)}
            {fading_field(move || this.read(|point| point.fades), move |how| {
                here.desk().let_point_fade(&here.id(), &this.id(), how);
            })}
            {moves(this)}
        </div>
    }
}

fn aim_field(this: This) -> AnyView {
    let options = core::iter::once(t("aim-none")).chain(Aim::ALL.map(words::aim)).collect();
    let chosen = Signal::derive(move || {
        this.read(|point| Aim::ALL.iter().position(|aim| point.aim == Some(*aim)).map_or(0, |place| place + 1))
    });
    let choose = move |place: usize| {
        let aim = place.checked_sub(1).and_then(|place| Aim::ALL.get(place)).copied();
        this.here.desk().set_aim(&this.here.id(), &this.id(), aim);
    };
    view! { <Select label=t("aim") options chosen on_choose=choose /> }.into_any()
}

/// How the aim was guessed, while it is a guess; saying what it is instead is learned from.
fn why_this_aim(this: This) -> AnyView {
    let because = move || {
        let title = this.read(|point| if point.guessed { point.title.clone() } else { String::new() });
        this.here.desk().guess_aim(&title).map(|guess| guess.because.join(", "))
    };
    let text = said(move || t_with("aim-because", &[("words", &because().unwrap_or_default())]));
    when(move || because().is_some(), move || view! { <p class="sub" dir="auto">{text}</p> }.into_any())
}

fn whose_field(this: This) -> AnyView {
    let here = this.here;
    let options = here.both().iter().map(|person| here.who(person)).collect();
    let chosen = Signal::derive(move || {
        let author = this.read(|point| Some(point.author.clone()));
        here.both().iter().position(|person| Some(person) == author.as_ref()).unwrap_or_default()
    });
    let choose = move |place: usize| {
        if let Some(author) = here.both().get(place) {
            here.desk().set_author(&here.id(), &this.id(), author.clone());
        }
    };
    view! { <Select label=t("whose-point") options chosen on_choose=choose /> }.into_any()
}

fn moves(this: This) -> AnyView {
    let here = this.here;
    let is_last = flag(move || this.place() + 1 == here.read(|view| view.agenda.len()));
    let is_first = flag(move || this.place() == 0);
    let move_to = move |to: usize, event: MouseEvent| {
        here.desk().move_point(&here.id(), &this.id(), to);
        keep_focus(&event);
    };
    view! {
        <div class="button-row">
            <button type="button" class="button" prop:disabled=is_first
                on:click=move |event| move_to(untrack(|| this.place()).saturating_sub(1), event)>{t("move-up")}</button>
            <button type="button" class="button" prop:disabled=is_last
                on:click=move |event| move_to(untrack(|| this.place()) + 1, event)>{t("move-down")}</button>
            {button("button", t("talk-now"), move || here.desk().talk_about(&here.id(), Some(&this.id())))}
            {button("button", t("put-off"), move || here.desk().put_off(&here.id(), &this.id(), true))}
            {keep_button(here.session, here.id(), said(move || this.title()), move || Keepable::Point(this.id()))}
            {sure_button("button danger", t("drop"), move || this.close(PointState::Dropped))}
        </div>
    }
    .into_any()
}

/// Moving takes the element out of the page and puts it in again, and with it the focus away: brings it back to the
/// button, or at the end of the list to the next one that can be used.
fn keep_focus(event: &MouseEvent) {
    let button = event.current_target().and_then(|button| button.dyn_into::<HtmlElement>().ok());
    spawn_local(async move {
        Executor::tick().await;
        let Some(button) = button else { return };
        let usable = if button.matches(":disabled").unwrap_or(false) {
            button.parent_element().and_then(|row| row.query_selector("button:enabled").ok().flatten())
        } else {
            Some(button.into())
        };
        usable.and_then(|button| button.dyn_into::<HtmlElement>().ok()).into_iter().for_each(|b| _ = b.focus());
    });
}
