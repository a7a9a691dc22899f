//! A browser with its storage and its clock, and desks that are open in it, each of which does what news ask of a page.

use core::cell::{Cell, RefCell};
use core::ops::Deref;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use chrono::DateTime;
use duologue::app::agenda::PointDraft;
use duologue::app::people::NewPerson;
use duologue::app::{Desk, News, OpenError, Scope, ThreadView};
use duologue::domain::{Answer, Cadence, Instant, PersonId, PointId, RelationshipId, Role, Score, TalkingPoint};
use duologue::ports::{
    Clock, CountedEntropy, Entries, Entropy, HandClock, KeyValue, MemoryRelay, MemoryStorage, Ports, Squeeze,
    StoredBlocks, Value,
};

use super::dice::Drawn;
use super::turns::finish;

/// One profile of one person. Its desks come and go; what is stored stays.
pub struct Browser {
    pub storage: MemoryStorage,
    pub clock: HandClock,
    /// The relay that is reached from here.
    pub relay: MemoryRelay,
    /// What makes bytes smaller here.
    pub squeeze: Rc<dyn Squeeze>,
    /// The seed of chance that looks drawn; ids that count up are smaller than real ones.
    pub seed: Option<u64>,
    opened: Cell<u32>,
    open: RefCell<Vec<Weak<OpenDesk>>>,
}

/// A desk as a page has it.
pub struct OpenDesk {
    desk: Rc<Desk>,
    news: Rc<RefCell<VecDeque<News>>>,
}

impl Deref for OpenDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Browser {
    /// A new profile on a Monday morning. Profiles that are to be merged need different `lanes` of chance.
    pub fn new() -> Self {
        Self::in_lane(0)
    }

    /// As [`Self::new`], with chance of its own.
    pub fn in_lane(lane: u32) -> Self {
        let morning = DateTime::parse_from_rfc3339("2026-11-23T09:00:00+01:00").expect("a Monday");
        Self {
            storage: MemoryStorage::default(),
            clock: HandClock::at(morning),
            relay: MemoryRelay::default(),
            squeeze: Rc::new(StoredBlocks),
            seed: None,
            opened: Cell::new(lane * 1000),
            open: RefCell::default(),
        }
    }

    /// Opens a page that shows the present.
    pub fn open(&self) -> Rc<OpenDesk> {
        self.try_open(Scope::Present).expect("storage answers")
    }

    /// Opens a page that shows every meeting there ever was.
    pub fn open_with_history(&self) -> Rc<OpenDesk> {
        self.try_open(Scope::History).expect("storage answers")
    }

    /// Opens a page, if storage lets it.
    pub fn try_open(&self, scope: Scope) -> Result<Rc<OpenDesk>, OpenError> {
        self.opened.set(self.opened.get() + 1);
        let ports = Ports {
            storage: Rc::new(self.storage.clone()),
            clock: Rc::new(self.clock.clone()),
            entropy: self.chance(),
            squeeze: self.squeeze.clone(),
            relay: Rc::new(self.relay.clone()),
        };
        let desk = finish(Desk::open(ports, scope))?;
        let news = Rc::new(RefCell::new(VecDeque::new()));
        let told = news.clone();
        desk.on_news(move |heard| told.borrow_mut().push_back(heard));
        // A page files what was caught and saves what opening it has settled, as soon as it is there.
        desk.file_captures();
        news.borrow_mut().push_back(News::Save);
        let open = Rc::new(OpenDesk { desk, news });
        self.open.borrow_mut().push(Rc::downgrade(&open));
        Ok(open)
    }

    fn chance(&self) -> Rc<dyn Entropy> {
        let opened = self.opened.get();
        match self.seed {
            Some(seed) => Rc::new(Drawn::new(seed + u64::from(opened))),
            None => Rc::new(CountedEntropy::lane(opened)),
        }
    }

    /// Lets every page do what its news ask for, until there are none.
    pub fn rest(&self) {
        let open: Vec<_> = self.open.borrow().iter().filter_map(Weak::upgrade).collect();
        while open.iter().any(|page| page.act()) || self.storage.tell() {}
    }

    /// Every page does what it does when something of the other's was merged.
    pub fn hear_from_the_other(&self, id: &RelationshipId) {
        let open: Vec<_> = self.open.borrow().iter().filter_map(Weak::upgrade).collect();
        open.iter().for_each(|page| page.after_news_from(id));
    }

    /// Lets time go by.
    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(minutes * 60);
    }

    /// Lets days go by.
    pub fn days_pass(&self, days: i64) {
        self.minutes_pass(days * 24 * 60);
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The background script notes that the call of someone's meeting ended.
    pub fn call_ends(&self, with: &RelationshipId, meeting: u32, at: Option<Instant>) {
        let at = at.map_or("null".into(), |at| at.timestamp_millis().to_string());
        self.write(&format!("ended/{with}"), Value::Json(format!(r#"{{"meeting":{meeting},"at":{at}}}"#)));
    }

    /// Another script writes a value.
    pub fn write(&self, key: &str, value: Value) {
        finish(self.storage.set(&Entries::from([(key.to_string(), value)]))).expect("it has room");
    }

    /// Whether something is stored under that key.
    pub fn has(&self, key: &str) -> bool {
        self.storage.entries().contains_key(key)
    }
}

impl OpenDesk {
    /// Does what the next news ask for; says whether there were any.
    fn act(&self) -> bool {
        let Some(news) = self.news.borrow_mut().pop_front() else { return false };
        match news {
            News::Changed => {}
            News::Save | News::SaveSoon => finish(self.desk.flush()),
            News::Lines => finish(self.desk.work_lines()),
            News::CatchUp => finish(self.desk.catch_up()).expect("storage answers"),
        }
        true
    }

    /// What it was told and has not acted on yet.
    pub fn news(&self) -> Vec<News> {
        self.news.borrow().iter().copied().collect()
    }

    /// Meets someone every week for half an hour.
    pub fn meets(&self, name: &str, role: Role) -> RelationshipId {
        let new = NewPerson { name: name.into(), role, cadence: Cadence::Weekly, minutes: 30 };
        self.meet(&new).expect("a name is enough")
    }

    /// How things stand with someone who is known.
    pub fn with(&self, id: &RelationshipId) -> ThreadView {
        self.thread(id).expect("we know each other")
    }

    /// What the other one is called in points and promises.
    pub fn them(&self, id: &RelationshipId) -> PersonId {
        self.with(id).relationship.counterpart.id
    }

    /// Adds a point of mine.
    pub fn point(&self, with: &RelationshipId, title: &str) -> PointId {
        self.add_point(with, &PointDraft::titled(title)).expect("it has a title")
    }

    /// Adds a point of the other's.
    pub fn point_of_theirs(&self, with: &RelationshipId, title: &str) -> PointId {
        let draft = PointDraft { author: Some(self.them(with)), ..PointDraft::titled(title) };
        self.add_point(with, &draft).expect("it has a title")
    }

    /// The titles on the agenda, in order.
    pub fn agenda(&self, with: &RelationshipId) -> Vec<String> {
        titles(&self.with(with).agenda)
    }

    /// A point, wherever it stands now.
    pub fn find(&self, with: &RelationshipId, point: &PointId) -> TalkingPoint {
        self.with(with).points.into_iter().find(|known| known.id == *point).expect("it is loaded")
    }

    /// Holds the current meeting for so many minutes and wraps it up with this answer.
    pub fn hold(&self, browser: &Browser, with: &RelationshipId, minutes: i64, answer: Option<&Answer>) {
        self.start_meeting(with);
        browser.minutes_pass(minutes);
        self.wrap_up(with, answer);
        browser.rest();
    }
}

/// The titles of points, in order.
pub fn titles(points: &[TalkingPoint]) -> Vec<String> {
    points.iter().map(|point| point.title.clone()).collect()
}

/// An answer with a score and a change that is asked for.
pub fn asking_for(change: &str) -> Answer {
    answer(Some(4), change)
}

/// An answer with a score, if there is one, that asks for this change.
pub fn answer(score: Option<u8>, change: &str) -> Answer {
    Answer { score: score.and_then(Score::new), change: change.into(), ..Answer::default() }
}
