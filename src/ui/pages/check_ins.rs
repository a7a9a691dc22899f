//! My check-ins on the dashboard: today's, all of them as lines and as a table, and one of them on an agenda by choice.

use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

use super::check_in_line::line;
use super::check_in_point::{Telling, telling_dialog};
use crate::domain::check_in::FEWEST;
use crate::domain::{CheckIn, Level};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{check, dynamic, named_button, when};
use crate::ui::kit::language::{short_day, t, t_with};
use crate::ui::parts::check_in::check_in;
use crate::ui::session::Session;

/// How many days back the lines reach; none for all.
const REACHES: [(&str, Option<u64>); 3] =
    [("check-in-weeks", Some(84)), ("check-in-year", Some(365)), ("record-always", None)];

type Day = (NaiveDate, CheckIn);

/// The part of the page.
pub fn check_ins(session: Session) -> AnyView {
    let reach = RwSignal::new(0_usize);
    let days = Memo::new(move |_| {
        session.track();
        let back = REACHES.get(reach.get()).and_then(|(_, days)| *days);
        let first = back.and_then(|days| session.desk().today().checked_sub_days(Days::new(days)));
        let is_shown = |(day, _): &Day| first.is_none_or(|first| *day > first);
        session.desk().check_ins().into_iter().filter(is_shown).collect::<Vec<_>>()
    });
    let telling = RwSignal::new(None::<Telling>);
    let is_open = RwSignal::new(false);
    let tell = Callback::new(move |day: Day| {
        telling.set(Some(Telling::of(&day)));
        is_open.set(true);
    });
    let asks = move || {
        session.track();
        session.desk().asks_how_i_am()
    };
    let options = REACHES.iter().map(|(name, _)| t(name)).collect();
    view! {
        <section class="stack" aria-labelledby="check-ins">
            <h2 id="check-ins">{t("check-in")}</h2>
            {check_in(session)}
            <div class="fields is-short"><Select label=t("show") options chosen=reach on_choose=move |place: usize| reach.set(place) /></div>
            {dynamic(move || lines(&days.get()))}
            {when(move || !days.with(Vec::is_empty), move || as_text(days, tell))}
            {check("", t("check-in-ask"), asks, move |asks| session.desk().let_ask_how_i_am(asks))}
            {telling_dialog(session, telling, is_open)}
        </section>
    }
    .into_any()
}

/// The two lines, or why there are none yet.
fn lines(days: &[Day]) -> AnyView {
    let of = |what: fn(&CheckIn) -> Option<Level>| {
        days.iter().filter_map(|(day, said)| Some((*day, what(said)?))).collect::<Vec<_>>()
    };
    let (energy, workload) = (of(|said| said.energy), of(|said| said.workload));
    if energy.len().max(workload.len()) < FEWEST {
        return view! { <p class="sub">{t("check-in-too-few")}</p> }.into_any();
    }
    view! {
        <div class="check-in-lines">
            {line(["check-in-energy", "check-in-energy-low", "check-in-energy-high"], &energy)}
            {line(["check-in-workload", "check-in-workload-low", "check-in-workload-high"], &workload)}
        </div>
    }
    .into_any()
}

/// The same to read, the latest on top, each with a way onto an agenda.
fn as_text(days: Memo<Vec<Day>>, tell: Callback<Day>) -> AnyView {
    let level = |level: Option<Level>| level.map(|level| level.number().to_string()).unwrap_or_default();
    let row = move |day: Day| {
        let date = short_day_of_year(day.0);
        let label = t_with("act-on", &[("act", &t("check-in-tell")), ("text", &date)]);
        let (energy, workload, words) = (level(day.1.energy), level(day.1.workload), day.1.words.clone());
        let button = named_button("button quiet", label, t("check-in-tell"), move || tell.run(day.clone()));
        view! {
            <tr>
                <th scope="row">{date}</th>
                <td>{energy}</td>
                <td>{workload}</td>
                <td><span class="user-text" dir="auto">{words}</span>{button}</td>
            </tr>
        }
    };
    let rows = dynamic(move || days.get().into_iter().rev().map(row).collect_view().into_any());
    view! {
        <details class="as-text check-in-table">
            <summary class="link">{t("check-in-as-text")}</summary>
            <table>
                <caption>{t("check-in-scale")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t("record-day")}</th>
                        <th scope="col">{t("check-in-energy")}</th>
                        <th scope="col">{t("check-in-workload")}</th>
                        <th scope="col">{t("check-in-words")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// A day with its year: the table may go back further than one.
fn short_day_of_year(day: NaiveDate) -> String {
    t_with("check-in-day", &[("day", &short_day(day)), ("year", &day.year().to_string())])
}
