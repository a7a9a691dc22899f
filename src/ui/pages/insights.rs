//! The insights of the dashboard: one's own time, and what the 1:1s with each person amount to, over a chosen span.

use leptos::prelude::*;

use super::person_choice::PersonChoice;
use crate::domain::Aim;
use crate::domain::insights::Span;
use crate::platform::page;
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::erase::{dynamic, empty, when};
use crate::ui::kit::language::t;
use crate::ui::parts::compass::CompassView;
use crate::ui::parts::insights::pictures;
use crate::ui::parts::load::load;
use crate::ui::parts::own_time::own_time;
use crate::ui::session::Session;

/// The insights about one relationship at a time, and the sums of one's own time.
#[component]
pub fn Insights(session: Session) -> impl IntoView {
    let is_anybody = move || {
        session.track();
        !session.desk().people().is_empty()
    };
    view! {
        <div class="dash-head"><h1>{t("insights")}</h1></div>
        {when(move || !is_anybody(), || empty(t("people-empty"), t("people-empty-hint")))}
        {when(is_anybody, move || about_one(session))}
        {when(is_anybody, move || {
            view! { <div class="insights">{own_time(session)}{load(session)}</div> }.into_any()
        })}
    }
}

fn about_one(session: Session) -> AnyView {
    let choice = PersonChoice::new(session);
    let place = RwSignal::new(Span::default() as usize);
    let span = Memo::new(move |_| Span::ALL.get(place.get()).copied().unwrap_or_default());
    let spans =
        Signal::derive(|| [t("span-twelve-weeks"), t("span-year"), t("span-all")].map(|name| (name, "")).to_vec());
    let person = Memo::new(move |_| choice.person());
    let compass = Memo::new(move |_| {
        session.track();
        person
            .with(|person| person.as_ref().map(|person| session.desk().compass_of(&person.id, span.get())))
            .unwrap_or_default()
    });
    let insights = Memo::new(move |_| {
        session.track();
        person
            .with(|person| person.as_ref().map(|person| session.desk().insights(&person.id, span.get())))
            .unwrap_or_default()
    });
    let open = Callback::new(move |aim: Aim| match aim {
        Aim::Status => session.say(t("no-question-on-status"), None),
        aim => page::go_to(&format!("questions/{}", aim.name())),
    });
    let nobody = Signal::derive(|| None);
    let name = move || person.with(|person| person.as_ref().map(|person| person.counterpart.name.clone()));
    let shown = move || insights.with(|insights| pictures(insights, &name().unwrap_or_default()));
    view! {
        <div class="insight-choice">
            {choice.field()}
            <RadioChips label=t("span") group="span" options=spans chosen=Signal::derive(move || Some(place.get()))
                on_choose=move |chosen: usize| place.set(chosen) />
        </div>
        <p class="sub">{t("insights-hint")}</p>
        <div class="insights">
            <section class="card insight is-wide" aria-label=t("compass")>
                <h2>{t("compass")}</h2>
                <CompassView compass now=session.now() chosen=nobody on_choose=open class="compass is-large" of_span=true />
            </section>
            {dynamic(shown)}
        </div>
    }
    .into_any()
}
