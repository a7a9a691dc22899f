//! Everything that is stored, by what it is and whom it is about, with its size: for the user to see, and to open as it
//! is.

use super::Desk;
use crate::domain::RelationshipId;
use crate::ports::{StorageError, Value};
use crate::store::{Key, Shelf};

/// How many values are read at once: a profile of ten years is not to be in memory whole.
const AT_ONCE: usize = 200;

/// What something that is stored is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StoredKind {
    /// What both see, or would, if it is shared.
    Together,
    /// My notes and answers.
    Mine,
    /// The secret of a pair, and what the other side is known to have.
    Sharing,
    /// Derived from the rest, and made again if it is lost.
    Derived,
    /// What is going on just now.
    Live,
    /// Which call room is whose, and whether the sidebar opens there.
    Rooms,
    QuickNotes,
    Questions,
    Settings,
    /// What was sent, where to and how much.
    Sent,
    /// Copies from before an update.
    OldCopies,
    /// The store's own, and what is not known here.
    Other,
}

impl StoredKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Together,
        Self::Mine,
        Self::Sharing,
        Self::QuickNotes,
        Self::Questions,
        Self::Rooms,
        Self::Settings,
        Self::Live,
        Self::Sent,
        Self::Derived,
        Self::OldCopies,
        Self::Other,
    ];

    fn of(key: &str) -> (Self, Option<RelationshipId>) {
        match Key::parse(key) {
            Some(Key::Document { thread, name, .. }) => (Self::on(name.shelf()), Some(thread)),
            Some(Key::Volume { thread, shelf, .. }) => (Self::on(shelf), Some(thread)),
            Some(Key::Mine(thread)) => (Self::Mine, Some(thread)),
            Some(Key::Record(_) | Key::CheckIn(_)) => (Self::Mine, None),
            Some(Key::Snapshot { thread, .. }) => (Self::OldCopies, Some(thread)),
            Some(Key::Pair(thread) | Key::Peer(thread)) => (Self::Sharing, Some(thread)),
            Some(Key::Digest(thread)) => (Self::Derived, Some(thread)),
            Some(Key::Live(thread) | Key::Ended(thread) | Key::Beat(thread)) => (Self::Live, Some(thread)),
            Some(Key::Room(_) | Key::Opens(_)) => (Self::Rooms, None),
            Some(Key::Names | Key::Reminders | Key::Reminded) => (Self::Derived, None),
            Some(Key::Inbox(_)) => (Self::QuickNotes, None),
            Some(Key::OwnEntry(_)) => (Self::Questions, None),
            Some(Key::Setting(_) | Key::Dock | Key::CalendarAddress | Key::CalendarHost) => (Self::Settings, None),
            Some(Key::Device) => (Self::Sharing, None),
            Some(Key::Sent(_)) => (Self::Sent, None),
            Some(Key::BeforeMigration(_)) => (Self::OldCopies, None),
            Some(Key::Schema | Key::Leftovers | Key::Gone(_)) | None => (Self::Other, None),
        }
    }

    fn on(shelf: Shelf) -> Self {
        match shelf {
            Shelf::Shared => Self::Together,
            Shelf::Own => Self::Mine,
        }
    }
}

/// One stored value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    pub key: String,
    pub kind: StoredKind,
    pub with: Option<RelationshipId>,
    /// Of its key and of its value as JSON, as browsers count them.
    pub bytes: usize,
}

impl Desk {
    /// All that is stored, by key.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn inventory(&self) -> Result<Vec<StoredPart>, StorageError> {
        let mut keys = self.ports.storage.keys().await?;
        keys.sort_unstable();
        let mut parts = Vec::with_capacity(keys.len());
        for some in keys.chunks(AT_ONCE) {
            for (key, value) in self.ports.storage.get(some).await? {
                let (kind, with) = StoredKind::of(&key);
                let bytes = key.len() + size(&value);
                parts.push(StoredPart { key, kind, with, bytes });
            }
        }
        Ok(parts)
    }

    /// One value as it is stored; none if it has gone meanwhile.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn raw(&self, key: &str) -> Result<Option<String>, StorageError> {
        let mut found = self.ports.storage.get(&[key.to_string()]).await?;
        Ok(found.remove(key).map(|value| match value {
            Value::Text(raw) | Value::Json(raw) => raw,
        }))
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => serde_json::to_string(text).map_or(0, |json| json.len()),
        Value::Json(json) => json.len(),
    }
}
