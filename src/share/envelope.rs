//! Sealing: XChaCha20-Poly1305 under a key that serves one purpose, bound to the place where the bytes belong.
//!
//! A sealed value is `version (1 byte) | nonce (24 bytes) | ciphertext and tag`. What is authenticated beside it is
//! the version and the context, each part with its length before it, so that no two contexts look alike.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use thiserror::Error;

use crate::ports::Entropy;

/// The version of the envelope.
pub const VERSION: u8 = 1;

const NONCE: usize = 24;
const TAG: usize = 16;

/// How many bytes a sealed value is longer than what is in it.
pub const OVERHEAD: usize = 1 + NONCE + TAG;

/// A key for one purpose.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey([u8; 32]);

impl SealKey {
    /// Takes 32 bytes that nobody else can know.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to hand over or to keep.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl core::fmt::Debug for SealKey {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("SealKey(…)")
    }
}

/// Why sealed bytes were not opened. Nothing of them was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotOpened {
    #[error("it is cut off")]
    CutOff,
    #[error("it was sealed by version {0} of Duologue's envelope, which this version does not know")]
    Version(u8),
    #[error("it was changed on its way, or belongs somewhere else")]
    NotAuthentic,
}

/// Seals `plain` for the place that `context` names, under a nonce that is drawn for it.
pub fn seal(key: &SealKey, context: &[&[u8]], plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    seal_with(key, &nonce, context, plain)
}

/// As [`seal`], under a nonce that was never used with this key.
pub fn seal_with(key: &SealKey, nonce: &[u8; NONCE], context: &[&[u8]], plain: &[u8]) -> Vec<u8> {
    let aad = authenticated(context);
    let sealed = cipher(key).encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: &aad });
    // It fails above 256 GB only, which no memory of a page holds.
    let sealed = sealed.unwrap_or_default();
    [&[VERSION], nonce.as_slice(), &sealed].concat()
}

/// Opens what was sealed for that place.
///
/// # Errors
/// If it was not, or not with this key, or is not as it was.
pub fn open(key: &SealKey, context: &[&[u8]], sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
    let (version, rest) = sealed.split_first().ok_or(NotOpened::CutOff)?;
    if *version != VERSION {
        return Err(NotOpened::Version(*version));
    }
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(NotOpened::CutOff)?;
    if sealed.len() < TAG {
        return Err(NotOpened::CutOff);
    }
    let aad = authenticated(context);
    let opened = cipher(key).decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &aad });
    opened.map_err(|_| NotOpened::NotAuthentic)
}

fn cipher(key: &SealKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(key.0))
}

fn authenticated(context: &[&[u8]]) -> Vec<u8> {
    let mut aad = vec![VERSION];
    for part in context {
        // A part is a name or a number: nowhere near 4 GB.
        aad.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        aad.extend_from_slice(part);
    }
    aad
}
