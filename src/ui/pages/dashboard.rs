//! The dashboard: people, what was held, and the owner's data.

use leptos::prelude::*;

use super::history::History;
use super::history_search::Finding;
use super::insights::Insights;
use super::mount;
use super::people::People;
use super::privacy::privacy;
use super::questions::QuestionsPage;
use super::record::Record;
use super::settings::Settings;
use crate::domain::Aim;
use crate::platform::page;
use crate::ui::kit::erase::{dynamic, said};
use crate::ui::kit::language::t;
use crate::ui::kit::notice::NoticeBar;
use crate::ui::parts::trouble::trouble;
use crate::ui::session::Session;

/// What the page is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    People,
    History,
    Insights,
    Record,
    Questions,
    Settings,
    Privacy,
}

impl Section {
    const ALL: [Self; 7] =
        [Self::People, Self::History, Self::Insights, Self::Record, Self::Questions, Self::Settings, Self::Privacy];

    fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::History => "history",
            Self::Insights => "insights",
            Self::Record => "record",
            Self::Questions => "questions",
            Self::Settings => "settings",
            Self::Privacy => "privacy",
        }
    }

    fn title(self) -> String {
        match self {
            Self::People => t("people"),
            Self::History => t("history"),
            Self::Insights => t("insights"),
            Self::Record => t("record"),
            Self::Questions => t("questions"),
            Self::Settings => t("settings"),
            Self::Privacy => t("privacy"),
        }
    }
}

/// Where in the page we are: `#questions/career` is the questions about careers. A section, and what follows it.
fn place() -> (usize, String) {
    let hash = page::hash();
    let (section, rest) = hash.split_once('/').unwrap_or((&hash, ""));
    let section = Section::ALL.into_iter().find(|known| known.name() == section).unwrap_or(Section::People);
    (section as usize, rest.into())
}

/// Shows the page.
pub fn show(session: Session) {
    let here = RwSignal::new(place());
    gloo_events::EventListener::new(&page::window(), "hashchange", move |_| here.set(place())).forget();
    mount(session, "page-dashboard", move || dashboard(session, here));
}

fn dashboard(session: Session, place: RwSignal<(usize, String)>) -> AnyView {
    let link = move |here: Section| {
        let current = said(move || if place.get().0 == here as usize { "page".into() } else { "false".into() });
        view! { <li><a href=format!("#{}", here.name()) aria-current=current>{here.title()}</a></li> }
    };
    let finding = Finding::new();
    let at = said(move || place.get().1);
    // The history follows what is named in it by itself, and keeps what was typed.
    let shown = Memo::new(move |_| match place.get() {
        (section, _) if section == Section::History as usize => (section, String::new()),
        other => other,
    });
    let body = dynamic(move || match (Section::ALL.get(shown.get().0), Aim::named(&shown.get().1)) {
        (Some(Section::History), _) => view! { <History session finding at /> }.into_any(),
        (Some(Section::Insights), _) => view! { <Insights session /> }.into_any(),
        (Some(Section::Record), _) => view! { <Record session /> }.into_any(),
        (Some(Section::Questions), aim) => view! { <QuestionsPage session aim /> }.into_any(),
        (Some(Section::Settings), _) => view! { <Settings session /> }.into_any(),
        (Some(Section::Privacy), _) => privacy(session),
        (Some(Section::People) | None, _) => view! { <People session /> }.into_any(),
    });
    view! {
        <div class="dash">
            <nav class="dash-nav" aria-label=t("sections")>
                <span class="brand">{t("brand")}</span>
                <ul>{Section::ALL.into_iter().map(link).collect_view()}</ul>
            </nav>
            <main class="dash-body">{trouble(session)}{body}</main>
            <NoticeBar notice=session.notice />
        </div>
    }
    .into_any()
}
