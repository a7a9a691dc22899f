//! Joining a 1:1 that someone else shares: their invitation in, my reply out.

use leptos::prelude::*;

use super::Here;
use super::share::my_reply;
use crate::app::sharing::{Invitation, NotJoined};
use crate::domain::RelationshipId;
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, dynamic, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::{LineField, TextField};
use crate::ui::session::Session;
use crate::ui::words;

/// What is being filled in.
#[derive(Clone, Copy)]
struct Joining {
    session: Session,
    text: RwSignal<String>,
    invitation: RwSignal<Option<Invitation>>,
    /// Someone new, or a place in the list of those who are known.
    with: RwSignal<usize>,
    name: RwSignal<String>,
    mistake: RwSignal<String>,
    joined: RwSignal<Option<RelationshipId>>,
}

/// The dialog, shown while `is_open`; `on_joined` is called when the user goes on to the 1:1.
pub fn join_dialog(session: Session, is_open: RwSignal<bool>, on_joined: Callback<RelationshipId>) -> AnyView {
    let content = move || {
        let joining = Joining {
            session,
            text: RwSignal::new(String::new()),
            invitation: RwSignal::new(None),
            with: RwSignal::new(0),
            name: RwSignal::new(String::new()),
            mistake: RwSignal::new(String::new()),
            joined: RwSignal::new(None),
        };
        let body = dynamic(move || match joining.joined.get() {
            None => untrack(|| asking(joining, is_open)),
            Some(id) => untrack(|| answering(joining.session, id, is_open, on_joined)),
        });
        view! { {body} }.into_any()
    };
    dialog(is_open, t("join-shared"), content)
}

fn asking(joining: Joining, is_open: RwSignal<bool>) -> AnyView {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        joining.join();
    };
    let more = move || {
        let from = said(move || joining.invitation.with(|i| i.as_ref().map(words::invited_by).unwrap_or_default()));
        let options = core::iter::once(t("someone-new")).chain(joining.known().into_iter().map(|(_, name)| name));
        let is_new = move || joining.with.get() == 0;
        let name = move || {
            view! { <LineField label=t("name") value=joining.name on_input=move |typed: String| joining.name.set(typed) /> }
                .into_any()
        };
        view! {
            <p dir="auto">{from}</p>
            <Select label=t("join-as") options=options.collect() chosen=joining.with
                on_choose=move |place: usize| joining.with.set(place) />
            {when(is_new, name)}
            <p class="sub">{t("join-what")}</p>
        }
        .into_any()
    };
    view! {
        <form class="form" on:submit=submit>
            <TextField label=t("invitation") rows="3" value=joining.text on_input=move |typed: String| joining.read(typed) />
            <p class="mistake" role="alert">{said(move || joining.mistake.get())}</p>
            {when(move || joining.invitation.with(Option::is_some), more)}
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button primary">{t("join")}</button>
            </div>
        </form>
    }
    .into_any()
}

impl Joining {
    fn known(&self) -> Vec<(RelationshipId, String)> {
        let people = self.session.desk().people().into_iter().filter(|person| !person.archived);
        people.map(|person| (person.id, person.counterpart.name)).collect()
    }

    fn read(self, typed: String) {
        self.text.set(typed.clone());
        self.mistake.set(String::new());
        let read = Invitation::read(&typed).ok();
        if let Some(invitation) = &read {
            let host = self.session.desk().known_host(invitation);
            let place = self.known().iter().position(|(id, _)| Some(id) == host.as_ref());
            self.with.set(place.map_or(0, |place| place + 1));
            self.name.set(invitation.about.host_name.clone());
        }
        self.invitation.set(read);
    }

    fn join(self) {
        let invitation = match Invitation::read(&self.text.get_untracked()) {
            Ok(invitation) => invitation,
            Err(error) => return self.mistake.set(words::not_invited(error)),
        };
        let known = self.known();
        let with = self.with.get_untracked().checked_sub(1).and_then(|place| known.get(place)).map(|(id, _)| id);
        match self.session.desk().join(&invitation, with, &self.name.get_untracked()) {
            Ok(id) => {
                if invitation.about.relay.is_some() {
                    self.session.ask_to_send();
                }
                self.session.follow([id.clone()]);
                self.joined.set(Some(id));
            }
            Err(NotJoined::Mine) => self.mistake.set(t("join-mine")),
            Err(NotJoined::NoName) => self.mistake.set(t("name-missing")),
            Err(NotJoined::ReadOnly) => self.mistake.set(t("reply-not-open")),
        }
    }
}

fn answering(
    session: Session,
    id: RelationshipId,
    is_open: RwSignal<bool>,
    on_joined: Callback<RelationshipId>,
) -> AnyView {
    let here = Here::new(session, id.clone());
    let title = t_with("joined", &[("name", &untrack(|| here.name()))]);
    let go = move || {
        is_open.set(false);
        on_joined.run(id.clone());
    };
    view! {
        <p role="status" dir="auto">{title}</p>
        {my_reply(here)}
        <div class="button-row end">{button("button", t("join-go"), go)}</div>
    }
    .into_any()
}
