//! The load of a week, and taking or putting away what is suggested about it.

use super::Desk;
use crate::domain::load::{Because, Change, Load, Rhythm, Suggestion, load};
use crate::domain::{Relationship, RelationshipId};

/// What was put away: `because:relationship`, with blanks in between.
const PUT_AWAY: &str = "load-put-away";

impl Desk {
    /// How much of a week 1:1s take, with the suggestions that were not put away, and how many were.
    pub fn load(&self) -> (Load, usize) {
        let mut load = self.whole_load();
        let (all, put_away) = (load.suggestions.len(), self.put_away());
        load.suggestions.retain(|suggestion| !put_away.contains(&name(suggestion)));
        let left = load.suggestions.len();
        (load, all - left)
    }

    /// Does what is suggested; gives back what takes that back, none if nothing was changed.
    pub fn take_suggestion(&self, suggestion: &Suggestion) -> Option<Change> {
        let known = self.relationship(&suggestion.with)?;
        let before = match suggestion.change {
            Change::Cadence(_) => Change::Cadence(known.cadence),
            Change::Minutes(_) => Change::Minutes(known.minutes),
        };
        self.change_rhythm(&suggestion.with, suggestion.change);
        Some(before).filter(|before| *before != suggestion.change && self.newer_schema().is_none())
    }

    /// Changes how often or how long the two meet.
    pub fn change_rhythm(&self, with: &RelationshipId, change: Change) {
        let Some(mut relationship) = self.relationship(with) else { return };
        match change {
            Change::Cadence(cadence) => relationship.cadence = cadence,
            Change::Minutes(minutes) => relationship.minutes = minutes,
        }
        self.write_about(&relationship);
    }

    /// Puts a suggestion away for good, or shows it again.
    pub fn put_suggestion_away(&self, suggestion: &Suggestion, away: bool) {
        let name = name(suggestion);
        let mut put_away = self.put_away();
        put_away.retain(|known| *known != name);
        put_away.extend(away.then_some(name));
        self.set_setting(PUT_AWAY, &put_away.join(" "));
    }

    /// Shows all suggestions again that were put away.
    pub fn show_suggestions_again(&self) {
        self.set_setting(PUT_AWAY, "");
    }

    fn whole_load(&self) -> Load {
        let people = self.people().into_iter().filter(|person| !person.archived);
        load(&people.map(|person| rhythm(&person)).collect::<Vec<_>>())
    }

    fn put_away(&self) -> Vec<String> {
        self.setting(PUT_AWAY).unwrap_or_default().split_whitespace().map(Into::into).collect()
    }
}

fn rhythm(person: &Relationship) -> Rhythm {
    Rhythm { with: person.id.clone(), role: person.counterpart.role, cadence: person.cadence, minutes: person.minutes }
}

/// Under which a suggestion is remembered: not by its figures, which change with every other relationship.
fn name(Suggestion { with, because, .. }: &Suggestion) -> String {
    format!("{}:{with}", Because::name(*because))
}
