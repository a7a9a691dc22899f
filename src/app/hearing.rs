//! What storage tells of while a page is open: what other pages and the background write, and what we wrote ourselves.

use super::{Desk, News};
use crate::domain::RelationshipId;
use crate::ports::{Change, Value};
use crate::store::{Damage, DocumentName, Fault, Key, inbox, written};

impl Desk {
    /// Takes in what storage tells of, or what we know to have been written.
    pub(super) fn hear(&self, changes: &[Change]) {
        if self.is_shut.get() {
            return;
        }
        if let Some(early) = &mut *self.early.borrow_mut() {
            early.extend_from_slice(changes);
            return;
        }
        let mut news = false;
        for change in changes.iter().filter(|change| !self.outbox.has_overtaken(change)) {
            news |= match (Key::parse(&change.key), &change.value) {
                (Some(Key::Document { thread, name, .. }), Some(value)) => self.merge(&thread, name, change, value),
                (Some(Key::Mine(thread)), Some(value)) => self.hear_of_thread(thread, value),
                _ => self.take_record(&change.key, change.value.as_ref()),
            };
        }
        if !self.to_catch_up.borrow().is_empty() {
            self.tell(News::CatchUp);
        }
        // What the background caught for somebody is on their agenda at once, in the page that is open.
        if changes.iter().any(|change| matches!(Key::parse(&change.key), Some(Key::Inbox(_)))) {
            self.file_captures();
        }
        if news {
            self.tell(News::Changed);
            self.tell_lines();
        }
    }

    fn merge(&self, id: &RelationshipId, name: DocumentName, change: &Change, value: &Value) -> bool {
        let mut threads = self.threads.borrow_mut();
        let Some(thread) = threads.get_mut(id).filter(|thread| thread.can_take(name)) else {
            self.to_catch_up.borrow_mut().insert(id.clone());
            return false;
        };
        // We have written it, or have heard of it before it returned.
        if thread.has_merged(name, &change.key) {
            return false;
        }
        let merged = written::read_update(value).and_then(|update| {
            let merged = thread.merge(name, &change.key, &update, &*self.ports.entropy);
            merged.map_err(|error| Damage::NotUnderstood(error.to_string()))
        });
        merged.unwrap_or_else(|damage| {
            self.take_faults(Some(&[]), vec![Fault { key: change.key.clone(), damage }]);
            true
        })
    }

    fn hear_of_thread(&self, id: RelationshipId, value: &Value) -> bool {
        let mut threads = self.threads.borrow_mut();
        match (threads.get_mut(&id), written::read_json(value)) {
            (Some(thread), Ok(mine)) if *thread.mine != mine => {
                *thread.mine = mine;
                true
            }
            (None, Ok(_)) => {
                self.to_catch_up.borrow_mut().insert(id);
                false
            }
            _ => false,
        }
    }

    /// Takes over a record that was read or has changed; says whether it is of interest.
    pub(super) fn take_record(&self, text: &str, value: Option<&Value>) -> bool {
        match (Key::parse(text), value) {
            (Some(Key::Ended(thread)), Some(Value::Json(json) | Value::Text(json))) => {
                let ended = serde_json::from_str(json).ok();
                ended.is_some_and(|ended| self.ended.borrow_mut().insert(thread, ended) != Some(ended))
            }
            (Some(Key::Ended(thread)), None) => self.ended.borrow_mut().remove(&thread).is_some(),
            (Some(Key::Beat(thread)), value) => self.take_beat(thread, value),
            (Some(Key::Names | Key::Reminders | Key::Dock), value) => self.take_for_background(text, value),
            (Some(Key::Live(thread)), value) => self.take_live(thread, value),
            (Some(Key::Pair(thread)), value) => self.take_pair(text, thread, value),
            (Some(Key::Gone(thread)), value) => self.take_gone(thread, value),
            (Some(Key::Device), Some(value)) => {
                *self.device.borrow_mut() = written::read(value).ok().map(Into::into);
                false
            }
            (Some(Key::Inbox(id)), Some(value)) => match inbox::read(text, value) {
                Ok(capture) => self.captures.borrow_mut().insert(id, capture).is_none(),
                Err(damage) => {
                    self.take_faults(Some(&[]), vec![Fault { key: text.into(), damage }]);
                    true
                }
            },
            (Some(Key::Inbox(id)), None) => self.captures.borrow_mut().remove(&id).is_some(),
            (Some(Key::OwnEntry(id)), Some(value)) => match written::read_json(value) {
                Ok(entry) => self.take_entry(&id, Some(entry)),
                Err(damage) => {
                    self.take_faults(Some(&[]), vec![Fault { key: text.into(), damage }]);
                    true
                }
            },
            (Some(Key::OwnEntry(id)), None) => self.take_entry(&id, None),
            (Some(Key::Record(_) | Key::CheckIn(_)), value) => self.take_register(text, value),
            (Some(Key::Sent(name)), None) => self.take_sent_gone(&name),
            (Some(Key::Setting(name)), Some(value)) => match written::read(value) {
                Ok(setting) => self.settings.borrow_mut().insert(name, setting.into()).as_deref() != Some(setting),
                Err(_) => false,
            },
            (Some(Key::Setting(name)), None) => self.settings.borrow_mut().remove(&name).is_some(),
            _ => false,
        }
    }
}
