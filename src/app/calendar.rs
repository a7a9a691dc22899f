//! A calendar's 1:1s: which of them are known already, adding those that the user ticks, and a 1:1 as an event.

use chrono::NaiveDateTime;

use super::calls::RoomIs;
use super::deleting::NotDeleted;
use super::people::NewPerson;
use super::{Desk, News};
use crate::calendar::{Found, Invite, Reading, read, write};
use crate::domain::{CallRoom, Instant, RelationshipId, Role};
use crate::ports::StorageError;

pub use crate::calendar::{Fault, Me, SuggestedRelationship, Why};

/// The instant at which clocks in a zone of that IANA name show a civil time; none for a zone that is not known.
pub type ZoneClocks<'a> = &'a dyn Fn(NaiveDateTime, &str) -> Option<Instant>;

/// What a calendar has to offer.
#[derive(Debug, Default)]
pub struct Offers {
    pub offers: Vec<Offer>,
    pub faults: Vec<Fault>,
    pub me: Me,
    /// How many events there were.
    pub looked_at: usize,
}

/// A relationship that the calendar suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub suggested: SuggestedRelationship,
    /// Who it is, if somebody of that name or with that room is here.
    pub known: Option<RelationshipId>,
}

/// What the user took of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub suggested: SuggestedRelationship,
    pub role: Role,
}

/// What an event says, in the user's words.
pub struct InviteWords {
    pub title: String,
    pub description: String,
}

impl Desk {
    /// Reads a calendar, and says of each 1:1 in it whether it is known. Nothing of the file is kept.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn read_calendar(
        &self,
        text: &str,
        me: Option<&str>,
        zones: ZoneClocks<'_>,
    ) -> Result<Offers, StorageError> {
        let clock = &self.ports.clock;
        let clocks = |civil: NaiveDateTime, zone: Option<&str>| match zone {
            Some(zone) => zones(civil, zone),
            None => Some(clock.instant_of(civil)),
        };
        let Found { suggestions, faults, me, looked_at } = read(text, Reading { me, now: self.now(), clocks: &clocks });
        let mut offers = Vec::with_capacity(suggestions.len());
        for suggested in suggestions {
            let known = self.known_as(&suggested).await?;
            offers.push(Offer { known, suggested });
        }
        Ok(Offers { offers, faults, me, looked_at })
    }

    /// Begins a relationship with each, and links its room if nobody has said anything about that one.
    ///
    /// # Errors
    /// If storage fails; who was added until then stays.
    pub async fn add_from_calendar(&self, taken: &[Taken]) -> Result<Vec<RelationshipId>, StorageError> {
        let (mut added, mut linked) = (Vec::new(), Vec::new());
        for Taken { suggested, role } in taken {
            let new = NewPerson {
                name: suggested.name.clone(),
                role: *role,
                cadence: suggested.cadence,
                minutes: suggested.minutes,
            };
            let Some(id) = self.meet(&new) else { continue };
            if let Some(room) = &suggested.room
                && !linked.contains(room)
                && self.room(room).await? == RoomIs::Unknown
            {
                self.link_room(room, &id);
                linked.push(room.clone());
            }
            added.push(id);
        }
        self.tell(News::Changed);
        self.tell(News::Save);
        Ok(added)
    }

    /// Takes back what was added: they are deleted, and their rooms with them.
    ///
    /// # Errors
    /// If one of them cannot be deleted; the others before them are.
    pub async fn take_back_added(&self, added: &[RelationshipId]) -> Result<(), NotDeleted> {
        for id in added {
            self.delete_person(id).await?;
        }
        Ok(())
    }

    /// The 1:1 with someone as a file that any calendar takes in, the first time being `starts`, by the user's clocks.
    /// None if they are not known.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn calendar_file(
        &self,
        with: &RelationshipId,
        starts: NaiveDateTime,
        remind: Option<u32>,
        words: InviteWords,
    ) -> Result<Option<String>, StorageError> {
        let address = self.rooms_of(with).await?.iter().find_map(CallRoom::address);
        let invite = |relationship: crate::domain::Relationship| Invite {
            id: with.as_str().into(),
            written: self.now(),
            starts,
            minutes: relationship.minutes,
            cadence: relationship.cadence,
            title: words.title,
            description: words.description,
            address,
            remind,
        };
        Ok(self.relationship(with).map(invite).as_ref().map(write))
    }

    /// When the next 1:1 with someone is likely to be, by the user's clocks: as it is planned, else on the day that it is
    /// due, at the time of the last one. None if they are not known.
    pub fn likely_start(&self, with: &RelationshipId) -> Option<NaiveDateTime> {
        let now = self.ports.clock.local().naive_local();
        let overview = self.overview(with)?;
        if let Some(planned) = overview.planned.filter(|planned| *planned > now) {
            return Some(planned);
        }
        let usual = overview.last_met.map_or(USUAL_TIME, |met| nearest_quarter(met.time()));
        let due = overview.due.unwrap_or(now.date()).max(now.date()).and_time(usual);
        Some(if due > now { due } else { due + chrono::TimeDelta::days(1) })
    }

    async fn known_as(&self, suggested: &SuggestedRelationship) -> Result<Option<RelationshipId>, StorageError> {
        let name = folded(&suggested.name);
        let mut people = self.people().into_iter();
        if let Some(person) = people.find(|person| folded(&person.counterpart.name) == name) {
            return Ok(Some(person.id));
        }
        let Some(room) = &suggested.room else { return Ok(None) };
        Ok(match self.room(room).await? {
            RoomIs::For(id) => Some(id),
            RoomIs::Unknown | RoomIs::NotAOneToOne => None,
        })
    }
}

/// When a 1:1 begins that was never held: ten in the morning.
const USUAL_TIME: chrono::NaiveTime = chrono::NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");

fn nearest_quarter(time: chrono::NaiveTime) -> chrono::NaiveTime {
    use chrono::Timelike;
    // Who comes three minutes late was meant to come on the hour.
    let minutes = (time.num_seconds_from_midnight() / 60 + 7) / 15 * 15 % (24 * 60);
    chrono::NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or(USUAL_TIME)
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_time_is_the_quarter_of_an_hour_that_was_meant() {
        for (began, meant) in [("10:03:20", "10:00:00"), ("09:58:00", "10:00:00"), ("23:55:00", "00:00:00")] {
            let began = began.parse().expect("a time");
            assert_eq!(nearest_quarter(began).to_string(), meant);
        }
    }
}
