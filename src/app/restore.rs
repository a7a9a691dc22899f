//! Going back to a day with one person: what would change, doing it, and taking it back.
//!
//! A document is never put in place of another: going back is a set of edits of today, so other pages, my devices and
//! the other one follow as with any edit. What came later stays, unless it is asked to go; what was handed over sealed
//! stays as it is in any case. All edits are written in one call: a crash leaves all of them or none.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use thiserror::Error;

use super::{Desk, News};
use crate::document::{Differences, Entry, Mergeable, Update};
use crate::domain::order::gathered;
use crate::domain::{Meeting, RelationshipId};
use crate::ports::{Entropy, StorageError};
use crate::store::snapshots::Then;
use crate::store::{Damage, DocumentName, Thread};

/// What going back to a day would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub points: Moved,
    pub promises: Moved,
    /// Other things that would read as they did: names, how often, answers, times, experiments.
    pub others: usize,
    pub notes: bool,
    /// Whether the other one of the two sees it, too.
    pub is_shared: bool,
    /// Whether a part of that day cannot be read any more.
    pub is_incomplete: bool,
}

/// The texts of points or of promises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Gone, and would be there again.
    pub back: Vec<String>,
    /// Would read or stand as they did.
    pub changed: Vec<String>,
    /// Came later.
    pub since: Vec<String>,
}

impl Preview {
    /// Whether everything stands as it did, but for what came later.
    pub fn is_as_it_was(&self) -> bool {
        let none = |moved: &Moved| moved.back.is_empty() && moved.changed.is_empty();
        none(&self.points) && none(&self.promises) && self.others == 0 && !self.notes
    }

    /// How many things came later.
    pub fn since(&self) -> usize {
        self.points.since.len() + self.promises.since.len()
    }
}

/// Why there is no way back to a day. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotRestored {
    #[error("that day is not kept any more")]
    Gone,
    #[error("what was kept of that day cannot be read: {0}")]
    Damaged(#[from] Damage),
    #[error("this person is not known here")]
    NotKnown,
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
}

/// What takes a change of several documents back while the page is open.
#[derive(Clone, Debug)]
pub struct TakeBack {
    pub(super) thread: RelationshipId,
    pub(super) before: Vec<(DocumentName, Update)>,
    /// What came into being by it.
    pub(super) came: BTreeSet<(DocumentName, Entry)>,
    pub(super) notes: Option<String>,
}

impl TakeBack {
    /// Nothing to take back yet.
    pub(super) fn of(thread: &RelationshipId) -> Self {
        Self { thread: thread.clone(), before: Vec::new(), came: BTreeSet::new(), notes: None }
    }
}

impl Desk {
    /// What going back to that day would do.
    ///
    /// # Errors
    /// If there is no way back.
    pub async fn preview_restore(&self, id: &RelationshipId, day: NaiveDate) -> Result<Preview, NotRestored> {
        let mut then = self.as_it_was(id, day).await?;
        let entropy = &*self.ports.entropy;
        let mut threads = self.threads.borrow_mut();
        let now = threads.get_mut(id).ok_or(NotRestored::NotKnown)?;
        let mut preview =
            Preview { is_incomplete: !then.is_whole, is_shared: self.is_shared(id), ..Preview::default() };
        let texts = Texts::of(&then.thread, now);
        for name in names(&then, now) {
            let mut copy = whole_of(now, name, entropy);
            let (_, mut found) = copy.bring_back(then.thread.document(name, entropy), |_| false);
            found.added.retain(|entry| !then.left_out(&entry.key));
            preview.take(&found, &texts);
        }
        let new = now.notes().text();
        preview.notes =
            then.knows(DocumentName::Notes) && notes_brought_back(&then.thread.notes().text(), &new, false) != new;
        Ok(preview)
    }

    /// Goes back to that day; `since_goes` says that points and promises that came later go.
    ///
    /// # Errors
    /// If there is no way back; then nothing was changed.
    pub async fn restore(
        &self,
        id: &RelationshipId,
        day: NaiveDate,
        since_goes: bool,
    ) -> Result<TakeBack, NotRestored> {
        if self.newer_schema().is_some() {
            return Err(NotRestored::ReadOnly);
        }
        let mut then = self.as_it_was(id, day).await?;
        let names = {
            let threads = self.threads.borrow();
            names(&then, threads.get(id).ok_or(NotRestored::NotKnown)?)
        };
        let entropy = self.ports.entropy.clone();
        let mut back = TakeBack::of(id);
        for name in names {
            self.keep(id, name, |thread| {
                let document = thread.document(name, &*entropy);
                let before = document.whole();
                let known = whole_of(&mut then.thread, name, &*entropy);
                let goes =
                    |entry: &Entry| since_goes && (entry.is_point() || entry.is_action()) && !then.left_out(&entry.key);
                let (update, found) = document.bring_back(&known, goes);
                back.came.extend(found.back.into_iter().map(|entry| (name, entry)));
                back.before.extend(update.is_some().then_some((name, before)));
                update
            });
        }
        let now = self.private_notes(id);
        let target = notes_brought_back(&then.thread.notes().text(), &now, since_goes);
        if target != now && then.knows(DocumentName::Notes) {
            self.keep(id, DocumentName::Notes, |thread| thread.edit_notes(|notes| notes.rewrite(&target)));
            back.notes = Some(now);
        }
        self.tell(News::Save);
        Ok(back)
    }

    /// Takes a change of several documents back. What was done since stays.
    pub fn take_back_all(&self, back: &TakeBack) {
        let entropy = self.ports.entropy.clone();
        let names: BTreeSet<_> = gathered(back.came.iter().map(|(name, _)| *name));
        for name in names {
            let came: Vec<_> = back.came.iter().filter(|(of, _)| *of == name).map(|(_, entry)| entry.clone()).collect();
            self.keep(&back.thread, name, |thread| thread.document(name, &*entropy).take_away(&came));
        }
        for (name, whole) in &back.before {
            let mut before = Mergeable::new(entropy.session());
            // Our own document can always be read back.
            let _ = before.merge(whole);
            self.keep(&back.thread, *name, |thread| thread.document(*name, &*entropy).bring_back(&before, |_| false).0);
        }
        if let Some(notes) = &back.notes {
            self.keep(&back.thread, DocumentName::Notes, |thread| thread.edit_notes(|mine| mine.rewrite(notes)));
        }
        self.tell(News::Save);
    }

    /// How the thread stood. Everything of today is loaded by then.
    async fn as_it_was(&self, id: &RelationshipId, day: NaiveDate) -> Result<Then, NotRestored> {
        self.open_history_with(id).await?;
        let snapshot = self.snapshot(id, day).await?.ok_or(NotRestored::Gone)??;
        let volumes = self.ports.storage.get(&snapshot.volumes()).await?;
        Ok(snapshot.then(id, &volumes, &*self.ports.entropy))
    }
}

impl Preview {
    fn take(&mut self, found: &Differences, texts: &Texts) {
        let all = [(&found.back, 0), (&found.changed, 1), (&found.added, 2)];
        for (entries, kind) in all {
            for entry in entries {
                let moved = match (entry.is_point(), entry.is_action()) {
                    (true, _) => &mut self.points,
                    (_, true) => &mut self.promises,
                    // What came later and is neither stays in any case.
                    _ => {
                        self.others += usize::from(kind < 2);
                        continue;
                    }
                };
                let list = match kind {
                    0 => &mut moved.back,
                    1 => &mut moved.changed,
                    _ => &mut moved.since,
                };
                list.push(texts.of_entry(entry));
            }
        }
    }
}

/// What points and promises say: as they did then, else as they do now.
struct Texts(Vec<(Entry, String)>);

impl Texts {
    fn of(then: &Thread, now: &Thread) -> Self {
        let of_meeting = |meeting: Meeting| {
            let points = meeting.points.into_iter().map(|point| (Entry::point(point.id.as_str()), point.title));
            let promises = meeting.actions.into_iter().map(|action| (Entry::action(action.id.as_str()), action.text));
            points.chain(promises).collect::<Vec<_>>()
        };
        Self(then.meetings().into_iter().chain(now.meetings()).flat_map(of_meeting).collect())
    }

    fn of_entry(&self, entry: &Entry) -> String {
        self.0.iter().find(|(known, _)| known == entry).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// The documents of both that are not the same, but for the notes, which are brought back by their lines.
fn names(then: &Then, now: &Thread) -> BTreeSet<DocumentName> {
    let all: BTreeSet<_> = gathered(then.thread.loaded().into_iter().chain(now.loaded()));
    let differs = |name: &DocumentName| *name != DocumentName::Notes && then.thread.state(*name) != now.state(*name);
    gathered(all.into_iter().filter(|name| differs(name) && then.knows(*name)))
}

/// A document of its own that knows the same.
fn whole_of(thread: &mut Thread, name: DocumentName, entropy: &dyn Entropy) -> Mergeable {
    let mut copy = Mergeable::new(entropy.session());
    // Our own document can always be read back.
    let _ = copy.merge(&thread.document(name, entropy).whole());
    copy
}

/// Notes in which every line of before is there again. Lines that were typed since stay below, unless they are to go.
fn notes_brought_back(then: &str, now: &str, since_goes: bool) -> String {
    let is_all_there = then.lines().all(|line| now.lines().any(|there| there == line));
    if since_goes || now.trim().is_empty() {
        return then.into();
    }
    if is_all_there {
        return now.into();
    }
    let since: Vec<_> = now.lines().filter(|line| !then.lines().any(|there| there == *line)).collect();
    let all: Vec<_> = then.lines().chain(since).collect();
    all.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back_by_their_lines_and_what_was_typed_since_stays_below() {
        for (then, now, back, all_back) in [
            ("", "new", "new", ""),
            ("one\ntwo", "one\ntwo", "one\ntwo", "one\ntwo"),
            ("one\ntwo", "one\nnew\ntwo", "one\nnew\ntwo", "one\ntwo"),
            ("one\ntwo", "two\nnew", "one\ntwo\nnew", "one\ntwo"),
            ("one", "", "one", "one"),
        ] {
            assert_eq!(notes_brought_back(then, now, false), back);
            assert_eq!(notes_brought_back(then, now, true), all_back);
        }
    }
}
