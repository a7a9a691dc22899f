//! Lines to relays: what is edited here goes over by itself, and what the other edits comes in.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::bundles::named;
use super::{Desk, News};
use crate::domain::{PointId, RelationshipId};
use crate::ports::{RelayFact, RelayLine, Replica, Room};
use crate::share::line::{HERE, Present};
use crate::share::{Line, LineState, PairKeys, Secret, Warnings, value};
use crate::store::{DocumentName, Key, Pair, Peer, Shelf, Thread, written};

/// All that a page has to do with relays.
#[derive(Default)]
pub(super) struct Lines {
    open: RefCell<BTreeMap<RelationshipId, OpenLine>>,
    /// The relationships that the page shows.
    followed: RefCell<BTreeSet<RelationshipId>>,
    /// The point of each that I have open.
    points: RefCell<BTreeMap<RelationshipId, Option<String>>>,
    /// The counters as they were last written down.
    remembered: RefCell<BTreeMap<RelationshipId, BTreeMap<String, u64>>>,
    busy: Cell<bool>,
    waiting: Cell<bool>,
}

/// A line of this page.
struct OpenLine {
    /// Whose secret it was opened with: another secret needs another line.
    pair: Pair,
    line: Line,
    ends: Box<dyn RelayLine>,
    facts: Facts,
}

type Facts = Rc<RefCell<VecDeque<RelayFact>>>;

/// How it stands between here and a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineView {
    pub state: LineState,
    /// Everything of mine is kept there, and everything there is here.
    pub in_step: bool,
    pub warnings: Warnings,
}

/// What a replica says of itself.
#[derive(Serialize, Deserialize)]
struct HereNow {
    here: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    point: Option<String>,
}

impl Desk {
    /// From now on keeps a line open for this relationship, if it is shared over a relay.
    pub fn follow(&self, thread: &RelationshipId) {
        if self.newer_schema().is_none() && self.lines.followed.borrow_mut().insert(thread.clone()) {
            self.tell(News::Lines);
        }
    }

    /// How the line stands; none if there is no relay.
    pub fn line(&self, thread: &RelationshipId) -> Option<LineView> {
        let lines = self.lines.open.borrow();
        let open = lines.get(thread)?;
        let is_put = |name: &DocumentName| {
            self.state_of(thread, *name).is_none_or(|state| !open.line.is_to_be_put(&name.text(), state))
        };
        let caught_up = open.line.state() == LineState::CaughtUp;
        Some(LineView {
            state: open.line.state(),
            in_step: caught_up && open.line.is_idle() && self.shared_documents(thread).iter().all(is_put),
            warnings: open.line.warnings(),
        })
    }

    /// Whether all open lines are in step; none if there is no line.
    pub fn lines_in_step(&self) -> Option<bool> {
        let ids: Vec<_> = self.lines.open.borrow().keys().cloned().collect();
        let views: Vec<_> = ids.iter().filter_map(|id| self.line(id)).collect();
        (!views.is_empty()).then(|| views.iter().all(|line| line.in_step))
    }

    /// Whether the other is here now, and the point that they have open.
    pub fn present(&self, thread: &RelationshipId) -> Option<Option<PointId>> {
        let lines = self.lines.open.borrow();
        let present = lines.get(thread)?.line.present(self.now())?;
        Some(present.point.clone().map(PointId::new))
    }

    /// Says which point I have open.
    pub fn show_open(&self, thread: &RelationshipId, point: Option<&PointId>) {
        let point = point.map(|point| point.as_str().to_string());
        if self.lines.points.borrow().get(thread) == Some(&point) {
            return;
        }
        self.lines.points.borrow_mut().insert(thread.clone(), point);
        if let Some(open) = self.lines.open.borrow_mut().get_mut(thread) {
            open.line.say_anew();
        }
        self.tell(News::Lines);
    }

    /// Says that I leave. Nobody waits for an answer.
    pub fn leave(&self) {
        let now = self.now();
        for open in self.lines.open.borrow_mut().values_mut().filter(|open| open.line.state() == LineState::CaughtUp) {
            let gone = serde_json::to_vec(&HereNow { here: false, point: None }).unwrap_or_default();
            let (sealed, put) = open.line.seal(HERE, None, &gone, now, &*self.ports.entropy);
            open.ends.put(HERE, sealed, put);
        }
    }

    /// Whether any line is open or is to be.
    pub fn has_lines(&self) -> bool {
        let pairs = self.pairs.borrow();
        self.lines.followed.borrow().iter().any(|id| pairs.get(id).is_some_and(|pair| pair.relay.is_some()))
    }

    /// Does what there is to do on all lines: opens and ends them, takes in what has come, puts what has changed. Returns
    /// at once if it is at it already; that one then goes round once more.
    pub async fn work_lines(&self) {
        self.lines.waiting.set(true);
        if self.lines.busy.replace(true) {
            return;
        }
        while self.lines.waiting.replace(false) {
            let ids: Vec<_> = self.lines.followed.borrow().iter().cloned().collect();
            for id in ids {
                self.open_or_end(&id).await;
                self.take_in(&id).await;
                self.put_out(&id).await;
                self.say_here(&id);
            }
        }
        self.lines.busy.set(false);
        self.tell(News::Changed);
    }

    async fn open_or_end(&self, id: &RelationshipId) {
        let pair = self.pairs.borrow().get(id).filter(|pair| pair.relay.is_some()).cloned();
        let fits =
            |open: &OpenLine| pair.as_ref().is_some_and(|p| p.secret == open.pair.secret && p.relay == open.pair.relay);
        if self.lines.open.borrow().get(id).is_some_and(fits) {
            return;
        }
        self.lines.open.borrow_mut().remove(id);
        let Some((pair, secret)) = pair.and_then(|pair| Secret::parse(&pair.secret).map(|secret| (pair, secret)))
        else {
            return;
        };
        let Some(address) = pair.relay.clone() else { return };
        let keys = PairKeys::of(&secret);
        let me = Replica { side: pair.side, device: keys.device(&self.device()) };
        let room = Room { name: keys.room.clone(), replica: me.clone(), address };
        // Without what was remembered, only a relay that went back is not noticed.
        let peer = self.peer(id).await.unwrap_or_default();
        let facts: Facts = Rc::default();
        let (heard, told) = (facts.clone(), self.told.borrow().clone());
        let observer = Rc::new(move |fact| {
            heard.borrow_mut().push_back(fact);
            if let Some(told) = &told {
                told(News::Lines);
            }
        });
        let ends = self.ports.relay.open(&room, observer);
        let line = Line::new(keys, me, peer.counters);
        self.lines.open.borrow_mut().insert(id.clone(), OpenLine { pair, line, ends, facts });
    }

    async fn take_in(&self, id: &RelationshipId) {
        let now = self.now();
        let mut came_from_them = false;
        while let Some(fact) = self.next_fact(id) {
            match fact {
                RelayFact::Value { from, document, value } => {
                    came_from_them |= self.take_value(id, &from, &document, value.as_deref()).await;
                }
                other => self.with_line(id, |line| match other {
                    RelayFact::Connected => line.connected(),
                    RelayFact::CaughtUp => line.caught_up(),
                    RelayFact::Offline(why) => line.offline(why),
                    RelayFact::Kept { put } => line.kept(put),
                    RelayFact::NotKept { put, why } => line.not_kept(put, why, now),
                    RelayFact::Value { .. } => {}
                }),
            }
        }
        if came_from_them {
            self.mark_joined(id);
        }
        self.remember_counters(id).await;
    }

    /// Takes in one value; says whether it is one of the other side's that could be used.
    async fn take_value(&self, id: &RelationshipId, from: &Replica, document: &str, value: Option<&[u8]>) -> bool {
        let Some(value) = value else {
            self.with_line(id, |line| {
                if line.is_mine(from) {
                    line.relay_has(document, None);
                }
            });
            return false;
        };
        let opened = self.lines.open.borrow_mut().get_mut(id).map(|open| open.line.open(from, document, value));
        let Some(Ok(Some(plain))) = opened else { return false };
        if document == HERE {
            self.hear_of(id, from, &plain);
            return false;
        }
        let Ok(state) = value::state(&plain) else { return self.found_strange(id) };
        self.with_line(id, |line| {
            if line.is_mine(from) {
                line.relay_has(document, Some(state));
            }
        });
        let name = DocumentName::parse(Shelf::Shared, document);
        if name.is_none_or(|name| self.state_of(id, name) != Some(state)) {
            let Ok(whole) = value::unpack(document, &plain, &*self.ports.squeeze).await else {
                return self.found_strange(id);
            };
            let Ok(named) = named(core::slice::from_ref(&whole)) else { return self.found_strange(id) };
            // What storage did not read now is read at the next start: the relay still has it.
            let _ = self.merge_shared(id, &named).await;
        }
        self.pairs.borrow().get(id).is_some_and(|pair| pair.side != from.side)
    }

    fn hear_of(&self, id: &RelationshipId, from: &Replica, plain: &[u8]) {
        let heard = self.now();
        match serde_json::from_slice::<HereNow>(plain) {
            Ok(here) => {
                let present = here.here.then_some(Present { heard, point: here.point });
                self.with_line(id, |line| line.heard_of(from, present));
            }
            Err(_) => _ = self.found_strange(id),
        }
    }

    fn found_strange(&self, id: &RelationshipId) -> bool {
        self.with_line(id, Line::found_strange);
        false
    }

    async fn put_out(&self, id: &RelationshipId) {
        let now = self.now();
        if !self.lines.open.borrow().get(id).is_some_and(|open| open.line.may_put(now)) {
            return;
        }
        for name in self.shared_documents(id) {
            let text = name.text();
            let is_due =
                |state| self.lines.open.borrow().get(id).is_some_and(|open| open.line.is_to_be_put(&text, state));
            let Some(state) = self.state_of(id, name) else {
                // Nobody knows what it comes to: it is read once, and its digest then says so.
                let _ = self.open_history().await;
                continue;
            };
            if !is_due(state) {
                continue;
            }
            if !self.can_take(id, name) && self.open_history().await.is_err() {
                continue;
            }
            let Some(whole) = self.whole(id, name) else { continue };
            let plain = value::pack(&whole, &*self.ports.squeeze).await;
            if let Some(open) = self.lines.open.borrow_mut().get_mut(id) {
                let (sealed, put) = open.line.seal(&text, Some(whole.state), &plain, now, &*self.ports.entropy);
                open.ends.put(&text, sealed, put);
            }
        }
    }

    fn say_here(&self, id: &RelationshipId) {
        let now = self.now();
        let point = self.lines.points.borrow().get(id).cloned().flatten();
        if let Some(open) = self.lines.open.borrow_mut().get_mut(id)
            && open.line.beat(now)
        {
            let here = serde_json::to_vec(&HereNow { here: true, point }).unwrap_or_default();
            let (sealed, put) = open.line.seal(HERE, None, &here, now, &*self.ports.entropy);
            open.ends.put(HERE, sealed, put);
        }
    }

    async fn remember_counters(&self, id: &RelationshipId) {
        let counters = self.lines.open.borrow().get(id).map(|open| open.line.counters().clone()).unwrap_or_default();
        if counters.is_empty() || self.lines.remembered.borrow().get(id) == Some(&counters) {
            return;
        }
        let Ok(peer) = self.peer(id).await else { return };
        self.keep_peer(id, Peer { counters: counters.clone(), ..peer });
        self.lines.remembered.borrow_mut().insert(id.clone(), counters);
        self.tell(News::SaveSoon);
    }

    /// What has changed may have to go over.
    pub(super) fn tell_lines(&self) {
        if self.has_lines() || !self.lines.open.borrow().is_empty() {
            self.tell(News::Lines);
        }
    }

    /// What this browser is called among my devices.
    fn device(&self) -> String {
        let known = self.device.borrow().clone();
        known.unwrap_or_else(|| {
            let id = self.ports.entropy.id();
            self.put(Key::Device, written::write(&id));
            *self.device.borrow_mut() = Some(id.clone());
            self.tell(News::SaveSoon);
            id
        })
    }

    fn shared_documents(&self, id: &RelationshipId) -> Vec<DocumentName> {
        self.threads.borrow().get(id).map(Thread::shared_documents).unwrap_or_default()
    }

    fn next_fact(&self, id: &RelationshipId) -> Option<RelayFact> {
        self.lines.open.borrow().get(id).and_then(|open| open.facts.borrow_mut().pop_front())
    }

    fn with_line(&self, id: &RelationshipId, act: impl FnOnce(&mut Line)) {
        if let Some(open) = self.lines.open.borrow_mut().get_mut(id) {
            act(&mut open.line);
        }
    }
}
