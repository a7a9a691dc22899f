//! What is to be known of someone new: name, role, how often, how long.

use leptos::prelude::*;

use super::cadence_field::cadence_field;
use crate::app::people::NewPerson;
use crate::domain::person::MINUTES;
use crate::domain::{Cadence, Role};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::said;
use crate::ui::kit::language::t;
use crate::ui::kit::text::{LineField, NumberField};
use crate::ui::words;

/// Usual length of a 1:1 in minutes, where nobody has said: the lower end of what is rated best.
const USUAL_LENGTH: u32 = 30;

/// The form. `on_done` gets what was filled in; a blank name is pointed out instead.
#[component]
pub fn PersonForm(#[prop(into)] done: String, #[prop(into)] on_done: Callback<NewPerson>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(0_usize);
    let cadence = RwSignal::new(Cadence::Weekly);
    let minutes = RwSignal::new(USUAL_LENGTH);
    let is_blank = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_blank.set(name.with_untracked(|name| name.trim().is_empty()));
        if !is_blank.get_untracked() {
            on_done.run(NewPerson {
                name: name.get_untracked(),
                role: Role::OFFERED.get(role.get_untracked()).copied().unwrap_or(Role::Report),
                cadence: cadence.get_untracked(),
                minutes: minutes.get_untracked(),
            });
        }
    };
    let missing = said(move || if is_blank.get() { t("name-missing") } else { String::new() });
    view! {
        <form class="form" on:submit=submit>
            <LineField label=t("name") value=name on_input=move |typed: String| name.set(typed) />
            <p class="mistake" role="alert">{missing}</p>
            <Select label=t("they-are-my") options=Role::OFFERED.map(words::role).to_vec() chosen=role
                on_choose=move |place: usize| role.set(place) />
            {cadence_field(cadence)}
            <NumberField label=t("minutes-field") value=minutes min=*MINUTES.start() max=*MINUTES.end()
                on_change=move |length: u32| minutes.set(length) />
            <div class="button-row end"><button type="submit" class="button primary">{done}</button></div>
        </form>
    }
}
