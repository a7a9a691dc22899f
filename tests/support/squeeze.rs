//! Deflate as browsers have it, and one that remembers all that it was given.

use core::cell::RefCell;
use std::io::{Read, Write};
use std::rc::Rc;

use async_trait::async_trait;
use duologue::ports::{Squeeze, StoredBlocks};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Raw deflate that really saves bytes.
pub struct Flate;

impl Flate {
    /// The bytes deflated.
    pub fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory takes it");
        encoder.finish().expect("memory takes it")
    }
}

#[async_trait(?Send)]
impl Squeeze for Flate {
    async fn deflate(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        Some(Self::deflated(bytes))
    }

    async fn inflate(&self, deflated: &[u8], most: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let one_more = u64::try_from(most).ok()?.saturating_add(1);
        DeflateDecoder::new(deflated).take(one_more).read_to_end(&mut bytes).ok()?;
        (bytes.len() <= most).then_some(bytes)
    }
}

/// Keeps every body that was to be made smaller; cloning gives another handle on the same memory.
#[derive(Clone, Default)]
pub struct Recording(Rc<RefCell<Vec<Vec<u8>>>>);

impl Recording {
    /// All bodies since the last time, which are then forgotten.
    pub fn take(&self) -> Vec<Vec<u8>> {
        self.0.take()
    }
}

#[async_trait(?Send)]
impl Squeeze for Recording {
    async fn deflate(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.0.borrow_mut().push(bytes.to_vec());
        StoredBlocks.deflate(bytes).await
    }

    async fn inflate(&self, deflated: &[u8], most: usize) -> Option<Vec<u8>> {
        StoredBlocks.inflate(deflated, most).await
    }
}
