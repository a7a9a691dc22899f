//! The compass of aims of one relationship, from what its meetings amount to.

use std::rc::Rc;

use super::Desk;
use crate::domain::compass::{Compass, DAYS, Held, MEETINGS_FOR_A_NUDGE, Stretch, Time, compass};
use crate::domain::time::from_millis;
use crate::domain::{Aim, Instant, MeetingNumber, PointId, RelationshipId};
use crate::store::{History, MeetingDigest};

pub(super) type Meetings = History;

impl Desk {
    /// When each aim was last talked about, and how much of the time it took. Blank for someone who is not known.
    pub fn compass(&self, id: &RelationshipId) -> Compass {
        self.compass_over(id, DAYS)
    }

    /// The same, of so many last days.
    pub fn compass_over(&self, id: &RelationshipId, days: i64) -> Compass {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Compass::default() };
        let (meetings, now) = (thread.history(), self.now());
        let held = held(&meetings);
        // What the picture and the nudge look at, and nothing older.
        let nudge = held.len().saturating_sub(MEETINGS_FOR_A_NUDGE);
        let is_recent = |(place, one): &(usize, &Held)| *place >= nudge || (now - one.began).num_days() <= days;
        let recent = held.iter().enumerate().filter(is_recent).map(|(_, one)| one.number).collect::<Vec<_>>();
        compass(&held, &stretches(&meetings, &recent), &last(&meetings), now, days)
    }
}

fn held(meetings: &Meetings) -> Vec<Held> {
    let held = |(number, meeting): (&MeetingNumber, &Rc<MeetingDigest>)| {
        let began = meeting.began.filter(|_| meeting.closed)?;
        let seconds = meeting.ended.map(|ended| (ended - began).max(0) / 1000);
        Some(Held { number: *number, began: from_millis(began), seconds })
    };
    meetings.iter().filter_map(held).collect()
}

fn last(meetings: &Meetings) -> [Option<Instant>; Aim::ALL.len()] {
    let mut last = [None; Aim::ALL.len()];
    for (aim, at) in touches(meetings) {
        let known: &mut Option<Instant> = &mut last[aim as usize];
        *known = (*known).max(Some(at));
    }
    last
}

/// When each aim came up: a point of it was discussed, or was on for a while in a meeting that began then.
pub(super) fn touches(meetings: &Meetings) -> Vec<(Aim, Instant)> {
    let mut touches = Vec::new();
    for (number, meeting) in meetings {
        for spoken in meeting.spoken.read(*number) {
            let began = meeting.began.filter(|_| spoken.seconds > 0);
            let times = spoken.discussed.map(|(_, at)| at).into_iter().chain(began);
            touches.extend(spoken.aim.into_iter().flat_map(|aim| times.clone().map(move |at| (aim, from_millis(at)))));
        }
        let carried = meeting.elsewhere.iter().filter_map(|(point, _)| aim_of(meetings, point, *number));
        touches.extend(meeting.began.into_iter().flat_map(|at| carried.clone().map(move |aim| (aim, from_millis(at)))));
    }
    touches
}

/// What a point serves that was born before that meeting: most likely in the one before.
fn aim_of(meetings: &Meetings, point: &PointId, before: MeetingNumber) -> Option<Aim> {
    let earlier = meetings.range(..before).rev();
    earlier.flat_map(|(born, meeting)| meeting.spoken.read(*born)).find(|spoken| spoken.id.as_ref() == Some(point))?.aim
}

/// What was talked about in these meetings, for how long. A point that was born earlier lends its aim to the meeting that
/// spoke of it.
fn stretches(meetings: &Meetings, recent: &[MeetingNumber]) -> Vec<Stretch> {
    let mut elsewhere: Vec<(&PointId, MeetingNumber, i64)> = Vec::new();
    for number in recent {
        let spoken = meetings.get(number).map(|meeting| &meeting.elsewhere);
        elsewhere.extend(spoken.into_iter().flatten().map(|(point, seconds)| (point, *number, *seconds)));
    }
    // They come in their order.
    let is_recent = |number: MeetingNumber| recent.binary_search(&number).is_ok();
    let mut stretches = Vec::new();
    for (born, meeting) in meetings {
        for spoken in meeting.spoken.read(*born) {
            let mut measured = |meeting, seconds| {
                stretches.push(Stretch { meeting, aim: spoken.aim, time: Time::Measured(seconds) });
            };
            if spoken.seconds > 0 && is_recent(*born) {
                measured(*born, spoken.seconds);
            }
            // Only what has a name here was spoken of elsewhere.
            let named = spoken.id.as_ref().map_or(&[][..], |_| &elsewhere[..]);
            let in_others = || named.iter().filter(|(point, ..)| spoken.id.as_ref() == Some(*point));
            in_others().for_each(|(_, number, seconds)| measured(*number, *seconds));
            let Some((during, _)) = spoken.discussed.filter(|(during, _)| is_recent(*during)) else { continue };
            let is_measured =
                if during == *born { spoken.seconds > 0 } else { in_others().any(|(_, number, _)| *number == during) };
            if !is_measured {
                let time = Time::Planned(i64::from(spoken.minutes) * 60);
                stretches.push(Stretch { meeting: during, aim: spoken.aim, time });
            }
        }
    }
    stretches
}
