//! A personal check-in: once a day, for nobody but me.

use duologue::app::agenda::PointDraft;
use duologue::domain::{CheckIn, Level, Role};

use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::finish;

fn energy(level: usize) -> CheckIn {
    CheckIn { energy: Some(Level::ALL[level - 1]), ..CheckIn::default() }
}

fn days(desk: &OpenDesk) -> Vec<(String, CheckIn)> {
    desk.check_ins().into_iter().map(|(day, said)| (day.to_string(), said)).collect()
}

#[test]
fn one_tap_is_kept_at_once_and_the_rest_of_the_day_adds_to_it() {
    let browser = Browser::new();
    let desk = browser.open();
    let today = desk.today();
    desk.write_check_in(today, energy(2));
    browser.rest();
    let later = browser.open();
    finish(later.open_today()).expect("storage answers");
    let said = CheckIn { workload: Some(Level::ALL[4]), words: "launch week".into(), ..later.check_in(today) };
    assert_eq!(later.write_check_in(today, said.clone()), energy(2), "what was there before is given back");
    browser.rest();
    let read = browser.open();
    finish(read.open_record()).expect("storage answers");
    assert_eq!(days(&read), [("2026-11-23".to_string(), said)]);
    assert_eq!(days(&desk), days(&read), "an open page hears of it");
}

#[test]
fn a_day_is_the_user_s_own_and_can_be_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.write_check_in(desk.today(), energy(2));
    browser.minutes_pass(14 * 60);
    assert_eq!(desk.today().to_string(), "2026-11-23", "at 23:00 it is still Monday");
    browser.minutes_pass(60);
    assert_eq!(desk.today().to_string(), "2026-11-24");
    desk.write_check_in(desk.today(), energy(4));
    desk.write_check_in("2026-11-23".parse().expect("a date"), CheckIn::default());
    browser.rest();
    let read = browser.open();
    finish(read.open_record()).expect("storage answers");
    assert_eq!(days(&read), [("2026-11-24".to_string(), energy(4))]);
}

#[test]
fn the_popup_asks_once_a_day_and_not_who_has_said_something_or_does_not_want_to_be_asked() {
    let browser = Browser::new();
    let desk = browser.open();
    assert!(desk.is_to_ask_how_i_am());
    desk.have_asked_how_i_am();
    browser.rest();
    let later = browser.open();
    assert!(!later.is_to_ask_how_i_am(), "once a day");
    browser.days_pass(1);
    assert!(later.is_to_ask_how_i_am());
    later.write_check_in(later.today(), energy(3));
    assert!(!later.is_to_ask_how_i_am(), "it was said elsewhere");
    browser.days_pass(1);
    later.let_ask_how_i_am(false);
    browser.rest();
    let never = browser.open();
    never.have_asked_how_i_am();
    assert!(!never.is_to_ask_how_i_am() && !never.asks_how_i_am());
    browser.days_pass(1);
    assert!(!never.is_to_ask_how_i_am());
    never.let_ask_how_i_am(true);
    assert!(never.is_to_ask_how_i_am());
}

#[test]
fn on_the_agenda_it_is_only_as_the_point_that_i_wrote() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Manager);
    desk.write_check_in(desk.today(), CheckIn { words: "at my wits' end".into(), ..energy(1) });
    desk.add_point(&ana, &PointDraft::titled("My energy")).expect("it has a title");
    browser.rest();
    assert_eq!(desk.agenda(&ana), ["My energy"]);
    let of_it = |key: &String| !key.starts_with("check-in/");
    let others: Vec<_> = browser.storage.entries().into_iter().filter(|(key, _)| of_it(key)).collect();
    assert!(!format!("{others:?}").contains("wits"), "the words stand under their own key alone");
}

#[test]
fn a_backup_takes_it_along_and_the_later_word_holds() {
    let (home, work) = (Browser::new(), Browser::in_lane(1));
    let desk = home.open();
    desk.write_check_in(desk.today(), energy(2));
    home.rest();
    let there = work.open();
    work.minutes_pass(1);
    there.write_check_in(there.today(), energy(5));
    work.rest();
    let [from_home, from_work] = [&desk, &there].map(|desk| finish(desk.export_everything()).expect("storage answers"));
    finish(desk.import(&from_work)).expect("it is a file of ours");
    finish(there.import(&from_home)).expect("it is a file of ours");
    home.rest();
    work.rest();
    assert_eq!(days(&desk), [("2026-11-23".to_string(), energy(5))]);
    assert_eq!(days(&there), days(&desk));
}
