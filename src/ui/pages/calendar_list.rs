//! What a calendar has to offer, as a list to tick, and what in it could not be read.

use std::sync::Arc;

use leptos::prelude::*;

use super::calendar::Reader;
use crate::app::calendar::{Fault, Offer, Offers, Why};
use crate::domain::{Provider, Role};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, check, user_text};
use crate::ui::kit::language::{day_and_time, t, t_count, t_with};
use crate::ui::words;

/// Most events that are named as left out; of more, only the number is told.
const MOST_FAULTS: usize = 10;

/// The 1:1s that were found; or that there are none.
pub fn list(reader: Reader, found: &Arc<Offers>) -> AnyView {
    let looked = t_count("calendar-looked", count(found.looked_at), &[]);
    if found.offers.is_empty() {
        return view! { <p role="status">{t("calendar-none")}</p><p class="sub">{looked}</p> }.into_any();
    }
    let offers = found.offers.iter().enumerate().map(|(place, offer)| entry(reader, place, offer)).collect_view();
    view! {
        <p class="sub" role="status">{looked}</p>
        <ul class="calendar-offers" aria-label=t("calendar-list")>{offers}</ul>
    }
    .into_any()
}

fn entry(reader: Reader, place: usize, offer: &Offer) -> AnyView {
    let suggested = &offer.suggested;
    let minutes = t_count("minutes", i64::from(suggested.minutes), &[]);
    let room = suggested.room.as_ref().map(|room| service(room.provider));
    let facts: Vec<_> = [Some(words::cadence(suggested.cadence)), Some(minutes), room].into_iter().flatten().collect();
    let next = t_with("calendar-next", &[("when", &day_and_time(suggested.next))]);
    let known = offer.known.as_ref().map(|_| view! { <p class="sub">{t("calendar-known")}</p> });
    let is_ticked = move || reader.ticked.with(|ticked| ticked.get(place).copied().unwrap_or_default());
    let tick =
        move |on: bool| reader.ticked.update(|ticked| ticked.iter_mut().skip(place).take(1).for_each(|one| *one = on));
    let role = Signal::derive(move || reader.roles.with(|roles| roles.get(place).copied().unwrap_or_default()));
    let choose = move |chosen: usize| {
        reader.roles.update(|roles| roles.iter_mut().skip(place).take(1).for_each(|one| *one = chosen));
    };
    let label = t_with("calendar-role", &[("name", &suggested.name)]);
    view! {
        <li>
            {check("", suggested.name.clone(), is_ticked, tick)}
            {known}
            <p class="sub">{facts.join(", ")}</p>
            <p class="sub">{next}</p>
            <p class="sub" dir="auto">{t_with("calendar-called", &[("title", &suggested.title)])}</p>
            <Select label options=Role::OFFERED.map(words::role).to_vec() chosen=role on_choose=choose />
        </li>
    }
    .into_any()
}

/// The people of whom one is me.
pub fn which_is_me(reader: Reader, people: Vec<(String, String)>) -> AnyView {
    let entry = |(address, name): (String, String)| {
        let shown = if name.is_empty() { address.clone() } else { format!("{name}, {address}") };
        view! { <li>{button("button", shown, move || reader.read_as(Some(address.clone())))}</li> }
    };
    let entries = people.into_iter().map(entry).collect_view();
    view! {
        <p>{t("calendar-who")}</p>
        <p class="sub">{t("calendar-who-hint")}</p>
        <ul class="calendar-people" aria-label=t("calendar-who")>{entries}</ul>
        <div class="button-row end">{button("button quiet", t("calendar-back"), move || reader.start_again())}</div>
    }
    .into_any()
}

/// The events that were left out; nothing if there are none.
pub fn faults(faults: &[Fault]) -> Option<AnyView> {
    let entry = |fault: &Fault| {
        let title = if fault.event.is_empty() { t("calendar-untitled") } else { fault.event.clone() };
        view! { <li>{user_text("", title)}": "{why(&fault.why)}</li> }
    };
    if faults.is_empty() {
        return None;
    }
    let entries = faults.iter().take(MOST_FAULTS).map(entry).collect_view();
    let said = t_count("calendar-faults", count(faults.len()), &[]);
    let view = view! { <details class="calendar-faults"><summary>{said}</summary><ul>{entries}</ul></details> };
    Some(view.into_any())
}

fn why(why: &Why) -> String {
    match why {
        Why::NoStart => t("calendar-fault-start"),
        Why::Rule => t("calendar-fault-rule"),
        Why::Line(name) => t_with("calendar-fault-line", &[("line", name)]),
        Why::CutOff => t("calendar-fault-cut"),
    }
}

/// What a call service calls itself, in every language.
fn service(provider: Provider) -> String {
    match provider {
        Provider::Meet => "Google Meet".into(),
        Provider::Zoom => "Zoom".into(),
        Provider::Teams => "Microsoft Teams".into(),
        Provider::Webex => "Webex".into(),
        Provider::Jitsi => "Jitsi".into(),
        Provider::Whereby => "Whereby".into(),
        Provider::Site => t("calendar-own-site"),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
