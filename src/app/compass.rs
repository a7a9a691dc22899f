//! The compass of aims of one relationship, from what its meetings amount to.

use std::collections::{BTreeMap, BTreeSet};

use super::Desk;
use crate::domain::compass::{Compass, Held, Stretch, Time, compass};
use crate::domain::time::from_millis;
use crate::domain::{Aim, Instant, MeetingNumber, PointId, RelationshipId};
use crate::store::{MeetingDigest, Spoken};

type Meetings = BTreeMap<MeetingNumber, MeetingDigest>;

impl Desk {
    /// When each aim was last talked about, and how much of the time it took. Blank for someone who is not known.
    pub fn compass(&self, id: &RelationshipId) -> Compass {
        let threads = self.threads.borrow();
        let Some(thread) = threads.get(id) else { return Compass::default() };
        let meetings = thread.history();
        compass(&held(&meetings), &stretches(&meetings), &last(&meetings), self.now())
    }
}

fn held(meetings: &Meetings) -> Vec<Held> {
    let held = |(number, meeting): (&MeetingNumber, &MeetingDigest)| {
        let began = meeting.began.filter(|_| meeting.closed)?;
        let seconds = meeting.ended.map(|ended| (ended - began).max(0) / 1000);
        Some(Held { number: *number, began: from_millis(began), seconds })
    };
    meetings.iter().filter_map(held).collect()
}

fn last(meetings: &Meetings) -> [Option<Instant>; Aim::ALL.len()] {
    let mut last = [None; Aim::ALL.len()];
    for spoken in meetings.values().flat_map(|meeting| &meeting.spoken) {
        if let (Some(aim), Some((_, at))) = (spoken.aim, spoken.discussed) {
            let known: &mut Option<Instant> = &mut last[aim as usize];
            *known = (*known).max(Some(from_millis(at)));
        }
    }
    last
}

/// What was talked about in which meeting, for how long. A point that was born earlier lends its aim to the meeting
/// that spoke of it.
fn stretches(meetings: &Meetings) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut carried: BTreeMap<&PointId, &Spoken> = BTreeMap::new();
    for (number, meeting) in meetings {
        for spoken in &meeting.spoken {
            carried.extend(spoken.id.as_ref().map(|id| (id, spoken)));
            if spoken.seconds > 0 {
                stretches.push(Stretch { meeting: *number, aim: spoken.aim, time: Time::Measured(spoken.seconds) });
            } else if spoken.discussed.is_some_and(|(during, _)| during == *number) {
                stretches.push(planned(*number, spoken));
            }
        }
    }
    let mut measured = BTreeSet::new();
    for (number, meeting) in meetings {
        for (point, seconds) in &meeting.elsewhere {
            measured.insert((point, *number));
            let aim = carried.get(point).and_then(|spoken| spoken.aim);
            stretches.push(Stretch { meeting: *number, aim, time: Time::Measured(*seconds) });
        }
    }
    let born_in = |id: &PointId| meetings.iter().find(|(_, m)| m.spoken.iter().any(|s| s.id.as_ref() == Some(id)));
    for (id, spoken) in carried {
        if let Some((during, _)) = spoken.discussed
            && !measured.contains(&(id, during))
            && born_in(id).is_some_and(|(born, _)| *born != during)
        {
            stretches.push(planned(during, spoken));
        }
    }
    stretches
}

fn planned(meeting: MeetingNumber, spoken: &Spoken) -> Stretch {
    Stretch { meeting, aim: spoken.aim, time: Time::Planned(i64::from(spoken.minutes) * 60) }
}
