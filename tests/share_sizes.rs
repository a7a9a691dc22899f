//! How long the texts are that people paste: the table in `docs/sharing.md` is what comes out here.

mod support;

use std::fs;
use std::rc::Rc;

use duologue::domain::Role;

use support::desk::Browser;
use support::dice::Dice;
use support::pair::{One, invited};
use support::squeeze::Flate;

/// Letters that no compressor can guess, in words as people write them.
fn words(seed: u64, length: usize) -> String {
    let known = ["plan", "review", "team", "next", "quarter", "hiring", "release", "budget", "onboarding", "feedback"];
    let mut dice = Dice::new(seed);
    let mut text = String::new();
    while text.len() < length {
        text += &format!("{}{} ", dice.one_of(&known), dice.below(100));
    }
    text[..length].trim().to_string()
}

fn bo(lane: u32) -> One {
    let mut browser = Browser::in_lane(lane);
    (browser.squeeze, browser.seed) = (Rc::new(Flate), Some(lane.into()));
    let desk = browser.open();
    let with = desk.meets("Ana Anders", Role::Report);
    One { browser, desk, with }
}

/// The text that Bo hands over with ten points on the agenda.
fn bundle(notes: usize, lane: u32) -> usize {
    let bo = bo(lane);
    invited(&bo, "Bo Berg", lane + 1);
    for n in 0..10 {
        let point = bo.desk.point(&bo.with, &words(n, 30));
        if notes > 0 {
            bo.desk.note_on_point(&bo.with, &point, &words(100 + n, notes));
        }
    }
    bo.copy().len()
}

#[test]
fn the_texts_are_as_long_as_the_page_about_sharing_says() {
    let bo = bo(100);
    let invitation = bo.desk.invite(&bo.with, "Bo Berg").expect("it can be shared").len();
    let rows = [
        ("invitation, no relay", invitation),
        ("bundle, ten points, titles only", bundle(0, 200)),
        ("bundle, ten points with notes of 80 characters", bundle(80, 300)),
    ];
    let page = fs::read_to_string("docs/sharing.md").expect("it is there");
    for (what, characters) in rows {
        let row = format!("| {what} | {characters} |");
        assert!(page.contains(&row), "docs/sharing.md lacks {row}");
    }
}
