//! Storage tells a page of its own writes as well, now and then late: what the user has done since stays.

use std::rc::Rc;

use duologue::app::settings::Theme;
use duologue::ports::{KeyValue, StorageError};
use duologue::store::written;
use proptest::prelude::*;

use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::{Task, finish, turn};

#[test]
fn what_is_chosen_again_while_the_first_choice_is_written_stays() {
    let browser = Browser::new();
    let desk = browser.open();
    browser.rest();
    browser.storage.stall_before_each_call();
    desk.set_theme(Theme::Dark);
    let writes = desk.clone();
    let mut writing: Task = Box::pin(async move { writes.flush().await });
    assert!(!turn(&mut writing));
    desk.set_theme(Theme::Light);
    assert!(!turn(&mut writing), "the first is written, and storage tells of it");
    assert!(browser.storage.entries().values().any(|value| *value == written::write("dark")));
    assert_eq!(desk.theme(), Theme::Light);
    finish(writing);
    assert_eq!((desk.theme(), browser.open().theme()), (Theme::Light, Theme::Light));
}

#[test]
fn what_is_chosen_again_before_storage_tells_of_the_first_choice_stays() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    browser.rest();
    browser.storage.tell_late(2);
    desk.set_theme(Theme::Dark);
    finish(desk.flush());
    desk.set_theme(Theme::Light);
    finish(desk.flush());
    finish(browser.storage.keys()).expect("storage answers");
    assert_eq!(other.theme(), Theme::Dark, "so much was told");
    assert_eq!(desk.theme(), Theme::Light);
    browser.rest();
    other.set_theme(Theme::System);
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(desk.theme(), Theme::System, "what another page chooses later is taken");
    }
}

#[test]
fn a_choice_that_could_not_be_written_does_not_hide_what_another_page_chooses() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    browser.rest();
    desk.set_theme(Theme::Dark);
    browser.storage.fail_write(1, StorageError::Full);
    finish(desk.flush());
    assert_eq!((desk.unsaved(), desk.save_failure()), (1, Some(StorageError::Full)));
    browser.rest();
    for theme in [Theme::Light, Theme::Dark, Theme::System] {
        other.set_theme(theme);
        browser.rest();
        assert_eq!(desk.theme(), theme);
    }
}

/// What happens next in one of two pages.
#[derive(Clone, Copy, Debug)]
enum Step {
    Choose(usize, Theme),
    /// The page's writing goes on to the next call of storage.
    Write(usize),
    /// Storage tells of everything that it has not told of.
    Tell,
}

fn step() -> impl Strategy<Value = Step> {
    let theme = prop::sample::select(Theme::ALL.to_vec());
    prop_oneof![
        3 => (0..2_usize, theme).prop_map(|(page, theme)| Step::Choose(page, theme)),
        4 => (0..2_usize).prop_map(Step::Write),
        1 => Just(Step::Tell),
    ]
}

fn writing(desk: &Rc<OpenDesk>) -> Task {
    let desk = desk.clone();
    Box::pin(async move { desk.flush().await })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_the_end_every_page_has_what_is_stored_and_until_then_what_its_user_chose_alone(
        steps in prop::collection::vec(step(), 1..40),
        lateness in 0..6_usize,
    ) {
        let browser = Browser::new();
        let pages = [browser.open(), browser.open()];
        browser.rest();
        browser.storage.tell_late(lateness);
        browser.storage.stall_before_each_call();
        let is_alone = !steps.iter().any(|step| matches!(step, Step::Choose(1, _)));
        let mut chosen = Theme::System;
        let mut under_way = [None, None];
        for step in steps {
            match step {
                Step::Choose(page, theme) => {
                    pages[page].set_theme(theme);
                    chosen = theme;
                }
                Step::Write(page) => {
                    let task = under_way[page].get_or_insert_with(|| writing(&pages[page]));
                    if turn(task) {
                        under_way[page] = None;
                    }
                }
                Step::Tell => _ = browser.storage.tell(),
            }
            if is_alone {
                prop_assert_eq!(pages[0].theme(), chosen);
            }
        }
        under_way.into_iter().flatten().for_each(finish);
        browser.rest();
        let stored = browser.open().theme();
        prop_assert_eq!([pages[0].theme(), pages[1].theme()], [stored, stored]);
    }
}
