//! Days off, in the settings: on them no 1:1 is due.

use leptos::prelude::*;

use crate::domain::Holiday;
use crate::ui::kit::date::{day, native_field};
use crate::ui::kit::erase::{button, dynamic, named_button, said};
use crate::ui::kit::language::{short_day, t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::session::Session;

/// The section.
pub fn holidays(session: Session) -> AnyView {
    let [from, to, name, mistake] = [(); 4].map(|()| RwSignal::new(String::new()));
    let add = move || {
        let first = day(&from.get_untracked());
        // A single day needs no end.
        let last = day(&to.get_untracked()).or(first);
        let holiday = first.zip(last).and_then(|(first, last)| Holiday::new(first, last, &name.get_untracked()));
        let Some(holiday) = holiday else { return mistake.set(t("holiday-no-days")) };
        if !session.desk().add_holiday(holiday) {
            return mistake.set(t("holiday-too-many"));
        }
        [from, to, name, mistake].into_iter().for_each(|field| field.set(String::new()));
    };
    let shown = dynamic(move || {
        session.track();
        let all = session.desk().holidays();
        if all.is_empty() {
            return ().into_any();
        }
        let all = all.into_iter().map(|holiday| one(session, holiday)).collect_view();
        view! { <ul class="sites" aria-label=t("holidays")>{all}</ul> }.into_any()
    });
    view! {
        <section class="settings-form" aria-label=t("holidays")>
            <div><h3 class="label">{t("holidays")}</h3><p class="sub">{t("holidays-hint")}</p></div>
            {shown}
            <div class="plan-fields">
                {native_field("date", t("holiday-from"), from)}
                {native_field("date", t("holiday-to"), to)}
            </div>
            <LineField label=t("holiday-name") value=name on_input=move |typed: String| name.set(typed) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row">{button("button", t("holiday-add"), add)}</div>
        </section>
    }
    .into_any()
}

fn one(session: Session, holiday: Holiday) -> AnyView {
    let days = match holiday.from == holiday.to {
        true => short_day(holiday.from),
        false => t_with("holiday-days", &[("from", &short_day(holiday.from)), ("to", &short_day(holiday.to))]),
    };
    let label = t_with("holiday-remove", &[("days", &days)]);
    let name = holiday.name.clone();
    view! {
        <li class="site">
            <span class="grow"><span>{days}</span>" "<span class="sub" dir="auto">{name}</span></span>
            {named_button("button quiet", label, t("remove"), move || session.desk().remove_holiday(&holiday))}
        </li>
    }
    .into_any()
}
