//! How far a word is from another: letters changed, left out, put in, or two beside each other swapped.

/// How many mistakes are forgiven in a word of so many letters.
pub fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// From how many letters on a mistake is forgiven in the beginning of a longer word, too: a shorter one begins too much.
pub const LETTERS_OF_A_BEGINNING: usize = 6;

/// A set of the letters of a word, some of which share a place: what it lacks of another's tells how far the two are
/// apart at least.
pub fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 32))
}

/// Whether `term` is `typed` with at most the forgiven number of mistakes, or begins with it with at most one.
pub fn is_close(typed: &[char], term: &str) -> bool {
    let most = forgiven(typed.len());
    if most == 0 {
        return false;
    }
    let as_beginning = usize::from(typed.len() >= LETTERS_OF_A_BEGINNING);
    // No more of the term can matter than the typed letters and the mistakes.
    let term: Vec<char> = term.chars().take(typed.len() + most + 1).collect();
    if term.len() + most < typed.len() {
        return false;
    }
    let Some(last) = last_row(typed, &term, most) else { return false };
    let whole = term.len() <= typed.len() + most && last.last().is_some_and(|whole| *whole <= most);
    whole || (as_beginning > 0 && last.iter().any(|beginning| *beginning <= as_beginning))
}

/// The distance of all of `typed` from every beginning of `term`; none as soon as all are over `most`.
fn last_row(typed: &[char], term: &[char], most: usize) -> Option<Vec<usize>> {
    let mut row: Vec<usize> = (0..=term.len()).collect();
    let mut above = row.clone();
    let mut two_above = row.clone();
    for (i, letter) in typed.iter().enumerate() {
        core::mem::swap(&mut two_above, &mut above);
        core::mem::swap(&mut above, &mut row);
        row[0] = i + 1;
        for (j, other) in term.iter().enumerate() {
            let changed = above[j] + usize::from(letter != other);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *letter == term[j - 1] && typed[i - 1] == *other;
            if swapped {
                least = least.min(two_above[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        // A swap reaches two rows back, so both must be too far.
        if row.iter().chain(&above).all(|distance| *distance > most) {
            return None;
        }
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(typed: &str, term: &str) -> bool {
        is_close(&typed.chars().collect::<Vec<_>>(), term)
    }

    #[test]
    fn one_mistake_is_forgiven_from_four_letters_on_and_two_from_eight() {
        for term in ["plans", "pln", "pan", "plam", "paln", "palan"] {
            assert!(close("plan", term), "{term}");
        }
        assert!(!close("pla", "plb") && !close("plan", "plump") && !close("plan", "place"));
        assert!(close("roadmaps", "raodmap") && close("feedback", "fedbak") && !close("feedback", "fedbk"));
    }

    #[test]
    fn the_beginning_of_a_longer_word_may_have_one_mistake_from_six_letters_on() {
        assert!(close("accesi", "accessibility") && close("reogra", "reorganisation"));
        assert!(!close("acesi", "accessibility") && !close("axcasi", "accessibility"));
    }
}
