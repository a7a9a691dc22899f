//! Searching everything: the field, what it can be narrowed down to, and what was found.

use core::ops::Range;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::app::search::Indexed;
use crate::domain::{Aim, Relationship};
use crate::platform::page;
use crate::search::marks::{Piece, excerpt, pieces};
use crate::search::{Filter, Hit, Hits, Kind, Part, Query};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, dynamic, empty, said, user_text, when};
use crate::ui::kit::focus::focus;
use crate::ui::kit::language::{day_time_and_year, t, t_count, t_with};
use crate::ui::session::Session;
use crate::ui::words;

/// How many results are shown at first, and how many more at a time.
const AT_A_TIME: usize = 30;

/// How many of them are shown before all others, in the same moment as the key: what is read before the others are there,
/// below them and two frames later.
const AT_ONCE: usize = 6;

/// Milliseconds that the index may be worked at before the page has its turn.
const SLICE: f64 = 12.0;

/// Milliseconds after which what is found so far is shown anew while the index grows.
const SHOWN_ANEW: f64 = 400.0;

/// Days that "when" can be narrowed down to, the last ones; what is older than the last of them is the rest.
const SPANS: [i64; 3] = [31, 92, 366];

/// What is looked for. It is kept while other sections are looked at.
#[derive(Clone, Copy)]
pub struct Finding {
    pub typed: RwSignal<String>,
    /// Places in the lists to choose from; 0 is everything.
    with: RwSignal<usize>,
    kind: RwSignal<usize>,
    aim: RwSignal<usize>,
    whose: RwSignal<usize>,
    span: RwSignal<usize>,
    shown: RwSignal<usize>,
    /// Whether more than the first of them are shown: a frame after those, which need not wait for it.
    is_filled: RwSignal<bool>,
    indexed: RwSignal<Option<Indexed>>,
    /// What was looked for when a result was opened.
    left: StoredValue<String>,
}

impl Finding {
    /// Nothing is looked for.
    pub fn new() -> Self {
        let all = || RwSignal::new(0);
        Self {
            typed: RwSignal::new(String::new()),
            with: all(),
            kind: all(),
            aim: all(),
            whose: all(),
            span: all(),
            shown: RwSignal::new(AT_A_TIME),
            is_filled: RwSignal::new(true),
            indexed: RwSignal::new(None),
            left: StoredValue::new(String::new()),
        }
    }

    /// Begins to take everything into the index, once for each page, with pauses in which the page can do other things.
    pub fn begin(self, session: Session) {
        if self.indexed.get_untracked().is_some() {
            return;
        }
        self.indexed.set(Some(Indexed { meetings: 0, of: 1 }));
        spawn_local(async move {
            let desk = session.desk();
            let (mut rested, mut told) = (page::age(), page::age());
            loop {
                match desk.index_more().await {
                    Ok(indexed) if indexed.is_whole() => break self.indexed.set(Some(indexed)),
                    Ok(indexed) if page::age() - told > SHOWN_ANEW => {
                        self.indexed.set(Some(indexed));
                        told = page::age();
                    }
                    Ok(_) => {}
                    Err(error) => {
                        self.indexed.set(None);
                        break session.say(t_with("past-unread", &[("reason", &error.to_string())]), None);
                    }
                }
                if page::age() - rested > SLICE {
                    gloo_timers::future::sleep(core::time::Duration::ZERO).await;
                    rested = page::age();
                }
            }
        });
    }

    /// Makes room for a result that was opened.
    pub fn leave(self) {
        let typed = self.typed.try_update(core::mem::take).unwrap_or_default();
        if !typed.is_empty() {
            self.left.set_value(typed);
        }
    }

    /// Shows again what was found, when the user comes back from a result.
    pub fn come_back(self) {
        let left = self.left.try_update_value(core::mem::take).unwrap_or_default();
        if !left.is_empty() && self.typed.with_untracked(String::is_empty) {
            self.typed.set(left);
        }
    }

    /// What is looked for.
    pub fn query(self) -> Query {
        self.typed.with(|typed| Query::parse(typed))
    }

    /// The field.
    pub fn field(self) -> AnyView {
        let typed = move |event| {
            self.is_filled.set(false);
            self.typed.set(event_target_value(&event));
            self.shown.set(AT_A_TIME);
            request_animation_frame(move || request_animation_frame(move || self.is_filled.set(true)));
        };
        let keys = |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | "ArrowDown") {
                step(&event, 0);
            }
        };
        view! {
            <div class="field search">
                <label for="search-everything">{t("search-everything")}</label>
                <input class="input" id="search-everything" type="search" dir="auto" autocomplete="off"
                    prop:value=self.typed on:input=typed on:keydown=keys />
            </div>
        }
        .into_any()
    }

    fn filter(self, session: Session) -> Filter {
        let chosen = |signal: RwSignal<usize>| signal.get().checked_sub(1);
        let now = session.desk().now().timestamp_millis();
        let ago = |days: i64| now - days * 24 * 60 * 60 * 1_000;
        Filter {
            with: chosen(self.with)
                .and_then(|place| session.desk().people().get(place).map(|person| person.id.clone())),
            kind: chosen(self.kind).and_then(|place| Kind::ALL.get(place)).copied(),
            aim: chosen(self.aim).and_then(|place| Aim::ALL.get(place)).copied(),
            mine: chosen(self.whose).map(|place| place == 0),
            during: chosen(self.span).map(|place| match SPANS.get(place) {
                Some(days) => ago(*days)..i64::MAX,
                None => i64::MIN..ago(SPANS[SPANS.len() - 1]),
            }),
        }
    }
}

/// What it can be narrowed down to.
pub fn filters(session: Session, finding: Finding) -> AnyView {
    let choice = move |label: &str, all: &str, options: Vec<String>, chosen: RwSignal<usize>| {
        let options = core::iter::once(t(all)).chain(options).collect();
        let choose = move |place: usize| {
            chosen.set(place);
            finding.shown.set(AT_A_TIME);
        };
        view! { <Select label=t(label) options chosen on_choose=choose /> }.into_any()
    };
    let names = |people: Vec<Relationship>| people.into_iter().map(|person| person.counterpart.name).collect();
    let spans = ["last-month", "last-quarter", "last-year", "longer-ago"].map(t).to_vec();
    view! {
        <div class="fields filters">
            {choice("with", "everyone", names(session.desk().people()), finding.with)}
            {choice("kind", "kind-all", Kind::ALL.map(words::kind).to_vec(), finding.kind)}
            {choice("aim", "aim-all", Aim::ALL.map(words::aim).to_vec(), finding.aim)}
            {choice("whose", "whose-all", vec![t("whose-mine"), t("whose-theirs")], finding.whose)}
            {choice("when", "any-time", spans, finding.span)}
        </div>
    }
    .into_any()
}

/// What was found.
pub fn results(session: Session, finding: Finding) -> AnyView {
    let hits = Memo::new(move |_| {
        session.track();
        finding.indexed.track();
        session.desk().search(&finding.query(), &finding.filter(session), finding.shown.get())
    });
    let count = said(move || t_count("results-count", number(hits.with(|hits| hits.count)), &[]));
    let reading = move || finding.indexed.get().filter(|indexed| !indexed.is_whole());
    let progress = said(move || {
        let Some(Indexed { meetings, of }) = reading() else { return String::new() };
        t_with("past-being-read", &[("done", &meetings.to_string()), ("all", &of.to_string())])
    });
    let found_nothing = move || reading().is_none() && hits.with(|hits: &Hits| hits.count == 0);
    let has_more = move || hits.with(|hits| hits.count > hits.best.len());
    let more = move || finding.shown.update(|shown| *shown += AT_A_TIME);
    let listed = move |places: Range<usize>| {
        hits.with(|hits| hits.best.iter().take(places.end).skip(places.start).cloned().collect::<Vec<_>>())
            .into_iter()
            .map(|hit| result(session, hit))
            .collect_view()
            .into_any()
    };
    let first = move || listed(0..AT_ONCE);
    let others = move || if finding.is_filled.get() { listed(AT_ONCE..usize::MAX) } else { ().into_any() };
    view! {
        <p class="sub" role="status">{count}</p>
        {when(move || reading().is_some(), move || view! { <p class="sub">{progress}</p> }.into_any())}
        {when(found_nothing, || empty(t("nothing-found"), t("nothing-found-hint")))}
        <ol class="results" aria-label=t("results") on:keydown=|event| walk(&event)>
            {dynamic(first)}{dynamic(others)}
        </ol>
        {when(has_more, move || button("button", t("show-more"), more))}
    }
    .into_any()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn result(session: Session, hit: Hit) -> AnyView {
    let Hit { source, entry, marks } = hit;
    let known = session.desk().relationship(&source.with);
    let name = known.map(|known| known.counterpart.name).unwrap_or_default();
    let whose = entry.mine.map(|mine| if mine { t("you") } else { name.clone() });
    let at = entry.at.map(|at| day_time_and_year(crate::domain::time::from_millis(at)));
    let told = [Some(words::kind(entry.kind)), entry.aim.map(words::aim), whose, at];
    let told = told.into_iter().flatten().map(|text| view! { <span dir="auto">{text}</span> }).collect_view();
    let address = match source.part {
        Part::Meeting(number) => format!("#history/{}/{}", source.with, number.0),
        Part::About | Part::PrivateNotes => format!("#history/{}", source.with),
    };
    // The first line is the title; what follows is shown around the first thing that was looked for.
    let end = entry.text.find('\n').unwrap_or(entry.text.len());
    let of_title: Vec<_> = marks.iter().filter(|mark| mark.end <= end).cloned().collect();
    let rest = entry.text.get(end + 1..).unwrap_or_default();
    let of_rest = marks.iter().filter(|mark| mark.start > end).map(|mark| mark.start - end - 1..mark.end - end - 1);
    let of_rest: Vec<_> = of_rest.collect();
    let title = shown(pieces(&entry.text[..end], &of_title));
    let rest = (!rest.trim().is_empty())
        .then(|| view! { <span class="excerpt" dir="auto">{shown(excerpt(rest, &of_rest))}</span> });
    view! {
        <li>
            <a class="result" href=address>
                <span class="result-title" dir="auto">{title}</span>
                {rest}
                <span class="point-meta">{user_text("who", name)}{told}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Text is text: what was looked for is marked by elements of ours.
fn shown(pieces: Vec<Piece>) -> AnyView {
    let piece = |piece: Piece| match piece.is_marked {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}

/// The arrows go from one result to the next, and from the first one back to the field.
fn walk(event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let results = page::document().query_selector_all("a.result");
    let on = page::document().active_element();
    let place = results.as_ref().ok().and_then(|all| {
        (0..all.length())
            .find(|at| on.as_ref().is_some_and(|on| all.item(*at).is_some_and(|one| one.is_same_node(Some(on)))))
    });
    match place.and_then(|place| i64::from(place).checked_add(by)) {
        Some(place) if place < 0 => {
            event.prevent_default();
            let field = page::document().get_element_by_id("search-everything");
            field.into_iter().for_each(|field| focus(&field));
        }
        Some(place) => step(event, u32::try_from(place).unwrap_or_default()),
        None => {}
    }
}

/// Puts the focus on a result, if it is there.
fn step(event: &KeyboardEvent, place: u32) {
    let results = page::document().query_selector_all("a.result").ok();
    let result = results.and_then(|all| all.item(place)).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(result) = result {
        event.prevent_default();
        let _ = result.focus();
    }
}
