//! What a user typed stays text, wherever it is written to: Markdown, HTML, a calendar, a table, a file's name.

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

/// A line of Markdown that reads as it was typed: CommonMark, and what GitHub adds to it.
pub fn markdown(text: &str) -> String {
    let line = one_line(text);
    let number = line.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0 && line[*at..].starts_with(['.', ')']));
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let starts_block = at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=');
        // At the end of a heading they would be taken for its other end.
        let ends_heading = c == '#' && line[at..].bytes().all(|byte| byte == b'#');
        let starts_entity = c == '&' && is_entity(&line[at + 1..]);
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~');
        if starts_block || ends_heading || starts_entity || marks || number == Some(at) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether `&` before this would read as something else: `amp;`, `#60;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
    !name.is_empty() && name.len() < rest.len() && is_name
}

/// HTML text, and the value of an attribute in quotes.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
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

/// Text of a calendar (RFC 5545, 3.3.11): lines stay apart, and nothing begins another property.
pub fn calendar(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let lines = text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']);
    for (at, line) in lines.enumerate() {
        if at > 0 {
            escaped += "\\n";
        }
        for c in one_line(line).chars() {
            if matches!(c, '\\' | ';' | ',') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

/// A line of a calendar, folded so that no line is longer than 75 bytes (RFC 5545, 3.1), and ended.
pub fn folded(line: &str) -> String {
    const LONGEST: usize = 75;
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            folded += "\r\n ";
            length = 1;
        }
        length += c.len_utf8();
        folded.push(c);
    }
    folded + "\r\n"
}

/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), also in full width.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

fn looks_like_formula(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    text.starts_with(FORMULA) || first.starts_with(FORMULA)
}

/// A cell of a table, in quotes: what looks like a formula has `'` before it, which spreadsheets take as text.
pub fn cell(text: &str) -> String {
    let guard = if looks_like_formula(text) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// What a cell says, without the guard of [`cell`].
pub fn of_cell(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| looks_like_formula(text)).unwrap_or(text)
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
        assert_eq!(markdown("# [x](y) *b*\n`c`"), "\\# \\[x\\](y) \\*b\\* \\`c\\`");
        assert_eq!(markdown("12. R&D &lt; ~x~"), "12\\. R&D \\&lt; \\~x\\~");
        assert_eq!(html("<img onerror='a&b'>"), "&lt;img onerror=&#39;a&amp;b&#39;&gt;");
    }

    #[test]
    fn a_calendar_keeps_lines_apart_and_folds_them_between_characters() {
        assert_eq!(calendar("a;b,c\\d\r\nEND:VTODO"), "a\\;b\\,c\\\\d\\nEND:VTODO");
        let folded = folded(&"ä".repeat(80));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), "ä".repeat(80) + "\r\n");
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
