//! How a table is shown before it is brought in: its columns to be named, its first rows, and what is wrong with which.

use leptos::prelude::*;

use super::data_table::{Sorted, Table};
use crate::app::table_file::{DELIMITERS, Row};
use crate::app::table_rows::Column;
use crate::ui::data_words::{column, count, row_fault};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, check, dynamic, said, when};
use crate::ui::kit::file::bytes_button;
use crate::ui::kit::language::{t, t_count, t_with};

/// So many rows, and so many faults, are shown; the rest is counted.
const SHOWN: usize = 5;

/// What is in the dialog.
pub fn content(table: Table) -> AnyView {
    let sorted = Memo::new(move |_| table.sorted());
    let has_text = move || table.text.with(|text| !text.is_empty());
    let bring = move || table.bring_in(sorted.get_untracked().entries);
    let add = move || match table.progress.get() {
        Some(done) => t_count("table-running", count(done), &[]),
        None => t_count("table-bring", count(sorted.with(|sorted| sorted.entries.len())), &[]),
    };
    view! {
        <p class="sub">{t("table-hint")}</p>
        <div class="button-row">{bytes_button(t("open-file"), t("table-file"), ".csv,.tsv,.txt,text/csv", move |bytes| table.take(&bytes))}</div>
        <p class="mistake" role="alert">{said(move || table.mistake.get())}</p>
        {when(has_text, move || mapped(table, sorted))}
        <div class="button-row end">
            {button("button", t("cancel"), move || table.is_open.set(false))}
            {button("button primary", said(add), bring)}
        </div>
    }
    .into_any()
}

fn mapped(table: Table, sorted: Memo<Sorted>) -> AnyView {
    let chosen =
        Signal::derive(move || DELIMITERS.iter().position(|known| *known == table.delimiter.get()).unwrap_or(0));
    let choose = move |place: usize| {
        table.delimiter.set(DELIMITERS.get(place).copied().unwrap_or(','));
        table.guess();
    };
    let options = vec![t("delimiter-comma"), t("delimiter-semicolon"), t("delimiter-tab"), t("delimiter-bar")];
    view! {
        <Select label=t("delimiter") options chosen on_choose=choose />
        {check("", t("table-headings"), move || table.has_headings.get(), move |on| table.has_headings.set(on))}
        {dynamic(move || columns(table))}
        {table.choice.field()}
        <p class="sub">{t("table-somebody-hint")}</p>
        {check("", t("table-adds-people"), move || table.adds_people.get(), move |on| table.adds_people.set(on))}
        {dynamic(move || sorted.with(comes_to))}
    }
    .into_any()
}

/// For each column, what it is called, what stands in it first, and what it holds.
fn columns(table: Table) -> AnyView {
    let rows = table.rows();
    let has_headings = table.has_headings.get();
    let width = rows.iter().take(SHOWN).map(|row| row.cells.len()).max().unwrap_or_default();
    let options = || core::iter::once(t("column-none")).chain(Column::ALL.map(column)).collect::<Vec<_>>();
    let heading = |place: usize| {
        let named = rows.first().filter(|_| has_headings).and_then(|row| row.cells.get(place)).cloned();
        named
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| t_with("column-number", &[("n", &(place + 1).to_string())]))
    };
    let one = |place: usize| {
        let chosen = Signal::derive(move || {
            let holds = table.columns.with(|columns| columns.at(place));
            holds.and_then(|holds| Column::ALL.iter().position(|known| *known == holds)).map_or(0, |at| at + 1)
        });
        let choose = move |at: usize| {
            let column = at.checked_sub(1).and_then(|at| Column::ALL.get(at)).copied();
            table.columns.update(|columns| columns.name(place, column));
        };
        view! { <Select label=heading(place) options=options() chosen on_choose=choose /> }.into_any()
    };
    let selects = (0..width).map(one).collect_view();
    view! {
        {sample(&rows, has_headings, width)}
        <fieldset class="columns"><legend class="label">{t("table-columns")}</legend>{selects}</fieldset>
    }
    .into_any()
}

/// The first rows, as they stand in the file.
fn sample(rows: &[Row], has_headings: bool, width: usize) -> AnyView {
    let cell = |row: &Row, place: usize| row.cells.get(place).cloned().unwrap_or_default();
    let head = rows.first().filter(|_| has_headings).map(|row| {
        let cells = (0..width).map(|place| view! { <th scope="col" dir="auto">{cell(row, place)}</th> }.into_any());
        view! { <thead><tr>{cells.collect_view()}</tr></thead> }.into_any()
    });
    let body = rows.iter().skip(usize::from(has_headings)).take(SHOWN).map(|row| {
        let cells = (0..width).map(|place| view! { <td dir="auto">{cell(row, place)}</td> }.into_any());
        view! { <tr>{cells.collect_view()}</tr> }.into_any()
    });
    view! {
        <div class="table-sample" tabindex="0" role="region" aria-label=t("table-sample")>
            <table>{head}<tbody>{body.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

/// How many points and promises there are, and which rows are passed over for what.
fn comes_to(sorted: &Sorted) -> AnyView {
    let points = sorted.entries.iter().filter(|entry| entry.point.is_some()).count();
    let promises = sorted.entries.iter().filter(|entry| entry.promise.is_some()).count();
    let found =
        [t_count("table-points", count(points), &[]), t_count("table-promises", count(promises), &[])].join(" ");
    let faults = (!sorted.faults.is_empty()).then(|| {
        let more = sorted.faults.len().saturating_sub(SHOWN);
        let shown = sorted.faults.iter().take(SHOWN);
        let shown = shown.map(|(line, fault)| view! { <li dir="auto">{row_fault(*line, fault)}</li> }.into_any());
        let more =
            (more > 0).then(|| view! { <li class="sub">{t_count("and-more", count(more), &[])}</li> }.into_any());
        let heading = t_count("table-faults", count(sorted.faults.len()), &[]);
        view! { <h3 class="label">{heading}</h3><ul class="texts">{shown.collect_view()}{more}</ul> }.into_any()
    });
    view! { <p role="status">{found}</p>{faults} }.into_any()
}
