//! Sharing a 1:1: the invitation, the reply, and what can be done once two are together.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::updates::{paste, updates};
use crate::app::sharing::{RelayAddress, Sharing};
use crate::platform::extension::open_tab;
use crate::platform::page;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, dynamic, said};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::{LineField, TextField, shown_text};

/// The dialog, shown while `is_open`.
pub fn share_dialog(here: Here, is_open: RwSignal<bool>) -> AnyView {
    let title = said(move || t_with("share-with", &[("name", &here.name())]));
    dialog(is_open, title, move || share(here, is_open))
}

fn share(here: Here, is_open: RwSignal<bool>) -> AnyView {
    // Said when the dialog opens, and again only when two have come together or gone apart.
    let stage = Memo::new(move |_| {
        here.session.track();
        let sharing = here.desk().sharing(&here.id());
        if sharing == Sharing::Alone { Sharing::Invited } else { sharing }
    });
    let body = dynamic(move || match stage.get() {
        Sharing::Alone | Sharing::Invited => untrack(|| inviting(here)),
        Sharing::Joined => untrack(|| replying(here)),
        Sharing::Together => untrack(|| together(here)),
    });
    view! {
        {body}
        <div class="button-row end">{button("button quiet", t("close"), move || is_open.set(false))}</div>
    }
    .into_any()
}

fn inviting(here: Here) -> AnyView {
    let known = here.read(|view| view.relationship.me.name.clone());
    let my_name = RwSignal::new(known);
    let invitation = RwSignal::new(String::new());
    let invite = move || {
        let name = my_name.get_untracked();
        invitation.set(here.desk().invite(&here.id(), &name).unwrap_or_default());
    };
    invite();
    let typed = move |name: String| {
        my_name.set(name);
        invite();
    };
    let copy = move || copy(here, invitation.get_untracked(), "invitation-copied");
    view! {
        <p class="sub">{t_with("share-what", &[("name", &here.name())])}</p>
        <LineField label=t_with("share-my-name", &[("name", &here.name())]) value=my_name on_input=typed />
        {shown_text(t("invitation"), invitation.into())}
        <div class="button-row end">{button("button primary", t("copy-invitation"), copy)}</div>
        <p class="sub">{t_with("invitation-hint", &[("name", &here.name())])}</p>
        {reply(here)}
        {relay_of_pair(here)}
    }
    .into_any()
}

/// The relay of this 1:1, and what whoever runs it must know to let me in.
fn relay_of_pair(here: Here) -> AnyView {
    let Some((relay, room, side)) = here.desk().relay_of_pair(&here.id()) else { return ().into_any() };
    let url = RwSignal::new(relay.as_ref().map(|relay| relay.url.clone()).unwrap_or_default());
    let credential = RwSignal::new(relay.and_then(|relay| relay.credential).unwrap_or_default());
    let mistake = RwSignal::new(String::new());
    let save = move || {
        let relay = RelayAddress { url: url.get_untracked(), credential: Some(credential.get_untracked()) };
        let saved = here.desk().set_relay_of_pair(&here.id(), relay);
        mistake.set(if saved { String::new() } else { t("relay-no-address") });
        if saved {
            here.session.ask_to_send();
            here.session.say(t("relay-of-pair-set"), None);
        }
    };
    view! {
        <details class="stack">
            <summary class="link">{t("relay-of-pair")}</summary>
            <LineField label=t("relay-address") value=url on_input=move |typed: String| url.set(typed) placeholder="wss://" />
            <LineField label=t("relay-credential") value=credential on_input=move |typed: String| credential.set(typed) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <p class="sub">{t_with("relay-room", &[("room", &room), ("side", side.name())])}</p>
            <div class="button-row end">{button("button", t("relay-save"), save)}</div>
        </details>
    }
    .into_any()
}

/// Where what the other sent back is pasted: taken in as soon as it is whole.
fn reply(here: Here) -> AnyView {
    let text = RwSignal::new(String::new());
    let mistake = RwSignal::new(String::new());
    let take = move |typed: String| {
        text.set(typed.clone());
        mistake.set(String::new());
        if !typed.trim().is_empty() {
            paste(here, typed, text, mistake);
        }
    };
    view! {
        <TextField label=t("their-reply") value=text on_input=take />
        <p class="mistake" role="alert">{said(move || mistake.get())}</p>
    }
    .into_any()
}

fn replying(here: Here) -> AnyView {
    view! { {my_reply(here)}{updates(here)}{relay_of_pair(here)}{ending(here)} }.into_any()
}

/// What goes back to who invited: what they lack.
pub fn my_reply(here: Here) -> AnyView {
    let text = RwSignal::new(String::new());
    spawn_local(async move {
        let reply = here.desk().copy_update(&here.id()).await;
        text.set(reply.map(|bundle| bundle.text).unwrap_or_default());
    });
    view! {
        <p class="sub">{t_with("reply-send-back", &[("name", &here.name())])}</p>
        {shown_text(t("your-reply"), text.into())}
        <div class="button-row end">
            {button("button primary", t("copy-reply"), move || copy(here, text.get_untracked(), "reply-copied"))}
        </div>
    }
    .into_any()
}

fn together(here: Here) -> AnyView {
    view! {
        <p class="sub">{t_with("share-together", &[("name", &here.name())])}</p>
        {updates(here)}
        {relay_of_pair(here)}
        {ending(here)}
    }
    .into_any()
}

/// Ending it, or making a new secret: only where no call page lies beneath that could guide a click.
fn ending(here: Here) -> AnyView {
    if page::is_docked() {
        let open = move || {
            let address = format!("sidebar.html?with={}", here.id());
            spawn_local(async move { open_tab(&address).await });
        };
        return view! { <p class="sub">{t("share-end-elsewhere")}</p>{button("button", t("open-in-tab"), open)} }
            .into_any();
    }
    let stop = move || {
        here.desk().stop_sharing(&here.id());
        here.session.say(t_with("share-stopped", &[("name", &here.name())]), None);
    };
    let rotate = move || {
        here.desk().rotate(&here.id());
        here.session.say(t_with("share-rotated", &[("name", &here.name())]), None);
    };
    let name = here.name();
    view! {
        <details>
            <summary class="link">{t("share-end")}</summary>
            <p class="sub">{t_with("share-stop-hint", &[("name", &name)])}</p>
            {button("button danger", t("share-stop"), stop)}
            <p class="sub">{t_with("share-rotate-hint", &[("name", &name)])}</p>
            {button("button danger", t("share-rotate"), rotate)}
        </details>
    }
    .into_any()
}

/// Puts a text on the clipboard and says so.
pub fn copy(here: Here, text: String, done: &'static str) {
    let name = here.name();
    let text: Arc<str> = text.into();
    spawn_local(async move {
        let key = if page::copy_text(&text).await { done } else { "summary-not-copied" };
        here.session.say(t_with(key, &[("name", &name)]), None);
    });
}
