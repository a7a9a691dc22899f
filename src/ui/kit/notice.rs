//! A short word to the user at the bottom of the page, with a way to take back what was done.

use leptos::prelude::*;

use super::language::t;

/// What is said, and what takes it back.
#[derive(Clone)]
pub struct Notice {
    pub text: String,
    pub undo: Option<Callback<()>>,
}

/// Where notices appear. It is always there, so that screen readers hear what comes into it; a notice stays until the
/// next one or until it is put away.
#[component]
pub fn NoticeBar(notice: RwSignal<Option<Notice>>) -> impl IntoView {
    view! {
        <div class="notice" role="status">
            {move || notice.get().map(|shown| {
                let undo = shown.undo.map(|undo| {
                    let take_back = move |_| {
                        undo.run(());
                        notice.set(None);
                    };
                    view! { <button type="button" on:click=take_back>{t("undo")}</button> }
                });
                view! {
                    <span dir="auto">{shown.text}</span>
                    {undo}
                    <button type="button" on:click=move |_| notice.set(None)>{t("dismiss")}</button>
                }
            })}
        </div>
    }
}
