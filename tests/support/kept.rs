//! Someone whose day is kept, to go back to.

use std::rc::Rc;

use duologue::app::actions::ActionDraft;
use duologue::domain::{PointState, RelationshipId, Role};

use super::desk::{Browser, OpenDesk, asking_for};
use super::turns::finish;

/// What a page does when all else is done.
pub fn keeps(browser: &Browser, desk: &OpenDesk) -> usize {
    browser.rest();
    finish(desk.keep_today()).expect("storage answers")
}

/// Ana, with one meeting held, two points for the next, and notes; and the desk, on which the day is kept.
pub fn ana_as_kept(browser: &Browser) -> (Rc<OpenDesk>, RelationshipId) {
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Peer);
    let talked = desk.point(&ana, "talked about");
    desk.close_point(&ana, &talked, PointState::Discussed);
    desk.add_action(&ana, &ActionDraft { text: "send it".into(), ..ActionDraft::default() });
    desk.hold(browser, &ana, 30, Some(&asking_for("shorter")));
    desk.point(&ana, "roadmap");
    desk.point_of_theirs(&ana, "pay");
    desk.write_private_notes(&ana, "tired\nmoves house");
    assert_eq!(keeps(browser, &desk), 1);
    (desk, ana)
}

/// The day that a page shows.
pub fn today(desk: &OpenDesk) -> chrono::NaiveDate {
    desk.today()
}

/// The keys of the days that are kept.
pub fn snapshots(browser: &Browser) -> Vec<String> {
    browser.storage.entries().into_keys().filter(|key| key.starts_with("snapshot/")).collect()
}
