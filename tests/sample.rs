//! The sample is what it says: the same each time, as large as planned, and read by what reads backups and stores.

mod support;

use duologue::app::Scope;
use duologue::domain::order::gathered;
use duologue::domain::{Meeting, MeetingState, PointState};
use duologue::ports::MemoryStorage;
use duologue::store::{Depth, read_threads};
use std::collections::BTreeSet;

use support::desk::Browser;
use support::dice::Drawn;
use support::sample::{Plan, backup, entries, threads};
use support::turns::finish;

/// A year with two people, with one of whom answers are exchanged.
fn a_year() -> Plan {
    Plan::small(2, 52)
}

#[test]
fn the_same_plan_gives_the_same_sample_and_another_seed_another() {
    let plan = Plan::small(1, 12);
    assert_eq!(entries(plan), entries(plan));
    assert_ne!(entries(plan), entries(Plan { seed: 2, ..plan }));
}

#[test]
fn a_year_of_weekly_meetings_has_500_points_by_both_and_whatever_can_become_of_a_meeting() {
    let mut seen = Vec::new();
    for told in threads(Plan::small(3, 52)) {
        let meetings = told.thread.meetings();
        let points: Vec<_> = meetings.iter().filter(|meeting| meeting.number.0 <= 52).flat_map(|m| &m.points).collect();
        assert_eq!(points.len(), 500);
        let authors: BTreeSet<_> = gathered(points.iter().map(|point| &point.author));
        assert_eq!(authors.len(), 2);
        assert!(points.iter().any(|point| !point.notes.is_empty()) && points.iter().any(|point| point.aim.is_some()));
        assert!(!told.thread.retros().is_empty() && !told.thread.experiments().is_empty());
        assert_eq!(meetings.last().map(Meeting::state), Some(MeetingState::Planned), "the next one is prepared");
        seen.extend(meetings);
    }
    for state in [PointState::Open, PointState::Discussed, PointState::Dropped] {
        assert!(seen.iter().flat_map(|meeting| &meeting.points).any(|point| point.state == state), "{state:?}");
    }
    for state in [MeetingState::Held, MeetingState::Missed] {
        assert!(seen.iter().any(|meeting| meeting.state() == state), "{state:?}");
    }
}

#[test]
fn the_backup_is_imported_whole() {
    let browser = Browser::new();
    let desk = browser.open();
    let brought = finish(desk.import(&backup(a_year()))).expect("it is one of ours");
    assert_eq!(brought.people, 2);
    browser.rest();
    let told: Vec<_> = threads(a_year()).map(|told| (told.thread.id.clone(), told.thread.meetings())).collect();
    for (id, meetings) in told {
        let points: usize = meetings.iter().map(|meeting| meeting.points.len()).sum();
        assert_eq!(browser.open_with_history().with(&id).points.len(), points);
    }
}

#[test]
fn the_entries_are_a_store_in_good_order_that_says_the_same() {
    let entries = entries(a_year());
    assert!(entries.keys().filter(|key| key.contains("/volume/")).count() >= 4, "quiet meetings are bound");
    let store = MemoryStorage::holding(entries);
    let reading = finish(read_threads(&store, &Drawn::new(9), None, Depth::All)).expect("storage answers");
    assert_eq!(reading.faults, []);
    for told in threads(a_year()) {
        let read = reading.threads.iter().find(|thread| thread.id == told.thread.id).expect("they are there");
        assert_eq!(read.meetings(), told.thread.meetings());
        assert_eq!(read.retros(), told.thread.retros());
        assert_eq!(read.history(), told.thread.history(), "and the digest is true");
    }
    let mut browser = Browser::new();
    browser.storage = store;
    assert_eq!(browser.try_open(Scope::Present).expect("it opens").people().len(), 2);
}
