//! What is in a value of the relay before it is sealed: `state (8 bytes) | a document, squeezed`. The state stands in
//! front, so that what is known already need not be unpacked.

use super::contents::{NotUnderstood, Whole, squeezed, unsqueezed};
use crate::document::{State, Update};
use crate::ports::Squeeze;

/// Packs a whole document.
pub async fn pack(whole: &Whole, squeeze: &dyn Squeeze) -> Vec<u8> {
    pack_record(whole.state, whole.update.as_bytes(), squeeze).await
}

/// Packs a record that is no document, which `state` stands for.
pub async fn pack_record(state: State, record: &[u8], squeeze: &dyn Squeeze) -> Vec<u8> {
    [state.to_bytes().as_slice(), &squeezed(record, squeeze).await].concat()
}

/// Unpacks a record that is no document.
///
/// # Errors
/// If it is of another form, or damaged.
pub async fn unpack_record(plain: &[u8], squeeze: &dyn Squeeze) -> Result<Vec<u8>, NotUnderstood> {
    unsqueezed(plain.get(8..).ok_or(NotUnderstood::Damaged)?, squeeze).await
}

/// The state that a value stands for.
///
/// # Errors
/// If it is too short to have one.
pub fn state(plain: &[u8]) -> Result<State, NotUnderstood> {
    plain.first_chunk().map(|bytes| State::from_bytes(*bytes)).ok_or(NotUnderstood::Damaged)
}

/// Unpacks a value of that document; it can be read, and comes to the state that it says.
///
/// # Errors
/// If it is of another form, damaged, or not what it says.
pub async fn unpack(name: &str, plain: &[u8], squeeze: &dyn Squeeze) -> Result<Whole, NotUnderstood> {
    let state = state(plain)?;
    let update = Update::from_bytes(unpack_record(plain, squeeze).await?);
    let whole = Whole { name: name.into(), state, update };
    if whole.is_sound() { Ok(whole) } else { Err(NotUnderstood::Damaged) }
}
