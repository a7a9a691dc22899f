//! The cost of opening does not grow with the years: how many keys are read with no, 50 and 500 past meetings.

mod support;

use std::rc::Rc;

use duologue::domain::MeetingNumber;
use duologue::ports::{CountedEntropy, KeyValue, MemoryStorage};
use duologue::store::compaction::{MEETINGS_TO_BIND, PARTS_TO_COMPACT};
use duologue::store::{Depth, Thread, read_threads};

use support::page::{Page, read};
use support::story;
use support::turns::finish;

/// Goes on to hold meetings up to this one, each in many small writes, and puts the store in order after each, as the
/// app does; a page is opened anew now and then.
fn hold_up_to(store: &MemoryStorage, last: u32, mut after_each: impl FnMut(u32)) {
    let first = open(store).current().0;
    let mut page = None;
    for number in first..=last {
        if page.is_none() || number % 5 == 0 {
            let opened = Page::open(Rc::new(store.clone()), 1_000 + number, Depth::Open);
            page = Some(finish(opened).expect("storage answers"));
        }
        let Some(page) = &page else { unreachable!("it was just opened") };
        story::hold_meeting(page, || drop(finish(page.outbox.flush())));
        page.note("one more line");
        finish(page.outbox.flush());
        finish(page.hear(usize::MAX)).expect("storage answers");
        finish(page.tidy(PARTS_TO_COMPACT, MEETINGS_TO_BIND)).expect("storage answers");
        after_each(number);
    }
}

fn keys_read(store: &MemoryStorage) -> usize {
    let before = store.keys_read();
    drop(open(store));
    store.keys_read() - before
}

fn open(store: &MemoryStorage) -> Thread {
    finish(read(store, 900, Depth::Open))
}

/// The most keys that opening may read: the record, the digest, up to 31 parts each of the two documents that stand for
/// the relationship and of the two last meetings with their answers, and the volumes of one block.
const MOST: usize = 120;

#[test]
fn opening_reads_no_more_keys_with_500_past_meetings_than_with_50() {
    let store = story::store();
    let none = keys_read(&store);
    let (mut early, mut late) = (Vec::new(), Vec::new());
    hold_up_to(&store, 100, |_| early.push(keys_read(&store)));
    hold_up_to(&store, 450, |_| {});
    hold_up_to(&store, 500, |_| late.push(keys_read(&store)));
    let (fifty, five_hundred) = (early[49], late[49]);
    println!("keys read on opening: {none} with no past meeting, {fifty} with 50, {five_hundred} with 500");
    assert!(five_hundred <= fifty, "{five_hundred} with 500, {fifty} with 50");
    let (early, late) = (early.iter().max(), late.iter().max());
    let (early, late) = (early.expect("there are some"), late.expect("there are some"));
    println!("at most {early} at any time in the first 100 meetings, {late} in the last 50");
    assert!(late <= early && *late <= MOST, "at most {late} late, {early} early");

    let thread = open(&store);
    assert_eq!(thread.current().0, 501);
    assert_eq!(thread.history().len(), 500, "the digest tells of all of them");
    assert_eq!(finish(read(&store, 901, Depth::All)).meetings().len(), 500, "and all can be read");
}

#[test]
fn an_open_point_of_years_ago_costs_its_meeting_and_its_year_and_no_more() {
    let store = story::store();
    hold_up_to(&store, 120, |_| {});
    let before = keys_read(&store);
    let page = finish(Page::open(Rc::new(store.clone()), 5_000, Depth::All)).expect("storage answers");
    let old = story::point("old", "still open", story::minute(2));
    page.edit_meeting(MeetingNumber::FIRST, |meeting| meeting.add_point(&old));
    finish(page.outbox.flush());
    finish(page.hear(usize::MAX)).expect("storage answers");
    finish(page.tidy(PARTS_TO_COMPACT, MEETINGS_TO_BIND)).expect("storage answers");
    let points = open(&store).meeting(MeetingNumber::FIRST).points;
    assert!(points.iter().any(|point| point.id == old.id), "it is shown on opening");
    let after = keys_read(&store);
    assert!(after > before && after <= before + 12, "{before} keys before, {after} with it");
}

#[test]
fn a_point_that_has_stayed_open_for_years_costs_the_parts_of_its_meeting_and_nothing_that_was_bound() {
    let store = story::store();
    let page = finish(Page::open(Rc::new(store.clone()), 5_000, Depth::Open)).expect("storage answers");
    let old = story::point("old", "open all along", story::minute(2));
    page.edit_meeting(MeetingNumber::FIRST, |meeting| meeting.add_point(&old));
    finish(page.outbox.flush());
    hold_up_to(&store, 120, |_| {});

    // What is not looked at may be anything.
    let volumes: Vec<_> = store.entries().into_keys().filter(|key| key.contains("/volume/0/")).collect();
    assert!(!volumes.is_empty(), "the meetings around it are bound");
    let garbled = volumes.into_iter().map(|key| (key, duologue::ports::Value::Text("nonsense".into()))).collect();
    finish(store.set(&garbled)).expect("storage answers");
    let reading = finish(read_threads(&store, &CountedEntropy::lane(950), None, Depth::Open)).expect("storage answers");
    assert_eq!(reading.faults, [], "none of them was read");
    assert!(reading.threads[0].meeting(MeetingNumber::FIRST).points.iter().any(|point| point.id == old.id));
}
