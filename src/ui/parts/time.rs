//! How the time stands: what is left, what is on, and what could wait.

use leptos::prelude::*;

use super::Here;
use crate::app::ThreadView;
use crate::domain::timer::{Stage, Timer, closing_minutes};
use crate::domain::{MeetingState, PointId};
use crate::ui::kit::erase::{button, dynamic, either, flag, said, when};
use crate::ui::kit::language::{t, t_count, t_with};

/// The region of the time.
#[component]
pub fn Time(here: Here) -> impl IntoView {
    // The clock ticks every second, but a text on the screen changes only when its words do.
    let figure = said(move || left_in_words(here).0);
    let meaning = said(move || left_in_words(here).1);
    let now_on = said(move || now_on_in_words(here).unwrap_or_default());
    let is_over = flag(move || timer(here).is_some_and(|timer| timer.stage == Stage::Over));
    view! {
        <section class="time" class:is-over=is_over aria-label=t("time")>
            <div class="time-row">
                <span class="time-left"><b>{figure}</b>" "{meaning}</span>
                {main_button(here)}
            </div>
            {when(move || now_on_in_words(here).is_some(), move || view! { <p class="time-now" dir="auto">{now_on}</p> }.into_any())}
            {bar(here)}
            {proposal(here)}
        </section>
    }
}

fn timer(here: Here) -> Option<Timer> {
    let now = here.session.now().get();
    here.read(|view| view.timer(now))
}

fn main_button(here: Here) -> AnyView {
    either(
        move || here.read(ThreadView::is_live),
        move || button("button", t("wrap-up"), move || here.wrapping_up.set(true)),
        move || button("button primary", t("start-meeting"), move || here.desk().start_meeting(&here.id())),
    )
}

/// The figure, and what it means.
fn left_in_words(here: Here) -> (String, String) {
    let minutes = |count: i64| t_count("minutes", count, &[]);
    let timer = timer(here);
    here.read(|view| match timer {
        None => (minutes(i64::from(view.minutes)), t("time-planned")),
        Some(_) if view.meeting.state() != MeetingState::Live => (String::new(), String::new()),
        Some(timer) => match timer.stage {
            Stage::Talking => (minutes((timer.left + 59) / 60), t("time-left")),
            Stage::Closing => (format!("{}:{:02}", timer.left / 60, timer.left % 60), t("time-closing")),
            Stage::Over => (minutes(-timer.left / 60), t("time-over")),
        },
    })
}

fn now_on_in_words(here: Here) -> Option<String> {
    let on = timer(here)?.now_on?;
    let title = here.read(|view| Some(short(&view.agenda.iter().find(|point| point.id == on.point)?.title)))?;
    let (spent, minutes) = ((on.spent / 60).to_string(), on.minutes.to_string());
    Some(t_with("time-now-on", &[("title", &title), ("spent", &spent), ("minutes", &minutes)]))
}

/// Enough of a title to know it by.
pub fn short(title: &str) -> String {
    const ENOUGH: usize = 60;
    match title.char_indices().nth(ENOUGH) {
        None => title.to_string(),
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
    }
}

/// A stretch of the bar: whose, minutes, hundredths done, and whether it runs over.
fn parts(here: Here) -> Vec<(&'static str, u32, i64, bool)> {
    let spent = timer(here).map(|timer| timer.spent).unwrap_or_default();
    let part = |view: &ThreadView, point: &crate::domain::TalkingPoint| {
        let seconds = i64::from(point.planned_minutes()) * 60;
        let used = spent.get(&point.id).copied().unwrap_or_default();
        let done = if point.is_open_in(view.current) { (used * 100 / seconds.max(1)).min(100) } else { 100 };
        (here.class_of(&point.author), point.planned_minutes(), done, used > seconds)
    };
    here.read(|view| view.agenda.iter().map(|point| part(view, point)).collect())
}

/// The points as parts of a bar, and the protected minutes at its end. The same is said in words elsewhere.
fn bar(here: Here) -> AnyView {
    let stretch = |(whose, minutes, done, over): (&str, u32, i64, bool)| {
        let class = format!("bar-part {whose}{}", if over { " is-over" } else { "" });
        view! { <span class=class style:--minutes=minutes.to_string() style:--done=hundredths(done)></span> }
    };
    let points = dynamic(move || parts(here).into_iter().map(stretch).collect_view().into_any());
    let closing = said(move || here.read(|view| closing_minutes(view.minutes)).to_string());
    view! {
        <div class="bar" aria-hidden="true">
            {points}
            <span class="bar-part is-closing" style:--minutes=closing></span>
        </div>
    }
    .into_any()
}

fn hundredths(done: i64) -> String {
    format!("{}.{:02}", done / 100, done % 100)
}

/// When the rest runs short: what could wait until next time.
fn proposal(here: Here) -> AnyView {
    let refused = RwSignal::new(Vec::<String>::new());
    let proposed = move || {
        let refused = refused.get();
        let put_off = timer(here).map(|timer| timer.put_off).unwrap_or_default();
        put_off.into_iter().filter(|id| !refused.iter().any(|no| no == id.as_str())).collect::<Vec<_>>()
    };
    let titles = move |chosen: Vec<PointId>| {
        let title = |id: &PointId| here.read(|v| v.agenda.iter().find(|p| p.id == *id).map(|p| short(&p.title)));
        chosen
            .iter()
            .filter_map(title)
            .map(|title| t_with("quoted", &[("text", &title)]))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let text = said(move || t_with("put-off-proposal", &[("titles", &titles(proposed()))]));
    let put_off = move || untrack(proposed).iter().for_each(|id| here.desk().put_off(&here.id(), id, true));
    let refuse = move || {
        let now = untrack(proposed);
        refused.update(|refused| refused.extend(now.iter().map(ToString::to_string)));
    };
    let show = move || {
        view! {
            <div class="propose">
                <p dir="auto">{text}</p>
                <div class="button-row">
                    {button("button", t("put-off"), put_off)}
                    {button("button quiet", t("not-now"), refuse)}
                </div>
            </div>
        }
        .into_any()
    };
    when(move || !proposed().is_empty(), show)
}
