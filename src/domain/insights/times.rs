//! Time: how much of the planned was used, and whether meetings began when they were to.

use chrono::NaiveDate;

use super::scores::MOST_ONE_BY_ONE;
use super::span::by_quarter;
use super::{Dated, median};

/// Meetings from which on they are drawn: the median of fewer is just one of them.
pub const MEETINGS_FOR_A_MEDIAN: usize = 3;

/// A meeting of fewer seconds was only written down afterwards, and one of more was left running.
const MEASURED: core::ops::RangeInclusive<i64> = 5 * 60..=4 * 3600;

/// Seconds past the plan from which on a meeting ran over: nobody ends on the second.
const GRACE: i64 = 60;

/// Minutes after the planned beginning up to which a meeting began on time, as calls open slowly.
pub const ON_TIME: i64 = 5;
/// Minutes after the planned beginning from which on it was very late.
pub const VERY_LATE: i64 = 15;
/// Minutes from the planned beginning beyond which it was another appointment, which nobody wrote down.
const SAME_APPOINTMENT: i64 = 120;

/// One meeting, or the median of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedStep {
    /// The day of the meeting, or of the first one in the quarter.
    pub day: NaiveDate,
    pub meetings: usize,
    /// Hundredths of the planned time that were used.
    pub percent: i64,
    pub is_over: bool,
}

/// The time used against the planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeUsed {
    /// In the order of time.
    pub steps: Vec<UsedStep>,
    /// Whether a step is a quarter.
    pub by_quarter: bool,
    /// Medians, in minutes.
    pub used: i64,
    pub planned: i64,
    /// How many ran over, of how many whose length is known.
    pub over: usize,
    pub of: usize,
}

impl TimeUsed {
    /// Whether there are enough to draw.
    pub fn is_telling(&self) -> bool {
        self.of >= MEETINGS_FOR_A_MEDIAN
    }
}

/// When meetings began, against when they were to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    pub on_time: usize,
    pub late: usize,
    pub very_late: usize,
    /// The median, in minutes; 0 if it was early.
    pub minutes_late: i64,
}

impl OnTime {
    /// How many have a time that was planned.
    pub fn of(&self) -> usize {
        self.on_time + self.late + self.very_late
    }

    /// Whether there are enough to draw.
    pub fn is_telling(&self) -> bool {
        self.of() >= MEETINGS_FOR_A_MEDIAN
    }
}

/// The time that these meetings used.
pub fn used(meetings: &[Dated]) -> TimeUsed {
    let measured: Vec<_> = meetings.iter().filter(|one| lengths(one).is_some()).cloned().collect();
    let all: Vec<_> = measured.iter().filter_map(lengths).collect();
    let by_quarter_too = measured.len() > MOST_ONE_BY_ONE;
    let steps = if by_quarter_too {
        by_quarter(&measured).into_values().filter_map(|quarter| step(&quarter)).collect()
    } else {
        measured.iter().filter_map(|one| step(&[one])).collect()
    };
    let middle = |pick: fn(&(i64, i64)) -> i64| median(&all.iter().map(pick).collect::<Vec<_>>()).unwrap_or_default();
    TimeUsed {
        steps,
        by_quarter: by_quarter_too,
        used: (middle(|(seconds, _)| *seconds) + 30) / 60,
        planned: middle(|(_, planned)| *planned) / 60,
        over: all.iter().filter(|length| is_over(**length)).count(),
        of: all.len(),
    }
}

/// Seconds used and planned, where both are known.
fn lengths(meeting: &Dated) -> Option<(i64, i64)> {
    let seconds = meeting.fact.seconds.filter(|seconds| MEASURED.contains(seconds))?;
    let planned = meeting.fact.minutes.filter(|minutes| *minutes > 0)?;
    Some((seconds, i64::from(planned) * 60))
}

fn is_over((seconds, planned): (i64, i64)) -> bool {
    seconds > planned + GRACE
}

fn step(meetings: &[&Dated]) -> Option<UsedStep> {
    let lengths: Vec<_> = meetings.iter().filter_map(|one| lengths(one)).collect();
    let percents: Vec<_> = lengths.iter().map(|(seconds, planned)| seconds * 100 / planned).collect();
    let over = lengths.iter().filter(|length| is_over(**length)).count();
    Some(UsedStep {
        day: meetings.first()?.day,
        meetings: meetings.len(),
        percent: median(&percents)?,
        is_over: over * 2 > lengths.len(),
    })
}

/// How many of these meetings began on time.
pub fn on_time(meetings: &[Dated]) -> OnTime {
    let late = |one: &Dated| one.fact.late.filter(|minutes| minutes.abs() <= SAME_APPOINTMENT);
    let late: Vec<_> = meetings.iter().filter_map(late).collect();
    let count = |fits: &dyn Fn(i64) -> bool| late.iter().filter(|minutes| fits(**minutes)).count();
    OnTime {
        on_time: count(&|minutes| minutes <= ON_TIME),
        late: count(&|minutes| minutes > ON_TIME && minutes <= VERY_LATE),
        very_late: count(&|minutes| minutes > VERY_LATE),
        minutes_late: median(&late).unwrap_or_default().max(0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fact;
    use super::*;

    fn met(seconds: Option<i64>, minutes: Option<u32>, late: Option<i64>) -> Dated {
        let day = "2026-03-02".parse().expect("a date of ours");
        Dated { day, fact: Fact { held: Some(day), late, seconds, minutes, ..Fact::default() } }
    }

    #[test]
    fn time_is_compared_only_where_it_was_measured_and_planned() {
        let lengths = [1200, 1800, 1860, 1861, 2400].map(|seconds| met(Some(seconds), Some(30), None));
        let others = [(Some(299), Some(30)), (Some(5 * 3600), Some(30)), (None, Some(30)), (Some(1800), None)];
        let others = others.map(|(seconds, minutes)| met(seconds, minutes, None));
        let used = used(&[&lengths[..], &others[..]].concat());
        assert_eq!((used.used, used.planned, used.over, used.of), (31, 30, 2, 5));
        assert_eq!(used.steps.iter().map(|one| one.percent).collect::<Vec<_>>(), [66, 100, 103, 103, 133]);
        assert_eq!(used.steps.iter().filter(|one| one.is_over).count(), 2);
        assert!(used.is_telling() && !super::used(&lengths[..2]).is_telling());
    }

    #[test]
    fn a_quarter_ran_over_if_most_of_its_meetings_did() {
        let long = met(Some(2400), Some(30), None);
        let fits = met(Some(1500), Some(30), None);
        let quarter = |over: usize| {
            let steps = used(&[vec![long.clone(); over], vec![fits.clone(); 61 - over]].concat()).steps;
            steps.iter().map(|one| (one.meetings, one.is_over)).collect::<Vec<_>>()
        };
        assert_eq!((quarter(31), quarter(30)), (vec![(61, true)], vec![(61, false)]));
    }

    #[test]
    fn on_time_is_up_to_five_minutes_late_and_another_appointment_counts_for_nothing() {
        let minutes =
            [Some(-10), Some(0), Some(5), Some(6), Some(15), Some(16), Some(120), Some(121), Some(-121), None];
        let on_time = on_time(&minutes.map(|late| met(None, None, late)));
        assert_eq!((on_time.on_time, on_time.late, on_time.very_late), (3, 2, 2));
        assert_eq!(on_time.minutes_late, 6);
    }
}
