//! Whose points: a column for each quarter, with the line at half where one of the two leads.

use leptos::prelude::*;

use super::{n, short, too_little};
use crate::domain::insights::points::{POINTS_FOR_A_SHARE, PointShares, QuarterPoints};
use crate::domain::insights::{Quarter, Who};
use crate::ui::kit::chart::{Part, columns, figure, legend, table};
use crate::ui::kit::language::{t, t_with};

/// The picture.
pub fn picture(shares: &PointShares, name: &str) -> AnyView {
    let all = shares.all.mine + shares.all.theirs;
    let Some(mine) = shares.mine else {
        let least = usize::try_from(POINTS_FOR_A_SHARE).unwrap_or(usize::MAX);
        return too_little(
            "whose-points",
            "whose-points-few",
            least,
            usize::try_from(all).unwrap_or(usize::MAX),
            vec![],
        );
    };
    let said = [("mine", n(mine)), ("name", name.into()), ("theirs", n(100 - mine)), ("all", n(all))];
    let said = t_with("whose-points-told", &said.each_ref().map(|(key, value)| (*key, value.as_str())));
    let why = shares.leads.map(|_| t("whose-points-why"));
    let has_gap = shares.quarters.iter().any(|quarter| quarter.mine.is_none());
    let gap = has_gap.then(|| t_with("whose-points-gap", &[("least", &n(POINTS_FOR_A_SHARE))]));
    let drawn = shares.quarters.iter().map(|quarter| column(quarter, shares.leads)).collect();
    let end = |quarter: Option<&QuarterPoints>| quarter.map(|one| quarter_in_words(one.quarter)).unwrap_or_default();
    let (first, last) =
        (end(shares.quarters.first()), end(shares.quarters.last().filter(|_| shares.quarters.len() > 1)));
    let line = shares.leads.map(|_| 50);
    let picture = view! {
        {columns(drawn, line, first, last)}
        {legend(vec![("is-me", t("you")), ("is-them", name.into())])}
    };
    figure(
        t("whose-points"),
        [said].into_iter().chain(why).chain(gap).collect(),
        picture.into_any(),
        as_table(shares, name),
    )
}

/// The part of the one who leads is at the bottom, where the line is what it is measured by.
fn column(quarter: &QuarterPoints, leads: Option<Who>) -> Vec<Part> {
    let Some(mine) = quarter.mine.map(i64::from) else { return Vec::new() };
    let mine = Part { class: "is-me", amount: mine };
    let theirs = Part { class: "is-them", amount: 100 - mine.amount };
    if leads == Some(Who::Them) { vec![theirs, mine] } else { vec![mine, theirs] }
}

fn as_table(shares: &PointShares, name: &str) -> AnyView {
    let row = |one: &QuarterPoints| {
        let share = one.mine.map_or_else(|| t("too-few"), |mine| t_with("percent", &[("n", &n(mine))]));
        vec![quarter_in_words(one.quarter), n(one.points.mine), n(one.points.theirs), share]
    };
    let heads = vec![t("quarter-of-year"), t("you"), short(name), t("your-share")];
    table(t("whose-points"), heads, shares.quarters.iter().map(row).collect())
}

fn quarter_in_words(quarter: Quarter) -> String {
    t_with("quarter", &[("quarter", &quarter.quarter.to_string()), ("year", &quarter.year.to_string())])
}
