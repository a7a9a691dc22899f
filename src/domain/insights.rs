//! Insights: what the meetings of two people amount to, as figures that both see alike. Everything of the two comes in
//! pairs, so what one reads is what the other reads, the other way round; nothing is added up to a mark or a rank.

pub mod points;
pub mod promises;
pub mod rhythm;
pub mod scores;
pub mod span;
pub mod times;

use chrono::NaiveDate;

use super::{Experiment, MeetingNumber};
use points::PointShares;
use promises::Promises;
use rhythm::Rhythm;
use scores::Scores;
pub use span::{Quarter, Span};
use times::{OnTime, TimeUsed};

/// Something of each of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Each<T> {
    pub mine: T,
    pub theirs: T,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Me,
    Them,
}

/// A closed meeting, as far as the insights look at it. Days are those of the clocks where it was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    pub number: MeetingNumber,
    /// The day on which it was held; none if it was missed.
    pub held: Option<NaiveDate>,
    /// The day that a missed one was planned for or given up on, if that is known.
    pub planned: Option<NaiveDate>,
    /// Minutes from the time that it was planned for to when it began, if both are known; negative if it was early.
    pub late: Option<i64>,
    /// Its length in seconds, if its end is known.
    pub seconds: Option<i64>,
    /// Its planned length.
    pub minutes: Option<u32>,
    /// Points that were born in it.
    pub points: Each<u32>,
    pub promises: Each<Promises>,
    /// 1 to 5; the other's only where both answers are open.
    pub scores: Each<Option<u8>>,
    /// How often it was moved, by each.
    pub moves: Each<u32>,
    /// Who could not, if it was missed and somebody said so.
    pub missed_by: Option<Who>,
}

/// A fact and the day that it counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub day: NaiveDate,
    pub fact: Fact,
}

/// All pictures about one relationship.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Insights {
    pub points: PointShares,
    pub scores: Scores,
    pub promises: Each<Promises>,
    pub rhythm: Rhythm,
    pub time: TimeUsed,
    pub on_time: OnTime,
}

/// Puts the pictures together. `facts` come by number; `current` is the meeting that is prepared or live, and `leads` who
/// of the two leads the other, if one does.
pub fn insights(
    facts: &[Fact],
    experiments: &[Experiment],
    current: MeetingNumber,
    leads: Option<Who>,
    span: Span,
    today: NaiveDate,
) -> Insights {
    let all = dated(facts);
    let within: Vec<_> = all.iter().filter(|one| span.holds(one.day, today)).cloned().collect();
    let promises = within.iter().fold(Each::default(), |sum, one| promises::add(sum, one.fact.promises));
    Insights {
        points: points::shares(&within, leads),
        scores: scores::scores(&within, &all, experiments, current),
        promises,
        rhythm: rhythm::rhythm(&within),
        time: times::used(&within),
        on_time: times::on_time(&within),
    }
}

/// Gives each meeting its day. One that was missed counts for the day it was planned for, else for that of the meeting
/// before it, else for that of the one after. Its points go to the next that was held: that is where they were brought.
fn dated(facts: &[Fact]) -> Vec<Dated> {
    let first = facts.iter().find_map(day);
    let (mut before, mut waiting) = (first, Each::<u32>::default());
    let mut dated = Vec::with_capacity(facts.len());
    for fact in facts {
        let Some(day) = day(fact).or(before) else { continue };
        before = Some(day);
        let mut fact = fact.clone();
        let points = Each { mine: waiting.mine + fact.points.mine, theirs: waiting.theirs + fact.points.theirs };
        (fact.points, waiting) =
            if fact.held.is_some() { (points, Each::default()) } else { (Each::default(), points) };
        dated.push(Dated { day, fact });
    }
    dated
}

fn day(fact: &Fact) -> Option<NaiveDate> {
    fact.held.or(fact.planned)
}

/// The value in the middle, of an even number the mean of the two there; none of nothing.
fn median(values: &[i64]) -> Option<i64> {
    let mut values = values.to_vec();
    super::order::put_in_order(&mut values, |a, b| a < b);
    let upper = *values.get(values.len() / 2)?;
    let lower = values[(values.len() - 1) / 2];
    Some((lower + upper).div_euclid(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(number: u32, held: Option<&str>, mine: u32) -> Fact {
        let held = held.map(|day| day.parse().expect("a date of ours"));
        let points = Each { mine, theirs: 1 };
        Fact { number: MeetingNumber(number), held, points, ..Fact::default() }
    }

    #[test]
    fn a_missed_meeting_lies_beside_the_one_before_and_hands_its_points_on() {
        let facts = [
            fact(1, None, 1),
            fact(2, Some("2026-01-05"), 2),
            fact(3, None, 4),
            Fact { planned: Some("2026-01-19".parse().expect("a date")), ..fact(4, None, 8) },
            fact(5, Some("2026-01-26"), 16),
        ];
        let dated: Vec<_> = dated(&facts).into_iter().map(|one| (one.day.to_string(), one.fact.points.mine)).collect();
        let expected = [("2026-01-05", 0), ("2026-01-05", 3), ("2026-01-05", 0), ("2026-01-19", 0), ("2026-01-26", 28)];
        assert_eq!(dated, expected.map(|(day, points)| (day.to_string(), points)));
        assert_eq!(super::dated(&[fact(1, None, 1)]), [], "nobody knows when that was");
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!([&[][..], &[5], &[9, 1], &[3, 100, 2]].map(median), [None, Some(5), Some(5), Some(3)]);
    }
}
