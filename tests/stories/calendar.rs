//! People from a calendar, its secret address, and a 1:1 that goes into one.

use duologue::app::agenda_ahead::agenda_ahead;
use duologue::app::agenda_text::AgendaWords;
use duologue::app::calendar::{InviteWords, Me, Offers, Taken};
use duologue::app::calls::RoomIs;
use duologue::domain::{Cadence, CallRoom, Role};
use duologue::ports::{KeyValue as _, Value};

use crate::support::calendar::{GOOGLE, instant_in, reads};
use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::finish;

fn read(desk: &OpenDesk, text: &str) -> Offers {
    finish(desk.read_calendar(text, None, &instant_in)).expect("storage answers")
}

fn all(offers: &Offers, role: Role) -> Vec<Taken> {
    offers.offers.iter().map(|offer| Taken { suggested: offer.suggested.clone(), role }).collect()
}

fn room(name: &str) -> CallRoom {
    CallRoom::parse(name).expect("a room")
}

fn keys(browser: &Browser) -> Vec<String> {
    finish(browser.storage.keys()).expect("storage answers")
}

#[test]
fn what_is_ticked_becomes_people_with_their_rooms_and_the_second_time_they_are_known() {
    let browser = Browser::new();
    let desk = browser.open();
    let offers = read(&desk, GOOGLE);
    assert_eq!(offers.me, Me::Clear);
    assert!(offers.offers.iter().all(|offer| offer.known.is_none()));
    let added = finish(desk.add_from_calendar(&all(&offers, Role::Report))).expect("storage answers");
    browser.rest();

    let [ana, lea] = &added[..] else { panic!("two people") };
    let known = desk.relationship(ana).expect("she is known");
    assert_eq!((known.counterpart.name.as_str(), known.cadence, known.minutes), ("Ana Kovač", Cadence::Weekly, 30));
    assert_eq!(known.counterpart.role, Role::Report);
    assert_eq!(finish(desk.room(&room("meet:abc-defg-hij"))), Ok(RoomIs::For(ana.clone())));
    assert_eq!(finish(desk.room(&room("zoom:12345678901"))), Ok(RoomIs::For(lea.clone())));
    assert!(desk.with(ana).agenda.is_empty(), "nothing is planned by it");

    let again = browser.open();
    let who: Vec<_> = read(&again, GOOGLE).offers.into_iter().map(|offer| offer.known).collect();
    assert_eq!(who, [Some(ana.clone()), Some(lea.clone())]);
}

#[test]
fn someone_is_known_by_their_room_under_any_name_and_keeps_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let boss = desk.meets("The boss", Role::Manager);
    desk.link_room(&room("meet:abc-defg-hij"), &boss);
    desk.mark_not_a_one_to_one(&room("zoom:12345678901"));
    browser.rest();
    let offers = read(&desk, GOOGLE);
    assert_eq!(offers.offers[0].known, Some(boss.clone()));
    assert_eq!(offers.offers[1].known, None);
    // Whoever ticks them all the same gets a person, and the rooms stay as they were.
    finish(desk.add_from_calendar(&all(&offers, Role::Peer))).expect("storage answers");
    browser.rest();
    assert_eq!(finish(desk.room(&room("meet:abc-defg-hij"))), Ok(RoomIs::For(boss)));
    assert_eq!(finish(desk.room(&room("zoom:12345678901"))), Ok(RoomIs::NotAOneToOne));
    assert_eq!(desk.people().len(), 3);
}

#[test]
fn what_was_added_can_be_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let offers = read(&desk, GOOGLE);
    let added = finish(desk.add_from_calendar(&all(&offers, Role::Report))).expect("storage answers");
    browser.rest();
    assert_eq!(finish(desk.take_back_added(&added)), Ok(()));
    browser.rest();
    assert!(desk.people().is_empty());
    assert_eq!(finish(desk.room(&room("meet:abc-defg-hij"))), Ok(RoomIs::Unknown));
}

#[test]
fn nothing_of_the_file_is_kept_but_what_was_ticked() {
    let browser = Browser::new();
    let desk = browser.open();
    let before = keys(&browser);
    read(&desk, GOOGLE);
    browser.rest();
    assert_eq!(keys(&browser), before);
}

const SECRET: &str = "https://calendar.google.com/calendar/ical/mira%40example.org/private-0123456789abcdef/basic.ics";

#[test]
fn the_secret_address_is_kept_apart_and_never_leaves_with_anything() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.meets("Ana", Role::Report);
    assert_eq!(finish(desk.keep_calendar_address("http://example.org/x.ics")), Ok(false));
    assert_eq!(finish(desk.keep_calendar_address(SECRET)), Ok(true));
    finish(desk.note_calendar_me("mira@example.org")).expect("storage answers");
    browser.rest();

    let kept = finish(desk.calendar_address()).expect("storage answers").expect("it is kept");
    assert_eq!((kept.address.as_str(), kept.host.as_str()), (SECRET, "calendar.google.com"));
    assert!(!kept.masked().contains("private") && kept.masked().contains(&kept.host));
    let host = finish(browser.storage.get(&["calendar-host".into()])).expect("storage answers");
    assert_eq!(host.get("calendar-host"), Some(&Value::Text("https://calendar.google.com/*".into())));

    let export = finish(desk.export_everything()).expect("storage answers");
    for secret in ["private-0123456789abcdef", "calendar.google.com", "mira@example.org"] {
        assert!(!export.contains(secret), "{secret}");
    }
    finish(desk.forget_calendar_address());
    browser.rest();
    assert!(finish(desk.calendar_address()).expect("storage answers").is_none());
    assert!(keys(&browser).iter().all(|key| !key.starts_with("calendar")));
}

#[test]
fn the_calendar_is_asked_for_once_a_day_and_offers_only_what_is_new_or_has_changed() {
    let browser = Browser::new();
    let desk = browser.open();
    finish(desk.keep_calendar_address(SECRET)).expect("storage answers");
    let address = || finish(desk.calendar_address()).expect("storage answers").expect("it is kept");
    assert!(address().is_due);
    finish(desk.note_calendar_asked()).expect("storage answers");
    assert!(!address().is_due);
    browser.clock.advance(23 * 3_600);
    assert!(!address().is_due);
    browser.clock.advance(3_600);
    assert!(address().is_due);
    browser.clock.advance(-3 * 24 * 3_600);
    assert!(address().is_due, "the clock was put back");

    let offers = read(&desk, GOOGLE).offers;
    assert!(offers.iter().all(|offer| !address().has_seen(offer)));
    finish(desk.note_calendar_seen(&offers)).expect("storage answers");
    assert!(offers.iter().all(|offer| address().has_seen(offer)));
    let moved = read(&desk, &GOOGLE.replace("20260302T103000", "20260302T110000")).offers;
    let seen: Vec<_> = moved.iter().map(|offer| address().has_seen(offer)).collect();
    assert_eq!(seen, [false, true], "Ana's is an hour long now");
}

#[test]
fn the_1_1_goes_into_a_calendar_and_comes_back_out_of_it_as_it_was() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana\r\nBEGIN:VEVENT", Role::Report);
    desk.link_room(&room("meet:abc-defg-hij"), &ana);
    browser.rest();
    // It is Monday, and nobody has met yet: the first one is due in a week.
    let starts = desk.likely_start(&ana).expect("she is known");
    assert_eq!(starts.to_string(), "2026-11-30 10:00:00");
    let words = || InviteWords { title: "1:1 with Ana\nBEGIN:X".into(), description: "Prepare".into() };
    let file = finish(desk.calendar_file(&ana, starts, Some(10), words())).expect("storage answers").expect("a file");
    let people = "ORGANIZER:mailto:mira@example.org\r\nATTENDEE;CN=Ana:mailto:ana@example.org\r\nBEGIN:VALARM";
    let found = reads(&file.replace("BEGIN:VALARM", people), Some("mira@example.org"));
    assert_eq!(found.faults, []);
    let [back] = &found.suggestions[..] else { panic!("{file}") };
    assert_eq!((back.cadence, back.minutes), (Cadence::Weekly, 30));
    assert_eq!(back.room, Some(room("meet:abc-defg-hij")));
    assert_eq!(back.title, "1:1 with Ana\nBEGIN:X");

    browser.clock.advance(3_600);
    let later = finish(desk.calendar_file(&ana, starts, None, words())).expect("storage answers").expect("a file");
    let line = |file: &str, name: &str| {
        file.lines().find_map(|line| line.strip_prefix(name)).expect("it is there").trim().to_string()
    };
    assert_eq!(line(&file, "UID:"), line(&later, "UID:"));
    let number = |file: &str| line(file, "SEQUENCE:").parse::<u32>().expect("a number");
    assert!(number(&later) > number(&file));
}

#[test]
fn the_agenda_sent_ahead_asks_for_more_and_fits_into_a_mail_or_says_that_it_does_not() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "Budget & <people>");
    desk.write_private_notes(&ana, "a secret");
    let words = AgendaWords {
        title: "Our 1:1".into(),
        how_to_reply: "Reply with yours.".into(),
        me: "Mira".into(),
        minutes: "min".into(),
    };
    let ahead = agenda_ahead(&desk.with(&ana), &words, "Let us both add to it.");
    assert_eq!(
        ahead.plain,
        "Let us both add to it.\n\nOur 1:1\n\n- Budget & <people> (Mira, 5 min)\n\nReply with yours.\n"
    );
    assert!(ahead.html.contains("<li>Budget &amp; &lt;people&gt; (Mira, 5 min)</li>"), "{}", ahead.html);
    let mail = ahead.mail.expect("it is short");
    assert!(mail.starts_with("mailto:?subject=Our%201%3A1&body=Let%20us%20both"), "{mail}");
    assert!(mail.contains("Budget%20%26%20%3Cpeople%3E") && !mail.contains("secret"));
    (0..40).for_each(|number| _ = desk.point(&ana, &format!("A point with a long name, number {number}")));
    assert_eq!(agenda_ahead(&desk.with(&ana), &words, "Please.").mail, None);
}
