//! The dashboard: people, what was held, and the owner's data.

use leptos::prelude::*;

use super::history::History;
use super::mount;
use super::people::People;
use super::settings::Settings;
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
    Settings,
}

impl Section {
    const ALL: [Self; 3] = [Self::People, Self::History, Self::Settings];

    fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::History => "history",
            Self::Settings => "settings",
        }
    }

    fn of_address() -> Self {
        let hash = page::hash();
        Self::ALL.into_iter().find(|section| section.name() == hash).unwrap_or(Self::People)
    }

    fn title(self) -> String {
        match self {
            Self::People => t("people"),
            Self::History => t("history"),
            Self::Settings => t("settings"),
        }
    }
}

/// Shows the page.
pub fn show(session: Session) {
    let section = RwSignal::new(Section::of_address() as usize);
    gloo_events::EventListener::new(&page::window(), "hashchange", move |_| {
        section.set(Section::of_address() as usize)
    })
    .forget();
    mount(move || dashboard(session, section));
}

fn dashboard(session: Session, section: RwSignal<usize>) -> AnyView {
    let link = move |here: Section| {
        let current = said(move || if section.get() == here as usize { "page".into() } else { "false".into() });
        view! { <li><a href=format!("#{}", here.name()) aria-current=current>{here.title()}</a></li> }
    };
    let body = dynamic(move || match Section::ALL.get(section.get()) {
        Some(Section::History) => view! { <History session /> }.into_any(),
        Some(Section::Settings) => view! { <Settings session /> }.into_any(),
        Some(Section::People) | None => view! { <People session /> }.into_any(),
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
