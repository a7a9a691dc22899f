//! Which parts of a text were looked for, to be marked where it is shown.

use core::ops::Range;

use super::distance::letters;
use super::query::{Query, Term};
use super::words::{Cut, each_word};

/// A piece of a text, and whether it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub is_marked: bool,
}

/// Characters that an excerpt shows before and after what was looked for.
const AROUND: usize = 70;

/// Where in a text stands what was looked for: in order, apart from each other.
pub fn marks(query: &Query, text: &str) -> Vec<Range<usize>> {
    let mut marked: Vec<Range<usize>> = Vec::new();
    let fits = |word: &str, cut: Cut| {
        query.terms.iter().any(|term| match term {
            Term::Word(typed) => typed.fit(word, letters(word), word.chars().count()).is_some(),
            // The end of a run is part of a pair already.
            Term::Phrase(words) => cut != Cut::End && words.iter().any(|known| known == word),
        })
    };
    each_word(text, |word, range, cut| {
        if !fits(word, cut) {
            return;
        }
        match marked.last_mut() {
            Some(last) if last.end >= range.start => last.end = range.end.max(last.end),
            _ => marked.push(range),
        }
    });
    marked
}

/// A text in pieces.
pub fn pieces(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    cut(text, marks, 0..text.len())
}

/// The part of a text around the first mark, in pieces; all of a short one, and its beginning where nothing is marked.
pub fn excerpt(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    let first = marks.first().cloned().unwrap_or(0..0);
    let before = text.get(..first.start).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(first.start, |(at, _)| at);
    let after = text.get(first.end..).unwrap_or_default();
    let to = after.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| first.end + at);
    let mut shown = cut(text, marks, from..to);
    if from > 0 {
        shown.insert(0, plain("…"));
    }
    if to < text.len() {
        shown.push(plain("…"));
    }
    shown
}

fn plain(text: &str) -> Piece {
    Piece { text: text.into(), is_marked: false }
}

fn cut(text: &str, marks: &[Range<usize>], shown: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize, is_marked| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            pieces.push(Piece { text: part.into(), is_marked });
        }
    };
    let mut at = shown.start;
    for mark in marks.iter().filter(|mark| mark.start >= shown.start && mark.end <= shown.end) {
        push(at, mark.start, false);
        push(mark.start, mark.end, true);
        at = mark.end;
    }
    push(at, shown.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, text: &str) -> String {
        let pieces = pieces(text, &marks(&Query::parse(query), text));
        pieces.iter().map(|p| if p.is_marked { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_as_it_was_written() {
        assert_eq!(marked("grosse raodmap", "Die Größe, die Roadmaps"), "Die [Größe], die [Roadmaps]");
        assert_eq!(marked("\"the budget\"", "Ask about the budget"), "Ask about [the] [budget]");
        assert_eq!(marked("採用計画", "次の採用計画について"), "次の[採用計画]について");
        assert_eq!(marked("<b>", "a <b> c"), "a <[b]> c");
        assert_eq!(marked("zzz", "nothing"), "nothing");
    }

    #[test]
    fn an_excerpt_shows_what_is_around_the_first_mark() {
        let text = format!("{} needle {}", "é".repeat(200), "x".repeat(200));
        let shown = excerpt(&text, &marks(&Query::parse("needle"), &text));
        let all: String = shown.iter().map(|piece| piece.text.as_str()).collect();
        assert!(all.starts_with('…') && all.ends_with('…') && all.contains("needle"), "{all}");
        assert!(all.chars().count() <= 2 * AROUND + "needle".len() + 2, "{all}");
        assert_eq!(excerpt("short", &[]), [plain("short")]);
    }
}
