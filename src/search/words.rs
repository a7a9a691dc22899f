//! Taking a text apart into what is searched: words between spaces, and pairs of characters where a script has no spaces.

use core::ops::Range;

use super::fold::{fold, is_mark};

/// Letters of a word that count; what is longer is no word of any language.
pub const MOST_LETTERS: usize = 48;

/// How a word came to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It stands between spaces.
    Word,
    /// Two characters beside each other, of a script without spaces.
    Pair,
    /// The last character of a run of such, or its only one.
    End,
}

/// Passes on each word of a text: folded, where it stands in the text (in bytes), and how it was cut.
pub fn each_word(text: &str, mut pass: impl FnMut(&str, Range<usize>, Cut)) {
    let mut word = String::new();
    let mut start = 0;
    // The character before this one, if both are of a script without spaces.
    let mut before: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        if is_unspaced(c) {
            finish(&mut word, start..at, &mut pass);
            if let Some((first, from)) = before {
                pair(&[first, c], from..at + c.len_utf8(), Cut::Pair, &mut pass);
            }
            before = Some((c, at));
            continue;
        }
        if let Some((last, from)) = before.take() {
            pair(&[last], from..at, Cut::End, &mut pass);
        }
        if c.is_alphanumeric() {
            if word.is_empty() {
                start = at;
            }
            if word.len() < MOST_LETTERS {
                fold(c, |part| word.push(part));
            }
        } else if !is_mark(c) || word.is_empty() {
            finish(&mut word, start..at, &mut pass);
        }
    }
    finish(&mut word, start..text.len(), &mut pass);
    if let Some((last, from)) = before {
        pair(&[last], from..text.len(), Cut::End, &mut pass);
    }
}

fn finish(word: &mut String, range: Range<usize>, pass: &mut impl FnMut(&str, Range<usize>, Cut)) {
    if !word.is_empty() {
        pass(word, range, Cut::Word);
        word.clear();
    }
}

fn pair(characters: &[char], range: Range<usize>, cut: Cut, pass: &mut impl FnMut(&str, Range<usize>, Cut)) {
    let mut folded = String::new();
    characters.iter().for_each(|c| fold(*c, |part| folded.push(part)));
    pass(&folded, range, cut);
}

/// Whether it is written without spaces between words: Chinese and Japanese, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e01}'..='\u{e5b}' | '\u{e81}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17e9}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        each_word(text, |word, range, _| found.push((word.to_string(), &text[range])));
        found
    }

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn words_stand_between_spaces_and_marks_and_know_where_they_stood() {
        assert_eq!(folded("L’équipe, c'est nous: v2.1!"), ["l", "equipe", "c", "est", "nous", "v2", "1"]);
        let apart = words("cafe\u{301} Größe");
        assert_eq!(apart[0], ("cafe".to_string(), "cafe\u{301}"));
        assert_eq!(apart[1], ("grosse".to_string(), "Größe"));
        assert_eq!(folded(" \u{301} - "), [] as [String; 0]);
    }

    #[test]
    fn where_there_are_no_spaces_every_two_characters_are_a_word_and_the_last_is_one_too() {
        assert_eq!(folded("採用計画 and 予"), ["採用", "用計", "計画", "画", "and", "予"]);
        assert_eq!(words("DUO採用")[1], ("採用".to_string(), "採用"));
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert!(folded(&"a".repeat(1_000))[0].len() <= MOST_LETTERS + 3);
    }
}
