//! A score of 1 to 5: given, and shown.

use leptos::prelude::*;

use crate::domain::Score;
use crate::ui::kit::language::{t, t_with};

/// Five dots, and the number for those who do not see them.
#[component]
pub fn ScoreDots(score: Score) -> impl IntoView {
    let dot = |step: Score| view! { <span class="dot" class:is-on=step <= score aria-hidden="true"></span> };
    view! {
        <span class="score">
            {Score::ALL.map(dot).collect_view()}
            <span class="visually-hidden">{t_with("score-of-five", &[("score", &score.points().to_string())])}</span>
        </span>
    }
}

/// The question whether it was worth the time.
#[component]
pub fn ScoreField(#[prop(into)] chosen: Signal<Option<Score>>, on_choose: impl Fn(Score) + Clone + Send + 'static) -> impl IntoView {
    let step = move |score: Score| {
        let on_choose = on_choose.clone();
        view! {
            <label>
                <input type="radio" class="visually-hidden" name="score" prop:checked=move || chosen.get() == Some(score)
                    on:change=move |_| on_choose(score) />
                {score.points().to_string()}
            </label>
        }
    };
    view! {
        <section>
            <div class="section-head"><h2>{t("worth-it")}</h2></div>
            <div class="scale" role="radiogroup" aria-label=t("worth-it")>{Score::ALL.map(step).collect_view()}</div>
            <div class="scale-ends" aria-hidden="true"><span>{t("worth-it-low")}</span><span>{t("worth-it-high")}</span></div>
        </section>
    }
}
