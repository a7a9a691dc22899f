//! A short word to the user at the bottom of the page, with a way to take back what was done.

use std::sync::Arc;

use leptos::prelude::*;

use super::erase::{button, dynamic};
use super::language::t;

/// Takes back what was done. Owned by the notice: what it was about may have left the page by then.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// What is said, and what takes it back.
#[derive(Clone)]
pub struct Notice {
    pub text: String,
    pub undo: Option<Undo>,
}

/// Where notices appear. It is always there, so that screen readers hear what comes into it; a notice stays until the
/// next one or until it is put away.
#[component]
pub fn NoticeBar(notice: RwSignal<Option<Notice>>) -> impl IntoView {
    let shown = dynamic(move || match notice.get() {
        None => ().into_any(),
        Some(Notice { text, undo }) => {
            let undo = undo.map(|undo| {
                button("", t("undo"), move || {
                    notice.set(None);
                    undo();
                })
            });
            let dismiss = button("", t("dismiss"), move || notice.set(None));
            view! { <span dir="auto">{text}</span>{undo}{dismiss} }.into_any()
        }
    });
    view! { <div class="notice" role="status">{shown}</div> }
}
