//! My record and my check-ins: mine alone, of no relationship, and read only when something of them is shown.

use sha2::{Digest, Sha256};

use super::{Desk, News};
use crate::domain::record::{Filed, Source};
use crate::domain::{
    ActionId, ActionState, Instant, Meeting, MeetingNumber, PersonId, PointId, RecordEntry, RecordKind, RelationshipId,
    day,
};
use crate::ports::{StorageError, Value};
use crate::store::{Damage, Fault, Key, Thread, written};

/// What can be kept: something that is said and done already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keepable {
    Point(PointId),
    /// A promise that was kept.
    Promise(ActionId),
    /// What I heard in a meeting.
    Heard(MeetingNumber),
    /// Something of my private notes, as it reads now.
    Note(String),
    /// What somebody asked to change in the answer about a meeting, mine or the other's, once it is open.
    Answer(MeetingNumber, PersonId),
}

/// What came of keeping something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is in the record, under this id.
    New(String, RecordKind),
    /// It was there before, perhaps in other words by now.
    Before,
    /// There is nothing to keep, or the store cannot be written.
    Not,
}

impl Desk {
    /// Reads my record and my check-ins, if that has not been done: nothing else needs them.
    ///
    /// # Errors
    /// If storage fails; what was open stays open.
    pub async fn open_record(&self) -> Result<(), StorageError> {
        if self.has_record_open.get() {
            return Ok(());
        }
        let keys = self.ports.storage.keys().await?;
        let mine = |key: &String| matches!(Key::parse(key), Some(Key::Record(_) | Key::CheckIn(_)));
        self.read_registers(&keys.into_iter().filter(mine).collect::<Vec<_>>()).await?;
        self.has_record_open.set(true);
        self.tell(News::Changed);
        Ok(())
    }

    /// Everything in my record, by id.
    pub fn record(&self) -> Vec<Filed> {
        self.record.borrow().iter().map(|(id, entry)| (id.clone(), entry.clone())).collect()
    }

    /// Keeps a copy for my record. The same thing twice, also on two devices, is kept once; one that was deleted since
    /// is kept anew.
    ///
    /// # Errors
    /// If storage fails; then nothing was changed.
    pub async fn keep_for_record(&self, thread: &RelationshipId, what: &Keepable) -> Result<Kept, StorageError> {
        let Some(entry) = self.copy_for_record(thread, what) else { return Ok(Kept::Not) };
        let Some(id) = entry.from.as_ref().map(id_of).filter(|_| self.newer_schema().is_none()) else {
            return Ok(Kept::Not);
        };
        if !self.has_record_open.get() {
            self.read_registers(&[Key::Record(id.clone()).text()]).await?;
        }
        if self.record.borrow().get(&id).is_some() {
            return Ok(Kept::Before);
        }
        let kind = entry.kind;
        self.write_entry(&id, Some(entry));
        Ok(Kept::New(id, kind))
    }

    /// Adds an entry that was typed, or changes the one of that id. None if it has no text, or the store cannot be
    /// written.
    pub fn write_record(&self, id: Option<&str>, entry: RecordEntry) -> Option<String> {
        let entry = RecordEntry { text: entry.text.trim().into(), with: entry.with.trim().into(), ..entry };
        if entry.text.is_empty() || self.newer_schema().is_some() {
            return None;
        }
        let id = id.map_or_else(|| self.ports.entropy.id(), Into::into);
        self.write_entry(&id, Some(entry));
        Some(id)
    }

    /// Deletes an entry; gives it back, for writing it again.
    pub fn delete_from_record(&self, id: &str) -> Option<RecordEntry> {
        let entry = self.record.borrow().get(id).cloned()?;
        self.write_entry(id, None);
        Some(entry)
    }

    /// Takes over a version of a record of mine that was read or has changed; says whether that is news.
    pub(super) fn take_register(&self, text: &str, value: Option<&Value>) -> bool {
        let Some(key) = Key::parse(text) else { return false };
        let Some(value) = value else {
            return match key {
                Key::Record(id) => self.record.borrow_mut().forget(&id),
                Key::CheckIn(day) => self.check_ins.borrow_mut().forget(&day::write(day)),
                _ => false,
            };
        };
        self.merge_register(key, value).unwrap_or_else(|damage| {
            self.take_faults(Some(&[]), vec![Fault { key: text.into(), damage }]);
            true
        })
    }

    /// Merges a version from a file; what holds from now on is written down. Says whether it was news.
    pub(super) fn import_register(&self, key: Key, value: Value) -> bool {
        // What is damaged in the file is as good as not in it.
        let is_news = self.merge_register(key.clone(), &value).unwrap_or(false);
        if is_news {
            self.put(key, value);
        }
        is_news
    }

    pub(super) async fn read_registers(&self, keys: &[String]) -> Result<(), StorageError> {
        if keys.is_empty() {
            return Ok(());
        }
        for (key, value) in self.ports.storage.get(keys).await? {
            self.take_register(&key, Some(&value));
        }
        Ok(())
    }

    fn merge_register(&self, key: Key, value: &Value) -> Result<bool, Damage> {
        Ok(match key {
            Key::Record(id) => self.record.borrow_mut().merge(&id, written::read_json(value)?),
            Key::CheckIn(day) => self.check_ins.borrow_mut().merge(&day::write(day), written::read_json(value)?),
            _ => false,
        })
    }

    fn write_entry(&self, id: &str, entry: Option<RecordEntry>) {
        if self.newer_schema().is_some() {
            return;
        }
        let register = self.record.borrow_mut().write(id, entry, self.now().timestamp_millis());
        self.put(Key::Record(id.into()), written::write_json(&register));
        self.tell(News::Changed);
        self.tell(News::Save);
    }

    fn copy_for_record(&self, id: &RelationshipId, what: &Keepable) -> Option<RecordEntry> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        let (text, kind, at, meeting, name) = match what {
            Keepable::Point(point) => copy_of_point(&thread.meetings(), point)?,
            Keepable::Promise(action) => copy_of_promise(&thread.meetings(), action)?,
            Keepable::Note(text) => {
                let name = format!("note {:08x}", crc32fast::hash(text.trim().as_bytes()));
                (text.clone(), RecordKind::Win, None, thread.current(), name)
            }
            Keepable::Heard(meeting) => {
                let heard = thread.heard(*meeting).mine;
                (heard, RecordKind::Feedback, began(thread, *meeting), *meeting, "heard".into())
            }
            Keepable::Answer(meeting, whose) => {
                let change = match *whose == thread.me() {
                    true => thread.retro(*meeting).map(|retro| retro.answer.change),
                    false => thread.exchange(*meeting).theirs().answer().map(|answer| answer.change.clone()),
                };
                (change?, RecordKind::Feedback, began(thread, *meeting), *meeting, format!("answer {whose}"))
            }
        };
        let text = text.trim().to_string();
        (!text.is_empty()).then(|| RecordEntry {
            text,
            kind,
            date: self.ports.clock.civil(at.unwrap_or_else(|| self.now())).date(),
            with: thread.relationship().counterpart.name,
            from: Some(Source { thread: id.clone(), meeting: Some(meeting), what: name }),
        })
    }
}

type Copied = (String, RecordKind, Option<Instant>, MeetingNumber, String);

fn copy_of_point(meetings: &[Meeting], id: &PointId) -> Option<Copied> {
    let point = meetings.iter().flat_map(|meeting| &meeting.points).find(|point| point.id == *id)?;
    let text = format!("{}\n{}", point.title.trim(), point.notes.trim());
    let (at, meeting) = point.closed.map_or((point.added, point.born), |closed| closed);
    Some((text, RecordKind::of_aim(point.aim), Some(at), meeting, format!("point {id}")))
}

fn copy_of_promise(meetings: &[Meeting], id: &ActionId) -> Option<Copied> {
    let action = meetings.iter().flat_map(|meeting| &meeting.actions).find(|action| action.id == *id)?;
    let kept = action.closed.filter(|_| action.state == ActionState::Kept)?;
    Some((action.text.clone(), RecordKind::Win, Some(kept), action.born, format!("promise {id}")))
}

fn began(thread: &Thread, meeting: MeetingNumber) -> Option<Instant> {
    thread.meeting(meeting).started
}

/// The same for the same source, in every window and on every device; and whatever an id of the other's is like, part of
/// a key.
fn id_of(source: &Source) -> String {
    // Where a point was closed can change, and what it is a copy of cannot.
    let name = Sha256::digest(format!("{}\n{}\n{}", source.thread, source.what, meeting_of(source)));
    name.iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}

/// What was heard and asked for is told apart by the meeting; all else has an id of its own.
fn meeting_of(source: &Source) -> u32 {
    let has_id = ["point ", "promise ", "note "].iter().any(|kind| source.what.starts_with(kind));
    source.meeting.filter(|_| !has_id).map_or(0, |meeting| meeting.0)
}
