//! Small pictures: columns, parts of a whole, marks on a line of time. All are hidden from screen readers, as the
//! sentences above and the table below say the same; and each kind of mark has a shape or a pattern beside its colour.

use leptos::prelude::*;

use super::language::t;

/// A part of something: how it is drawn, and how much it is.
#[derive(Clone, Debug)]
pub struct Part {
    pub class: &'static str,
    pub amount: i64,
}

/// A picture with its heading, what it says in sentences, and the same as text: most often a table.
pub fn figure(title: String, said: Vec<String>, picture: AnyView, table: AnyView) -> AnyView {
    let details = view! {
        <details class="as-text"><summary class="link">{t("compass-as-text")}</summary>{table}</details>
    };
    let inside = view! { {picture}{details} }.into_any();
    section(title, said, inside)
}

/// The heading and the sentences alone, with something else below them.
pub fn section(title: String, said: Vec<String>, inside: AnyView) -> AnyView {
    let label = title.clone();
    let sentence = |text: String| view! { <p class="insight-said" dir="auto">{text}</p> };
    view! {
        <section class="card insight" aria-label=label>
            <h2>{title}</h2>
            {said.into_iter().map(sentence).collect_view()}
            {inside}
        </section>
    }
    .into_any()
}

/// A table: the first of each row is what the row is about.
pub fn table(caption: String, heads: Vec<String>, rows: Vec<Vec<String>>) -> AnyView {
    let head = |text: String| view! { <th scope="col" dir="auto">{text}</th> };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let about = cells.next();
        let cell = |text: String| view! { <td dir="auto">{text}</td> };
        view! { <tr><th scope="row" dir="auto">{about}</th>{cells.map(cell).collect_view()}</tr> }
    };
    view! {
        <table>
            <caption dir="auto">{caption}</caption>
            <thead><tr>{heads.into_iter().map(head).collect_view()}</tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What each kind of mark stands for.
pub fn legend(entries: Vec<(&'static str, String)>) -> AnyView {
    let entry = |(class, text): (&'static str, String)| {
        view! { <li><span class=format!("chart-key {class}")></span><span dir="auto">{text}</span></li> }
    };
    view! { <ul class="chart-legend" aria-hidden="true">{entries.into_iter().map(entry).collect_view()}</ul> }
        .into_any()
}

/// Columns side by side, each of parts from the bottom up, in hundredths of the height; a column without parts is left
/// open. `line` is drawn across at so many hundredths; `first` and `last` stand below the ends.
pub fn columns(columns: Vec<Vec<Part>>, line: Option<i64>, first: String, last: String) -> AnyView {
    let part = |part: Part| {
        view! { <span class=format!("chart-part {}", part.class) style:--part=format!("{}%", part.amount)></span> }
    };
    let column = |parts: Vec<Part>| {
        let class = if parts.is_empty() { "chart-column is-open" } else { "chart-column" };
        let drawn = parts.into_iter().filter(|part| part.amount > 0).map(part);
        view! { <span class=class>{drawn.collect_view()}</span> }
    };
    let count = columns.len().to_string();
    let line = line.map(|line| view! { <span class="chart-line" style:--at=format!("{line}%")></span> });
    view! {
        <div class="chart" aria-hidden="true" style:--count=count>
            <div class="chart-columns">{columns.into_iter().map(column).collect_view()}{line}</div>
            {axis(first, last)}
        </div>
    }
    .into_any()
}

/// Parts of a whole, one after the other; a second row is on the same scale as the first if both are told the same `all`.
pub fn stack(label: String, parts: Vec<Part>, all: i64) -> AnyView {
    let rest = all - parts.iter().map(|part| part.amount).sum::<i64>();
    let part = |part: Part| {
        view! { <span class=format!("chart-part {}", part.class) style:--part=part.amount.to_string()></span> }
    };
    let drawn = parts.into_iter().filter(|part| part.amount > 0).map(part).collect_view();
    let rest = (rest > 0).then(|| view! { <span class="chart-rest" style:--part=rest.to_string()></span> });
    view! {
        <div class="chart-row" aria-hidden="true">
            <span class="chart-label" dir="auto">{label}</span>
            <div class="chart-stack">{drawn}{rest}</div>
        </div>
    }
    .into_any()
}

/// A row of marks on a line of time. Places are in thousandths, from the left and from the bottom.
#[derive(Clone, Debug)]
pub struct Series {
    pub class: &'static str,
    pub marks: Vec<(i64, i64)>,
}

/// Something that lasted from one place to another, under the marks.
#[derive(Clone, Debug)]
pub struct Band {
    pub class: &'static str,
    pub label: String,
    pub from: i64,
    pub to: i64,
}

/// Marks on a line of time, and what lasted for a while below them; `top` and `bottom` are the ends of the scale.
pub fn plot(series: Vec<Series>, bands: Vec<Band>, scale: [String; 2], first: String, last: String) -> AnyView {
    let place = |(x, y): &(i64, i64)| format!("{x},{}", 1000 - y);
    let line = |one: &Series| {
        let points = one.marks.iter().map(place).collect::<Vec<_>>().join(" ");
        view! { <polyline class=one.class points=points /> }
    };
    let lines = series.iter().map(line).collect_view();
    let mark = |class: &'static str, (x, y): (i64, i64)| {
        view! { <span class=format!("chart-mark {class}") style:--x=percent(x) style:--y=percent(y)></span> }
    };
    let marks: Vec<_> =
        series.into_iter().flat_map(|one| one.marks.into_iter().map(move |place| mark(one.class, place))).collect();
    let lanes = lanes(bands).into_iter().map(lane).collect_view();
    let [top, bottom] = scale;
    view! {
        <div class="chart has-scale" aria-hidden="true">
            <div class="chart-scale"><span>{top}</span><span>{bottom}</span></div>
            <div class="chart-plot">
                <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" focusable="false">{lines}</svg>
                {marks}
            </div>
            {lanes}
            {axis(first, last)}
        </div>
    }
    .into_any()
}

fn lane(bands: Vec<Band>) -> AnyView {
    let band = |band: Band| {
        let class = format!("chart-band {}", band.class);
        view! {
            <span class=class style:--x=percent(band.from) style:--to=percent(1000 - band.to)>{band.label}</span>
        }
    };
    view! { <div class="chart-lane">{bands.into_iter().map(band).collect_view()}</div> }.into_any()
}

/// Bands in as few lanes as keep them apart; they come by where they begin.
fn lanes(bands: Vec<Band>) -> Vec<Vec<Band>> {
    /// Thousandths between two bands of a lane, for the number on a short one.
    const APART: i64 = 120;
    let mut lanes: Vec<Vec<Band>> = Vec::new();
    for band in bands {
        let is_free =
            |lane: &&mut Vec<Band>| lane.last().is_none_or(|last| last.to.max(last.from + APART) <= band.from);
        match lanes.iter_mut().find(is_free) {
            Some(lane) => lane.push(band),
            None => lanes.push(vec![band]),
        }
    }
    lanes
}

fn axis(first: String, last: String) -> AnyView {
    view! { <div class="chart-axis"><span>{first}</span><span>{last}</span></div> }.into_any()
}

fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
