//! What a user typed stays text, wherever it is written to: Markdown, HTML, a table, a file's name.

/// One line of it: everything that breaks or ends a line, or does not show, is a space or gone. Marks that turn the
/// direction of what comes after them are gone, too: they would reach over the end of the text.
pub fn one_line(text: &str) -> String {
    let shown = text.chars().filter(|c| !turns_direction(*c)).map(|c| if c.is_control() { ' ' } else { c });
    shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). Marks of a single place may stay.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line of Markdown that reads as the text: no heading, list, emphasis, image, HTML, formula or link comes of it,
/// not even one that some readers make of a bare address.
pub fn markdown(text: &str) -> String {
    let line = one_line(text);
    let chars: Vec<char> = line.chars().collect();
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in chars.iter().enumerate() {
        let always =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '&' | '#' | '!' | '$');
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

/// The lines of a text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A dash, a sum or a colon at the start of a line, or the mark behind a number there.
fn begins_a_block(chars: &[char], at: usize) -> bool {
    match chars[at] {
        // A colon there begins a definition, for some readers.
        '-' | '+' | '=' | ':' => at == 0,
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

/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), also in full width.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

fn looks_like_formula(text: &str) -> bool {
    let unquoted = text.trim_start_matches('\'');
    let first = text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    unquoted.starts_with(FORMULA) || first.starts_with(FORMULA)
}

/// A cell of a table, in quotes: what looks like a formula has `'` before it, which spreadsheets take as text.
pub fn cell(text: &str) -> String {
    let guard = if looks_like_formula(text) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// What a cell says, without the guard of [`cell`].
pub fn of_cell(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

/// Most characters of a name that come from what a user typed, for systems that take 255 bytes of at most four each.
const LONGEST_NAME: usize = 48;

/// The name of a file: ours in front, so that no name of a device comes about, and of the rest letters and digits only,
/// so that nothing leads elsewhere, is hidden, or reads in another order than it is.
pub fn file_name(parts: &[&str], ending: &str) -> String {
    let mut name = String::from("duologue");
    for part in parts {
        let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let plain: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST_NAME).collect();
        if !plain.is_empty() {
            name = format!("{name}-{plain}");
        }
    }
    format!("{name}.{ending}")
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

    #[test]
    fn a_formula_is_guarded_and_read_back() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("it's \"fine\""), "\"it's \"\"fine\"\"\"");
        for text in ["=1", "'=1", "''@x", "'quoted'", "plain", "", "'", "-5", "\tx"] {
            let cell = cell(text);
            assert_eq!(of_cell(&cell[1..cell.len() - 1]), text);
        }
    }

    #[test]
    fn a_file_s_name_leads_nowhere() {
        assert_eq!(file_name(&["../../Ana\u{202e}gpj. ", "CON"], "md"), "duologue-Ana-gpj-CON.md");
        assert_eq!(file_name(&["...", ""], "ics"), "duologue.ics");
        assert_eq!(file_name(&["Zoë Müller/Ōe", "2026-11-26"], "md"), "duologue-Zoë-Müller-Ōe-2026-11-26.md");
    }
}
