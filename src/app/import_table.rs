//! The rows of a table, put where they belong: for each person, points on the agenda and promises.

use core::time::Duration;
use std::collections::BTreeMap;

use super::actions::ActionDraft;
use super::agenda::PointDraft;
use super::agenda_text::folded;
use super::bulk::Bulk;
use super::people::NewPerson;
use super::restore::TakeBack;
use super::table_rows::{RowEntry, Whose};
use super::{Desk, News};
use crate::domain::{Cadence, RelationshipId, Role};

/// What came of a table.
#[derive(Clone, Debug, Default)]
pub struct TableCame {
    pub points: usize,
    pub promises: usize,
    /// Known already.
    pub known: usize,
    pub people: Vec<RelationshipId>,
    /// Takes it back, for each person.
    pub undo: Vec<TakeBack>,
}

/// Rows after which the page may breathe.
const ROWS_AT_ONCE: usize = 100;

impl Desk {
    /// The person of that name, if there is exactly one.
    pub fn person_called(&self, name: &str) -> Option<RelationshipId> {
        let people = self.people();
        let mut found = people.iter().filter(|person| folded(&person.counterpart.name) == folded(name));
        let first = found.next()?;
        found.next().is_none().then(|| first.id.clone())
    }

    /// Imports rows; those that do not say who they are with are for `somebody`. Who is not known becomes a new person.
    /// What is known stays as it is, so the same table twice adds nothing. Tells how many rows are done.
    pub async fn import_rows(
        &self,
        rows: &[RowEntry],
        somebody: Option<&RelationshipId>,
        tell: impl Fn(usize),
    ) -> TableCame {
        let mut came = TableCame::default();
        let mut people: BTreeMap<String, Bulk> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            if at % ROWS_AT_ONCE == 0 {
                tell(at);
                self.ports.clock.sleep(Duration::ZERO).await;
            }
            let name = folded(&row.person);
            if !people.contains_key(&name) {
                let Some(bulk) = self.know(row, somebody, &mut came) else { continue };
                people.insert(name.clone(), bulk);
            }
            if let Some(bulk) = people.get_mut(&name) {
                self.import_row(row, bulk, &mut came);
            }
        }
        tell(rows.len());
        came.undo.extend(people.into_values().map(|bulk| bulk.undo).filter(|undo| !undo.came.is_empty()));
        self.tell(News::Changed);
        self.tell(News::Save);
        came
    }

    /// Takes an import back: what it added goes; people who were added by it are put away if nothing else is there.
    pub fn undo_rows(&self, came: &TableCame) {
        came.undo.iter().for_each(|undo| self.take_back_all(undo));
        for id in &came.people {
            let is_empty = self.thread(id).is_some_and(|view| view.points.is_empty() && view.actions.is_empty());
            if is_empty {
                self.archive(id, true);
            }
        }
    }

    fn know(&self, row: &RowEntry, somebody: Option<&RelationshipId>, came: &mut TableCame) -> Option<Bulk> {
        let id = match row.person.as_str() {
            "" => somebody?.clone(),
            name => match self.person_called(name) {
                Some(id) => id,
                None => {
                    let (role, cadence) = (Role::Peer, Cadence::NowAndThen);
                    let id = self.meet(&NewPerson { name: name.into(), role, cadence, minutes: 30 })?;
                    came.people.push(id.clone());
                    id
                }
            },
        };
        self.bulk(&id)
    }

    fn import_row(&self, row: &RowEntry, bulk: &mut Bulk, came: &mut TableCame) {
        let them = bulk.relationship.counterpart.id.clone();
        let owner = |whose: Whose| (whose == Whose::Theirs).then(|| them.clone());
        let at = row.day.and_then(|day| day.and_hms_opt(12, 0, 0)).map(|noon| self.ports.clock.instant_of(noon));
        // A day that is still to come is none on which something was written down.
        let added = at.filter(|at| *at <= self.now()).unwrap_or_else(|| self.now());
        if let Some(point) = &row.point {
            let draft = PointDraft {
                author: owner(point.whose),
                aim: point.aim,
                notes: point.notes.clone(),
                ..PointDraft::titled(point.title.clone())
            };
            let is_new = self.bulk_point(bulk, &draft, added);
            *(if is_new { &mut came.points } else { &mut came.known }) += 1;
        }
        if let Some(promise) = &row.promise {
            let owner = owner(promise.whose);
            let draft = ActionDraft { text: promise.text.clone(), owner, when: promise.when.clone() };
            let is_new = self.bulk_action(bulk, &draft, added);
            *(if is_new { &mut came.promises } else { &mut came.known }) += 1;
        }
    }
}
