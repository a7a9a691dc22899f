//! Held, moved and missed, as parts of a whole.

use leptos::prelude::*;

use super::{n, too_little};
use crate::domain::insights::rhythm::{MEETINGS_FOR_A_RATE, Rhythm};
use crate::ui::kit::chart::{Part, figure, legend, stack, table};
use crate::ui::kit::language::{t, t_with};

/// The picture.
pub fn picture(rhythm: &Rhythm, name: &str) -> AnyView {
    let all = rhythm.held + rhythm.all_missed();
    if !rhythm.is_telling() {
        return too_little("held-moved-missed", "held-few", MEETINGS_FOR_A_RATE, all, vec![]);
    }
    let missed = [
        ("is-me", t("missed-by-you"), rhythm.missed.mine),
        ("is-them", t_with("missed-by-them", &[("name", name)]), rhythm.missed.theirs),
        ("is-empty", t("missed-by-nobody"), rhythm.missed_by_nobody),
    ];
    let moved = [
        (t("moved-by-you-often"), rhythm.moved.mine),
        (t_with("moved-by-them", &[("name", name)]), rhythm.moved.theirs),
    ];
    let held = t_with("held-told", &[("held", &n(rhythm.held)), ("all", &n(all))]);
    let with_count = |(text, count): (&str, String)| t_with("counted", &[("text", text), ("n", &count)]);
    let given_up = missed.iter().filter(|(.., count)| *count > 0).map(|(_, text, count)| (text.as_str(), n(*count)));
    let moves = moved.iter().filter(|(_, count)| *count > 0).map(|(text, count)| (text.as_str(), n(*count)));
    let said = [held].into_iter().chain(given_up.map(with_count)).chain(moves.map(with_count)).collect();

    let amount = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let parts = [Part { class: "is-full", amount: amount(rhythm.held) }];
    let parts = parts.into_iter().chain(missed.iter().map(|(class, _, count)| Part { class, amount: amount(*count) }));
    let drawn = missed.iter().filter(|(.., count)| *count > 0).map(|(class, text, _)| (*class, text.clone()));
    let entries = [("is-full", t("held"))].into_iter().chain(drawn);
    let picture = view! { {stack(String::new(), parts.collect(), amount(all))}{legend(entries.collect())} };

    let rows = [(t("held"), n(rhythm.held))].into_iter();
    let rows = rows.chain(missed.iter().map(|(_, text, count)| (text.clone(), n(*count))));
    let rows =
        rows.chain(moved.iter().map(|(text, count)| (text.clone(), n(*count)))).map(|(text, count)| vec![text, count]);
    let table = table(t("held-moved-missed"), vec![t("what-happened"), t("how-many-times")], rows.collect());
    figure(t("held-moved-missed"), said, picture.into_any(), table)
}
