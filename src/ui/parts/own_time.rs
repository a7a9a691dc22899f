//! One's own time in 1:1s, with everybody together: nobody is set beside anybody.

use leptos::prelude::*;

use crate::app::insights::{OwnWeek, WEEKS};
use crate::ui::kit::chart::{Part, columns, figure, section, table};
use crate::ui::kit::erase::dynamic;
use crate::ui::kit::language::{number, t, t_count, t_with, tenths, whole_day};
use crate::ui::session::Session;

/// Hours of 1:1s week by week.
pub fn own_time(session: Session) -> AnyView {
    let weeks = Memo::new(move |_| {
        session.track();
        session.desk().own_time()
    });
    dynamic(move || weeks.with(|weeks| picture(weeks)))
}

fn picture(weeks: &[OwnWeek]) -> AnyView {
    let held = weeks.iter().map(|week| week.held).sum::<usize>();
    if held == 0 {
        return section(t("own-time"), vec![t("own-time-none")], ().into_any());
    }
    let a_week = hours(weeks.iter().map(|week| week.minutes).sum::<i64>() / WEEKS);
    let said = t_count("own-time-told", i64::try_from(held).unwrap_or(i64::MAX), &[("hours", &a_week)]);
    let most = weeks.iter().map(|week| week.minutes).max().unwrap_or_default();
    if most == 0 {
        return section(t("own-time"), vec![said], ().into_any());
    }
    let column = |week: &OwnWeek| vec![Part { class: "is-full", amount: week.minutes * 100 / most }];
    let end = |week: Option<&OwnWeek>| week.map(|week| whole_day(week.from)).unwrap_or_default();
    let picture = columns(weeks.iter().map(column).collect(), None, end(weeks.first()), end(weeks.last()));
    let most = t_with("own-time-most", &[("hours", &hours(most))]);
    let row = |week: &OwnWeek| {
        vec![whole_day(week.from), number(i64::try_from(week.held).unwrap_or(i64::MAX)), hours(week.minutes)]
    };
    let heads = vec![t("week-from"), t("one-to-ones"), t("hours")];
    let table = table(t("own-time"), heads, weeks.iter().map(row).collect());
    figure(t("own-time"), vec![said, most], picture, table)
}

/// Minutes as hours, to the nearest tenth.
pub fn hours(minutes: i64) -> String {
    tenths((minutes + 3) / 6)
}
