//! A setting that an administrator has fixed: shown as it is, with the reason why it cannot be changed.

use leptos::prelude::*;

use crate::app::managed::Choice;
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// The control, or what is fixed in its place.
pub fn or_locked(
    session: Session,
    choice: Choice,
    label: String,
    value: String,
    control: impl Fn() -> AnyView,
) -> AnyView {
    if !session.desk().is_locked(choice) {
        return control();
    }
    view! {
        <div class="locked">
            <div><span class="label">{label}</span>" "<span>{value}</span></div>
            <p class="stays"><Icon shape=Shape::Lock /><span>{t("locked")}</span></p>
        </div>
    }
    .into_any()
}
