//! Promises: the list of both, and a form to add one.

use leptos::prelude::*;

use super::Here;
use crate::app::actions::ActionDraft;
use crate::domain::{ActionId, ActionItem, ActionState, When};
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::words;

/// All promises, and the form.
#[component]
pub fn Actions() -> impl IntoView {
    let here = Here::get();
    let is_empty = move || here.read(|view| view.actions.is_empty());
    view! {
        <section>
            <div class="section-head"><h2>{t("actions")}</h2></div>
            <Show when=is_empty>
                <div class="empty"><p>{t("actions-empty")}</p><p>{t("actions-empty-hint")}</p></div>
            </Show>
            <ActionList />
        </section>
        <AddAction />
    }
}

/// The list of promises.
#[component]
pub fn ActionList() -> impl IntoView {
    let here = Here::get();
    let ids = Memo::new(move |_| here.read(|view| view.actions.iter().map(|a| a.id.clone()).collect::<Vec<_>>()));
    view! {
        <ul class="actions" aria-label=t("actions")>
            <For each=move || ids.get() key=Clone::clone let:id><Action id /></For>
        </ul>
    }
}

#[component]
fn Action(id: ActionId) -> impl IntoView {
    let here = Here::get();
    let this = StoredValue::new(id);
    let action: Memo<Option<ActionItem>> =
        Memo::new(move |_| here.read(|view| view.actions.iter().find(|a| a.id == this.get_value()).cloned()));
    let is_kept = move || action.with(|a| a.as_ref().is_some_and(|a| a.state == ActionState::Kept));
    let toggle = move |event| {
        let state = if event_target_checked(&event) { ActionState::Kept } else { ActionState::Open };
        here.desk().close_action(&here.id(), &this.get_value(), state);
    };
    let drop = move |_| {
        here.desk().close_action(&here.id(), &this.get_value(), ActionState::Dropped);
        let undo = Callback::new(move |()| here.desk().close_action(&here.id(), &this.get_value(), ActionState::Open));
        here.session.say(t("action-dropped"), Some(undo));
    };
    let text = move || action.with(|a| a.as_ref().map(|a| a.text.clone()).unwrap_or_default());
    let when = move || action.with(|a| a.as_ref().and_then(|a| a.when.as_ref().map(words::when)));
    let owner = move || action.with(|a| a.as_ref().map(|a| here.who(&a.owner)));
    let class = move || {
        let side = action.with(|a| a.as_ref().map(|a| here.class_of(&a.owner)));
        format!("action {}", side.unwrap_or_default())
    };
    let is_dropped = move || action.with(|a| a.as_ref().is_some_and(|a| a.state == ActionState::Dropped));
    view! {
        <Show when=move || !is_dropped()>
            <li class=class class:is-kept=is_kept>
                <div class="action-row">
                    <label class="check">
                        <input type="checkbox" prop:checked=is_kept on:change=toggle />
                        <span class="action-title" dir="auto">{text}</span>
                    </label>
                    <span class="when" dir="auto">{when}</span>
                    <span class="who" dir="auto">{owner}</span>
                    <button type="button" class="button quiet" aria-label=move || t_with("drop-action", &[("text", &text())])
                        on:click=drop>{t("drop")}</button>
                </div>
            </li>
        </Show>
    }
}

/// A form to write down a promise.
#[component]
pub fn AddAction() -> impl IntoView {
    let here = Here::get();
    let (text, when, owner) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(0_usize));
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let draft = ActionDraft {
            text: text.get_untracked(),
            owner: here.both().get(owner.get_untracked()).cloned(),
            when: when.with_untracked(|when| When::parse(when)),
        };
        if here.desk().add_action(&here.id(), &draft).is_some() {
            text.set(String::new());
            when.set(String::new());
        }
    };
    let owners = vec![t("me"), here.name()];
    view! {
        <form class="add-action" on:submit=add>
            <LineField label=t("add-action") value=text on_input=move |typed| text.set(typed) />
            <Select label=t("owner") options=owners chosen=owner on_choose=move |place| owner.set(place) />
            <LineField label=t("when") value=when on_input=move |typed| when.set(typed) placeholder=t("when-hint") />
            <div class="button-row end"><button type="submit" class="button">{t("add")}</button></div>
        </form>
    }
}
