//! My record on the dashboard: what I chose to keep, my check-ins, and what I hand over to a new manager.

use std::sync::Arc;

use chrono::{Datelike, Days};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check_ins::check_ins;
use super::hand_over::hand_over;
use super::record_form::{Editing, record_dialog};
use crate::app::record_text::{RecordWords, record_text};
use crate::domain::record::{Filed, RecordFilter, Span, Year, by_year};
use crate::domain::{RecordEntry, RecordKind};
use crate::platform::page;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, dynamic, empty, named_button, when};
use crate::ui::kit::language::{short_day, t, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;
use crate::ui::words;

/// The section.
#[component]
pub fn Record(session: Session) -> impl IntoView {
    open(session);
    let editing = RwSignal::new(Editing::Nothing);
    let is_open = RwSignal::new(false);
    let edit = Callback::new(move |what| {
        editing.set(what);
        is_open.set(true);
    });
    let filter = RwSignal::new(RecordFilter::default());
    let entries = Memo::new(move |_| {
        session.track();
        session.desk().record()
    });
    let shown = Memo::new(move |_| {
        let fits = |(_, entry): &Filed| filter.with(|filter| filter.lets_through(entry));
        entries.get().into_iter().filter(fits).collect::<Vec<_>>()
    });
    let is_empty = move || entries.with(Vec::is_empty);
    let list = move || by_year(shown.get()).into_iter().map(|one| year(session, one, edit)).collect_view().into_any();
    let none = move || !is_empty() && shown.with(Vec::is_empty);
    view! {
        <div class="dash-head">
            <h1>{t("record")}</h1>
            {button("button primary", t("record-add"), move || edit.run(Editing::New))}
        </div>
        <p class="sub">{t("record-hint")}</p>
        {when(is_empty, || empty(t("record-empty"), t("record-empty-hint")))}
        {when(move || !is_empty(), move || filters(session, filter, entries))}
        {when(none, || view! { <p class="sub" role="status">{t("record-none-fits")}</p> }.into_any())}
        <div class="stack">{dynamic(list)}</div>
        {when(move || !shown.with(Vec::is_empty), move || export(session, shown))}
        {check_ins(session)}
        {hand_over(session)}
        {record_dialog(session, editing, is_open)}
    }
}

fn open(session: Session) {
    spawn_local(async move {
        if let Err(error) = session.desk().open_record().await {
            session.say(t_with("update-storage", &[("reason", &error.to_string())]), None);
        }
    });
}

fn filters(session: Session, filter: RwSignal<RecordFilter>, entries: Memo<Vec<Filed>>) -> AnyView {
    let kinds = core::iter::once(t("record-all")).chain(RecordKind::ALL.map(words::record_kinds)).collect();
    let kind = Signal::derive(move || {
        filter.with(|filter| RecordKind::ALL.iter().position(|kind| filter.kind == Some(*kind)).map_or(0, |at| at + 1))
    });
    let choose_kind = move |place: usize| {
        filter.update(|filter| filter.kind = place.checked_sub(1).and_then(|at| RecordKind::ALL.get(at)).copied());
    };
    let seek = move |event| filter.update(|filter| filter.sought = event_target_value(&event));
    view! {
        <div class="fields">
            <Select label=t("record-kind") options=kinds chosen=kind on_choose=choose_kind />
            {person_field(filter, entries)}
            {span_field(session, filter, entries)}
            <div class="field">
                <label for="search-record">{t("record-search")}</label>
                <input class="input" id="search-record" type="search" dir="auto" on:input=seek />
            </div>
        </div>
    }
    .into_any()
}

/// With whom: everybody who is named in an entry, known or not.
fn person_field(filter: RwSignal<RecordFilter>, entries: Memo<Vec<Filed>>) -> AnyView {
    let names = Memo::new(move |_| {
        let mut names = entries.with(|all| all.iter().map(|(_, entry)| entry.with.clone()).collect::<Vec<_>>());
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        names
    });
    dynamic(move || {
        let all = names.get();
        let options = core::iter::once(t("record-everyone")).chain(all.iter().cloned()).collect();
        let known = all.clone();
        let chosen = Signal::derive(move || {
            filter
                .with(|filter| known.iter().position(|name| filter.with.as_ref() == Some(name)).map_or(0, |at| at + 1))
        });
        let choose = move |place: usize| {
            filter.update(|filter| filter.with = place.checked_sub(1).and_then(|at| all.get(at)).cloned());
        };
        view! { <Select label=t("with") options chosen on_choose=choose /> }.into_any()
    })
}

/// When: always, the last twelve months, or a year in which something was kept.
fn span_field(session: Session, filter: RwSignal<RecordFilter>, entries: Memo<Vec<Filed>>) -> AnyView {
    let years = Memo::new(move |_| {
        let mut years = entries.with(|all| all.iter().map(|(_, entry)| entry.date.year()).collect::<Vec<_>>());
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    });
    dynamic(move || {
        let year_ago = session.desk().today().checked_sub_days(Days::new(365)).unwrap_or_default();
        let fixed = [Span::Always, Span::Since(year_ago)];
        let spans: Vec<_> = fixed.into_iter().chain(years.get().into_iter().map(Span::Year)).collect();
        let name = |span: &Span| match span {
            Span::Always => t("record-always"),
            Span::Since(_) => t("record-last-year"),
            Span::Year(year) => year.to_string(),
        };
        let options = spans.iter().map(name).collect();
        let known = spans.clone();
        let chosen = Signal::derive(move || {
            filter.with(|filter| known.iter().position(|span| filter.span == *span).unwrap_or_default())
        });
        let choose =
            move |place: usize| filter.update(|filter| filter.span = spans.get(place).copied().unwrap_or_default());
        view! { <Select label=t("record-when") options chosen on_choose=choose /> }.into_any()
    })
}

fn year(session: Session, (year, kinds): Year, edit: Callback<Editing>) -> AnyView {
    let of_kind = move |(kind, entries): (RecordKind, Vec<Filed>)| {
        let name = words::record_kinds(kind);
        let label = t_with("record-kind-of-year", &[("kind", &name), ("year", &year.to_string())]);
        let entries = entries.into_iter().map(|filed| entry(session, filed, edit)).collect_view();
        view! { <section><h3>{name}</h3><ul class="record-entries" aria-label=label>{entries}</ul></section> }
    };
    view! { <section class="stack"><h2>{year.to_string()}</h2>{kinds.into_iter().map(of_kind).collect_view()}</section> }
        .into_any()
}

fn entry(session: Session, (id, entry): Filed, edit: Callback<Editing>) -> AnyView {
    let first_line = entry.text.lines().next().unwrap_or_default().to_string();
    let label = |key: &str| t_with("act-on", &[("act", &t(key)), ("text", &first_line)]);
    let day = short_day(entry.date);
    let sub = if entry.with.is_empty() { day } else { format!("{day} · {}", entry.with) };
    let (text, edited) = (entry.text.clone(), Editing::Known(id.clone(), Box::new(entry)));
    let delete = move || {
        let Some(before) = session.desk().delete_from_record(&id) else { return };
        let id = id.clone();
        let undo: Undo = Arc::new(move || _ = session.desk().write_record(Some(&id), before.clone()));
        session.say(t("entry-deleted"), Some(undo));
    };
    view! {
        <li class="record-entry">
            <p class="user-text whole" dir="auto">{text}</p>
            <span class="sub" dir="auto">{sub}</span>
            <div class="button-row">
                {named_button("button quiet", label("edit"), t("edit"), move || edit.run(edited.clone()))}
                {named_button("button quiet", label("delete"), t("delete"), delete)}
            </div>
        </li>
    }
    .into_any()
}

/// Out as Markdown: what is shown, as a file or to paste.
fn export(session: Session, shown: Memo<Vec<Filed>>) -> AnyView {
    let text = move || {
        let words = RecordWords { title: t("record"), kinds: RecordKind::ALL.map(words::record_kinds) };
        record_text(shown.get_untracked(), &words)
    };
    let save = move || {
        let name = format!("duologue-record-{}.md", session.desk().today());
        let done = page::download(&name, "text/markdown", &text()).is_some();
        session.say(t(if done { "exported" } else { "export-refused" }), None);
    };
    let copy = move || {
        let text = text();
        spawn_local(async move {
            let copied = page::copy_text(&text).await;
            session.say(t(if copied { "record-copied" } else { "summary-not-copied" }), None);
        });
    };
    view! {
        <div class="button-row">
            {button("button", t("record-export"), save)}
            {button("button quiet", t("record-copy"), copy)}
        </div>
    }
    .into_any()
}

/// An entry of today, with nothing in it yet.
pub fn blank(session: Session) -> RecordEntry {
    let date = session.desk().today();
    RecordEntry { text: String::new(), kind: RecordKind::Win, date, with: String::new(), from: None }
}
