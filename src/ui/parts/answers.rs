//! Both answers about a meeting, in words. Mine and theirs are told in the same manner, and neither is set against the
//! other.

use crate::domain::{Answer, Score, Theirs};
use crate::ui::kit::language::t_with;

/// What I gave, and what I guessed the other gave; blank for what was left out.
pub fn my_scores(name: &str, mine: &Answer) -> String {
    let gave = mine.score.map(|score| t_with("you-gave", &[("score", &points(score))]));
    let guessed = mine.guess.map(|guess| t_with("you-guessed", &[("name", name), ("score", &points(guess))]));
    gave.into_iter().chain(guessed).collect::<Vec<_>>().join(" ")
}

/// What the other gave, and what they guessed I gave; blank for what was left out.
pub fn their_scores(name: &str, theirs: &Answer) -> String {
    let gave = theirs.score.map(|score| t_with("they-gave", &[("name", name), ("score", &points(score))]));
    let guessed = theirs.guess.map(|guess| t_with("they-guessed", &[("name", name), ("score", &points(guess))]));
    gave.into_iter().chain(guessed).collect::<Vec<_>>().join(" ")
}

fn points(score: Score) -> String {
    score.points().to_string()
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
