//! People, when they are due, and the call rooms in which they are met.

use chrono::NaiveDate;
use duologue::app::calls::RoomIs;
use duologue::app::people::{NewPerson, PersonEdit};
use duologue::app::settings::Theme;
use duologue::domain::{Cadence, CallRoom, First, RelationshipId, Role};
use duologue::ports::Value;

use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::finish;

fn person(name: &str, cadence: Cadence) -> NewPerson {
    NewPerson { name: name.into(), role: Role::Report, cadence, minutes: 30 }
}

fn names(desk: &OpenDesk) -> Vec<String> {
    desk.people().into_iter().map(|person| person.counterpart.name).collect()
}

fn next_up(desk: &OpenDesk) -> Vec<String> {
    desk.next_up().into_iter().map(|person| person.relationship.counterpart.name).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a date"))
}

fn room() -> CallRoom {
    CallRoom::parse("meet:abc-defg-hij").expect("a room")
}

#[test]
fn a_name_is_enough_to_meet_someone_and_a_blank_one_is_not() {
    let browser = Browser::new();
    let desk = browser.open();
    for blank in ["", "  ", "\t"] {
        assert_eq!(desk.meet(&person(blank, Cadence::Weekly)), None);
    }
    let ana = desk.meet(&person("  Ana Kovač ", Cadence::Biweekly)).expect("it is a name");
    browser.rest();
    let seen = browser.open().with(&ana).relationship;
    assert_eq!((seen.counterpart.name.as_str(), seen.cadence, seen.minutes), ("Ana Kovač", Cadence::Biweekly, 30));
    assert_eq!((seen.counterpart.role, seen.me.role), (Role::Report, Role::Manager));
    assert_eq!((seen.since, seen.archived), (browser.now(), false));
    assert_ne!(seen.me.id, seen.counterpart.id);
}

#[test]
fn what_is_known_of_someone_can_be_changed_and_a_blank_name_is_not_taken_over() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let edit = PersonEdit {
        name: " ".into(),
        my_name: " Mira ".into(),
        role: Role::Mentor,
        my_role: Role::Peer,
        cadence: Cadence::EveryDays(10),
        minutes: 1_000,
        goes_first: First::Me,
        since: "2019-03-01".parse().expect("a day"),
    };
    desk.edit_person(&ana, &edit);
    browser.rest();
    let seen = browser.open().with(&ana).relationship;
    assert_eq!((seen.counterpart.name.as_str(), seen.me.name.as_str()), ("Ana", "Mira"));
    assert_eq!((seen.counterpart.role, seen.me.role), (Role::Mentor, Role::Peer));
    assert_eq!((seen.cadence, seen.minutes), (Cadence::EveryDays(10), 240));
    assert_eq!((seen.first(), seen.since.to_rfc3339()), (Some(&seen.me.id), "2019-02-28T23:00:00+00:00".into()));
    let known = desk.to_edit(&ana).expect("we know each other");
    assert_eq!(known, PersonEdit { name: "Ana".into(), my_name: "Mira".into(), minutes: 240, ..edit.clone() });
    desk.edit_person(&ana, &PersonEdit { name: "Ana K.".into(), my_name: String::new(), minutes: 0, ..edit });
    let seen = desk.with(&ana).relationship;
    assert_eq!((names(&desk), seen.me.name, seen.minutes), (vec!["Ana K.".into()], String::new(), 5));
}

#[test]
fn who_goes_first_is_as_the_roles_have_it_or_as_was_agreed() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let first = |goes_first| {
        let edit = desk.to_edit(&ana).expect("we know each other");
        desk.edit_person(&ana, &PersonEdit { goes_first, ..edit });
        let relationship = desk.with(&ana).relationship;
        relationship.first().map(|first| relationship.is_me(first))
    };
    let seen = First::OFFERED.map(first);
    assert_eq!(seen, [Some(false), Some(true), Some(false), None]);
    assert_eq!(first(First::ByRole), Some(false), "and back");
}

#[test]
fn someone_who_is_put_away_is_listed_last_is_not_due_and_loses_nothing() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, _, _] = ["Ana", "bo", "Cy"].map(|name| desk.meets(name, Role::Report));
    desk.point(&ana, "the move");
    desk.archive(&ana, true);
    browser.rest();
    for desk in [&desk, &browser.open()] {
        assert_eq!(
            (names(desk), next_up(desk)),
            (vec!["bo".to_string(), "Cy".into(), "Ana".into()], vec!["bo".to_string(), "Cy".into()])
        );
        assert_eq!(desk.agenda(&ana), ["the move"]);
    }
    desk.archive(&ana, false);
    browser.rest();
    assert_eq!(next_up(&browser.open()), ["Ana", "bo", "Cy"]);
}

#[test]
fn two_people_of_the_same_name_are_two() {
    let browser = Browser::new();
    let desk = browser.open();
    let (one, other) = (desk.meets("Ana", Role::Report), desk.meets("Ana", Role::Peer));
    desk.point(&one, "with the report");
    browser.rest();
    let later = browser.open();
    assert_eq!((later.agenda(&one), later.agenda(&other)), (vec!["with the report".into()], vec![]));
}

#[test]
fn someone_new_is_due_after_one_round_and_after_a_meeting_by_the_cadence_counted_from_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meet(&person("Ana", Cadence::Weekly)).expect("a name");
    desk.meet(&person("Now and then", Cadence::NowAndThen)).expect("a name");
    let due = |desk: &OpenDesk| desk.next_up().into_iter().map(|one| (one.due, one.days_late)).collect::<Vec<_>>();
    assert_eq!(due(&desk), [(day("2026-11-30"), 0), (None, 0)]);
    browser.days_pass(9);
    assert_eq!(due(&desk), [(day("2026-11-30"), 2), (None, 0)]);
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(due(&desk), [(day("2026-12-09"), 0), (None, 0)]);
    browser.days_pass(11);
    assert_eq!(due(&browser.open()), [(day("2026-12-09"), 4), (None, 0)], "held on the 2nd, now the 13th");
}

#[test]
fn how_long_two_have_had_one_to_ones_elsewhere_makes_nobody_late_here() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let edit = desk.to_edit(&ana).expect("we know each other");
    desk.edit_person(&ana, &PersonEdit { since: "2019-03-01".parse().expect("a day"), ..edit });
    browser.rest();
    let seen = &browser.open().next_up()[0];
    assert_eq!((seen.due, seen.days_late), (day("2026-11-30"), 0));
}

#[test]
fn a_meeting_late_in_the_evening_counts_for_that_day_where_the_user_is() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meet(&person("Ana", Cadence::Weekly)).expect("a name");
    browser.minutes_pass(15 * 60 + 30);
    desk.hold(&browser, &ana, 20, None);
    let seen = &desk.next_up()[0];
    assert_eq!(seen.last_met.expect("we met").date_naive(), "2026-11-24".parse().expect("a date"));
    assert_eq!(seen.due, day("2026-12-01"), "half past midnight here is still the 23rd in UTC");
}

#[test]
fn who_is_in_a_meeting_is_next_then_who_was_due_first() {
    let browser = Browser::new();
    let desk = browser.open();
    let _daily = desk.meet(&person("Daily", Cadence::EveryDays(1))).expect("a name");
    browser.days_pass(1);
    let weekly = desk.meet(&person("Weekly", Cadence::Weekly)).expect("a name");
    desk.meet(&person("Any time", Cadence::NowAndThen)).expect("a name");
    assert_eq!(next_up(&desk), ["Daily", "Weekly", "Any time"]);
    desk.start_meeting(&weekly);
    assert_eq!(next_up(&desk), ["Weekly", "Daily", "Any time"]);
    assert!(desk.next_up()[0].is_live);
}

#[test]
fn the_list_says_what_is_prepared_by_whom() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "mine");
    let [settled, off, _] = ["settled", "put off", "hers"].map(|title| desk.point_of_theirs(&ana, title));
    desk.close_point(&ana, &settled, duologue::domain::PointState::Discussed);
    desk.put_off(&ana, &off, true);
    let seen = &desk.next_up()[0];
    assert_eq!((seen.mine, seen.theirs), (1, 1));
}

#[test]
fn a_room_is_linked_once_and_known_from_then_on() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(finish(desk.room(&room())), Ok(RoomIs::Unknown));
    desk.link_room(&room(), &ana);
    browser.rest();
    assert_eq!(finish(browser.open().room(&room())), Ok(RoomIs::For(ana.clone())));
    assert_eq!(payload(&browser, "room/meet:abc-defg-hij"), format!(r#"{{"with":"{ana}"}}"#), "for the background");
    let other = CallRoom::parse("zoom:123456789").expect("a room");
    assert_eq!(finish(desk.room(&other)), Ok(RoomIs::Unknown));
}

#[test]
fn a_room_can_be_said_to_hold_no_one_to_one_and_be_linked_again() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.mark_not_a_one_to_one(&room());
    browser.rest();
    assert_eq!(finish(browser.open().room(&room())), Ok(RoomIs::NotAOneToOne));
    assert_eq!(payload(&browser, "room/meet:abc-defg-hij"), r#"{"not":true}"#);
    desk.link_room(&room(), &ana);
    browser.rest();
    assert_eq!(finish(browser.open().room(&room())), Ok(RoomIs::For(ana)));
}

#[test]
fn a_link_to_someone_who_is_not_known_or_a_damaged_one_counts_as_unknown() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.link_room(&room(), &RelationshipId::new("nobody"));
    browser.rest();
    assert_eq!(finish(desk.room(&room())), Ok(RoomIs::Unknown));
    browser.write("room/meet:abc-defg-hij", Value::Text("1.00000000.{\"not\":true}".into()));
    assert_eq!(finish(desk.room(&room())), Ok(RoomIs::Unknown));
}

#[test]
fn the_theme_is_kept_and_all_pages_follow_it() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    assert_eq!(desk.theme(), Theme::System);
    for theme in [Theme::Dark, Theme::Light, Theme::System] {
        desk.set_theme(theme);
        browser.rest();
        assert_eq!([desk.theme(), other.theme(), browser.open().theme()], [theme; 3]);
    }
}

fn payload(browser: &Browser, key: &str) -> String {
    let Value::Text(text) = browser.storage.entries()[key].clone() else { panic!("it is text") };
    text.splitn(3, '.').nth(2).expect("version, checksum, payload").into()
}
