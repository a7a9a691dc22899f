//! What the popup asks or offers above the note: one card at most, the one that matters most.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::popup::leave_for;
use crate::app::for_background::Surface;
use crate::domain::RelationshipId;
use crate::platform::active_tab::ActiveTab;
use crate::platform::extension::{open_on, open_tab};
use crate::platform::permissions::Permission;
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::language::{t, t_with};
use crate::ui::parts::surfaces::lost_card;
use crate::ui::session::Session;
use crate::ui::words;

/// What is offered.
#[derive(Clone, Debug, PartialEq)]
enum Offer {
    Nothing,
    /// A call ended, and nobody has said whether it was worth it.
    Closing(RelationshipId),
    Lost,
    Launch,
    /// A call service that we know and may not run on yet: its host, and what to ask for.
    Site(String, String),
}

/// The card.
pub fn card(session: Session, tab: RwSignal<ActiveTab>) -> AnyView {
    let offer = Memo::new(move |_| {
        session.track();
        let closing = session.desk().to_wrap_up().into_iter().next().map(|(id, _)| Offer::Closing(id));
        closing.unwrap_or_else(|| tab.with(offer_of))
    });
    dynamic(move || match offer.get() {
        Offer::Nothing => ().into_any(),
        Offer::Closing(id) => wrap_up_card(session, id),
        Offer::Lost => lost_card(session),
        Offer::Launch => launch_card(session),
        Offer::Site(host, origin) => {
            let text = t_with("site-ask", &[("host", &host)]);
            let allow = button("button primary", t("site-use"), move || allow(session, tab, &host, &origin));
            view! {
                <section class="ask-card" aria-label=t("sites")>
                    <p dir="auto">{text}</p>
                    <div class="button-row">{allow}</div>
                </section>
            }
            .into_any()
        }
    })
}

fn offer_of(tab: &ActiveTab) -> Offer {
    match tab {
        ActiveTab { is_lost: true, .. } => Offer::Lost,
        ActiveTab { is_launch: true, .. } => Offer::Launch,
        ActiveTab { is_optional: true, is_known_service: true, host: Some(host), origin: Some(origin), .. } => {
            Offer::Site(host.clone(), origin.clone())
        }
        _ => Offer::Nothing,
    }
}

/// Any other page of the web could be a call, too: a line, and no card.
pub fn other_site(session: Session, tab: RwSignal<ActiveTab>) -> AnyView {
    let other = Memo::new(move |_| {
        tab.with(|tab| match tab {
            ActiveTab {
                is_optional: true, is_known_service: false, host: Some(host), origin: Some(origin), ..
            } => Some((host.clone(), origin.clone())),
            _ => None,
        })
    });
    dynamic(move || match other.get() {
        None => ().into_any(),
        Some((host, origin)) => {
            let text = t_with("site-other", &[("host", &host)]);
            let ask = button("link", text, move || allow(session, tab, &host, &origin));
            view! { <div class="other-site">{ask}</div> }.into_any()
        }
    })
}

/// Asks the browser for a site, within the click, and says what has come of it.
fn allow(session: Session, tab: RwSignal<ActiveTab>, host: &str, origin: &str) {
    let asked = Permission::Site(origin.into()).ask();
    let host = host.to_string();
    spawn_local(async move {
        let given = asked.await;
        if given {
            tab.update(|tab| tab.is_optional = false);
        }
        session.say(t_with(if given { "site-added" } else { "site-refused" }, &[("host", &host)]), None);
    });
}

fn wrap_up_card(session: Session, id: RelationshipId) -> AnyView {
    let Some(person) = session.desk().relationship(&id) else { return ().into_any() };
    let address = format!("retro.html?with={id}");
    let answer = move || {
        let address = address.clone();
        leave_for(async move { open_tab(&address).await });
    };
    view! {
        <section class="ask-card" aria-label=t("before-you-go")>
            <p dir="auto">{t_with("how-was-it", &[("name", &person.counterpart.name)])}</p>
            <div class="button-row">
                {button("button primary", t("answer"), answer)}
                {button("button quiet", t("skip"), move || session.desk().wrap_up(&id, None))}
            </div>
        </section>
    }
    .into_any()
}

/// The call goes on in an app, where nothing can be docked.
fn launch_card(session: Session) -> AnyView {
    let open = move || {
        spawn_local(async move {
            if open_on(Surface::Window.name()).await {
                crate::platform::page::close();
            } else {
                session.say(t("surface-next-time"), None);
            }
        });
    };
    view! {
        <section class="ask-card" aria-label=words::surface(Surface::Window)>
            <p>{t("launch")}</p>
            <div class="button-row">{button("button primary", t("launch-open"), open)}</div>
        </section>
    }
    .into_any()
}
