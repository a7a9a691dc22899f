//! What is in a value of the relay before it is sealed: `state (8 bytes) | a document, squeezed`. The state stands in
//! front, so that what is known already need not be unpacked.

use super::contents::{NotUnderstood, Whole, squeezed, unsqueezed};
use crate::document::{State, Update};
use crate::ports::Squeeze;

/// Packs a whole document.
pub async fn pack(whole: &Whole, squeeze: &dyn Squeeze) -> Vec<u8> {
    let squeezed = squeezed(whole.update.as_bytes(), squeeze).await;
    [whole.state.to_bytes().as_slice(), &squeezed].concat()
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
    let update = Update::from_bytes(unsqueezed(&plain[8..], squeeze).await?);
    let whole = Whole { name: name.into(), state, update };
    if whole.is_sound() { Ok(whole) } else { Err(NotUnderstood::Damaged) }
}
