//! The twin of a relay: in memory, shared by several lines, and able to be down, slow, forgetful and dishonest.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use super::{Refusal, Relay, RelayFact, RelayLine, RelayObserver, Replica, Room};

/// Where a value lies.
pub type Place = (String, Replica, String);

/// Cloning gives another handle on the same relay.
#[derive(Clone, Default)]
pub struct MemoryRelay(Rc<Inner>);

#[derive(Default)]
struct Inner {
    values: RefCell<BTreeMap<Place, Vec<u8>>>,
    lines: RefCell<Vec<Weak<Open>>>,
    down: Cell<bool>,
    /// Answers to puts that were held back.
    slow: Cell<bool>,
    held: RefCell<VecDeque<(Weak<Open>, RelayFact)>>,
    most_bytes: Cell<Option<usize>>,
}

struct Open {
    room: Room,
    observer: RelayObserver,
}

struct Line {
    relay: Rc<Inner>,
    open: Rc<Open>,
}

impl MemoryRelay {
    /// All values with their places.
    pub fn values(&self) -> BTreeMap<Place, Vec<u8>> {
        self.0.values.borrow().clone()
    }

    /// Puts other values in place of all, as one who runs the relay can; whoever is connected is told of each.
    pub fn replace(&self, values: BTreeMap<Place, Vec<u8>>) {
        let before = self.0.values.replace(values.clone());
        for place in before.keys().filter(|place| !values.contains_key(*place)) {
            self.0.tell(place, None);
        }
        for (place, value) in values.iter().filter(|(place, value)| before.get(*place) != Some(value)) {
            self.0.tell(place, Some(value.clone()));
        }
    }

    /// Takes the relay down or up; lines notice at once.
    pub fn set_down(&self, down: bool) {
        if self.0.down.replace(down) == down {
            return;
        }
        for line in self.0.open_lines() {
            if down { (line.observer)(RelayFact::Offline(Refusal::Unreachable)) } else { self.0.greet(&line) }
        }
    }

    /// From now on values are kept, but nobody is told, until [`Self::let_go`].
    pub fn hold_back(&self) {
        self.0.slow.set(true);
    }

    /// Tells what was held back.
    pub fn let_go(&self) {
        self.0.slow.set(false);
        for (line, fact) in self.0.held.take() {
            if let Some(line) = line.upgrade() {
                (line.observer)(fact);
            }
        }
    }

    /// Refuses values of more bytes.
    pub fn take_at_most(&self, bytes: usize) {
        self.0.most_bytes.set(Some(bytes));
    }
}

impl Inner {
    fn open_lines(&self) -> Vec<Rc<Open>> {
        self.lines.borrow_mut().retain(|line| line.strong_count() > 0);
        self.lines.borrow().iter().filter_map(Weak::upgrade).collect()
    }

    fn greet(&self, line: &Rc<Open>) {
        (line.observer)(RelayFact::Connected);
        let values = self.values.borrow().clone();
        for ((room, from, document), value) in values {
            if room == line.room.name {
                (line.observer)(RelayFact::Value { from, document, value: Some(value) });
            }
        }
        (line.observer)(RelayFact::CaughtUp);
    }

    fn tell(&self, (room, from, document): &Place, value: Option<Vec<u8>>) {
        for line in self.open_lines().iter().filter(|line| line.room.name == *room) {
            let fact = RelayFact::Value { from: from.clone(), document: document.clone(), value: value.clone() };
            self.answer(line, fact);
        }
    }

    fn answer(&self, line: &Rc<Open>, fact: RelayFact) {
        if self.slow.get() {
            self.held.borrow_mut().push_back((Rc::downgrade(line), fact));
        } else {
            (line.observer)(fact);
        }
    }
}

impl Relay for MemoryRelay {
    fn open(&self, room: &Room, observer: RelayObserver) -> Box<dyn RelayLine> {
        let open = Rc::new(Open { room: room.clone(), observer });
        self.0.lines.borrow_mut().push(Rc::downgrade(&open));
        if self.0.down.get() {
            (open.observer)(RelayFact::Offline(Refusal::Unreachable));
        } else {
            self.0.greet(&open);
        }
        Box::new(Line { relay: self.0.clone(), open })
    }
}

impl RelayLine for Line {
    fn put(&self, document: &str, value: Vec<u8>, put: u32) {
        let relay = &self.relay;
        let too_large = relay.most_bytes.get().is_some_and(|most| value.len() > most);
        if relay.down.get() || too_large {
            let why = if too_large { Refusal::TooLarge } else { Refusal::Unreachable };
            (self.open.observer)(RelayFact::NotKept { put, why });
            return;
        }
        let place = (self.open.room.name.clone(), self.open.room.replica.clone(), document.to_string());
        relay.values.borrow_mut().insert(place.clone(), value.clone());
        relay.answer(&self.open, RelayFact::Kept { put });
        relay.tell(&place, Some(value));
    }

    fn remove(&self, document: &str, put: u32) {
        let relay = &self.relay;
        if relay.down.get() {
            (self.open.observer)(RelayFact::NotKept { put, why: Refusal::Unreachable });
            return;
        }
        let place = (self.open.room.name.clone(), self.open.room.replica.clone(), document.to_string());
        relay.values.borrow_mut().remove(&place);
        relay.answer(&self.open, RelayFact::Kept { put });
        relay.tell(&place, None);
    }
}
