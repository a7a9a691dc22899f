//! A writer: someone with a page open who edits at will, while the page tidies behind their back.

use core::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use duologue::document::{ActionEdit, PointEdit};
use duologue::domain::{ActionItem, ActionState, Answer, MeetingNumber, PointState, Score, TalkingPoint};
use duologue::ports::MemoryStorage;
use duologue::store::{Depth, DocumentName};

use super::ledger::{Fact, Ledger};
use super::page::Page;
use super::story::{action, minute, point};
use super::turns::{Task, let_others_go, turn};

/// What a writer does next. A number picks one of what is there.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    AddPoint,
    WriteNotes(usize, usize),
    EraseNotes(usize, usize),
    WritePrivately(usize),
    ErasePrivately(usize),
    CheckOff(usize),
    Reopen(usize),
    Promise,
    Keep(usize),
    CloseMeeting(bool),
    AcknowledgeWish(usize),
    SetLength(u32),
    Hear(usize),
    Flush,
    Compact,
    Bind,
    WriteDigest,
}

/// One writer. Reopens the page after a crash and goes on with the next step.
pub struct Writer {
    store: MemoryStorage,
    ledger: Ledger,
    steps: Rc<RefCell<VecDeque<Step>>>,
    /// Those who edit, and those who tidy.
    tasks: Vec<Task>,
    page: Rc<RefCell<Option<Rc<Page>>>>,
}

impl Writer {
    pub fn new(store: &MemoryStorage, ledger: &Ledger, steps: Vec<Step>) -> Self {
        let steps = Rc::new(RefCell::new(steps.into()));
        let mut writer =
            Self { store: store.clone(), ledger: ledger.clone(), steps, tasks: Vec::new(), page: Rc::default() };
        writer.open();
        writer
    }

    /// Goes on by one turn, of one of its tasks.
    pub fn go_on(&mut self, which: usize) {
        if !self.tasks.is_empty() {
            let which = which % self.tasks.len();
            if turn(&mut self.tasks[which]) {
                drop(self.tasks.remove(which));
            }
        }
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Loses all that is in memory, and starts again.
    pub fn crash(&mut self) {
        if !self.is_done() {
            self.tasks.clear();
            self.page.take();
            self.open();
        }
    }

    /// The page, once it is open.
    pub fn page(&self) -> Rc<Page> {
        self.page.borrow().clone().expect("it is open")
    }

    fn open(&mut self) {
        let (store, ledger, steps) = (self.store.clone(), self.ledger.clone(), self.steps.clone());
        let (page, chores) = (self.page.clone(), Rc::new(Chores::default()));
        let tidying = Box::pin(chores.clone().work(self.page.clone()));
        let editing = Box::pin(async move {
            let lane = 100 + ledger.count();
            let open = Rc::new(Page::open(Rc::new(store), lane, Depth::Open).await.expect("storage answers"));
            *page.borrow_mut() = Some(open.clone());
            let mut hand = Hand { page: open, ledger, chores, unsaved: Vec::new() };
            loop {
                let Some(step) = steps.borrow_mut().pop_front() else { break };
                hand.perform(step).await;
            }
            hand.perform(Step::Flush).await;
            hand.chores.over.set(true);
        });
        self.tasks = vec![editing, tidying];
    }
}

/// What the page is to put in order when it finds the time.
#[derive(Default)]
struct Chores {
    due: RefCell<VecDeque<Step>>,
    over: Cell<bool>,
}

impl Chores {
    async fn work(self: Rc<Self>, page: Rc<RefCell<Option<Rc<Page>>>>) {
        loop {
            let chore = self.due.borrow_mut().pop_front();
            let open = page.borrow().clone();
            let done = match (chore, open) {
                (Some(Step::Compact), Some(page)) => page.compact(2).await,
                (Some(Step::Bind), Some(page)) => page.bind_quiet(1).await,
                (Some(_), Some(page)) => page.write_digest().await,
                _ if self.over.get() => return,
                _ => {
                    let_others_go().await;
                    Ok(())
                }
            };
            done.expect("storage answers");
        }
    }
}

struct Hand {
    page: Rc<Page>,
    ledger: Ledger,
    chores: Rc<Chores>,
    unsaved: Vec<Fact>,
}

impl Hand {
    async fn perform(&mut self, step: Step) {
        match step {
            Step::Hear(changes) => self.page.hear(changes).await.expect("storage answers"),
            Step::Flush => {
                self.page.outbox.flush().await;
                assert_eq!((self.page.outbox.unsaved(), self.page.outbox.failure()), (0, None));
                self.ledger.acknowledge(core::mem::take(&mut self.unsaved));
            }
            Step::Compact | Step::Bind | Step::WriteDigest => self.chores.due.borrow_mut().push_back(step),
            edit => {
                if let Some(fact) = self.edit(edit) {
                    self.ledger.attempt(&fact);
                    self.unsaved.push(fact);
                }
            }
        }
    }

    fn edit(&self, step: Step) -> Option<Fact> {
        let current = self.page.thread.borrow().current();
        let now = minute(i64::from(self.ledger.count()));
        match step {
            Step::AddPoint => {
                let new = point(&format!("p{}", self.ledger.count()), "something", now);
                self.page.edit_meeting(current, |meeting| meeting.add_point(&new));
                Some(Fact::Added(current, new.id))
            }
            Step::CheckOff(which) => {
                let open = self.pick_point(which, |point| point.state == PointState::Open)?;
                let edit = PointEdit::Close(PointState::Discussed, now, current);
                self.page.edit_meeting(open.born, |meeting| meeting.edit_point(&open.id, &edit));
                Some(Fact::Discussed(open.born, open.id))
            }
            Step::Reopen(which) => {
                let discussed = self.pick_point(which, |point| point.state == PointState::Discussed)?;
                let edit = PointEdit::Close(PointState::Open, now, current);
                self.page.edit_meeting(discussed.born, |meeting| meeting.edit_point(&discussed.id, &edit));
                Some(Fact::Reopened(discussed.born, discussed.id))
            }
            Step::Promise => {
                let new = action(&format!("a{}", self.ledger.count()), "will do", now);
                self.page.edit_meeting(current, |meeting| meeting.add_action(&new));
                Some(Fact::Promised(current, new.id))
            }
            Step::Keep(which) => {
                let open = self.pick_action(which)?;
                let edit = ActionEdit::State(ActionState::Kept, now);
                self.page.edit_meeting(open.born, |meeting| meeting.edit_action(&open.id, &edit));
                Some(Fact::Kept(open.born, open.id))
            }
            Step::SetLength(minutes) => {
                let relationship = duologue::domain::Relationship { minutes, ..super::story::relationship() };
                self.page.edit_about(|about| about.write(&relationship));
                None
            }
            Step::CloseMeeting(wish) => Some(self.close(current, wish)),
            Step::AcknowledgeWish(which) => self.acknowledge_wish(which),
            _ => self.edit_text(step),
        }
    }

    fn close(&self, current: MeetingNumber, wish: bool) -> Fact {
        let now = minute(i64::from(self.ledger.count()));
        self.page.edit_meeting(current, |meeting| meeting.start(30, now));
        self.page.edit_meeting(current, |meeting| meeting.end(now));
        if wish {
            let answer = Answer { score: Score::new(4), change: "fewer slides".into(), ..Answer::default() };
            self.page.edit_own(current, |own| own.answer(&answer, now));
        }
        self.page.edit_meeting(current, |meeting| meeting.close());
        if wish { Fact::Answered(current) } else { Fact::Closed(current) }
    }

    fn acknowledge_wish(&self, which: usize) -> Option<Fact> {
        let retros = self.page.thread.borrow().retros();
        let number = retros.get(which % retros.len().max(1))?.meeting;
        self.page.edit_own(number, |own| own.acknowledge());
        Some(Fact::Acknowledged(number))
    }

    fn edit_text(&self, step: Step) -> Option<Fact> {
        match step {
            Step::WritePrivately(at) => {
                let (text, letter) = self.written(self.page.thread.borrow().notes().text(), at);
                self.page.edit_notes(|notes| notes.rewrite(&text));
                Some(Fact::Written(DocumentName::Notes, None, letter))
            }
            Step::ErasePrivately(at) => {
                let (text, letter) = erased(self.page.thread.borrow().notes().text(), at)?;
                self.page.edit_notes(|notes| notes.rewrite(&text));
                Some(Fact::Erased(DocumentName::Notes, None, letter))
            }
            Step::WriteNotes(which, at) => {
                let point = self.pick_point(which, |_| true)?;
                let (text, letter) = self.written(point.notes, at);
                self.page.edit_meeting(point.born, |m| m.edit_point(&point.id, &PointEdit::Notes(text)));
                Some(Fact::Written(DocumentName::Meeting(point.born), Some(point.id), letter))
            }
            Step::EraseNotes(which, at) => {
                let point = self.pick_point(which, |_| true)?;
                let (text, letter) = erased(point.notes, at)?;
                self.page.edit_meeting(point.born, |m| m.edit_point(&point.id, &PointEdit::Notes(text)));
                Some(Fact::Erased(DocumentName::Meeting(point.born), Some(point.id), letter))
            }
            other => unreachable!("{other:?} edits no text"),
        }
    }

    fn pick_point(&self, which: usize, fits: impl Fn(&TalkingPoint) -> bool) -> Option<TalkingPoint> {
        let mut points: Vec<_> = self.page.thread.borrow().meetings().into_iter().flat_map(|m| m.points).collect();
        points.retain(fits);
        points.sort_by(|a, b| a.id.cmp(&b.id));
        (!points.is_empty()).then(|| points.swap_remove(which % points.len()))
    }

    fn pick_action(&self, which: usize) -> Option<ActionItem> {
        let mut actions: Vec<_> = self.page.thread.borrow().meetings().into_iter().flat_map(|m| m.actions).collect();
        actions.retain(|action| action.state == ActionState::Open);
        actions.sort_by(|a, b| a.id.cmp(&b.id));
        (!actions.is_empty()).then(|| actions.swap_remove(which % actions.len()))
    }

    fn written(&self, text: String, at: usize) -> (String, char) {
        let mut letters: Vec<_> = text.chars().collect();
        let letter = self.ledger.letter();
        letters.insert(at % (letters.len() + 1), letter);
        (letters.into_iter().collect(), letter)
    }
}

fn erased(text: String, at: usize) -> Option<(String, char)> {
    let mut letters: Vec<_> = text.chars().collect();
    let letter = (!letters.is_empty()).then(|| letters.remove(at % letters.len()))?;
    Some((letters.into_iter().collect(), letter))
}
