//! On which side the docked sidebar stands, and how wide it is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::locked::or_locked;
use crate::app::for_background::{NARROWEST, WIDEST};
use crate::app::managed::Choice;
use crate::platform::extension::{Dock, shape_dock};
use crate::ui::kit::choice::Select;
use crate::ui::kit::language::t;
use crate::ui::kit::text::NumberField;
use crate::ui::session::Session;

/// In CSS pixels, as `extension/content/shape.js` has them.
const WIDTHS: (u32, u32) = (NARROWEST, WIDEST);

/// The two.
pub fn dock_settings(session: Session) -> AnyView {
    let place = move || {
        session.track();
        session.desk().dock_place()
    };
    let side = Signal::derive(move || usize::from(!place().is_left));
    let choose = |side: usize| {
        let wish = if side == 0 { Dock::Left } else { Dock::Right };
        spawn_local(shape_dock(wish));
    };
    let options = vec![t("dock-side-left"), t("dock-side-right")];
    let side_now = options.get(side.get_untracked()).cloned().unwrap_or_default();
    let side_field = move || {
        view! { <Select label=t("dock-side") options=options.clone() chosen=side on_choose=choose /> }.into_any()
    };
    let width = Signal::derive(move || place().width);
    let width_field = move || {
        view! {
            <NumberField label=t("dock-width") min=WIDTHS.0 max=WIDTHS.1 value=width
                on_change=|width: u32| spawn_local(shape_dock(Dock::Width(width))) />
        }
        .into_any()
    };
    view! {
        {or_locked(session, Choice::DockSide, t("dock-side"), side_now, side_field)}
        {or_locked(session, Choice::DockWidth, t("dock-width"), width.get_untracked().to_string(), width_field)}
        <p class="sub">{t("dock-hint")}</p>
    }
    .into_any()
}
