//! Load: how much of a week 1:1s take by their rhythm, and what could change where that does not fit.

use super::{Cadence, RelationshipId, Role};

/// Minutes of 1:1s that fit into a week: an hour a week for each of up to five reports. That is an eighth of a working
/// week of 40 hours; with preparing and keeping promises it comes to about a quarter.
pub const FITS: i64 = 5 * 60;

/// Up to so many reports can be met every week, whatever the length within an hour.
pub const REPORTS_WEEKLY: usize = 5;

/// The longest 1:1 with a report, in minutes, where the week does not fit: with up to five of them, and with more.
const LONGEST: (u32, u32) = (60, 30);

/// Weeks of a year; the sums are of a year, so that monthly and weekly add up without fractions.
const WEEKS: i64 = 52;

/// The rhythm of one relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    pub with: RelationshipId,
    /// What they are to me.
    pub role: Role,
    pub cadence: Cadence,
    /// Usual length in minutes.
    pub minutes: u32,
}

/// Why something is suggested. In the order of what is given up first; giving up a 1:1 altogether is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// A report or a manager who is met more rarely than every second week, though the week has room.
    Rare,
    /// With peers, mentors and across levels, once a month is enough to stay in touch.
    PeersMonthly,
    /// More 1:1s with reports than fit: shorter ones keep the rhythm, which matters more than the length.
    Shorter,
    /// Still more than fit, of more than five reports: every second week keeps each of them.
    EverySecondWeek,
}

impl Because {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Rare, Self::PeersMonthly, Self::Shorter, Self::EverySecondWeek];

    /// The name under which it is stored that one was put away.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rare => "rare",
            Self::PeersMonthly => "peers-monthly",
            Self::Shorter => "shorter",
            Self::EverySecondWeek => "every-second-week",
        }
    }
}

/// What would be another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Cadence(Cadence),
    Minutes(u32),
}

/// One change that is suggested, for one relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub with: RelationshipId,
    pub because: Because,
    pub change: Change,
}

/// The load of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes a week by cadence and length; who is met now and then is not counted.
    pub minutes: i64,
    /// How many relationships that is.
    pub counted: usize,
    pub reports: usize,
    pub suggestions: Vec<Suggestion>,
}

impl Load {
    /// Whether it is no more than fits.
    pub fn fits(&self) -> bool {
        self.minutes <= FITS
    }
}

/// Sums up these rhythms. Everyone of a kind is treated alike: who of them matters less is nothing to be computed.
pub fn load(rhythms: &[Rhythm]) -> Load {
    let counted: Vec<_> = rhythms.iter().filter(|one| one.cadence != Cadence::NowAndThen).cloned().collect();
    let reports = counted.iter().filter(|one| one.role == Role::Report).count();
    let minutes = (a_year(&counted) + WEEKS / 2) / WEEKS;
    let suggestions = if minutes <= FITS { more_often(&counted, reports) } else { less(&counted, reports) };
    Load { minutes, counted: counted.len(), reports, suggestions }
}

/// Minutes a year.
fn a_year(rhythms: &[Rhythm]) -> i64 {
    let times = |cadence: Cadence, minutes: i64| match cadence {
        Cadence::NowAndThen => 0,
        Cadence::Monthly => 12 * minutes,
        other => WEEKS * 7 * minutes / other.days().max(1),
    };
    rhythms.iter().map(|one| times(one.cadence, i64::from(one.minutes))).sum()
}

/// For whom the week has room.
fn more_often(rhythms: &[Rhythm], reports: usize) -> Vec<Suggestion> {
    let mut week = rhythms.to_vec();
    let mut suggestions = Vec::new();
    for place in 0..week.len() {
        let Rhythm { with, role, cadence, .. } = week[place].clone();
        if !matches!(role, Role::Report | Role::Manager) || cadence.days() <= Cadence::Biweekly.days() {
            continue;
        }
        let is_weekly = role == Role::Report && reports <= REPORTS_WEEKLY;
        let wanted: &[Cadence] = if is_weekly { &[Cadence::Weekly, Cadence::Biweekly] } else { &[Cadence::Biweekly] };
        let fitting = wanted.iter().copied().find(|cadence| {
            week[place].cadence = *cadence;
            a_year(&week) <= FITS * WEEKS
        });
        week[place].cadence = fitting.unwrap_or(cadence);
        let suggest = |cadence| Suggestion { with, because: Because::Rare, change: Change::Cadence(cadence) };
        suggestions.extend(fitting.map(suggest));
    }
    suggestions
}

/// What would make it fit: one step after the other, until it does.
fn less(rhythms: &[Rhythm], reports: usize) -> Vec<Suggestion> {
    let mut week = rhythms.to_vec();
    let mut suggestions = Vec::new();
    for because in [Because::PeersMonthly, Because::Shorter, Because::EverySecondWeek] {
        if a_year(&week) <= FITS * WEEKS {
            break;
        }
        for one in &mut week {
            let Some(change) = change(one, because, reports) else { continue };
            match change {
                Change::Cadence(cadence) => one.cadence = cadence,
                Change::Minutes(minutes) => one.minutes = minutes,
            }
            suggestions.push(Suggestion { with: one.with.clone(), because, change });
        }
    }
    suggestions
}

fn change(one: &Rhythm, because: Because, reports: usize) -> Option<Change> {
    let is_report = one.role == Role::Report;
    let has_many = reports > REPORTS_WEEKLY;
    match because {
        Because::Rare => None,
        // How often one meets one's own manager is not for this side to cut.
        Because::PeersMonthly => {
            let is_often = one.cadence.days() < 28;
            let is_other = !is_report && one.role != Role::Manager;
            (is_other && is_often).then_some(Change::Cadence(Cadence::Monthly))
        }
        Because::Shorter => {
            let longest = if has_many { LONGEST.1 } else { LONGEST.0 };
            (is_report && one.minutes > longest).then_some(Change::Minutes(longest))
        }
        Because::EverySecondWeek => {
            let is_often = one.cadence.days() < Cadence::Biweekly.days();
            (is_report && has_many && is_often).then_some(Change::Cadence(Cadence::Biweekly))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Cadence::{Biweekly, EveryDays, Monthly, NowAndThen, Weekly};

    type Group = (usize, Role, Cadence, u32);

    fn of(groups: &[Group]) -> Load {
        let one = |(group, (count, role, cadence, minutes)): (usize, &Group)| {
            (0..*count)
                .map(|n| Rhythm {
                    with: RelationshipId::new(format!("{group}.{n}")),
                    role: *role,
                    cadence: *cadence,
                    minutes: *minutes,
                })
                .collect::<Vec<_>>()
        };
        load(&groups.iter().enumerate().flat_map(one).collect::<Vec<_>>())
    }

    /// Each suggestion once, with how many are asked.
    fn told(load: &Load) -> Vec<(usize, Because, Change)> {
        let mut told: Vec<(usize, Because, Change)> = Vec::new();
        for one in &load.suggestions {
            match told.iter_mut().find(|(_, because, change)| (*because, *change) == (one.because, one.change)) {
                Some((count, ..)) => *count += 1,
                None => told.push((1, one.because, one.change)),
            }
        }
        told
    }

    #[test]
    fn the_rules_in_a_table() {
        let monthly = (Because::PeersMonthly, Change::Cadence(Monthly));
        let weekly = (Because::Rare, Change::Cadence(Weekly));
        let second = (Because::Rare, Change::Cadence(Biweekly));
        let every_second = (Because::EverySecondWeek, Change::Cadence(Biweekly));
        let half_an_hour = (Because::Shorter, Change::Minutes(30));
        type Told = (usize, (Because, Change));
        let cases: &[(&[Group], i64, &[Told])] = &[
            (&[], 0, &[]),
            (&[(5, Role::Report, Weekly, 60)], 300, &[]),
            (&[(5, Role::Report, Weekly, 30), (4, Role::Peer, Weekly, 30)], 270, &[]),
            (&[(5, Role::Report, Weekly, 60), (1, Role::Peer, Weekly, 30)], 330, &[(1, monthly)]),
            (&[(5, Role::Report, Weekly, 90)], 450, &[(5, (Because::Shorter, Change::Minutes(60)))]),
            (&[(8, Role::Report, Weekly, 30)], 240, &[]),
            (&[(8, Role::Report, Weekly, 60)], 480, &[(8, half_an_hour)]),
            (&[(12, Role::Report, Weekly, 30)], 360, &[(12, every_second)]),
            (&[(12, Role::Report, Weekly, 60)], 720, &[(12, half_an_hour), (12, every_second)]),
            (
                &[(12, Role::Report, Weekly, 45), (2, Role::Mentee, Biweekly, 30)],
                570,
                &[(2, monthly), (12, half_an_hour), (12, every_second)],
            ),
            (&[(40, Role::Report, Biweekly, 30)], 600, &[]),
            (&[(9, Role::Report, EveryDays(10), 60)], 378, &[(9, half_an_hour)]),
            (&[(1, Role::Manager, Weekly, 240), (1, Role::SkipLevel, Weekly, 90)], 330, &[(1, monthly)]),
            (&[(1, Role::Report, Monthly, 30)], 7, &[(1, weekly)]),
            (&[(1, Role::Manager, Monthly, 30)], 7, &[(1, second)]),
            (&[(6, Role::Report, Monthly, 30)], 42, &[(6, second)]),
            (&[(4, Role::Report, Weekly, 60), (1, Role::Report, Monthly, 120)], 268, &[(1, second)]),
            (&[(3, Role::Report, NowAndThen, 60), (1, Role::Peer, Monthly, 30)], 7, &[]),
        ];
        for (groups, minutes, expected) in cases {
            let load = of(groups);
            let expected: Vec<_> =
                expected.iter().map(|(count, (because, change))| (*count, *because, *change)).collect();
            assert_eq!((load.minutes, told(&load)), (*minutes, expected), "{groups:?}");
        }
    }

    #[test]
    fn whatever_is_suggested_nobody_is_met_less_than_once_a_month() {
        for reports in 0..60 {
            for minutes in [10, 30, 60, 240] {
                let load = of(&[(reports, Role::Report, Weekly, minutes), (reports, Role::Peer, Weekly, minutes)]);
                let rarest = load.suggestions.iter().map(|one| match one.change {
                    Change::Cadence(cadence) => cadence.days(),
                    Change::Minutes(minutes) => i64::from(minutes).min(30),
                });
                assert!(rarest.max().unwrap_or_default() <= 30);
                let reports_rarer = load
                    .suggestions
                    .iter()
                    .any(|one| one.with.as_str().starts_with("0.") && one.change == Change::Cadence(Monthly));
                assert!(!reports_rarer, "{reports} reports of {minutes} minutes");
            }
        }
    }
}
