//! Items that fade: gone after a meeting or after three months, from everything that is stored, on both sides.

use duologue::domain::{Fades, KeepAs, PointId, PointState, RelationshipId, Role};
use duologue::ports::MemoryRelay;
use duologue::store::Key;

use crate::support::desk::{Browser, OpenDesk};
use crate::support::pair::{One, bo_and_ana, exchange, over, rest};
use crate::support::traces::traces;
use crate::support::turns::finish;

const NOTHING: Vec<String> = Vec::new();

fn tidied(browser: &Browser, desk: &OpenDesk) {
    browser.rest();
    finish(desk.tidy()).expect("storage answers");
    browser.rest();
}

/// A page is opened, and puts the store in order as every page does.
fn a_page_opens(browser: &Browser) {
    let page = browser.open();
    tidied(browser, &page);
}

fn fading(desk: &OpenDesk, with: &RelationshipId, title: &str, how: Fades) -> PointId {
    let point = desk.point(with, title);
    desk.let_point_fade(with, &point, Some(how));
    point
}

#[test]
fn a_point_fades_once_its_meeting_is_over() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = fading(&desk, &ana, "osprey", Fades::AfterMeeting);
    desk.note_on_point(&ana, &point, "heron");
    desk.point(&ana, "Stays");
    browser.days_pass(400);
    a_page_opens(&browser);
    assert_eq!(desk.agenda(&ana), ["osprey", "Stays"], "as long as the meeting has not been");
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.hold(&browser, &ana, 30, None);
    a_page_opens(&browser);
    assert_eq!((traces(&browser, "osprey"), traces(&browser, "heron")), (NOTHING, NOTHING));
    assert_eq!(desk.agenda(&ana), ["Stays"], "the page that was open has heard of it");
}

#[test]
fn a_point_fades_on_its_day_and_not_before() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = fading(&desk, &ana, "osprey", Fades::AfterThreeMonths);
    let day = desk.find(&ana, &point).fades.and_then(|fading| fading.day());
    assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2027-02-23"));
    browser.days_pass(91);
    a_page_opens(&browser);
    assert_eq!(desk.agenda(&ana), ["osprey"], "on the evening before");
    browser.days_pass(1);
    a_page_opens(&browser);
    assert_eq!((desk.agenda(&ana), traces(&browser, "osprey")), (NOTHING, NOTHING));
}

#[test]
fn one_that_is_to_stay_after_all_stays() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let point = fading(&desk, &ana, "osprey", Fades::AfterThreeMonths);
    desk.let_point_fade(&ana, &point, None);
    browser.days_pass(200);
    a_page_opens(&browser);
    assert_eq!(desk.agenda(&ana), ["osprey"]);
}

#[test]
fn private_notes_fade_three_months_after_they_were_written_on_last() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.let_notes_fade(&ana, Some(Fades::AfterThreeMonths));
    desk.write_private_notes(&ana, "osprey");
    browser.days_pass(60);
    desk.write_private_notes(&ana, "osprey and heron");
    browser.days_pass(60);
    a_page_opens(&browser);
    assert_eq!(desk.private_notes(&ana), "osprey and heron");
    desk.catch("plover", Some(&ana), KeepAs::Private);
    browser.days_pass(32);
    a_page_opens(&browser);
    assert_eq!(desk.private_notes(&ana), "");
    for word in ["osprey", "heron", "plover"] {
        assert_eq!(traces(&browser, word), NOTHING, "{word}");
    }
    desk.write_private_notes(&ana, "curlew");
    browser.days_pass(100);
    a_page_opens(&browser);
    assert_eq!(traces(&browser, "curlew"), NOTHING, "and so do those that come next");
}

/// Twelve meetings, bound into a volume; in the third a point that fades, and in the fourth one that stays.
fn a_year(browser: &Browser) -> RelationshipId {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for week in 1..=12 {
        let title = format!("week {week}");
        let how = if week == 3 { Some(Fades::AfterThreeMonths) } else { None };
        let point = desk.point(&ana, if week == 3 { "osprey" } else { &title });
        desk.let_point_fade(&ana, &point, how);
        desk.close_point(&ana, &point, PointState::Discussed);
        desk.hold(browser, &ana, 30, None);
        browser.minutes_pass(60);
    }
    tidied(browser, &desk);
    ana
}

fn volumes(browser: &Browser) -> usize {
    browser.storage.entries().keys().filter(|key| matches!(Key::parse(key), Some(Key::Volume { .. }))).count()
}

#[test]
fn what_is_bound_in_a_volume_fades_though_no_page_reads_that() {
    let browser = Browser::new();
    let ana = a_year(&browser);
    let before = volumes(&browser);
    assert!(before > 0 && traces(&browser, "osprey").iter().any(|key| key.contains("/volume/")), "it is bound");
    browser.days_pass(100);
    let page = browser.open();
    assert!(page.with(&ana).points.iter().all(|point| point.title != "osprey"), "and not read");
    tidied(&browser, &page);
    assert_eq!(traces(&browser, "osprey"), NOTHING);
    assert_eq!(volumes(&browser), before, "bound as before");
    let everything = browser.open_with_history();
    let titles: Vec<_> = everything.with(&ana).points.into_iter().map(|point| point.title).collect();
    assert_eq!(titles.len(), 11, "and the rest is there: {titles:?}");
    tidied(&browser, &everything);
    let keys: Vec<_> = browser.storage.entries().into_keys().collect();
    tidied(&browser, &everything);
    assert_eq!(browser.storage.entries().into_keys().collect::<Vec<_>>(), keys, "there is nothing more to do");
}

#[test]
fn it_is_gone_at_once_also_where_storage_tells_a_page_late_of_what_that_has_written() {
    for lateness in [1, 2, 5, 1_000] {
        let browser = Browser::new();
        a_year(&browser);
        browser.days_pass(100);
        browser.storage.tell_late(lateness);
        let page = browser.open();
        finish(page.flush());
        finish(page.tidy()).expect("storage answers");
        assert_eq!(traces(&browser, "osprey"), NOTHING, "told {lateness} calls late");
    }
}

#[test]
fn a_page_that_is_cut_off_in_between_leaves_the_rest_to_the_next() {
    for cut in 1..=3 {
        let browser = Browser::new();
        let ana = a_year(&browser);
        browser.days_pass(100);
        let page = browser.open();
        browser.rest();
        browser.storage.fail_write(cut, duologue::ports::StorageError::Full);
        // However far it has come.
        let _ = finish(page.tidy());
        drop(page);
        a_page_opens(&browser);
        a_page_opens(&browser);
        assert_eq!(traces(&browser, "osprey"), NOTHING, "cut off at write {cut}");
        assert_eq!(browser.open_with_history().with(&ana).points.len(), 11);
    }
}

#[test]
fn the_other_side_lets_go_of_it_as_well() {
    let (bo, ana) = over(&MemoryRelay::default());
    fading(&bo.desk, &bo.with, "osprey", Fades::AfterThreeMonths);
    rest(&bo, &ana);
    assert_eq!(ana.agenda(), ["osprey"]);
    assert!(ana.desk.with(&ana.with).agenda[0].fades.is_some(), "she is told beforehand");
    bo.browser.days_pass(100);
    tidied(&bo.browser, &bo.desk);
    rest(&bo, &ana);
    assert_eq!((bo.agenda(), ana.agenda()), (vec![], vec![]), "hers hears of it");
    tidied(&ana.browser, &ana.desk);
    assert_eq!((traces(&bo.browser, "osprey"), traces(&ana.browser, "osprey")), (NOTHING, NOTHING));
}

#[test]
fn a_copy_that_still_has_it_does_not_bring_it_back() {
    let (bo, ana) = bo_and_ana();
    exchange(&bo, &ana);
    fading(&bo.desk, &bo.with, "osprey", Fades::AfterThreeMonths);
    exchange(&bo, &ana);
    bo.browser.days_pass(100);
    tidied(&bo.browser, &bo.desk);
    // Hers has not opened since; she writes something, and all of hers comes over.
    ana.desk.point(&ana.with, "Hers");
    exchange(&ana, &bo);
    assert_eq!((bo.agenda(), ana.agenda()), (vec!["Hers".to_string()], vec!["Hers".to_string()]));
    for One { browser, desk, .. } in [&bo, &ana] {
        tidied(browser, desk);
        assert_eq!(traces(browser, "osprey"), NOTHING);
    }
}

#[test]
fn an_old_snapshot_of_another_page_does_not_bring_it_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    fading(&desk, &ana, "osprey", Fades::AfterThreeMonths);
    browser.rest();
    let before = browser.storage.entries();
    browser.days_pass(100);
    tidied(&browser, &desk);
    assert_eq!(traces(&browser, "osprey"), NOTHING);
    // A page that was at it meanwhile writes what it had read, under keys of its own.
    for (at, (key, value)) in before.into_iter().filter(|(key, _)| key.contains("/m1/")).enumerate() {
        let (start, _) = key.rsplit_once('/').expect("a key of a document");
        browser.write(&format!("{start}/late-{at}"), value);
    }
    assert_eq!(desk.agenda(&ana), NOTHING);
    a_page_opens(&browser);
    assert_eq!(traces(&browser, "osprey"), NOTHING);
}

#[test]
fn a_backup_that_brings_it_back_lets_it_fade_again() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    fading(&desk, &ana, "osprey", Fades::AfterThreeMonths);
    browser.rest();
    let backup = finish(desk.export_everything()).expect("storage answers");
    browser.days_pass(100);
    tidied(&browser, &desk);
    finish(desk.import(&backup)).expect("a file of ours");
    tidied(&browser, &desk);
    assert_eq!((desk.agenda(&ana), traces(&browser, "osprey")), (NOTHING, NOTHING), "it knows that it has faded");

    let mut elsewhere = Browser::in_lane(7);
    elsewhere.clock = browser.clock.clone();
    let new = elsewhere.open();
    finish(new.import(&backup)).expect("a file of ours");
    elsewhere.rest();
    assert_eq!(traces(&elsewhere, "osprey").len(), 1, "a profile that knows nothing takes it in");
    a_page_opens(&elsewhere);
    assert_eq!((new.agenda(&ana), traces(&elsewhere, "osprey")), (NOTHING, NOTHING), "and the next page lets it go");
}

#[test]
fn a_note_that_is_filed_twice_does_not_come_back_once_it_has_faded() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let note =
        format!(r#"{{"text":"osprey","with":"{ana}","keep_as":"agenda","at":{}}}"#, browser.now().timestamp_millis());
    browser.write("inbox/caught", duologue::ports::Value::Json(note.clone()));
    browser.rest();
    desk.let_point_fade(&ana, &PointId::new("caught"), Some(Fades::AfterThreeMonths));
    browser.rest();
    browser.days_pass(100);
    tidied(&browser, &desk);
    browser.write("inbox/caught", duologue::ports::Value::Json(note));
    browser.rest();
    assert_eq!(desk.agenda(&ana), NOTHING);
}
