//! The history of the dashboard: past meetings with their points, notes, promises and scores.

use leptos::prelude::*;

use crate::app::overview::PastMeeting;
use crate::domain::{ActionState, PersonId, PointState, RelationshipId, TalkingPoint};
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::{day_and_time, t, t_count, t_with};
use crate::ui::parts::score::ScoreDots;
use crate::ui::session::Session;

/// The past meetings with one person at a time.
#[component]
pub fn History(session: Session) -> impl IntoView {
    let people = Memo::new(move |_| {
        session.track();
        session.desk().people().into_iter().map(|p| (p.id, p.counterpart.name)).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(0_usize);
    let person = Memo::new(move |_| people.with(|people| people.get(chosen.get()).cloned()));
    let meetings = Memo::new(move |_| {
        session.track();
        person.get().map(|(id, name)| (session.desk().past_meetings(&id), name)).unwrap_or_default()
    });
    view! {
        <div class="dash-head"><h1>{t("history")}</h1></div>
        <Show when=move || people.with(|people| people.len() > 1)>
            {move || view! {
                <Select label=t("with") options=people.get().into_iter().map(|(_, name)| name).collect() chosen
                    on_choose=move |place| chosen.set(place) />
            }}
        </Show>
        <Show when=move || meetings.with(|(meetings, _)| meetings.is_empty())>
            <div class="empty"><p>{t("history-empty")}</p><p>{t("history-empty-hint")}</p></div>
        </Show>
        <ol class="meetings" aria-label=t("meetings")>
            {move || {
                let (meetings, name) = meetings.get();
                meetings.into_iter().map(|past| view! { <Past past name=name.clone() /> }).collect_view()
            }}
        </ol>
        <PrivateNotes session person />
    }
}

#[component]
fn Past(past: PastMeeting, name: String) -> impl IntoView {
    let meeting = past.meeting.clone();
    let title = meeting.started.map(day_and_time).unwrap_or_default();
    let minutes = meeting.started.zip(meeting.ended).map_or(0, |(start, end)| (end - start).num_minutes().max(0));
    let discussed = meeting.points.iter().filter(|point| point.state == PointState::Discussed).count();
    let sub = format!(
        "{}, {}",
        t_count("minutes", minutes, &[]),
        t_with("count-of", &[("done", &discussed.to_string()), ("all", &meeting.points.len().to_string())])
    );
    view! {
        <li>
            <details class="meeting">
                <summary>
                    <span>{title}</span>
                    <span class="sub">{sub}</span>
                    {past.score().map(|score| view! { <ScoreDots score /> })}
                </summary>
                <div class="meeting-body"><Points past=past.clone() name=name.clone() /><Promises past=past.clone() name /><Answer past /></div>
            </details>
        </li>
    }
}

fn whose(past: &PastMeeting, person: &PersonId, name: &str) -> (String, &'static str) {
    if *person == past.me { (t("you"), "mine") } else { (name.to_string(), "theirs") }
}

#[component]
fn Points(past: PastMeeting, name: String) -> impl IntoView {
    let mut points = past.meeting.points.clone();
    crate::domain::agenda::sort(&mut points);
    let entry = |point: TalkingPoint| {
        let (who, class) = whose(&past, &point.author, &name);
        let state = match point.state {
            PointState::Discussed => None,
            PointState::Open => Some(t("still-open")),
            PointState::Dropped => Some(t("was-dropped")),
        };
        let notes = (!point.notes.trim().is_empty()).then(|| view! { <div class="point-note" dir="auto">{point.notes.clone()}</div> });
        view! {
            <li class=format!("point {class}")>
                <span class="point-title" dir="auto">{point.title.clone()}</span>
                <span class="point-meta"><span class="who" dir="auto">{who}</span><span>{state}</span></span>
                {notes}
            </li>
        }
    };
    view! { <ul class="points" aria-label=t("points")>{points.into_iter().map(entry).collect_view()}</ul> }
}

#[component]
fn Promises(past: PastMeeting, name: String) -> impl IntoView {
    let entry = |action: &crate::domain::ActionItem| {
        let (who, class) = whose(&past, &action.owner, &name);
        let state = t(match action.state {
            ActionState::Open => "still-open",
            ActionState::Kept => "was-kept",
            ActionState::Dropped => "was-dropped",
        });
        view! {
            <li class=format!("action {class}")>
                <span class="action-title" dir="auto">{action.text.clone()}</span>
                <span class="point-meta"><span class="who" dir="auto">{who}</span><span>{state}</span></span>
            </li>
        }
    };
    let promises = past.meeting.actions.iter().map(entry).collect_view();
    let any = !past.meeting.actions.is_empty();
    any.then(|| view! { <h3>{t("actions")}</h3><ul class="actions" aria-label=t("actions")>{promises}</ul> })
}

#[component]
fn Answer(past: PastMeeting) -> impl IntoView {
    let retro = past.retro?;
    let helped = retro.answer.helped.iter().map(|helped| crate::ui::words::helped(*helped)).collect::<Vec<_>>().join(", ");
    Some(view! {
        <h3>{t("your-answer")}</h3>
        {(!helped.is_empty()).then(|| view! { <p>{helped}</p> })}
        {(!retro.answer.change.is_empty()).then(|| view! { <p dir="auto">{t_with("you-asked-for", &[("change", &retro.answer.change)])}</p> })}
    })
}

#[component]
fn PrivateNotes(session: Session, person: Memo<Option<(RelationshipId, String)>>) -> impl IntoView {
    let notes = Memo::new(move |_| {
        session.track();
        person.get().map(|(id, _)| session.desk().private_notes(&id)).unwrap_or_default()
    });
    view! {
        <Show when=move || !notes.with(|notes| notes.trim().is_empty())>
            <section class="card">
                <h2>{t("private-notes")}</h2>
                <p class="point-note whole" dir="auto">{notes}</p>
            </section>
        </Show>
    }
}
