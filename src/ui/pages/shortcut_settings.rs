//! The keyboard commands, their keys, and how to change them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::shortcuts::{Command, can_change, change, commands, open_settings};
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::language::{t, t_with};
use crate::ui::session::Session;

/// The list.
pub fn shortcut_settings(session: Session) -> AnyView {
    let known = RwSignal::new(Vec::<Command>::new());
    read(known);
    let rows = dynamic(move || {
        let rows = known.get().into_iter().map(|command| row(session, known, command));
        view! { <ul class="sites" aria-label=t("shortcuts")>{rows.collect_view()}</ul> }.into_any()
    });
    let open = move || {
        spawn_local(async move {
            if !open_settings().await {
                session.say(t("shortcuts-not-opened"), None);
            }
        });
    };
    view! {
        <p class="sub">{t(if can_change() { "shortcuts-change-here" } else { "shortcuts-change-there" })}</p>
        {rows}
        <div class="button-row">{button("button", t("shortcuts-open"), open)}</div>
    }
    .into_any()
}

/// What a command does: ours in the language that is chosen, which need not be the browser's.
pub fn what(command: &Command) -> String {
    match command.name.as_str() {
        "_execute_action" => t("quick-note"),
        "open-sidebar" => t("open-sidebar"),
        "wrap-up" => t("wrap-up"),
        _ => command.what.clone(),
    }
}

fn row(session: Session, known: RwSignal<Vec<Command>>, command: Command) -> AnyView {
    let what = what(&command);
    let keys = if command.keys.is_empty() { t("shortcut-none") } else { command.keys.clone() };
    if !can_change() {
        return view! { <li class="site"><span>{what}</span><kbd>{keys}</kbd></li> }.into_any();
    }
    let label = t_with("shortcut-of", &[("what", &what)]);
    let name = command.name;
    let typed = move |event: web_sys::Event| {
        let (name, keys) = (name.clone(), event_target_value(&event));
        spawn_local(async move {
            let done = change(&name, keys.trim()).await;
            session.say(t(if done { "shortcut-changed" } else { "shortcut-refused" }), None);
            read(known);
        });
    };
    view! {
        <li class="site">
            <span>{what}</span>
            <input class="input" type="text" aria-label=label autocomplete="off" prop:value=command.keys on:change=typed />
        </li>
    }
    .into_any()
}

fn read(known: RwSignal<Vec<Command>>) {
    spawn_local(async move {
        let found = commands().await;
        // The settings may have been left by then.
        _ = known.try_set(found);
    });
}
