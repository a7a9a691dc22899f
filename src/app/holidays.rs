//! Days off: kept by the user, with names that stay here; whom something is shared with sees the days alone.

use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::{Holiday, RelationshipId};
use crate::store::{DocumentName, Thread};

const HOLIDAYS: &str = "holidays";

/// The most times off that are kept.
const MOST: usize = 100;

impl Desk {
    /// My days off, the earliest first.
    pub fn holidays(&self) -> Vec<Holiday> {
        let stored = self.setting(HOLIDAYS);
        let mut holidays: Vec<Holiday> = stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        put_in_order(&mut holidays, |a, b| (a.from, a.to, &a.name) < (b.from, b.to, &b.name));
        holidays
    }

    /// Adds days off; false if there are too many already.
    pub fn add_holiday(&self, holiday: Holiday) -> bool {
        let mut holidays = self.holidays();
        if holidays.len() >= MOST {
            return false;
        }
        if !holidays.contains(&holiday) {
            holidays.push(holiday);
            self.keep_holidays(&holidays);
        }
        true
    }

    /// Takes days off away.
    pub fn remove_holiday(&self, holiday: &Holiday) {
        let mut holidays = self.holidays();
        holidays.retain(|known| known != holiday);
        self.keep_holidays(&holidays);
    }

    fn keep_holidays(&self, holidays: &[Holiday]) {
        self.set_setting(HOLIDAYS, &serde_json::to_string(holidays).unwrap_or_default());
        for person in self.people() {
            self.tell_away(&person.id);
        }
        self.tell(News::Save);
    }

    /// Writes my days off, without their names, where the other one of a relationship can read them.
    pub(super) fn tell_away(&self, thread: &RelationshipId) {
        let days: Vec<_> = self.holidays().iter().map(Holiday::days).collect();
        let days = days.join(",");
        self.edit(thread, DocumentName::About, |thread| {
            let me = thread.mine.me.clone();
            thread.edit_about(|about| about.write_away(&me, &days))
        });
    }

    /// My days off with their names, and the other's as far as they are told.
    pub(super) fn days_off(&self, thread: &Thread) -> Vec<Holiday> {
        self.holidays().into_iter().chain(thread.away()).collect()
    }
}
