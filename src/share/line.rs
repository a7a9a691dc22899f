//! How things stand on one line to a relay: facts in, what to do out. Takes time as an argument, and opens nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::PairKeys;
use super::envelope::NotOpened;
use super::pair::Opened;
use crate::document::State;
use crate::domain::Instant;
use crate::ports::{Entropy, Refusal, Replica};

/// Seconds after which someone who has not been heard of is no longer here: three beats of [`BEAT_SECONDS`].
pub const HERE_SECONDS: i64 = 30;

/// Seconds after which we say again that we are here.
pub const BEAT_SECONDS: i64 = 10;

/// Seconds to wait before a value is put again that the relay has not taken.
pub const PAUSE_SECONDS: i64 = 2;

/// The name under which a replica says that it is here; no document is called so.
pub const HERE: &str = "here";

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    Connecting,
    /// Everything that the relay had has come in.
    CaughtUp,
    Offline(Refusal),
}

/// What the user should know, as long as the line lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The relay has lost or held back something that it had before.
    pub went_back: bool,
    /// Values that could not be opened where they stood, or not be used.
    pub strange: usize,
    /// A document is larger than the relay takes.
    pub too_large: bool,
}

/// What a replica says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub heard: Instant,
    /// The point that it has open.
    pub point: Option<String>,
}

/// One line, as far as it has come.
pub struct Line {
    keys: PairKeys,
    me: Replica,
    state: LineState,
    warnings: Warnings,
    /// The last counter that I used: at least the time in milliseconds, so that a fresh start goes on above the old.
    counter: u64,
    /// The highest counter of each replica: in this session, and in all that were.
    seen: BTreeMap<String, u64>,
    remembered: BTreeMap<String, u64>,
    seen_of: BTreeMap<(String, String), u64>,
    /// What the relay has of mine: acknowledged, or read back from it.
    kept: BTreeMap<String, State>,
    in_flight: BTreeMap<u32, (String, Option<State>)>,
    refused: BTreeSet<(String, State)>,
    paused: Option<Instant>,
    puts: u32,
    present: BTreeMap<Replica, Present>,
    said_here: Option<Instant>,
}

impl Line {
    /// A line that is being opened. `remembered` are the highest counters that were ever seen there.
    pub fn new(keys: PairKeys, me: Replica, remembered: BTreeMap<String, u64>) -> Self {
        Self {
            keys,
            me,
            state: LineState::Connecting,
            warnings: Warnings::default(),
            counter: 0,
            seen: BTreeMap::new(),
            remembered,
            seen_of: BTreeMap::new(),
            kept: BTreeMap::new(),
            in_flight: BTreeMap::new(),
            refused: BTreeSet::new(),
            paused: None,
            puts: 0,
            present: BTreeMap::new(),
            said_here: None,
        }
    }

    /// How the line is.
    pub fn state(&self) -> LineState {
        self.state
    }

    /// What the user should know.
    pub fn warnings(&self) -> Warnings {
        self.warnings
    }

    /// The line is up: all that the relay has comes once more.
    pub fn connected(&mut self) {
        self.state = LineState::Connecting;
        self.seen.clear();
        self.seen_of.clear();
        self.kept.clear();
        self.in_flight.clear();
        self.paused = None;
        self.said_here = None;
    }

    /// Everything that the relay had has come.
    pub fn caught_up(&mut self) {
        self.state = LineState::CaughtUp;
        let went_back = |(replica, highest): (&String, &u64)| self.seen.get(replica).is_none_or(|seen| seen < highest);
        self.warnings.went_back |= self.remembered.iter().any(went_back);
        let mine = name_of(&self.me);
        let mine = self.seen.get(&mine).max(self.remembered.get(&mine)).copied().unwrap_or_default();
        self.counter = self.counter.max(mine);
        self.remember();
    }

    /// The line is down.
    pub fn offline(&mut self, why: Refusal) {
        self.state = LineState::Offline(why);
        self.in_flight.clear();
        self.present.clear();
    }

    /// Opens a value that has come. None if it is older than one of the same document that came before.
    ///
    /// # Errors
    /// If it does not belong where it stands, or was changed; it is counted as strange.
    pub fn open(&mut self, from: &Replica, document: &str, value: &[u8]) -> Result<Option<Vec<u8>>, NotOpened> {
        let opened = self.keys.open_value(from, document, value);
        let Opened { counter, plain } = opened.inspect_err(|_| self.warnings.strange += 1)?;
        let place = (name_of(from), document.to_string());
        let highest = self.seen.entry(place.0.clone()).or_default();
        *highest = (*highest).max(counter);
        if self.state == LineState::CaughtUp {
            self.remember();
        }
        let before = self.seen_of.entry(place).or_default();
        if counter < *before {
            return Ok(None);
        }
        *before = counter;
        Ok(Some(plain))
    }

    /// A value was opened and yet could not be used.
    pub fn found_strange(&mut self) {
        self.warnings.strange += 1;
    }

    /// The relay has this of mine (or, with none, has let it go).
    pub fn relay_has(&mut self, document: &str, state: Option<State>) {
        match state {
            Some(state) => _ = self.kept.insert(document.into(), state),
            None => _ = self.kept.remove(document),
        }
    }

    /// The documents that the relay has of mine, with a number for each to ask it under to let go of it.
    pub fn let_go_of_mine(&mut self) -> Vec<(String, u32)> {
        let documents: Vec<_> = core::mem::take(&mut self.kept).into_keys().chain([HERE.to_string()]).collect();
        let numbered = |document: String| {
            self.puts += 1;
            (document, self.puts)
        };
        documents.into_iter().map(numbered).collect()
    }

    /// Whether a value came from this very replica.
    pub fn is_mine(&self, from: &Replica) -> bool {
        *from == self.me
    }

    /// Whether the relay must be told of a document that stands here so.
    pub fn is_to_be_put(&self, document: &str, state: State) -> bool {
        self.state == LineState::CaughtUp
            && self.kept.get(document) != Some(&state)
            && !self.refused.contains(&(document.into(), state))
            && !self.in_flight.values().any(|(name, _)| name == document)
    }

    /// Seals a value for its place; gives back the bytes and the number that the answer will have.
    pub fn seal(
        &mut self,
        document: &str,
        state: Option<State>,
        plain: &[u8],
        now: Instant,
        entropy: &dyn Entropy,
    ) -> (Vec<u8>, u32) {
        let time = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        self.counter = self.counter.saturating_add(1).max(time);
        self.puts = self.puts.wrapping_add(1);
        self.in_flight.insert(self.puts, (document.into(), state));
        (self.keys.seal_value(&self.me, document, self.counter, plain, entropy), self.puts)
    }

    /// The relay has acknowledged a value.
    pub fn kept(&mut self, put: u32) {
        if let Some((document, Some(state))) = self.in_flight.remove(&put) {
            self.kept.insert(document, state);
        }
    }

    /// The relay has not taken a value: it is put again after a pause, unless it is too large.
    pub fn not_kept(&mut self, put: u32, why: Refusal, now: Instant) {
        match (self.in_flight.remove(&put), why) {
            (Some((document, Some(state))), Refusal::TooLarge) => {
                self.refused.insert((document, state));
                self.warnings.too_large = true;
            }
            _ => self.paused = Some(now),
        }
    }

    /// Whether values may be put now.
    pub fn may_put(&self, now: Instant) -> bool {
        // A clock that was set back must not pause for long.
        self.paused.is_none_or(|paused| (now - paused).num_seconds().abs() >= PAUSE_SECONDS)
    }

    /// Whether all that was put has been answered.
    pub fn is_idle(&self) -> bool {
        self.in_flight.values().all(|(_, state)| state.is_none())
    }

    /// Another replica says that it is here, with this point open; or, with none, that it leaves.
    pub fn heard_of(&mut self, from: &Replica, present: Option<Present>) {
        if self.state != LineState::CaughtUp || self.is_mine(from) {
            // What was said before we came may be long ago, whatever its clock says.
            return;
        }
        match present {
            Some(present) => {
                if self.present.insert(from.clone(), present).is_none() {
                    // Who has just come cannot know that we are here.
                    self.said_here = None;
                }
            }
            None => _ = self.present.remove(from),
        }
    }

    /// Who of the other side is here now.
    pub fn present(&self, now: Instant) -> Option<&Present> {
        let is_here = |(from, present): &(&Replica, &Present)| {
            from.side != self.me.side && (now - present.heard).num_seconds().abs() < HERE_SECONDS
        };
        self.present.iter().find(is_here).map(|(_, present)| present)
    }

    /// Whether it is time to say that we are here; asking is saying.
    pub fn beat(&mut self, now: Instant) -> bool {
        let due = self.said_here.is_none_or(|said| (now - said).num_seconds().abs() >= BEAT_SECONDS);
        let says = due && self.state == LineState::CaughtUp;
        if says {
            self.said_here = Some(now);
        }
        says
    }

    /// What we have open has changed: we say so at the next beat.
    pub fn say_anew(&mut self) {
        self.said_here = None;
    }

    /// The highest counter of each replica, to be remembered.
    pub fn counters(&self) -> &BTreeMap<String, u64> {
        &self.remembered
    }

    fn remember(&mut self) {
        for (replica, counter) in &self.seen {
            let highest = self.remembered.entry(replica.clone()).or_default();
            *highest = (*highest).max(*counter);
        }
    }
}

fn name_of(replica: &Replica) -> String {
    format!("{}.{}", replica.side.name(), replica.device)
}
