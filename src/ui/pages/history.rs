//! The history of the dashboard: past meetings with their points, notes, promises and scores.

use leptos::prelude::*;

use super::person_choice::PersonChoice;
use super::save_as::SaveAs;
use crate::app::overview::PastMeeting;
use crate::domain::{ActionItem, ActionState, Answer, PersonId, PointState, Relationship, Score, TalkingPoint};
use crate::ui::kit::erase::{dynamic, empty, user_text, when};
use crate::ui::kit::language::{day_and_time, t, t_count, t_with};
use crate::ui::parts::answers::{my_scores, their_scores, why_closed};
use crate::ui::parts::score::score_dots;
use crate::ui::session::Session;
use crate::ui::words;

/// The past meetings with one person at a time.
#[component]
pub fn History(session: Session) -> impl IntoView {
    let choice = PersonChoice::new(session);
    let save = SaveAs::new(session);
    let person = move || choice.person();
    let past = move || person().map(|person| session.desk().past_meetings(&person.id)).unwrap_or_default();
    let meetings = dynamic(move || {
        let Some(person) = person() else { return ().into_any() };
        let (id, name) = (person.id, person.counterpart.name);
        let one = |past: PastMeeting| meeting(&past, &name, save.button(id.clone(), Some(past.meeting.number)));
        past().into_iter().map(one).collect_view().into_any()
    });
    view! {
        <div class="dash-head"><h1>{t("history")}</h1></div>
        {choice.field()}
        {dynamic(move || person().map(|person| save.button(person.id, None)).into_any())}
        {save.dialog()}
        {when(move || past().is_empty(), || empty(t("history-empty"), t("history-empty-hint")))}
        <ol class="meetings" aria-label=t("meetings")>{meetings}</ol>
        {dynamic(move || private_notes(session, person()))}
    }
}

fn meeting(past: &PastMeeting, name: &str, save: AnyView) -> AnyView {
    let held = &past.meeting;
    let title = held.started.map(day_and_time).unwrap_or_default();
    let minutes = held.started.zip(held.ended).map_or(0, |(start, end)| (end - start).num_minutes().max(0));
    let discussed = held.points.iter().filter(|point| point.state == PointState::Discussed).count();
    let of_all = t_with("count-of", &[("done", &discussed.to_string()), ("all", &held.points.len().to_string())]);
    view! {
        <li>
            <details class="meeting">
                <summary>
                    <span>{title}</span>
                    <span class="sub">{format!("{}, {of_all}", t_count("minutes", minutes, &[]))}</span>
                    {scores(past, name)}
                </summary>
                <div class="meeting-body">{points(past, name)}{promises(past, name)}{answer(past, name)}{their_answer(past, name)}<div class="button-row">{save}</div></div>
            </details>
        </li>
    }
    .into_any()
}

/// One line of a past meeting: whose it is, what it says, what became of it, and notes.
fn line(
    past: &PastMeeting,
    name: &str,
    whose: &PersonId,
    kind: &str,
    text: String,
    state: String,
    notes: String,
) -> AnyView {
    let (who, side) = if *whose == past.me { (t("you"), "mine") } else { (name.to_string(), "theirs") };
    let notes =
        (!notes.trim().is_empty()).then(|| view! { <div class="point-note whole" dir="auto">{notes}</div> }.into_any());
    view! {
        <li class=format!("{kind} {side}")>
            {user_text("point-title", text)}
            <span class="point-meta">{user_text("who", who)}<span>{state}</span></span>
            {notes}
        </li>
    }
    .into_any()
}

fn points(past: &PastMeeting, name: &str) -> AnyView {
    let entry = |point: TalkingPoint| {
        let state = match point.state {
            PointState::Discussed => String::new(),
            PointState::Open => t("still-open"),
            PointState::Dropped => t("was-dropped"),
        };
        line(past, name, &point.author, "point", point.title, state, point.notes)
    };
    view! { <ul class="points" aria-label=t("points")>{past.meeting.points.iter().cloned().map(entry).collect_view()}</ul> }.into_any()
}

fn promises(past: &PastMeeting, name: &str) -> AnyView {
    let entry = |action: &ActionItem| {
        let state = t(match action.state {
            ActionState::Open => "still-open",
            ActionState::Kept => "was-kept",
            ActionState::Dropped => "was-dropped",
        });
        line(past, name, &action.owner, "action", action.text.clone(), state, String::new())
    };
    if past.meeting.actions.is_empty() {
        return ().into_any();
    }
    let promises = past.meeting.actions.iter().map(entry).collect_view();
    view! { <h2>{t("actions")}</h2><ul class="actions" aria-label=t("actions")>{promises}</ul> }.into_any()
}

/// My score; where both answered, each with whose it is.
fn scores(past: &PastMeeting, name: &str) -> AnyView {
    let theirs = past.their_score();
    let score = |who: String, side: &'static str, score: Score| {
        let who = theirs.is_some().then(|| user_text("who", who));
        view! { <span class=format!("scored {side}")>{who}{score_dots(score)}</span> }.into_any()
    };
    let mine = past.score().map(|mine| score(t("you"), "mine", mine));
    let theirs = theirs.map(|theirs| score(name.into(), "theirs", theirs));
    let any = mine.is_some() || theirs.is_some();
    any.then(|| view! { <span class="scores">{mine}{theirs}</span> }).into_any()
}

fn answer(past: &PastMeeting, name: &str) -> AnyView {
    let Some(retro) = &past.retro else { return ().into_any() };
    let wish = match retro.answer.change.trim() {
        "" => String::new(),
        change => t_with("you-asked-for", &[("change", change)]),
    };
    // Alone, the dots in the line above say it already.
    let scores = past.theirs.answer().map(|_| my_scores(name, &retro.answer)).unwrap_or_default();
    under(t("your-answer"), [scores, helped(&retro.answer), wish])
}

/// The other's answer, or why it cannot be read; nothing where there is none.
fn their_answer(past: &PastMeeting, name: &str) -> AnyView {
    let heading = t_with("their-answer", &[("name", name)]);
    let Some(theirs) = past.theirs.answer() else {
        return why_closed(name, &past.theirs).map(|why| under(heading, [why])).into_any();
    };
    let wish = match theirs.change.trim() {
        "" => String::new(),
        change => t_with("they-asked-for", &[("name", name), ("change", change)]),
    };
    under(heading, [their_scores(name, theirs), helped(theirs), wish])
}

/// Lines under a heading, but for blank ones.
fn under<const N: usize>(heading: String, lines: [String; N]) -> AnyView {
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    let lines = lines.map(|line| view! { <p dir="auto">{line}</p> }).collect_view();
    view! { <h2 dir="auto">{heading}</h2>{lines} }.into_any()
}

fn helped(answer: &Answer) -> String {
    answer.helped.iter().map(|helped| words::helped(*helped)).collect::<Vec<_>>().join(", ")
}

fn private_notes(session: Session, person: Option<Relationship>) -> AnyView {
    let notes = person.map(|person| session.desk().private_notes(&person.id)).unwrap_or_default();
    if notes.trim().is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card">
            <h2>{t("private-notes")}</h2>
            <p class="point-note whole" dir="auto">{notes}</p>
        </section>
    }
    .into_any()
}
