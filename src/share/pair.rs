//! The keys of one pair, all made from its secret, and what they seal: bundles for a chat, values for a relay.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::envelope::{self, NotOpened};
use super::{SealKey, Secret};
use crate::ports::{Entropy, Replica, Side};

/// How many bytes say which pair a bundle belongs to.
const TAG: usize = 8;

/// All that is derived from a pair's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairKeys {
    /// The name of the pair's room at a relay: it tells nothing about the secret, nor about the bundles.
    pub room: String,
    tag: [u8; TAG],
    bundles: SealKey,
    values: SealKey,
    devices: [u8; 32],
}

/// A value of the relay, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Counts up with every value that the replica puts.
    pub counter: u64,
    pub plain: Vec<u8>,
}

impl PairKeys {
    /// The keys of this secret.
    pub fn of(secret: &Secret) -> Self {
        Self {
            room: secret.name("room"),
            tag: secret.derive("tag"),
            bundles: secret.key("bundles"),
            values: secret.key("values"),
            devices: secret.derive("devices"),
        }
    }

    /// What a device is called in this room. Only those who know the secret can tell that it is the same device
    /// elsewhere.
    pub fn device(&self, id: &str) -> String {
        let hash = Sha256::new().chain_update(self.devices).chain_update(id).finalize();
        BASE64_URL_SAFE_NO_PAD.encode(&hash[..16])
    }

    /// Seals what a bundle holds: `tag (8 bytes) | envelope`.
    pub fn seal_bundle(&self, from: Side, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let sealed = envelope::seal(&self.bundles, &self.of_bundle(from), plain, entropy);
        [self.tag.as_slice(), &sealed].concat()
    }

    /// Whether a bundle says that it belongs to this pair.
    pub fn is_for_us(&self, bundle: &[u8]) -> bool {
        bundle.starts_with(&self.tag)
    }

    /// Opens a bundle that the given side made.
    ///
    /// # Errors
    /// If it is not theirs, not for this pair, or not as it was.
    pub fn open_bundle(&self, from: Side, bundle: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (tag, sealed) = bundle.split_first_chunk::<TAG>().ok_or(NotOpened::CutOff)?;
        if *tag != self.tag {
            return Err(NotOpened::NotAuthentic);
        }
        envelope::open(&self.bundles, &self.of_bundle(from), sealed)
    }

    /// Seals a value for the relay: `counter (8 bytes) | envelope`. It can be opened in its place only: this room,
    /// this replica, this document, with this counter.
    pub fn seal_value(
        &self,
        from: &Replica,
        document: &str,
        counter: u64,
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Vec<u8> {
        let counter = counter.to_be_bytes();
        let sealed = envelope::seal(&self.values, &self.of_value(from, document, &counter), plain, entropy);
        [counter.as_slice(), &sealed].concat()
    }

    /// Opens a value of the relay.
    ///
    /// # Errors
    /// If it does not belong to that place, or is not as it was.
    pub fn open_value(&self, from: &Replica, document: &str, value: &[u8]) -> Result<Opened, NotOpened> {
        let (counter, sealed) = value.split_first_chunk::<8>().ok_or(NotOpened::CutOff)?;
        let plain = envelope::open(&self.values, &self.of_value(from, document, counter), sealed)?;
        Ok(Opened { counter: u64::from_be_bytes(*counter), plain })
    }

    fn of_bundle(&self, from: Side) -> [&[u8]; 3] {
        [b"bundle", self.room.as_bytes(), from.name().as_bytes()]
    }

    fn of_value<'a>(&'a self, from: &'a Replica, document: &'a str, counter: &'a [u8; 8]) -> [&'a [u8]; 6] {
        let (side, device) = (from.side.name().as_bytes(), from.device.as_bytes());
        [b"value", self.room.as_bytes(), side, device, document.as_bytes(), counter]
    }
}
