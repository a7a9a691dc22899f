//! Quiet hours: from when until when nothing is shown or said unasked.

use chrono::NaiveTime;
use leptos::prelude::*;

use super::locked::or_locked;
use crate::app::managed::Choice;
use crate::domain::QuietHours;
use crate::ui::kit::erase::{check, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::time_field;
use crate::ui::session::Session;

/// What is offered to those who turn them on.
fn usual() -> Option<QuietHours> {
    QuietHours::parse("20:00-07:00")
}

/// The hours.
pub fn quiet_settings(session: Session) -> AnyView {
    let hours = move || {
        session.track();
        session.desk().quiet_hours()
    };
    let turn = move |on: bool| session.desk().set_quiet_hours(usual().filter(|_| on));
    let time = |time: NaiveTime| time.format("%H:%M").to_string();
    let change = move |edit: &dyn Fn(&mut QuietHours, NaiveTime), typed: &str| {
        let (now, typed) = (untrack(hours), NaiveTime::parse_from_str(typed, "%H:%M").ok());
        if let Some((mut hours, typed)) = now.zip(typed) {
            edit(&mut hours, typed);
            // Hours without a length are a slip of the hand, and no wish.
            if hours.from != hours.until {
                session.desk().set_quiet_hours(Some(hours));
            }
        }
    };
    let fields = move || {
        let from = said(move || hours().map(|hours| time(hours.from)).unwrap_or_default());
        let until = said(move || hours().map(|hours| time(hours.until)).unwrap_or_default());
        view! {
            <div class="fields">
                {time_field(t("quiet-from"), from, move |typed| change(&|hours, time| hours.from = time, &typed))}
                {time_field(t("quiet-until"), until, move |typed| change(&|hours, time| hours.until = time, &typed))}
            </div>
        }
        .into_any()
    };
    let control = move || {
        view! {
            {check("", t("quiet-hours"), move || hours().is_some(), turn)}
            {when(move || hours().is_some(), fields)}
            <p class="sub">{t("quiet-hint")}</p>
        }
        .into_any()
    };
    let value = hours().map_or_else(
        || t("quiet-none"),
        |hours| t_with("quiet-between", &[("from", &time(hours.from)), ("until", &time(hours.until))]),
    );
    or_locked(session, Choice::QuietHours, t("quiet-hours"), value, control)
}
