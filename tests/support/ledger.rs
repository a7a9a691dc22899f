//! What was promised to the user: every edit of which storage said that it is written.

use core::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use duologue::domain::{ActionId, ActionState, MeetingNumber, PointId, PointState};
use duologue::store::{DocumentName, Thread};

/// One edit, by what must be seen of it for good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    Added(MeetingNumber, PointId),
    Discussed(MeetingNumber, PointId),
    Reopened(MeetingNumber, PointId),
    /// This letter was written into my private notes, or into the notes of a point. No letter is used twice.
    Written(DocumentName, Option<PointId>, char),
    Erased(DocumentName, Option<PointId>, char),
    Promised(MeetingNumber, ActionId),
    Kept(MeetingNumber, ActionId),
    Closed(MeetingNumber),
    Answered(MeetingNumber),
    Acknowledged(MeetingNumber),
}

/// The edits of all writers.
#[derive(Clone, Default)]
pub struct Ledger(Rc<Inner>);

#[derive(Default)]
struct Inner {
    attempted: RefCell<BTreeSet<Fact>>,
    acknowledged: RefCell<BTreeSet<Fact>>,
    count: RefCell<u32>,
}

impl Ledger {
    /// A number that was not given out before.
    pub fn count(&self) -> u32 {
        *self.0.count.borrow_mut() += 1;
        *self.0.count.borrow()
    }

    /// A letter that was not given out before; every other one takes two units of UTF-16.
    pub fn letter(&self) -> char {
        let count = self.count();
        let block = if count.is_multiple_of(2) { 0x4e00 } else { 0x20000 };
        char::from_u32(block + count).expect("these blocks are full of letters")
    }

    /// Somebody made this edit, in memory.
    pub fn attempt(&self, fact: &Fact) {
        self.0.attempted.borrow_mut().insert(fact.clone());
    }

    /// Storage has acknowledged these edits.
    pub fn acknowledge(&self, facts: Vec<Fact>) {
        self.0.acknowledged.borrow_mut().extend(facts);
    }

    /// How many edits were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.0.acknowledged.borrow().len()
    }

    /// The acknowledged edits that a thread, with every meeting loaded, does not show.
    pub fn missing_from(&self, thread: &Thread) -> Vec<Fact> {
        let acknowledged = self.0.acknowledged.borrow();
        acknowledged.iter().filter(|fact| !self.holds(fact, thread)).cloned().collect()
    }

    fn holds(&self, fact: &Fact, thread: &Thread) -> bool {
        let point = |number: &MeetingNumber, id: &PointId| {
            thread.meeting(*number).points.into_iter().find(|point| point.id == *id)
        };
        let action = |number: &MeetingNumber, id: &ActionId| {
            thread.meeting(*number).actions.into_iter().find(|action| action.id == *id)
        };
        match fact {
            Fact::Added(number, id) => point(number, id).is_some(),
            // Of two who decide at the same time one wins: only what nobody decided otherwise is certain.
            Fact::Discussed(number, id) => {
                self.attempted(&Fact::Reopened(*number, id.clone()))
                    || point(number, id).is_some_and(|point| point.state == PointState::Discussed)
            }
            Fact::Reopened(number, id) => {
                self.attempted(&Fact::Discussed(*number, id.clone()))
                    || point(number, id).is_some_and(|point| point.state == PointState::Open)
            }
            Fact::Written(name, id, letter) => {
                self.attempted(&Fact::Erased(*name, id.clone(), *letter))
                    || notes(thread, *name, id.as_ref()).contains(*letter)
            }
            Fact::Erased(name, id, letter) => !notes(thread, *name, id.as_ref()).contains(*letter),
            Fact::Promised(number, id) => action(number, id).is_some(),
            Fact::Kept(number, id) => action(number, id).is_some_and(|action| action.state == ActionState::Kept),
            Fact::Closed(number) => thread.meeting(*number).closed,
            Fact::Answered(number) => thread.retro(*number).is_some(),
            Fact::Acknowledged(number) => thread.retro(*number).is_some_and(|retro| retro.acknowledged),
        }
    }

    fn attempted(&self, fact: &Fact) -> bool {
        self.0.attempted.borrow().contains(fact)
    }
}

fn notes(thread: &Thread, name: DocumentName, point: Option<&PointId>) -> String {
    match (name, point) {
        (DocumentName::Meeting(number), Some(id)) => {
            let points = thread.meeting(number).points;
            points.into_iter().find(|point| point.id == *id).map(|point| point.notes).unwrap_or_default()
        }
        _ => thread.notes().text(),
    }
}
