//! Who is here: said over the line to a relay, and believed for a while.

use serde::{Deserialize, Serialize};

use super::line_places::LineId;
use super::lines::OpenLine;
use super::sent::SentKind;
use super::{Desk, News};
use crate::domain::{PointId, RelationshipId};
use crate::ports::Replica;
use crate::share::LineState;
use crate::share::line::{HERE, Present};

/// What a replica says of itself.
#[derive(Serialize, Deserialize)]
struct HereNow {
    here: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    point: Option<String>,
}

impl Desk {
    /// Whether the other is here now, and the point that they have open.
    pub fn present(&self, thread: &RelationshipId) -> Option<Option<PointId>> {
        let lines = self.lines.open.borrow();
        let present = lines.get(&LineId::Pair(thread.clone()))?.line.present(self.now())?;
        Some(present.point.clone().map(PointId::new))
    }

    /// Says which point I have open.
    pub fn show_open(&self, thread: &RelationshipId, point: Option<&PointId>) {
        let point = point.map(|point| point.as_str().to_string());
        if self.lines.points.borrow().get(thread) == Some(&point) {
            return;
        }
        self.lines.points.borrow_mut().insert(thread.clone(), point);
        if let Some(open) = self.lines.open.borrow_mut().get_mut(&LineId::Pair(thread.clone())) {
            open.line.say_anew();
        }
        self.tell(News::Lines);
    }

    /// Says that I leave. Nobody waits for an answer.
    pub fn leave(&self) {
        self.lines.open.borrow_mut().values_mut().for_each(|open| self.say_gone(open));
    }

    pub(super) fn say_gone(&self, open: &mut OpenLine) {
        if open.line.state() == LineState::CaughtUp {
            let gone = serde_json::to_vec(&HereNow { here: false, point: None }).unwrap_or_default();
            let (sealed, put) = open.line.seal(HERE, None, &gone, self.now(), &*self.ports.entropy);
            self.note_sent(SentKind::Presence, &open.access.relay.url, sealed.len());
            open.ends.put(HERE, sealed, put);
        }
    }

    pub(super) fn hear_of(&self, id: &LineId, from: &Replica, plain: &[u8]) {
        let heard = self.now();
        match serde_json::from_slice::<HereNow>(plain) {
            Ok(here) => {
                let present = here.here.then_some(Present { heard, point: here.point });
                self.with_line(id, |line| line.heard_of(from, present));
            }
            Err(_) => _ = self.found_strange(id),
        }
    }

    pub(super) fn say_here(&self, id: &LineId) {
        let LineId::Pair(thread) = id else { return };
        let now = self.now();
        let point = self.lines.points.borrow().get(thread).cloned().flatten();
        if let Some(open) = self.lines.open.borrow_mut().get_mut(id)
            && open.line.beat(now)
        {
            let here = serde_json::to_vec(&HereNow { here: true, point }).unwrap_or_default();
            let (sealed, put) = open.line.seal(HERE, None, &here, now, &*self.ports.entropy);
            self.note_sent(SentKind::Presence, &open.access.relay.url, sealed.len());
            open.ends.put(HERE, sealed, put);
        }
    }
}
