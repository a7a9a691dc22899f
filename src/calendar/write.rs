//! A 1:1 as a recurring event that any calendar takes in, and takes in again as the same one.
//!
//! Its time is a floating one: ten o'clock by whatever clock the calendar goes by. It stays ten o'clock when clocks
//! change, and the file carries no table of a zone's rules, which would have to be guessed from what a browser tells.

use chrono::{Datelike, NaiveDateTime};

use crate::domain::{Cadence, Instant};

/// What goes into the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Invite {
    /// Stays the same for the same relationship, and is nobody's address.
    pub id: String,
    pub written: Instant,
    pub starts: NaiveDateTime,
    pub minutes: u32,
    pub cadence: Cadence,
    pub title: String,
    pub description: String,
    /// Where the call is.
    pub address: Option<String>,
    /// How many minutes before it the calendar is to remind; none for not at all.
    pub remind: Option<u32>,
}

/// Longest line, in bytes, without its end.
const LONGEST: usize = 75;

/// The calendar with this one event in it.
pub fn write(invite: &Invite) -> String {
    let mut file = Lines::default();
    let stamp = invite.written.format("%Y%m%dT%H%M%SZ").to_string();
    for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Duologue//1:1//EN")] {
        file.plain(name, value);
    }
    file.plain("METHOD", "PUBLISH");
    file.plain("BEGIN", "VEVENT");
    file.text("UID", &format!("{}@duologue", invite.id));
    file.plain("DTSTAMP", &stamp);
    // A later file is a newer version of the same event; minutes since the day before which there was no such file.
    let since = invite.written.timestamp().saturating_sub(FIRST_DAY) / 60;
    file.plain("SEQUENCE", &since.clamp(0, i64::from(i32::MAX)).to_string());
    file.plain("DTSTART", &invite.starts.format("%Y%m%dT%H%M%S").to_string());
    file.plain("DURATION", &format!("PT{}M", invite.minutes));
    if let Some(rule) = rule(invite.cadence, invite.starts) {
        file.plain("RRULE", &rule);
    }
    file.text("SUMMARY", &invite.title);
    file.text("DESCRIPTION", &invite.description);
    if let Some(address) = invite.address.as_deref().map(one_line) {
        file.text("LOCATION", &address);
        file.plain("URL", &address);
    }
    if let Some(minutes) = invite.remind {
        file.plain("BEGIN", "VALARM");
        file.plain("ACTION", "DISPLAY");
        file.text("DESCRIPTION", &invite.title);
        file.plain("TRIGGER", &format!("-PT{minutes}M"));
        file.plain("END", "VALARM");
    }
    file.plain("END", "VEVENT");
    file.plain("END", "VCALENDAR");
    file.0
}

/// 1 January 2026, in seconds since 1970.
const FIRST_DAY: i64 = 1_767_225_600;

/// By which rule it comes round; none for now and then, which is once.
fn rule(cadence: Cadence, starts: NaiveDateTime) -> Option<String> {
    match cadence {
        Cadence::Weekly => Some("FREQ=WEEKLY".into()),
        Cadence::Biweekly => Some("FREQ=WEEKLY;INTERVAL=2".into()),
        // In a month without such a day it is the last one, as everywhere in Duologue; a calendar would skip the month.
        Cadence::Monthly => Some(match starts.day() {
            29 => "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1".into(),
            30 => "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1".into(),
            31 => "FREQ=MONTHLY;BYMONTHDAY=-1".into(),
            _ => "FREQ=MONTHLY".into(),
        }),
        Cadence::EveryDays(days) if days % 7 == 0 => Some(format!("FREQ=WEEKLY;INTERVAL={}", days / 7)),
        Cadence::EveryDays(days) => Some(format!("FREQ=DAILY;INTERVAL={}", days.max(1))),
        Cadence::NowAndThen => None,
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A value that is ours, or that has been made one line.
    fn plain(&mut self, name: &str, value: &str) {
        self.0 += &folded(&format!("{name}:{value}"));
    }

    /// A value that somebody typed.
    fn text(&mut self, name: &str, value: &str) {
        self.0 += &folded(&format!("{name}:{}", protected(value)));
    }
}

/// A line in pieces that are short enough, none of them cut within a character, with its end (RFC 5545, 3.1).
pub fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    folded + "\r\n"
}

/// Text of which no character ends the line or means something else; what no text may hold is left out, and so are
/// embeddings, overrides and isolates of the bidirectional algorithm, which would turn round what stands beside it.
pub fn protected(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => safe.push_str("\\n"),
            '\t' => safe.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::lines::unfolded;

    fn invite(title: &str) -> Invite {
        Invite {
            id: "r1".into(),
            written: "2026-11-26T09:00:00Z".parse().expect("an instant"),
            starts: "2026-12-01T10:00:00".parse().expect("a time"),
            minutes: 30,
            cadence: Cadence::Biweekly,
            title: title.into(),
            description: "Prepare,\nthen talk".into(),
            address: Some("https://meet.google.com/abc-defg-hij\r\nX-EVIL:1".into()),
            remind: Some(60),
        }
    }

    #[test]
    fn nothing_that_was_typed_becomes_a_line_of_its_own() {
        let title = "Ana\r\nBEGIN:VALARM\nX:\u{2028}Y\u{0}; a, b \\n";
        let file = write(&invite(title));
        let lines = unfolded(&file);
        let names: Vec<_> = lines.iter().filter_map(|line| line.split(':').next()).collect();
        let expected = "BEGIN VERSION PRODID METHOD BEGIN UID DTSTAMP SEQUENCE DTSTART DURATION RRULE SUMMARY DESCRIPTION \
             LOCATION URL BEGIN ACTION DESCRIPTION TRIGGER END END END";
        assert_eq!(names.join(" "), expected);
        assert!(lines.contains(&r"SUMMARY:Ana\nBEGIN:VALARM\nX:\nY\; a\, b \\n".to_string()), "{file}");
        assert!(file.contains("URL:https://meet.google.com/abc-defg-hijX-EVIL:1"), "{file}");
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let file = write(&invite(&"é€🙂".repeat(60)));
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST), "{file}");
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        assert!(unfolded(&file).iter().any(|line| *line == format!("SUMMARY:{}", "é€🙂".repeat(60))));
    }

    #[test]
    fn a_later_file_is_a_newer_version_of_the_same_event() {
        let first = invite("x");
        let later = Invite { written: first.written + chrono::TimeDelta::minutes(1), ..first.clone() };
        let value = |file: &str, name: &str| {
            unfolded(file)
                .into_iter()
                .find_map(|line| line.strip_prefix(name).map(ToString::to_string))
                .expect("a line")
        };
        let (first, later) = (write(&first), write(&later));
        assert_eq!(value(&first, "UID:"), value(&later, "UID:"));
        let number = |file: &str| value(file, "SEQUENCE:").parse::<u32>().expect("a number");
        assert_eq!(number(&later), number(&first) + 1);
    }

    #[test]
    fn the_rule_is_the_cadence() {
        let on = |cadence, day: &str| rule(cadence, format!("{day}T10:00:00").parse().expect("a time"));
        assert_eq!(on(Cadence::Weekly, "2026-12-01").as_deref(), Some("FREQ=WEEKLY"));
        assert_eq!(on(Cadence::EveryDays(21), "2026-12-01").as_deref(), Some("FREQ=WEEKLY;INTERVAL=3"));
        assert_eq!(on(Cadence::EveryDays(10), "2026-12-01").as_deref(), Some("FREQ=DAILY;INTERVAL=10"));
        assert_eq!(on(Cadence::Monthly, "2026-12-01").as_deref(), Some("FREQ=MONTHLY"));
        assert_eq!(on(Cadence::Monthly, "2027-01-30").as_deref(), Some("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"));
        assert_eq!(on(Cadence::NowAndThen, "2026-12-01"), None);
    }
}
