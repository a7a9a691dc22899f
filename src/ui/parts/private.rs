//! Private notes, saved as they are typed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::Here;
use super::check_in::check_in;
use super::fading::fading_field;
use super::keep::keep_button;
use crate::app::record::Keepable;
use crate::ui::kit::erase::{said, section_head, when};
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
    let fading = move || {
        here.session.track();
        here.desk().notes_fade(&here.id())
    };
    view! {
        <div class="private page-body-fill">
            <TextField label=t("private-notes") value=notes rows="12"
                on_input=move |text: String| here.desk().write_private_notes(&here.id(), &text) />
            {when(move || !notes.get().trim().is_empty(), move || {
                let what = move || Keepable::Note(chosen(&notes.get_untracked()));
                let keep = keep_button(here.session, here.id(), t("private-notes"), what);
                view! { <div class="button-row">{keep}</div> }.into_any()
            })}
            <div class="fields">{fading_field(fading, move |how| here.desk().let_notes_fade(&here.id(), how))}</div>
            <p class="stays"><Icon shape=Shape::Lock /><span>{t("private-stays")}</span></p>
        </div>
        <section>
            {section_head(t("check-in-today"), ())}
            {check_in(here.session)}
        </section>
    }
}

/// What is marked in the notes; all of them if nothing is.
fn chosen(notes: &str) -> String {
    let field = document().query_selector(".private textarea").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let marked = field.and_then(|field| {
        let place = |at: Option<u32>| usize::try_from(at?).ok();
        let (start, end) = (place(field.selection_start().ok()?)?, place(field.selection_end().ok()?)?);
        // The browser counts in UTF-16.
        let units: Vec<u16> = field.value().encode_utf16().collect();
        units.get(start..end).map(String::from_utf16_lossy)
    });
    marked.filter(|marked| !marked.trim().is_empty()).unwrap_or_else(|| notes.into())
}
