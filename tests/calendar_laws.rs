//! What holds for every calendar, however damaged; and that others read what we write, and count days as we do.

mod support;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use duologue::calendar::{Invite, Rule, occurrences, unfolded, write};
use duologue::domain::Cadence;
use icalendar::parser::{read_calendar_simple, unfold};
use proptest::prelude::*;

use support::calendar::{APPLE, GOOGLE, OUTLOOK, reads};

const CALENDARS: [&str; 3] = [GOOGLE, OUTLOOK, APPLE];

/// A mistake that a program or a disk makes.
#[derive(Clone, Debug)]
enum Mutation {
    Cut(usize),
    Drop(usize),
    Repeat(usize),
    Swap(usize, usize),
    Put(usize, char),
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let place = 0..6_000_usize;
    let odd = prop_oneof![Just(':'), Just(';'), Just('"'), Just('\n'), Just('\\'), Just('='), Just(' '), any::<char>()];
    let one = prop_oneof![
        place.clone().prop_map(Mutation::Cut),
        (0..150_usize).prop_map(Mutation::Drop),
        (0..150_usize).prop_map(Mutation::Repeat),
        (0..150_usize, 0..150_usize).prop_map(|(a, b)| Mutation::Swap(a, b)),
        (place, odd).prop_map(|(at, c)| Mutation::Put(at, c)),
    ];
    proptest::collection::vec(one, 1..8)
}

fn mutated(calendar: &str, mutations: &[Mutation]) -> String {
    let mut text = calendar.to_string();
    for mutation in mutations {
        let chars: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.lines().collect();
        let count = lines.len().max(1);
        text = match *mutation {
            Mutation::Cut(at) => chars[..at.min(chars.len())].iter().collect(),
            Mutation::Put(at, c) => {
                let at = at.min(chars.len());
                chars[..at].iter().chain([&c]).chain(&chars[at..]).collect()
            }
            _ if lines.is_empty() => String::new(),
            Mutation::Drop(at) => {
                lines.remove(at % count);
                lines.join("\r\n")
            }
            Mutation::Repeat(at) => {
                lines.insert(at % count, lines[at % count]);
                lines.join("\r\n")
            }
            Mutation::Swap(a, b) => {
                lines.swap(a % count, b % count);
                lines.join("\r\n")
            }
        };
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_calendar_is_read_to_its_end(which in 0..3_usize, mutations in mutations()) {
        let found = reads(&mutated(CALENDARS[which], &mutations), None);
        // Nothing comes from nowhere: what is said of each event is one thing.
        prop_assert!(found.suggestions.len() + found.faults.len() <= found.looked_at);
        for one in &found.suggestions {
            prop_assert!((5..=240).contains(&one.minutes) && !one.identity.contains('@'));
        }
    }

    #[test]
    fn any_text_at_all_is_read_to_its_end(text in any::<String>(), bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        for text in [text, String::from_utf8_lossy(&bytes).into_owned()] {
            prop_assert_eq!(reads(&text, None).suggestions, []);
            let event = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T100000\n{text}\nEND:VEVENT");
            let found = reads(&event, None);
            prop_assert!(found.looked_at >= 1, "the event was lost");
        }
    }

    #[test]
    fn any_rule_at_all_is_one_or_is_none_and_comes_to_an_end(rule in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY))?(;(INTERVAL|COUNT|BYDAY|BYMONTHDAY|BYSETPOS|BYMONTH|UNTIL)=[-0-9A-Z,]{0,9}){0,4}") {
        if let Some(rule) = Rule::parse(&rule) {
            let start = NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day").and_hms_opt(10, 0, 0).expect("a time");
            let dates: Vec<_> = occurrences(&rule, start).take(20).collect();
            prop_assert!(dates.windows(2).all(|pair| pair[0] < pair[1]), "{dates:?}");
            prop_assert!(matches!(rule.cadence().days(), 1..=365));
        }
    }

    #[test]
    fn a_series_has_the_days_that_another_program_gives_it(rule in rules(), day in 0..1_500_i64) {
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + TimeDelta::days(day);
        let start = start.and_hms_opt(10, 0, 0).expect("a time");
        let set: rrule::RRuleSet = format!("DTSTART:{}Z\nRRULE:{rule}", start.format("%Y%m%dT%H%M%S")).parse().expect("a rule");
        let theirs: Vec<_> = set.all(12).dates.into_iter().map(|at| at.naive_utc()).collect();
        let rule = Rule::parse(&rule).expect("a rule that people use");
        // A first time that its own rule would not have is one for us, as calendars show it.
        let ours: Vec<_> = occurrences(&rule, start).take(13).collect();
        let first = usize::from(theirs.first() != Some(&start));
        prop_assert_eq!(&ours[first..][..theirs.len().min(12 - first)], &theirs[..theirs.len().min(12 - first)]);
    }

    #[test]
    fn another_program_reads_what_was_written(title in any::<String>(), notes in any::<String>(), minutes in 5..240_u32, cadence in 0..4_usize, remind in proptest::option::of(1..2_000_u32)) {
        let invite = invite(&title, &notes, minutes, Cadence::OFFERED[cadence], remind);
        let file = write(&invite);
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
        let plain = unfold(&file);
        let calendar = read_calendar_simple(&plain).expect("it is a calendar");
        let event = &calendar[0].components[0];
        let value = |name: &str| event.find_prop(name).map(|property| property.val.as_str().to_string());
        prop_assert_eq!(value("SUMMARY"), Some(as_kept(&title)));
        prop_assert_eq!(value("DESCRIPTION"), Some(as_kept(&notes)));
        prop_assert_eq!(value("DURATION"), Some(format!("PT{minutes}M")));
        prop_assert_eq!(value("UID"), Some("r1@duologue".to_string()));
        prop_assert_eq!(event.components.len(), usize::from(remind.is_some()));
        if let Some(rule) = value("RRULE") {
            let set = format!("DTSTART:20261201T100000Z\nRRULE:{rule}").parse::<rrule::RRuleSet>();
            prop_assert!(set.is_ok());
            prop_assert_eq!(Rule::parse(&rule).map(|rule| rule.cadence()), Some(invite.cadence));
        }
    }
}

fn rules() -> impl Strategy<Value = String> {
    let days = prop_oneof![Just("MO"), Just("TU,TH"), Just("WE,FR"), Just("MO,TU,WE,TH,FR")];
    let which = prop_oneof![Just("1MO"), Just("2TU"), Just("-1FR"), Just("1WE,3WE")];
    let interval = 1..5_u8;
    let week_start = prop_oneof![Just("MO"), Just("SU")];
    prop_oneof![
        interval.clone().prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        days.clone().prop_map(|days| format!("FREQ=DAILY;BYDAY={days}")),
        (interval.clone(), days.clone(), week_start)
            .prop_map(|(n, days, start)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={days};WKST={start}")),
        interval.clone().prop_map(|n| format!("FREQ=WEEKLY;INTERVAL={n}")),
        interval.clone().prop_map(|n| format!("FREQ=MONTHLY;INTERVAL={n}")),
        (interval.clone(), which).prop_map(|(n, which)| format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={which}")),
        (days, -2..3_i8)
            .prop_filter("no place is none", |(_, place)| *place != 0)
            .prop_map(|(days, place)| format!("FREQ=MONTHLY;BYDAY={days};BYSETPOS={place}")),
        (1..28_u8).prop_map(|day| format!("FREQ=MONTHLY;BYMONTHDAY={day}")),
        Just("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1".to_string()),
        Just("FREQ=MONTHLY;BYMONTHDAY=-1".to_string()),
        (1..13_u8, interval).prop_map(|(month, n)| format!("FREQ=YEARLY;INTERVAL={n};BYMONTH={month};BYMONTHDAY=15")),
        Just("FREQ=YEARLY;BYMONTH=1,7;BYDAY=1MO".to_string()),
    ]
}

fn invite(title: &str, description: &str, minutes: u32, cadence: Cadence, remind: Option<u32>) -> Invite {
    Invite {
        id: "r1".into(),
        written: "2026-11-26T09:00:00Z".parse().expect("an instant"),
        starts: "2026-12-01T10:00:00".parse::<NaiveDateTime>().expect("a time"),
        minutes,
        cadence,
        title: title.into(),
        description: description.into(),
        address: Some("https://meet.google.com/abc-defg-hij".into()),
        remind,
    }
}

/// What is left of a text in a calendar: its words and its ends of lines.
fn as_kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(*c) && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text.chars());
    while let Some(c) = rest.next() {
        match c {
            '\\' => plain.extend(rest.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => plain.push(c),
        }
    }
    plain
}

#[test]
fn another_program_sees_the_same_lines_in_the_three_calendars() {
    for calendar in CALENDARS {
        let plain = unfold(calendar);
        let theirs = read_calendar_simple(&plain).expect("it is a calendar");
        let events: Vec<_> = theirs[0].components.iter().filter(|one| one.name == "VEVENT").collect();
        let lines = unfolded(calendar);
        assert_eq!(events.len(), lines.iter().filter(|line| *line == "BEGIN:VEVENT").count());
        let values: Vec<_> = events.iter().flat_map(|event| event.properties.iter().map(|p| p.val.as_str())).collect();
        assert!(values.len() > 20);
        for value in values {
            assert!(lines.iter().any(|line| unescaped(line).ends_with(value)), "{value}");
        }
    }
}
