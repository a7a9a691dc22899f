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
