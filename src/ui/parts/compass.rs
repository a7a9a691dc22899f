//! The compass of aims as a picture: each aim a direction, how far it is filled the time that it took, and the rim how
//! long ago it came up. The same is said in words below it.

use leptos::prelude::*;

use crate::domain::compass::{Compass, Direction};
use crate::domain::{Aim, Instant};
use crate::ui::kit::erase::{dynamic, said, when};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::words;

/// Units of the picture: the whole is 320 wide and 236 high, with the middle at 0.
const RIM: f64 = 62.0;
const LABELS: f64 = 76.0;
/// Between two directions of the page the rim reaches further out, and so do the labels.
const SLANTED_LABELS: f64 = 85.0;

/// Half of the angle that a direction takes, in degrees; what is left of 22.5 is the gap.
const HALF: f64 = 20.0;

/// Share of the time, in percent, that fills a direction at least: so small shares stay small in a picture of few.
const FULL_AT_LEAST: i64 = 25;

/// Days up to which an aim came up lately, and not long ago.
const LATELY: i64 = 28;
const NOT_LONG_AGO: i64 = 91;

/// The compass. `chosen` is the aim whose questions are shown; choosing one asks for those.
#[component]
pub fn CompassView(
    #[prop(into)] compass: Signal<Compass>,
    #[prop(into)] now: Signal<Instant>,
    #[prop(into)] chosen: Signal<Option<Aim>>,
    on_choose: Callback<Aim>,
    #[prop(default = "compass")] class: &'static str,
) -> impl IntoView {
    let picture = move || {
        let compass = compass.get();
        let full = compass.directions.iter().map(|one| one.percent).max().unwrap_or_default().max(FULL_AT_LEAST);
        let directions =
            compass.directions.iter().map(|one| direction(one, full, now, chosen, on_choose)).collect_view();
        view! {
            <svg class=class viewBox="-160 -118 320 236" role="group" aria-label=t("compass")>
                <circle class="compass-ring" cx="0" cy="0" r=RIM / 2.0 />
                {directions}
            </svg>
        }
        .into_any()
    };
    let show = move || {
        view! {
            {dynamic(picture)}
            {nudge(compass)}
            <p class="sub">{t("compass-hint")}</p>
            <details class="as-text">
                <summary class="link">{t("compass-as-text")}</summary>
                <p class="sub">{t("compass-planned")}</p>
                {dynamic(move || table(&compass.get(), now.get_untracked()))}
            </details>
        }
        .into_any()
    };
    let is_blank = Memo::new(move |_| compass.with(|compass| compass.directions.is_empty()));
    view! {
        {when(move || !is_blank.get(), show)}
        {when(move || is_blank.get(), || view! { <p class="sub">{t("compass-empty")}</p> }.into_any())}
    }
}

/// A fact, and nobody's fault.
fn nudge(compass: Signal<Compass>) -> AnyView {
    let mostly = Memo::new(move |_| compass.with(|compass| compass.mostly_status));
    let text = said(move || t_with("mostly-status", &[("percent", &mostly.get().unwrap_or_default().to_string())]));
    when(move || mostly.get().is_some(), move || view! { <p class="nudge" role="note">{text}</p> }.into_any())
}

fn direction(
    one: &Direction,
    full: i64,
    now: Signal<Instant>,
    chosen: Signal<Option<Aim>>,
    on_choose: Callback<Aim>,
) -> AnyView {
    let (aim, now) = (one.aim, now.get_untracked());
    let place = Aim::ALL.iter().position(|known| *known == aim).unwrap_or_default();
    #[allow(clippy::cast_precision_loss)]
    let (angle, filled) = (place as f64 * 45.0 - 90.0, (one.percent as f64 / full as f64).sqrt() * RIM);
    let rim = match one.last.map(|last| (now - last).num_days()) {
        Some(..=LATELY) => "compass-rim is-lately",
        Some(..=NOT_LONG_AGO) => "compass-rim is-not-long-ago",
        Some(_) | None => "compass-rim",
    };
    let (x, y) = at(angle, if place % 2 == 0 { LABELS } else { SLANTED_LABELS });
    let anchor = match x {
        ..-1.0 => "end",
        1.0.. => "start",
        _ => "middle",
    };
    // Two lines, the middle of which is level with the direction; above and below it they keep clear of the rim.
    let first = y + if y < -LABELS + 1.0 {
        -12.0
    } else if y > LABELS - 1.0 {
        8.0
    } else {
        -2.0
    };
    let class = if aim == Aim::Status { "compass-aim is-status" } else { "compass-aim" };
    let label = t_with(
        "compass-aim",
        &[("aim", &words::aim(aim)), ("last", &last_in_words(one, now)), ("percent", &one.percent.to_string())],
    );
    let pressed = said(move || (chosen.get() == Some(aim)).to_string());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            on_choose.run(aim);
        }
    };
    view! {
        <g class=class role="button" tabindex="0" aria-label=label aria-pressed=pressed
            on:click=move |_| on_choose.run(aim) on:keydown=on_key>
            <path class="compass-sector" d=sector(angle, RIM) />
            <path class="compass-share" d=sector(angle, filled) />
            <path class=rim d=arc(angle, RIM + 5.0) />
            <text x=x y=first text-anchor=anchor>{words::aim(aim)}</text>
            <text class="compass-when" x=x y=first + 13.0 text-anchor=anchor>{short_last(one, now)}</text>
        </g>
    }
    .into_any()
}

/// The place at `distance` from the middle; degrees go clockwise, from the right.
fn at(degrees: f64, distance: f64) -> (f64, f64) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let rounded = |value: f64| (value * 10.0).round() / 10.0;
    (rounded(cos * distance), rounded(sin * distance))
}

fn arc(degrees: f64, radius: f64) -> String {
    let ((x, y), (to_x, to_y)) = (at(degrees - HALF, radius), at(degrees + HALF, radius));
    format!("M{x} {y}A{radius:.1} {radius:.1} 0 0 1 {to_x} {to_y}")
}

fn sector(degrees: f64, radius: f64) -> String {
    if radius < 0.5 { String::new() } else { format!("{}L0 0Z", arc(degrees, radius)) }
}

fn short_last(one: &Direction, now: Instant) -> String {
    match one.last.map(|last| (now - last).num_days()) {
        None => t("not-yet"),
        Some(days) if days < 7 => t("this-week"),
        Some(days) => t_count("weeks-short", days / 7, &[]),
    }
}

fn last_in_words(one: &Direction, now: Instant) -> String {
    match one.last.map(|last| (now - last).num_days()) {
        None => t("not-yet"),
        Some(..=0) => t("today"),
        Some(days) if days < 7 => t_count("days-ago", days, &[]),
        Some(days) => t_count("weeks-ago", days / 7, &[]),
    }
}

/// The same as the picture, to read.
fn table(compass: &Compass, now: Instant) -> AnyView {
    let percent = |percent: i64| t_with("percent", &[("n", &percent.to_string())]);
    let row = |one: &Direction| {
        view! {
            <tr>
                <th scope="row">{words::aim(one.aim)}</th>
                <td>{last_in_words(one, now)}</td>
                <td>{percent(one.percent)}</td>
            </tr>
        }
    };
    let meetings = i64::try_from(compass.meetings).unwrap_or(i64::MAX);
    view! {
        <table>
            <caption>{t_count("compass-meetings", meetings, &[])}</caption>
            <thead>
                <tr><th scope="col">{t("aim")}</th><th scope="col">{t("last-time")}</th><th scope="col">{t("share-of-time")}</th></tr>
            </thead>
            <tbody>
                {compass.directions.iter().map(row).collect_view()}
                <tr><th scope="row">{t("aim-none")}</th><td></td><td>{percent(compass.unnamed)}</td></tr>
            </tbody>
        </table>
    }
    .into_any()
}
