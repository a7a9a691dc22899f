//! What goes over which line: the shared documents of a pair, or everything of mine among my own devices.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Desk, News};
use crate::document::State;
use crate::domain::RelationshipId;
use crate::ports::{RelayAddress, Side};
use crate::share::{Secret, Whole};
use crate::store::{DocumentName, Key, Mine, Pair, Shelf, Thread, written};

/// A line: to the other one of a pair, or among my devices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LineId {
    Pair(RelationshipId),
    Devices,
}

/// What a line is opened with; with anything else it is another line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Access {
    pub secret: String,
    pub side: Side,
    pub relay: RelayAddress,
}

/// One thing that goes over a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Document(RelationshipId, DocumentName),
    /// Who someone is to me and how it is shared: among my devices only.
    Who(RelationshipId),
}

/// What my devices tell each other about a relationship beside its documents.
#[derive(Serialize, Deserialize)]
struct Who {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mine: Option<Mine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pair: Option<Pair>,
    /// When it was deleted, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gone: Option<i64>,
}

impl Desk {
    /// What the line is to be opened with; none if it is not wanted.
    pub(super) fn access(&self, line: &LineId) -> Option<Access> {
        if !self.may_send.get() {
            return None;
        }
        self.access_of(line)
    }

    /// What it would be opened with, if the browser lets us.
    fn access_of(&self, line: &LineId) -> Option<Access> {
        let (secret, side, relay) = match line {
            LineId::Pair(id) => {
                let pair = self.pair(id)?;
                (pair.secret, pair.side, pair.relay?)
            }
            LineId::Devices => (self.device_secret()?.to_text(), Side::A, self.default_relay()?),
        };
        Secret::parse(&secret).map(|_| Access { secret, side, relay })
    }

    /// Says whether the browser lets anything go to a relay: lines are opened or ended accordingly.
    pub fn set_may_send(&self, may: bool) {
        if self.may_send.replace(may) != may {
            self.tell(News::Changed);
            self.tell(News::Lines);
        }
    }

    /// Whether something would go to a relay, if only the browser let it.
    pub fn waits_for_consent(&self) -> bool {
        let shared = self.shared_with().into_iter().map(LineId::Pair).chain([LineId::Devices]);
        !self.may_send.get() && shared.into_iter().any(|line| self.access_of(&line).is_some())
    }

    /// What this side puts on the line, as far as it is loaded.
    pub(super) fn places(&self, line: &LineId) -> Vec<Place> {
        let threads = self.threads.borrow();
        let document = |id: &RelationshipId, name| Place::Document(id.clone(), name);
        match line {
            LineId::Pair(id) => {
                let names = threads.get(id).map(Thread::shared_documents).unwrap_or_default();
                names.into_iter().map(|name| document(id, name)).collect()
            }
            LineId::Devices => {
                let of_one = |(id, thread): (&RelationshipId, &Thread)| {
                    let documents: Vec<_> = thread.loaded().into_iter().map(|name| document(id, name)).collect();
                    core::iter::once(Place::Who(id.clone())).chain(documents)
                };
                let gone = self.deletions.gone.borrow();
                threads.iter().flat_map(of_one).chain(gone.keys().cloned().map(Place::Who)).collect()
            }
        }
    }

    /// What a document is called on the line.
    pub(super) fn label(line: &LineId, place: &Place) -> String {
        match (line, place) {
            (LineId::Pair(_), Place::Document(_, name)) => name.text(),
            (_, Place::Document(id, name)) => {
                let shelf = if name.shelf() == Shelf::Shared { 's' } else { 'o' };
                format!("{id}_{shelf}{}", name.text())
            }
            (_, Place::Who(id)) => format!("{id}_who"),
        }
    }

    /// Reads [`Self::label`] back.
    pub(super) fn place(line: &LineId, label: &str) -> Option<Place> {
        match line {
            LineId::Pair(id) => DocumentName::parse(Shelf::Shared, label).map(|name| Place::Document(id.clone(), name)),
            LineId::Devices => {
                // An id may have a `_` in it, and the name of a document has none.
                let (id, name) = label.rsplit_once('_').filter(|(id, _)| !id.is_empty())?;
                let id = RelationshipId::new(id);
                match (name, name.strip_prefix('s'), name.strip_prefix('o')) {
                    ("who", ..) => Some(Place::Who(id)),
                    (_, Some(name), _) => {
                        DocumentName::parse(Shelf::Shared, name).map(|name| Place::Document(id, name))
                    }
                    (_, _, Some(name)) => DocumentName::parse(Shelf::Own, name).map(|name| Place::Document(id, name)),
                    _ => None,
                }
            }
        }
    }

    /// What is known here of a place; none if nobody knows.
    pub(super) fn state_at(&self, place: &Place) -> Option<State> {
        match place {
            Place::Document(id, name) => self.state_of(id, *name),
            Place::Who(id) => self.who(id).map(|json| state_of_json(&json)),
        }
    }

    /// A loaded document, whole; none if it waits for a missing part.
    pub(super) fn whole_at(&self, id: &RelationshipId, name: DocumentName) -> Option<Whole> {
        let mut threads = self.threads.borrow_mut();
        let document = threads.get_mut(id)?.document(name, &*self.ports.entropy);
        let whole = || Whole { name: name.text(), state: document.state(), update: document.whole() };
        (!document.waits_for_missing()).then(whole)
    }

    /// Who someone is to me, as my other devices are told.
    pub(super) fn who(&self, id: &RelationshipId) -> Option<String> {
        if let Some(gone) = self.gone_since(id) {
            return serde_json::to_string(&Who { mine: None, pair: None, gone: Some(gone) }).ok();
        }
        let mine = self.threads.borrow().get(id).map(|thread| thread.mine.clone())?;
        // Also one that has ended: the others are to know.
        let pair = self.pairs.borrow().get(id).cloned();
        serde_json::to_string(&Who { mine: Some(mine), pair, gone: None }).ok()
    }

    /// Takes over who someone is, where that is not known yet, and that someone was deleted or brought back. False if it
    /// cannot be read.
    pub(super) async fn take_who(&self, id: &RelationshipId, json: &[u8]) -> bool {
        let Ok(who) = serde_json::from_slice::<Who>(json) else { return false };
        if let Some(gone) = who.gone {
            self.follow_deletion(id, gone).await;
            return true;
        }
        let Some(mine) = who.mine else { return false };
        if !self.comes_back(id, mine.back) {
            return true;
        }
        if !self.threads.borrow().contains_key(id) {
            self.put(Key::Mine(id.clone()), written::write_json(&mine));
            let thread = Thread::new(id.clone(), mine, &*self.ports.entropy);
            self.threads.borrow_mut().insert(id.clone(), thread);
        }
        if let Some(pair) = who.pair {
            self.take_later_pair(id, pair);
        }
        self.tell(News::Changed);
        self.tell(News::Save);
        true
    }
}

/// Stands for a text as the state of a document stands for it.
pub(super) fn state_of_json(json: &str) -> State {
    let hash = Sha256::digest(json.as_bytes());
    State::from_bytes(hash.first_chunk().copied().unwrap_or_default())
}
