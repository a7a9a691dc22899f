//! The laws of the store: whatever several writers do to it at once, and wherever they crash, nothing that was
//! acknowledged is lost, and all come to see the same.

mod support;

use std::rc::Rc;

use duologue::document::PointEdit;
use duologue::domain::{MeetingNumber, PointId};
use duologue::ports::{Entries, MemoryStorage};
use duologue::store::{Depth, Thread};
use proptest::prelude::*;

use support::ledger::Ledger;
use support::page::{Page, read};
use support::story;
use support::turns::finish;
use support::view::{View, Waiting};
use support::writer::{Step, Writer};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_acknowledged_is_lost_and_all_writers_come_to_see_the_same(
        steps in prop::collection::vec(prop::collection::vec(step(), 10..24), 2..=4),
        turns in prop::collection::vec(any::<u8>(), 0..500),
        past in past(),
    ) {
        let store = MemoryStorage::holding(past);
        store.stall_before_each_call();
        let ledger = Ledger::default();
        let mut writers: Vec<_> = steps.into_iter().map(|steps| Writer::new(&store, &ledger, steps)).collect();
        take_turns(&mut writers, &turns);
        all_hear(&writers);
        every_page_sees_all(&store, &ledger, &writers)?;
        stays_so_when_tidied(&store, &writers)?;
    }
}

/// A relationship that was just made, one with a past, and one whose past was put in order.
fn past() -> impl Strategy<Value = Entries> {
    let new = story::store();
    let loose = story::store();
    story::hold_meetings(&loose, 10, 6);
    let bound = MemoryStorage::holding(loose.entries());
    let page = finish(Page::open(Rc::new(bound.clone()), 20, Depth::Open)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    prop::sample::select(vec![new.entries(), loose.entries(), bound.entries()])
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..40usize;
    prop_oneof![
        6 => Just(Step::AddPoint),
        4 => (n.clone(), n.clone()).prop_map(|(which, at)| Step::WriteNotes(which, at)),
        1 => (n.clone(), n.clone()).prop_map(|(which, at)| Step::EraseNotes(which, at)),
        2 => n.clone().prop_map(Step::WritePrivately),
        1 => n.clone().prop_map(Step::ErasePrivately),
        8 => n.clone().prop_map(Step::CheckOff),
        2 => n.clone().prop_map(Step::Reopen),
        2 => Just(Step::Promise),
        3 => n.clone().prop_map(Step::Keep),
        6 => any::<bool>().prop_map(Step::CloseMeeting),
        2 => n.clone().prop_map(Step::AcknowledgeWish),
        1 => (5..60u32).prop_map(Step::SetLength),
        8 => n.prop_map(Step::Hear),
        10 => Just(Step::Flush),
        3 => Just(Step::Compact),
        3 => Just(Step::Bind),
        4 => Just(Step::WriteDigest),
    ]
}

/// Hands out these turns, then one to each in turn until all are done. A turn names a writer and one of their two
/// tasks; one in fifty is a crash.
fn take_turns(writers: &mut [Writer], turns: &[u8]) {
    let count = writers.len();
    for turn in turns {
        let writer = &mut writers[usize::from(turn / 2) % count];
        if *turn < 250 { writer.go_on(usize::from(turn % 2)) } else { writer.crash() }
    }
    for task in (0..2).cycle() {
        writers.iter_mut().for_each(|writer| writer.go_on(task));
        if writers.iter().all(Writer::is_done) {
            return;
        }
    }
}

fn all_hear(writers: &[Writer]) {
    while writers.iter().any(|writer| writer.page().is_behind()) {
        for writer in writers {
            finish(writer.page().hear(usize::MAX)).expect("storage answers");
        }
    }
}

fn every_page_sees_all(store: &MemoryStorage, ledger: &Ledger, writers: &[Writer]) -> Result<(), TestCaseError> {
    let all = finish(read(store, 2, Depth::All));
    prop_assert_eq!(ledger.missing_from(&all), []);
    sees_what_is_there("a fresh page", &finish(read(store, 3, Depth::Open)), &all)?;
    for (number, writer) in writers.iter().enumerate() {
        sees_what_is_there(&format!("writer {number}"), &writer.page().thread.borrow(), &all)?;
    }
    Ok(())
}

/// What a page has loaded is as it stands, and all that waits is loaded.
fn sees_what_is_there(who: &str, page: &Thread, all: &Thread) -> Result<(), TestCaseError> {
    let seen = View::of(page);
    prop_assert_eq!(&seen.clone().narrowed_to(&seen), &View::of(all).narrowed_to(&seen), "{}", who);
    prop_assert_eq!(Waiting::of(page), Waiting::of(all), "{}", who);
    Ok(())
}

fn stays_so_when_tidied(store: &MemoryStorage, writers: &[Writer]) -> Result<(), TestCaseError> {
    let before = finish(read(store, 4, Depth::All));
    for writer in writers {
        finish(writer.page().tidy(2, 1)).expect("storage answers");
    }
    let after = finish(read(store, 5, Depth::All));
    prop_assert_eq!(View::of(&after), View::of(&before));
    sees_what_is_there("a fresh page of a tidy store", &finish(read(store, 6, Depth::Open)), &before)
}

#[test]
fn a_meeting_that_was_edited_after_it_was_bound_is_read_with_that_edit() {
    let store = story::store();
    story::hold_meetings(&store, 10, 6);
    let page = finish(Page::open(Rc::new(store.clone()), 20, Depth::All)).expect("storage answers");
    finish(page.tidy(2, 1)).expect("storage answers");
    let notes = PointEdit::Notes("she would rather wait".into());
    page.edit_meeting(MeetingNumber(1), |meeting| meeting.edit_point(&PointId::new("m1"), &notes));
    finish(page.outbox.flush());
    finish(page.hear(usize::MAX)).expect("storage answers");
    finish(page.write_digest()).expect("storage answers");
    let all = finish(read(&store, 21, Depth::All));
    sees_what_is_there("a fresh page", &finish(read(&store, 22, Depth::Open)), &all).expect("nothing is left out");
    assert_eq!(all.meeting(MeetingNumber(1)).points[0].notes, "she would rather wait");
}
