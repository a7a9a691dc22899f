//! What was kept elsewhere comes in: an agenda, a table; looked through first, twice without doubling, and taken back.

use duologue::app::export_table::TableWords;
use duologue::app::import_agenda::read_agenda;
use duologue::app::table_file::{delimiter_of, read_table};
use duologue::app::table_rows::{Column, Columns, Reading, RowEntry, RowFault};
use duologue::domain::{Aim, PointState, RelationshipId, Role, When};

use crate::support::desk::{Browser, OpenDesk, titles};
use crate::support::turns::finish;

const HEADINGS: [&str; 9] =
    ["Person", "Point", "Whose point", "Notes", "Aim", "Date", "Promise", "Who promised", "Due"];

/// The rows of a table that are without fault, and the faults.
fn sorted(desk: &OpenDesk, text: &str, somebody: bool) -> (Vec<RowEntry>, Vec<(u64, RowFault)>) {
    let rows = read_table(text, delimiter_of(text));
    let names: Vec<_> = Column::ALL.into_iter().zip(HEADINGS.map(ToString::to_string)).collect();
    let columns = Columns::of_headings(&rows[0].cells, &names);
    let reading = Reading {
        columns: &columns,
        me: &["Me".into()],
        aims: &Aim::ALL.map(|aim| (aim, aim.name().to_string())),
        knows: &|name| desk.person_called(name).is_some(),
        has_somebody: somebody,
    };
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for row in &rows[1..] {
        match reading.entry(row) {
            Ok(entry) => entries.push(entry),
            Err(fault) => faults.push((row.line, fault)),
        }
    }
    (entries, faults)
}

fn all_titles(desk: &OpenDesk, id: &RelationshipId) -> Vec<String> {
    titles(&desk.with(id).points)
}

#[test]
fn an_agenda_from_elsewhere_becomes_points_in_its_order_once_and_is_taken_back_whole() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Peer);
    desk.point(&ana, "Roadmap");
    let found = read_agenda("- roadmap\n- Pay (Ana, 10 min)\n  - of this year\n- Travel\n");
    assert!(desk.knows_point(&ana, "ROADMAP ") && !desk.knows_point(&ana, "Pay"));
    let came = desk.add_found(&ana, &found).expect("she is known");
    browser.rest();
    assert_eq!((came.added, came.known), (2, 1));
    let later = browser.open();
    assert_eq!(later.agenda(&ana), ["Roadmap", "Pay", "Travel"]);
    let pay = later.with(&ana).agenda[1].clone();
    assert_eq!((pay.author, pay.minutes, pay.notes.as_str()), (later.them(&ana), Some(10), "- of this year"));

    let again = desk.add_found(&ana, &found).expect("she is known");
    assert_eq!((again.added, again.known, again.undo.is_none()), (0, 3, true));
    desk.take_back_all(&came.undo.expect("something was added"));
    browser.rest();
    assert_eq!(browser.open().agenda(&ana), ["Roadmap"]);
}

#[test]
fn a_table_is_sorted_into_what_comes_in_and_what_is_passed_over_with_its_line() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let text = "Person;Point;Whose point;Notes;Promise;Due\r\n\
                Ana;Roadmap;Ana;\"two\nlines\";;\r\n\
                Zed;Unknown;;;;\r\n\
                ana;;;;send it;24.12.2026\r\n\
                Ana;;;only notes;;\r\n";
    let (entries, faults) = sorted(&desk, text, false);
    assert_eq!(faults, [(4, RowFault::NotKnown("Zed".into())), (6, RowFault::Nothing)]);
    let came = finish(desk.import_rows(&entries, None, |_| {}));
    browser.rest();
    assert_eq!((came.points, came.promises, came.known), (1, 1, 0));
    let view = browser.open().with(&ana);
    assert_eq!((view.agenda[0].title.as_str(), view.agenda[0].notes.as_str()), ("Roadmap", "two\nlines"));
    assert_eq!(view.agenda[0].author, view.relationship.counterpart.id);
    assert_eq!(view.actions[0].when, When::parse("2026-12-24"));

    let again = finish(desk.import_rows(&entries, None, |_| {}));
    assert_eq!((again.points, again.promises, again.known), (0, 0, 2), "the same table twice");
    desk.undo_rows(&came);
    browser.rest();
    let after = browser.open().with(&ana);
    assert!(after.points.is_empty() && after.actions.is_empty());
}

#[test]
fn rows_without_a_person_are_for_the_one_who_was_chosen_and_a_past_day_is_when_it_was_written() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let (entries, faults) = sorted(&desk, "Point,Date\nOld,2025-03-04\nTo come,2027-01-01\n", true);
    assert!(faults.is_empty());
    finish(desk.import_rows(&entries, Some(&ana), |_| {}));
    browser.rest();
    let points = browser.open().with(&ana).agenda;
    assert_eq!(points[0].added.to_rfc3339(), "2025-03-04T11:00:00+00:00", "noon where the user is");
    assert_eq!(points[1].added, browser.now());
}

#[test]
fn people_who_are_not_known_are_added_and_put_away_when_it_is_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let (mut entries, _) = sorted(&desk, "Point\nOne\n", true);
    entries[0].person = "Bo".into();
    let came = finish(desk.import_rows(&entries, None, |_| {}));
    browser.rest();
    let bo = desk.person_called("bo").expect("he is known now");
    assert_eq!(browser.open().agenda(&bo), ["One"]);
    desk.undo_rows(&came);
    browser.rest();
    assert!(browser.open().with(&bo).relationship.archived);
}

#[test]
fn a_table_that_was_exported_comes_in_elsewhere_as_it_was() {
    let old = Browser::in_lane(1);
    let desk = old.open();
    let ana = desk.meets("Ana", Role::Report);
    for title in ["=1+1", "plain", "'quoted'", "semi;colon, \"quotes\"", "@x", "-5", "+5"] {
        let point = desk.point(&ana, title);
        desk.note_on_point(&ana, &point, "=cmd()\nsecond, line");
    }
    desk.point_of_theirs(&ana, "theirs");
    let action = duologue::app::actions::ActionDraft {
        text: "=send".into(),
        owner: Some(desk.them(&ana)),
        when: When::parse("2026-12-24"),
    };
    desk.add_action(&ana, &action);
    old.rest();
    let words =
        TableWords { headings: HEADINGS.map(ToString::to_string), me: "Me".into(), aim: |aim| aim.name().into() };
    let table = desk.table_of(&ana, &words).expect("she is known");

    let new = Browser::in_lane(2);
    let page = new.open();
    let id = page.meets("Ana", Role::Report);
    let (entries, faults) = sorted(&page, table.trim_start_matches('\u{feff}'), false);
    assert_eq!(faults, []);
    finish(page.import_rows(&entries, None, |_| {}));
    new.rest();
    let mut want = all_titles(&desk, &ana);
    let mut have = all_titles(&page, &id);
    want.sort();
    have.sort();
    assert_eq!(have, want);
    let promise = page.with(&id).actions[0].clone();
    assert_eq!(
        (promise.text.as_str(), promise.owner, promise.when),
        ("=send", page.them(&id), When::parse("2026-12-24"))
    );
    assert!(
        page.with(&id)
            .points
            .iter()
            .filter(|point| point.title != "theirs")
            .all(|point| { point.notes == "=cmd()\nsecond, line" && point.state == PointState::Open })
    );
}

#[test]
fn a_large_table_tells_how_far_it_is_and_is_in_one_order() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Peer);
    let text: String = "Point\n".to_string() + &(0..450).map(|n| format!("Point {n}\n")).collect::<String>();
    let (entries, _) = sorted(&desk, &text, true);
    let told = core::cell::RefCell::new(Vec::new());
    finish(desk.import_rows(&entries, Some(&ana), |at| told.borrow_mut().push(at)));
    browser.rest();
    assert_eq!(told.into_inner(), [0, 100, 200, 300, 400, 450]);
    let agenda = browser.open().agenda(&ana);
    assert_eq!(agenda, (0..450).map(|n| format!("Point {n}")).collect::<Vec<_>>());
}
