//! What the choice is made from: what two people have and have not talked about, and the situation.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Aim, Instant, MeetingNumber, QuestionId, Role};

/// When a question was last settled, and whether it was talked about or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub meeting: MeetingNumber,
    pub at: Instant,
    /// Talked about; else it was dropped, and only rests.
    pub discussed: bool,
    /// Whether I asked it: who answered is not the one to come back to it.
    pub mine: bool,
}

/// A change that was asked for after the last meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What the change is about, as guessed from its words; never status.
    pub aim: Aim,
    pub given: Instant,
}

/// What the two have and have not talked about.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// When the relationship began.
    pub since: Instant,
    /// When the last meeting before this one began.
    pub last_met: Option<Instant>,
    /// How many meetings were held.
    pub held: usize,
    /// How many meetings were held after the last one with a low score (1 or 2), if there was one: 0 if it was the last.
    pub held_since_low: Option<usize>,
    /// When each aim was last talked about, by any point (in the order of [`Aim::ALL`]).
    pub touched: [Option<Instant>; Aim::ALL.len()],
    /// When each aim was last talked about by a question of the bank.
    pub asked_about: [Option<Instant>; Aim::ALL.len()],
    /// The last time of each question.
    pub asked: BTreeMap<QuestionId, Asked>,
    /// The change that was asked for after the last meeting, if it is about an aim.
    pub wish: Option<Wish>,
}

impl History {
    /// Two people who have not talked yet.
    pub fn new(since: Instant) -> Self {
        Self {
            since,
            last_met: None,
            held: 0,
            held_since_low: None,
            touched: Default::default(),
            asked_about: Default::default(),
            asked: BTreeMap::new(),
            wish: None,
        }
    }

    /// Takes note that an aim was talked about, by a question or by any other point.
    pub fn touch(&mut self, aim: Aim, at: Instant, by_question: bool) {
        let later = |known: Option<Instant>| known.map_or(at, |known| known.max(at));
        let place = aim as usize;
        self.touched[place] = Some(later(self.touched[place]));
        if by_question {
            self.asked_about[place] = Some(later(self.asked_about[place]));
        }
    }

    /// Takes note that a question was settled; what is older than what is known changes nothing.
    pub fn settle(&mut self, question: QuestionId, asked: Asked) {
        let known = self.asked.entry(question).or_insert(asked);
        if (asked.meeting, asked.at) >= (known.meeting, known.at) {
            *known = asked;
        }
    }
}

/// How far the meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has not begun.
    Preparing,
    /// Its first minutes.
    Opening,
    Talking,
    /// The protected minutes at the end, and after.
    Closing,
}

/// The situation that a question is wanted for.
#[derive(Clone, Debug)]
pub struct Moment {
    pub now: Instant,
    pub meeting: MeetingNumber,
    /// What I am to the other.
    pub role: Role,
    pub stage: Stage,
    /// Whole minutes left, if the meeting is live.
    pub minutes_left: Option<i64>,
    /// Days from one meeting to the next, as the two mean to meet; at least 1.
    pub rhythm: i64,
    /// Whether the two talk by video.
    pub by_call: bool,
    /// Passed over in this meeting: the next best is wanted.
    pub passed: BTreeSet<QuestionId>,
    /// Not wanted in this meeting, and neither is their subject as long as there is another.
    pub rested: BTreeSet<QuestionId>,
    /// Never wanted by these two, or on the agenda already.
    pub left_out: BTreeSet<QuestionId>,
    /// The aims that a point of the agenda serves already, in the order of [`Aim::ALL`].
    pub taken_care_of: [bool; Aim::ALL.len()],
    /// The same seed, history and moment give the same answer.
    pub seed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_millis;

    #[test]
    fn the_last_time_of_a_question_counts_in_whatever_order_it_is_told() {
        let asked = |meeting| Asked {
            meeting: MeetingNumber(meeting),
            at: from_millis(i64::from(meeting)),
            discussed: true,
            mine: true,
        };
        for order in [[1, 2], [2, 1]] {
            let mut history = History::new(from_millis(0));
            for meeting in order {
                history.settle(QuestionId::new("q"), asked(meeting));
            }
            assert_eq!(history.asked[&QuestionId::new("q")], asked(2));
        }
    }

    #[test]
    fn a_question_counts_for_its_aim_and_a_point_only_as_a_point() {
        let mut history = History::new(from_millis(0));
        history.touch(Aim::Team, from_millis(5), true);
        history.touch(Aim::Team, from_millis(9), false);
        history.touch(Aim::Team, from_millis(7), false);
        let place = Aim::Team as usize;
        assert_eq!((history.touched[place], history.asked_about[place]), (Some(from_millis(9)), Some(from_millis(5))));
    }
}
