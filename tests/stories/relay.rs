//! Two people and a relay between them, which may be down, forgetful or dishonest.

use std::collections::BTreeMap;
use std::rc::Rc;

use duologue::app::lines::LineView;
use duologue::app::sharing::Sharing;
use duologue::ports::{MemoryRelay, Refusal};
use duologue::share::{Invitation, LineState};

use crate::support::pair::{One, in_lanes, over, rest};
use crate::support::turns::finish;

fn line(one: &One) -> LineView {
    one.desk.line(&one.with).expect("there is a relay")
}

/// What comes back with the next beat of every page.
fn beat(bo: &One, ana: &One) {
    for one in [bo, ana] {
        one.browser.clock.advance(11);
        finish(one.desk.work_lines());
    }
    rest(bo, ana);
}

fn reopened(one: One) -> One {
    let One { browser, desk, with } = one;
    drop(desk);
    let desk = browser.open();
    desk.follow(&with);
    browser.rest();
    One { browser, desk, with }
}

#[test]
fn joining_and_editing_go_over_by_themselves() {
    let (bo, ana) = over(&MemoryRelay::default());
    assert_eq!((bo.desk.sharing(&bo.with), ana.desk.sharing(&ana.with)), (Sharing::Together, Sharing::Together));
    bo.desk.point(&bo.with, "His");
    ana.desk.point(&ana.with, "Hers");
    assert!(!line(&bo).in_step, "as long as it is not there");
    rest(&bo, &ana);
    assert_eq!(bo.agenda(), ana.agenda());
    assert_eq!(bo.agenda().len(), 2);
    for one in [&bo, &ana] {
        let line = line(one);
        assert_eq!((line.state, line.in_step, line.warnings), (LineState::CaughtUp, true, Default::default()));
    }
}

#[test]
fn who_was_away_catches_up_and_is_told_the_truth_meanwhile() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    relay.set_down(true);
    ana.desk.point(&ana.with, "While it was down");
    bo.desk.point(&bo.with, "His too");
    rest(&bo, &ana);
    assert_eq!(line(&ana).state, LineState::Offline(Refusal::Unreachable));
    assert_eq!((bo.agenda().len(), line(&bo).in_step), (1, false));
    relay.set_down(false);
    rest(&bo, &ana);
    assert_eq!((bo.agenda().len(), bo.agenda()), (2, ana.agenda()));
    let One { browser, desk, with } = bo;
    drop(desk);
    ana.desk.point(&ana.with, "While he was away");
    ana.browser.rest();
    let bo = reopened(One { desk: browser.open(), browser, with });
    assert_eq!(bo.agenda(), ana.agenda());
}

#[test]
fn a_relay_that_has_lost_everything_gets_it_again() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    ana.desk.point(&ana.with, "Kept");
    rest(&bo, &ana);
    let places: Vec<_> = relay.values().into_keys().collect();
    relay.set_down(true);
    relay.replace(BTreeMap::new());
    relay.set_down(false);
    rest(&bo, &ana);
    beat(&bo, &ana);
    assert_eq!(relay.values().into_keys().collect::<Vec<_>>(), places);
    assert!(line(&bo).warnings.went_back, "it had more before");
    // Wiped under their hands, as by a rollup.
    relay.replace(BTreeMap::new());
    rest(&bo, &ana);
    beat(&bo, &ana);
    assert_eq!(relay.values().into_keys().collect::<Vec<_>>(), places);
}

#[test]
fn a_relay_that_goes_back_is_noticed_and_takes_nothing_away() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    let early = relay.values();
    ana.desk.point(&ana.with, "Later");
    rest(&bo, &ana);
    beat(&bo, &ana);
    assert!(!line(&bo).warnings.went_back);
    relay.set_down(true);
    relay.replace(early);
    let bo = reopened(bo);
    relay.set_down(false);
    bo.browser.rest();
    assert!(line(&bo).warnings.went_back);
    assert_eq!(bo.agenda(), ["Later"]);
    rest(&bo, &ana);
    assert_eq!((ana.agenda(), line(&ana).in_step), (bo.agenda(), true), "and what it lost is put there again");
}

#[test]
fn values_in_the_wrong_place_cut_off_or_touched_are_never_used() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    ana.desk.point(&ana.with, "Hers");
    rest(&bo, &ana);
    // Another room at the same relay.
    let (eve, _) = in_lanes(&relay, [200, 201]);
    eve.desk.point(&eve.with, "Not for Bo");
    eve.browser.rest();
    let sound = relay.values();
    let before = bo.agenda();
    let mut dishonest: Vec<BTreeMap<_, Vec<u8>>> = Vec::new();
    let places: Vec<_> = sound.keys().cloned().collect();
    for one in &places {
        for other in &places {
            let mut swapped = sound.clone();
            swapped.insert(one.clone(), sound[other].clone());
            dishonest.push(swapped);
        }
    }
    let (place, value) =
        sound.iter().find(|((_, from, name), _)| !from.device.is_empty() && name == "m1").expect("a meeting");
    for at in 0..value.len() {
        let mut touched = value.clone();
        touched[at] ^= 1;
        dishonest.push([(place.clone(), touched)].into());
        dishonest.push([(place.clone(), value[..at].to_vec())].into());
    }
    dishonest.push([(place.clone(), Vec::new())].into());
    for values in dishonest {
        relay.replace(values);
        bo.browser.rest();
        ana.browser.rest();
        assert_eq!((bo.agenda(), ana.agenda()), (before.clone(), before.clone()));
    }
    assert!(line(&bo).warnings.strange > 0);
    relay.set_down(true);
    relay.set_down(false);
    rest(&bo, &ana);
    ana.desk.point(&ana.with, "And on");
    rest(&bo, &ana);
    assert_eq!((bo.agenda().len(), bo.agenda()), (2, ana.agenda()));
}

#[test]
fn what_is_held_back_reordered_or_repeated_comes_to_the_same() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    let mut states = vec![relay.values()];
    for title in ["One", "Two", "Three"] {
        ana.desk.point(&ana.with, title);
        rest(&bo, &ana);
        states.push(relay.values());
    }
    let truth = bo.agenda();
    for at in [0, 2, 1, 3, 3, 0, 2] {
        relay.replace(states[at].clone());
        rest(&bo, &ana);
        assert_eq!((bo.agenda(), ana.agenda()), (truth.clone(), truth.clone()));
    }
    relay.hold_back();
    ana.desk.point(&ana.with, "Slow");
    rest(&bo, &ana);
    assert!(!line(&ana).in_step, "nobody has said that it is kept");
    relay.let_go();
    rest(&bo, &ana);
    assert_eq!((bo.agenda().len(), line(&ana).in_step), (4, true));
}

#[test]
fn a_document_that_is_too_large_is_told_and_the_rest_goes_on() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    relay.take_at_most(4_000);
    let point = ana.desk.point(&ana.with, "Long");
    let noise: String = (0..9_000_u32).map(|n| char::from_u32(0x4e00 + (n * 7919) % 20_000).unwrap_or('x')).collect();
    ana.desk.note_on_point(&ana.with, &point, &noise);
    rest(&bo, &ana);
    assert!(line(&ana).warnings.too_large && !line(&bo).warnings.too_large);
    ana.browser.clock.advance(60);
    bo.desk.point(&bo.with, "Goes on");
    rest(&bo, &ana);
    assert_eq!(ana.agenda().len(), 2);
    bo.paste(&ana.copy());
    assert_eq!(bo.agenda(), ana.agenda(), "by text it still goes over");
}

#[test]
fn a_clock_that_is_wrong_by_a_day_changes_nothing() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    ana.browser.days_pass(1);
    ana.desk.point(&ana.with, "From tomorrow");
    rest(&bo, &ana);
    ana.browser.days_pass(-2);
    ana.desk.point(&ana.with, "From yesterday");
    rest(&bo, &ana);
    let ana = reopened(ana);
    ana.desk.point(&ana.with, "After a reload");
    rest(&bo, &ana);
    assert_eq!((bo.agenda().len(), bo.agenda()), (3, ana.agenda()));
    assert!(!line(&bo).warnings.went_back && !line(&ana).warnings.went_back);
    assert!(line(&bo).in_step && line(&ana).in_step);
}

#[test]
fn who_is_here_is_seen_with_what_they_have_open() {
    let (bo, ana) = over(&MemoryRelay::default());
    beat(&bo, &ana);
    assert_eq!(bo.desk.present(&bo.with), Some(None));
    let point = ana.desk.point(&ana.with, "Hers");
    ana.desk.show_open(&ana.with, Some(&point));
    rest(&bo, &ana);
    assert_eq!(bo.desk.present(&bo.with), Some(Some(point)));
    ana.desk.leave();
    rest(&bo, &ana);
    assert_eq!(bo.desk.present(&bo.with), None);
    beat(&bo, &ana);
    assert!(bo.desk.present(&bo.with).is_some());
    bo.browser.clock.advance(31);
    assert_eq!(bo.desk.present(&bo.with), None, "who is silent is gone");
}

#[test]
fn a_page_that_opens_is_seen_at_once_and_old_signs_of_life_are_not_believed() {
    let (bo, ana) = over(&MemoryRelay::default());
    beat(&bo, &ana);
    let One { browser, desk, with } = ana;
    drop(desk);
    let bo = reopened(bo);
    assert_eq!(bo.desk.present(&bo.with), None, "hers still lies there, but she has gone");
    let ana = reopened(One { desk: browser.open(), browser, with });
    rest(&bo, &ana);
    assert!(bo.desk.present(&bo.with).is_some() && ana.desk.present(&ana.with).is_some());
}

#[test]
fn who_turns_to_someone_else_has_left() {
    let (bo, ana) = over(&MemoryRelay::default());
    beat(&bo, &ana);
    assert!(ana.desk.present(&ana.with).is_some());
    let cleo = bo.desk.meets("Cleo", duologue::domain::Role::Peer);
    bo.desk.follow_only(&cleo);
    rest(&bo, &ana);
    assert_eq!((ana.desk.present(&ana.with), bo.desk.line(&bo.with)), (None, None));
    bo.desk.follow_only(&bo.with);
    rest(&bo, &ana);
    beat(&bo, &ana);
    assert!(ana.desk.present(&ana.with).is_some() && line(&bo).in_step);
}

#[test]
fn after_a_new_secret_or_a_stop_the_old_room_hears_nothing() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    let text = bo.desk.rotate(&bo.with).expect("it is shared");
    rest(&bo, &ana);
    bo.desk.point(&bo.with, "Under the new secret");
    rest(&bo, &ana);
    assert!(ana.agenda().is_empty());
    ana.desk.join(&Invitation::read(&text).expect("it is one"), Some(&ana.with), "").expect("it can be joined");
    rest(&bo, &ana);
    assert_eq!(ana.agenda(), ["Under the new secret"]);
    assert!(!line(&bo).warnings.went_back && !line(&ana).warnings.went_back, "a new room has nothing to go back from");
    ana.desk.stop_sharing(&ana.with);
    rest(&bo, &ana);
    assert_eq!(ana.desk.line(&ana.with), None);
    bo.desk.point(&bo.with, "Not for her");
    rest(&bo, &ana);
    assert_eq!(ana.agenda(), ["Under the new secret"]);
}

#[test]
fn what_a_line_remembers_and_what_a_text_brought_do_not_undo_each_other() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    ana.desk.point(&ana.with, "Hers");
    let text = ana.copy();
    // It has come over the relay too, and the line has something to remember before what the text told is written.
    let came = finish(bo.desk.paste_update(&bo.with, &text)).expect("it is from her");
    finish(bo.desk.work_lines());
    rest(&bo, &ana);
    assert_eq!(came.points, 1);
    assert_eq!(finish(bo.desk.copy_update(&bo.with)).expect("it is shared").documents, 0);
}

#[test]
fn two_pages_of_one_browser_share_a_place_and_do_not_fight() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    let second: Rc<_> = bo.browser.open();
    second.follow(&bo.with);
    rest(&bo, &ana);
    second.point(&bo.with, "From the second page");
    bo.desk.point(&bo.with, "From the first");
    rest(&bo, &ana);
    assert_eq!((ana.agenda(), second.agenda(&bo.with)), (bo.agenda(), bo.agenda()));
    let replicas: std::collections::BTreeSet<_> = relay.values().into_keys().map(|(_, from, _)| from).collect();
    assert_eq!(replicas.len(), 2);
    assert!(line(&bo).in_step);
}
