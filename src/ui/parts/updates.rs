//! Updates to and from the other one: copied and pasted, as a file, and how it stands with the relay.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use crate::app::lines::LineView;
use crate::app::sharing::Sharing;
use crate::platform::page;
use crate::ui::kit::erase::{button, dynamic, said, when};
use crate::ui::kit::file::{file_button, take_dropped};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::{TextField, fresh_id};
use crate::ui::words;

/// All ways to hand updates over, for the dialog.
pub fn updates(here: Here) -> AnyView {
    let text = RwSignal::new(String::new());
    let mistake = RwSignal::new(String::new());
    let open = move |content: String| paste(here, content, text, mistake);
    let save = move || {
        spawn_local(async move {
            let Ok(bundle) = here.desk().copy_update(&here.id()).await else { return };
            let name = format!("{}.duologue.txt", here.desk().now().date_naive());
            let done = page::download(&name, "text/plain", &bundle.text).is_some();
            here.session.say(t(if done { "exported" } else { "export-refused" }), None);
        });
    };
    view! {
        <div class="updates" on:dragover=|event| event.prevent_default() on:drop=move |event| take_dropped(&event, open)>
            <div class="button-row">
                {button("button primary", t("copy-update"), move || copy_update(here))}
                {button("button", t("save-update"), save)}
                {file_button(t("open-update"), t("update-file"), ".txt,text/plain", open)}
            </div>
            <TextField label=t("paste-update") value=text on_input=move |typed: String| take(here, typed, text, mistake) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
        </div>
        {relay_status(here)}
    }
    .into_any()
}

/// The same in one row, for the page beside a call.
pub fn update_row(here: Here) -> AnyView {
    let is_shared = move || {
        here.session.track();
        matches!(here.desk().sharing(&here.id()), Sharing::Joined | Sharing::Together)
    };
    let row = move || {
        let text = RwSignal::new(String::new());
        let mistake = RwSignal::new(String::new());
        let typed = move |event: web_sys::Event| take(here, event_target_value(&event), text, mistake);
        let id = fresh_id();
        let open = move |content: String| paste(here, content, text, mistake);
        view! {
            <section class="update-row" aria-label=t_with("shared-with", &[("name", &here.name())])
                on:dragover=|event| event.prevent_default() on:drop=move |event| take_dropped(&event, open)>
                {relay_status(here)}
                <div class="update-controls">
                    {button("button", t("copy-update"), move || copy_update(here))}
                    <label class="visually-hidden" for=id.clone()>{t("paste-update")}</label>
                    <input class="input" id=id type="text" autocomplete="off" spellcheck="false"
                        placeholder=t("paste-update") prop:value=text on:input=typed />
                </div>
                <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            </section>
        }
        .into_any()
    };
    when(is_shared, row)
}

/// Whether all is in step over the relay, and whether the other is here; nothing without a relay.
fn relay_status(here: Here) -> AnyView {
    let line = Memo::new(move |_| {
        here.session.track();
        here.desk().line(&here.id())
    });
    let show = move || {
        let text = said(move || line.get().map(|line| words::line(line, &here.name())).unwrap_or_default());
        let class = said(move || match line.get() {
            Some(LineView { in_step: true, .. }) => "line-status is-in-step".to_string(),
            _ => "line-status".to_string(),
        });
        let warning = dynamic(move || match line.get().and_then(words::line_warning) {
            Some(warning) => view! { <p class="sub">{warning}</p> }.into_any(),
            None => ().into_any(),
        });
        view! { <p class=class role="status">{text}</p>{warning} }.into_any()
    };
    when(move || line.get().is_some(), show)
}

fn copy_update(here: Here) {
    spawn_local(async move {
        let said = match here.desk().copy_update(&here.id()).await {
            Ok(bundle) if page::copy_text(&bundle.text).await => {
                let key = if bundle.documents == 0 { "update-copied-empty" } else { "update-copied" };
                t_with(key, &[("name", &here.name())])
            }
            Ok(_) => t("summary-not-copied"),
            Err(error) => words::not_taken(&error, &here.name(), |_| String::new()),
        };
        here.session.say(said, None);
    });
}

/// What is typed or pasted is taken in as soon as there is anything.
fn take(here: Here, typed: String, text: RwSignal<String>, mistake: RwSignal<String>) {
    text.set(typed.clone());
    mistake.set(String::new());
    if !typed.trim().is_empty() {
        paste(here, typed, text, mistake);
    }
}

/// Takes an update in and says what came; or says why not, and leaves the text where it is.
pub fn paste(here: Here, content: String, text: RwSignal<String>, mistake: RwSignal<String>) {
    spawn_local(async move {
        let name = here.name();
        match here.desk().paste_update(&here.id(), &content).await {
            Ok(came) => {
                text.set(String::new());
                here.session.say(words::came_in(came, &name), None);
            }
            Err(error) => {
                let name_of = |id: &_| here.desk().relationship(id).map(|r| r.counterpart.name).unwrap_or_default();
                mistake.set(words::not_taken(&error, &name, name_of));
            }
        }
    });
}
