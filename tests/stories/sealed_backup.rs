//! Everything in a file that only a passphrase opens: out of one profile and into another, and what is refused.

use std::rc::Rc;

use duologue::app::backup::Brought;
use duologue::app::sealed_backup::{Cost, NotUnsealed, is_sealed};
use duologue::domain::{RelationshipId, Role};

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::squeeze::Flate;
use crate::support::turns::finish;

/// As little as the function takes: what it costs to guess is measured elsewhere.
const CHEAP: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

const PASSPHRASE: &str = "correct horse battery staple";

fn with_ana(browser: &Browser) -> (Rc<OpenDesk>, RelationshipId) {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "roadmap");
    desk.hold(browser, &ana, 30, Some(&asking_for("shorter")));
    desk.write_private_notes(&ana, "a word that nobody else may read");
    browser.rest();
    (desk, ana)
}

fn sealed(desk: &OpenDesk) -> Vec<u8> {
    finish(desk.export_sealed(PASSPHRASE, CHEAP)).expect("storage answers")
}

#[test]
fn a_sealed_file_brings_everything_into_an_empty_profile_and_a_second_time_changes_nothing() {
    let mut old = Browser::in_lane(1);
    old.squeeze = Rc::new(Flate);
    let (desk, ana) = with_ana(&old);
    let file = sealed(&desk);
    assert!(is_sealed(&file));
    let open = finish(desk.export_everything()).expect("storage answers");
    assert!(file.len() < open.len() * 3 / 4, "{} of {}", file.len(), open.len());
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("Ana") && !text.contains("nobody else"));

    let mut new = Browser::in_lane(2);
    new.squeeze = Rc::new(Flate);
    let page = new.open();
    let opened = finish(page.unseal(PASSPHRASE, &file)).expect("it is the passphrase");
    assert_eq!(finish(page.import(&opened)).expect("it is ours").people, 1);
    new.rest();
    assert_eq!(new.open().private_notes(&ana), "a word that nobody else may read");
    assert_eq!(finish(page.import(&opened)), Ok(Brought::default()));
}

#[test]
fn another_passphrase_and_a_damaged_file_are_told_apart_and_change_nothing() {
    let browser = Browser::new();
    let (desk, _) = with_ana(&browser);
    let file = sealed(&desk);
    let before = browser.storage.entries();
    assert_eq!(finish(desk.unseal("correct horse", &file)), Err(NotUnsealed::WrongPassphrase));
    let mut damaged = file.clone();
    *damaged.last_mut().expect("bytes") ^= 1;
    assert_eq!(finish(desk.unseal(PASSPHRASE, &damaged)), Err(NotUnsealed::Damaged));
    assert_eq!(finish(desk.unseal(PASSPHRASE, &file[..60])), Err(NotUnsealed::CutOff));
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
}

#[test]
fn the_passphrase_is_kept_nowhere() {
    let browser = Browser::new();
    let (desk, _) = with_ana(&browser);
    let file = sealed(&desk);
    finish(desk.unseal(PASSPHRASE, &file)).expect("it is the passphrase");
    browser.rest();
    let stored = format!("{:?}", browser.storage.entries());
    assert!(!stored.contains("correct horse"));
}
