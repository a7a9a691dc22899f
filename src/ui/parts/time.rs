//! How the time stands: what is left, what is on, and what could wait.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Here;
use crate::app::ThreadView;
use crate::domain::timer::{Stage, Timer, closing_minutes};
use crate::domain::{MeetingState, PointId};
use crate::ui::kit::language::{t, t_count, t_with};

/// The region of the time.
#[component]
pub fn Time() -> impl IntoView {
    let here = Here::get();
    let timer = Memo::new(move |_| {
        let now = here.session.now().get();
        here.view.with(|view| view.as_ref().and_then(|view| view.timer(now)))
    });
    // Words change once a minute, so the screen does too, although the clock ticks every second.
    let left = Memo::new(move |_| here.read(|view| left_in_words(view, timer.get().as_ref())));
    let now_on = Memo::new(move |_| here.read(|view| now_on_in_words(view, timer.get().as_ref())));
    let is_over = Memo::new(move |_| timer.with(|timer| timer.as_ref().is_some_and(|timer| timer.stage == Stage::Over)));
    view! {
        <section class="time" class:is-over=is_over aria-label=t("time")>
            <div class="time-row">
                <span class="time-left"><b>{move || left.get().0}</b>" "{move || left.get().1}</span>
                <MainButton />
            </div>
            {move || now_on.get().map(|text| view! { <p class="time-now" dir="auto">{text}</p> })}
            <Bar timer />
            <Proposal timer />
        </section>
    }
}

#[component]
fn MainButton() -> impl IntoView {
    let here = Here::get();
    let is_live = Memo::new(move |_| here.read(ThreadView::is_live));
    move || match is_live.get() {
        true => view! {
            <button type="button" class="button" on:click=move |_| here.wrapping_up.set(true)>{t("wrap-up")}</button>
        }
        .into_any(),
        false => view! {
            <button type="button" class="button primary" on:click=move |_| here.desk().start_meeting(&here.id())>
                {t("start-meeting")}
            </button>
        }
        .into_any(),
    }
}

/// The figure, and what it means.
fn left_in_words(view: &ThreadView, timer: Option<&Timer>) -> (String, String) {
    let minutes = |count: i64| t_count("minutes", count, &[]);
    match timer {
        None => (minutes(i64::from(view.relationship.minutes)), t("time-planned")),
        Some(_) if view.meeting.state() != MeetingState::Live => (String::new(), String::new()),
        Some(timer) => match timer.stage {
            Stage::Talking => (minutes((timer.left + 59) / 60), t("time-left")),
            Stage::Closing => (format!("{}:{:02}", timer.left / 60, timer.left % 60), t("time-closing")),
            Stage::Over => (minutes(-timer.left / 60), t("time-over")),
        },
    }
}

fn now_on_in_words(view: &ThreadView, timer: Option<&Timer>) -> Option<String> {
    let on = timer?.now_on.as_ref()?;
    let point = view.agenda.iter().find(|point| point.id == on.point)?;
    let (spent, minutes) = ((on.spent / 60).to_string(), on.minutes.to_string());
    Some(t_with("time-now-on", &[("title", &short(&point.title)), ("spent", &spent), ("minutes", &minutes)]))
}

/// Enough of a title to know it by.
pub fn short(title: &str) -> String {
    const ENOUGH: usize = 60;
    match title.char_indices().nth(ENOUGH) {
        None => title.to_string(),
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
    }
}

/// The points as parts of a bar, and the protected minutes at its end. The same is said in words elsewhere.
#[component]
fn Bar(timer: Memo<Option<Timer>>) -> impl IntoView {
    let here = Here::get();
    let parts = move || {
        here.read(|view| {
            let spent = timer.with(|timer| timer.as_ref().map(|timer| timer.spent.clone())).unwrap_or_default();
            view.agenda
                .iter()
                .map(|point| {
                    let minutes = point.planned_minutes();
                    let used = spent.get(&point.id).copied().unwrap_or_default();
                    #[allow(clippy::cast_precision_loss)]
                    let done = if point.is_open_in(view.current) { used as f64 / f64::from(minutes * 60) } else { 1.0 };
                    let over = used > i64::from(minutes) * 60;
                    view! {
                        <span class=format!("bar-part {}", here.class_of(&point.author)) class:is-over=over
                            style=("--minutes", minutes.to_string())
                            style=("--done", format!("{:.2}", done.min(1.0)))></span>
                    }
                })
                .collect_view()
        })
    };
    let closing = move || here.read(|view| closing_minutes(view.relationship.minutes)).to_string();
    view! {
        <div class="bar" aria-hidden="true">
            {parts}
            <span class="bar-part is-closing" style=("--minutes", closing)></span>
        </div>
    }
}

/// When the rest runs short: what could wait until next time.
#[component]
fn Proposal(timer: Memo<Option<Timer>>) -> impl IntoView {
    let here = Here::get();
    let refused = RwSignal::new(BTreeSet::<PointId>::new());
    let proposed = Memo::new(move |_| {
        let put_off = timer.with(|timer| timer.as_ref().map(|timer| timer.put_off.clone())).unwrap_or_default();
        put_off.into_iter().filter(|id| refused.with(|refused| !refused.contains(id))).collect::<Vec<_>>()
    });
    let titles = move || {
        let chosen = proposed.get();
        let title = |id: &PointId| here.read(|v| v.agenda.iter().find(|p| p.id == *id).map(|p| short(&p.title)));
        chosen.iter().filter_map(title).map(|title| t_with("quoted", &[("text", &title)])).collect::<Vec<_>>().join(", ")
    };
    let put_off = move |_| proposed.get_untracked().iter().for_each(|id| here.desk().put_off(&here.id(), id, true));
    let refuse = move |_| refused.update(|refused| refused.extend(proposed.get_untracked()));
    view! {
        <Show when=move || proposed.with(|proposed| !proposed.is_empty())>
            <div class="propose">
                <p dir="auto">{move || t_with("put-off-proposal", &[("titles", &titles())])}</p>
                <div class="button-row">
                    <button type="button" class="button" on:click=put_off>{t("put-off")}</button>
                    <button type="button" class="button quiet" on:click=refuse>{t("not-now")}</button>
                </div>
            </div>
        </Show>
    }
}
