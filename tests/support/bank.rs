//! Our bank, and what is suggested from it.

use duologue::domain::{QuestionId, RelationshipId};
use duologue::questions::{Bank, Question, Suggestion};

use super::desk::{Browser, OpenDesk};

/// The bank in English.
pub fn bank() -> Bank {
    let (entries, words) =
        (include_str!("../../extension/bank/entries.json"), include_str!("../../extension/bank/en.json"));
    Bank::parse(entries, words).expect("a bank of ours")
}

/// The best of them.
pub fn suggested(desk: &OpenDesk, with: &RelationshipId) -> Suggestion {
    desk.suggestions(&bank(), with, false).into_iter().next().expect("the bank is large")
}

/// Everything that could be suggested in this meeting, as someone sees it who wants another one each time.
pub fn all_suggested(browser: &Browser, with: &RelationshipId) -> Vec<Question> {
    browser.rest();
    let (bank, desk, mut all) = (bank(), browser.open(), Vec::new());
    while let Some(suggestion) = desk.suggestions(&bank, with, false).into_iter().next() {
        // As long as nothing is written, nobody else learns of it.
        desk.pass_question(with, &suggestion.question.id);
        all.push(suggestion.question);
    }
    all
}

/// What they are called.
pub fn ids(questions: &[Question]) -> Vec<&QuestionId> {
    questions.iter().map(|question| &question.id).collect()
}
