//! How two replicas meet: the pair's secret, what is sealed with it, the texts that are pasted, and what the other has.
//! Never here: storage, a connection, or a private note; what goes out is handed in, and what decides takes chance as
//! an argument.

pub mod answer;
pub mod contents;
pub mod envelope;
pub mod invitation;
pub mod line;
pub mod pair;
pub mod passphrase;
pub mod secret;
pub mod text;
pub mod value;

pub use contents::{Contents, NotUnderstood, Whole};
pub use envelope::{NotOpened, SealKey};
pub use invitation::{Invitation, Invited, NotInvited};
pub use line::{Line, LineState, Warnings};
pub use pair::PairKeys;
pub use secret::Secret;
pub use text::Marker;

pub use crate::ports::Refusal;
