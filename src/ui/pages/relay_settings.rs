//! The relay that new invitations name, and my own devices.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::sharing::RelayAddress;
use crate::platform::page;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, either, said, when};
use crate::ui::kit::file::file_button;
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::text::{LineField, TextField, shown_text};
use crate::ui::session::Session;
use crate::ui::words;

/// The relay: the administrator's, or one that is typed in here.
pub fn relay(session: Session) -> AnyView {
    let desk = session.desk();
    if let Some((managed, is_usable)) = desk.managed_relay() {
        let text = t_with("relay-managed", &[("url", &managed.url)]);
        let fault = (!is_usable).then(|| view! { <p class="mistake">{t("relay-managed-unusable")}</p> });
        return view! {
            <div class="settings-form">
                <span class="label">{t("relay")}</span><span class="sub">{text}</span>{fault}
            </div>
        }
        .into_any();
    }
    let set = desk.own_relay();
    let url = RwSignal::new(set.as_ref().map(|relay| relay.url.clone()).unwrap_or_default());
    let credential = RwSignal::new(set.and_then(|relay| relay.credential).unwrap_or_default());
    let mistake = RwSignal::new(String::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (url, credential) = (url.get_untracked(), credential.get_untracked());
        let relay = RelayAddress { url, credential: Some(credential).filter(|credential| !credential.is_empty()) };
        if session.desk().set_default_relay(Some(&relay)) {
            mistake.set(String::new());
            if !relay.url.trim().is_empty() {
                session.ask_to_send();
            }
            session.say(t(if relay.url.trim().is_empty() { "relay-none" } else { "relay-set" }), None);
        } else {
            mistake.set(t("relay-no-address"));
        }
    };
    view! {
        <form class="settings-form" on:submit=save>
            <div><span class="label">{t("relay")}</span><span class="sub">{t("relay-hint")}</span></div>
            <LineField label=t("relay-address") value=url on_input=move |typed: String| url.set(typed) placeholder="wss://" />
            <LineField label=t("relay-credential") value=credential on_input=move |typed: String| credential.set(typed) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row end"><button type="submit" class="button">{t("relay-save")}</button></div>
        </form>
    }
    .into_any()
}

/// My devices: a code for another one, and everything of mine handed over.
pub fn devices(session: Session) -> AnyView {
    let (is_adding, is_joining) = (RwSignal::new(false), RwSignal::new(false));
    let has_devices = move || {
        session.track();
        session.desk().has_devices()
    };
    view! {
        <div class="settings">
            <div>
                <div><span class="label">{t("devices")}</span><span class="sub">{t("devices-hint")}</span></div>
                <div class="button-row">
                    {button("button", t("device-add"), move || is_adding.set(true))}
                    {button("button", t("device-join"), move || is_joining.set(true))}
                </div>
            </div>
        </div>
        {when(has_devices, move || exchange(session))}
        {dialog(is_adding, t("device-add"), move || adding(session, is_adding))}
        {dialog(is_joining, t("device-join"), move || joining(session, is_joining))}
    }
    .into_any()
}

fn adding(session: Session, is_open: RwSignal<bool>) -> AnyView {
    let code = RwSignal::new(session.desk().device_code().unwrap_or_default());
    let copy = move || say_copied(session, code.get_untracked());
    view! {
        <p class="sub">{t("device-code-hint")}</p>
        {shown_text(t("device-code"), code.into())}
        <div class="button-row end">
            {button("button quiet", t("close"), move || is_open.set(false))}
            {button("button primary", t("copy-device-code"), copy)}
        </div>
    }
    .into_any()
}

fn joining(session: Session, is_open: RwSignal<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let mistake = RwSignal::new(String::new());
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match session.desk().join_devices(&text.get_untracked()) {
            Ok(()) => {
                is_open.set(false);
                session.say(t("device-joined"), None);
            }
            Err(error) => mistake.set(words::not_mine(&error)),
        }
    };
    view! {
        <form class="form" on:submit=join>
            <TextField label=t("device-code") value=text on_input=move |typed: String| text.set(typed) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button primary">{t("join")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Everything of mine, out and in.
fn exchange(session: Session) -> AnyView {
    let text = RwSignal::new(String::new());
    let mistake = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let open = move |content: String| {
        spawn_local(async move {
            is_busy.set(true);
            match session.desk().paste_from_device(&content).await {
                Ok(brought) => {
                    let count = i64::try_from(brought.documents).unwrap_or(i64::MAX);
                    let people = brought.people.to_string();
                    text.set(String::new());
                    mistake.set(String::new());
                    let nothing = count == 0 && brought.people == 0;
                    let said = if nothing {
                        t("import-nothing-new")
                    } else {
                        t_count("imported", count, &[("people", &people)])
                    };
                    session.say(said, None);
                }
                Err(error) => mistake.set(words::not_mine(&error)),
            }
            is_busy.set(false);
        });
    };
    let typed = move |typed: String| {
        text.set(typed.clone());
        mistake.set(String::new());
        if !typed.trim().is_empty() {
            open(typed);
        }
    };
    let hand_over = move |as_file: bool| {
        spawn_local(async move {
            match session.desk().copy_for_devices().await {
                Err(error) => session.say(words::not_mine(&error), None),
                Ok(bundle) if as_file => {
                    let name = format!("{}-my-devices.duologue.txt", session.desk().now().date_naive());
                    let done = page::download(&name, "text/plain", &bundle).is_some();
                    session.say(t(if done { "exported" } else { "export-refused" }), None);
                }
                Ok(bundle) => say_copied(session, bundle),
            }
        });
    };
    let forget = move || {
        session.desk().leave_devices();
        session.say(t("devices-forgotten"), None);
    };
    let working = || view! { <span class="sub">{t("working")}</span> }.into_any();
    view! {
        <div class="settings-form">
            <div class="button-row">
                {button("button", t("device-copy"), move || hand_over(false))}
                {button("button", t("save-update"), move || hand_over(true))}
                {file_button(t("open-update"), t("device-file"), ".txt,text/plain", open)}
                {button("button quiet", t("devices-forget"), forget)}
            </div>
            <TextField label=t("device-paste") value=text on_input=typed />
            {either(move || is_busy.get(), working, || ().into_any())}
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
        </div>
    }
    .into_any()
}

fn say_copied(session: Session, text: String) {
    spawn_local(async move {
        let copied = page::copy_text(&text).await;
        session.say(t(if copied { "copied" } else { "summary-not-copied" }), None);
    });
}
