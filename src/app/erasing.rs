//! The end of everything: taking back what can be taken back from relays, and never writing again.

use core::time::Duration;

use super::Desk;
use super::line_places::LineId;
use crate::ports::RelayFact;
use crate::share::LineState;

/// How long a relay is waited for, in looks, and how long one look is.
const LOOKS: usize = 20;
const ONE_LOOK: Duration = Duration::from_millis(250);

/// What came of asking relays to let go of what is mine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withdrawn {
    /// Values that a relay has let go of.
    pub gone: usize,
    /// Relationships, and my devices, of which a relay could not be reached or did not let go of everything.
    pub unreached: usize,
}

impl Desk {
    /// Asks every relay that anything is shared over to let go of what this browser has put there. What the other side
    /// and my other devices have put there is theirs. Then the lines are ended.
    pub async fn withdraw(&self) -> Withdrawn {
        self.shared_with().iter().for_each(|id| self.follow(id));
        let wanted: Vec<_> = self.wanted_lines().into_iter().filter(|line| self.access(line).is_some()).collect();
        for _ in 0..LOOKS {
            self.work_lines().await;
            if wanted.iter().all(|line| self.has_caught_up(line)) {
                break;
            }
            self.ports.clock.sleep(ONE_LOOK).await;
        }
        let mut withdrawn = Withdrawn::default();
        for line in &wanted {
            let asked = self.ask_to_let_go(line);
            match self.wait_for(line, asked).await {
                Some(gone) => withdrawn.gone += gone,
                None => withdrawn.unreached += 1,
            }
        }
        self.shut();
        withdrawn
    }

    /// From now on this page writes nothing, sends nothing, and has no line open.
    pub fn shut(&self) {
        self.is_shut.set(true);
        self.outbox.empty();
        // Without a word: saying that I leave would put something there again.
        self.lines.open.borrow_mut().clear();
    }

    fn has_caught_up(&self, line: &LineId) -> bool {
        self.lines.open.borrow().get(line).is_some_and(|open| open.line.state() == LineState::CaughtUp)
    }

    /// The numbers of what was asked for; none if the relay is not there.
    fn ask_to_let_go(&self, line: &LineId) -> Option<Vec<u32>> {
        let mut lines = self.lines.open.borrow_mut();
        let open = lines.get_mut(line).filter(|open| open.line.state() == LineState::CaughtUp)?;
        let asked = open.line.let_go_of_mine();
        asked.iter().for_each(|(document, put)| open.ends.remove(document, *put));
        Some(asked.into_iter().map(|(_, put)| put).collect())
    }

    /// How many of them the relay has let go of; none if not all.
    async fn wait_for(&self, line: &LineId, asked: Option<Vec<u32>>) -> Option<usize> {
        let mut open = asked?;
        let all = open.len();
        for _ in 0..LOOKS {
            while let Some(fact) = self.next_fact(line) {
                if let RelayFact::Kept { put } = fact {
                    open.retain(|asked| *asked != put);
                }
            }
            if open.is_empty() {
                return Some(all);
            }
            self.ports.clock.sleep(ONE_LOOK).await;
        }
        None
    }
}
