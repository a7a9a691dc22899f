//! The insights of the dashboard: for each person the compass of aims.

use leptos::prelude::*;

use super::person_choice::PersonChoice;
use crate::domain::Aim;
use crate::platform::page;
use crate::ui::kit::language::t;
use crate::ui::parts::compass::CompassView;
use crate::ui::session::Session;

/// The insights about one relationship at a time.
#[component]
pub fn Insights(session: Session) -> impl IntoView {
    let choice = PersonChoice::new(session);
    let compass =
        Memo::new(move |_| choice.person().map(|person| session.desk().compass(&person.id)).unwrap_or_default());
    let open = Callback::new(move |aim: Aim| match aim {
        Aim::Status => session.say(t("no-question-on-status"), None),
        aim => page::go_to(&format!("questions/{}", aim.name())),
    });
    let nobody = Signal::derive(|| None);
    view! {
        <div class="dash-head"><h1>{t("insights")}</h1></div>
        {choice.field()}
        <section class="card" aria-label=t("compass")>
            <h2>{t("compass")}</h2>
            <CompassView compass now=session.now() chosen=nobody on_choose=open class="compass is-large" />
        </section>
    }
}
