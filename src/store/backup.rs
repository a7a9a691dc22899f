//! Everything in one file, and back by merging: the same file twice changes nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{DocumentName, Mine, Shelf, Thread, written};
use crate::document::Update;
use crate::domain::{Meeting, Relationship, RelationshipId, Retro};
use crate::ports::Entropy;

const FORMAT: &str = "duologue-backup";
const VERSION: u32 = 1;

/// The file. `documents` is what is read back; `readable` is for people and is not.
#[derive(Serialize, Deserialize)]
struct File<R> {
    format: String,
    version: u32,
    /// Milliseconds since 1970.
    exported_at: i64,
    threads: Vec<FiledThread<R>>,
    /// Raw records that belong to no thread: rooms, settings, and what the user made of the bank.
    #[serde(default)]
    records: BTreeMap<String, String>,
}

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

/// A whole file.
pub struct Import {
    pub threads: Vec<Imported>,
    /// Raw records by key.
    pub records: BTreeMap<String, String>,
}

/// Why a file was not imported. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("the file is no Duologue backup: {0}")]
    NotABackup(String),
    #[error("the file was written by a newer version of Duologue (format {0}): update Duologue, then import it again")]
    Newer(u32),
    #[error("the document {document} in the file is damaged: {reason}")]
    Damaged { document: String, reason: String },
}

/// Writes a file of these threads, which must have been read to the full depth, and of raw records.
pub fn export(
    threads: &mut [&mut Thread],
    records: BTreeMap<String, String>,
    at: i64,
    entropy: &dyn Entropy,
) -> String {
    let threads = threads.iter_mut().map(|thread| filed(thread, entropy)).collect();
    let file = File { format: FORMAT.into(), version: VERSION, exported_at: at, threads, records };
    serde_json::to_string_pretty(&file).unwrap_or_default()
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

/// Reads a file.
///
/// # Errors
/// If it is not a backup of ours, or any part of it is damaged.
pub fn import(file: &str) -> Result<Import, ImportError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let wrong = |error: serde_json::Error| ImportError::NotABackup(error.to_string());
    let head: Head = serde_json::from_str(file).map_err(wrong)?;
    if head.format != FORMAT {
        return Err(ImportError::NotABackup(format!("its format is {:?}", head.format)));
    }
    if head.version > VERSION {
        return Err(ImportError::Newer(head.version));
    }
    let file: File<serde::de::IgnoredAny> = serde_json::from_str(file).map_err(wrong)?;
    let threads = file.threads.into_iter().map(read_thread).collect::<Result<_, _>>()?;
    Ok(Import { threads, records: file.records })
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
