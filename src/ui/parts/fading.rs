//! How long something is to stay, told beforehand where it stands, and chosen there.

use leptos::prelude::*;

use crate::domain::{Fades, Fading};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{said, when};
use crate::ui::kit::language::{long_date, t, t_with};

/// When it is to be gone, in words.
pub fn fades_on(fading: &Fading) -> String {
    match fading.day() {
        Some(day) => t_with("fades-on", &[("day", &long_date(day))]),
        None => t("fades-after-meeting"),
    }
}

/// A list to choose from, and below it when that will be.
pub fn fading_field(
    fading: impl Fn() -> Option<Fading> + Copy + Send + Sync + 'static,
    on_choose: impl Fn(Option<Fades>) + Send + Sync + 'static,
) -> AnyView {
    let options = vec![t("stays-for-good"), t("stays-meeting"), t("stays-three-months")];
    let place = |fading: Fading| Fades::ALL.iter().position(|how| *how == fading.how).map_or(0, |place| place + 1);
    let chosen = Signal::derive(move || fading().map_or(0, place));
    let choose = move |place: usize| on_choose(place.checked_sub(1).and_then(|place| Fades::ALL.get(place)).copied());
    let words = said(move || fading().map(|fading| fades_on(&fading)).unwrap_or_default());
    view! {
        <Select label=t("stays") options chosen on_choose=choose />
        {when(move || fading().is_some(), move || view! { <p class="sub" role="status">{words}</p> }.into_any())}
    }
    .into_any()
}
