//! Randomness from the browser.

use crate::ports::Entropy;

/// `crypto.getRandomValues`.
pub struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // Every browser that runs extensions has it, and nothing of ours may be made without it.
        getrandom::fill(bytes).expect("the browser gives random bytes");
    }
}
