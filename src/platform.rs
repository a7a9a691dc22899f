//! The browser: the only room that names `chrome`, and the ports as a browser has them.
//! Never here: a word of the domain beyond what crosses a port, or anything that is drawn.

pub mod chance;
pub mod clock;
pub mod extension;
pub mod page;
pub mod relay;
pub mod squeeze;
pub mod storage;

use std::rc::Rc;

use crate::ports::Ports;

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

/// Holds the ports against their contract; gives back what is broken, or nothing.
#[cfg(feature = "contract")]
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
