//! The compass of aims: when each was last talked about, and how much of the time it took.

use super::{Aim, Instant, MeetingNumber};

/// How far back the shares of time reach unless it is said, in days: about three months.
pub const DAYS: i64 = 91;

/// How many meetings the nudge looks at. With fewer it says nothing.
pub const MEETINGS_FOR_A_NUDGE: usize = 4;

/// A meeting of fewer seconds was only written down afterwards: its length says nothing about what was talked about.
const WRITTEN_DOWN_AFTERWARDS: i64 = 5 * 60;

/// A meeting that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub number: MeetingNumber,
    pub began: Instant,
    /// Its length in seconds, if its end is known.
    pub seconds: Option<i64>,
}

/// Time that one point took in one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub meeting: MeetingNumber,
    pub aim: Option<Aim>,
    pub time: Time,
}

/// How long something was talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Seconds, as it was said what is on.
    Measured(i64),
    /// Seconds, as they were planned: it was discussed, and nobody said when.
    Planned(i64),
}

/// One aim in the compass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    pub aim: Aim,
    /// When a point of it was last discussed.
    pub last: Option<Instant>,
    /// Seconds within the time that is looked at.
    pub seconds: i64,
    /// Hundredths of all time within it, also of that which is not said to serve any aim.
    pub percent: i64,
}

/// The compass of one relationship.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compass {
    /// All aims, in the order in which they are shown; none while nothing was ever talked about.
    pub directions: Vec<Direction>,
    /// How many meetings were held within the time that is looked at.
    pub meetings: usize,
    /// Hundredths of that time that is not said to serve any aim.
    pub unnamed: i64,
    /// Hundredths of the time of the last four meetings that status took, if that was over half.
    pub mostly_status: Option<i64>,
}

/// Puts the compass together. `last` is when each aim was last discussed, in the order of [`Aim::ALL`]; `held` comes
/// oldest first; shares are of its last `days`.
pub fn compass(
    held: &[Held],
    stretches: &[Stretch],
    last: &[Option<Instant>; Aim::ALL.len()],
    now: Instant,
    days: i64,
) -> Compass {
    let recent: Vec<_> = held.iter().copied().filter(|one| (now - one.began).num_days() <= days).collect();
    let Sums { by_aim, unnamed } = sums(&recent, stretches);
    let all = by_aim.iter().sum::<i64>() + unnamed;
    let direction = |aim: Aim| {
        let seconds = by_aim[aim as usize];
        Direction { aim, last: last[aim as usize], seconds, percent: percent(seconds, all) }
    };
    let is_blank = all == 0 && last.iter().all(Option::is_none);
    Compass {
        directions: if is_blank { Vec::new() } else { Aim::ALL.map(direction).to_vec() },
        meetings: recent.len(),
        unnamed: percent(unnamed, all),
        mostly_status: mostly_status(held, stretches),
    }
}

fn mostly_status(held: &[Held], stretches: &[Stretch]) -> Option<i64> {
    let last = &held[held.len().checked_sub(MEETINGS_FOR_A_NUDGE)?..];
    let Sums { by_aim, unnamed } = sums(last, stretches);
    let (status, all) = (by_aim[Aim::Status as usize], by_aim.iter().sum::<i64>() + unnamed);
    (status * 2 > all).then(|| percent(status, all))
}

/// To the nearest, and 0 of nothing.
fn percent(part: i64, all: i64) -> i64 {
    if all == 0 { 0 } else { (part * 200 + all) / (all * 2) }
}

#[derive(Default)]
struct Sums {
    by_aim: [i64; Aim::ALL.len()],
    unnamed: i64,
}

fn sums(meetings: &[Held], stretches: &[Stretch]) -> Sums {
    let mut sums = Sums::default();
    for meeting in meetings {
        let here = || stretches.iter().filter(|stretch| stretch.meeting == meeting.number);
        let (mut measured, mut planned) = (0, 0);
        for stretch in here() {
            match stretch.time {
                Time::Measured(seconds) => measured += seconds,
                Time::Planned(seconds) => planned += seconds,
            }
        }
        // Plans may be larger than the meeting was: then what was left of it is shared out among them.
        let length = meeting.seconds.filter(|seconds| *seconds >= WRITTEN_DOWN_AFTERWARDS);
        let left = length.map_or(planned, |all| (all - measured).clamp(0, planned));
        for stretch in here() {
            let seconds = match stretch.time {
                Time::Measured(seconds) => seconds,
                Time::Planned(seconds) => seconds * left / planned.max(1),
            };
            *stretch.aim.map_or(&mut sums.unnamed, |aim| &mut sums.by_aim[aim as usize]) += seconds;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::time::from_millis;
    use super::*;

    const DAY: i64 = 24 * 3_600_000;
    const NOTHING: [Option<Instant>; Aim::ALL.len()] = [None; Aim::ALL.len()];

    fn held(number: u32, day: i64, minutes: Option<i64>) -> Held {
        let seconds = minutes.map(|minutes| minutes * 60);
        Held { number: MeetingNumber(number), began: from_millis(day * DAY), seconds }
    }

    fn stretch(meeting: u32, aim: Option<Aim>, time: Time) -> Stretch {
        Stretch { meeting: MeetingNumber(meeting), aim, time }
    }

    fn percents(compass: &Compass) -> Vec<(Aim, i64)> {
        compass.directions.iter().filter(|one| one.percent > 0).map(|one| (one.aim, one.percent)).collect()
    }

    #[test]
    fn what_was_never_talked_about_makes_no_picture() {
        let blank = compass(&[held(1, 1, None)], &[], &NOTHING, from_millis(2 * DAY), DAYS);
        assert_eq!(blank, Compass { meetings: 1, ..Compass::default() });
    }

    #[test]
    fn shares_are_of_the_last_three_months_and_of_what_serves_no_aim_too() {
        let meetings = [held(1, 0, Some(30)), held(2, 10, Some(30)), held(3, 101, Some(30))];
        let stretches = [
            stretch(1, Some(Aim::Team), Time::Measured(900)),
            stretch(2, Some(Aim::Career), Time::Measured(600)),
            stretch(2, None, Time::Measured(600)),
            stretch(3, Some(Aim::Status), Time::Measured(1200)),
        ];
        let mut last = NOTHING;
        last[Aim::Team as usize] = Some(from_millis(0));
        let compass = compass(&meetings, &stretches, &last, from_millis(101 * DAY), DAYS);
        assert_eq!(percents(&compass), [(Aim::Career, 25), (Aim::Status, 50)]);
        assert_eq!((compass.meetings, compass.unnamed), (2, 25));
        assert_eq!(compass.directions[Aim::Team as usize].last, Some(from_millis(0)));
    }

    #[test]
    fn plans_share_what_the_meeting_left_them() {
        let stretches = [
            stretch(1, Some(Aim::Career), Time::Measured(600)),
            stretch(1, Some(Aim::Team), Time::Planned(1800)),
            stretch(1, Some(Aim::Status), Time::Planned(600)),
        ];
        let now = from_millis(DAY);
        let short = compass(&[held(1, 0, Some(20))], &stretches, &NOTHING, now, DAYS);
        assert_eq!(percents(&short), [(Aim::Career, 50), (Aim::Team, 38), (Aim::Status, 13)]);
        let unknown = compass(&[held(1, 0, None)], &stretches, &NOTHING, now, DAYS);
        let afterwards = compass(&[held(1, 0, Some(1))], &stretches, &NOTHING, now, DAYS);
        for whole in [unknown, afterwards] {
            assert_eq!(percents(&whole), [(Aim::Career, 20), (Aim::Team, 60), (Aim::Status, 20)]);
        }
    }

    #[test]
    fn the_nudge_needs_four_meetings_and_more_than_half() {
        let status = |seconds| {
            (1..=4).flat_map(move |n| {
                [stretch(n, Some(Aim::Status), Time::Measured(seconds)), stretch(n, None, Time::Measured(600))]
            })
        };
        let nudge = |meetings: u32, seconds| {
            let meetings: Vec<_> = (1..=meetings).map(|n| held(n, 7 * i64::from(n), Some(30))).collect();
            compass(&meetings, &status(seconds).collect::<Vec<_>>(), &NOTHING, from_millis(40 * DAY), DAYS)
                .mostly_status
        };
        assert_eq!(nudge(4, 1200), Some(67));
        assert_eq!(nudge(4, 600), None, "half is not over half");
        assert_eq!(nudge(3, 1200), None);
        assert_eq!(nudge(8, 1200), None, "the last four had no status");
    }
}
