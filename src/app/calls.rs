//! Call rooms: whom a room is for, and whose call is on.

use super::{Desk, News};
use crate::domain::{CallRoom, RelationshipId};
use crate::ports::StorageError;
use crate::store::{Key, RoomLink, written};

/// What is known of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomIs {
    /// Nobody has said yet.
    Unknown,
    /// The 1:1 with this person is held there.
    For(RelationshipId),
    NotAOneToOne,
}

impl Desk {
    /// Whom a room is for. A link to someone who is no longer known counts as unknown.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn room(&self, room: &CallRoom) -> Result<RoomIs, StorageError> {
        let key = Key::Room(room.name()).text();
        let stored = self.ports.storage.get(std::slice::from_ref(&key)).await?;
        let link = stored.get(&key).and_then(|value| written::read_json::<RoomLink>(value).ok());
        Ok(match link {
            Some(RoomLink::With(id)) if self.threads.borrow().contains_key(&id) => RoomIs::For(id),
            Some(RoomLink::Not(true)) => RoomIs::NotAOneToOne,
            _ => RoomIs::Unknown,
        })
    }

    /// The rooms that are for someone, by their names.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn rooms_of(&self, id: &RelationshipId) -> Result<Vec<CallRoom>, StorageError> {
        let keys = self.ports.storage.keys().await?;
        let rooms: Vec<_> = keys.into_iter().filter(|key| matches!(Key::parse(key), Some(Key::Room(_)))).collect();
        let links = self.ports.storage.get(&rooms).await?;
        let is_theirs = |value| matches!(written::read_json(value), Ok(RoomLink::With(with)) if with == *id);
        let theirs = links.iter().filter(|(_, value)| is_theirs(value)).filter_map(|(key, _)| match Key::parse(key) {
            Some(Key::Room(room)) => CallRoom::parse(&room),
            _ => None,
        });
        Ok(theirs.collect())
    }

    /// From now on the room is for nobody, as if it had never been said.
    pub fn unlink_room(&self, room: &CallRoom) {
        self.remove(Key::Room(room.name()));
        self.tell(News::Save);
    }

    /// From now on the room is for this person.
    pub fn link_room(&self, room: &CallRoom, with: &RelationshipId) {
        self.put(Key::Room(room.name()), written::write_json(&RoomLink::With(with.clone())));
        self.tell(News::Save);
    }

    /// What meets in this room is not a 1:1.
    pub fn mark_not_a_one_to_one(&self, room: &CallRoom) {
        self.put(Key::Room(room.name()), written::write_json(&RoomLink::Not(true)));
        self.tell(News::Save);
    }
}
