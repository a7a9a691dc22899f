//! One past meeting in the timeline: a line that opens to all that was said in it.

use leptos::prelude::*;
use leptos::{ev, html};

use super::history::Page;
use super::history_edit::{Editing, edit};
use crate::app::past::PastView;
use crate::app::record::Keepable;
use crate::domain::{
    ActionItem, ActionState, Answer, MeetingNumber, MeetingState, PersonId, PointState, RelationshipId, Score,
    TalkingPoint,
};
use crate::ui::kit::erase::{button, dynamic, named_button, user_text, when};
use crate::ui::kit::focus::focus;
use crate::ui::kit::language::{day_time_and_year, t, t_count, t_with};
use crate::ui::parts::answers::{my_scores, their_scores, why_closed};
use crate::ui::parts::keep::keep_past_button;
use crate::ui::parts::score::score_dots;
use crate::ui::words;

/// What the lines of a meeting need to know.
#[derive(Clone)]
struct Told {
    page: Page,
    id: RelationshipId,
    name: String,
    view: PastView,
}

/// The meeting; `view` is how it stands now.
pub fn meeting(page: Page, id: RelationshipId, number: MeetingNumber, view: Memo<Option<PastView>>) -> AnyView {
    let is_open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    let id = StoredValue::new(id);
    Effect::new(move |_| {
        let Some(details) = details.get() else { return };
        if page.named.get() == Some((id.get_value(), number)) {
            details.set_open(true);
            let summary = details.query_selector("summary").ok().flatten();
            summary.into_iter().for_each(|summary| focus(&summary));
        }
    });
    let toggled = move |_: ev::Event| is_open.set(details.get_untracked().is_some_and(|details| details.open()));
    let told = move || {
        let id = id.get_value();
        let relationship = page.session.desk().relationship(&id);
        let name = relationship.map(|relationship| relationship.counterpart.name).unwrap_or_default();
        view.get().map(|view| Told { page, id, name, view })
    };
    view! {
        <li>
            <details class="meeting" node_ref=details on:toggle=toggled>
                <summary>{dynamic(move || told().map(|told| summary(&told)).into_any())}</summary>
                {when(move || is_open.get(), move || dynamic(move || told().map(|told| body(&told)).into_any()))}
            </details>
        </li>
    }
    .into_any()
}

fn summary(told: &Told) -> AnyView {
    let held = &told.view.past.meeting;
    let at = held.started.or(held.planned_at).or(held.ended).or(held.points.iter().map(|point| point.added).max());
    let title = at.map(day_time_and_year).unwrap_or_default();
    let how = match held.state() {
        MeetingState::Missed => t("was-missed"),
        _ if held.off_the_record => t("off-record"),
        _ => {
            let minutes = held.started.zip(held.ended).map_or(0, |(start, end)| (end - start).num_minutes().max(0));
            let of_planned = t_count("of-planned", i64::from(held.minutes), &[]);
            let discussed = held.points.iter().filter(|point| point.state == PointState::Discussed).count();
            let all = held.points.len().to_string();
            let of_all = t_with("count-of", &[("done", &discussed.to_string()), ("all", &all)]);
            let moved = if held.moves.is_empty() { String::new() } else { format!(", {}", t("was-moved")) };
            format!("{} {of_planned}, {of_all}{moved}", t_count("minutes", minutes, &[]))
        }
    };
    view! { <span>{title}</span><span class="sub">{how}</span>{scores(told)} }.into_any()
}

fn body(told: &Told) -> AnyView {
    let past = &told.view.past;
    let points = past.meeting.points.iter().map(|one| point(told, one)).collect_view();
    let before = told.view.from_before.iter().map(|one| point(told, one)).collect_view();
    let has_before = !told.view.from_before.is_empty();
    let before = has_before
        .then(|| view! { <h2>{t("points-from-before")}</h2><ul class="points" aria-label=t("points-from-before")>{before}</ul> });
    view! {
        <div class="meeting-body">
            <ul class="points" aria-label=t("points")>{points}</ul>
            {before}
            {promises(told)}
            {heard(told)}
            {answer(told)}
            {their_answer(told)}
            {experiments(told)}
            {corrections(told)}
        </div>
    }
    .into_any()
}

/// One line of a past meeting: whose it is, what it says, what became of it, notes, and what can be done with it.
fn line(
    told: &Told,
    whose: &PersonId,
    (kind, text): (&str, &str),
    rest: Vec<String>,
    notes: &str,
    edit: AnyView,
) -> AnyView {
    let (who, side) = if *whose == told.view.past.me { (t("you"), "mine") } else { (told.name.clone(), "theirs") };
    let notes = notes.trim().to_string();
    let notes =
        (!notes.is_empty()).then(|| view! { <div class="point-note whole" dir="auto">{notes}</div> }.into_any());
    let rest = rest.into_iter().filter(|text| !text.is_empty());
    let rest = rest.map(|text| view! { <span dir="auto">{text}</span> }).collect_view();
    view! {
        <li class=format!("{kind} {side}")>
            {user_text("point-title", text.to_string())}
            <span class="point-meta">{user_text("who", who)}{rest}{edit}</span>
            {notes}
        </li>
    }
    .into_any()
}

fn point(told: &Told, point: &TalkingPoint) -> AnyView {
    let number = told.view.past.meeting.number;
    let state = match (point.state, point.closed) {
        (PointState::Discussed, Some((_, during))) if during > number => t("talked-later"),
        (PointState::Discussed, _) => String::new(),
        (PointState::Open, _) => t("still-open"),
        (PointState::Dropped, _) => t("was-dropped"),
    };
    let aim = point.aim.map(words::aim).unwrap_or_default();
    let question = if point.question.is_some() { t("kind-question") } else { String::new() };
    let button = edit_button(told, point.born, &point.title, Editing::Point(told.id.clone(), Box::new(point.clone())));
    let keep = keep(told, point.born, &point.title, Keepable::Point(point.id.clone()));
    let buttons = view! { {button}{keep} }.into_any();
    line(told, &point.author, ("point", &point.title), vec![aim, question, state], &point.notes, buttons)
}

fn promises(told: &Told) -> AnyView {
    let number = told.view.past.meeting.number;
    let entry = |action: &ActionItem| {
        let state = t(match action.state {
            ActionState::Open => "still-open",
            ActionState::Kept => "was-kept",
            ActionState::Dropped => "was-dropped",
        });
        let when = action.when.as_ref().map(words::when).unwrap_or_default();
        let editing = Editing::Promise(told.id.clone(), Box::new(action.clone()));
        let button = edit_button(told, number, &action.text, editing);
        let is_kept = action.state == ActionState::Kept;
        let keep = is_kept.then(|| keep(told, number, &action.text, Keepable::Promise(action.id.clone())));
        let buttons = view! { {button}{keep} }.into_any();
        line(told, &action.owner, ("action", &action.text), vec![when, state], "", buttons)
    };
    if told.view.past.meeting.actions.is_empty() {
        return ().into_any();
    }
    let promises = told.view.past.meeting.actions.iter().map(entry).collect_view();
    view! { <h2>{t("actions")}</h2><ul class="actions" aria-label=t("actions")>{promises}</ul> }.into_any()
}

fn edit_button(told: &Told, born: MeetingNumber, text: &str, editing: Editing) -> AnyView {
    let (page, id) = (told.page, told.id.clone());
    let label = t_with("edit-what", &[("text", text)]);
    named_button("button quiet small", label, t("edit"), move || edit(page, id.clone(), born, editing.clone()))
}

/// A copy for my record.
fn keep(told: &Told, number: MeetingNumber, text: &str, what: Keepable) -> AnyView {
    keep_past_button(told.page.session, told.id.clone(), number, text.to_string(), what)
}

/// My score; where both answered, each with whose it is.
fn scores(told: &Told) -> AnyView {
    let theirs = told.view.past.their_score();
    let score = |who: String, side: &'static str, score: Score| {
        let who = theirs.is_some().then(|| user_text("who", who));
        view! { <span class=format!("scored {side}")>{who}{score_dots(score)}</span> }.into_any()
    };
    let mine = told.view.past.score().map(|mine| score(t("you"), "mine", mine));
    let theirs = theirs.map(|theirs| score(told.name.clone(), "theirs", theirs));
    let any = mine.is_some() || theirs.is_some();
    any.then(|| view! { <span class="scores">{mine}{theirs}</span> }).into_any()
}

fn heard(told: &Told) -> AnyView {
    let heard = &told.view.heard;
    let theirs = t_with("heard-theirs", &[("name", &told.name)]);
    let parts = [(t("heard"), heard.mine.clone()), (theirs, heard.theirs.clone())];
    let kept =
        (!heard.mine.trim().is_empty()).then(|| keep(told, heard.meeting, &t("heard"), Keepable::Heard(heard.meeting)));
    let parts = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let parts = parts.map(|(head, text)| under(head, [text])).collect_view();
    view! { {parts}<div class="button-row">{kept}</div> }.into_any()
}

fn answer(told: &Told) -> AnyView {
    let Some(retro) = &told.view.past.retro else { return ().into_any() };
    let wish = match retro.answer.change.trim() {
        "" => String::new(),
        change => t_with("you-asked-for", &[("change", change)]),
    };
    // Alone, the dots in the line above say it already.
    let scores = told.view.past.theirs.answer().map(|_| my_scores(&told.name, &retro.answer)).unwrap_or_default();
    under(t("your-answer"), [scores, helped(&retro.answer), wish])
}

/// The other's answer, or why it cannot be read; nothing where there is none.
fn their_answer(told: &Told) -> AnyView {
    let name = told.name.as_str();
    let heading = t_with("their-answer", &[("name", name)]);
    let Some(theirs) = told.view.past.theirs.answer() else {
        return why_closed(name, &told.view.past.theirs).map(|why| under(heading, [why])).into_any();
    };
    let wish = match theirs.change.trim() {
        "" => String::new(),
        change => t_with("they-asked-for", &[("name", name), ("change", change)]),
    };
    let number = told.view.past.meeting.number;
    let them = told.page.session.desk().relationship(&told.id).map(|known| known.counterpart.id);
    let them = them.filter(|_| !wish.is_empty());
    let kept = them.map(|them| keep(told, number, &theirs.change, Keepable::Answer(number, them)));
    let lines = under(heading, [their_scores(name, theirs), helped(theirs), wish]);
    view! { {lines}<div class="button-row">{kept}</div> }.into_any()
}

/// What the two tried from this meeting on.
fn experiments(told: &Told) -> AnyView {
    let number = told.view.past.meeting.number;
    let view = told.page.session.desk().thread(&told.id);
    let begun =
        view.into_iter().flat_map(|view| view.experiments).filter(|one| one.experiment.started() == Some(number));
    let lines = begun.map(|one| view! { <p dir="auto">{one.experiment.text}</p> }).collect_view();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <h2>{t("experiments")}</h2>{lines} }.into_any()
}

fn corrections(told: &Told) -> AnyView {
    let (page, id, number) = (told.page, told.id.clone(), told.view.past.meeting.number);
    let retro = told.view.past.retro.as_ref().map(|retro| retro.answer.clone()).unwrap_or_default();
    let times = Editing::Times(id.clone(), Box::new(told.view.past.meeting.clone()));
    let answer = Editing::Answer(id.clone(), number, Box::new(retro));
    let is_held = told.view.past.meeting.started.is_some();
    let save = page.save.button(id.clone(), Some(number));
    let with = id.clone();
    let times = is_held
        .then(|| button("button quiet", t("correct-times"), move || edit(page, with.clone(), number, times.clone())));
    let answer = (is_held && !told.view.is_sealed)
        .then(|| button("button quiet", t("correct-answer"), move || edit(page, id.clone(), number, answer.clone())));
    let whole = Editing::Whole(told.id.clone(), number);
    let with = told.id.clone();
    let empty = button("button quiet", t("empty-meeting"), move || edit(page, with.clone(), number, whole.clone()));
    let sealed = told.view.is_sealed.then(|| view! { <p class="sub">{t("answer-stays")}</p> });
    view! { <div class="button-row">{times}{answer}{save}{empty}</div>{sealed} }.into_any()
}

/// Lines under a heading, but for blank ones; nothing if all are.
fn under<const N: usize>(heading: String, lines: [String; N]) -> AnyView {
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <p class="whole" dir="auto">{line}</p> }).collect_view();
    view! { <h2 dir="auto">{heading}</h2>{lines} }.into_any()
}

fn helped(answer: &Answer) -> String {
    answer.helped.iter().map(|helped| words::helped(*helped)).collect::<Vec<_>>().join(", ")
}
