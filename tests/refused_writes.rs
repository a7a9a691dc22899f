//! Storage that refuses a write: whichever it is, what was acknowledged stays, the rest waits, and trying again writes
//! everything.

mod support;

use std::rc::Rc;

use duologue::document::PointEdit;
use duologue::domain::{MeetingNumber, PointId, PointState};
use duologue::ports::{CountedEntropy, KeyValue, MemoryStorage, StorageError};
use duologue::store::migrations::{STEPS, Standing, migrate};
use duologue::store::{Depth, DocumentName, Form, Key, Outbox, read_threads, written};

use support::page::{Page, read};
use support::story;
use support::turns::finish;
use support::view::{View, Waiting};

const FIRST: MeetingNumber = MeetingNumber::FIRST;

/// One thing after the other, as a user and the page do them. Says how often storage refused.
fn session(store: &MemoryStorage) -> usize {
    let mut refused = bring_up_to_date(store);
    refused += make_relationship(store);
    let page = finish(Page::open(Rc::new(store.clone()), 10, Depth::Open)).expect("reading is never refused here");
    for id in ["p", "q"] {
        page.edit_meeting(FIRST, |meeting| meeting.add_point(&story::point(id, "the move", story::minute(1))));
        refused += save(&page, store);
    }
    for notes in ["a", "ab", "abc"] {
        let edit = PointEdit::Notes(notes.into());
        page.edit_meeting(FIRST, |meeting| meeting.edit_point(&PointId::new("p"), &edit));
        page.note(notes);
        refused += save(&page, store);
    }
    refused += tidy(&page, store);
    for id in ["p", "q"] {
        let discussed = PointEdit::Close(PointState::Discussed, story::minute(20), FIRST);
        page.edit_meeting(FIRST, |meeting| meeting.edit_point(&PointId::new(id), &discussed));
    }
    page.edit_meeting(FIRST, |meeting| meeting.close());
    refused += save(&page, store);
    refused + tidy(&page, store)
}

fn bring_up_to_date(store: &MemoryStorage) -> usize {
    let refused = finish(migrate(store, &STEPS)).is_err();
    assert_eq!(finish(migrate(store, &STEPS)), Ok(Standing::Current));
    refused.into()
}

/// The two keys of a relationship are written together, or neither is.
fn make_relationship(store: &MemoryStorage) -> usize {
    let outbox = Outbox::new(Rc::new(store.clone()), Rc::new(CountedEntropy::lane(9)));
    let update = duologue::document::AboutDocument::new(9).write(&story::relationship()).expect("it says something");
    outbox.append(&story::ana(), DocumentName::About, update);
    outbox.put(Key::Mine(story::ana()), written::write_json(&story::mine()));
    finish(outbox.flush());
    let Some(failure) = outbox.failure() else { return 0 };
    assert_eq!((failure, outbox.unsaved()), (StorageError::Full, 2));
    let reading = finish(read_threads(store, &CountedEntropy::lane(8), None, Depth::All)).expect("it can be read");
    assert_eq!((reading.threads.len(), reading.faults), (0, vec![]));
    finish(outbox.flush());
    assert_eq!((outbox.failure(), outbox.unsaved()), (None, 0));
    1
}

fn save(page: &Page, store: &MemoryStorage) -> usize {
    let before = View::of(&finish(read(store, 80, Depth::All)));
    let unsaved = page.outbox.unsaved();
    finish(page.outbox.flush());
    let refused = page.outbox.failure().is_some();
    if refused {
        assert_eq!((page.outbox.failure(), page.outbox.unsaved()), (Some(StorageError::Full), unsaved));
        assert!(unsaved > 0, "it says that something is not saved");
        assert_eq!(View::of(&finish(read(store, 81, Depth::All))), before, "what was acknowledged is there");
        finish(page.outbox.flush());
    }
    assert_eq!((page.outbox.failure(), page.outbox.unsaved()), (None, 0));
    finish(page.hear(usize::MAX)).expect("reading is never refused here");
    assert_eq!(View::of(&finish(read(store, 82, Depth::All))), View::of(&page.thread.borrow()));
    refused.into()
}

/// Puts everything in order, until there is nothing left to do; what is refused is done the next time.
fn tidy(page: &Page, store: &MemoryStorage) -> usize {
    let before = finish(read(store, 83, Depth::All));
    let mut refused = 0;
    for _ in 0..3 {
        refused += usize::from(finish(page.tidy(2, 1)).is_err());
        assert_eq!(View::of(&finish(read(store, 84, Depth::All))), View::of(&before));
        assert_eq!(Waiting::of(&finish(read(store, 85, Depth::Open))), Waiting::of(&before));
    }
    refused
}

#[test]
fn whichever_write_is_refused_nothing_acknowledged_is_missing_and_trying_again_writes_everything() {
    let smooth = MemoryStorage::default();
    assert_eq!(session(&smooth), 0);
    let expected = View::of(&finish(read(&smooth, 86, Depth::All)));
    let writes = smooth.writes();
    assert!(writes > 20, "{writes} writes");
    for nth in 1..=writes {
        let store = MemoryStorage::default();
        store.fail_write(nth, StorageError::Full);
        assert_eq!(session(&store), 1, "write {nth} was refused, and it was noticed once");
        assert_eq!(View::of(&finish(read(&store, 86, Depth::All))), expected, "write {nth}");
    }
}

/// A record is removed only after what replaces it is written; if the removal is refused, both are tried again.
#[test]
fn a_removal_that_is_refused_is_tried_again_with_what_it_came_with() {
    let store = story::store();
    finish(store.set(&[(Key::Inbox("i".into()).text(), written::write("x"))].into())).expect("it has room");
    let page = finish(Page::open(Rc::new(store.clone()), 10, Depth::Open)).expect("storage answers");
    page.edit_meeting(FIRST, |meeting| meeting.add_point(&story::point("i", "caught", story::minute(1))));
    page.outbox.remove(Key::Inbox("i".into()));
    store.fail_write(2, StorageError::Unavailable("it is busy".into()));
    finish(page.outbox.flush());
    assert_eq!(
        page.outbox.failure().expect("it was refused").to_string(),
        "the browser's storage did not answer: it is busy"
    );
    assert_eq!(page.outbox.unsaved(), 2);
    assert!(store.entries().contains_key("inbox/i"), "the note is still there, and so is the point");
    finish(page.outbox.flush());
    assert_eq!((page.outbox.failure(), page.outbox.unsaved()), (None, 0));
    assert!(!store.entries().contains_key("inbox/i"));
    assert_eq!(finish(read(&store, 80, Depth::All)).meeting(FIRST).points.len(), 1);
}

/// While one flush is on its way, a second returns at once and the first takes its changes along.
#[test]
fn what_is_changed_during_a_flush_goes_with_the_next_call_and_no_part_is_written_twice() {
    let store = story::store();
    store.stall_before_each_call();
    let page = Rc::new(finish(Page::open(Rc::new(store.clone()), 10, Depth::Open)).expect("storage answers"));
    let add = |id: &str| {
        page.edit_meeting(FIRST, |meeting| meeting.add_point(&story::point(id, "one", story::minute(1))));
    };
    add("p");
    let first = page.clone();
    let mut flush: support::turns::Task = Box::pin(async move { drop(first.outbox.flush().await) });
    assert!(!support::turns::turn(&mut flush));
    add("q");
    add("r");
    finish(page.outbox.flush());
    assert_eq!(page.outbox.unsaved(), 3, "nothing is acknowledged yet");
    while !support::turns::turn(&mut flush) {}
    assert_eq!(page.outbox.unsaved(), 0);
    let logs = store
        .entries()
        .into_keys()
        .filter_map(|key| Key::parse(&key))
        .filter(|key| matches!(key, Key::Document { name: DocumentName::Meeting(_), form: Form::Log, .. }));
    assert_eq!(logs.count(), 2, "one for the first change, one for the two that came during its flush");
    assert_eq!(finish(read(&store, 80, Depth::All)).meeting(FIRST).points.len(), 3);
}
