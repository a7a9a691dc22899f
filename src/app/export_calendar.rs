//! Promises with a date, as tasks for a calendar (RFC 5545, VTODO).

use chrono::Timelike;
use sha2::{Digest, Sha256};

use super::export_person::PersonPages;
use crate::calendar::{folded, protected};
use crate::domain::day;
use crate::domain::{ActionItem, ActionState, Instant, MeetingNumber, When};

/// What is said in a calendar, in the user's language.
pub struct TaskWords {
    /// What I am called.
    pub me: String,
    /// Where a task comes from: "1:1 with Ana".
    pub with: String,
}

impl PersonPages {
    /// The open promises of one meeting that have a date; none if there is no such promise. `now` is when the file is
    /// written. The same promise has the same name in every file, so a calendar that knows it brings it up to date.
    pub fn tasks(&self, number: MeetingNumber, words: &TaskWords, now: Instant) -> Option<String> {
        let past = self.held(number)?;
        let due = past.meeting.actions.iter().filter(|action| action.state == ActionState::Open);
        let tasks: Vec<_> = due.filter_map(|action| self.task(action, words, now)).collect();
        let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Duologue//Duologue//EN", "METHOD:PUBLISH"];
        let lines = head.iter().map(|line| folded(line)).chain(tasks.iter().cloned());
        (!tasks.is_empty()).then(|| lines.chain([folded("END:VCALENDAR")]).collect())
    }

    fn task(&self, action: &ActionItem, words: &TaskWords, now: Instant) -> Option<String> {
        let Some(When::Date(due)) = &action.when else { return None };
        let is_mine = self.relationship.is_me(&action.owner);
        // Someone else's promise says whose it is, before one takes it for one's own.
        let summary = match is_mine {
            true => action.text.clone(),
            false => format!("{}: {}", self.relationship.counterpart.name, action.text),
        };
        let lines = [
            "BEGIN:VTODO".to_string(),
            format!("UID:{}", uid(action.id.as_str())),
            format!("DTSTAMP:{}", stamp(now)),
            format!("CREATED:{}", stamp(action.added)),
            format!("DUE;VALUE=DATE:{}", day::write(*due).replace('-', "")),
            format!("SUMMARY:{}", protected(&summary)),
            format!("DESCRIPTION:{}", protected(&words.with)),
            format!("CATEGORIES:{}", protected(self.name(&action.owner, &words.me))),
            "STATUS:NEEDS-ACTION".to_string(),
            "END:VTODO".to_string(),
        ];
        Some(lines.iter().map(|line| folded(line)).collect())
    }
}

/// A name of letters and digits: ids are such by themselves, but one that came from elsewhere may be anything.
fn uid(id: &str) -> String {
    let hash = Sha256::digest(id.as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}@duologue")
}

fn stamp(at: Instant) -> String {
    let (day, time) = (day::write(at.date_naive()).replace('-', ""), at.time());
    format!("{day}T{:02}{:02}{:02}Z", time.hour(), time.minute(), time.second())
}
