//! One talking point in the agenda.

use std::sync::Arc;

use leptos::prelude::*;

use super::Here;
use super::fading::fades_on;
use super::point_details::PointDetails;
use crate::domain::{PointId, PointState, TalkingPoint};
use crate::ui::kit::erase::{check, either, flag, said, steady, user_text, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::sort::{Dragged, Grip};
use crate::ui::kit::text::{TextField, fresh_id};
use crate::ui::words;

/// A handle on one point, for its parts.
#[derive(Clone, Copy)]
pub struct This {
    pub here: Here,
    id: StoredValue<String>,
}

impl This {
    /// Which point it is.
    pub fn id(&self) -> PointId {
        PointId::new(self.id.get_value())
    }

    /// Something about the point; the default once it has left the agenda.
    pub fn read<T: Default>(&self, reading: impl FnOnce(&TalkingPoint) -> T) -> T {
        let id = self.id();
        self.here.read(|view| view.agenda.iter().find(|point| point.id == id).map(reading).unwrap_or_default())
    }

    /// Its place in the agenda.
    pub fn place(&self) -> usize {
        let id = self.id();
        self.here.read(|view| view.agenda.iter().position(|point| point.id == id).unwrap_or_default())
    }

    /// Its title.
    pub fn title(&self) -> String {
        self.read(|point| point.title.clone())
    }

    /// Its notes.
    pub fn notes(&self) -> String {
        self.read(|point| point.notes.clone())
    }

    /// Rewrites its notes.
    pub fn write_notes(&self, text: &str) {
        self.here.desk().note_on_point(&self.here.id(), &self.id(), text);
    }

    /// Marks it as discussed, drops it, or opens it again; says so, with a way back.
    pub fn close(self, state: PointState) {
        let (here, id) = (self.here, self.id());
        here.desk().close_point(&here.id(), &id, state);
        let said = match state {
            PointState::Open => return,
            PointState::Discussed => t("point-discussed"),
            PointState::Dropped => t("point-dropped"),
        };
        let undo = move || here.desk().close_point(&here.id(), &id, PointState::Open);
        here.session.say(said, Some(Arc::new(undo)));
    }
}

/// The point.
pub fn point(here: Here, id: String, dragged: Dragged) -> AnyView {
    let this = This { here, id: StoredValue::new(id) };
    let is_open = RwSignal::new(false);
    let is_now = steady(move || here.read(|view| view.on_now() == Some(&this.id())));
    let is_done = flag(move || this.read(|point| point.state == PointState::Discussed));
    let is_dragged = flag(move || dragged.from() == Some(this.place()));
    let drops_before = flag(move || dragged.before() == Some(this.place()));
    let class = said(move || this.read(|point| format!("point {}", here.class_of(&point.author))));
    let current = said(move || is_now.get().to_string());
    let drop = move |(from, to): (usize, usize)| {
        let moved = here.read(|view| view.agenda.get(from).map(|point| point.id.clone()));
        moved.iter().for_each(|id| here.desk().move_point(&here.id(), id, to));
    };
    let details = fresh_id();
    view! {
        <li class=class class:is-now=is_now class:is-done=is_done class:is-dragged=is_dragged class:drop-before=drops_before
            aria-current=current>
            <Grip place=Signal::derive(move || this.place()) list=".points" entries=".point" dragged on_drop=drop />
            <div class="point-row">
                {check("point-title", said(move || this.title()), move || is_done.get(), move |checked| {
                    this.close(if checked { PointState::Discussed } else { PointState::Open });
                })}
                {meta(this)}
                {toggle(this, is_open, details.clone())}
            </div>
            <div id=details>
                {either(move || is_open.get(), move || view! { <PointDetails this /> }.into_any(), move || notes(this, is_now))}
            </div>
        </li>
    }
    .into_any()
}

fn toggle(this: This, is_open: RwSignal<bool>, details: String) -> AnyView {
    let expanded = said(move || is_open.get().to_string());
    let label = said(move || t_with("details-of", &[("title", &this.title())]));
    let turn = move |_| {
        is_open.update(|open| *open = !*open);
        this.here.desk().show_open(&this.here.id(), is_open.get_untracked().then(|| this.id()).as_ref());
    };
    view! {
        <button type="button" class="icon-button small point-details-toggle" aria-controls=details
            aria-expanded=expanded aria-label=label on:click=turn>
            <Icon shape=Shape::Chevron />
        </button>
    }
    .into_any()
}

fn meta(this: This) -> AnyView {
    let here = this.here;
    let who = said(move || this.read(|point| here.who(&point.author)));
    let minutes = said(move || this.read(|point| t_count("minutes", i64::from(point.planned_minutes()), &[])));
    let over = move || {
        let now = here.session.now().get();
        let spent = here.read(|view| view.timer(now)).and_then(|timer| timer.spent.get(&this.id()).copied());
        this.read(|point| spent.is_some_and(|spent| spent > i64::from(point.planned_minutes()) * 60))
    };
    let has_open = move || here.present().flatten() == Some(this.id());
    let carried = move || here.read(|view| this.read(|point| point.born < view.current));
    view! {
        <span class="point-meta">
            {user_text("who", who)}
            <span>{minutes}</span>
            {when(move || this.read(|point| point.question.is_some()), || view! { <span>{t("a-question")}</span> }.into_any())}
            {when(move || !aim_of(this).is_empty(), move || view! { <span>{said(move || aim_of(this))}</span> }.into_any())}
            {when(over, || view! { <span class="over">{t("runs-over")}</span> }.into_any())}
            {when(has_open, move || {
                let text = said(move || t_with("has-open", &[("name", &here.name())]));
                view! { <span class="has-open"><span class="here-dot" aria-hidden="true"></span>{text}</span> }.into_any()
            })}
            {when(move || this.read(|point| point.fades.is_some()), move || {
                let text = said(move || this.read(|point| point.fades.as_ref().map(fades_on).unwrap_or_default()));
                view! { <span>{text}</span> }.into_any()
            })}
            {when(carried, || view! { <span>{t("from-before")}</span> }.into_any())}
        </span>
    }
    .into_any()
}

/// What it serves, with a question mark while that is a guess; nothing if nobody knows.
fn aim_of(this: This) -> String {
    this.read(|point| match (point.aim.map(words::aim), point.guessed) {
        (Some(aim), true) => t_with("aim-guessed", &[("aim", &aim)]),
        (aim, _) => aim.unwrap_or_default(),
    })
}

/// The notes below the title: to write while the point is on, else to read.
fn notes(this: This, is_now: Memo<bool>) -> AnyView {
    let text = said(move || this.notes());
    let to_write = move || {
        let field =
            view! { <TextField label=t("notes") value=text on_input=move |text: String| this.write_notes(&text) /> };
        view! { <div class="point-note whole">{field}</div> }.into_any()
    };
    let to_read = move || {
        let note = move || view! { <div class="point-note" dir="auto">{text}</div> }.into_any();
        when(move || !this.notes().trim().is_empty(), note)
    };
    either(move || is_now.get(), to_write, to_read)
}
