//! Every order in which two compactions of one document, a page that loads, and one that writes can go on, with a
//! crash of either compaction at every point, leads to the same state.

mod support;

use core::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use duologue::document::PointEdit;
use duologue::domain::{MeetingNumber, PointId};
use duologue::ports::{Entries, KeyValue, MemoryStorage};
use duologue::store::compaction::{Replacement, bind, carry_out, snapshot};
use duologue::store::{Depth, DocumentName, Key};

use support::page::{Page, read};
use support::story;
use support::turns::{Choices, Task, finish, turn};
use support::view::View;

const NUMBER: MeetingNumber = MeetingNumber::FIRST;

/// What is there once every task is done or has crashed.
struct Outcome {
    store: MemoryStorage,
    /// The page that loaded meanwhile.
    reader: Rc<RefCell<Option<Page>>>,
}

impl Outcome {
    fn new(store: &MemoryStorage) -> Self {
        Self { store: store.clone(), reader: Rc::default() }
    }

    fn loading(&self, lane: u32) -> Task {
        let (store, reader) = (self.store.clone(), self.reader.clone());
        Box::pin(async move {
            let page = Page::open(Rc::new(store), lane, Depth::All).await.expect("storage answers");
            *reader.borrow_mut() = Some(page);
        })
    }

    /// A fresh page and the one that loaded meanwhile see all of it, and nothing that is listed is missing.
    fn assert_shows(&self, expected: &View, seen: &mut BTreeSet<Vec<String>>) {
        // Many orders end in the same store.
        if seen.insert(self.store.entries().into_keys().collect()) {
            for (lane, depth) in [(90, Depth::All), (91, Depth::Open)] {
                let view = View::of(&finish(read(&self.store, lane, depth)));
                assert_eq!(view, expected.clone().narrowed_to(&view));
            }
        }
        if let Some(page) = &*self.reader.borrow() {
            finish(page.hear(usize::MAX)).expect("storage answers");
            assert_eq!(View::of(&page.thread.borrow()), *expected);
        }
    }
}

/// A store with one closed meeting in many parts.
fn many_parts() -> Entries {
    let store = story::store();
    let page = open(&store, 10);
    page.edit_meeting(NUMBER, |meeting| meeting.add_point(&story::point("p", "the move", story::minute(1))));
    finish(page.outbox.flush());
    finish(edited(&page, "a").outbox.flush());
    finish(edited(&page, "ab").outbox.flush());
    page.edit_meeting(NUMBER, |meeting| meeting.close());
    finish(page.outbox.flush());
    store.entries()
}

fn edited<'a>(page: &'a Page, notes: &str) -> &'a Page {
    let edit = PointEdit::Notes(notes.into());
    page.edit_meeting(NUMBER, |meeting| meeting.edit_point(&PointId::new("p"), &edit));
    page
}

/// Lets the tasks go on in every order, and lets at most one of the first `mortal` tasks crash at every point.
/// Counts the orders.
fn every_order(mortal: usize, begin: impl Fn() -> (Vec<Task>, Outcome), mut check: impl FnMut(Outcome)) -> usize {
    let mut choices = Choices::default();
    let mut orders = 0;
    loop {
        let (tasks, outcome) = begin();
        go_through(tasks, mortal, &mut choices);
        check(outcome);
        orders += 1;
        if !choices.next() {
            return orders;
        }
    }
}

fn go_through(tasks: Vec<Task>, mortal: usize, choices: &mut Choices) {
    let mut alive: Vec<(bool, Task)> =
        tasks.into_iter().enumerate().map(|(number, task)| (number < mortal, task)).collect();
    // Up to its first call to storage a task touches nothing that is shared.
    alive.retain_mut(|(_, task)| !turn(task));
    let mut crashed = false;
    while !alive.is_empty() {
        let can_crash = if crashed { 0 } else { alive.iter().filter(|(mortal, _)| *mortal).count() };
        let choice = choices.choose(alive.len() + can_crash);
        if choice < alive.len() {
            if turn(&mut alive[choice].1) {
                drop(alive.remove(choice));
            }
        } else {
            // Those who can crash come first and stay in order.
            drop(alive.remove(choice - alive.len()));
            crashed = true;
        }
    }
}

fn open(store: &MemoryStorage, lane: u32) -> Page {
    finish(Page::open(Rc::new(store.clone()), lane, Depth::All)).expect("storage answers")
}

/// What a page makes of the parts that it knows of.
fn compaction(before: &Entries, lane: u32) -> Rc<Replacement> {
    let page = open(&MemoryStorage::holding(before.clone()), lane);
    let replacement = snapshot(&mut page.thread.borrow_mut(), DocumentName::Meeting(NUMBER), &*page.entropy);
    Rc::new(replacement.expect("there are many parts"))
}

fn binding(before: &Entries, lane: u32) -> Rc<Replacement> {
    let page = open(&MemoryStorage::holding(before.clone()), lane);
    let replacement = bind(&mut page.thread.borrow_mut(), Key::block_of(NUMBER), &[NUMBER], &*page.entropy);
    Rc::new(replacement.expect("it has loose parts"))
}

fn carrying_out(replacement: &Rc<Replacement>, store: &MemoryStorage) -> Task {
    let (store, replacement) = (store.clone(), replacement.clone());
    Box::pin(async move { carry_out(&store, &replacement).await.expect("storage answers") })
}

/// How the store looks to someone who reads everything.
fn view(entries: &Entries) -> View {
    View::of(&finish(read(&MemoryStorage::holding(entries.clone()), 81, Depth::All)))
}

#[test]
fn two_compactions_lose_nothing_in_any_order_with_a_page_that_loads_and_one_that_writes() {
    let before = many_parts();
    let replacements = [20, 21].map(|lane| compaction(&before, lane));
    let after = MemoryStorage::holding(before.clone());
    finish(edited(&open(&after, 22), "abc").outbox.flush());
    let expected = view(&after.entries());
    // What the edit left in storage, for whoever writes it down in each order.
    let mut written = after.entries();
    written.retain(|key, _| !before.contains_key(key));
    let written = Rc::new(written);

    let begin = || {
        let store = MemoryStorage::holding(before.clone());
        store.stall_before_each_call();
        let (outcome, mut tasks) = (Outcome::new(&store), Vec::new());
        tasks.extend(replacements.iter().map(|replacement| carrying_out(replacement, &store)));
        tasks.push(outcome.loading(23));
        let (store, written) = (store.clone(), written.clone());
        tasks.push(Box::pin(async move { store.set(&written).await.expect("storage answers") }));
        (tasks, outcome)
    };
    let mut seen = BTreeSet::new();
    let orders = every_order(2, begin, |outcome| outcome.assert_shows(&expected, &mut seen));
    assert!(orders > 1_680, "{orders} orders, crashes included");
}

#[test]
fn two_pages_that_open_and_compact_lose_nothing_in_any_order() {
    let before = many_parts();
    let begin = || {
        let store = MemoryStorage::holding(before.clone());
        store.stall_before_each_call();
        let opening = |lane: u32| -> Task {
            let store = store.clone();
            Box::pin(async move {
                let page = Page::open(Rc::new(store.clone()), lane, Depth::Open).await.expect("storage answers");
                let name = DocumentName::Meeting(NUMBER);
                let replacement = snapshot(&mut page.thread.borrow_mut(), name, &*page.entropy);
                if let Some(replacement) = replacement {
                    carry_out(&store, &replacement).await.expect("storage answers");
                }
            })
        };
        (vec![opening(20), opening(21)], Outcome::new(&store))
    };
    let (expected, mut seen) = (view(&before), BTreeSet::new());
    let orders = every_order(2, begin, |outcome| outcome.assert_shows(&expected, &mut seen));
    assert!(orders > 252, "{orders} orders, crashes included");
}

#[test]
fn two_bindings_or_a_binding_and_a_compaction_lose_nothing_in_any_order_with_a_page_that_loads() {
    let before = many_parts();
    let bindings = [binding(&before, 20), binding(&before, 21)];
    let mixed = [binding(&before, 20), compaction(&before, 22)];
    let (expected, mut seen) = (view(&before), BTreeSet::new());
    for replacements in [bindings, mixed] {
        let begin = || {
            let store = MemoryStorage::holding(before.clone());
            store.stall_before_each_call();
            let outcome = Outcome::new(&store);
            let mut tasks: Vec<_> = replacements.iter().map(|replacement| carrying_out(replacement, &store)).collect();
            tasks.push(outcome.loading(23));
            (tasks, outcome)
        };
        let orders = every_order(2, begin, |outcome| outcome.assert_shows(&expected, &mut seen));
        assert!(orders > 210, "{orders} orders, crashes included");
    }
}
