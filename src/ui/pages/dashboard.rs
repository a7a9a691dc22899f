//! The dashboard: people, what was held, and the owner's data.

use leptos::prelude::*;

use super::history::History;
use super::mount;
use super::people::People;
use super::settings::Settings;
use crate::platform::page;
use crate::ui::kit::language::t;
use crate::ui::kit::notice::NoticeBar;
use crate::ui::parts::trouble::Trouble;
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
    mount(move || view! { <Dashboard session /> });
}

#[component]
fn Dashboard(session: Session) -> impl IntoView {
    let section = RwSignal::new(Section::of_address());
    let window = page::window();
    gloo_events::EventListener::new(&window, "hashchange", move |_| section.set(Section::of_address())).forget();
    let link = move |here: Section| {
        view! {
            <li>
                <a href=format!("#{}", here.name()) aria-current=move || (section.get() == here).then_some("page")>
                    {here.title()}
                </a>
            </li>
        }
    };
    view! {
        <div class="dash">
            <nav class="dash-nav" aria-label=t("sections")>
                <span class="brand">{t("brand")}</span>
                <ul>{Section::ALL.map(link).collect_view()}</ul>
            </nav>
            <main class="dash-body">
                <Trouble session />
                {move || match section.get() {
                    Section::People => view! { <People session /> }.into_any(),
                    Section::History => view! { <History session /> }.into_any(),
                    Section::Settings => view! { <Settings session /> }.into_any(),
                }}
            </main>
            <NoticeBar notice=session.notice />
        </div>
    }
}
