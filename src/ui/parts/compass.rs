//! The compass of aims as a picture: each aim a direction, how far it is filled the time that it took, and the rim how
//! long ago it came up. The same is said in words below it.

use leptos::prelude::*;

use crate::domain::compass::{Compass, Direction};
use crate::domain::{Aim, Instant};
use crate::ui::kit::erase::{dynamic, said, when};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::words;

/// The one direction that is drawn, upwards and 62 units long; the others are turned. The whole picture is 320 units
/// wide and 236 high, with the middle at 0. A direction takes 40 degrees, and 5 are the gap to the next.
const SECTOR: &str = "M-21.2 -58.3A62 62 0 0 1 21.2 -58.3L0 0Z";
const RIM: &str = "M-22.9 -63A67 67 0 0 1 22.9 -63";

/// Where the two lines of each label begin, clockwise from the top, and to which side they run: level with the
/// direction, and clear of its rim.
const LABELS: [(i32, i32, &str); Aim::ALL.len()] = [
    (0, -88, "middle"),
    (60, -62, "start"),
    (76, -2, "start"),
    (60, 58, "start"),
    (0, 84, "middle"),
    (-60, 58, "end"),
    (-76, -2, "end"),
    (-60, -62, "end"),
];

/// Units from one line of a label to the next.
const LINE: i32 = 13;

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
    /// Whether it is of a span that was chosen, and not of the last three months.
    #[prop(optional)]
    of_span: bool,
) -> impl IntoView {
    let picture = move || {
        let compass = compass.get();
        let full = compass.directions.iter().map(|one| one.percent).max().unwrap_or_default().max(FULL_AT_LEAST);
        let directions =
            compass.directions.iter().map(|one| direction(one, full, now, chosen, on_choose)).collect_view();
        view! {
            <svg class=class viewBox="-160 -118 320 236" role="group" aria-label=t("compass")>
                {directions}
            </svg>
        }
        .into_any()
    };
    let show = move || {
        view! {
            {dynamic(picture)}
            {nudge(compass)}
            <p class="sub">{t(if of_span { "compass-hint-span" } else { "compass-hint" })}</p>
            <details class="as-text">
                <summary class="link">{t("compass-as-text")}</summary>
                <p class="sub">{t("compass-planned")}</p>
                {dynamic(move || table(&compass.get(), now.get_untracked(), of_span))}
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

/// A fact, and nobody's fault: status took over half of the time lately.
pub fn nudge(compass: Signal<Compass>) -> AnyView {
    let mostly = Memo::new(move |_| compass.with(|compass| compass.mostly_status));
    let text = said(move || t_with("mostly-status", &[("percent", &mostly.get().unwrap_or_default().to_string())]));
    when(move || mostly.get().is_some(), move || view! { <p class="nudge" role="note">{text}</p> }.into_any())
}

/// One aim: a button that is a part of the picture.
fn direction(
    one: &Direction,
    full: i64,
    now: Signal<Instant>,
    chosen: Signal<Option<Aim>>,
    on_choose: Callback<Aim>,
) -> AnyView {
    let (aim, now) = (one.aim, now.get_untracked());
    let place = aim as usize;
    let (x, y, anchor) = LABELS[place];
    let turned = format!("rotate({})", place * 45);
    // The area is what is seen, so it grows with the share; 100 is as long as the direction.
    let filled = (one.percent.clamp(0, full) * 10_000 / full).isqrt();
    let share = format!("{turned} scale({}.{:02})", filled / 100, filled % 100);
    let rim = rim_of(one, now);
    let class = if aim == Aim::Status { "compass-aim is-status" } else { "compass-aim" };
    let label = in_words(one, now);
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
            <path class="compass-sector" d=SECTOR transform=turned.clone() />
            <path class="compass-share" d=SECTOR transform=share />
            <path class=rim d=RIM transform=turned />
            <text x=x y=y text-anchor=anchor>{words::aim(aim)}</text>
        </g>
        // Beside the button and not in it: what can be said to press it is the aim.
        <text class="compass-when" x=x y=y + LINE text-anchor=anchor aria-hidden="true">{short_last(one, now)}</text>
    }
    .into_any()
}

/// How the rim shows when it was last talked about.
fn rim_of(one: &Direction, now: Instant) -> &'static str {
    match one.last.map(|last| (now - last).num_days()) {
        Some(..=LATELY) => "compass-rim is-lately",
        Some(..=NOT_LONG_AGO) => "compass-rim is-not-long-ago",
        Some(_) | None => "compass-rim",
    }
}

fn in_words(one: &Direction, now: Instant) -> String {
    let (last, percent) = (last_in_words(one, now), one.percent.to_string());
    t_with("compass-aim", &[("aim", &words::aim(one.aim)), ("last", &last), ("percent", &percent)])
}

/// As short as it can be said below a label.
fn short_last(one: &Direction, now: Instant) -> String {
    match one.last.map(|last| (now - last).num_days()) {
        Some(days) if days >= 7 => t_count("weeks-short", days / 7, &[]),
        Some(_) | None => last_in_words(one, now),
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
fn table(compass: &Compass, now: Instant, of_span: bool) -> AnyView {
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
    let caption = match of_span {
        true => t_count("compass-meetings-span", meetings, &[]),
        false => t_count("compass-meetings", meetings, &[]),
    };
    view! {
        <table>
            <caption>{caption}</caption>
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
