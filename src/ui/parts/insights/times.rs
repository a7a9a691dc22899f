//! Time used against the planned, and whether meetings began on time.

use leptos::prelude::*;

use super::{n, too_little};
use crate::domain::insights::times::{MEETINGS_FOR_A_MEDIAN, ON_TIME, OnTime, TimeUsed, UsedStep, VERY_LATE};
use crate::ui::kit::chart::{Part, columns, figure, legend, stack, table};
use crate::ui::kit::language::{t, t_with, whole_day};

/// Hundredths of the planned time that the picture is high; what is longer ends at its edge.
const HIGHEST: i64 = 150;

/// How much of the planned time was used.
pub fn used(time: &TimeUsed) -> AnyView {
    if !time.is_telling() {
        return too_little("time-used", "time-used-few", MEETINGS_FOR_A_MEDIAN, time.of, vec![]);
    }
    let values = [("n", n(time.of)), ("used", n(time.used)), ("planned", n(time.planned)), ("over", n(time.over))];
    let said = t_with("time-used-told", &values.each_ref().map(|(key, value)| (*key, value.as_str())));
    let by_quarter = time.by_quarter.then(|| t("by-quarters"));
    let column = |step: &UsedStep| {
        let class = if step.is_over { "is-hatched" } else { "is-full" };
        vec![Part { class, amount: step.percent.min(HIGHEST) * 100 / HIGHEST }]
    };
    let drawn = time.steps.iter().map(column).collect();
    let end = |step: Option<&UsedStep>| step.map(|step| whole_day(step.day)).unwrap_or_default();
    let picture = view! {
        {columns(drawn, Some(100 * 100 / HIGHEST), end(time.steps.first()), end(time.steps.last()))}
        {legend(vec![
            ("is-full", t("within-the-time")),
            ("is-hatched", t("ran-over")),
            ("is-line", t("the-planned-time")),
        ])}
    };
    let row = |step: &UsedStep| {
        let percent = t_with("percent", &[("n", &n(step.percent))]);
        vec![whole_day(step.day), percent, t(if step.is_over { "ran-over" } else { "within-the-time" })]
    };
    let heads = vec![t("from-day"), t("of-the-planned-time"), t("how-it-ended")];
    let table = table(t("time-used"), heads, time.steps.iter().map(row).collect());
    figure(t("time-used"), [said].into_iter().chain(by_quarter).collect(), picture.into_any(), table)
}

/// Whether meetings began on time.
pub fn on_time(on_time: &OnTime) -> AnyView {
    if !on_time.is_telling() {
        return too_little("started-on-time", "on-time-few", MEETINGS_FOR_A_MEDIAN, on_time.of(), vec![]);
    }
    let minutes = [("on-time", ON_TIME.to_string()), ("very-late", VERY_LATE.to_string())];
    let minutes = minutes.each_ref().map(|(key, value)| (*key, value.as_str()));
    let parts = [
        ("is-full", t_with("began-on-time", &minutes), on_time.on_time),
        ("is-empty", t_with("began-late", &minutes), on_time.late),
        ("is-hatched", t_with("began-very-late", &minutes), on_time.very_late),
    ];
    let values = [("n", n(on_time.of())), ("on", n(on_time.on_time)), ("minutes", n(on_time.minutes_late))];
    let said = t_with("on-time-told", &values.each_ref().map(|(key, value)| (*key, value.as_str())));
    let amount = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let drawn = parts.iter().map(|(class, _, count)| Part { class, amount: amount(*count) }).collect();
    let picture = view! {
        {stack(String::new(), drawn, amount(on_time.of()))}
        {legend(parts.iter().map(|(class, text, _)| (*class, text.clone())).collect())}
    };
    let rows = parts.iter().map(|(_, text, count)| vec![text.clone(), n(*count)]).collect();
    let table = table(t("started-on-time"), vec![t("when-it-began"), t("how-many-times")], rows);
    figure(t("started-on-time"), vec![said], picture.into_any(), table)
}
