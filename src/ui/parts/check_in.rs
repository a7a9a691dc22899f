//! How I am today: two taps and a few words, for nobody but me.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{CheckIn, Level};
use crate::ui::kit::erase::{button, flag, said, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::session::Session;

/// The taps, and the words once something was tapped. It stands once on a page: its radio groups have names of their own.
pub fn check_in(session: Session) -> AnyView {
    spawn_local(async move {
        // What could not be read is asked for anew the next time.
        let _ = session.desk().open_today().await;
    });
    let today = Memo::new(move |_| {
        session.track();
        session.desk().check_in(session.desk().today())
    });
    let change = move |edit: &dyn Fn(&mut CheckIn)| {
        let mut said = today.get_untracked();
        edit(&mut said);
        session.desk().write_check_in(session.desk().today(), said);
    };
    let energy = Callback::new(move |level| change(&|said| said.energy = Some(level)));
    let workload = Callback::new(move |level| change(&|said| said.workload = Some(level)));
    let words = move || {
        view! {
            <LineField label=t("check-in-words") value=said(move || today.with(|said| said.words.clone()))
                on_input=move |words: String| change(&|said| said.words.clone_from(&words)) />
            <div class="button-row">
                {button("button quiet", t("check-in-take-back"), move || change(&|said| *said = CheckIn::default()))}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="check-in">
            {scale("energy", "check-in-energy", ["check-in-energy-low", "", "check-in-energy-high"], move || today.with(|said| said.energy), energy)}
            {scale("workload", "check-in-workload", ["check-in-workload-low", "check-in-workload-right", "check-in-workload-high"], move || today.with(|said| said.workload), workload)}
            {when(move || today.with(|said| !said.is_blank()), words)}
            <p class="stays"><Icon shape=Shape::Lock /><span>{t("check-in-stays")}</span></p>
        </div>
    }
    .into_any()
}

/// One to five. The ends, and the middle if it has a meaning of its own, say what they mean, also to who hears them.
fn scale(
    group: &'static str,
    name: &'static str,
    meanings: [&'static str; 3],
    chosen: impl Fn() -> Option<Level> + Copy + Send + Sync + 'static,
    choose: Callback<Level>,
) -> AnyView {
    let step = move |level: Level| {
        let is_chosen = flag(move || chosen() == Some(level));
        let number = level.number().to_string();
        let meaning = match level.number() {
            1 => meanings[0],
            3 => meanings[1],
            5 => meanings[2],
            _ => "",
        };
        let label = match meaning {
            "" => number.clone(),
            meaning => t_with("check-in-step", &[("n", &number), ("meaning", &t(meaning))]),
        };
        view! {
            <label>
                <input type="radio" class="visually-hidden" name=group aria-label=label prop:checked=is_chosen
                    on:change=move |_| choose.run(level) />
                <span aria-hidden="true">{number}</span>
            </label>
        }
    };
    let ends =
        meanings.into_iter().filter(|key| !key.is_empty()).map(|key| view! { <span>{t(key)}</span> }).collect_view();
    view! {
        <div>
            <p class="label" aria-hidden="true">{t(name)}</p>
            <div class="scale small" role="radiogroup" aria-label=t(name)>{Level::ALL.into_iter().map(step).collect_view()}</div>
            <div class="scale-ends" aria-hidden="true">{ends}</div>
        </div>
    }
    .into_any()
}
