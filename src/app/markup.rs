//! Keeps what somebody typed from becoming markup: whatever is in it, it is text, also in a file that leaves.

/// One line of Markdown that reads as the text: no heading, list, emphasis, image, HTML, formula or link comes of it,
/// not even one that some readers make of a bare address.
pub fn markdown(text: &str) -> String {
    let line = one_line(text);
    let chars: Vec<char> = line.chars().collect();
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in chars.iter().enumerate() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!' | '$');
        if always || begins_a_block(&chars, at) || makes_a_link(&chars, at) {
            escaped.push('\\');
        }
        escaped.push(*c);
    }
    escaped
}

/// The text in HTML, as content or in an attribute in quotes.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !turns_direction(*c) && (*c == '\n' || !c.is_control())) {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text without breaks and control characters, and without those that turn round what comes after them.
pub fn one_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !turns_direction(*c)).collect();
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A dash or a sum at the start of a line, or the mark behind a number there.
fn begins_a_block(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '-' | '+' | '=' => at == 0,
        '.' | ')' => at > 0 && chars[..at].iter().all(char::is_ascii_digit),
        _ => false,
    }
}

/// What an address is known by: the colon of `https://` and `mailto:`, and the dot of `www.`.
fn makes_a_link(chars: &[char], at: usize) -> bool {
    let is_letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic);
    match chars[at] {
        ':' => is_letter(at.checked_sub(1)) && chars.get(at + 1).is_some_and(|next| !next.is_whitespace()),
        '.' => at >= 3 && chars[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_markup_stays_text() {
        for (typed, escaped) in [
            ("# [x](y) *b*\n`c`", r"\# \[x\](y) \*b\* \`c\`"),
            ("- one", r"\- one"),
            ("12. one", r"12\. one"),
            ("1.5 and 2) are", "1\\.5 and 2) are"),
            ("<img src=x> &amp; ![i](j) $x$", r"\<img src=x\> \&amp; \!\[i\](j) \$x\$"),
            ("see https://evil.example or WWW.evil.example", r"see https\://evil.example or WWW\.evil.example"),
            ("at 10:30, mailto:a@b", r"at 10:30, mailto\:a@b"),
            ("Note: all well", "Note: all well"),
            ("a\u{0}\u{1b}[31mb\u{202e}c", r"a \[31mbc"),
            ("~~gone~~ | cell", r"\~\~gone\~\~ \| cell"),
        ] {
            assert_eq!(markdown(typed), escaped, "{typed:?}");
        }
        assert_eq!(html("<img onerror='a&b'>\u{7}"), "&lt;img onerror=&#39;a&amp;b&#39;&gt;");
    }
}
