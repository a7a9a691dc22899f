//! What is in a bundle or a value before it is sealed: documents, each whole and with the state that it stands for, and
//! what its sender says to have.
//!
//! `form (1 byte: 0 plain, 1 raw deflate) | body`. The body is `number of documents (u16) | documents | number of
//! acknowledgements (u16) | acknowledgements`. A document is `name (u8 length, UTF-8) | state (8 bytes) | update (u32
//! length, bytes)`; an acknowledgement is `name | state`. All numbers are big-endian.

use thiserror::Error;

use crate::document::{Mergeable, State, Update};
use crate::ports::Squeeze;

/// Most bytes that anything may come to when it is unpacked: many times what ten years of weekly meetings take.
pub const MOST_BYTES: usize = 32 << 20;

/// Whole documents, and what else the sender has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    pub documents: Vec<Whole>,
    /// The state of documents that the sender has got and does not send: what the other need not send again.
    pub has: Vec<(String, State)>,
}

/// A document as its sender has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    pub name: String,
    pub state: State,
    pub update: Update,
}

/// Why what was opened cannot be used. It was made by someone who has the key, but not by a Duologue that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotUnderstood {
    #[error("it was packed in a way that this version of Duologue does not know")]
    Form,
    #[error("what is in it is damaged or far too large")]
    Damaged,
}

impl Contents {
    /// Packs it, as small as it goes.
    pub async fn pack(&self, squeeze: &dyn Squeeze) -> Vec<u8> {
        let mut body = Vec::new();
        count(&mut body, self.documents.len());
        for document in &self.documents {
            name(&mut body, &document.name);
            body.extend_from_slice(&document.state.to_bytes());
            let bytes = document.update.as_bytes();
            body.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            body.extend_from_slice(bytes);
        }
        count(&mut body, self.has.len());
        for (document, state) in &self.has {
            name(&mut body, document);
            body.extend_from_slice(&state.to_bytes());
        }
        squeezed(&body, squeeze).await
    }

    /// Unpacks it. Every document in it can be read, and stands for the state that it says.
    ///
    /// # Errors
    /// If it is of another form, damaged, or not what it says.
    pub async fn unpack(packed: &[u8], squeeze: &dyn Squeeze) -> Result<Self, NotUnderstood> {
        let body = unsqueezed(packed, squeeze).await?;
        let contents = Reader(&body).contents().ok_or(NotUnderstood::Damaged)?;
        let sound = contents.documents.iter().all(Whole::is_sound);
        if sound { Ok(contents) } else { Err(NotUnderstood::Damaged) }
    }
}

/// The form, and the bytes in it: deflated where that makes them fewer.
pub async fn squeezed(body: &[u8], squeeze: &dyn Squeeze) -> Vec<u8> {
    match squeeze.deflate(body).await {
        Some(deflated) if deflated.len() < body.len() => [&[1], deflated.as_slice()].concat(),
        _ => [&[0], body].concat(),
    }
}

/// Reads [`squeezed`] back.
///
/// # Errors
/// If it is of another form, damaged, or far too large.
pub async fn unsqueezed(packed: &[u8], squeeze: &dyn Squeeze) -> Result<Vec<u8>, NotUnderstood> {
    let (form, rest) = packed.split_first().ok_or(NotUnderstood::Damaged)?;
    match form {
        0 => Ok(rest.to_vec()),
        1 => squeeze.inflate(rest, MOST_BYTES).await.ok_or(NotUnderstood::Damaged),
        _ => Err(NotUnderstood::Form),
    }
}

impl Whole {
    /// Whether the update can be read, builds on nothing outside itself, and comes to the state that it says.
    pub(super) fn is_sound(&self) -> bool {
        let mut alone = Mergeable::new(0);
        self.update.is_plain()
            && alone.merge(&self.update).is_ok()
            && !alone.waits_for_missing()
            && alone.state() == self.state
    }
}

fn count(body: &mut Vec<u8>, count: usize) {
    body.extend_from_slice(&u16::try_from(count).unwrap_or(u16::MAX).to_be_bytes());
}

fn name(body: &mut Vec<u8>, name: &str) {
    body.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
    body.extend_from_slice(name.as_bytes());
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn contents(mut self) -> Option<Contents> {
        let mut contents = Contents::default();
        for _ in 0..self.count()? {
            let (name, state) = (self.name()?, self.state()?);
            let length = u32::from_be_bytes(self.chunk()?);
            let update = Update::from_bytes(self.take(usize::try_from(length).ok()?)?.to_vec());
            contents.documents.push(Whole { name, state, update });
        }
        for _ in 0..self.count()? {
            contents.has.push((self.name()?, self.state()?));
        }
        self.0.is_empty().then_some(contents)
    }

    fn count(&mut self) -> Option<u16> {
        self.chunk().map(u16::from_be_bytes)
    }

    fn state(&mut self) -> Option<State> {
        self.chunk().map(State::from_bytes)
    }

    fn name(&mut self) -> Option<String> {
        let [length] = self.chunk()?;
        String::from_utf8(self.take(usize::from(length))?.to_vec()).ok()
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}
