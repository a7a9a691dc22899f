//! The agenda: adding points, ordering them, giving minutes, putting off, checking off, dropping, and taking it back.

use duologue::app::agenda::PointDraft;
use duologue::domain::{Aim, MeetingNumber, PointState, Role};

use crate::support::desk::{Browser, titles};

#[test]
fn the_reports_points_come_first_whoever_adds_them_and_when() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "my first");
    desk.point_of_theirs(&ana, "her first");
    desk.point(&ana, "my second");
    desk.point_of_theirs(&ana, "her second");
    assert_eq!(desk.agenda(&ana), ["her first", "her second", "my first", "my second"]);

    let boss = desk.meets("Bo", Role::Manager);
    desk.point_of_theirs(&boss, "his");
    desk.point(&boss, "mine");
    assert_eq!(desk.agenda(&boss), ["mine", "his"], "seen from the report, mine are the report's");
}

#[test]
fn between_peers_points_stand_in_the_order_in_which_they_came() {
    let browser = Browser::new();
    let desk = browser.open();
    let cy = desk.meets("Cy", Role::Peer);
    desk.point_of_theirs(&cy, "first");
    desk.point(&cy, "second");
    desk.point_of_theirs(&cy, "third");
    assert_eq!(desk.agenda(&cy), ["first", "second", "third"]);
}

#[test]
fn a_point_stays_where_it_was_moved_also_when_more_are_added_and_the_page_is_reopened() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for title in ["a", "b", "c"] {
        desk.point_of_theirs(&ana, title);
    }
    let mine = desk.point(&ana, "mine");
    desk.move_point(&ana, &mine, 0);
    assert_eq!(desk.agenda(&ana), ["mine", "a", "b", "c"]);
    desk.move_point(&ana, &mine, 2);
    desk.point_of_theirs(&ana, "d");
    assert_eq!(desk.agenda(&ana), ["a", "b", "mine", "c", "d"]);
    desk.move_point(&ana, &mine, 99);
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["a", "b", "c", "d", "mine"], "past the end is the end");
}

#[test]
fn whose_point_it_is_its_minutes_aim_title_and_notes_survive_a_reload() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "  the move  ");
    desk.give_minutes(&ana, &point, Some(12));
    desk.set_aim(&ana, &point, Some(Aim::Career));
    desk.note_on_point(&ana, &point, "she would like to\nstay");
    desk.set_author(&ana, &point, desk.them(&ana));
    desk.retitle_point(&ana, &point, "The move to Lisbon");
    browser.rest();
    let seen = browser.open().find(&ana, &point);
    assert_eq!((seen.title.as_str(), seen.notes.as_str()), ("The move to Lisbon", "she would like to\nstay"));
    assert_eq!((seen.planned_minutes(), seen.aim), (12, Some(Aim::Career)));
    assert_eq!(seen.author, desk.them(&ana));
    assert_eq!((seen.state, seen.born), (PointState::Open, MeetingNumber::FIRST));
}

#[test]
fn a_point_without_minutes_or_aim_says_so_and_minutes_keep_within_a_range() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    assert_eq!((desk.find(&ana, &point).minutes, desk.find(&ana, &point).planned_minutes()), (None, 5));
    for (given, kept) in [(0, 1), (1, 1), (240, 240), (9999, 240)] {
        desk.give_minutes(&ana, &point, Some(given));
        assert_eq!(desk.find(&ana, &point).minutes, Some(kept), "{given} minutes");
    }
    desk.give_minutes(&ana, &point, None);
    desk.set_aim(&ana, &point, Some(Aim::Team));
    desk.set_aim(&ana, &point, None);
    browser.rest();
    let seen = browser.open().find(&ana, &point);
    assert_eq!((seen.minutes, seen.aim), (None, None));
}

#[test]
fn a_blank_title_makes_no_point_and_takes_none_away() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for blank in ["", "   ", "\n\t"] {
        assert_eq!(desk.add_point(&ana, &PointDraft::titled(blank)), None);
    }
    let point = desk.point(&ana, "the move");
    desk.retitle_point(&ana, &point, "   ");
    assert_eq!(desk.agenda(&ana), ["the move"]);
}

#[test]
fn whatever_is_typed_is_kept_to_the_letter() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let long = "long ".repeat(2_000).trim_end().to_string();
    let typed = ["<img src=x onerror=alert(1)>", "{name} \\ \"quoted\" 'too'", "שלום עולם", "👩‍👩‍👧 🇭🇷 e\u{301}", &long];
    let points = typed.map(|title| desk.point(&ana, title));
    for (point, title) in points.iter().zip(typed) {
        desk.note_on_point(&ana, point, title);
    }
    browser.rest();
    let later = browser.open();
    assert_eq!(later.agenda(&ana), typed);
    for (point, title) in points.iter().zip(typed) {
        assert_eq!(later.find(&ana, point).notes, title);
    }
}

#[test]
fn open_points_are_carried_over_by_staying_open_and_settled_ones_are_not() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [talked, dropped, open] = ["talked about", "dropped", "still open"].map(|title| desk.point(&ana, title));
    desk.start_meeting(&ana);
    desk.close_point(&ana, &talked, PointState::Discussed);
    desk.close_point(&ana, &dropped, PointState::Dropped);
    assert_eq!(desk.agenda(&ana), ["talked about", "still open"], "what was discussed stays in sight in its meeting");
    desk.hold(&browser, &ana, 30, None);
    for desk in [desk, browser.open()] {
        assert_eq!(desk.with(&ana).current, MeetingNumber(2));
        assert_eq!(desk.agenda(&ana), ["still open"]);
        assert_eq!(desk.find(&ana, &open).born, MeetingNumber::FIRST, "it never moves from where it was born");
    }
}

#[test]
fn a_point_can_be_carried_over_and_changed_many_meetings_after_its_birth() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let old = desk.point(&ana, "the promotion");
    for _ in 0..4 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    let later = browser.open();
    later.note_on_point(&ana, &old, "in spring");
    later.start_meeting(&ana);
    later.close_point(&ana, &old, PointState::Discussed);
    browser.rest();
    let seen = browser.open().find(&ana, &old);
    assert_eq!((seen.notes.as_str(), seen.born), ("in spring", MeetingNumber::FIRST));
    assert!(seen.was_discussed_in(MeetingNumber(5)));
    later.hold(&browser, &ana, 30, None);
    assert_eq!(browser.open().agenda(&ana), [""; 0]);
}

#[test]
fn a_point_that_is_put_off_is_gone_now_there_next_time_and_can_be_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [now, later] = ["now", "later"].map(|title| desk.point(&ana, title));
    desk.put_off(&ana, &later, true);
    let view = desk.with(&ana);
    assert_eq!((titles(&view.agenda), titles(&view.put_off)), (vec!["now".to_string()], vec!["later".to_string()]));
    desk.put_off(&ana, &later, false);
    assert_eq!(desk.agenda(&ana), ["now", "later"], "taken back, it stands where it stood");
    desk.put_off(&ana, &now, true);
    desk.hold(&browser, &ana, 30, None);
    let view = browser.open().with(&ana);
    assert_eq!(titles(&view.agenda), ["now", "later"]);
    assert!(view.put_off.is_empty());
}

#[test]
fn checking_and_dropping_can_be_undone_and_the_point_stands_where_it_stood() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [_, middle, _] = ["a", "b", "c"].map(|title| desk.point(&ana, title));
    desk.start_meeting(&ana);
    for settled in [PointState::Discussed, PointState::Dropped] {
        desk.close_point(&ana, &middle, settled);
        assert_eq!(desk.find(&ana, &middle).state, settled);
        assert_eq!(desk.agenda(&ana).contains(&"b".to_string()), settled == PointState::Discussed);
        desk.close_point(&ana, &middle, PointState::Open);
        assert_eq!(desk.agenda(&ana), ["a", "b", "c"]);
        assert!(desk.find(&ana, &middle).is_open_in(MeetingNumber::FIRST));
    }
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(browser.open().agenda(&ana), ["a", "b", "c"], "an undone check is carried over");
}

#[test]
fn points_with_one_person_are_never_on_the_agenda_with_another() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    let hers = desk.point(&ana, "for Ana");
    desk.point(&bo, "for Bo");
    desk.close_point(&bo, &hers, PointState::Dropped);
    desk.retitle_point(&bo, &hers, "renamed");
    browser.rest();
    let later = browser.open();
    assert_eq!((later.agenda(&ana), later.agenda(&bo)), (vec!["for Ana".into()], vec!["for Bo".into()]));
}

#[test]
fn nothing_is_added_with_someone_who_is_not_known() {
    let browser = Browser::new();
    let desk = browser.open();
    let nobody = duologue::domain::RelationshipId::new("nobody");
    assert_eq!(desk.add_point(&nobody, &PointDraft::titled("hello")), None);
    desk.start_meeting(&nobody);
    desk.wrap_up(&nobody, None);
    desk.write_private_notes(&nobody, "hello");
    desk.acknowledge_last(&nobody);
    assert_eq!((desk.thread(&nobody), desk.unsaved()), (None, 0));
}
