//! How much of a week 1:1s take by plan, and what could change where that does not fit.

use std::sync::Arc;

use leptos::prelude::*;

use super::own_time::hours;
use crate::domain::load::{Because, FITS, Load, Suggestion};
use crate::ui::kit::chart::section;
use crate::ui::kit::erase::{button, dynamic, named_button};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;
use crate::ui::words;

/// The load, with its suggestions.
pub fn load(session: Session) -> AnyView {
    let load = Memo::new(move |_| {
        session.track();
        session.desk().load()
    });
    dynamic(move || {
        let (load, put_away) = load.get();
        let groups = Because::ALL.map(|because| group(session, &load, because));
        let again = (put_away > 0).then(|| {
            let text = t_count("load-show-again", i64::try_from(put_away).unwrap_or(i64::MAX), &[]);
            button("button quiet", text, move || session.desk().show_suggestions_again())
        });
        let inside = view! { {groups.into_iter().collect_view()}{again} }.into_any();
        section(t("load"), told(&load), inside)
    })
}

fn told(load: &Load) -> Vec<String> {
    if load.counted == 0 {
        return vec![t("load-none")];
    }
    let counted = i64::try_from(load.counted).unwrap_or(i64::MAX);
    let sum = t_count("load-told", counted, &[("hours", &hours(load.minutes))]);
    let fits = t_with(if load.fits() { "load-fits" } else { "load-too-much" }, &[("hours", &hours(FITS))]);
    vec![sum, fits]
}

/// What is suggested for one reason.
fn group(session: Session, load: &Load, because: Because) -> Option<AnyView> {
    let of_it: Vec<_> = load.suggestions.iter().filter(|one| one.because == because).cloned().collect();
    let reason = words::because(because);
    let entries = of_it.iter().map(|one| entry(session, one.clone())).collect_view();
    let list = view! {
        <p class="insight-said">{reason.clone()}</p>
        <ul class="load-list" aria-label=reason>{entries}</ul>
    };
    (!of_it.is_empty()).then(|| list.into_any())
}

fn entry(session: Session, suggestion: Suggestion) -> AnyView {
    let name = move |suggestion: &Suggestion| {
        session.desk().relationship(&suggestion.with).map(|known| known.counterpart.name).unwrap_or_default()
    };
    let name = name(&suggestion);
    let change = words::change(suggestion.change);
    let label = |act: &str| t_with("act-on", &[("act", act), ("text", &name)]);
    let (taken, put_away, who) = (suggestion.clone(), suggestion, name.clone());
    let take = move || {
        let Some(before) = session.desk().take_suggestion(&taken) else { return };
        let with = taken.with.clone();
        let undo: Undo = Arc::new(move || session.desk().change_rhythm(&with, before));
        session.say(t_with("load-taken", &[("name", &who)]), Some(undo));
    };
    let put_away = move || {
        session.desk().put_suggestion_away(&put_away, true);
        let again = put_away.clone();
        let undo: Undo = Arc::new(move || session.desk().put_suggestion_away(&again, false));
        session.say(t("load-put-away"), Some(undo));
    };
    view! {
        <li>
            <span class="grow" dir="auto">{name.clone()}</span>
            <span class="button-row">
                {named_button("button", label(&change), change.clone(), take)}
                {named_button("button quiet", label(&t("put-away")), t("put-away"), put_away)}
            </span>
        </li>
    }
    .into_any()
}
