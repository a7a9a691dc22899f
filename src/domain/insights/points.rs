//! Whose points: the share of points that each brought, quarter by quarter.

use super::span::by_quarter;
use super::{Dated, Each, Quarter, Who};

/// Points of a quarter from which on its shares are drawn: with five, one more or less moves them by no more than 20
/// percent, and below that a single point decides who seems to lead.
pub const POINTS_FOR_A_SHARE: u32 = 5;

/// One quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterPoints {
    pub quarter: Quarter,
    pub points: Each<u32>,
    /// Hundredths that were mine; none if there are too few to tell.
    pub mine: Option<u32>,
}

/// The shares over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointShares {
    pub quarters: Vec<QuarterPoints>,
    pub all: Each<u32>,
    /// Hundredths of all that were mine; none if there are too few to tell.
    pub mine: Option<u32>,
    /// Who leads the other, if one does: a 1:1 is worth most where the one who is led is the more active one.
    pub leads: Option<Who>,
}

/// Counts the points of these meetings.
pub fn shares(meetings: &[Dated], leads: Option<Who>) -> PointShares {
    let held: Vec<_> = meetings.iter().filter(|one| one.fact.held.is_some()).cloned().collect();
    let counted = |points: Each<u32>, one: &Dated| Each {
        mine: points.mine + one.fact.points.mine,
        theirs: points.theirs + one.fact.points.theirs,
    };
    let quarter = |(quarter, meetings): (Quarter, Vec<&Dated>)| {
        let points = meetings.into_iter().fold(Each::default(), counted);
        QuarterPoints { quarter, points, mine: share(points) }
    };
    let all = held.iter().fold(Each::default(), counted);
    PointShares { quarters: by_quarter(&held).into_iter().map(quarter).collect(), all, mine: share(all), leads }
}

/// To the nearest; what is half-way goes to neither's favour, so that both read figures that add up to 100.
fn share(points: Each<u32>) -> Option<u32> {
    let all = points.mine + points.theirs;
    (all >= POINTS_FOR_A_SHARE).then(|| {
        let theirs = (points.theirs * 200 + all) / (all * 2);
        let mine = (points.mine * 200 + all) / (all * 2);
        if points.mine <= points.theirs { mine } else { 100 - theirs }
    })
}

#[cfg(test)]
mod tests {
    use super::super::Fact;
    use super::*;

    fn met(day: &str, mine: u32, theirs: u32) -> Dated {
        let day: chrono::NaiveDate = day.parse().expect("a date of ours");
        let points = Each { mine, theirs };
        Dated { day, fact: Fact { held: Some(day), points, ..Fact::default() } }
    }

    #[test]
    fn each_quarter_has_its_share_and_too_few_points_have_none() {
        let shares =
            shares(&[met("2026-01-05", 1, 3), met("2026-03-31", 1, 3), met("2026-04-01", 4, 0)], Some(Who::Me));
        let quarters: Vec<_> = shares.quarters.iter().map(|one| (one.quarter.quarter, one.points, one.mine)).collect();
        let of = |mine, theirs| Each { mine, theirs };
        assert_eq!(quarters, [(1, of(2, 6), Some(25)), (2, of(4, 0), None)]);
        assert_eq!((shares.all, shares.mine), (of(6, 6), Some(50)));
    }

    #[test]
    fn what_one_reads_and_what_the_other_reads_add_up_to_all() {
        for mine in 0..40 {
            for theirs in 0..40 {
                let (here, there) = (share(Each { mine, theirs }), share(Each { mine: theirs, theirs: mine }));
                assert_eq!(here.is_some(), mine + theirs >= POINTS_FOR_A_SHARE);
                if let Some((here, there)) = here.zip(there) {
                    assert_eq!(here + there, 100, "{mine} and {theirs}");
                }
            }
        }
    }

    #[test]
    fn a_missed_meeting_makes_no_quarter() {
        let mut missed = met("2026-01-05", 0, 0);
        missed.fact.held = None;
        assert_eq!(shares(&[missed], None), PointShares::default());
    }
}
