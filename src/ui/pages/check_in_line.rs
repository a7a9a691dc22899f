//! A line over time, from 1 to 5. A silence is a gap in it, and nothing is made up in between.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::Level;
use crate::domain::check_in::stretches;
use crate::ui::kit::language::{short_day, t, t_count, tenths};

/// The picture is 1000 units wide and 100 high, whatever it is on screen: strokes and dots keep their size.
const WIDTH: i64 = 1_000;

/// The picture with its name, what the ends of the scale mean, and the first and the last day.
pub fn line([name, low, high]: [&'static str; 3], days: &[(NaiveDate, Level)]) -> AnyView {
    let Some(((first, _), (last, _))) = days.first().zip(days.last()) else { return ().into_any() };
    let all = (*last - *first).num_days().max(1);
    let place = |(day, level): &(NaiveDate, Level)| {
        (10 + (*day - *first).num_days() * (WIDTH - 20) / all, 110 - 20 * i64::from(level.number()))
    };
    let mut strokes = String::new();
    for stretch in stretches(days) {
        for (at, day) in stretch.iter().enumerate() {
            let (x, y) = place(day);
            strokes += &format!("{}{x} {y}", if at == 0 { "M" } else { "L" });
        }
    }
    let dots: String = days.iter().map(place).map(|(x, y)| format!("M{x} {y}h0")).collect();
    let label = in_words(name, days);
    view! {
        <figure class="check-in-line">
            <figcaption>{t(name)}</figcaption>
            <div class="scale-ends" aria-hidden="true"><span>{t(high)}</span></div>
            <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label=label>
                <path class="line-middle" d="M0 50H1000" />
                <path class="line-strokes" d=strokes />
                <path class="line-dots" d=dots />
            </svg>
            <div class="scale-ends" aria-hidden="true"><span>{t(low)}</span></div>
            <div class="scale-ends" aria-hidden="true"><span>{short_day(*first)}</span><span>{short_day(*last)}</span></div>
        </figure>
    }
    .into_any()
}

/// "Energy: 12 days, 3.2 on average, from 2 to 4."
fn in_words(name: &str, days: &[(NaiveDate, Level)]) -> String {
    let levels = || days.iter().map(|(_, level)| i64::from(level.number()));
    let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let average = tenths((levels().sum::<i64>() * 20 + count) / (count * 2).max(1));
    let end = |level: Option<i64>| level.unwrap_or_default().to_string();
    let (least, most) = (end(levels().min()), end(levels().max()));
    t_count("check-in-line", count, &[("name", &t(name)), ("average", &average), ("least", &least), ("most", &most)])
}
