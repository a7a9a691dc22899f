//! Both answers about a meeting, in words. Mine and theirs are told in the same manner, and neither is set against the
//! other.

use crate::domain::{Answer, Score, Theirs};
use crate::ui::kit::language::t_with;

/// What each gave, and what each guessed the other gave; nothing for what was left out.
pub fn scores_in_words(name: &str, mine: Option<&Answer>, theirs: &Answer) -> Vec<String> {
    let score = |score: Score| score.points().to_string();
    let gave = |score: &str| t_with("they-gave", &[("name", name), ("score", score)]);
    let guessed = |score: &str| t_with("they-guessed", &[("name", name), ("score", score)]);
    let i_gave = |score: &str| t_with("you-gave", &[("score", score)]);
    let i_guessed = |score: &str| t_with("you-guessed", &[("name", name), ("score", score)]);
    let of = |answer: &Answer, gave: &dyn Fn(&str) -> String, guessed: &dyn Fn(&str) -> String| {
        let gave = answer.score.map(|given| gave(&score(given)));
        let guessed = answer.guess.map(|guess| guessed(&score(guess)));
        gave.into_iter().chain(guessed).collect::<Vec<_>>().join(" ")
    };
    let lines = [of(theirs, &gave, &guessed), mine.map(|mine| of(mine, &i_gave, &i_guessed)).unwrap_or_default()];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Why the other's answer cannot be read, or not yet; nothing where there is none, or it is open.
pub fn why_closed(name: &str, theirs: &Theirs) -> Option<String> {
    match theirs {
        Theirs::NotYet | Theirs::Opened(_) => None,
        Theirs::Awaited => Some(t_with("answer-awaited", &[("name", name)])),
        Theirs::AwaitsMine => Some(t_with("answer-awaits-yours", &[("name", name)])),
        Theirs::CannotBeOpened => Some(t_with("answer-cannot-be-opened", &[("name", name)])),
    }
}
