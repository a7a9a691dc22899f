//! The way to a relay: a server between two who share, which is handed sealed bytes and never a key.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// Which of the two sides of a pair: who invited, or who joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    A,
    B,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// `a` or `b`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }

    /// The side of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::A, Self::B].into_iter().find(|side| side.name() == name)
    }
}

/// Where a relay is, and what it lets me in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayAddress {
    /// `wss://…`, or `ws://` on this machine.
    pub url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

impl RelayAddress {
    /// As an invitation may tell it: a token is for one member alone, and the other one needs another.
    #[must_use]
    pub fn for_the_other(self) -> Self {
        let is_token = |credential: &String| credential.starts_with("ey") || credential.contains("-----BEGIN");
        Self { credential: self.credential.filter(|credential| !is_token(credential)), ..self }
    }
}

/// One copy in one room, as a relay knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replica {
    pub side: Side,
    /// 22 letters, digits, `-` and `_`; another one in every room.
    pub device: String,
}

/// Why the line is down, or a value was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Unreachable,
    /// The relay does not let us in, or not do this.
    Refused,
    /// The credential is too old.
    Expired,
    /// There is nothing there to keep values in.
    NotSetUp,
    TooLarge,
    Timeout,
}

/// What a line to a relay tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayFact {
    /// The line is up; everything that the relay has in the room comes next.
    Connected,
    /// Everything that the relay had has come; what comes from now on is new.
    CaughtUp,
    Offline(Refusal),
    /// A value, or none where the relay has let it go.
    Value {
        from: Replica,
        document: String,
        value: Option<Vec<u8>>,
    },
    /// What was put is kept: acknowledged by the relay.
    Kept {
        put: u32,
    },
    NotKept {
        put: u32,
        why: Refusal,
    },
}

/// Is told what happens on a line.
pub type RelayObserver = Rc<dyn Fn(RelayFact)>;

/// A room at a relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// 22 letters, digits, `-` and `_`.
    pub name: String,
    pub replica: Replica,
    pub address: RelayAddress,
}

/// Opens lines to relays.
pub trait Relay {
    /// Opens a line into a room and keeps it open, again and again, until it is dropped.
    fn open(&self, room: &Room, observer: RelayObserver) -> Box<dyn RelayLine>;
}

/// One line; dropping it ends it.
pub trait RelayLine {
    /// Puts my value of a document in place of the one that is there. The answer comes as a fact with the same `put`.
    fn put(&self, document: &str, value: Vec<u8>, put: u32);

    /// Lets the relay let go of my value of a document. The answer comes as a fact with the same `put`.
    fn remove(&self, document: &str, put: u32);
}
