//! What is understood of calendars as Google, Outlook and Apple export them.

mod support;

use duologue::calendar::{Found, Me, SuggestedRelationship, Why, Zone};
use duologue::domain::Cadence;

use support::calendar::{APPLE, GOOGLE, OUTLOOK, reads, reads_at};

/// An event in a calendar of its own, between Mira, who is me, and Ana.
fn with_ana(lines: &str) -> String {
    let people = "ORGANIZER:mailto:mira@example.org\nATTENDEE;CN=Ana Kovač:mailto:ana@example.org";
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Ana\n{people}\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

fn next_of(lines: &str, now: &str) -> Option<String> {
    let found = reads_at(&with_ana(lines), Some("mira@example.org"), now);
    assert_eq!(found.faults, [], "{lines}");
    found.suggestions.first().map(|one| one.next.to_string())
}

fn summary(one: &SuggestedRelationship) -> String {
    let room = one.room.as_ref().map(|room| room.name()).unwrap_or_default();
    format!("{} {} {} {room} {}", one.name, one.cadence.name(), one.minutes, one.next)
}

fn summaries(found: &Found) -> Vec<String> {
    found.suggestions.iter().map(summary).collect()
}

#[test]
fn google_says_whose_calendar_it_is_and_which_days_are_different() {
    let found = reads(GOOGLE, None);
    // The 30th is left out and the 7th was moved to the 8th, which is next.
    assert_eq!(
        summaries(&found),
        [
            "Ana Kovač weekly 30 meet:abc-defg-hij 2026-12-08 14:00:00 UTC",
            "Lea Brandt monthly 45 zoom:12345678901 2026-12-02 10:00:00 UTC",
        ]
    );
    assert_eq!(found.me, Me::Clear);
    assert_eq!(found.looked_at, 6);
    let [fault] = &found.faults[..] else { panic!("{:?}", found.faults) };
    assert_eq!((fault.event.as_str(), &fault.why), ("Jo, every never", &Why::Rule));
}

#[test]
fn outlook_has_its_own_names_for_zones_and_people_and_says_who_declined() {
    let found = reads(OUTLOOK, None);
    let teams = "teams:19_3ameeting_5fYWJjLTEyMw_40thread.v2";
    // The last working day of November was cancelled.
    assert_eq!(
        summaries(&found),
        [
            format!("Ana Kovač biweekly 30 {teams} 2026-12-01 09:00:00 UTC"),
            "Lea Brandt monthly 60  2026-12-31 15:00:00 UTC".into(),
        ]
    );
    assert_eq!(found.suggestions[0].starts.zone, Zone::Named("Europe/Berlin".into()));
    assert_eq!(found.faults, []);
}

#[test]
fn apple_writes_paths_for_people_it_knows_and_leaves_zones_open() {
    let found = reads(APPLE, None);
    assert_eq!(
        summaries(&found),
        [
            "Ana Kovač weekly 30 whereby:acme_2fana-mira 2026-12-01 14:00:00 UTC",
            "Tom Berg weekly 25 jitsi:tommira 2026-11-26 13:00:00 UTC",
        ]
    );
}

#[test]
fn nothing_of_what_is_found_holds_an_address() {
    for calendar in [GOOGLE, OUTLOOK, APPLE] {
        let found = reads(calendar, None);
        assert!(!found.suggestions.is_empty());
        let said = format!("{:?}", found.suggestions);
        assert!(!said.contains('@') && !said.contains("example.org"), "{said}");
    }
}

#[test]
fn any_end_of_line_any_mark_at_the_beginning_and_any_order_say_the_same() {
    let found = reads(GOOGLE, None).suggestions;
    for other in [GOOGLE.replace("\r\n", "\n"), format!("\u{feff}{GOOGLE}"), GOOGLE.replace("\r\n", "\r\n\r\n")] {
        assert_eq!(reads(&other, None).suggestions, found);
    }
}

#[test]
fn a_series_with_someone_else_is_found_by_whoever_is_asked_and_asked_where_it_is_not_clear() {
    let one = with_ana("DTSTART:20261201T100000\nDTEND:20261201T103000\nRRULE:FREQ=WEEKLY");
    let asked = reads(&one, None);
    let ana = ("ana@example.org".to_string(), "Ana Kovač".to_string());
    assert_eq!(asked.me, Me::OneOf(vec![ana, ("mira@example.org".into(), "Mira".into())]));
    assert_eq!(asked.suggestions, []);
    assert_eq!(reads(&one, Some("Mira@Example.org")).suggestions[0].name, "Ana Kovač");
    assert_eq!(reads(&one, Some("ana@example.org")).suggestions[0].name, "Mira");
    assert_eq!(reads(&one, Some("tom@example.org")).suggestions, []);
}

#[test]
fn the_next_time_stays_at_the_same_place_on_the_clock_when_clocks_change() {
    // In the week of 25 October clocks go back in Berlin; in New York a week later.
    let berlin = "DTSTART;TZID=Europe/Berlin:20261020T100000\nRRULE:FREQ=WEEKLY";
    assert_eq!(next_of(berlin, "2026-10-21T00:00:00Z").as_deref(), Some("2026-10-27 09:00:00 UTC"));
    assert_eq!(next_of(berlin, "2026-10-19T00:00:00Z").as_deref(), Some("2026-10-20 08:00:00 UTC"));
    let new_york = "DTSTART;TZID=Eastern Standard Time:20261020T090000\nRRULE:FREQ=WEEKLY";
    assert_eq!(next_of(new_york, "2026-10-21T00:00:00Z").as_deref(), Some("2026-10-27 13:00:00 UTC"));
    assert_eq!(next_of(new_york, "2026-11-01T12:00:00Z").as_deref(), Some("2026-11-03 14:00:00 UTC"));
    let sealed = "DTSTART:20261020T080000Z\nRRULE:FREQ=WEEKLY";
    assert_eq!(next_of(sealed, "2026-10-21T00:00:00Z").as_deref(), Some("2026-10-27 08:00:00 UTC"));
    let nobody_s = "DTSTART;TZID=Customized Time Zone:20261020T100000\nRRULE:FREQ=WEEKLY";
    assert_eq!(next_of(nobody_s, "2026-10-21T00:00:00Z").as_deref(), Some("2026-10-27 09:00:00 UTC"));
}

#[test]
fn days_are_left_out_in_whatever_zone_they_are_written() {
    let series =
        |except: &str| format!("DTSTART;TZID=Europe/Berlin:20261201T100000\nRRULE:FREQ=WEEKLY\nEXDATE{except}");
    for except in [
        ";TZID=Europe/Berlin:20261201T100000,20261208T100000",
        ":20261201T090000Z,20261208T090000Z",
        ";VALUE=DATE:20261201,20261208",
        ";TZID=Europe/Berlin:20261201T100000\nEXDATE;TZID=Europe/Berlin:20261208T100000",
    ] {
        let next = next_of(&series(except), "2026-11-26T08:00:00Z");
        assert_eq!(next.as_deref(), Some("2026-12-15 09:00:00 UTC"), "{except}");
    }
    let not_it = next_of(&series(":20261201T100000Z"), "2026-11-26T08:00:00Z");
    assert_eq!(not_it.as_deref(), Some("2026-12-01 09:00:00 UTC"), "another instant");
}

#[test]
fn what_is_over_is_not_suggested_up_to_the_last_minute() {
    let until = |until: &str| format!("DTSTART;TZID=Europe/Berlin:20261103T100000\nRRULE:FREQ=WEEKLY;{until}");
    let now = "2026-11-26T08:00:00Z";
    let last = Some("2026-12-01 09:00:00 UTC".to_string());
    assert_eq!(next_of(&until("UNTIL=20261201T090000Z"), now), last);
    assert_eq!(next_of(&until("UNTIL=20261201"), now), last);
    assert_eq!(next_of(&until("COUNT=5"), now), last);
    assert_eq!(next_of(&until("UNTIL=20261201T085959Z"), now), None);
    assert_eq!(next_of(&until("UNTIL=20261130"), now), None);
    assert_eq!(next_of(&until("COUNT=4"), now), None);
}

#[test]
fn what_is_no_meeting_of_two_is_passed_over_without_a_word() {
    let series = "DTSTART:20261201T100000\nRRULE:FREQ=WEEKLY";
    for more in [
        "ATTENDEE:mailto:tom@example.org",
        "ATTENDEE;CUTYPE=GROUP:mailto:team@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:mira@example.org",
        "STATUS:CANCELLED",
    ] {
        assert_eq!(next_of(&format!("{series}\n{more}"), "2026-11-26T08:00:00Z"), None, "{more}");
    }
    assert_eq!(next_of("DTSTART:20261201T100000", "2026-11-26T08:00:00Z"), None, "once");
    assert_eq!(next_of("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=WEEKLY", "2026-11-26T08:00:00Z"), None, "a whole day");
    let alone = with_ana(series).replace("ATTENDEE;CN=Ana Kovač:mailto:ana@example.org\n", "");
    assert_eq!(reads(&alone, Some("mira@example.org")).suggestions, []);
    let called_off = with_ana(series).replace("BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nMETHOD:CANCEL");
    assert_eq!(reads(&called_off, Some("mira@example.org")).suggestions, []);
}

#[test]
fn two_series_with_one_person_are_one_relationship() {
    let often = with_ana("DTSTART:20261201T100000\nRRULE:FREQ=WEEKLY");
    let seldom = with_ana("DTSTART:20261202T100000\nRRULE:FREQ=MONTHLY").replace("UID:1", "UID:2");
    for both in [format!("{often}{seldom}"), format!("{seldom}{often}")] {
        let found = reads(&both, Some("mira@example.org"));
        assert_eq!(found.suggestions.iter().map(|one| one.cadence).collect::<Vec<_>>(), [Cadence::Weekly]);
    }
}

#[test]
fn an_event_that_is_broken_is_named_and_the_others_are_read() {
    let sound = with_ana("DTSTART:20261201T100000\nRRULE:FREQ=WEEKLY");
    for (broken, why) in [
        ("RRULE:FREQ=WEEKLY", Why::NoStart),
        ("DTSTART:soon", Why::Line("DTSTART".into())),
        ("DTSTART:20261201T100000\nRRULE:FREQ=SECONDLY", Why::Rule),
        ("DTSTART:20261201T100000\nATTENDEE;CN=\"Tom:mailto:tom@example.org", Why::Line("ATTENDEE".into())),
        ("DTSTART:20261201T100000\nBEGIN:VEVENT\nSUMMARY:Inner\nDTSTART:20261201T100000", Why::CutOff),
    ] {
        let text = format!("{}{sound}", with_ana(broken).replace("UID:1", "UID:9"));
        let found = reads(&text, Some("mira@example.org"));
        assert_eq!(found.faults.iter().map(|fault| (fault.event.as_str(), &fault.why)).next(), Some(("Ana", &why)));
        assert_eq!(found.suggestions.len(), 1, "{broken}");
    }
    let harmless = with_ana("DTSTART:20261201T100000\nRRULE:FREQ=WEEKLY\nX-ODD\nDESCRIPTION;:\nCOMMENT");
    assert_eq!(reads(&harmless, Some("mira@example.org")).faults, []);
}

#[test]
fn the_rest_of_a_series_that_was_split_is_the_same_series() {
    let identity = |uid: &str| {
        let text = with_ana("DTSTART:20261201T100000\nRRULE:FREQ=WEEKLY").replace("UID:1", &format!("UID:{uid}"));
        reads(&text, Some("mira@example.org")).suggestions[0].identity.clone()
    };
    assert_eq!(identity("abc@google.com"), identity("abc_R20261201T090000@google.com"));
    assert_ne!(identity("abc@google.com"), identity("abd@google.com"));
    assert_ne!(identity("abc_Rest@google.com"), identity("abc@google.com"));
}
