//! One talking point in the agenda.

use leptos::prelude::*;

use super::Here;
use super::point_details::PointDetails;
use crate::domain::{PointId, PointState, TalkingPoint};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::sort::{Dragged, Grip};
use crate::ui::kit::text::{TextField, fresh_id};

/// A handle on one point, for its parts.
#[derive(Clone, Copy)]
pub struct This {
    pub id: StoredValue<PointId>,
    /// The point as it stands; none once it has left the agenda.
    pub point: Memo<Option<TalkingPoint>>,
    /// Its place in the agenda.
    pub place: Memo<usize>,
}

impl This {
    /// Something about the point.
    pub fn read<T: Default>(&self, reading: impl FnOnce(&TalkingPoint) -> T) -> T {
        self.point.with(|point| point.as_ref().map(reading).unwrap_or_default())
    }

    fn title(&self) -> String {
        self.read(|point| point.title.clone())
    }
}

/// The point.
#[component]
pub fn Point(id: PointId, dragged: RwSignal<Option<Dragged>>) -> impl IntoView {
    let here = Here::get();
    let find = {
        let id = id.clone();
        move || here.read(|view| view.agenda.iter().find(|point| point.id == id).cloned())
    };
    let at = {
        let id = id.clone();
        move || here.read(|view| view.agenda.iter().position(|point| point.id == id).unwrap_or_default())
    };
    let this = This { id: StoredValue::new(id), point: Memo::new(move |_| find()), place: Memo::new(move |_| at()) };
    let is_open = RwSignal::new(false);
    let is_now = Memo::new(move |_| here.read(|view| view.on_now() == Some(&this.id.get_value())));
    let is_done = move || this.read(|point| point.state == PointState::Discussed);
    let is_dragged = move || dragged.get().is_some_and(|now| now.from == this.place.get());
    let drops_before = move || dragged.get().is_some_and(|now| now.before == this.place.get());
    let class = move || this.read(|point| format!("point {}", here.class_of(&point.author)));
    let drop = move |from: usize, to| {
        let moved = here.read(|view| view.agenda.get(from).map(|point| point.id.clone()));
        moved.iter().for_each(|id| here.desk().move_point(&here.id(), id, to));
    };
    let details = fresh_id();
    let controls = details.clone();
    view! {
        <li class=class class:is-now=is_now class:is-done=is_done class:is-dragged=is_dragged class:drop-before=drops_before
            aria-current=move || is_now.get().then_some("true")>
            <Grip place=this.place list=".points" entries=".point" dragged on_drop=drop />
            <div class="point-row">
                <Check this />
                <Meta this />
                <button type="button" class="icon-button point-details-toggle" aria-controls=controls
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=move || t_with("details-of", &[("title", &this.title())])
                    on:click=move |_| is_open.update(|open| *open = !*open)>
                    <Icon shape=Shape::Chevron />
                </button>
            </div>
            <Show when=move || !is_open.get()><Notes this is_now /></Show>
            <div id=details><Show when=move || is_open.get()><PointDetails this /></Show></div>
        </li>
    }
}

#[component]
fn Check(this: This) -> impl IntoView {
    let here = Here::get();
    let toggle = move |event| {
        let (thread, id) = (here.id(), this.id.get_value());
        let checked = event_target_checked(&event);
        let state = if checked { PointState::Discussed } else { PointState::Open };
        here.desk().close_point(&thread, &id, state);
        if checked {
            let undo = Callback::new(move |()| here.desk().close_point(&here.id(), &this.id.get_value(), PointState::Open));
            here.session.say(t("point-discussed"), Some(undo));
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || this.read(|point| point.state == PointState::Discussed)
                on:change=toggle />
            <span class="point-title" dir="auto">{move || this.title()}</span>
        </label>
    }
}

#[component]
fn Meta(this: This) -> impl IntoView {
    let here = Here::get();
    let minutes = move || this.read(|point| t_count("minutes", i64::from(point.planned_minutes()), &[]));
    let over = Memo::new(move |_| {
        let now = here.session.now().get();
        let spent = here.read(|view| view.timer(now)).and_then(|timer| timer.spent.get(&this.id.get_value()).copied());
        this.read(|point| spent.is_some_and(|spent| spent > i64::from(point.planned_minutes()) * 60))
    });
    let carried = move || here.read(|view| this.read(|point| point.born < view.current));
    view! {
        <span class="point-meta">
            <span class="who" dir="auto">{move || this.read(|point| here.who(&point.author))}</span>
            <span>{minutes}</span>
            <Show when=move || over.get()><span class="over">{t("runs-over")}</span></Show>
            <Show when=carried><span>{t("from-before")}</span></Show>
        </span>
    }
}

/// The notes below the title: to write while the point is on, else to read.
#[component]
fn Notes(this: This, is_now: Memo<bool>) -> impl IntoView {
    let here = Here::get();
    let notes = Signal::derive(move || this.read(|point| point.notes.clone()));
    move || match is_now.get() {
        true => view! {
            <div class="point-note whole">
                <TextField label=t("notes") value=notes
                    on_input=move |text| here.desk().note_on_point(&here.id(), &this.id.get_value(), &text) />
            </div>
        }
        .into_any(),
        false => view! {
            <Show when=move || !notes.with(|notes| notes.trim().is_empty())>
                <div class="point-note" dir="auto">{notes}</div>
            </Show>
        }
        .into_any(),
    }
}
