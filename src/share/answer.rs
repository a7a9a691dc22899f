//! Answers sealed against the other: each under a key of its own, which is let go only when theirs has come.
//!
//! A sealed answer is base64url of `commitment (32 bytes) | envelope`. XChaCha20-Poly1305 does not commit to its key:
//! one could make bytes that open to two answers with two keys, and choose after having read the other's. Therefore
//! 32 bytes that are derived from the key stand before the envelope, and a key that they do not fit opens nothing.
//!
//! What is authenticated beside it is the purpose and the meeting's number. The pair is not named, as the text only ever
//! stands in a document that the two share. The person is not, as each may know themself by another id: that nobody
//! hands over a copy of the other's is held by [`same_key`].

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::envelope::{self, OVERHEAD};
use super::{NotOpened, Secret};
use crate::domain::{Answer, Helped, MeetingNumber, Score};
use crate::ports::Entropy;

/// An answer is filled up to a multiple of so many bytes, so that its length tells nothing of a short one.
pub const BLOCK: usize = 256;

const COMMITMENT: usize = 32;
const PURPOSE: &str = "answer";

/// An answer handed over: the sealed text, and the key that is to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    pub sealed: String,
    pub key: Secret,
}

/// Why an answer was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    #[error("it is no sealed answer")]
    NotSealed,
    #[error("the key is not the one that it was sealed under")]
    OtherKey,
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    #[error("what was sealed is no answer")]
    NotUnderstood,
}

/// What is in it; names as they are stored, so that a newer answer can still be read.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    score: Option<u8>,
    #[serde(default)]
    helped: Vec<String>,
    #[serde(default)]
    change: String,
    #[serde(default)]
    guess: Option<u8>,
}

/// Seals an answer about that meeting under a fresh key.
pub fn seal(answer: &Answer, meeting: MeetingNumber, entropy: &dyn Entropy) -> HandedOver {
    let key = Secret::new(entropy);
    let written = Written {
        score: answer.score.map(Score::points),
        helped: answer.helped.iter().map(|helped| helped.name().into()).collect(),
        change: answer.change.clone(),
        guess: answer.guess.map(Score::points),
    };
    // A plain struct always has a JSON form. Spaces at its end are no part of it.
    let mut plain = serde_json::to_vec(&written).unwrap_or_default();
    plain.resize(plain.len().next_multiple_of(BLOCK), b' ');
    let sealed = envelope::seal(&key.key(PURPOSE), &[PURPOSE.as_bytes(), &meeting.0.to_be_bytes()], &plain, entropy);
    let bytes = [commitment(&key).as_slice(), &sealed].concat();
    HandedOver { sealed: BASE64_URL_SAFE_NO_PAD.encode(bytes), key }
}

/// Opens an answer about that meeting.
///
/// # Errors
/// If it is none, or not of that meeting, or the key is another.
pub fn open(sealed: &str, key: &Secret, meeting: MeetingNumber) -> Result<Answer, NoAnswer> {
    let bytes = bytes(sealed).ok_or(NoAnswer::NotSealed)?;
    let (committed, sealed) = bytes.split_first_chunk::<COMMITMENT>().ok_or(NoAnswer::NotSealed)?;
    if *committed != commitment(key) {
        return Err(NoAnswer::OtherKey);
    }
    let plain = envelope::open(&key.key(PURPOSE), &[PURPOSE.as_bytes(), &meeting.0.to_be_bytes()], sealed)?;
    let written: Written = serde_json::from_slice(&plain).map_err(|_| NoAnswer::NotUnderstood)?;
    Ok(Answer {
        score: written.score.and_then(Score::new),
        helped: written.helped.iter().filter_map(|name| Helped::named(name)).collect(),
        change: written.change,
        guess: written.guess.and_then(Score::new),
    })
}

/// Whether the text has the form of a sealed answer: anything else is not worth a key.
pub fn is_sealed(text: &str) -> bool {
    let plain = bytes(text).and_then(|bytes| bytes.len().checked_sub(COMMITMENT + OVERHEAD));
    plain.is_some_and(|plain| plain > 0 && plain.is_multiple_of(BLOCK))
}

/// Whether two sealed texts are under the same key. Keys are never used twice, so one of them is a copy.
pub fn same_key(one: &str, other: &str) -> bool {
    let committed = |text| bytes(text).and_then(|bytes| bytes.first_chunk::<COMMITMENT>().copied());
    committed(one).is_some() && committed(one) == committed(other)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

fn commitment(key: &Secret) -> [u8; COMMITMENT] {
    key.derive("answer commitment")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::CountedEntropy;

    const MEETING: MeetingNumber = MeetingNumber(7);

    fn answer(change: &str) -> Answer {
        let helped = vec![Helped::Career, Helped::GoodLaugh];
        Answer { score: Score::new(4), helped, change: change.into(), guess: Score::new(2) }
    }

    #[test]
    fn an_answer_is_read_back_with_its_key_and_only_for_its_meeting() {
        let entropy = CountedEntropy::lane(1);
        for answer in [answer("Start with hers"), answer(&"x".repeat(9_000)), Answer::default()] {
            let handed = seal(&answer, MEETING, &entropy);
            assert_eq!(open(&handed.sealed, &handed.key, MEETING), Ok(answer));
            let elsewhere = open(&handed.sealed, &handed.key, MeetingNumber(8));
            assert_eq!(elsewhere, Err(NoAnswer::NotOpened(NotOpened::NotAuthentic)));
            assert_eq!(open(&handed.sealed, &Secret::new(&entropy), MEETING), Err(NoAnswer::OtherKey));
            assert!(is_sealed(&handed.sealed));
        }
    }

    #[test]
    fn short_answers_are_all_of_one_length() {
        let entropy = CountedEntropy::lane(1);
        let length = |answer: &Answer| seal(answer, MEETING, &entropy).sealed.len();
        let lengths = [Answer::default(), answer(""), answer(&"x".repeat(120))].map(|answer| length(&answer));
        assert_eq!(lengths, [lengths[0]; 3]);
        assert!(length(&answer(&"x".repeat(300))) > lengths[0]);
    }

    #[test]
    fn what_was_changed_on_its_way_opens_nothing_and_never_panics() {
        let entropy = CountedEntropy::lane(1);
        let handed = seal(&answer("Shorter"), MEETING, &entropy);
        let whole = bytes(&handed.sealed).expect("base64url");
        for at in 0..whole.len() {
            let mut touched = whole.clone();
            touched[at] ^= 1;
            assert!(open(&BASE64_URL_SAFE_NO_PAD.encode(touched), &handed.key, MEETING).is_err(), "byte {at}");
            let cut = BASE64_URL_SAFE_NO_PAD.encode(&whole[..at]);
            assert!(open(&cut, &handed.key, MEETING).is_err() && !is_sealed(&cut), "cut to {at}");
        }
        for foreign in ["", "?", "äöü"] {
            assert_eq!(open(foreign, &handed.key, MEETING), Err(NoAnswer::NotSealed));
            assert!(!is_sealed(foreign) && !same_key(foreign, foreign));
        }
    }

    #[test]
    fn one_sealed_text_cannot_be_two_answers() {
        let entropy = CountedEntropy::lane(1);
        let (one, other) = (seal(&answer("one"), MEETING, &entropy), seal(&answer("other"), MEETING, &entropy));
        assert!(same_key(&one.sealed, &one.sealed) && !same_key(&one.sealed, &other.sealed));
        assert_eq!(open(&one.sealed, &other.key, MEETING), Err(NoAnswer::OtherKey));
        // The envelope of one behind the commitment of the other.
        let (one_bytes, other_bytes) = (bytes(&one.sealed).expect("text"), bytes(&other.sealed).expect("text"));
        let crossed = [&other_bytes[..COMMITMENT], &one_bytes[COMMITMENT..]].concat();
        let crossed = BASE64_URL_SAFE_NO_PAD.encode(crossed);
        assert!(open(&crossed, &one.key, MEETING).is_err() && open(&crossed, &other.key, MEETING).is_err());
    }
}
