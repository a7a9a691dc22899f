//! Promises: the list of both, and a form to add one.

use std::sync::Arc;

use leptos::prelude::*;

use super::Here;
use super::keep::keep_button;
use crate::app::actions::ActionDraft;
use crate::app::record::Keepable;
use crate::domain::{ActionId, ActionItem, ActionState, When};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{check, empty, flag, keyed, said, section_head, user_text, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::sure::sure_named_button;
use crate::ui::kit::text::LineField;
use crate::ui::words;

/// All promises, and the form.
#[component]
pub fn Actions(here: Here) -> impl IntoView {
    let is_empty = move || here.read(|view| view.actions.is_empty());
    view! {
        <section>
            {section_head(t("actions"), ())}
            {when(is_empty, || empty(t("actions-empty"), t("actions-empty-hint")))}
            {action_list(here)}
        </section>
        <AddAction here />
    }
}

/// The list of promises.
pub fn action_list(here: Here) -> AnyView {
    let ids = move || here.read(|view| view.actions.iter().map(|action| action.id.to_string()).collect());
    view! { <ul class="actions" aria-label=t("actions")>{keyed(ids, move |id| action(here, id))}</ul> }.into_any()
}

fn action(here: Here, id: String) -> AnyView {
    let id = StoredValue::new(ActionId::new(id));
    let read = move |reading: &dyn Fn(&ActionItem) -> String| {
        let id = id.get_value();
        here.read(|view| view.actions.iter().find(|action| action.id == id).map(reading).unwrap_or_default())
    };
    let is_kept = flag(move || {
        here.read(|view| {
            view.actions.iter().any(|action| action.id == id.get_value() && action.state == ActionState::Kept)
        })
    });
    let close = move |id: &ActionId, state| here.desk().close_action(&here.id(), id, state);
    let toggle = move |checked| close(&id.get_value(), if checked { ActionState::Kept } else { ActionState::Open });
    let drop = move || {
        let id = id.get_value();
        close(&id, ActionState::Dropped);
        here.session.say(t("action-dropped"), Some(Arc::new(move || close(&id, ActionState::Open))));
    };
    let text = said(move || read(&|action| action.text.clone()));
    let due = said(move || read(&|action| action.when.as_ref().map(words::when).unwrap_or_default()));
    let owner = said(move || read(&|action| here.who(&action.owner)));
    let class = said(move || read(&|action| format!("action {}", here.class_of(&action.owner))));
    let label = said(move || t_with("drop-action", &[("text", &read(&|action| action.text.clone()))]));
    view! {
        <li class=class class:is-kept=is_kept>
            <div class="action-row">
                {check("action-title", text, move || is_kept.get(), toggle)}
                <span class="point-meta">{user_text("who", owner)}{user_text("when", due)}</span>
                {sure_named_button("icon-button small point-details-toggle", label, cross, drop)}
            </div>
            {when(
                move || is_kept.get(),
                move || keep_button(here.session, here.id(), text, move || Keepable::Promise(id.get_value())),
            )}
        </li>
    }
    .into_any()
}

fn cross() -> AnyView {
    view! { <Icon shape=Shape::Close /> }.into_any()
}

/// A form to write down a promise.
#[component]
pub fn AddAction(here: Here) -> impl IntoView {
    let (text, when, owner) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(0_usize));
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let draft = ActionDraft {
            text: text.get_untracked(),
            owner: here.both().get(owner.get_untracked()).cloned(),
            when: When::parse(&when.get_untracked()),
        };
        if here.desk().add_action(&here.id(), &draft).is_some() {
            text.set(String::new());
            when.set(String::new());
        }
    };
    let owners = vec![t("me"), here.name()];
    view! {
        <form class="add-action" on:submit=add>
            <LineField label=t("add-action") value=text on_input=move |typed: String| text.set(typed) />
            <Select label=t("owner") options=owners chosen=owner on_choose=move |place: usize| owner.set(place) />
            <LineField label=t("when") value=when on_input=move |typed: String| when.set(typed) placeholder=t("when-hint") />
            <div class="button-row end"><button type="submit" class="button">{t("add")}</button></div>
        </form>
    }
}
