//! How two replicas meet: the pair's secret, what is sealed with it, the texts that are pasted, and what the other has.
//! Never here: storage, a connection, or a private note; what goes out is handed in, and what decides takes chance as
//! an argument.

pub mod answer;
pub mod envelope;
pub mod secret;

pub use envelope::{NotOpened, SealKey};
pub use secret::Secret;
