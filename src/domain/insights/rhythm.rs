//! Held, moved and missed: whether it keeps happening. A share over a time, and never a row without a gap: one illness
//! is no failure.

use super::{Dated, Each, Who};

/// Meetings, held or missed, from which on they are drawn: of one or two, everything or nothing was held.
pub const MEETINGS_FOR_A_RATE: usize = 3;

/// What became of the meetings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    pub held: usize,
    /// Given up by each, and those of which nobody said by whom.
    pub missed: Each<usize>,
    pub missed_by_nobody: usize,
    /// How often each moved one, whatever became of it.
    pub moved: Each<u32>,
}

impl Rhythm {
    /// All that were given up.
    pub fn all_missed(&self) -> usize {
        self.missed.mine + self.missed.theirs + self.missed_by_nobody
    }

    /// Whether there are enough to draw.
    pub fn is_telling(&self) -> bool {
        self.held + self.all_missed() >= MEETINGS_FOR_A_RATE
    }
}

/// Counts what became of these meetings.
pub fn rhythm(meetings: &[Dated]) -> Rhythm {
    let mut rhythm = Rhythm::default();
    for Dated { fact, .. } in meetings {
        rhythm.moved.mine += fact.moves.mine;
        rhythm.moved.theirs += fact.moves.theirs;
        *match (fact.held, fact.missed_by) {
            (Some(_), _) => &mut rhythm.held,
            (None, Some(Who::Me)) => &mut rhythm.missed.mine,
            (None, Some(Who::Them)) => &mut rhythm.missed.theirs,
            (None, None) => &mut rhythm.missed_by_nobody,
        } += 1;
    }
    rhythm
}
