//! Several pages over one store: they keep in step, say when something is not saved, and leave a newer store alone.

use duologue::app::actions::ActionDraft;
use duologue::app::agenda::PointDraft;
use duologue::app::backup::NotImported;
use duologue::app::people::NewPerson;
use duologue::app::settings::Theme;
use duologue::app::{News, OpenError, Scope};
use duologue::domain::{ActionState, Cadence, CallRoom, KeepAs, PointState, Role};
use duologue::ports::StorageError;
use duologue::store::written;

use crate::support::desk::{Browser, asking_for};
use crate::support::turns::finish;

#[test]
fn what_one_page_writes_the_others_show() {
    let browser = Browser::new();
    let (one, other, dashboard) = (browser.open(), browser.open(), browser.open_with_history());
    let ana = one.meets("Ana", Role::Report);
    browser.rest();
    let point = other.point(&ana, "the move");
    browser.rest();
    dashboard.note_on_point(&ana, &point, "in spring");
    browser.rest();
    one.talk_about(&ana, Some(&point));
    other.draft_answer(&ana, &asking_for("Shorter"));
    dashboard.write_private_notes(&ana, "mine");
    browser.rest();
    for desk in [&other, &dashboard] {
        assert_eq!(desk.with(&ana), one.with(&ana));
        assert_eq!(desk.private_notes(&ana), one.private_notes(&ana));
        assert_eq!(desk.drafted_answer(&ana), one.drafted_answer(&ana));
    }
    assert_eq!(one.find(&ana, &point).notes, "in spring");
    assert!(one.with(&ana).is_live());
}

#[test]
fn pages_that_edit_at_the_same_moment_end_up_the_same_and_nothing_is_lost() {
    let browser = Browser::new();
    let pages = [browser.open(), browser.open(), browser.open()];
    let ana = pages[0].meets("Ana", Role::Report);
    let point = pages[0].point(&ana, "the move");
    browser.rest();
    for (at, page) in pages.iter().enumerate() {
        page.point(&ana, &format!("of page {at}"));
        page.give_minutes(&ana, &point, Some(at as u32 + 1));
        page.move_point(&ana, &point, at);
    }
    browser.rest();
    for page in &pages {
        assert_eq!(page.with(&ana), pages[0].with(&ana));
        for at in 0..3 {
            assert!(page.agenda(&ana).contains(&format!("of page {at}")));
        }
    }
    assert_eq!(browser.open().with(&ana), pages[0].with(&ana));
}

#[test]
fn a_page_hears_of_a_point_in_a_meeting_that_it_has_not_loaded_and_reads_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let old = desk.point(&ana, "long settled");
    desk.start_meeting(&ana);
    desk.close_point(&ana, &old, PointState::Discussed);
    for _ in 0..6 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    finish(desk.tidy()).expect("storage answers");
    let present = browser.open();
    assert!(present.with(&ana).points.is_empty(), "what is settled long ago is not read on opening");
    let dashboard = browser.open_with_history();
    dashboard.close_point(&ana, &old, PointState::Open);
    finish(dashboard.flush());
    assert!(present.news().contains(&News::CatchUp));
    browser.rest();
    for desk in [&present, &dashboard, &browser.open()] {
        assert_eq!(desk.agenda(&ana), ["long settled"]);
    }
}

#[test]
fn the_past_can_be_opened_later_and_nothing_that_is_on_its_way_is_lost_by_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for _ in 0..5 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
    }
    finish(desk.tidy()).expect("storage answers");
    let page = browser.open();
    browser.rest();
    assert!(page.past_meetings(&ana).len() < 5);
    page.point(&ana, "not saved yet");
    assert!(page.unsaved() > 0);
    finish(page.open_history()).expect("storage answers");
    assert_eq!(page.past_meetings(&ana).len(), 5);
    assert_eq!(page.agenda(&ana), ["not saved yet"]);
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["not saved yet"]);
}

#[test]
fn the_past_with_one_person_can_be_opened_alone_also_after_they_were_brought_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    for _ in 0..5 {
        for with in [&ana, &bo] {
            desk.hold(&browser, with, 30, None);
        }
        browser.days_pass(7);
    }
    finish(desk.tidy()).expect("storage answers");
    let page = browser.open();
    browser.rest();
    for _ in 0..2 {
        finish(page.open_history_with(&ana)).expect("storage answers");
        assert_eq!(page.past_meetings(&ana).len(), 5);
        assert!(page.past_meetings(&bo).len() < 5, "nobody else's was read");
    }
    finish(page.delete_person(&ana)).expect("storage answers");
    browser.rest();
    finish(page.bring_back(&ana)).expect("storage answers");
    browser.rest();
    finish(page.open_history_with(&ana)).expect("storage answers");
    assert_eq!(page.past_meetings(&ana).len(), 5);
}

#[test]
fn putting_the_store_in_order_changes_nothing_that_is_shown() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let ana = desk.meets("Ana", Role::Report);
    let left = desk.point(&ana, "left open");
    for week in 0..30 {
        for typed in 1..=8 {
            desk.note_on_point(&ana, &left, &"x".repeat(week + typed));
            browser.rest();
        }
        let promise = desk.add_action(&ana, &promise("do it")).expect("it has words");
        desk.close_action(&ana, &promise, ActionState::Kept);
        desk.hold(&browser, &ana, 30, Some(&asking_for("Shorter")));
        desk.acknowledge_last(&ana);
        browser.rest();
        let before = (desk.with(&ana), other.with(&ana), browser.open().with(&ana));
        finish(if week % 2 == 0 { desk.tidy() } else { other.tidy() }).expect("storage answers");
        browser.rest();
        assert_eq!((desk.with(&ana), other.with(&ana)), (before.0, before.1), "in week {week}");
        // A page that is opened afterwards may have read less of the past; what waits is the same.
        let fresh = browser.open().with(&ana);
        assert_eq!(
            (fresh.agenda, fresh.actions, fresh.from_last),
            (before.2.agenda, before.2.actions, before.2.from_last)
        );
        assert_eq!((fresh.current, fresh.last_met), (before.2.current, before.2.last_met));
        browser.days_pass(7);
    }
    assert_eq!(browser.open_with_history().past_meetings(&ana).len(), 30);
    assert!(browser.storage.entries().len() < 150, "{} keys", browser.storage.entries().len());
}

#[test]
fn a_write_that_storage_refuses_is_told_and_a_second_try_saves_everything() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    desk.point(&ana, "the move");
    browser.storage.fail_write(1, StorageError::Full);
    finish(desk.flush());
    assert_eq!((desk.save_failure(), desk.unsaved() > 0), (Some(StorageError::Full), true));
    assert_eq!(desk.agenda(&ana), ["the move"], "it is still here");
    assert!(desk.news().contains(&News::Changed), "and the page is told");
    assert_eq!(browser.open().agenda(&ana), [""; 0]);
    desk.point(&ana, "one more");
    finish(desk.flush());
    assert_eq!((desk.save_failure(), desk.unsaved()), (None, 0));
    assert_eq!(browser.open().agenda(&ana), ["the move", "one more"]);
}

#[test]
fn nothing_is_put_in_order_while_something_is_not_saved() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.meets("Ana", Role::Report);
    let writes = browser.storage.writes();
    finish(desk.tidy()).expect("storage answers");
    assert_eq!(browser.storage.writes(), writes);
}

#[test]
fn a_page_that_is_closed_hears_nothing_and_keeps_nothing_from_the_others() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    browser.rest();
    let closed = browser.open();
    closed.point(&ana, "never saved");
    drop(closed);
    desk.point(&ana, "saved");
    browser.rest();
    for desk in [&desk, &browser.open()] {
        assert_eq!(desk.agenda(&ana), ["saved"]);
    }
}

#[test]
fn a_store_of_a_newer_version_can_be_read_and_is_changed_by_nothing() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    desk.add_action(&ana, &promise("ask Bo"));
    desk.catch("waits", None, KeepAs::Agenda);
    desk.write_private_notes(&ana, "mine");
    desk.start_meeting(&ana);
    browser.rest();
    let file = finish(desk.export_everything()).expect("storage answers");
    drop(desk);
    browser.write("schema", written::write_json(&2));
    browser.call_ends(&ana, 1, Some(browser.now()));
    browser.days_pass(2);
    let before = browser.storage.entries();

    let desk = browser.open();
    assert_eq!(desk.newer_schema(), Some(2));
    assert_eq!(desk.private_notes(&ana), "mine");
    let view = desk.with(&ana);
    let action = view.actions[0].id.clone();
    assert_eq!(desk.add_point(&ana, &PointDraft::titled("another")), None, "so a page keeps what was typed");
    assert_eq!(desk.add_action(&ana, &promise("another")), None);
    desk.set_theme(Theme::Dark);
    desk.retitle_point(&ana, &point, "renamed");
    desk.note_on_point(&ana, &point, "noted");
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.put_off(&ana, &point, true);
    desk.talk_about(&ana, Some(&point));
    desk.close_action(&ana, &action, ActionState::Kept);
    desk.write_private_notes(&ana, "changed");
    desk.draft_answer(&ana, &asking_for("Shorter"));
    desk.wrap_up(&ana, Some(&asking_for("Shorter")));
    desk.acknowledge_last(&ana);
    desk.hide_question(&ana, &duologue::domain::QuestionId::new("career-001"), true);
    desk.rest_question(&ana, &duologue::domain::QuestionId::new("career-001"));
    desk.archive(&ana, true);
    desk.link_room(&CallRoom::parse("meet:abc").expect("a room"), &ana);
    let capture = desk.waiting_captures()[0].id.clone();
    desk.file(&capture, &ana);
    desk.discard_capture(&capture);
    assert!(!desk.catch("caught", Some(&ana), KeepAs::Agenda));
    let someone = NewPerson { name: "Bo".into(), role: Role::Peer, cadence: Cadence::Weekly, minutes: 30 };
    assert_eq!(desk.meet(&someone), None);
    let edit = desk.to_edit(&ana).expect("we know each other");
    desk.edit_person(&ana, &duologue::app::people::PersonEdit { minutes: 50, ..edit });
    assert_eq!(finish(desk.import(&file)), Err(NotImported::ReadOnly));
    finish(desk.tidy()).expect("storage answers");
    browser.rest();

    assert_eq!(browser.storage.entries(), before);
    assert_eq!((desk.with(&ana), desk.unsaved(), desk.waiting_captures().len()), (view, 0, 1));
    assert!(finish(desk.export_everything()).expect("storage answers").contains("the move"), "it can be taken along");
}

#[test]
fn a_store_whose_schema_cannot_be_read_is_not_opened_and_not_touched() {
    let browser = Browser::new();
    browser.open().meets("Ana", Role::Report);
    browser.write("schema", duologue::ports::Value::Text("1.00000000.1".into()));
    let before = browser.storage.entries();
    assert!(matches!(browser.try_open(Scope::Present), Err(OpenError::Migration(_))));
    assert_eq!(browser.storage.entries(), before);
}

fn promise(text: &str) -> ActionDraft {
    ActionDraft { text: text.into(), ..ActionDraft::default() }
}
