//! What each gave over time, and what the two tried in between, below the same line of time.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{n, short, too_little};
use crate::domain::Phase;
use crate::domain::insights::scores::{SCORES_FOR_A_LINE, ScoreStep, Scores, Trial};
use crate::ui::kit::chart::{Band, Series, figure, legend, plot, table};
use crate::ui::kit::language::{t, t_with, tenths, whole_day};

/// So many experiments are told of beside the picture.
const MOST_TRIALS_BESIDE: usize = 4;

/// The picture.
pub fn picture(scores: &Scores, name: &str) -> AnyView {
    if !scores.is_telling() {
        let (title, key) = ("scores-over-time", "scores-few");
        return too_little(title, key, SCORES_FOR_A_LINE, scores.scored_by_any, trials_in_words(scores));
    }
    let mine = scores.average.mine.map(|mine| t_with("average-you", &[("score", &tenths(mine))]));
    let theirs =
        scores.average.theirs.map(|theirs| t_with("average-them", &[("name", name), ("score", &tenths(theirs))]));
    let average = mine.into_iter().chain(theirs).collect::<Vec<_>>().join(", ");
    let hint = t_with("scores-theirs", &[("name", name), ("n", &n(scores.scored.theirs))]);
    let by_quarter = scores.by_quarter.then(|| t("by-quarters"));
    let said = [t_with("scores-average", &[("scores", &average)]), hint].into_iter().chain(by_quarter);
    // Where there are many, the picture has their numbers, and the text below it says which is which.
    let (beside, below) = match trials_in_words(scores) {
        few if few.len() <= MOST_TRIALS_BESIDE => (few, Vec::new()),
        many => (Vec::new(), many),
    };
    let sentence = |text: String| view! { <p class="insight-said" dir="auto">{text}</p> };
    let picture = view! {
        {drawn(scores)}
        {legend(vec![("is-me is-mark", t("you")), ("is-them is-mark", name.into())])}
        {beside.into_iter().map(sentence).collect_view()}
    };
    let text = view! { {below.into_iter().map(sentence).collect_view()}{as_table(scores, name)} };
    figure(t("scores-over-time"), said.collect(), picture.into_any(), text.into_any())
}

fn drawn(scores: &Scores) -> AnyView {
    let days: Vec<_> = scores.steps.iter().map(|step| step.day).collect();
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { return ().into_any() };
    // What is tried ends within the picture, and what began before it begins at its edge.
    let all = (last - first).num_days();
    let x = |day: NaiveDate| ((day - first).num_days() * 1000 / all.max(1)).clamp(0, 1000);
    let thousandths = |place: usize| i64::try_from(place * 1000 / (days.len() - 1).max(1)).unwrap_or_default();
    // From 1 to 5, in tenths.
    let y = |score: i64| (score - 10) * 25;
    let marks = |pick: fn(&ScoreStep) -> Option<i64>| {
        let marks = scores.steps.iter().enumerate().filter_map(|(place, step)| {
            // Of one day they stand side by side.
            let x = if all == 0 { thousandths(place) } else { x(step.day) };
            Some((x, y(pick(step)?)))
        });
        marks.collect()
    };
    let series = vec![
        Series { class: "is-me", marks: marks(|step| step.scores.mine) },
        Series { class: "is-them", marks: marks(|step| step.scores.theirs) },
    ];
    let band = |(number, trial): (usize, &Trial)| Band {
        class: match trial.phase {
            Phase::Kept => "is-kept",
            Phase::Dropped => "is-dropped",
            _ => "is-open",
        },
        label: n(number + 1),
        from: x(trial.from),
        to: x(trial.to),
    };
    let bands = scores.trials.iter().enumerate().map(band).collect();
    plot(series, bands, [n(5), n(1)], whole_day(first), whole_day(last))
}

/// Each experiment with its number in the picture.
fn trials_in_words(scores: &Scores) -> Vec<String> {
    let trial = |(number, trial): (usize, &Trial)| {
        let key = match trial.phase {
            Phase::Kept => "trial-kept",
            Phase::Dropped => "trial-dropped",
            Phase::Deciding => "trial-undecided",
            Phase::Running { .. } | Phase::Proposed => "trial-running",
        };
        let (from, to) = (whole_day(trial.from), whole_day(trial.to));
        t_with(key, &[("number", &n(number + 1)), ("text", &trial.text), ("from", &from), ("to", &to)])
    };
    scores.trials.iter().enumerate().map(trial).collect()
}

fn as_table(scores: &Scores, name: &str) -> AnyView {
    let score = |score: Option<i64>| score.map_or_else(|| t("no-score"), tenths);
    let row = |step: &ScoreStep| {
        let mut row = vec![whole_day(step.day), score(step.scores.mine), score(step.scores.theirs)];
        row.extend(scores.by_quarter.then(|| n(step.meetings)));
        row
    };
    let mut heads = vec![t("from-day"), t("you"), short(name)];
    heads.extend(scores.by_quarter.then(|| t("one-to-ones")));
    table(t("scores-over-time"), heads, scores.steps.iter().map(row).collect())
}
