//! What is shown after the installation: what Duologue is, a start for the first 1:1, and a call to practise with.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mount;
use super::shortcut_settings::what;
use crate::app::people::NewPerson;
use crate::domain::{Cadence, RelationshipId, Role};
use crate::platform::page;
use crate::platform::shortcuts::{Command, commands};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{button, dynamic, either, said};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::t;
use crate::ui::kit::notice::NoticeBar;
use crate::ui::kit::text::LineField;
use crate::ui::parts::trouble::trouble;
use crate::ui::session::Session;
use crate::ui::words;

/// Where the practice is. What stands behind its `#` tells it that the call was left.
const PRACTICE: &str = "sidebar.html?practice";

/// Minutes of a first 1:1, where nobody has said.
const USUAL_LENGTH: u32 = 30;

/// Shows the page.
pub fn show(session: Session) {
    if let Some(told) = page::parameter("deleted") {
        session.say(words::deleted(&told), None);
    }
    mount(session, "page-welcome", move || welcome(session));
}

fn welcome(session: Session) -> AnyView {
    let points = ["welcome-what-one", "welcome-what-two", "welcome-what-three"].map(|key| view! { <li>{t(key)}</li> });
    view! {
        <main class="welcome">
            <header class="welcome-head">
                <p class="brand">{t("brand")}</p>
                <h1>{t("welcome-title")}</h1>
                <ul class="welcome-what">{points.into_iter().collect_view()}</ul>
            </header>
            {trouble(session)}
            <section class="card welcome-start" aria-label=t("welcome-start")>
                <h2>{t("welcome-start")}</h2>
                {first_one(session)}
            </section>
            <section class="welcome-practice" aria-label=t("practice")>
                <h2>{t("practice")}</h2>
                <p class="sub">{t("practice-hint")}</p>
                {stand_in()}
            </section>
            <div class="welcome-more">{permissions()}{shortcuts()}</div>
        </main>
        <NoticeBar notice=session.notice />
    }
    .into_any()
}

/// The one person with whom it begins: a name and what they are to me; everything else can be said later.
fn first_one(session: Session) -> AnyView {
    let (name, role) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let mistake = RwSignal::new(false);
    let met = RwSignal::new(None::<RelationshipId>);
    // What storage refuses is said here, where it can be tried again.
    Effect::new(move |_| {
        session.track();
        if let Some(id) = met.get().filter(|_| session.desk().unsaved() == 0) {
            page::go_to_page(&format!("sidebar.html?with={id}"));
        }
    });
    let start = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let new = NewPerson {
            name: name.get_untracked(),
            role: Role::OFFERED.get(role.get_untracked()).copied().unwrap_or(Role::Report),
            cadence: Cadence::Weekly,
            minutes: USUAL_LENGTH,
        };
        let id = session.desk().meet(&new);
        mistake.set(id.is_none());
        met.set(id);
    };
    let missing = said(move || if mistake.get() { t("name-missing") } else { String::new() });
    view! {
        <form class="form" on:submit=start>
            <div class="fields">
                <LineField label=t("name") value=name on_input=move |typed: String| name.set(typed) />
                <Select label=t("they-are-my") options=Role::OFFERED.map(words::role).to_vec() chosen=role
                    on_choose=move |place: usize| role.set(place) />
            </div>
            <p class="mistake" role="alert">{missing}</p>
            <div class="button-row"><button type="submit" class="button primary">{t("start")}</button></div>
        </form>
    }
    .into_any()
}

/// A call that is drawn, and the real sidebar beside it, on a store that is forgotten with the page.
fn stand_in() -> AnyView {
    let has_left = RwSignal::new(false);
    let frame = NodeRef::<html::Iframe>::new();
    let tell = move |address: &str| {
        let frame = frame.get_untracked();
        frame.into_iter().for_each(|frame| frame.set_src(address));
    };
    let leave = move || {
        tell(&format!("{PRACTICE}#left"));
        has_left.set(true);
    };
    let again = move || {
        // Another address than before, so that it is begun anew.
        tell(PRACTICE);
        has_left.set(false);
    };
    let in_call = move || {
        let initial: String = t("practice-name").chars().take(1).collect();
        view! {
            <div class="tiles" aria-hidden="true">
                <div class="tile"><span class="avatar them" data-initials=initial></span></div>
                <div class="tile"><span class="avatar me" data-initials=t("me-initials")></span></div>
            </div>
            <div class="call-bar">
                <span class="call-control" aria-hidden="true"></span>
                <span class="call-control" aria-hidden="true"></span>
                {button("button leave", t("practice-leave"), leave)}
            </div>
        }
        .into_any()
    };
    let left = move || {
        view! {
            <div class="call-left" role="status"><p>{t("practice-left")}</p><p class="sub">{t("practice-left-hint")}</p></div>
            <div class="call-bar">{button("button", t("practice-again"), again)}</div>
        }
        .into_any()
    };
    view! {
        <div class="stand-in">
            <div class="stand-in-call">{either(move || has_left.get(), left, in_call)}</div>
            <iframe class="stand-in-sidebar" node_ref=frame src=PRACTICE title=t("practice-sidebar")></iframe>
        </div>
    }
    .into_any()
}

/// What each permission is for.
fn permissions() -> AnyView {
    const EACH: [(&str, &str); 6] = [
        ("permission-sites", "permission-sites-why"),
        ("permission-storage", "permission-storage-why"),
        ("permission-alarms", "permission-alarms-why"),
        ("permission-menus", "permission-menus-why"),
        ("permission-panel", "permission-panel-why"),
        ("permission-asked", "permission-asked-why"),
    ];
    let entry = |(what, why): (&str, &str)| view! { <div><dt>{t(what)}</dt><dd>{t(why)}</dd></div> };
    view! {
        <section aria-label=t("permissions")>
            <h2>{t("permissions")}</h2>
            <dl class="reasons">{EACH.into_iter().map(entry).collect_view()}</dl>
            <p class="stays"><Icon shape=Shape::Lock /><span>{t("welcome-stays")}</span></p>
        </section>
    }
    .into_any()
}

/// The keys, as they are set in this browser.
fn shortcuts() -> AnyView {
    let known = RwSignal::new(Vec::<Command>::new());
    spawn_local(async move {
        let found = commands().await;
        _ = known.try_set(found);
    });
    dynamic(move || {
        let known = known.get();
        if known.is_empty() {
            return ().into_any();
        }
        let entry = |command: Command| {
            let keys = match command.keys.is_empty() {
                true => view! { <span class="sub">{t("shortcut-none")}</span> }.into_any(),
                false => view! { <kbd>{command.keys.clone()}</kbd> }.into_any(),
            };
            view! { <div><dt>{what(&command)}</dt><dd>{keys}</dd></div> }
        };
        view! {
            <section aria-label=t("shortcuts")>
                <h2>{t("shortcuts")}</h2>
                <dl class="reasons">{known.into_iter().map(entry).collect_view()}</dl>
                <p class="sub">{t("shortcuts-hint")}</p>
            </section>
        }
        .into_any()
    })
}
