//! What is written down, under which key, and how old or damaged writing is read.
//! Never here: a screen, the network, or a decision about what the user meant.

pub mod backup;
pub mod cleaning;
pub mod compaction;
pub mod damage;
pub mod digest;
mod echoes;
pub mod exchange;
pub mod hand_over;
pub mod inbox;
pub mod keys;
pub mod listing;
pub mod migrations;
pub mod outbox;
pub mod past;
pub mod reading;
pub mod records;
pub mod registers;
pub mod snapshots;
pub mod spoken;
pub mod thread;
pub mod written;

pub use damage::{Damage, Fault};
pub use digest::{Digest, History, MeetingDigest};
pub use exchange::Exchange;
pub use keys::{DocumentName, Form, Key, Shelf};
pub use listing::Listing;
pub use outbox::Outbox;
pub use reading::{Depth, read_threads};
pub use records::{Beat, Ended, Live, Mine, Named, Names, Pair, Peer, Reminders, RoomLink, Told, Waiting};
pub use registers::{Register, Registers};
pub use snapshots::Snapshot;
pub use thread::Thread;
