//! A file that only a passphrase opens: Argon2id makes the key, the envelope seals.
//!
//! `magic (16 bytes) | version (1) | memory in KiB, passes, lanes (u32 each) | salt (16) | check (8) | crc32 of all that
//! (4) | envelope`. All numbers are big-endian. All before the envelope is authenticated with it. The check tells a wrong
//! passphrase from a damaged file: it is derived as the key is, for another purpose, and tells nothing about it; the
//! checksum tells that the check itself was not damaged.
//!
//! The file is sealed as a whole: an import uses all of it or nothing, so there is no use in parts that open one by one.

use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;

use super::envelope;
use super::{SealKey, Secret};
use crate::ports::Entropy;

const MAGIC: &[u8; 16] = b"duologue-sealed\n";
const VERSION: u8 = 1;
const SALT: usize = 16;
const CHECK: usize = 8;
const BEFORE_CHECKSUM: usize = MAGIC.len() + 1 + 12 + SALT + CHECK;
const HEADER: usize = BEFORE_CHECKSUM + 4;

/// What it costs to try one passphrase. It stands in the file, so it may be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// In KiB.
    pub memory: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// The second recommended option of RFC 9106, section 4, for where 2 GiB are too much: 64 MiB, 3 passes, 4 lanes.
    pub const USUAL: Self = Self { memory: 64 << 10, passes: 3, lanes: 4 };

    /// A file may ask for so much: eight times the usual memory. A page would end before it had more.
    const MOST: Self = Self { memory: 512 << 10, passes: 16, lanes: 16 };

    fn is_bearable(self) -> bool {
        self.memory <= Self::MOST.memory && self.passes <= Self::MOST.passes && self.lanes <= Self::MOST.lanes
    }
}

/// Why a file was not opened. Nothing of it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotUnsealed {
    #[error("it is no file that a passphrase opens")]
    NotSealed,
    #[error("it ends in the middle")]
    CutOff,
    #[error("it was sealed by a newer version of Duologue")]
    Newer,
    #[error("opening it would take more memory than a page has")]
    TooCostly,
    #[error("the passphrase is another one")]
    WrongPassphrase,
    #[error("it was damaged or changed")]
    Damaged,
}

/// Whether these bytes begin as such a file.
pub fn is_sealed(file: &[u8]) -> bool {
    file.starts_with(MAGIC)
}

/// Seals a file. None if the cost is none that the function knows.
pub fn seal_file(passphrase: &str, cost: Cost, plain: &[u8], entropy: &dyn Entropy) -> Option<Vec<u8>> {
    let mut salt = [0; SALT];
    entropy.fill(&mut salt);
    let secret = secret(passphrase, cost, &salt)?;
    let mut header = MAGIC.to_vec();
    header.push(VERSION);
    [cost.memory, cost.passes, cost.lanes].iter().for_each(|n| header.extend_from_slice(&n.to_be_bytes()));
    header.extend_from_slice(&salt);
    header.extend_from_slice(&check(&secret));
    header.extend_from_slice(&crc32fast::hash(&header).to_be_bytes());
    let sealed = envelope::seal(&key(&secret), &[CONTEXT, &header], plain, entropy);
    header.extend_from_slice(&sealed);
    Some(header)
}

/// Opens a file.
///
/// # Errors
/// If it cannot be opened with this passphrase, or not at all.
pub fn unseal_file(passphrase: &str, file: &[u8]) -> Result<Vec<u8>, NotUnsealed> {
    let rest = file.strip_prefix(MAGIC).ok_or(NotUnsealed::NotSealed)?;
    match rest.first() {
        None => return Err(NotUnsealed::CutOff),
        Some(&VERSION) => {}
        Some(VERSION..) => return Err(NotUnsealed::Newer),
        Some(_) => return Err(NotUnsealed::Damaged),
    }
    let (header, sealed) = file.split_at_checked(HEADER).ok_or(NotUnsealed::CutOff)?;
    let read = Header::read(header).ok_or(NotUnsealed::Damaged)?;
    if !read.cost.is_bearable() {
        return Err(NotUnsealed::TooCostly);
    }
    let secret = secret(passphrase, read.cost, &read.salt).ok_or(NotUnsealed::Damaged)?;
    if check(&secret) != read.check {
        return Err(NotUnsealed::WrongPassphrase);
    }
    envelope::open(&key(&secret), &[CONTEXT, header], sealed).map_err(|error| match error {
        envelope::NotOpened::CutOff => NotUnsealed::CutOff,
        envelope::NotOpened::Version(_) | envelope::NotOpened::NotAuthentic => NotUnsealed::Damaged,
    })
}

/// Where the sealed bytes belong.
const CONTEXT: &[u8] = b"backup file";

struct Header {
    cost: Cost,
    salt: [u8; SALT],
    check: [u8; CHECK],
}

impl Header {
    /// None if its checksum does not fit.
    fn read(header: &[u8]) -> Option<Self> {
        let (before, checksum) = header.split_at_checked(BEFORE_CHECKSUM)?;
        if crc32fast::hash(before).to_be_bytes() != checksum {
            return None;
        }
        let (_, rest) = before.split_at_checked(MAGIC.len() + 1)?;
        let (memory, rest) = rest.split_first_chunk::<4>()?;
        let (passes, rest) = rest.split_first_chunk::<4>()?;
        let (lanes, rest) = rest.split_first_chunk::<4>()?;
        let (salt, rest) = rest.split_first_chunk::<SALT>()?;
        let number = |bytes: &[u8; 4]| u32::from_be_bytes(*bytes);
        let cost = Cost { memory: number(memory), passes: number(passes), lanes: number(lanes) };
        Some(Self { cost, salt: *salt, check: rest.try_into().ok()? })
    }
}

fn secret(passphrase: &str, cost: Cost, salt: &[u8]) -> Option<Secret> {
    let mut bytes = [0; 32];
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(bytes.len())).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.as_bytes(), salt, &mut bytes).ok()?;
    Some(Secret::from_bytes(bytes))
}

fn key(secret: &Secret) -> SealKey {
    secret.key("backup")
}

fn check(secret: &Secret) -> [u8; CHECK] {
    secret.derive("backup check")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::CountedEntropy;

    /// As little as the function takes, so that it can be tried hundreds of times.
    const CHEAP: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

    /// What argon2-cffi, cryptography and libsodium make of the passphrase "correct horse bättery staple", 256 KiB, 2
    /// passes, 2 lanes, the salt 0, 1, … and the nonce 100, 101, …
    const KNOWN: &str = "64756f6c6f6775652d7365616c65640a01000001000000000200000002000102030405060708090a0b0c0d0e0ff5912a\
        31c4b788d9595c99de016465666768696a6b6c6d6e6f707172737475767778797a7b3349075cc1a4e976cf6fd1b56442\
        cef0590a671bd64eaac3954d";

    /// Chance that gives the salt first, and then the nonce.
    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            let first = if bytes.len() == SALT { 0 } else { 100 };
            bytes.iter_mut().zip(first..).for_each(|(byte, value)| *byte = value);
        }
    }

    #[test]
    fn other_implementations_make_the_same_file() {
        let cost = Cost { memory: 256, passes: 2, lanes: 2 };
        let file = seal_file("correct horse bättery staple", cost, b"everything", &Fixed).expect("a cost it knows");
        assert_eq!(file.iter().map(|byte| format!("{byte:02x}")).collect::<String>(), KNOWN);
        assert_eq!(unseal_file("correct horse bättery staple", &file).as_deref(), Ok(b"everything".as_slice()));
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        seal_file("correct horse", CHEAP, plain, &CountedEntropy::lane(1)).expect("a cost that it knows")
    }

    #[test]
    fn the_passphrase_opens_it_and_another_one_is_told_as_such() {
        let file = sealed(b"everything");
        assert!(is_sealed(&file));
        assert_eq!(unseal_file("correct horse", &file).as_deref(), Ok(b"everything".as_slice()));
        for other in ["", "correct hors", "Correct horse", "correct horse "] {
            assert_eq!(unseal_file(other, &file), Err(NotUnsealed::WrongPassphrase), "{other:?}");
        }
    }

    #[test]
    fn every_byte_that_is_flipped_is_noticed_and_never_taken_for_another_passphrase() {
        let file = sealed(b"everything");
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut flipped = file.clone();
                flipped[at] ^= 1 << bit;
                let error = unseal_file("correct horse", &flipped).expect_err("it was changed");
                assert_ne!(error, NotUnsealed::WrongPassphrase, "byte {at}, bit {bit}");
            }
        }
        for cut in 0..file.len() {
            assert!(unseal_file("correct horse", &file[..cut]).is_err(), "cut to {cut}");
        }
    }

    #[test]
    fn a_file_cannot_ask_for_more_memory_than_a_page_has() {
        let mut file = sealed(b"everything");
        file[17..21].copy_from_slice(&u32::MAX.to_be_bytes());
        let checksum = crc32fast::hash(&file[..BEFORE_CHECKSUM]).to_be_bytes();
        file[BEFORE_CHECKSUM..HEADER].copy_from_slice(&checksum);
        assert_eq!(unseal_file("correct horse", &file), Err(NotUnsealed::TooCostly));
    }

    #[test]
    fn what_is_sealed_by_a_newer_version_says_so() {
        let mut file = sealed(b"everything");
        file[16] = 2;
        assert_eq!(unseal_file("correct horse", &file), Err(NotUnsealed::Newer));
    }
}
