//! A button that cannot be taken back as easily as it is pressed. In somebody else's page, which could lay something
//! over it and so guide one click, it acts on the second one.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::erase::{button, dynamic, flag, named_button, said};
use super::focus::keep_near;
use super::language::{t, t_with};
use crate::platform::page;

/// In milliseconds: a second click sooner than this is the same hand's double click, and one later than that is about
/// something else.
const SOONEST: f64 = 500.0;
const LATEST: u32 = 5_000;

/// A button that says what it does.
pub fn sure_button(
    class: &'static str,
    text: impl Into<Signal<String>>,
    act: impl FnMut() + Send + 'static,
) -> AnyView {
    let text = text.into();
    if !page::is_docked() {
        return button(class, text, act);
    }
    twice(class, text, None, Box::new(act))
}

/// A button with something else on it: `label` says what it does.
pub fn sure_named_button(
    class: &'static str,
    label: impl Into<Signal<String>>,
    content: impl Fn() -> AnyView + Send + 'static,
    act: impl FnMut() + Send + 'static,
) -> AnyView {
    let label = label.into();
    if !page::is_docked() {
        return named_button(class, label, content(), act);
    }
    twice(class, label, Some(Box::new(content)), Box::new(act))
}

fn twice(
    class: &'static str,
    name: Signal<String>,
    content: Option<Box<dyn Fn() -> AnyView + Send>>,
    mut act: Box<dyn FnMut() + Send>,
) -> AnyView {
    let armed = RwSignal::new(None::<f64>);
    let is_armed = flag(move || armed.get().is_some());
    let click = move |event: MouseEvent| {
        let now = event.time_stamp();
        let since = armed.get_untracked().map(|at| now - at).filter(|since| *since <= f64::from(LATEST));
        match since {
            Some(since) if since >= SOONEST => {
                armed.set(None);
                keep_near(&event);
                return act();
            }
            Some(_) => {}
            None => {
                armed.set(Some(now));
                let disarm = move || {
                    // The button may have gone by then, or be armed anew.
                    if armed.try_get_untracked() == Some(Some(now)) {
                        armed.set(None);
                    }
                };
                Timeout::new(LATEST, disarm).forget();
            }
        }
        // A menu around it stays open for the second click.
        event.stop_propagation();
    };
    let label = said(move || match is_armed.get() {
        true => t_with("sure", &[("act", &name.get())]),
        false => name.get(),
    });
    let hint = said(move || if is_armed.get() { t("sure-hint") } else { String::new() });
    let shown = dynamic(move || match (&content, is_armed.get()) {
        (Some(content), false) => content(),
        (Some(_), true) => t("sure-short").into_any(),
        (None, _) => label.get().into_any(),
    });
    view! {
        <button type="button" class=class class:is-armed=is_armed aria-label=label on:click=click>{shown}</button>
        <span class="visually-hidden" role="status">{hint}</span>
    }
    .into_any()
}
