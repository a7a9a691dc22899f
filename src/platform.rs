//! The browser: the only room that names `chrome`, and the ports as a browser has them.
//! Never here: a word of the domain beyond what crosses a port, or anything that is drawn.

pub mod active_tab;
pub mod calendar;
pub mod chance;
pub mod clock;
pub mod consent;
pub mod extension;
pub mod forget;
pub mod given;
pub mod page;
pub mod permissions;
pub mod relay;
pub mod shortcuts;
pub mod squeeze;
pub mod storage;
pub mod zones;

use std::rc::Rc;

use crate::ports::{MemoryRelay, MemoryStorage, Ports};

/// The ports of this browser.
pub fn ports() -> Ports {
    Ports {
        storage: Rc::new(storage::ExtensionStorage),
        clock: Rc::new(clock::BrowserClock),
        entropy: Rc::new(chance::BrowserEntropy),
        squeeze: Rc::new(squeeze::BrowserSqueeze),
        relay: Rc::new(relay::FrameRelay::default()),
    }
}

/// The ports of a page that is there to practise: nothing of it is stored, and nobody else hears of it.
pub fn practice_ports() -> Ports {
    Ports { storage: Rc::new(MemoryStorage::default()), relay: Rc::new(MemoryRelay::default()), ..ports() }
}

/// Holds the ports against their contract; gives back what is broken, or nothing.
pub async fn broken_promises() -> Vec<String> {
    use crate::ports::contract::{clock, entropy, key_value, squeeze};

    let ports = ports();
    let results = [
        key_value(&*ports.storage).await,
        clock(&*ports.clock).await,
        entropy(&*ports.entropy),
        squeeze(&*ports.squeeze).await,
    ];
    results.into_iter().filter_map(Result::err).collect()
}
