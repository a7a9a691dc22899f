//! What a card says of the rhythm: when the next one is, what was moved or given up, and how many of those that were due
//! took place.

use leptos::prelude::*;

use crate::app::overview::PersonOverview;
use crate::domain::MeetingState;
use crate::domain::held_rate::{HeldRate, Tally};
use crate::ui::kit::language::{civil_time, short_day, t, t_count, t_with};
use crate::ui::session::Session;

/// When the next one is, and whether it is late.
pub fn next(person: &PersonOverview) -> (String, bool) {
    let name = &person.relationship.counterpart.name;
    let time = match (person.planned, person.due) {
        _ if person.is_live => return (t("due-now"), false),
        (Some(time), _) => t_with("planned-for", &[("time", &civil_time(time))]),
        (None, Some(_)) if person.days_late > 0 => return (t_count("days-late", person.days_late, &[]), true),
        (None, Some(due)) => t_with("next-on", &[("day", &short_day(due))]),
        (None, None) => t("due-any-time"),
    };
    let late = person.days_late > 0;
    let moved = match person.moved_by_me.filter(|_| person.state == MeetingState::Moved) {
        Some(true) => t("moved-by-you"),
        Some(false) => t_with("moved-by", &[("name", name)]),
        None => return (time, late),
    };
    (format!("{time} {moved}"), late)
}

/// Why it is not on the day on which it would be due.
pub fn instead(person: &PersonOverview) -> AnyView {
    let Some((day, name)) = &person.instead_of else { return ().into_any() };
    let day = short_day(*day);
    let text = match name.is_empty() {
        true => t_with("instead-of", &[("day", &day)]),
        false => t_with("instead-of-named", &[("day", &day), ("name", name)]),
    };
    view! { <p class="sub" dir="auto">{text}</p> }.into_any()
}

/// How many took place, in words: the same for both.
pub fn rate(session: Session, person: &PersonOverview) -> AnyView {
    let relationship = &person.relationship;
    let text = match session.desk().held_rate(&relationship.id) {
        Some(HeldRate::Known(tally)) => in_words(tally, &relationship.counterpart.name),
        Some(HeldRate::TooEarly(_)) => t("rate-early"),
        Some(HeldRate::NoRhythm) | None => return ().into_any(),
    };
    view! { <p class="sub rate" dir="auto">{text}</p> }.into_any()
}

fn in_words(tally: Tally, name: &str) -> String {
    let figure = |count: usize| count.to_string();
    let held = t_with("rate-held", &[("held", &figure(tally.held)), ("due", &figure(tally.due()))]);
    let list = |parts: &[(&str, usize)]| {
        let there = parts.iter().filter(|(_, count)| *count > 0);
        let said = there.map(|(key, count)| t_with(key, &[("n", &figure(*count)), ("name", name)]));
        said.collect::<Vec<_>>().join(", ")
    };
    let missed = list(&[
        ("rate-by-you", tally.missed_by_me),
        ("rate-by", tally.missed_by_them),
        ("rate-by-nobody", tally.missed),
        ("rate-gone-by", tally.gone_by),
    ]);
    let moved = list(&[("rate-by-you", tally.moved_by_me), ("rate-by", tally.moved_by_them)]);
    let off = i64::try_from(tally.weeks_off).unwrap_or_default();
    let parts = [
        Some(held),
        (!missed.is_empty()).then(|| t_with("rate-missed", &[("parts", &missed)])),
        (!moved.is_empty()).then(|| t_with("rate-moved", &[("parts", &moved)])),
        (off > 0).then(|| t_count("rate-weeks-off", off, &[])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
