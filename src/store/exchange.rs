//! What the two have handed each other, read out of a thread: both sides of it, each under the id that stands for them.

use super::Thread;
use crate::document::{ExperimentEntry, MeetingDocument, OpenedAnswer, OwnExchange, OwnMeetingDocument};
use crate::domain::experiment::Stance;
use crate::domain::order::gathered;
use crate::domain::{Experiment, Heard, MeetingNumber, PersonId, Theirs};

/// How far the answers about one meeting are handed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// What I know of it.
    pub own: OwnExchange,
    /// The other's sealed answer as it stands now, and whether one of mine stands there.
    pub sealed: Option<String>,
    pub has_mine: bool,
    /// The keys that I have let go, and those that the other has.
    pub my_keys: Vec<String>,
    pub their_keys: Vec<String>,
}

impl Exchange {
    /// Whether I have handed an answer over: then it is as it is.
    pub fn is_handed_over(&self) -> bool {
        !self.own.handed.is_empty()
    }

    /// The other's sealed answer that counts: the one that I let my key go for, else the one that stands there now.
    pub fn counts(&self) -> Option<&String> {
        self.own.held.as_ref().or(self.sealed.as_ref())
    }

    /// The other's answer, as far as I may know it.
    pub fn theirs(&self) -> Theirs {
        match &self.own.opened {
            Some(OpenedAnswer::Read(answer)) => Theirs::Opened(answer.clone()),
            Some(OpenedAnswer::KeyDoesNotFit) => Theirs::CannotBeOpened,
            None if self.is_handed_over() => Theirs::Awaited,
            None if self.sealed.is_some() => Theirs::AwaitsMine,
            None => Theirs::NotYet,
        }
    }

    /// Whether the other's answer is open, asks for a change, and was not taken note of.
    pub fn is_news(&self) -> bool {
        let asks =
            |opened: &OpenedAnswer| matches!(opened, OpenedAnswer::Read(theirs) if !theirs.change.trim().is_empty());
        !self.own.noted && self.own.opened.as_ref().is_some_and(asks)
    }

    /// Whether something in it is to be done or to be seen yet, so that the meeting must be read.
    pub fn waits(&self) -> bool {
        let to_let_go = self.counts().is_some() && self.own.handed.iter().any(|(_, key)| !self.my_keys.contains(key));
        let to_open = self.own.held.is_some() && !self.their_keys.is_empty() && self.own.opened.is_none();
        to_let_go || to_open || self.is_news()
    }
}

impl Thread {
    /// How far the answers about a meeting are handed over, if it is loaded.
    pub fn exchange(&self, number: MeetingNumber) -> Exchange {
        let own = self.own.get(&number).map(OwnMeetingDocument::exchange).unwrap_or_default();
        let Some(meeting) = self.meetings.get(&number) else { return Exchange { own, ..Exchange::default() } };
        let (mut sealed, keys) = (meeting.sealed(), meeting.keys());
        let ((me, them), same) = (self.both(), self.same_person());
        let has_mine = sealed.iter().any(|(person, _)| same.stands_for(person) == me);
        sealed.retain(|(person, _)| same.stands_for(person) == them);
        let of = |whose: &PersonId| {
            keys.iter().filter(|(person, _)| same.stands_for(person) == *whose).map(|(_, key)| key.clone()).collect()
        };
        let sealed = sealed.into_iter().next().map(|(_, sealed)| sealed);
        Exchange { own, sealed, has_mine, my_keys: of(&me), their_keys: of(&them) }
    }

    /// What each heard in a meeting, if it is loaded.
    pub fn heard(&self, number: MeetingNumber) -> Heard {
        let heard = self.meetings.get(&number).map(MeetingDocument::heard).unwrap_or_default();
        let ((me, them), same) = (self.both(), self.same_person());
        let of = |whose: &PersonId| {
            // Where one person wrote under two ids, what stands under the one that stands for them counts.
            let mut written = heard.iter().filter(|(person, _)| same.stands_for(person) == *whose);
            let own = heard.iter().find(|(person, _)| person == whose);
            own.or(written.next()).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        Heard { meeting: number, mine: of(&me), theirs: of(&them) }
    }

    /// All experiments that there ever were.
    pub fn experiments(&self) -> Vec<Experiment> {
        let ((me, them), same) = (self.both(), self.same_person());
        let read = |entry: ExperimentEntry| {
            let stance = |whose: Option<&PersonId>| {
                let fits = |who: &Option<PersonId>| match (who, whose) {
                    (Some(who), Some(whose)) => same.stands_for(who) == *whose,
                    (who, whose) => who.is_none() && whose.is_none(),
                };
                Stance {
                    accepted: entry.accepted.iter().find(|(who, _)| fits(who)).map(|(_, meeting)| *meeting),
                    verdict: entry.verdicts.iter().find(|(who, _)| fits(who)).map(|(_, verdict)| *verdict),
                }
            };
            Experiment {
                mine: stance(Some(&me)),
                theirs: stance(Some(&them)),
                alone: stance(None),
                asked_by: same.stands_for(&entry.asked_by),
                text: entry.text,
                id: entry.id,
            }
        };
        gathered(self.about.experiments().into_iter().map(read))
    }

    fn both(&self) -> (PersonId, PersonId) {
        let same = self.same_person();
        (same.stands_for(&self.mine.me), same.stands_for(&self.mine.counterpart))
    }
}
