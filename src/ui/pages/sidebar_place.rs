//! Which 1:1 the sidebar is about, and how it follows the calls of the browser where it does not stand in one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::practice::practice;
use crate::app::calls::RoomIs;
use crate::domain::{CallRoom, RelationshipId};
use crate::platform::active_tab::{active_tab, on_tabs_changed};
use crate::platform::extension::on_broadcast;
use crate::platform::page;
use crate::ui::kit::erase::{button, when};
use crate::ui::kit::language::t;
use crate::ui::parts::Here;
use crate::ui::parts::surfaces::lost_card;
use crate::ui::session::Session;

/// Where the sidebar is.
#[derive(Clone, Copy)]
pub struct Place {
    session: Session,
    /// The room of the call, where there is one.
    pub room: RwSignal<Option<CallRoom>>,
    /// Whose 1:1 is shown.
    pub chosen: RwSignal<Option<RelationshipId>>,
    /// Another call that the user has turned to while something was being filled in here.
    offered: RwSignal<Option<CallRoom>>,
    /// The page around us does not let us stand.
    is_lost: RwSignal<bool>,
    here: StoredValue<Option<Here>>,
}

impl Place {
    fn at(session: Session, chosen: Option<RelationshipId>) -> Self {
        Self {
            session,
            room: RwSignal::new(None),
            chosen: RwSignal::new(chosen),
            offered: RwSignal::new(None),
            is_lost: RwSignal::new(false),
            here: StoredValue::new(None),
        }
    }

    /// As the page's address says it.
    pub async fn of_address(session: Session) -> Self {
        let with = page::parameter("with").map(RelationshipId::new);
        let place = Self::at(session, with.filter(|id| session.desk().relationship(id).is_some()));
        if let Some(room) = page::parameter("call").and_then(|call| CallRoom::parse(&call)) {
            place.go_to(room).await;
        }
        place
    }

    /// In a 1:1 that is made up. The page around it says when its call has been left.
    pub fn to_practise(session: Session) -> Self {
        let place = Self::at(session, practice(&session.desk()));
        let heard = move |_: &web_sys::Event| {
            if page::hash() == "left" {
                place.wrap_up();
            }
        };
        gloo_events::EventListener::new(&page::window(), "hashchange", heard).forget();
        place
    }

    /// Hears what the background script says to all pages, and follows the calls of the browser where the page stands
    /// in the side panel or in a window of its own.
    pub async fn follow(self) {
        on_broadcast(move |kind| match kind {
            "wrap-up" => self.wrap_up(),
            "fought" => {
                spawn_local(self.look_whether_lost());
                false
            }
            _ => false,
        });
        if page::parameter("surface").is_some() {
            on_tabs_changed(move || spawn_local(self.look()));
            self.look().await;
        }
    }

    /// From now on this 1:1 is on screen, or nobody's.
    pub fn show(&self, here: Option<Here>) {
        self.here.set_value(here);
    }

    /// What is to be told above everything else.
    pub fn cards(self) -> AnyView {
        let session = self.session;
        let go = move || {
            let room = self.offered.get_untracked();
            self.offered.set(None);
            spawn_local(async move {
                if let Some(room) = room {
                    self.go_to(room).await;
                }
            });
        };
        let other = move || {
            view! {
                <section class="ask-card place-card" role="status">
                    <p>{t("other-call")}</p>
                    <div class="button-row">
                        {button("button primary", t("other-call-go"), go)}
                        {button("button quiet", t("not-now"), move || self.offered.set(None))}
                    </div>
                </section>
            }
            .into_any()
        };
        let lost = move || view! { <div class="place-card">{lost_card(session)}</div> }.into_any();
        view! { {when(move || self.is_lost.get(), lost)}{when(move || self.offered.with(Option::is_some), other)} }
            .into_any()
    }

    /// Turns to the closing question, if a meeting is on here.
    fn wrap_up(&self) -> bool {
        let here = self.here.get_value();
        let live = here.filter(|here| self.session.desk().thread(&here.id()).is_some_and(|view| view.is_live()));
        live.is_some_and(|here| here.wrapping_up.try_set(true).is_none())
    }

    async fn look(self) {
        let tab = active_tab().await;
        let Some(room) = tab.call.filter(|_| !tab.has_ended) else { return };
        if self.room.get_untracked().as_ref() == Some(&room) {
            self.offered.set(None);
        } else if self.is_busy() {
            self.offered.set(Some(room));
        } else {
            self.go_to(room).await;
        }
    }

    async fn look_whether_lost(self) {
        let tab = active_tab().await;
        let is_here = page::is_docked() && tab.call == self.room.get_untracked();
        self.is_lost.set(tab.is_lost && is_here);
    }

    /// Whether something is being filled in here, or the closing question is on screen.
    fn is_busy(&self) -> bool {
        let here = self.here.get_value();
        let is_asked = here.is_some_and(|here| here.wrapping_up.try_get_untracked() == Some(true));
        is_asked || page::is_being_filled_in()
    }

    async fn go_to(self, room: CallRoom) {
        let chosen = match self.session.desk().room(&room).await {
            Ok(RoomIs::For(id)) => Some(id),
            // What is no 1:1 is nothing to turn to, but to be asked about where it was opened by hand.
            Ok(RoomIs::NotAOneToOne) if self.room.get_untracked().is_some_and(|here| here != room) => return,
            // A room that cannot be looked up is asked about: the answer is kept as soon as storage answers.
            Ok(RoomIs::Unknown | RoomIs::NotAOneToOne) | Err(_) => None,
        };
        self.room.set(Some(room));
        self.chosen.set(chosen);
    }
}
