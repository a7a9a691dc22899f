//! Records of one kind, each under a key of its own: of two versions of one the later holds, on every device and from
//! every file alike. What was deleted is a version, too, without a word of what was there.

use serde::{Deserialize, Serialize};

/// A version of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register<T> {
    /// When it was written, in milliseconds since 1970; later than any version that was known then.
    pub changed: i64,
    /// None if it was deleted.
    #[serde(default = "nothing", skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
}

fn nothing<T>() -> Option<T> {
    None
}

impl<T: Serialize> Register<T> {
    /// Whether this is to hold in place of `known`. Of two of the same moment the deleted one does, and else the one
    /// whose text is greater: all that matters is that everybody decides alike.
    pub fn is_later_than(&self, known: &Self) -> bool {
        let rank = |one: &Self| (one.changed, one.value.is_none());
        let text = |one: &Self| serde_json::to_string(&one.value).unwrap_or_default();
        (rank(self), text(self)) > (rank(known), text(known))
    }
}

/// The records that are known, by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers<T>(Vec<(String, Register<T>)>);

impl<T> Default for Registers<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + Serialize> Registers<T> {
    /// The record of that name, unless it was deleted.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.place(id).ok().and_then(|place| self.0[place].1.value.as_ref())
    }

    /// All that were not deleted, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().filter_map(|(id, register)| Some((id, register.value.as_ref()?)))
    }

    /// Takes in a version, from wherever it comes; says whether it holds from now on.
    pub fn merge(&mut self, id: &str, register: Register<T>) -> bool {
        match self.place(id) {
            Ok(place) if !register.is_later_than(&self.0[place].1) => false,
            Ok(place) => {
                self.0[place].1 = register;
                true
            }
            Err(place) => {
                self.0.insert(place, (id.into(), register));
                true
            }
        }
    }

    /// Writes a version that holds in place of all that are known; none deletes.
    pub fn write(&mut self, id: &str, value: Option<T>, now: i64) -> Register<T> {
        let known = self.place(id).ok().map(|place| self.0[place].1.changed);
        // A clock that was set back does not make an edit of now one of before.
        let changed = known.map_or(now, |known| now.max(known.saturating_add(1)));
        let register = Register { changed, value };
        self.merge(id, register.clone());
        register
    }

    /// Its key is gone, and with it all that was known of it.
    pub fn forget(&mut self, id: &str) -> bool {
        let place = self.place(id);
        place.is_ok_and(|place| self.0.remove(place).1.value.is_some())
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(id))
    }
}
