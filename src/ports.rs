//! The doors to the world: what storage, time, chance and a relay must be able to do, each with a twin in memory.
//! Never here: a real browser, or a decision about what is stored.

pub mod chance;
pub mod clock;
pub mod contract;
pub mod key_value;
pub mod memory;
pub mod memory_relay;
pub mod relay;
pub mod squeeze;

pub use chance::{CountedEntropy, Entropy};
pub use clock::{Clock, HandClock, Zone};
pub use key_value::{Change, Entries, KeyValue, Observer, StorageError, Value, Watch};
pub use memory::MemoryStorage;
pub use memory_relay::MemoryRelay;
pub use relay::{Refusal, Relay, RelayAddress, RelayFact, RelayLine, RelayObserver, Replica, Room, Side};
pub use squeeze::{Squeeze, StoredBlocks};

use std::rc::Rc;

/// All doors together.
#[derive(Clone)]
pub struct Ports {
    pub storage: Rc<dyn KeyValue>,
    pub clock: Rc<dyn Clock>,
    pub entropy: Rc<dyn Entropy>,
    pub squeeze: Rc<dyn Squeeze>,
    pub relay: Rc<dyn Relay>,
}
