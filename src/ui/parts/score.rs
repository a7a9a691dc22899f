//! A score of 1 to 5: given, and shown.

use leptos::prelude::*;

use crate::domain::Score;
use crate::ui::kit::erase::{flag, section_head};
use crate::ui::kit::language::{t, t_with};

/// Five dots, and the number for those who do not see them.
pub fn score_dots(score: Score) -> AnyView {
    let dot = |step: Score| {
        let class = if step <= score { "dot is-on" } else { "dot" };
        view! { <span class=class aria-hidden="true"></span> }
    };
    view! {
        <span class="score">
            {Score::ALL.into_iter().map(dot).collect_view()}
            <span class="visually-hidden">{t_with("score-of-five", &[("score", &score.points().to_string())])}</span>
        </span>
    }
    .into_any()
}

/// The question whether it was worth the time.
pub fn score_field(chosen: impl Fn() -> Option<Score> + Copy + Send + Sync + 'static, choose: Callback<u8>) -> AnyView {
    scale("score", t("worth-it"), chosen, choose)
}

/// What the other will have given it, on the same scale. It may be left out.
pub fn guess_field(
    name: &str,
    chosen: impl Fn() -> Option<Score> + Copy + Send + Sync + 'static,
    choose: Callback<u8>,
) -> AnyView {
    scale("guess", t_with("guess", &[("name", name)]), chosen, choose)
}

/// `group` names the native radio group and must be unique on the page.
fn scale(
    group: &'static str,
    question: String,
    chosen: impl Fn() -> Option<Score> + Copy + Send + Sync + 'static,
    choose: Callback<u8>,
) -> AnyView {
    let step = move |score: Score| {
        let is_chosen = flag(move || chosen() == Some(score));
        view! {
            <label>
                <input type="radio" class="visually-hidden" name=group prop:checked=is_chosen
                    on:change=move |_| choose.run(score.points()) />
                {score.points().to_string()}
            </label>
        }
    };
    view! {
        <section>
            {section_head(question.clone(), ())}
            <div class="scale" role="radiogroup" aria-label=question>{Score::ALL.into_iter().map(step).collect_view()}</div>
            <div class="scale-ends" aria-hidden="true"><span>{t("worth-it-low")}</span><span>{t("worth-it-high")}</span></div>
        </section>
    }
    .into_any()
}
