//! Lines to relays: what is edited here goes over by itself, and what the other edits comes in.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::bundles::LAST_MEETING;
use super::line_places::{Access, LineId, Place, state_of_json};
use super::sent::SentKind;
use super::{Desk, News};
use crate::document::State;
use crate::domain::RelationshipId;
use crate::ports::{RelayFact, RelayLine, Replica, Room};
use crate::share::line::HERE;
use crate::share::{Line, LineState, PairKeys, Secret, Warnings, value};
use crate::store::{DocumentName, Key, Peer, written};

/// All that a page has to do with relays.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) open: RefCell<BTreeMap<LineId, OpenLine>>,
    /// The relationships that the page shows.
    pub(super) followed: RefCell<BTreeSet<RelationshipId>>,
    /// The point of each that I have open.
    pub(super) points: RefCell<BTreeMap<RelationshipId, Option<String>>>,
    /// The counters as they were last written down.
    remembered: RefCell<BTreeMap<RelationshipId, BTreeMap<String, u64>>>,
    busy: Cell<bool>,
    waiting: Cell<bool>,
}

/// A line of this page.
pub(super) struct OpenLine {
    pub(super) access: Access,
    pub(super) line: Line,
    pub(super) ends: Box<dyn RelayLine>,
    facts: Facts,
    /// What came before we knew whom it is about.
    later: VecDeque<RelayFact>,
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

impl Desk {
    /// From now on keeps a line open for this relationship, if it is shared over a relay.
    pub fn follow(&self, thread: &RelationshipId) {
        if self.newer_schema().is_none() && self.lines.followed.borrow_mut().insert(thread.clone()) {
            self.tell(News::Lines);
        }
    }

    /// From now on keeps a line open for this relationship, and for no other: who looks at one is not with another.
    pub fn follow_only(&self, thread: &RelationshipId) {
        self.lines.followed.borrow_mut().retain(|followed| followed == thread);
        self.follow(thread);
        self.tell_lines();
    }

    /// How the line stands; none if there is no relay.
    pub fn line(&self, thread: &RelationshipId) -> Option<LineView> {
        self.line_view(&LineId::Pair(thread.clone()))
    }

    /// How the line among my devices stands; none if there is none.
    pub fn devices_line(&self) -> Option<LineView> {
        self.line_view(&LineId::Devices)
    }

    fn line_view(&self, id: &LineId) -> Option<LineView> {
        let lines = self.lines.open.borrow();
        let open = lines.get(id)?;
        let is_put = |place: &Place| {
            let state = self.state_at(place);
            state.is_none_or(|state| !open.line.is_to_be_put(&Self::label(id, place), state))
        };
        let caught_up = open.line.state() == LineState::CaughtUp;
        Some(LineView {
            state: open.line.state(),
            in_step: caught_up && open.line.is_idle() && self.places(id).iter().all(is_put),
            warnings: open.line.warnings(),
        })
    }

    /// Whether all open lines are in step; none if there is no line.
    pub fn lines_in_step(&self) -> Option<bool> {
        let ids: Vec<_> = self.lines.open.borrow().keys().cloned().collect();
        let views: Vec<_> = ids.iter().filter_map(|id| self.line_view(id)).collect();
        (!views.is_empty()).then(|| views.iter().all(|line| line.in_step))
    }

    /// Ends the lines that nobody wants any more.
    fn end_others(&self, wanted: &[LineId]) {
        self.lines.open.borrow_mut().retain(|id, open| {
            let stays = wanted.contains(id);
            if !stays {
                self.say_gone(open);
            }
            stays
        });
    }

    /// Whether any line is to be open.
    pub fn has_lines(&self) -> bool {
        self.wanted_lines().iter().any(|line| self.access(line).is_some())
    }

    /// Does what there is to do on all lines: opens and ends them, takes in what has come, puts what has changed. Returns
    /// at once if it is at it already; that one then goes round once more.
    pub async fn work_lines(&self) {
        self.lines.waiting.set(true);
        if self.lines.busy.replace(true) {
            return;
        }
        while self.lines.waiting.replace(false) {
            let wanted = self.wanted_lines();
            self.end_others(&wanted);
            for line in wanted {
                self.open_or_end(&line).await;
                self.take_in(&line).await;
                self.put_out(&line).await;
                self.say_here(&line);
            }
        }
        self.lines.busy.set(false);
        self.tell(News::Changed);
    }

    /// The pairs that the page shows, and my devices.
    pub(super) fn wanted_lines(&self) -> Vec<LineId> {
        if self.is_shut.get() {
            return Vec::new();
        }
        let pairs = self.lines.followed.borrow().iter().cloned().map(LineId::Pair).collect::<Vec<_>>();
        let devices = self.newer_schema().is_none().then_some(LineId::Devices);
        pairs.into_iter().chain(devices).collect()
    }

    async fn open_or_end(&self, id: &LineId) {
        let access = self.access(id);
        if self.lines.open.borrow().get(id).map(|open| &open.access) == access.as_ref() {
            return;
        }
        self.lines.open.borrow_mut().remove(id);
        let Some(access) = access else { return };
        let Some(secret) = Secret::parse(&access.secret) else { return };
        let keys = PairKeys::of(&secret);
        let me = Replica { side: access.side, device: keys.device(&self.device()) };
        let room = Room { name: keys.room.clone(), replica: me.clone(), address: access.relay.clone() };
        let counters = match id {
            // Without what was remembered, only a relay that went back is not noticed.
            LineId::Pair(thread) => self.peer(thread).await.unwrap_or_default().counters,
            LineId::Devices => BTreeMap::new(),
        };
        let facts = Facts::default();
        let (heard, told) = (facts.clone(), self.told.borrow().clone());
        let observer = Rc::new(move |fact| {
            heard.borrow_mut().push_back(fact);
            if let Some(told) = &told {
                told(News::Lines);
            }
        });
        let ends = self.ports.relay.open(&room, observer);
        let open = OpenLine { access, line: Line::new(keys, me, counters), ends, facts, later: VecDeque::new() };
        self.lines.open.borrow_mut().insert(id.clone(), open);
    }

    async fn take_in(&self, id: &LineId) {
        let now = self.now();
        let mut came_from_them = false;
        while let Some(fact) = self.next_fact(id) {
            match fact {
                RelayFact::Value { from, document, value: Some(value) } => {
                    came_from_them |= self.take_value(id, from, document, value).await;
                }
                RelayFact::Value { from, document, value: None } => self.with_line(id, |line| {
                    if line.is_mine(&from) {
                        line.relay_has(&document, None);
                    }
                }),
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
        if let LineId::Pair(thread) = id {
            if came_from_them {
                self.mark_joined(thread);
            }
            self.remember_counters(id, thread).await;
        }
    }

    /// Takes in one value; says whether it is one of another replica's that could be used.
    async fn take_value(&self, id: &LineId, from: Replica, document: String, value: Vec<u8>) -> bool {
        let opened = self.lines.open.borrow_mut().get_mut(id).map(|open| open.line.open(&from, &document, &value));
        let Some(Ok(Some(plain))) = opened else { return false };
        if document == HERE {
            self.hear_of(id, &from, &plain);
            return false;
        }
        let (Ok(state), Some(place)) = (value::state(&plain), Self::place(id, &document)) else {
            return self.found_strange(id);
        };
        self.with_line(id, |line| {
            if line.is_mine(&from) {
                line.relay_has(&document, Some(state));
            }
        });
        if self.state_at(&place) == Some(state) {
            return self.is_from_them(id, &from);
        }
        let used = match place {
            Place::Document(thread, _) if self.is_gone(&thread) => return false,
            Place::Document(thread, _) if !self.threads.borrow().contains_key(&thread) => {
                if let Some(open) = self.lines.open.borrow_mut().get_mut(id) {
                    open.later.push_back(RelayFact::Value { from, document, value: Some(value) });
                }
                return false;
            }
            Place::Document(thread, name) => self.take_document(&thread, name, &plain).await,
            Place::Who(thread) => {
                let json = value::unpack_record(&plain, &*self.ports.squeeze).await;
                let taken = match json {
                    Ok(json) => self.take_who(&thread, &json).await,
                    Err(_) => false,
                };
                if let Some(open) = self.lines.open.borrow_mut().get_mut(id).filter(|_| taken) {
                    open.facts.borrow_mut().extend(core::mem::take(&mut open.later));
                }
                taken
            }
        };
        if used { self.is_from_them(id, &from) } else { self.found_strange(id) }
    }

    async fn take_document(&self, thread: &RelationshipId, name: DocumentName, plain: &[u8]) -> bool {
        let Ok(whole) = value::unpack(&name.text(), plain, &*self.ports.squeeze).await else { return false };
        if name.meeting().is_some_and(|number| number > LAST_MEETING) {
            return false;
        }
        // What storage did not read now is read at the next start: the relay still has it.
        let _ = self.merge_shared(thread, &[(name, &whole)]).await;
        true
    }

    fn is_from_them(&self, id: &LineId, from: &Replica) -> bool {
        self.lines.open.borrow().get(id).is_some_and(|open| open.access.side != from.side)
    }

    pub(super) fn found_strange(&self, id: &LineId) -> bool {
        self.with_line(id, Line::found_strange);
        false
    }

    async fn put_out(&self, id: &LineId) {
        let now = self.now();
        if !self.lines.open.borrow().get(id).is_some_and(|open| open.line.may_put(now)) {
            return;
        }
        for place in self.places(id) {
            let label = Self::label(id, &place);
            let is_due =
                |state| self.lines.open.borrow().get(id).is_some_and(|open| open.line.is_to_be_put(&label, state));
            let Some(state) = self.state_at(&place) else {
                // Nobody knows what it comes to: it is read once, and its digest then says so.
                if let Place::Document(thread, _) = &place {
                    let _ = self.open_history_with(thread).await;
                }
                continue;
            };
            if !is_due(state) || self.waits_for_mine(&place) {
                continue;
            }
            let Some((state, plain)) = self.pack_place(&place).await else { continue };
            if let Some(open) = self.lines.open.borrow_mut().get_mut(id) {
                let (sealed, put) = open.line.seal(&label, Some(state), &plain, now, &*self.ports.entropy);
                self.note_sent(SentKind::Relay, &open.access.relay.url, sealed.len());
                open.ends.put(&label, sealed, put);
            }
        }
    }

    /// A key of mine must not go over before it is written here: lost in a crash, it could never be made good. The
    /// line is gone over again when all is written.
    fn waits_for_mine(&self, place: &Place) -> bool {
        let Place::Document(thread, DocumentName::Meeting(number)) = place else { return false };
        self.outbox.may_hold(thread, DocumentName::OwnMeeting(*number))
    }

    async fn pack_place(&self, place: &Place) -> Option<(State, Vec<u8>)> {
        match place {
            Place::Document(thread, name) => {
                if !self.can_take(thread, *name) {
                    self.open_history_with(thread).await.ok()?;
                }
                let whole = self.whole_at(thread, *name)?;
                Some((whole.state, value::pack(&whole, &*self.ports.squeeze).await))
            }
            Place::Who(thread) => {
                let json = self.who(thread)?;
                let state = state_of_json(&json);
                Some((state, value::pack_record(state, json.as_bytes(), &*self.ports.squeeze).await))
            }
        }
    }

    async fn remember_counters(&self, id: &LineId, thread: &RelationshipId) {
        let counters = self.lines.open.borrow().get(id).map(|open| open.line.counters().clone()).unwrap_or_default();
        if counters.is_empty() || self.lines.remembered.borrow().get(thread) == Some(&counters) {
            return;
        }
        let Ok(peer) = self.peer(thread).await else { return };
        self.keep_peer(thread, Peer { counters: counters.clone(), ..peer });
        self.lines.remembered.borrow_mut().insert(thread.clone(), counters);
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

    pub(super) fn next_fact(&self, id: &LineId) -> Option<RelayFact> {
        self.lines.open.borrow().get(id).and_then(|open| open.facts.borrow_mut().pop_front())
    }

    pub(super) fn with_line(&self, id: &LineId, act: impl FnOnce(&mut Line)) {
        if let Some(open) = self.lines.open.borrow_mut().get_mut(id) {
            act(&mut open.line);
        }
    }
}
