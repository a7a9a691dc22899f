//! Updates by text or file: what the other lacks, sealed, and theirs taken in. Old ones, repeated ones and ones in any
//! order do no harm; one that cannot be used whole is not used at all.

use thiserror::Error;

use super::Desk;
use super::sent::SentKind;
use crate::document::Update;
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ports::StorageError;
use crate::share::{Contents, Marker, NotOpened, NotUnderstood, Whole};
use crate::store::{DocumentName, Key, Peer, Shelf, written};

/// The highest meeting that is believed: far beyond what two people can hold.
pub(super) const LAST_MEETING: MeetingNumber = MeetingNumber(100_000);

/// A text to hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    pub text: String,
    /// How many documents are in it; 0 if the other is known to have everything.
    pub documents: usize,
}

/// What came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameIn {
    /// Points and promises of the other's that were not known.
    pub points: usize,
    pub actions: usize,
    /// Documents in which anything was new.
    pub documents: usize,
}

/// Why an update was not taken in. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    #[error("there is no update in it")]
    NoUpdate,
    #[error("this relationship is not shared")]
    NotShared,
    #[error("it is an update that I made")]
    Mine,
    #[error("it is for another relationship of mine")]
    ForAnother(RelationshipId),
    #[error("it belongs to nobody that something is shared with here")]
    Foreign,
    #[error(transparent)]
    NotOpened(NotOpened),
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Desk {
    /// What the other side lacks, as a text. It holds nothing of mine alone.
    ///
    /// # Errors
    /// If the relationship is not shared, or storage fails.
    pub async fn copy_update(&self, thread: &RelationshipId) -> Result<Bundle, NotTaken> {
        let (keys, side) = self.pair_keys(thread).ok_or(NotTaken::NotShared)?;
        // A key of mine must not go over before it is written here.
        self.write_waiting().await;
        if let Some(failure) = self.outbox.failure() {
            return Err(failure.into());
        }
        let peer = self.peer(thread).await?;
        let contents = self.lacking(thread, &peer).await?;
        let packed = contents.pack(&*self.ports.squeeze).await;
        let sealed = keys.seal_bundle(side, &packed, &*self.ports.entropy);
        let text = Marker::Update.write(&sealed);
        self.note_sent(SentKind::ByHand, "", text.len());
        Ok(Bundle { text, documents: contents.documents.len() })
    }

    /// Takes in an update that the other side made.
    ///
    /// # Errors
    /// If there is none in the text, it is not theirs, or it cannot be used as a whole; then nothing was changed.
    pub async fn paste_update(&self, thread: &RelationshipId, text: &str) -> Result<CameIn, NotTaken> {
        if self.newer_schema().is_some() {
            return Err(NotTaken::ReadOnly);
        }
        let packed = self.open_text(thread, text)?;
        let contents = Contents::unpack(&packed, &*self.ports.squeeze).await?;
        let documents = named(&contents.documents)?;
        if contents.has.iter().any(|(name, _)| shared_name(name).is_none()) {
            return Err(NotUnderstood::Damaged.into());
        }
        let came = self.merge_shared(thread, &documents).await?;
        self.mark_joined(thread);
        self.note_peer(thread, &contents).await?;
        Ok(came)
    }

    /// What the other side is known to have.
    pub(super) async fn peer(&self, thread: &RelationshipId) -> Result<Peer, StorageError> {
        // What was noted and is still on its way to storage counts: read back from there, it would be undone.
        let noted = self.peers.borrow().get(thread).cloned();
        if let Some(noted) = noted {
            return Ok(noted);
        }
        let key = Key::Peer(thread.clone()).text();
        let values = self.ports.storage.get(core::slice::from_ref(&key)).await?;
        // Lost or damaged, it costs bytes and nothing else.
        Ok(values.get(&key).and_then(|value| written::read_json(value).ok()).unwrap_or_default())
    }

    /// Notes what the other side has.
    pub(super) fn keep_peer(&self, thread: &RelationshipId, peer: Peer) {
        self.put(Key::Peer(thread.clone()), written::write_json(&peer));
        self.peers.borrow_mut().insert(thread.clone(), peer);
    }

    /// Merges shared documents of the other side's; what was known already changes nothing.
    ///
    /// # Errors
    /// If storage fails; then nothing was changed.
    pub(super) async fn merge_shared(
        &self,
        id: &RelationshipId,
        documents: &[(DocumentName, &Whole)],
    ) -> Result<CameIn, StorageError> {
        let news = |(name, whole): &&(DocumentName, &Whole)| self.state_of(id, *name) != Some(whole.state);
        let documents: Vec<_> = documents.iter().filter(news).collect();
        let must_read = |(name, _): &&(DocumentName, &Whole)| !self.can_take(id, *name);
        if documents.iter().any(must_read) {
            self.open_history_with(id).await?;
        }
        let before = self.written_by_them(id);
        let mut came = CameIn::default();
        for (name, whole) in documents {
            came.documents += usize::from(self.merge_into(id, *name, &whole.update));
        }
        let after = self.written_by_them(id);
        let new = |known: &[String], all: &[String]| all.iter().filter(|id| !known.contains(id)).count();
        (came.points, came.actions) = (new(&before.0, &after.0), new(&before.1, &after.1));
        if came.documents > 0 {
            self.after_news_from(id);
            self.tell(super::News::Changed);
            self.tell(super::News::Save);
        }
        Ok(came)
    }

    /// What is known of a shared document.
    pub(super) fn state_of(&self, id: &RelationshipId, name: DocumentName) -> Option<crate::document::State> {
        self.threads.borrow().get(id).and_then(|thread| thread.state(name))
    }

    /// A shared document as it is here, with what it stands for; it must be loaded.
    fn whole(&self, id: &RelationshipId, name: DocumentName) -> Option<Whole> {
        if name.shelf() == Shelf::Shared { self.whole_at(id, name) } else { None }
    }

    /// Merges a change into a document, and sends what was new in it on its way; says whether there was anything.
    pub(super) fn merge_into(&self, id: &RelationshipId, name: DocumentName, update: &Update) -> bool {
        let mut threads = self.threads.borrow_mut();
        let Some(thread) = threads.get_mut(id) else { return false };
        // It was read once before anything was changed.
        let Ok(Some(news)) = thread.document(name, &*self.ports.entropy).merge_for_news(update) else { return false };
        self.outbox.append(id, name, news);
        true
    }

    pub(super) fn can_take(&self, id: &RelationshipId, name: DocumentName) -> bool {
        self.threads.borrow().get(id).is_some_and(|thread| thread.can_take(name))
    }

    async fn lacking(&self, id: &RelationshipId, peer: &Peer) -> Result<Contents, StorageError> {
        let names = || self.threads.borrow().get(id).map(crate::store::Thread::shared_documents).unwrap_or_default();
        let lacks = |name: &DocumentName| {
            let state = self.state_of(id, *name);
            state.is_none() || state.as_ref() != peer.has.get(&name.text())
        };
        if names().iter().filter(|name| lacks(name)).any(|name| !self.can_take(id, *name)) {
            self.open_history_with(id).await?;
        }
        let documents: Vec<_> = names().into_iter().filter(lacks).filter_map(|name| self.whole(id, name)).collect();
        let sent = |name: &String| documents.iter().any(|document| document.name == *name);
        // What has changed here since is no news to anyone: told late, it would take back what was told after it.
        let still_so = |name: &str, state| {
            DocumentName::parse(Shelf::Shared, name).is_some_and(|name| self.state_of(id, name) == Some(state))
        };
        let has = peer.to_tell.iter().filter(|(name, state)| !sent(name) && still_so(name, **state));
        Ok(Contents { has: has.map(|(name, state)| (name.clone(), *state)).collect(), documents })
    }

    fn open_text(&self, thread: &RelationshipId, text: &str) -> Result<Vec<u8>, NotTaken> {
        if !Marker::Update.is_in(text) {
            return Err(NotTaken::NoUpdate);
        }
        let (keys, side) = self.pair_keys(thread).ok_or(NotTaken::NotShared)?;
        let ways = Marker::Update.read(text);
        let mut failure = NotTaken::NotOpened(NotOpened::CutOff);
        for way in &ways {
            match keys.open_bundle(side.other(), way) {
                Ok(packed) => return Ok(packed),
                Err(_) if keys.open_bundle(side, way).is_ok() => return Err(NotTaken::Mine),
                Err(_) if way.len() >= 8 && !keys.is_for_us(way) => failure = self.whose(way),
                Err(error) => failure = NotTaken::NotOpened(error),
            }
        }
        Err(failure)
    }

    fn whose(&self, bundle: &[u8]) -> NotTaken {
        let is_theirs = |id: &RelationshipId| self.pair_keys(id).is_some_and(|(keys, _)| keys.is_for_us(bundle));
        self.shared_with().into_iter().find(is_theirs).map_or(NotTaken::Foreign, NotTaken::ForAnother)
    }

    async fn note_peer(&self, id: &RelationshipId, contents: &Contents) -> Result<(), StorageError> {
        let mut peer = self.peer(id).await?;
        for document in &contents.documents {
            peer.has.insert(document.name.clone(), document.state);
            let name = DocumentName::parse(Shelf::Shared, &document.name);
            match name.and_then(|name| self.state_of(id, name)) {
                Some(mine) if mine == document.state => peer.to_tell.insert(document.name.clone(), mine),
                _ => peer.to_tell.remove(&document.name),
            };
        }
        for (document, state) in &contents.has {
            peer.has.insert(document.clone(), *state);
        }
        self.keep_peer(id, peer);
        self.tell(super::News::Save);
        Ok(())
    }

    /// The points and promises of the other's, by their ids.
    fn written_by_them(&self, id: &RelationshipId) -> (Vec<String>, Vec<String>) {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Default::default() };
        let (me, meetings) = (thread.me(), thread.meetings());
        let points = meetings.iter().flat_map(|meeting| &meeting.points).filter(|point| point.author != me);
        let actions = meetings.iter().flat_map(|meeting| &meeting.actions).filter(|action| action.owner != me);
        (points.map(|point| point.id.to_string()).collect(), actions.map(|action| action.id.to_string()).collect())
    }
}

/// The documents under the names that they have here; an error if one of them has none that can be shared.
fn named(documents: &[Whole]) -> Result<Vec<(DocumentName, &Whole)>, NotUnderstood> {
    let name = |whole: &Whole| shared_name(&whole.name).ok_or(NotUnderstood::Damaged);
    documents.iter().map(|whole| name(whole).map(|name| (name, whole))).collect()
}

/// The document of that name, if there can be one that is shared.
fn shared_name(text: &str) -> Option<DocumentName> {
    DocumentName::parse(Shelf::Shared, text).filter(|name| name.meeting().is_none_or(|m| m <= LAST_MEETING))
}
