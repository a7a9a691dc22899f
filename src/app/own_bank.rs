//! What the user makes of the bank: questions and agendas of their own, rewritten and hidden ones, and packs of them.

use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::{PointState, QuestionId, RelationshipId};
use crate::ports::StorageError;
use crate::questions::pack::MOST_POINTS;
use crate::questions::{Bank, OwnEntry, Pack, PackFault, Question, Template, TemplatePoint};
use crate::store::{Key, written};

/// What stood there before a pack was brought in, for taking it back: none where there was nothing.
pub type Before = Vec<(String, Option<OwnEntry>)>;

/// What a pack brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackBrought {
    /// Entries that were not there, and entries that were there and are different now.
    pub new: usize,
    pub changed: usize,
    pub before: Before,
}

impl Desk {
    /// Reads what the user made of the bank, if that has not been done: it is not needed to show a page.
    ///
    /// # Errors
    /// If storage fails; then the bank is as it was.
    pub async fn open_own_bank(&self) -> Result<(), StorageError> {
        if self.own_bank.borrow().is_some() {
            return Ok(());
        }
        // From here on changes by other pages are taken in, and what is read below does not undo them.
        *self.own_bank.borrow_mut() = Some(Vec::new());
        let read = self.read_own_bank().await;
        if read.is_err() {
            *self.own_bank.borrow_mut() = None;
        }
        self.tell(News::Changed);
        read
    }

    async fn read_own_bank(&self) -> Result<(), StorageError> {
        let keys = self.ports.storage.keys().await?;
        let keys: Vec<_> = keys.into_iter().filter(|key| matches!(Key::parse(key), Some(Key::OwnEntry(_)))).collect();
        if keys.is_empty() {
            return Ok(());
        }
        for (key, value) in self.ports.storage.get(&keys).await? {
            self.take_record(&key, Some(&value));
        }
        Ok(())
    }

    /// Another number whenever the user has made something else of the bank, here or in another page.
    pub fn own_bank_turn(&self) -> u32 {
        self.own_bank_turn.get()
    }

    /// The bank as the user made it, in the language of the page.
    pub fn bank(&self, ours: &Bank, language: &str) -> Bank {
        let own = self.own_bank.borrow();
        ours.with(own.iter().flatten().map(|(id, entry)| (id.as_str(), entry)), language)
    }

    /// Keeps a question of the user's own, new or edited; one of ours is rewritten for `language`. None if the store
    /// cannot be written.
    pub fn keep_question(&self, ours: &Bank, question: Question, language: &str) -> Option<QuestionId> {
        let mut question = question;
        if question.id.as_str().is_empty() {
            question.id = QuestionId::new(self.ports.entropy.id());
        }
        let id = question.id.clone();
        let is_ours = ours.find(&id).is_some();
        let mut entry = self.own_entry(id.as_str()).unwrap_or_default();
        entry.language = is_ours.then(|| language.into());
        entry.question = Some(Question { own: false, hidden: false, ..question });
        self.put_entry(id.as_str(), Some(entry)).then_some(id)
    }

    /// Leaves a question out everywhere, or takes that back.
    pub fn hide_everywhere(&self, id: &QuestionId, hidden: bool) {
        let entry = OwnEntry { hidden, ..self.own_entry(id.as_str()).unwrap_or_default() };
        let says_nothing = entry == OwnEntry::default();
        self.put_entry(id.as_str(), (!says_nothing).then_some(entry));
    }

    /// Deletes an entry of the user's own, or gives back one of ours as it was. Gives what stood there, for
    /// [`Self::restore_entries`].
    pub fn forget_entry(&self, id: &str) -> Before {
        let before = vec![(id.to_string(), self.own_entry(id))];
        self.put_entry(id, None);
        before
    }

    /// Puts back what stood there before.
    pub fn restore_entries(&self, before: Before) {
        for (id, entry) in before {
            self.put_entry(&id, entry);
        }
    }

    /// Keeps the open points of an agenda as a ready-made one. None if there are none, the name is blank, or the store
    /// cannot be written.
    pub fn save_as_template(&self, thread: &RelationshipId, name: &str) -> Option<String> {
        let view = self.thread(thread)?;
        let open = view.agenda.iter().filter(|point| point.state == PointState::Open);
        let points: Vec<_> = open
            .take(MOST_POINTS)
            .map(|point| TemplatePoint { title: short(&point.title), minutes: point.minutes, aim: point.aim })
            .collect();
        if points.is_empty() || name.trim().is_empty() {
            return None;
        }
        let id = self.ports.entropy.id();
        let template = Template { id: id.clone(), name: short(name.trim()), suits: Vec::new(), points, own: false };
        self.put_entry(&id, Some(OwnEntry { template: Some(template), ..OwnEntry::default() })).then_some(id)
    }

    /// All that the user wrote for the bank, as a file to hand on. What is only hidden is not part of it.
    pub fn export_pack(&self) -> String {
        let own = self.own_bank.borrow();
        let written = |(_, entry): &&(String, OwnEntry)| entry.question.is_some() || entry.template.is_some();
        Pack { entries: own.iter().flatten().filter(written).cloned().collect() }.to_file()
    }

    /// Takes in a file that [`Self::export_pack`] wrote, or a person. The same file twice changes nothing. Nothing is
    /// brought in if the store cannot be written.
    ///
    /// # Errors
    /// If anything is wrong with any line of it; then nothing was changed.
    pub fn import_pack(&self, file: &str, ours: &Bank, language: &str) -> Result<PackBrought, PackFault> {
        let pack = Pack::parse(file, &self.bank(ours, language))?;
        let mut brought = PackBrought::default();
        for (id, entry) in pack.entries {
            let present = self.own_entry(&id);
            // What the user hid stays hidden.
            let entry = OwnEntry { hidden: present.as_ref().is_some_and(|present| present.hidden), ..entry };
            if present.as_ref() == Some(&entry) || !self.put_entry(&id, Some(entry)) {
                continue;
            }
            *if present.is_some() { &mut brought.changed } else { &mut brought.new } += 1;
            brought.before.push((id, present));
        }
        Ok(brought)
    }

    fn own_entry(&self, id: &str) -> Option<OwnEntry> {
        let own = self.own_bank.borrow();
        own.iter().flatten().find(|(known, _)| known == id).map(|(_, entry)| entry.clone())
    }

    fn put_entry(&self, id: &str, entry: Option<OwnEntry>) -> bool {
        if self.newer_schema().is_some() {
            return false;
        }
        let key = Key::OwnEntry(id.into());
        match &entry {
            Some(entry) => self.put(key, written::write_json(entry)),
            None => self.remove(key),
        }
        self.take_entry(id, entry);
        self.tell(News::Changed);
        self.tell(News::Save);
        true
    }

    /// Takes over an entry as it was read, written or removed; says whether that is news.
    pub(super) fn take_entry(&self, id: &str, entry: Option<OwnEntry>) -> bool {
        let mut own = self.own_bank.borrow_mut();
        let Some(own) = own.as_mut() else { return false };
        let place = own.iter().position(|(known, _)| known == id);
        let is_news = match (entry, place) {
            (Some(entry), Some(place)) => core::mem::replace(&mut own[place].1, entry.clone()) != entry,
            (Some(entry), None) => {
                own.push((id.into(), entry));
                // In one order in every page, whatever order they were written or read in.
                put_in_order(own, |(a, _), (b, _)| a < b);
                true
            }
            (None, Some(place)) => {
                own.remove(place);
                true
            }
            (None, None) => false,
        };
        self.own_bank_turn.set(self.own_bank_turn.get().wrapping_add(u32::from(is_news)));
        is_news
    }
}

/// As much of a title as an entry of the bank may have.
fn short(title: &str) -> String {
    title.chars().take(crate::questions::bank::LONGEST).collect()
}
