//! Randomness, for ids that nobody else has.

use core::cell::Cell;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// A source of bytes that cannot be guessed.
pub trait Entropy {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A new id of 128 random bits: 22 letters, digits, `-` and `_`.
    fn id(&self) -> String {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// A number for one opened copy of a document.
    fn session(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes) & ((1 << 53) - 1)
    }
}

/// The twin: the same bytes in every run, never the same ones twice. Give each writer a `lane` of its own.
pub struct CountedEntropy {
    lane: u32,
    count: Cell<u32>,
}

impl CountedEntropy {
    /// Starts counting in this lane.
    pub fn lane(lane: u32) -> Self {
        Self { lane, count: Cell::new(0) }
    }
}

impl Entropy for CountedEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.count.set(self.count.get() + 1);
        let pattern = (u64::from(self.lane) << 24 | u64::from(self.count.get())).to_le_bytes();
        for (byte, value) in bytes.iter_mut().zip(pattern.iter().cycle()) {
            *byte = *value;
        }
    }
}
