//! The passphrase of a file: asked for twice on the way out, once on the way in, and kept nowhere.

use core::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data_files::{Files, name_of_today};
use crate::app::sealed_backup::{Cost, Strength, strength};
use crate::platform::page;
use crate::ui::data_words;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, check, said};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::fresh_id;
use crate::ui::session::Session;

/// So long the page has to show that something is going on, before a second in which it can show nothing.
const TO_BE_SEEN: Duration = Duration::from_millis(60);

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Typed {
    first: RwSignal<String>,
    second: RwSignal<String>,
    shown: RwSignal<bool>,
    mistake: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Typed {
    fn nothing() -> Self {
        let text = || RwSignal::new(String::new());
        let no = || RwSignal::new(false);
        Self { first: text(), second: text(), shown: no(), mistake: text(), busy: no() }
    }

    fn passphrase(self) -> String {
        page::composed(&self.first.get_untracked())
    }

    fn field(self, label: String, value: RwSignal<String>, autocomplete: &'static str) -> AnyView {
        let id = fresh_id();
        let kind = said(move || if self.shown.get() { "text".into() } else { "password".into() });
        let typed = move |event| {
            value.set(event_target_value(&event));
            self.mistake.set(String::new());
        };
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <input class="input" id=id type=kind autocomplete=autocomplete spellcheck="false"
                    autocapitalize="off" prop:value=value on:input=typed />
            </div>
        }
        .into_any()
    }

    fn show_box(self) -> AnyView {
        check("", t("passphrase-show"), move || self.shown.get(), move |on| self.shown.set(on))
    }

    fn end(self, doing: &'static str, ready: &'static str) -> AnyView {
        let text = said(move || t(if self.busy.get() { doing } else { ready }));
        view! {
            <p class="mistake" role="alert">{said(move || self.mistake.get())}</p>
            <div class="button-row end"><button type="submit" class="button primary" disabled=self.busy>{text}</button></div>
        }
        .into_any()
    }
}

/// The dialog that seals everything.
pub fn seal_dialog(session: Session, is_open: RwSignal<bool>) -> AnyView {
    dialog(is_open, t("seal-title"), move || {
        let typed = Typed::nothing();
        let looks = said(move || {
            typed.first.with(|text| match text.is_empty() {
                true => t("passphrase-hint"),
                false => data_words::strength(strength(text)),
            })
        });
        let submit = move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            seal(session, typed, is_open);
        };
        view! {
            <form class="form" on:submit=submit>
                <p>{t("seal-hint")}</p>
                {typed.field(t("passphrase"), typed.first, "new-password")}
                <p class="sub" role="status">{looks}</p>
                {typed.field(t("passphrase-again"), typed.second, "new-password")}
                {typed.show_box()}
                {typed.end("sealing", "seal-save")}
            </form>
        }
        .into_any()
    })
}

fn seal(session: Session, typed: Typed, is_open: RwSignal<bool>) {
    let passphrase = typed.passphrase();
    let looks = strength(&passphrase);
    if looks == Strength::TooShort {
        return typed.mistake.set(data_words::strength(looks));
    }
    if passphrase != page::composed(&typed.second.get_untracked()) {
        return typed.mistake.set(t("passphrase-differs"));
    }
    typed.busy.set(true);
    spawn_local(async move {
        gloo_timers::future::sleep(TO_BE_SEEN).await;
        let sealed = session.desk().export_sealed(&passphrase, Cost::USUAL).await;
        typed.busy.set(false);
        match sealed {
            Ok(bytes) => {
                let done = page::download_bytes(&name_of_today(session, "duologue"), &bytes).is_some();
                is_open.set(false);
                session.say(t(if done { "exported" } else { "export-refused" }), None);
            }
            Err(error) => typed.mistake.set(t_with("export-failed", &[("reason", &error.to_string())])),
        }
    });
}

/// The dialog that opens a file which waits.
pub fn unseal_dialog(files: Files) -> AnyView {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if files.waiting.with(Option::is_some) {
            is_open.set(true);
        }
    });
    dialog(is_open, t("unseal-title"), move || {
        let typed = Typed::nothing();
        let submit = move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            unseal(files, typed, is_open);
        };
        view! {
            <form class="form" on:submit=submit>
                <p>{t("unseal-hint")}</p>
                {typed.field(t("passphrase"), typed.first, "current-password")}
                {typed.show_box()}
                {typed.end("unsealing", "import")}
            </form>
            <div class="button-row end">{button("button", t("cancel"), move || is_open.set(false))}</div>
        }
        .into_any()
    })
}

fn unseal(files: Files, typed: Typed, is_open: RwSignal<bool>) {
    let Some(bytes) = files.waiting.get_untracked() else { return is_open.set(false) };
    typed.busy.set(true);
    spawn_local(async move {
        gloo_timers::future::sleep(TO_BE_SEEN).await;
        let opened = files.session.desk().unseal(&typed.passphrase(), &bytes).await;
        typed.busy.set(false);
        match opened {
            Ok(text) => {
                files.waiting.set(None);
                is_open.set(false);
                files.import(text, false);
            }
            Err(error) => typed.mistake.set(data_words::not_unsealed(error)),
        }
    });
}
