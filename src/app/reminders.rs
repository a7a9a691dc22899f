//! Reminders: what the user wants to be reminded of, and what the background script is handed to tell, and when.

use chrono::NaiveDateTime;

use super::overview::PersonOverview;
use super::{Desk, ThreadView};
use crate::domain::reminder::{Ahead, Reminder, Upcoming, Waiting, Wanted, reminders, waiting};
use crate::domain::{ActionState, Instant, When};
use crate::store::{self, Key, Told, written};

pub(super) const AHEAD: &str = "remind-ahead";
pub(super) const OVERDUE: &str = "remind-overdue";
pub(super) const PROMISES: &str = "remind-promises";
pub(super) const NOTIFY: &str = "notify";
const OFF: &str = "off";
const ON: &str = "on";
const HOUR: &str = "hour";
const DAY: &str = "day";

/// The most that is handed over at once; who is told more does not listen.
const MOST: usize = 200;

impl Desk {
    /// What the user wants to be reminded of.
    pub fn reminders_wanted(&self) -> Wanted {
        let ahead = match self.setting(AHEAD).as_deref() {
            Some(OFF) => Ahead::Off,
            Some(HOUR) => Ahead::Hour,
            _ => Ahead::Day,
        };
        let is_on = |name| self.setting(name).as_deref() != Some(OFF);
        Wanted { ahead, overdue: is_on(OVERDUE), promises: is_on(PROMISES) }
    }

    /// Chooses what to be reminded of.
    pub fn want_reminders(&self, wanted: Wanted) {
        let before = self.reminders_wanted();
        let name = |ahead| match ahead {
            Ahead::Off => OFF,
            Ahead::Hour => HOUR,
            Ahead::Day => DAY,
        };
        if before.ahead != wanted.ahead {
            self.set_setting(AHEAD, name(wanted.ahead));
        }
        for (key, before, wanted) in
            [(OVERDUE, before.overdue, wanted.overdue), (PROMISES, before.promises, wanted.promises)]
        {
            if before != wanted {
                self.set_setting(key, if wanted { ON } else { OFF });
            }
        }
    }

    /// Whether reminders may be shown as notifications of the browser. Off until the user turns it on.
    pub fn notifies(&self) -> bool {
        self.setting(NOTIFY).as_deref() == Some(ON)
    }

    /// Turns notifications on or off.
    pub fn set_notifies(&self, notifies: bool) {
        self.set_setting(NOTIFY, if notifies { ON } else { OFF });
    }

    /// Hands the background script what is to be told, in the words that `title_and_text` has for it and for the name
    /// of the one it is about.
    pub fn write_reminders(&self, title_and_text: impl Fn(&Reminder, &str) -> (String, String)) {
        let people: Vec<_> = self.overviews().into_iter().filter_map(|person| self.upcoming(&person)).collect();
        let clocks = |civil: NaiveDateTime| self.ports.clock.instant_of(civil);
        let (now, wanted) = (self.now(), self.reminders_wanted());
        let today = self.ports.clock.civil(now).date();
        let told = reminders(&people, wanted, today, &clocks).into_iter().take(MOST);
        let told = told.filter_map(|reminder| {
            let name = self.relationship(&reminder.with)?.counterpart.name;
            let (title, text) = title_and_text(&reminder, &name);
            Some(Told { at: reminder.at.timestamp_millis(), with: reminder.with, title, text })
        });
        let record = |Waiting { from, until, points }| store::Waiting {
            from: Instant::timestamp_millis(&from),
            until: Instant::timestamp_millis(&until),
            points,
        };
        let waiting = waiting(&people, wanted.ahead, now, &clocks).into_iter().map(record).collect();
        let quiet = self.quiet_hours().map(|hours| hours.text());
        let record = store::Reminders { notify: self.notifies(), quiet, told: told.collect(), waiting };
        let says_nothing = record == store::Reminders::default();
        self.write_if_new(Key::Reminders, written::write_json(&record), says_nothing);
    }

    /// What there is to remind of about someone; nothing while they are put away, and no 1:1 while one is on.
    fn upcoming(&self, person: &PersonOverview) -> Option<Upcoming> {
        let relationship = &person.relationship;
        if relationship.archived {
            return None;
        }
        let id = &relationship.id;
        Some(Upcoming {
            with: id.clone(),
            since: self.known_since(id)?,
            due: person.due.filter(|_| !person.is_live),
            begins: person
                .planned
                .or(person.last_met.map(|met| self.ports.clock.civil(met.to_utc())))
                .map(|time| time.time()),
            points: person.mine + person.theirs,
            promises: self.thread(id).map(|view| dated_promises(&view)).unwrap_or_default(),
        })
    }
}

fn dated_promises(view: &ThreadView) -> Vec<(chrono::NaiveDate, String)> {
    let mine = view
        .actions
        .iter()
        .filter(|action| action.state == ActionState::Open && view.relationship.is_me(&action.owner));
    let dated = mine.filter_map(|action| match action.when {
        Some(When::Date(day)) => Some((day, action.text.clone())),
        _ => None,
    });
    dated.collect()
}
