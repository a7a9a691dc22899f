//! Everything in one file that only a passphrase opens. The passphrase is kept nowhere.

use super::Desk;
use crate::ports::StorageError;
pub use crate::share::passphrase::{Cost, NotUnsealed};
use crate::share::passphrase::{seal_file, unseal_file};

/// Most bytes that a file may come to when it is unpacked: several times what ten years with twenty people take.
const MOST_BYTES: usize = 512 << 20;

/// Fewest characters of a passphrase that are taken: below that it is found by trying (NIST SP 800-63B-4, 3.1.1).
pub const FEWEST: usize = 8;

/// From so many on, a passphrase is left alone (the same, for a secret that stands by itself).
pub const ENOUGH: usize = 15;

/// How a passphrase looks. It says nothing of one that is known to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Not taken.
    TooShort,
    /// Taken; a longer one is better.
    Short,
    /// Long, but of so few different characters that it is soon tried.
    Monotonous,
    Long,
}

/// How a passphrase looks.
pub fn strength(passphrase: &str) -> Strength {
    let mut different: Vec<char> = Vec::new();
    for c in passphrase.chars() {
        if !different.contains(&c) {
            different.push(c);
        }
    }
    match passphrase.chars().count() {
        ..FEWEST => Strength::TooShort,
        _ if different.len() < FEWEST / 2 => Strength::Monotonous,
        FEWEST..ENOUGH => Strength::Short,
        _ => Strength::Long,
    }
}

/// Whether a file that was chosen is one that a passphrase opens.
pub fn is_sealed(file: &[u8]) -> bool {
    crate::share::passphrase::is_sealed(file)
}

impl Desk {
    /// Everything, deflated and sealed.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn export_sealed(&self, passphrase: &str, cost: Cost) -> Result<Vec<u8>, StorageError> {
        let mut plain = Vec::new();
        for piece in self.export_in_pieces().await? {
            plain.extend_from_slice(piece.as_bytes());
        }
        let deflated = self.ports.squeeze.deflate(&plain).await;
        let (form, body) = deflated.map_or((0, plain), |deflated| (1, deflated));
        let packed = [&[form], body.as_slice()].concat();
        let sealed = seal_file(passphrase, cost, &packed, &*self.ports.entropy);
        sealed.ok_or_else(|| StorageError::Unavailable("there is not enough memory to seal it".into()))
    }

    /// Opens such a file, to be imported.
    ///
    /// # Errors
    /// If it cannot be opened; then nothing was changed.
    pub async fn unseal(&self, passphrase: &str, file: &[u8]) -> Result<String, NotUnsealed> {
        let packed = unseal_file(passphrase, file)?;
        let bytes = match packed.split_first() {
            Some((0, rest)) => Some(rest.to_vec()),
            Some((1, rest)) => self.ports.squeeze.inflate(rest, MOST_BYTES).await,
            _ => return Err(NotUnsealed::Newer),
        };
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(NotUnsealed::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_as_strong_as_it_is_long_and_mixed() {
        for (passphrase, looks) in [
            ("", Strength::TooShort),
            ("secret!", Strength::TooShort),
            ("secret!!", Strength::Short),
            ("aaaaaaaaaaaaaaaaaaaa", Strength::Monotonous),
            ("abababababababababab", Strength::Monotonous),
            ("staple battery", Strength::Short),
            ("staple battery horse", Strength::Long),
            ("日本語のながいあいことばです。", Strength::Long),
        ] {
            assert_eq!(strength(passphrase), looks, "{passphrase}");
        }
    }
}
