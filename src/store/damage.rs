//! What can be wrong with a stored value, and how it is told.

use thiserror::Error;

/// What is wrong with one stored value. The value itself is always left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    #[error("it is not text")]
    NotText,
    #[error("it does not begin with a version and a checksum")]
    NoEnvelope,
    #[error("it was written in version {0}, which this version of Duologue cannot read")]
    UnknownVersion(String),
    #[error("its checksum does not fit: it was cut off or changed")]
    Checksum,
    #[error("it is not what should stand there: {0}")]
    NotUnderstood(String),
    #[error("it was listed but could not be read")]
    Missing,
    #[error("it builds on a change that is missing")]
    BuildsOnMissing,
    #[error("it is gone, and without it nobody knows who is who: what is stored of this relationship was not opened")]
    Gone,
    #[error("it is no key of Duologue's")]
    Foreign,
}

/// A stored value that could not be used. Everything else was opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{key}: {damage}. It was kept as it is, and everything else was opened.")]
pub struct Fault {
    pub key: String,
    pub damage: Damage,
}
