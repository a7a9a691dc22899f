//! The agenda as text for someone who does not have Duologue, and their reply read back in.

use duologue::app::agenda_text::{AgendaWords, NoReply, agenda_text};
use duologue::domain::{PointState, RelationshipId, Role};

use crate::support::desk::{Browser, OpenDesk};

fn text(desk: &OpenDesk, with: &RelationshipId) -> String {
    let words = AgendaWords {
        title: "1:1 with Ana".into(),
        how_to_reply: "Add yours below.".into(),
        me: "Mira".into(),
        minutes: "min".into(),
    };
    agenda_text(&desk.with(with), &words)
}

#[test]
fn what_is_open_is_written_one_a_line_with_whose_it_is_and_nothing_private() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [mine, done, later] = ["Mine\nin two lines", "Done", "Later"].map(|title| desk.point(&ana, title));
    desk.point_of_theirs(&ana, "Hers");
    desk.give_minutes(&ana, &mine, Some(8));
    desk.note_on_point(&ana, &mine, "a note");
    desk.close_point(&ana, &done, PointState::Discussed);
    desk.put_off(&ana, &later, true);
    desk.write_private_notes(&ana, "a secret");
    let expected = "1:1 with Ana\n\n- Hers (Ana, 5 min)\n- Mine in two lines (Mira, 8 min)\n\nAdd yours below.\n";
    assert_eq!(text(&desk, &ana), expected);
}

#[test]
fn a_reply_in_the_same_shape_brings_what_is_new_as_points_of_theirs_and_twice_is_once() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let dropped = desk.point(&ana, "Dropped before");
    desk.close_point(&ana, &dropped, PointState::Dropped);
    desk.point(&ana, "Mine");
    let sent = text(&desk, &ana);
    let quoted: String = sent.lines().map(|line| format!("> {line}\n")).collect();
    let reply = format!("Hi Mira,\n\n- New one (10 min)\n- new ONE\n* Another\n- dropped before\n\nAna\n\n{quoted}");
    let added = desk.read_reply(&ana, &reply).expect("it has points");
    let points: Vec<_> = added.iter().map(|id| desk.find(&ana, id)).collect();
    let them = desk.them(&ana);
    let told: Vec<_> = points.iter().map(|one| (one.title.as_str(), one.minutes, one.author == them)).collect();
    assert_eq!(told, [("New one", Some(10), true), ("Another", None, true)]);
    assert_eq!(desk.agenda(&ana), ["New one", "Another", "Mine"], "hers come first, as she is the report");
    assert_eq!(desk.read_reply(&ana, &reply), Ok(Vec::new()));
    browser.rest();
    assert_eq!(browser.open().read_reply(&ana, &reply), Ok(Vec::new()));
}

#[test]
fn a_reply_that_holds_nothing_or_too_much_changes_nothing_and_says_why() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for nothing in ["", "See you tomorrow!", "-----"] {
        assert_eq!(desk.read_reply(&ana, nothing), Err(NoReply::NoPoints), "{nothing:?}");
    }
    let many: String = (0..101).map(|n| format!("- point {n}\n")).collect();
    assert_eq!(desk.read_reply(&ana, &many), Err(NoReply::TooMany));
    assert_eq!(desk.read_reply(&RelationshipId::new("nobody"), "- One"), Err(NoReply::NotOpen));
    assert_eq!(desk.agenda(&ana), [] as [&str; 0]);
}

#[test]
fn markup_in_a_reply_stays_text_and_a_long_line_is_cut() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let reply = format!("- <img src=x onerror=alert(1)>\n- {}", "x".repeat(10_000));
    let added = desk.read_reply(&ana, &reply).expect("it has points");
    assert_eq!(desk.find(&ana, &added[0]).title, "<img src=x onerror=alert(1)>");
    assert_eq!(desk.find(&ana, &added[1]).title.len(), 500);
}
