//! Everything in one file, and back by merging: the same file twice changes nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use super::{DocumentName, Mine, Shelf, Thread, written};
use crate::document::Update;
use crate::domain::{Meeting, Relationship, RelationshipId, Retro};
use crate::ports::Entropy;

const FORMAT: &str = "duologue-backup";
const VERSION: u32 = 1;

/// What stands before the threads. `docs/backup.schema.json` describes the whole.
#[derive(Serialize)]
struct Head<'a> {
    format: &'a str,
    version: u32,
    /// Milliseconds since 1970.
    exported_at: i64,
    /// Raw records that belong to no thread: rooms, settings, and what the user made of the bank.
    records: &'a BTreeMap<String, String>,
}

/// The file as it is read: each thread is looked into by itself.
#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    threads: Vec<&'a RawValue>,
    #[serde(default)]
    records: BTreeMap<String, String>,
}

/// One thread. The documents are what is read back; `readable` is for people and is not.
#[derive(Serialize, Deserialize)]
struct FiledThread<R> {
    id: RelationshipId,
    mine: Mine,
    /// Shelf, then document, then the whole document as base64url.
    shared: BTreeMap<String, String>,
    own: BTreeMap<String, String>,
    readable: Option<R>,
}

#[derive(Serialize)]
struct Readable {
    relationship: Relationship,
    meetings: Vec<Meeting>,
    answers: Vec<Retro>,
    private_notes: String,
}

/// What a file holds for one thread.
pub struct Imported {
    pub id: RelationshipId,
    pub mine: Mine,
    pub documents: Vec<(DocumentName, Update)>,
}

/// A file of ours, of which each thread can be read.
pub struct Opened<'a> {
    threads: Vec<&'a RawValue>,
    /// Raw records by key.
    pub records: BTreeMap<String, String>,
}

/// Why a file was not imported. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("the file is no Duologue backup")]
    NotABackup,
    #[error("the file ends in the middle")]
    CutOff,
    #[error("the file was written by a newer version of Duologue (format {0}): update Duologue, then import it again")]
    Newer(u32),
    #[error("the document {document} in the file is damaged: {reason}")]
    Damaged { document: String, reason: String },
}

impl From<serde_json::Error> for ImportError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_eof() { Self::CutOff } else { Self::NotABackup }
    }
}

/// Writes a file of these threads, which must have been read to the full depth, and of raw records. It comes in pieces
/// that are joined as they are, a thread to a line: ten years are not held in memory twice.
pub fn export(
    threads: &mut [&mut Thread],
    records: &BTreeMap<String, String>,
    at: i64,
    entropy: &dyn Entropy,
) -> Vec<String> {
    let head = Head { format: FORMAT, version: VERSION, exported_at: at, records };
    let mut head = serde_json::to_string(&head).unwrap_or_default();
    // The threads come last in it.
    head.pop();
    let mut pieces = vec![head + ",\"threads\":["];
    for (at, thread) in threads.iter_mut().enumerate() {
        let start = if at == 0 { "\n" } else { ",\n" };
        pieces.push(start.to_string() + &serde_json::to_string(&filed(thread, entropy)).unwrap_or_default());
    }
    pieces.push("\n]}\n".into());
    pieces
}

fn filed(thread: &mut Thread, entropy: &dyn Entropy) -> FiledThread<Readable> {
    let mut shelves: BTreeMap<Shelf, BTreeMap<String, String>> = BTreeMap::new();
    for name in thread.loaded() {
        let whole = written::encode(&thread.document(name, entropy).whole());
        shelves.entry(name.shelf()).or_default().insert(name.text(), whole);
    }
    FiledThread {
        id: thread.id.clone(),
        mine: thread.mine.clone(),
        shared: shelves.remove(&Shelf::Shared).unwrap_or_default(),
        own: shelves.remove(&Shelf::Own).unwrap_or_default(),
        readable: Some(Readable {
            relationship: thread.relationship(),
            meetings: thread.meetings(),
            answers: thread.retros(),
            private_notes: thread.notes().text(),
        }),
    }
}

impl<'a> Opened<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// If it is not a backup of ours, or not whole.
    pub fn of(file: &'a str) -> Result<Self, ImportError> {
        #[derive(Deserialize)]
        struct Marks {
            format: String,
            version: u32,
        }
        let marks: Marks = serde_json::from_str(file)?;
        if marks.format != FORMAT {
            return Err(ImportError::NotABackup);
        }
        if marks.version > VERSION {
            return Err(ImportError::Newer(marks.version));
        }
        let file: File<'_> = serde_json::from_str(file)?;
        Ok(Self { threads: file.threads, records: file.records })
    }

    /// How many threads there are.
    pub fn count(&self) -> usize {
        self.threads.len()
    }

    /// Reads the thread at that place; none past the end.
    ///
    /// # Errors
    /// If any part of it is damaged.
    pub fn thread(&self, at: usize) -> Option<Result<Imported, ImportError>> {
        let filed = |raw: &&RawValue| serde_json::from_str::<FiledThread<serde::de::IgnoredAny>>(raw.get());
        self.threads.get(at).map(|raw| read_thread(filed(raw)?))
    }
}

fn read_thread<R>(filed: FiledThread<R>) -> Result<Imported, ImportError> {
    let shelves = [(Shelf::Shared, filed.shared), (Shelf::Own, filed.own)];
    let texts = shelves.into_iter().flat_map(|(shelf, documents)| documents.into_iter().map(move |d| (shelf, d)));
    let documents =
        texts.map(|(shelf, (text, whole))| read_document(shelf, &text, &whole)).collect::<Result<_, _>>()?;
    Ok(Imported { id: filed.id, mine: filed.mine, documents })
}

fn read_document(shelf: Shelf, text: &str, whole: &str) -> Result<(DocumentName, Update), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { document: text.into(), reason };
    let name = DocumentName::parse(shelf, text).ok_or_else(|| damaged("there is no such document".into()))?;
    let update = written::decode(whole).map_err(|damage| damaged(damage.to_string()))?;
    // Tried on an empty document first, so that a damaged file changes nothing.
    crate::document::Mergeable::new(0).merge(&update).map_err(|error| damaged(error.to_string()))?;
    Ok((name, update))
}
