//! Where the sidebar stands: beside the call, in the browser's side panel, or in a window of its own; and whether it
//! opens by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::for_background::Surface;
use crate::domain::CallRoom;
use crate::platform::extension::{open_on, opens_in, set_opens_in};
use crate::platform::page;
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::t;
use crate::ui::session::Session;
use crate::ui::words;

const ALWAYS: &str = "always";
const NEVER: &str = "never";

/// One entry of the menu for each surface; the chosen one is marked.
pub fn surface_entries(session: Session) -> Vec<AnyView> {
    let entry = |surface: Surface| {
        let chosen = said(move || {
            session.track();
            (session.desk().surface() == surface).to_string()
        });
        let open = move |_| move_to(session, surface);
        view! { <button type="button" class="choice" aria-pressed=chosen on:click=open>{words::surface(surface)}</button> }
            .into_any()
    };
    Surface::ALL.into_iter().map(entry).collect()
}

/// Opens the sidebar there, within the click; a page of our own that is somewhere else makes way.
pub fn move_to(session: Session, surface: Surface) {
    spawn_local(async move {
        let opened = open_on(surface.name()).await;
        match (opened, surface) {
            (true, _) if is_elsewhere(surface) => page::close(),
            (true, _) => {}
            (false, Surface::Panel) => session.say(t("surface-panel-how"), None),
            (false, _) => session.say(t("surface-next-time"), None),
        }
    });
}

/// Whether this page stands alone, and on another surface than that one.
fn is_elsewhere(surface: Surface) -> bool {
    let here = page::parameter("surface").and_then(|name| Surface::named(&name));
    here.is_some_and(|here| here != surface)
}

/// Whether the sidebar opens by itself in this room. Until the user has a word on it, it does so for two.
pub fn opens_entry(room: CallRoom) -> AnyView {
    let value = RwSignal::new(String::new());
    let asked = room.clone();
    spawn_local(async move {
        let known = opens_in(&asked).await;
        // The menu may have gone by then.
        _ = value.try_set(known);
    });
    let pressed = said(move || (value.get() != NEVER).to_string());
    let toggle = move |_| {
        let room = room.clone();
        let wanted = if value.get_untracked() == NEVER { ALWAYS } else { NEVER };
        value.set(wanted.into());
        spawn_local(async move { _ = set_opens_in(&room, wanted).await });
    };
    view! { <button type="button" class="choice" aria-pressed=pressed on:click=toggle>{t("opens-by-itself")}</button> }
        .into_any()
}

/// The page that the sidebar was docked in has put it away: says so, and where it could stand instead.
pub fn lost_card(session: Session) -> AnyView {
    let open = |surface: Surface| button("button", words::surface(surface), move || move_to(session, surface));
    view! {
        <section class="ask-card" aria-label=t("surface-lost")>
            <p>{t("surface-lost")}</p>
            <p class="sub">{t("surface-lost-hint")}</p>
            <div class="button-row">{open(Surface::Panel)}{open(Surface::Window)}</div>
        </section>
    }
    .into_any()
}
