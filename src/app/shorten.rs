//! Shorten, don't cancel: what is on today, and a ten-minute version of it.

use super::{Desk, News, ThreadView};
use crate::domain::shorten::{SHORT_MINUTES, ShortVersion, is_too_full, short_version};
use crate::domain::{MeetingNumber, MeetingState, PointId, RelationshipId};

/// A meeting that has not begun, and what it would be in ten minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortOffer {
    pub with: RelationshipId,
    pub name: String,
    /// Its planned length in minutes, and the usual one.
    pub minutes: u32,
    pub usual: u32,
    pub version: ShortVersion,
}

impl ShortOffer {
    /// Whether it is as short as that already.
    pub fn is_short(&self) -> bool {
        self.minutes <= SHORT_MINUTES
    }
}

/// The 1:1s of today that have not begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Today {
    pub offers: Vec<ShortOffer>,
    /// Their planned minutes, summed up.
    pub minutes: u32,
    pub is_too_full: bool,
}

/// What takes a shortening back.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortened {
    meeting: MeetingNumber,
    minutes: Option<u32>,
    put_off: Vec<PointId>,
}

impl Desk {
    /// What is on today, and whether that is too much.
    pub fn today_in_short(&self) -> Today {
        let today = self.day_of(self.now());
        let on_today = self.next_up().into_iter().filter(|person| person.due == Some(today) && !person.is_live);
        let offers: Vec<_> = on_today.filter_map(|person| self.short_offer(&person.relationship.id)).collect();
        let lengths: Vec<_> = offers.iter().map(|offer| offer.minutes).collect();
        Today { minutes: lengths.iter().sum(), is_too_full: is_too_full(&lengths), offers }
    }

    /// The next meeting with someone in ten minutes; none once it has begun.
    pub fn short_offer(&self, with: &RelationshipId) -> Option<ShortOffer> {
        let view = self.thread(with).filter(is_ahead)?;
        Some(ShortOffer {
            with: with.clone(),
            version: short_version(&view.agenda, &view.actions, view.current, self.day_of(self.now())),
            name: view.relationship.counterpart.name,
            minutes: view.minutes,
            usual: view.relationship.minutes,
        })
    }

    /// Makes the next meeting with someone ten minutes long, this one alone, and leaves all but the top point for the
    /// one after. None if nothing was changed.
    pub fn shorten(&self, with: &RelationshipId) -> Option<Shortened> {
        let offer = self.short_offer(with).filter(|offer| !offer.is_short())?;
        let (meeting, minutes) = self.planned_length(with)?;
        let shortened = Shortened { meeting, minutes, put_off: offer.version.put_off };
        if !self.plan_minutes(with, meeting, Some(SHORT_MINUTES)) {
            return None;
        }
        shortened.put_off.iter().for_each(|point| self.put_off(with, point, true));
        self.tell(News::Save);
        Some(shortened)
    }

    /// Gives a meeting back the length and the points that it had, unless it has begun meanwhile.
    pub fn take_back_short(&self, with: &RelationshipId, shortened: &Shortened) {
        let is_so = |view: &ThreadView| view.current == shortened.meeting && is_ahead(view);
        if self.thread(with).as_ref().is_some_and(is_so) {
            self.plan_minutes(with, shortened.meeting, shortened.minutes);
            shortened.put_off.iter().for_each(|point| self.put_off(with, point, false));
            self.tell(News::Save);
        }
    }

    /// Gives the next meeting its usual length again.
    pub fn plan_usual_length(&self, with: &RelationshipId) {
        if let Some((meeting, _)) = self.planned_length(with) {
            self.plan_minutes(with, meeting, None);
            self.tell(News::Save);
        }
    }

    fn planned_length(&self, with: &RelationshipId) -> Option<(MeetingNumber, Option<u32>)> {
        let threads = self.threads.borrow();
        let thread = threads.get(with)?;
        let current = thread.current();
        Some((current, thread.minutes(current)))
    }

    fn plan_minutes(&self, with: &RelationshipId, meeting: MeetingNumber, minutes: Option<u32>) -> bool {
        self.keep_meeting(with, meeting, |document| document.plan_minutes(minutes))
    }
}

/// Whether the current meeting has not begun.
fn is_ahead(view: &ThreadView) -> bool {
    matches!(view.meeting.state(), MeetingState::Planned | MeetingState::Moved)
}
