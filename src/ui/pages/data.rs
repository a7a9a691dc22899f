//! The owner's data: out as files, in again, and back to a day before.

use leptos::prelude::*;

use super::data_agenda::agenda;
use super::data_files::files;
use super::data_restore::restore;
use super::data_table::table;
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// The section of the settings.
pub fn data(session: Session) -> AnyView {
    // A dialog stands by itself: a row is laid out in a way that a dialog is not.
    let ([files, beside_files], [agenda, beside_agenda], [table, beside_table]) =
        (files(session), agenda(session), table(session));
    view! {
        <div class="settings-form">
            <p class="sub">{t("your-data-hint")}</p>
            <div class="settings">{files}{agenda}{table}</div>
            {beside_files}
            {beside_agenda}
            {beside_table}
            {restore(session)}
        </div>
    }
    .into_any()
}

/// What can be done, and what it does.
pub fn row(title: String, hint: String, acts: AnyView) -> AnyView {
    view! {
        <div>
            <div><span class="label">{title}</span><span class="sub">{hint}</span></div>
            <div class="button-row">{acts}</div>
        </div>
    }
    .into_any()
}
