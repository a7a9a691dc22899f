//! Going back to a day with one person: what comes back, what stays, and how others follow.

use duologue::app::actions::ActionDraft;
use duologue::app::people::PersonEdit;
use duologue::app::restore::{Moved, NotRestored};
use duologue::domain::{Cadence, KeepAs, PointState, Role};
use duologue::ports::Value;
use duologue::store::written;

use crate::support::desk::{Browser, asking_for, titles};
use crate::support::kept::{ana_as_kept, keeps, snapshots, today};
use crate::support::turns::{crash_after, finish};
use crate::support::two::Two;

#[test]
fn what_was_changed_dropped_and_renamed_stands_as_it_did_and_what_came_later_stays() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let (day, before) = (today(&desk), desk.with(&ana));
    browser.days_pass(2);
    for point in &before.agenda {
        desk.retitle_point(&ana, &point.id, "scribbled over");
        desk.close_point(&ana, &point.id, PointState::Dropped);
    }
    let send = before.actions[0].id.clone();
    desk.reword_action(&ana, &send, "nothing");
    desk.point(&ana, "came later");
    desk.write_private_notes(&ana, "moves house\nnew line");
    let known = desk.to_edit(&ana).expect("we know each other");
    let (role, my_role) = (Role::Manager, Role::Report);
    desk.edit_person(
        &ana,
        &PersonEdit { name: "Anna".into(), role, my_role, cadence: Cadence::Monthly, minutes: 60, ..known },
    );
    browser.rest();

    let preview = finish(desk.preview_restore(&ana, day)).expect("it is kept");
    let mut changed = preview.points.changed.clone();
    changed.sort();
    assert_eq!(changed, ["pay", "roadmap"]);
    assert_eq!(preview.points.since, ["came later"]);
    assert_eq!(preview.promises, Moved { changed: vec!["send it".into()], ..Moved::default() });
    assert!(preview.notes && preview.others >= 3 && !preview.is_shared && !preview.is_incomplete, "{preview:?}");

    let back = finish(desk.restore(&ana, day, false)).expect("it is kept");
    browser.rest();
    for page in [&desk, &browser.open(), &browser.open_with_history()] {
        let now = page.with(&ana);
        // Where the later one stands among them is as it was put when they were dropped.
        let (later, restored): (Vec<_>, Vec<_>) =
            page.agenda(&ana).into_iter().partition(|title| title == "came later");
        assert_eq!((later.len(), restored), (1, vec!["roadmap".to_string(), "pay".into()]));
        assert_eq!(now.relationship, before.relationship);
        assert_eq!(now.actions, before.actions);
        assert_eq!(page.private_notes(&ana), "tired\nmoves house\nnew line");
    }
    assert!(finish(desk.preview_restore(&ana, day)).expect("it is kept").is_as_it_was());

    desk.take_back_all(&back);
    browser.rest();
    let again = browser.open();
    assert_eq!(again.agenda(&ana), ["came later"]);
    assert_eq!(again.with(&ana).relationship.counterpart.name, "Anna");
    assert_eq!(again.private_notes(&ana), "moves house\nnew line");
}

#[test]
fn what_came_later_goes_if_that_is_asked_for_and_comes_back_when_it_is_taken_back() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    desk.point(&ana, "for this time");
    desk.hold(&browser, &ana, 30, None);
    desk.point(&ana, "for next time");
    desk.add_action(&ana, &ActionDraft { text: "promised later".into(), ..ActionDraft::default() });
    desk.write_private_notes(&ana, "only new");
    browser.rest();
    let later = desk.with(&ana);

    let back = finish(desk.restore(&ana, day, true)).expect("it is kept");
    browser.rest();
    let page = browser.open_with_history();
    assert_eq!(page.agenda(&ana), ["roadmap", "pay"]);
    assert_eq!(page.private_notes(&ana), "tired\nmoves house");
    assert_eq!(page.past_meetings(&ana).len(), 2, "that the two met is not undone");
    let promises: Vec<_> = page.with(&ana).actions.iter().map(|action| action.text.clone()).collect();
    assert_eq!(promises, ["send it"]);

    desk.take_back_all(&back);
    browser.rest();
    let again = browser.open_with_history();
    assert_eq!(again.with(&ana).points, later.points);
    assert_eq!(again.with(&ana).actions, later.actions);
    assert_eq!(again.private_notes(&ana), "only new");
}

#[test]
fn another_open_page_follows_and_keeps_what_is_typed_there_meanwhile() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    let other = browser.open();
    let roadmap = desk.with(&ana).agenda[0].id.clone();
    desk.close_point(&ana, &roadmap, PointState::Dropped);
    browser.rest();
    let back = finish(desk.restore(&ana, day, false)).expect("it is kept");
    other.point(&ana, "typed in the other page");
    browser.rest();
    for page in [&desk, &other] {
        assert_eq!(page.agenda(&ana), ["roadmap", "pay", "typed in the other page"]);
    }
    desk.take_back_all(&back);
    browser.rest();
    for page in [&desk, &other] {
        assert_eq!(page.agenda(&ana), ["pay", "typed in the other page"]);
    }
}

#[test]
fn the_other_of_a_shared_one_to_one_follows_and_what_was_handed_over_stays() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let id = two.id.clone();
    mira.point(&id, "roadmap");
    ana.point(&id, "pay");
    mira.write_private_notes(&id, "mine alone");
    two.meet();
    assert_eq!(keeps(&two.mira, &mira), 1);
    let day = today(&mira);

    // Both wrap the meeting up, so their answers go over; and Ana drops a point.
    mira.start_meeting(&id);
    two.meet();
    two.minutes_pass(30);
    mira.wrap_up(&id, Some(&asking_for("shorter")));
    two.mira.rest();
    two.meet();
    ana.wrap_up(&id, Some(&asking_for("longer")));
    two.ana.rest();
    two.meet();
    let roadmap = ana.with(&id).points.iter().find(|point| point.title == "roadmap").expect("it is there").id.clone();
    ana.close_point(&id, &roadmap, PointState::Dropped);
    two.ana.rest();
    two.meet();
    let (answers, sealed) = (mira.past_meetings(&id), two.ana.open_with_history().past_meetings(&id));
    let their_answers = |past: &[duologue::app::overview::PastMeeting]| {
        past.iter().map(|past| (past.retro.clone(), past.theirs.clone())).collect::<Vec<_>>()
    };

    let preview = finish(mira.preview_restore(&id, day)).expect("it is kept");
    assert!(preview.is_shared && preview.points.changed == ["roadmap"], "{preview:?}");
    finish(mira.restore(&id, day, false)).expect("it is kept");
    two.mira.rest();
    two.meet();
    for desk in [&mira, &ana, &two.ana.open()] {
        let open: Vec<_> = titles(&desk.with(&id).agenda);
        assert!(open.contains(&"roadmap".to_string()), "{open:?}");
    }
    assert_eq!(their_answers(&mira.past_meetings(&id)), their_answers(&answers));
    assert_eq!(their_answers(&two.ana.open_with_history().past_meetings(&id)), their_answers(&sealed));
    assert!(ana.private_notes(&id).is_empty());
}

#[test]
fn a_crash_in_between_leaves_all_of_it_or_nothing() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    for point in desk.with(&ana).agenda {
        desk.close_point(&ana, &point.id, PointState::Dropped);
    }
    desk.write_private_notes(&ana, "gone");
    browser.rest();
    browser.storage.stall_before_each_call();
    for turns in 1..40 {
        let page = browser.open();
        let whole = async {
            finish(page.open_history()).expect("storage answers");
            page.restore(&ana, day, false).await.expect("it is kept");
            page.flush().await;
        };
        let done = crash_after(turns, whole).is_some();
        drop(page);
        let after = browser.open();
        let state = (after.agenda(&ana), after.private_notes(&ana));
        let all = (vec!["roadmap".to_string(), "pay".to_string()], "tired\nmoves house\ngone".to_string());
        let nothing = (Vec::new(), "gone".to_string());
        assert!(state == all || state == nothing, "after {turns} turns: {state:?}");
        if done || state == all {
            assert_eq!(state, all);
            return;
        }
    }
    panic!("it never came to an end");
}

#[test]
fn meetings_that_were_bound_meanwhile_are_still_compared_with_what_they_were() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    for _ in 0..30 {
        desk.hold(&browser, &ana, 30, None);
        browser.days_pass(7);
        finish(desk.tidy()).expect("storage answers");
        keeps(&browser, &desk);
    }
    let days = finish(desk.kept_days(&ana)).expect("storage answers");
    assert!(days.len() > 10, "{}", days.len());
    for kept in days {
        let preview = finish(desk.preview_restore(&ana, kept.day)).expect("it is kept");
        assert!(preview.is_as_it_was() && !preview.is_incomplete, "{}: {preview:?}", kept.day);
    }
}

#[test]
fn a_day_that_is_gone_or_damaged_changes_nothing_and_says_so() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    let missing = day.succ_opt().expect("a day");
    assert_eq!(finish(desk.restore(&ana, missing, true)).err(), Some(NotRestored::Gone));
    let key = snapshots(&browser).remove(0);
    browser.write(&key, Value::Text("1.00000000.rubbish".into()));
    let before = browser.storage.entries();
    assert!(matches!(finish(desk.restore(&ana, day, true)), Err(NotRestored::Damaged(_))));
    assert_eq!(finish(desk.kept_days(&ana)), Ok(Vec::new()), "it is not offered");
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
}

#[test]
fn a_store_of_a_newer_version_is_neither_kept_nor_changed() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    let day = today(&desk);
    browser.write("schema", written::write_json(&99));
    browser.days_pass(1);
    let before = browser.storage.entries();
    let later = browser.open();
    assert_eq!(keeps(&browser, &later), 0);
    assert_eq!(finish(later.restore(&ana, day, false)).err(), Some(NotRestored::ReadOnly));
    assert_eq!(browser.storage.entries(), before);
}

#[test]
fn what_was_caught_is_part_of_the_notes_that_come_back() {
    let browser = Browser::new();
    let (desk, ana) = ana_as_kept(&browser);
    desk.catch("caught", Some(&ana), KeepAs::Private);
    browser.days_pass(1);
    keeps(&browser, &desk);
    let day = today(&desk);
    desk.write_private_notes(&ana, "");
    browser.rest();
    finish(desk.restore(&ana, day, false)).expect("it is kept");
    browser.rest();
    assert_eq!(browser.open().private_notes(&ana), "tired\nmoves house\ncaught");
}
