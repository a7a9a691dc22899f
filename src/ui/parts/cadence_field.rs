//! How often two people meet, to be chosen: one of the usual rhythms, or every so many days.

use leptos::prelude::*;

use crate::domain::Cadence;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::when;
use crate::ui::kit::language::t;
use crate::ui::kit::text::NumberField;
use crate::ui::words;

/// What is offered first to who wants a rhythm of their own.
const SOME_DAYS: u16 = 10;

/// The field, with one for the number of days where it is needed.
pub fn cadence_field(cadence: RwSignal<Cadence>) -> AnyView {
    let own = Cadence::OFFERED.len();
    let place = move || Cadence::OFFERED.iter().position(|offered| *offered == cadence.get()).unwrap_or(own);
    let choose = move |place: usize| {
        cadence.set(Cadence::OFFERED.get(place).copied().unwrap_or(Cadence::EveryDays(SOME_DAYS)));
    };
    let days = move || match cadence.get() {
        Cadence::EveryDays(days) => u32::from(days),
        _ => 0,
    };
    let count = move |days: u32| cadence.set(Cadence::EveryDays(u16::try_from(days).unwrap_or(SOME_DAYS)));
    let options = Cadence::OFFERED.into_iter().map(words::cadence).chain([t("cadence-own")]).collect();
    let field = move || {
        view! { <NumberField label=t("cadence-own-days") value=Signal::derive(days) min=1 max=365 on_change=count /> }
            .into_any()
    };
    let chosen = Signal::derive(place);
    view! {
        <Select label=t("how-often") options chosen on_choose=choose />
        {when(move || days() > 0, field)}
    }
    .into_any()
}
