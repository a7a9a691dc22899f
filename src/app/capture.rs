//! Quick notes: catching one, and filing what was caught.

use super::actions::ActionDraft;
use super::agenda::PointDraft;
use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::{ActionId, Capture, KeepAs, PointId, RelationshipId};
use crate::store::{Key, inbox};

impl Desk {
    /// Catches a note. With a person it is filed at once, or after a meeting with them that is off the record; without
    /// one it waits. Says whether there was anything to
    /// catch.
    pub fn catch(&self, text: &str, with: Option<&RelationshipId>, keep_as: KeepAs) -> bool {
        if text.trim().is_empty() || self.newer_schema().is_some() {
            return false;
        }
        let capture = Capture {
            id: self.ports.entropy.id(),
            text: text.trim().into(),
            with: with.cloned(),
            keep_as,
            caught: self.now(),
            source: None,
        };
        match with.filter(|thread| !self.is_off_the_record(thread)) {
            Some(thread) => self.file_as(&capture, thread),
            None => {
                let (key, value) = inbox::write(&capture);
                self.put(key, value);
                self.captures.borrow_mut().insert(capture.id.clone(), capture);
                self.tell(News::Changed);
            }
        }
        self.tell(News::Save);
        true
    }

    /// Files every capture whose person is known.
    pub fn file_captures(&self) {
        let captures: Vec<_> = self.captures.borrow().values().cloned().collect();
        for capture in captures {
            if let Some(thread) = capture.with.clone().filter(|id| self.threads.borrow().contains_key(id)) {
                // What was caught for later is no part of a meeting off the record.
                if self.is_off_the_record(&thread) {
                    continue;
                }
                self.file(&capture.id, &thread);
            }
        }
    }

    /// Captures that wait for a person, oldest first.
    pub fn waiting_captures(&self) -> Vec<Capture> {
        let mut captures: Vec<_> = self.captures.borrow().values().cloned().collect();
        put_in_order(&mut captures, |a, b| (a.caught, &a.id) < (b.caught, &b.id));
        captures
    }

    /// Files a capture with someone. Two pages that do it at once make one point of it.
    pub fn file(&self, capture: &str, thread: &RelationshipId) {
        if self.newer_schema().is_some() {
            return;
        }
        let Some(caught) = self.captures.borrow_mut().remove(capture) else { return };
        self.file_as(&caught, thread);
        self.remove(Key::Inbox(caught.id));
        self.tell(News::Changed);
        self.tell(News::Save);
    }

    /// Throws a capture away.
    pub fn discard_capture(&self, capture: &str) {
        if self.newer_schema().is_none() && self.captures.borrow_mut().remove(capture).is_some() {
            self.remove(Key::Inbox(capture.into()));
            self.tell(News::Changed);
            self.tell(News::Save);
        }
    }

    /// The page that a note was caught from goes with it: under a point in its notes, else behind the text.
    fn file_as(&self, capture: &Capture, thread: &RelationshipId) {
        let source = capture.source.as_ref().map(|source| source.line_under(&capture.text));
        match capture.keep_as {
            KeepAs::Agenda => {
                let draft = PointDraft { notes: source.unwrap_or_default(), ..PointDraft::titled(&capture.text) };
                self.file_point(thread, &draft, PointId::new(&capture.id));
            }
            KeepAs::Action => {
                let text = source.map_or_else(|| capture.text.clone(), |page| format!("{} ({page})", capture.text));
                let draft = ActionDraft { text, ..ActionDraft::default() };
                self.file_action(thread, &draft, ActionId::new(&capture.id));
            }
            KeepAs::Private => {
                let lines = source.map_or_else(|| capture.text.clone(), |page| format!("{}\n{page}", capture.text));
                self.file_private_note(thread, &capture.id, capture.caught, &lines);
            }
        }
    }
}
