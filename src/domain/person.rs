//! The two people and what they are to each other.

use serde::{Deserialize, Serialize};

use super::{Cadence, Instant, PersonId, RelationshipId};

/// What one person is to the other, at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Manager,
    Report,
    Peer,
    Mentor,
    Mentee,
    /// The manager's manager, seen from the report.
    SkipLevel,
    /// The report's report, seen from the skip-level manager.
    SkipReport,
}

impl Role {
    /// What a counterpart can be picked to be, in the order in which it is offered.
    pub const OFFERED: [Self; 6] =
        [Self::Report, Self::Manager, Self::Peer, Self::Mentor, Self::Mentee, Self::SkipLevel];

    /// What I am to someone who is this to me.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Manager => Self::Report,
            Self::Report => Self::Manager,
            Self::Peer => Self::Peer,
            Self::Mentor => Self::Mentee,
            Self::Mentee => Self::Mentor,
            Self::SkipLevel => Self::SkipReport,
            Self::SkipReport => Self::SkipLevel,
        }
    }

    /// Whether the meeting is first of all this person's: the report's active part is what best predicts that a 1:1
    /// is worth it.
    pub fn goes_first(self) -> bool {
        matches!(self, Self::Report | Self::Mentee | Self::SkipReport)
    }

    /// The name under which the role is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Report => "report",
            Self::Peer => "peer",
            Self::Mentor => "mentor",
            Self::Mentee => "mentee",
            Self::SkipLevel => "skip-level",
            Self::SkipReport => "skip-report",
        }
    }

    /// The role stored under `name`, if it is one that this version knows.
    pub fn named(name: &str) -> Option<Self> {
        [Self::SkipReport].into_iter().chain(Self::OFFERED).find(|role| role.name() == name)
    }
}

/// One of the two, as the relationship knows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Participant {
    pub id: PersonId,
    /// Empty for me until I say what I am called.
    pub name: String,
    pub role: Role,
}

impl Participant {
    /// One or two letters to stand for the name where there is no room for it.
    pub fn initials(&self) -> String {
        let mut letters = self.name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = letters.next();
        let last = letters.next_back();
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

/// Whose points come first, as the two have agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum First {
    /// As their roles have it: the report's, the mentee's; between equals nobody's.
    #[default]
    ByRole,
    Me,
    Them,
    Nobody,
}

impl First {
    /// What can be agreed on, in the order in which it is offered.
    pub const OFFERED: [Self; 4] = [Self::ByRole, Self::Me, Self::Them, Self::Nobody];
}

/// Me and one other person over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relationship {
    pub id: RelationshipId,
    pub me: Participant,
    pub counterpart: Participant,
    pub cadence: Cadence,
    /// Usual length of a meeting in minutes, 5 to 240.
    pub minutes: u32,
    pub goes_first: First,
    pub since: Instant,
    /// No longer met; kept, and left out of what is due.
    pub archived: bool,
}

/// Shortest and longest length of a meeting that can be planned, in minutes.
pub const MINUTES: core::ops::RangeInclusive<u32> = 5..=240;

impl Relationship {
    /// Whose points come first; nobody's if it is none.
    pub fn first(&self) -> Option<&PersonId> {
        let (me, them) = (&self.me, &self.counterpart);
        match self.goes_first {
            First::Me => Some(&me.id),
            First::Them => Some(&them.id),
            First::Nobody => None,
            First::ByRole => [them, me].into_iter().find(|person| person.role.goes_first()).map(|person| &person.id),
        }
    }

    /// Whether `author` is me.
    pub fn is_me(&self, author: &PersonId) -> bool {
        *author == self.me.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Participant {
        Participant { id: PersonId::new("p"), name: name.into(), role: Role::Peer }
    }

    #[test]
    fn initials_are_the_first_letters_of_the_first_and_last_word() {
        let cases = [
            ("Ana", "A"),
            ("Ana Kovač", "AK"),
            ("Ana Maria Kovač", "AK"),
            ("  ", ""),
            ("(Ana)", "A"),
            ("李 小龙", "李小"),
            ("ßeta", "SS"),
        ];
        for (name, initials) in cases {
            assert_eq!(named(name).initials(), initials, "{name:?}");
        }
    }

    #[test]
    fn a_role_seen_from_the_other_side_and_back_is_itself() {
        for role in Role::OFFERED {
            assert_eq!(role.opposite().opposite(), role);
            assert_eq!(Role::named(role.name()), Some(role));
            assert_eq!(Role::named(role.opposite().name()), Some(role.opposite()));
        }
    }
}
