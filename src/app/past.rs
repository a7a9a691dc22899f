//! Past meetings, read as they are looked at: ten years of them are never in memory at once.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

use super::Desk;
use super::overview::PastMeeting;
use crate::domain::order::gathered;
use crate::domain::{Heard, Instant, Meeting, MeetingNumber, RelationshipId, TalkingPoint};
use crate::ports::StorageError;
use crate::store::past::Stored;
use crate::store::{DocumentName, Thread};

/// A past meeting in full.
#[derive(Clone, Debug, PartialEq)]
pub struct PastView {
    pub past: PastMeeting,
    pub heard: Heard,
    /// Points that were talked about in it and had been there before, as far as the meetings that they come from were
    /// looked at, too.
    pub from_before: Vec<TalkingPoint>,
    /// Whether my answer is handed over, and so as it is.
    pub is_sealed: bool,
}

impl Desk {
    /// The past meetings with someone, the newest first, those that were missed among them.
    pub fn past_numbers(&self, id: &RelationshipId) -> Vec<MeetingNumber> {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Vec::new() };
        let current = thread.current();
        thread.known_meetings().into_iter().rev().filter(|number| *number < current).collect()
    }

    /// Some of them as they are stored, in that order. They are read and not kept, but for those that are open anyway.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn read_past(
        &self,
        id: &RelationshipId,
        numbers: &[MeetingNumber],
    ) -> Result<Vec<PastView>, StorageError> {
        let not_open = |number: &MeetingNumber| !self.can_take(id, DocumentName::Meeting(*number));
        let unread: BTreeSet<_> = gathered(numbers.iter().copied().filter(not_open));
        let mut views: Vec<_> = numbers.iter().filter_map(|number| self.past(id, *number)).collect();
        if !unread.is_empty() {
            let Some(read) = self.read_bare(id, &unread).await? else { return Ok(views) };
            views.extend(unread.iter().map(|number| view(&read, *number, &read.meetings())));
        }
        let place = |past: &PastView| numbers.iter().position(|number| *number == past.past.meeting.number);
        crate::domain::order::put_in_order(&mut views, |a, b| place(a) < place(b));
        add_from_before(&mut views);
        Ok(views)
    }

    /// One of them as it stands now, if it is open.
    pub fn past(&self, id: &RelationshipId, number: MeetingNumber) -> Option<PastView> {
        let threads = self.threads.borrow();
        let thread = threads.get(id)?;
        thread.loaded().contains(&DocumentName::Meeting(number)).then(|| view(thread, number, &thread.meetings()))
    }

    /// Opens a past meeting, so that it can be changed.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn open_past(&self, id: &RelationshipId, number: MeetingNumber) -> Result<(), StorageError> {
        if self.can_take(id, DocumentName::Meeting(number)) {
            return Ok(());
        }
        let Some(mut read) = self.read_bare(id, &BTreeSet::from([number])).await? else { return Ok(()) };
        if let Some(thread) = self.threads.borrow_mut().get_mut(id) {
            // What was read last knows all that is stored; what was edited meanwhile is merged into it.
            thread.absorb(&mut read, &*self.ports.entropy);
        }
        Ok(())
    }

    /// What the user's clocks showed at an instant.
    pub fn on_the_clock(&self, at: Instant) -> NaiveDateTime {
        self.ports.clock.civil(at)
    }

    /// Says when a past meeting began by the user's clocks, and how many minutes it took.
    pub fn correct_times(&self, id: &RelationshipId, number: MeetingNumber, began: NaiveDateTime, minutes: u32) {
        let began = self.ports.clock.instant_of(began);
        let ended = began + TimeDelta::minutes(i64::from(minutes));
        if began <= self.now() && self.keep_meeting(id, number, |meeting| meeting.correct_times(began, ended)) {
            self.tell(super::News::Save);
        }
    }

    /// Reads meetings of someone into a thread of their own; none if they are not known.
    pub(super) async fn read_bare(
        &self,
        id: &RelationshipId,
        numbers: &BTreeSet<MeetingNumber>,
    ) -> Result<Option<Thread>, StorageError> {
        let (storage, entropy) = (&*self.ports.storage, &*self.ports.entropy);
        let bare = self.threads.borrow_mut().get_mut(id).map(|thread| thread.without_meetings(entropy));
        let Some(mut read) = bare else { return Ok(None) };
        let faults = Stored::find(storage, id, numbers).await?.read_into(&mut read, numbers.clone(), entropy);
        self.take_faults(Some(&[]), faults);
        Ok(Some(read))
    }
}

/// A past meeting that is loaded in that thread, among those that are loaded there.
fn view(thread: &Thread, number: MeetingNumber, around: &[Meeting]) -> PastView {
    let exchange = thread.exchange(number);
    let earlier = around.iter().filter(|meeting| meeting.number < number).flat_map(|meeting| &meeting.points);
    PastView {
        heard: thread.heard(number),
        is_sealed: exchange.is_handed_over(),
        from_before: earlier.filter(|point| point.was_discussed_in(number)).cloned().collect(),
        past: PastMeeting {
            retro: thread.retro(number),
            theirs: exchange.theirs(),
            me: thread.me(),
            meeting: thread.meeting(number),
        },
    }
}

/// Of those that were read together, some may have been open and others not.
fn add_from_before(views: &mut [PastView]) {
    let born: Vec<_> = views.iter().flat_map(|view| view.past.meeting.points.clone()).collect();
    for view in views {
        let number = view.past.meeting.number;
        let earlier = born.iter().filter(|point| point.born < number && point.was_discussed_in(number));
        for point in earlier {
            if !view.from_before.iter().any(|known| known.id == point.id) {
                view.from_before.push(point.clone());
            }
        }
    }
}
