//! What was typed into the search field: words that must all be there, and phrases in quotes.

use super::distance::{forgiven, is_close, letters};
use super::words::{Cut, each_word};

/// Marks that a phrase can be put into, as keyboards of our languages have them.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];

/// What is looked for; all of it must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word, the beginning of one, or one with a mistake.
    Word(Typed),
    /// These words as they are, one after the other.
    Phrase(Vec<String>),
}

/// A word as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub text: String,
    letters: Vec<char>,
    set: u32,
}

/// How well a word fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Exact,
    Beginning,
    Close,
}

impl Query {
    /// Reads what was typed; one without words finds nothing.
    pub fn parse(text: &str) -> Self {
        let mut terms = Vec::new();
        // Every second part stands between quotes; what is not closed yet is a phrase that is being typed.
        for (place, part) in text.split(QUOTES).enumerate() {
            if place % 2 == 1 {
                terms.extend(phrase(part));
            } else {
                part.split_whitespace().for_each(|chunk| terms.extend(words(chunk)));
            }
        }
        Self { terms }
    }

    /// Whether nothing is looked for.
    pub fn is_blank(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Typed {
    fn new(text: &str) -> Self {
        Self { text: text.into(), letters: text.chars().collect(), set: letters(text) }
    }

    /// How well a word of the index fits, whose letters are `set` and whose number is `count`.
    pub fn fit(&self, term: &str, set: u32, count: usize) -> Option<Fit> {
        if let Some(rest) = term.strip_prefix(self.text.as_str()) {
            return Some(if rest.is_empty() { Fit::Exact } else { Fit::Beginning });
        }
        let most = forgiven(self.letters.len());
        // Each letter that the word lacks takes a mistake of its own. It may be longer, but hardly shorter.
        let is_far = (self.set & !set).count_ones() as usize > most || count + most < self.letters.len();
        (!is_far && is_close(&self.letters, term)).then_some(Fit::Close)
    }
}

fn phrase(part: &str) -> Option<Term> {
    let mut words = Vec::new();
    let mut last = Cut::Word;
    each_word(part, |word, _, cut| {
        words.push(word.to_string());
        last = cut;
    });
    // The end of a run is a word of its own only where the run ends, and here it may go on.
    if last == Cut::End && words.len() > 1 {
        words.pop();
    }
    (!words.is_empty()).then_some(Term::Phrase(words))
}

/// The words of something that was typed without a space. A run of characters without spaces is a phrase of its pairs.
fn words(chunk: &str) -> Vec<Term> {
    let (mut terms, mut run) = (Vec::new(), Vec::new());
    each_word(chunk, |word, _, cut| match cut {
        Cut::Word => terms.push(Term::Word(Typed::new(word))),
        Cut::Pair => run.push(word.to_string()),
        Cut::End if run.is_empty() => terms.push(Term::Word(Typed::new(word))),
        Cut::End => terms.push(Term::Phrase(core::mem::take(&mut run))),
    });
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let said = |term: &Term| match term {
            Term::Word(typed) => typed.text.clone(),
            Term::Phrase(words) => format!("[{}]", words.join(" ")),
        };
        Query::parse(text).terms.iter().map(said).collect()
    }

    #[test]
    fn words_are_apart_and_what_is_quoted_is_together() {
        assert_eq!(said("  Road-map Größe "), ["road", "map", "grosse"]);
        assert_eq!(said("a \"next career step\" b"), ["a", "[next career step]", "b"]);
        assert_eq!(said("„Größe des Teams“ «à la»"), ["[grosse des teams]", "[a la]"]);
        assert_eq!(said("\"still typ"), ["[still typ]"], "a phrase that is not closed yet");
        assert_eq!(said("採用計画 予"), ["[採用 用計 計画]", "予"]);
        assert_eq!(said("「採用計画」"), ["[採用 用計 計画]"]);
        assert!(Query::parse(" \"\" - ").is_blank());
    }

    #[test]
    fn a_word_fits_as_it_is_as_a_beginning_or_with_a_mistake() {
        let fit = |typed: &str, term: &str| Typed::new(typed).fit(term, letters(term), term.chars().count());
        assert_eq!(fit("plan", "plan"), Some(Fit::Exact));
        assert_eq!(fit("pla", "plan"), Some(Fit::Beginning));
        assert_eq!(fit("paln", "plan"), Some(Fit::Close));
        assert_eq!(fit("plan", "tree"), None);
    }
}
