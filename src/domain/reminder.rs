//! What to remind of, and when: a 1:1 that comes, one that is late, a promise that is due. Due dates are civil days, so
//! that summer time moves nothing.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::order::put_in_order;
use super::{Instant, RelationshipId};

/// When people are reminded who have no better time: nine in the morning by their clocks.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock");

/// How long ahead to remind of a 1:1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ahead {
    Off,
    /// An hour before the time that it is planned for, else before that at which the last one began; in the morning of the
    /// day, if there is neither.
    Hour,
    /// In the morning of the day before.
    #[default]
    Day,
}

/// What the user wants to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub ahead: Ahead,
    pub overdue: bool,
    pub promises: bool,
}

/// What is known of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    pub with: RelationshipId,
    /// When we got to know each other: nothing is told of before.
    pub since: Instant,
    /// The day of the next 1:1.
    pub due: Option<NaiveDate>,
    /// The time of day that it is planned for, else that at which the last one began.
    pub begins: Option<NaiveTime>,
    /// Points that wait for it.
    pub points: usize,
    /// My open promises that have a day.
    pub promises: Vec<(NaiveDate, String)>,
}

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Prepare { due: NaiveDate, points: usize },
    Overdue { due: NaiveDate },
    Promise { text: String },
}

/// One reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    pub at: Instant,
    pub with: RelationshipId,
    pub about: About,
}

/// Points that wait for a 1:1, from when it is to be prepared until its day is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub from: Instant,
    pub until: Instant,
    pub points: usize,
}

/// The user's clocks: which instant it is when they show something.
pub type Clocks<'a> = &'a dyn Fn(NaiveDateTime) -> Instant;

/// What to remind of from `today` on, by time. What was due earlier today is in it: whoever opens the browser only now
/// is told now.
pub fn reminders(people: &[Upcoming], wanted: Wanted, today: NaiveDate, clocks: Clocks) -> Vec<Reminder> {
    let midnight = clocks(today.and_time(NaiveTime::MIN));
    let mut all: Vec<_> = people.iter().flat_map(|person| of_one(person, wanted, midnight, clocks)).collect();
    put_in_order(&mut all, |a, b| (a.at, &a.with) < (b.at, &b.with));
    all
}

fn of_one(person: &Upcoming, wanted: Wanted, midnight: Instant, clocks: Clocks) -> Vec<Reminder> {
    let prepare = person
        .due
        .and_then(|due| Some((to_prepare(person, due, wanted.ahead)?, About::Prepare { due, points: person.points })));
    let overdue = person
        .due
        .filter(|_| wanted.overdue)
        .and_then(|due| Some((due.checked_add_days(Days::new(1))?.and_time(MORNING), About::Overdue { due })));
    let promises = person.promises.iter().filter(|_| wanted.promises);
    let promises = promises.map(|(day, text)| (day.and_time(MORNING), About::Promise { text: text.clone() }));
    let all = prepare.into_iter().chain(overdue).chain(promises);
    let all = all.map(|(at, about)| Reminder { at: clocks(at), with: person.with.clone(), about });
    all.filter(|one| one.at >= midnight && one.at >= person.since).collect()
}

/// When to remind of the 1:1 of that day, by the user's clocks.
fn to_prepare(person: &Upcoming, due: NaiveDate, ahead: Ahead) -> Option<NaiveDateTime> {
    match (ahead, person.begins) {
        (Ahead::Off, _) => None,
        (Ahead::Day, _) => Some(due.checked_sub_days(Days::new(1))?.and_time(MORNING)),
        (Ahead::Hour, None) => Some(due.and_time(MORNING)),
        (Ahead::Hour, Some(began)) => due.and_time(to_quarter(began)).checked_sub_signed(TimeDelta::hours(1)),
    }
}

/// The quarter of an hour that is meant by who begins at 14:02 or 13:58.
fn to_quarter(time: NaiveTime) -> NaiveTime {
    const LAST_OF_THE_DAY: u32 = 95;
    let quarter = ((time.num_seconds_from_midnight() / 60 + 7) / 15).min(LAST_OF_THE_DAY);
    NaiveTime::from_num_seconds_from_midnight_opt(quarter * 15 * 60, 0).unwrap_or(time)
}

/// The points that wait for each 1:1 that is not over yet.
pub fn waiting(people: &[Upcoming], ahead: Ahead, now: Instant, clocks: Clocks) -> Vec<Waiting> {
    let of_one = |person: &Upcoming| {
        let due = person.due.filter(|_| person.points > 0)?;
        let from = to_prepare(person, due, ahead).unwrap_or(due.and_time(NaiveTime::MIN));
        let until = due.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        Some(Waiting { from: clocks(from), until: clocks(until), points: person.points })
    };
    let mut all: Vec<_> = people.iter().filter_map(of_one).filter(|waiting| waiting.until > now).collect();
    put_in_order(&mut all, |a, b| (a.from, a.until, a.points) < (b.from, b.until, b.points));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::from_millis;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of ours")
    }

    fn time(text: &str) -> NaiveTime {
        text.parse().expect("a time of ours")
    }

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant of ours")
    }

    /// Clocks as in Berlin in 2026 and 2027: put forward on 29 March and 28 March at two, back on 25 October at three.
    fn berlin(civil: NaiveDateTime) -> Instant {
        let summer = [("2026-03-29T03:00", "2026-10-25T03:00"), ("2027-03-28T03:00", "2027-10-31T03:00")];
        let read = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time of ours");
        let is_summer = summer.iter().any(|(from, to)| (read(from)..read(to)).contains(&civil));
        civil.and_utc() - TimeDelta::hours(if is_summer { 2 } else { 1 })
    }

    fn ana(due: &str) -> Upcoming {
        Upcoming {
            with: RelationshipId::new("ana"),
            since: from_millis(0),
            due: Some(day(due)),
            begins: None,
            points: 2,
            promises: Vec::new(),
        }
    }

    const ALL: Wanted = Wanted { ahead: Ahead::Day, overdue: true, promises: true };

    fn moments(person: &Upcoming, wanted: Wanted, today: &str) -> Vec<String> {
        let all = reminders(std::slice::from_ref(person), wanted, day(today), &berlin);
        all.iter().map(|one| one.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).collect()
    }

    #[test]
    fn a_1_1_is_told_of_the_morning_before_and_a_late_one_the_morning_after() {
        assert_eq!(moments(&ana("2026-11-26"), ALL, "2026-11-23"), ["2026-11-25T08:00:00Z", "2026-11-27T08:00:00Z"]);
        let none = Wanted { ahead: Ahead::Off, overdue: false, promises: false };
        assert_eq!(moments(&ana("2026-11-26"), none, "2026-11-23"), [] as [String; 0]);
        let nothing_due = Upcoming { due: None, ..ana("2026-11-26") };
        assert_eq!(moments(&nothing_due, ALL, "2026-11-23"), [] as [String; 0]);
    }

    #[test]
    fn nine_in_the_morning_stays_nine_in_the_morning_when_clocks_are_put_forward_or_back() {
        // The first morning is in winter time, the second in summer time.
        assert_eq!(moments(&ana("2026-03-29"), ALL, "2026-03-01"), ["2026-03-28T08:00:00Z", "2026-03-30T07:00:00Z"]);
        assert_eq!(moments(&ana("2026-10-25"), ALL, "2026-10-01"), ["2026-10-24T07:00:00Z", "2026-10-26T08:00:00Z"]);
    }

    #[test]
    fn an_hour_ahead_needs_the_time_of_the_last_one_and_else_it_is_the_morning_of_the_day() {
        let hour = Wanted { ahead: Ahead::Hour, overdue: false, promises: false };
        let began = |time_of_day: Option<&str>| Upcoming { begins: time_of_day.map(time), ..ana("2026-07-01") };
        for (last_began, told) in [
            (None, "2026-07-01T07:00:00Z"),
            (Some("14:00:00"), "2026-07-01T11:00:00Z"),
            (Some("14:02:11"), "2026-07-01T11:00:00Z"),
            (Some("13:58:00"), "2026-07-01T11:00:00Z"),
            (Some("00:20:00"), "2026-06-30T21:15:00Z"),
            (Some("23:59:00"), "2026-07-01T20:45:00Z"),
        ] {
            assert_eq!(moments(&began(last_began), hour, "2026-06-28"), [told], "{last_began:?}");
        }
    }

    #[test]
    fn what_was_to_be_told_earlier_today_still_is_and_what_was_yesterday_is_not() {
        assert_eq!(moments(&ana("2026-11-26"), ALL, "2026-11-25").len(), 2);
        assert_eq!(moments(&ana("2026-11-26"), ALL, "2026-11-26").len(), 1);
        assert_eq!(moments(&ana("2026-11-26"), ALL, "2026-11-28"), [] as [String; 0]);
        // Whom I got to know at noon is not told of from the morning.
        let new = Upcoming { since: at("2026-11-25T11:00:00Z"), ..ana("2026-11-26") };
        assert_eq!(moments(&new, ALL, "2026-11-25"), ["2026-11-27T08:00:00Z"]);
    }

    #[test]
    fn a_promise_is_told_of_on_its_day() {
        let mut person = ana("2026-11-26");
        person.promises = vec![(day("2026-11-24"), "the plan".into()), (day("2026-11-20"), "too old".into())];
        let told = reminders(&[person], ALL, day("2026-11-23"), &berlin);
        assert_eq!(told[0].at, at("2026-11-24T08:00:00Z"));
        assert_eq!(told[0].about, About::Promise { text: "the plan".into() });
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn points_wait_from_when_they_are_to_be_prepared_until_the_day_is_over() {
        let now = at("2026-10-20T12:00:00Z");
        let of = |person: Upcoming, ahead| waiting(&[person], ahead, now, &berlin);
        let span = |from: &str, until: &str| vec![Waiting { from: at(from), until: at(until), points: 2 }];
        let due = || ana("2026-10-25");
        assert_eq!(of(due(), Ahead::Day), span("2026-10-24T07:00:00Z", "2026-10-25T23:00:00Z"), "a day of 25 hours");
        assert_eq!(of(due(), Ahead::Off), span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
        assert_eq!(of(ana("2026-10-19"), Ahead::Day), [], "over");
        assert_eq!(of(Upcoming { points: 0, ..due() }, Ahead::Day), []);
    }
}
