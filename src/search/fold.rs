//! What a letter is searched as: small, without its accents, and in the plain form of its width.

use unicode_normalization::char::decompose_canonical;

/// The marks that an accented letter is taken apart into. Only these are left out: those of other scripts make another
/// letter, as the two strokes of が do.
const MARKS: core::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// Whether it is an accent, which is part of the word that it stands in.
pub fn is_mark(c: char) -> bool {
    MARKS.contains(&c)
}

/// Passes on what a character is searched as: nothing for an accent, two letters for ß.
pub fn fold(c: char, mut pass: impl FnMut(char)) {
    if c.is_ascii() {
        return pass(c.to_ascii_lowercase());
    }
    decompose_canonical(narrow(c), |part| {
        for small in part.to_lowercase().filter(|small| !is_mark(*small)) {
            match spelt_out(small) {
                "" => pass(small),
                letters => letters.chars().for_each(&mut pass),
            }
        }
    });
}

/// Full-width letters and digits, which East Asian keyboards write, as the usual ones.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Letters that have no accent to take away, and that nobody finds on another keyboard.
fn spelt_out(small: char) -> &'static str {
    match small {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'þ' => "th",
        'ς' => "σ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_searched_without_what_keyboards_differ_in() {
        let folded = |text: &str| {
            let mut out = String::new();
            text.chars().for_each(|c| fold(c, |part| out.push(part)));
            out
        };
        for (text, expected) in [
            ("Größe", "grosse"),
            ("Łukasz Zając", "lukasz zajac"),
            ("İstanbul ılık", "istanbul ilik"),
            ("cafe\u{301}", "cafe"),
            ("Việt Nam", "viet nam"),
            ("ＡＢＣ１２", "abc12"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("ŒUVRE Ærø", "oeuvre aero"),
        ] {
            assert_eq!(folded(text), expected);
        }
        assert_ne!(folded("が"), folded("か"), "another letter, not an accent");
    }
}
