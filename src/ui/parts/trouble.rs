//! What is wrong with storage: said where it is seen, with what to do.

use leptos::prelude::*;

use crate::ui::kit::language::{t, t_count};
use crate::ui::session::Session;

/// Trouble with saving, and values that could not be used. Nothing is shown while all is well.
#[component]
pub fn Trouble(session: Session) -> impl IntoView {
    let faults = Memo::new(move |_| {
        session.track();
        session.desk().faults().iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    view! {
        <div class="alert" role="alert">
            {move || session.trouble().map(|text| view! {
                <span>{text}</span>
                <Show when=move || session.can_retry()>
                    <button type="button" class="button" on:click=move |_| session.save()>{t("try-again")}</button>
                </Show>
            })}
        </div>
        <Show when=move || faults.with(|faults| !faults.is_empty())>
            <details class="faults">
                <summary>{move || t_count("faults", faults.with(Vec::len) as i64, &[])}</summary>
                <ul>{move || faults.get().into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view()}</ul>
            </details>
        </Show>
    }
}
