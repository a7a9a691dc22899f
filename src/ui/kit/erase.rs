//! One type for what differs only in its closure. Leptos compiles a view anew for every type in it, so what is used
//! many times comes behind one type here: this is most of why the module is small.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::focus::keep_near;

/// A view that is made anew when something that it reads has changed.
pub fn dynamic(show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn erased(show: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || show()).into_any()
    }
    erased(Box::new(show))
}

/// A view that is there while the condition holds, and is left alone as long as it keeps holding.
pub fn when(holds: impl Fn() -> bool + Send + Sync + 'static, show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    either(holds, show, || ().into_any())
}

/// One view or the other.
pub fn either(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    show: impl Fn() -> AnyView + Send + 'static,
    otherwise: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let holds = steady(holds);
    dynamic(move || if holds.get() { show() } else { otherwise() })
}

/// The views of a list, each kept as long as its key is there. Keys must be unique.
pub fn keyed(
    keys: impl Fn() -> Vec<String> + Send + Sync + 'static,
    show: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    fn erased(keys: Signal<Vec<String>>, show: Arc<dyn Fn(String) -> AnyView + Send + Sync>) -> AnyView {
        view! { <For each=move || keys.get() key=Clone::clone children=move |key| show(key) /> }.into_any()
    }
    erased(Signal::derive(keys), Arc::new(show))
}

/// A text that follows what it reads.
pub fn said(say: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(say)
}

/// A yes or no that follows what it reads.
pub fn flag(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(holds)
}

/// A yes or no that tells of a change only when there is one.
pub fn steady(holds: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    fn erased(holds: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
        Memo::new(move |_| holds())
    }
    erased(Box::new(holds))
}

/// A button. `class` is `button` with a variant, or `icon-button`.
pub fn button(class: &'static str, text: impl Into<Signal<String>>, act: impl FnMut() + Send + 'static) -> AnyView {
    fn erased(class: &'static str, text: Signal<String>, mut act: Box<dyn FnMut() + Send>) -> AnyView {
        let click = move |event: MouseEvent| {
            keep_near(&event);
            act();
        };
        view! { <button type="button" class=class on:click=click>{text}</button> }.into_any()
    }
    erased(class, text.into(), Box::new(act))
}

/// A button whose text alone does not say what it is about: `label` does, for those who hear it.
pub fn named_button(
    class: &'static str,
    label: impl Into<Signal<String>>,
    content: impl IntoView,
    act: impl FnMut() + Send + 'static,
) -> AnyView {
    fn erased(
        class: &'static str,
        label: Signal<String>,
        content: AnyView,
        mut act: Box<dyn FnMut() + Send>,
    ) -> AnyView {
        let click = move |event: MouseEvent| {
            keep_near(&event);
            act();
        };
        view! { <button type="button" class=class aria-label=label on:click=click>{content}</button> }.into_any()
    }
    erased(class, label.into(), content.into_any(), Box::new(act))
}

/// Text that a user wrote, in the direction that it has.
pub fn user_text(class: &'static str, text: impl Into<Signal<String>>) -> AnyView {
    fn erased(class: &'static str, text: Signal<String>) -> AnyView {
        view! { <span class=class dir="auto">{text}</span> }.into_any()
    }
    erased(class, text.into())
}

/// A box to check, and what it is for.
pub fn check(
    class: &'static str,
    text: impl Into<Signal<String>>,
    checked: impl Fn() -> bool + Send + Sync + 'static,
    toggle: impl FnMut(bool) + Send + 'static,
) -> AnyView {
    fn erased(
        class: &'static str,
        text: Signal<String>,
        checked: Signal<bool>,
        mut toggle: Box<dyn FnMut(bool) + Send>,
    ) -> AnyView {
        let change = move |event: web_sys::Event| toggle(event_target_checked(&event));
        let text = user_text(class, text);
        view! { <label class="check"><input type="checkbox" prop:checked=checked on:change=change />{text}</label> }
            .into_any()
    }
    erased(class, text.into(), Signal::derive(checked), Box::new(toggle))
}

/// The heading of a section, and a word at its end.
pub fn section_head(title: String, end: impl IntoView) -> AnyView {
    fn erased(title: String, end: AnyView) -> AnyView {
        view! { <div class="section-head"><h2>{title}</h2>{end}</div> }.into_any()
    }
    erased(title, end.into_any())
}

/// Says that there is nothing, and what could be done about it.
pub fn empty(title: String, hint: String) -> AnyView {
    view! { <div class="empty"><p>{title}</p><p>{hint}</p></div> }.into_any()
}
