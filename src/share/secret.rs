//! Secrets, and everything that is derived from one: HKDF with SHA-256, one label for each purpose.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;

use super::SealKey;
use crate::ports::Entropy;

/// Keeps what we derive apart from what anybody else derives with the same method.
const SALT: &[u8] = b"duologue 1";

/// 32 bytes that only those who share something know. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one.
    pub fn new(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes);
        Self(bytes)
    }

    /// One that was handed over or kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to hand over or to keep.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As text, to be kept.
    pub fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads [`Self::to_text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The key for one purpose.
    pub fn key(&self, purpose: &str) -> SealKey {
        SealKey::new(self.derive(purpose))
    }

    /// Bytes that stand for the secret without telling it, other ones for each purpose.
    pub fn derive<const N: usize>(&self, purpose: &str) -> [u8; N] {
        let mut bytes = [0; N];
        // It fails only for more than 8,160 bytes.
        let _ = Hkdf::<Sha256>::new(Some(SALT), &self.0).expand(purpose.as_bytes(), &mut bytes);
        bytes
    }

    /// A name of 22 letters, digits, `-` and `_`.
    pub fn name(&self, purpose: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive::<16>(purpose))
    }
}

impl core::fmt::Debug for Secret {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("Secret(…)")
    }
}
