//! A calendar as lines: unfolded here, taken apart into name, parameters and value by the `ical` crate.

use ical::PropertyParser;
use ical::property::Property;

/// One line that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// In capitals.
    pub name: String,
    parameters: Vec<(String, Vec<String>)>,
    pub value: String,
}

impl Line {
    /// The first value of a parameter; its name is in capitals.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, values) = self.parameters.iter().find(|(known, _)| known == name)?;
        values.first().map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether a parameter says this, in capitals or not.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.parameter(name).is_some_and(|said| said.eq_ignore_ascii_case(value))
    }

    /// The value as text, without what protects its commas and line ends.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut rest = self.value.chars();
        while let Some(c) = rest.next() {
            match (c, c == '\\') {
                (_, true) => match rest.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(protected) => text.push(protected),
                    None => {}
                },
                (c, false) => text.push(c),
            }
        }
        text
    }
}

/// The lines of a text as they were before they were folded. Ends of lines may be of any kind.
pub fn unfolded(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ends = if text.contains('\n') { '\n' } else { '\r' };
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(ends) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ if line.is_empty() => {}
            _ => lines.push(line.into()),
        }
    }
    lines
}

/// Takes a line apart; if that fails, the name that it begins with.
pub fn read_line(line: &str) -> Result<Line, String> {
    let name = || line.split([':', ';']).next().unwrap_or_default().trim().to_ascii_uppercase();
    let read = PropertyParser::from_reader(line.as_bytes()).next();
    let Some(Ok(Property { params, value, .. })) = read else { return Err(name()) };
    if name().is_empty() {
        return Err(name());
    }
    Ok(Line { name: name(), parameters: params.unwrap_or_default(), value: value.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_line_is_one_line_whatever_ends_it() {
        for end in ["\r\n", "\n"] {
            let text = ["\u{feff}BEGIN:VCALENDAR", "SUMMARY:Ana ", "  and", "\tBen", "", "END:VCALENDAR"].join(end);
            assert_eq!(unfolded(&text), ["BEGIN:VCALENDAR", "SUMMARY:Ana  andBen", "END:VCALENDAR"], "{end:?}");
        }
        assert_eq!(unfolded("A:1\rB:2"), ["A:1", "B:2"]);
        assert_eq!(unfolded(" folded into nothing"), [" folded into nothing"]);
    }

    #[test]
    fn quotes_hold_what_would_else_end_a_parameter() {
        let line = read_line("attendee;cn=\"Kovač; Ana: x, y\";ROLE=CHAIR:mailto:ana@example.org").expect("a line");
        assert_eq!((line.name.as_str(), line.value.as_str()), ("ATTENDEE", "mailto:ana@example.org"));
        assert_eq!(line.parameter("CN"), Some("Kovač; Ana: x, y"));
        assert!(line.says("ROLE", "chair") && line.parameter("CUTYPE").is_none());
        for broken in ["ATTENDEE;CN=\"Ana:mailto:x", "ATTENDEE", ";:x"] {
            let name = broken.split(';').next().unwrap_or_default();
            assert_eq!(read_line(broken), Err(name.into()), "{broken}");
        }
    }

    #[test]
    fn escaped_text_is_what_was_typed() {
        let text = |value: &str| read_line(&format!("SUMMARY:{value}")).expect("a line").text();
        assert_eq!(text(r"a\, b\; c\\n\nd"), "a, b; c\\n\nd");
        assert_eq!(text("ends\\"), "ends");
    }
}
