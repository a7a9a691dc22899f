//! What comes back from last time: both answers, what was asked to change, promises that are still open, and what the
//! two try.

use leptos::prelude::*;

use super::Here;
use super::answers::{my_scores, their_scores, why_closed};
use super::experiments::{any_open, experiments, try_it};
use super::heard::heard;
use super::keep::keep_button;
use crate::app::ThreadView;
use crate::app::from_last::{BothAnswers, FromLast};
use crate::app::record::Keepable;
use crate::domain::{ActionItem, MeetingNumber, PersonId, Retro};
use crate::ui::kit::erase::{button, dynamic, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::words;

/// A change that somebody asked for, and that nobody has taken up.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub meeting: MeetingNumber,
    pub asked_by: PersonId,
    pub text: String,
}

/// One line, and the wish in it that could be tried: by a button below the lines, which say what happened.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    wish: Option<Wish>,
}

/// The note on top, until it is acknowledged. What the two try stands there as long as they try it.
pub fn from_last(here: Here) -> AnyView {
    let is_there = move || here.read(|view| !view.from_last.is_empty()) || any_open(here);
    when(is_there, move || {
        view! {
            <div class="from-last" role="note" aria-label=t("from-last")>
                <h2>{t("from-last")}</h2>
                {experiments(here)}
                {lines(here)}
                {when(
                    move || here.read(|view| view.from_last.heard.is_some()),
                    move || heard(here, |view| view.from_last.heard.clone()),
                )}
                {when(
                    move || here.read(|view| view.from_last.is_to_be_noted()),
                    move || button("button", t("got-it"), move || here.desk().acknowledge_last(&here.id())),
                )}
            </div>
        }
        .into_any()
    })
}

fn lines(here: Here) -> AnyView {
    // Told of only when one of them is another, so that a button keeps its place and the focus.
    let lines = Memo::new(move |_| in_words(here));
    dynamic(move || {
        let lines = lines.get();
        let wishes: Vec<_> = lines.iter().filter_map(|line| line.wish.clone()).collect();
        let entry = |line: Line| view! { <li dir="auto">{line.text}</li> };
        let list = (!lines.is_empty()).then(|| view! { <ul>{lines.into_iter().map(entry).collect_view()}</ul> });
        let keeps = wishes.iter().filter_map(|wish| keep(here, wish)).collect_view();
        let tries = wishes.into_iter().map(|wish| try_it(here, wish)).collect_view();
        view! { {list}{tries}{keeps} }.into_any()
    })
}

/// What the other asked me for is feedback.
fn keep(here: Here, wish: &Wish) -> Option<AnyView> {
    let is_mine = untrack(|| here.read(|view| view.relationship.is_me(&wish.asked_by)));
    let what = Keepable::Answer(wish.meeting, wish.asked_by.clone());
    (!is_mine).then(|| keep_button(here.session, here.id(), wish.text.clone(), move || what.clone()))
}

fn in_words(here: Here) -> Vec<Line> {
    here.read(|view| {
        let FromLast { wishes, promises, answers, .. } = &view.from_last;
        let answers = answers.iter().flat_map(|both| both_in_words(here, view, both));
        let wishes = wishes.iter().map(|retro| my_wish(view, retro));
        let promises = promises.iter().map(|action| Line { text: promise(here, action), wish: None });
        answers.chain(wishes).chain(promises).collect()
    })
}

fn both_in_words(here: Here, view: &ThreadView, both: &BothAnswers) -> Vec<Line> {
    let them = &view.relationship.counterpart.id;
    let name = here.who(them);
    let Some(theirs) = both.theirs.answer() else {
        return why_closed(&name, &both.theirs).into_iter().map(|text| Line { text, wish: None }).collect();
    };
    let mine = both.mine.as_ref().map(|retro| my_scores(&name, &retro.answer)).unwrap_or_default();
    let scores = [their_scores(&name, theirs), mine].into_iter().filter(|text| !text.is_empty());
    let mut lines: Vec<_> = scores.map(|text| Line { text, wish: None }).collect();
    let change = theirs.change.trim();
    if !change.is_empty() {
        let text = t_with("they-asked-for", &[("name", &name), ("change", change)]);
        lines.push(Line { text, wish: wish(view, both.meeting, them, change) });
    }
    lines
}

fn my_wish(view: &ThreadView, retro: &Retro) -> Line {
    let change = retro.answer.change.trim();
    let text = t_with("you-asked-for", &[("change", change)]);
    Line { text, wish: wish(view, retro.meeting, &view.relationship.me.id, change) }
}

fn wish(view: &ThreadView, meeting: MeetingNumber, asked_by: &PersonId, text: &str) -> Option<Wish> {
    let is_free = !text.is_empty() && !view.is_tried(meeting, asked_by);
    is_free.then(|| Wish { meeting, asked_by: asked_by.clone(), text: text.into() })
}

fn promise(here: Here, action: &ActionItem) -> String {
    let who = here.who(&action.owner);
    match &action.when {
        Some(when) => t_with("promise-when", &[("who", &who), ("text", &action.text), ("when", &words::when(when))]),
        None => t_with("promise", &[("who", &who), ("text", &action.text)]),
    }
}
