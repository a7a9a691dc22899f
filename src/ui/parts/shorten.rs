//! Shorten, don't cancel: what is on today, and the offer of ten minutes instead of none.

use std::sync::Arc;

use leptos::prelude::*;

use super::time::short;
use crate::app::shorten::{ShortOffer, Today};
use crate::domain::RelationshipId;
use crate::domain::shorten::SHORT_MINUTES;
use crate::ui::kit::erase::{button, dynamic, empty, flag, named_button, section_head, when};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;

/// What is on today, with an offer for each where that is too much; the user can say so, too.
pub fn today(session: Session) -> AnyView {
    let today = Memo::new(move |_| {
        session.track();
        session.desk().today_in_short()
    });
    let said_so = RwSignal::new(false);
    let is_too_full = flag(move || said_so.get() || today.with(|today| today.is_too_full));
    let say_so = move || {
        (!is_too_full.get()).then(|| button("button", t("today-is-too-full"), move || said_so.set(true))).into_any()
    };
    let offers = move || today.with(|today| offers(session, today, is_too_full.get()));
    let show = move || {
        view! {
            <section class="today" aria-label=t("today-title")>
                {section_head(t("today-title"), dynamic(say_so))}
                {dynamic(offers)}
            </section>
        }
        .into_any()
    };
    // Where a day is a single short meeting or none, there is nothing to shorten.
    when(move || today.with(|today| today.offers.iter().any(|offer| offer.usual > SHORT_MINUTES)), show)
}

fn offers(session: Session, today: &Today, is_too_full: bool) -> AnyView {
    let count = i64::try_from(today.offers.len()).unwrap_or(i64::MAX);
    let told = t_count("today-told", count, &[("minutes", &today.minutes.to_string())]);
    let why = is_too_full.then(|| view! { <p class="sub">{t("today-too-full")}</p> });
    let shown = today.offers.iter().filter(|offer| is_too_full || offer.minutes < offer.usual);
    let entry = |offer: &ShortOffer| {
        let (name, minutes) = (offer.name.clone(), t_count("minutes", i64::from(offer.minutes), &[]));
        view! {
            <li class="short-offer">
                <span class="name" dir="auto">{name}</span>
                <span class="when">{minutes}</span>
                {offer_of(session, offer, None)}
            </li>
        }
    };
    let shown = shown.map(entry).collect_view();
    view! { <p>{told}</p>{why}<ul class="today-list" aria-label=t("today-title")>{shown}</ul> }.into_any()
}

/// The offer alone, for the moment at which somebody would move a meeting or give it up; `done` is told when it is taken.
/// Nothing where the meeting is short already.
pub fn shorten_instead(session: Session, id: &RelationshipId, done: Callback<()>) -> AnyView {
    match session.desk().short_offer(id).filter(|offer| !offer.is_short()) {
        Some(offer) => {
            let head = empty(t("shorten-instead"), t("today-too-full"));
            view! { <div class="short-offer is-alone">{head}{offer_of(session, &offer, Some(done))}</div> }.into_any()
        }
        None => ().into_any(),
    }
}

/// What ten minutes would be about, and the button; or, once it is short, the way back.
fn offer_of(session: Session, offer: &ShortOffer, done: Option<Callback<()>>) -> AnyView {
    let (id, name) = (offer.with.clone(), offer.name.clone());
    let about = |act: &str| t_with("act-on", &[("act", act), ("text", &name)]);
    if offer.is_short() {
        let back = t_count("back-to-minutes", i64::from(offer.usual), &[]);
        let lengthen = move || session.desk().plan_usual_length(&id);
        return (offer.minutes < offer.usual)
            .then(|| named_button("button quiet", about(&back), back.clone(), lengthen))
            .into_any();
    }
    let who = name.clone();
    let shorten = move || {
        let Some(shortened) = session.desk().shorten(&id) else { return };
        let with = id.clone();
        let undo: Undo = Arc::new(move || session.desk().take_back_short(&with, &shortened));
        session.say(t_with("short-done", &[("name", &who)]), Some(undo));
        done.iter().for_each(|done| done.run(()));
    };
    view! {
        <span class="sub" dir="auto">{in_words(offer)}</span>
        {named_button("button", about(&t("make-it-short")), t("make-it-short"), shorten)}
    }
    .into_any()
}

/// What stays, and how much waits.
fn in_words(offer: &ShortOffer) -> String {
    let version = &offer.version;
    let promise = version.promise.as_ref().map(|promise| t_with("short-promise", &[("text", &short(&promise.text))]));
    let point = version.point.as_ref().map(|point| t_with("short-point", &[("title", &short(&point.title))]));
    let waits = i64::try_from(version.put_off.len()).unwrap_or(i64::MAX);
    let waits = (waits > 0).then(|| t_count("short-waits", waits, &[]));
    let said: Vec<_> = promise.into_iter().chain(point).chain(waits).collect();
    if said.is_empty() { t("nothing-prepared") } else { said.join(" ") }
}
