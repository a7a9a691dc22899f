//! Private notes, saved as they are typed.

use leptos::prelude::*;

use super::Here;
use super::check_in::check_in;
use crate::ui::kit::erase::{said, section_head};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::t;
use crate::ui::kit::text::TextField;

/// The notes, and a line that says who can see them.
#[component]
pub fn Private(here: Here) -> impl IntoView {
    let notes = said(move || {
        here.session.track();
        here.desk().private_notes(&here.id())
    });
    view! {
        <div class="private page-body-fill">
            <TextField label=t("private-notes") value=notes rows="12"
                on_input=move |text: String| here.desk().write_private_notes(&here.id(), &text) />
            <p class="stays"><Icon shape=Shape::Lock /><span>{t("private-stays")}</span></p>
        </div>
        <section>
            {section_head(t("check-in-today"), ())}
            {check_in(here.session)}
        </section>
    }
}
