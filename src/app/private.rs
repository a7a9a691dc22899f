//! Private notes: mine alone, saved as they are typed.

use super::{Desk, News};
use crate::domain::{Instant, RelationshipId};
use crate::store::DocumentName;

impl Desk {
    /// My private notes about someone.
    pub fn private_notes(&self, thread: &RelationshipId) -> String {
        self.shown(thread, |thread| thread.notes().text()).unwrap_or_default()
    }

    /// Rewrites them.
    pub fn write_private_notes(&self, thread: &RelationshipId, text: &str) {
        if self.edit(thread, DocumentName::Notes, |thread| thread.edit_notes(|notes| notes.rewrite(text))) {
            self.notes_stay_anew(thread);
            self.tell(News::SaveSoon);
        }
    }

    /// Adds a note that was caught: filing it twice, also in two pages at once, is filing it once.
    pub(super) fn file_private_note(&self, thread: &RelationshipId, id: &str, caught: Instant, lines: &str) {
        if self.edit(thread, DocumentName::Notes, |thread| {
            thread.edit_notes(|notes| notes.catch(id, caught, lines.trim()))
        }) {
            self.tell(News::Save);
        }
    }
}
