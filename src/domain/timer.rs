//! How the time of a meeting stands. Derived from stored instants alone, so it is right after a reload, a sleep, a
//! change of time zone, and in two windows at once.

use std::collections::BTreeMap;

use super::time::seconds_between;
use super::{Instant, Meeting, PersonId, PointId, TalkingPoint};

/// Minutes at the end that are kept for closing: a fifth of the meeting, at least 2 and at most 5.
pub fn closing_minutes(planned: u32) -> u32 {
    (planned / 5).clamp(2, 5).min(planned)
}

/// Which part of the meeting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Talking,
    /// The protected minutes at the end.
    Closing,
    /// Past the planned end.
    Over,
}

/// The point that is being talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NowOn {
    pub point: PointId,
    /// Seconds spent on it in this meeting.
    pub spent: i64,
    /// Minutes that were given to it.
    pub minutes: u32,
}

impl NowOn {
    /// Whether it has used up its minutes.
    pub fn runs_over(&self) -> bool {
        self.spent > i64::from(self.minutes) * 60
    }
}

/// The time of a meeting at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Seconds since the start.
    pub elapsed: i64,
    /// Seconds to the planned end; negative in overtime.
    pub left: i64,
    pub stage: Stage,
    pub now_on: Option<NowOn>,
    /// Seconds spent on each point that was on.
    pub spent: BTreeMap<PointId, i64>,
    /// What to put off to next time, so that the closing minutes stay free; in the order in which to let go.
    pub put_off: Vec<PointId>,
}

/// How the time of `meeting` stands at `now`; none before it has begun. `agenda` is what is shown, in order; `first`
/// is whose points are let go last.
pub fn timer(meeting: &Meeting, agenda: &[TalkingPoint], first: Option<&PersonId>, now: Instant) -> Option<Timer> {
    let start = meeting.started?;
    // A clock that was set back cannot undo what is already written down.
    let now = meeting.ended.unwrap_or_else(|| meeting.last_sign_of_life().map_or(now, |sign| sign.max(now)));
    let elapsed = seconds_between(start, now);
    let left = i64::from(meeting.minutes) * 60 - elapsed;
    let spent = spent(meeting, now);
    let stage = match left {
        ..=0 => Stage::Over,
        left if left <= i64::from(closing_minutes(meeting.minutes)) * 60 => Stage::Closing,
        _ => Stage::Talking,
    };
    let now_on = now_on(meeting, agenda, &spent);
    let put_off = match (stage, meeting.ended) {
        (Stage::Talking, None) => put_off(meeting, agenda, first, left, &spent, now_on.as_ref()),
        _ => Vec::new(),
    };
    Some(Timer { elapsed, left, stage, now_on, spent, put_off })
}

/// Seconds spent on each point between one change of subject and the next.
pub fn spent(meeting: &Meeting, until: Instant) -> BTreeMap<PointId, i64> {
    let ends = meeting.talk.iter().skip(1).map(|talk| talk.at).chain([until]);
    let mut spent = BTreeMap::new();
    for (talk, end) in meeting.talk.iter().zip(ends) {
        if let Some(point) = &talk.point {
            *spent.entry(point.clone()).or_default() += seconds_between(talk.at, end.min(until));
        }
    }
    spent
}

fn now_on(meeting: &Meeting, agenda: &[TalkingPoint], spent: &BTreeMap<PointId, i64>) -> Option<NowOn> {
    let on = meeting.talk.last()?.point.as_ref()?;
    let point = agenda.iter().find(|point| point.id == *on && point.is_open_in(meeting.number))?;
    Some(NowOn {
        point: on.clone(),
        spent: spent.get(on).copied().unwrap_or_default(),
        minutes: point.planned_minutes(),
    })
}

fn put_off(
    meeting: &Meeting,
    agenda: &[TalkingPoint],
    first: Option<&PersonId>,
    left: i64,
    spent: &BTreeMap<PointId, i64>,
    now_on: Option<&NowOn>,
) -> Vec<PointId> {
    let still_needed = |point: &TalkingPoint| {
        (i64::from(point.planned_minutes()) * 60 - spent.get(&point.id).copied().unwrap_or_default()).max(0)
    };
    let open: Vec<_> = agenda.iter().filter(|point| point.is_open_in(meeting.number)).collect();
    let available = left - i64::from(closing_minutes(meeting.minutes)) * 60;
    let mut excess = open.iter().map(|point| still_needed(point)).sum::<i64>() - available;
    let (firsts, others): (Vec<&&TalkingPoint>, Vec<_>) =
        open.iter().rev().partition(|point| first == Some(&point.author));
    let mut chosen = Vec::new();
    for point in others.into_iter().chain(firsts) {
        if excess <= 0 {
            break;
        }
        if now_on.is_none_or(|on| on.point != point.id) && still_needed(point) > 0 {
            excess -= still_needed(point);
            chosen.push(point.id.clone());
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::super::{MeetingNumber, PointState, Talk, time::from_millis};
    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(minute: i64) -> Instant {
        from_millis(1_800_000_000_000 + minute * MINUTE)
    }

    fn point(id: &str, author: &str, minutes: u32) -> TalkingPoint {
        TalkingPoint {
            id: PointId::new(id),
            born: MeetingNumber::FIRST,
            title: id.into(),
            notes: String::new(),
            author: PersonId::new(author),
            minutes: Some(minutes),
            aim: None,
            guessed: false,
            state: PointState::Open,
            question: None,
            not_before: None,
            order: id.into(),
            added: at(-60),
            closed: None,
            fades: None,
        }
    }

    fn meeting(talk: &[(i64, Option<&str>)]) -> Meeting {
        Meeting {
            started: Some(at(0)),
            talk: talk.iter().map(|(m, on)| Talk { at: at(*m), point: on.map(PointId::new) }).collect(),
            ..Meeting::empty(MeetingNumber::FIRST)
        }
    }

    fn put_off_at(minute: i64, agenda: &[TalkingPoint]) -> Vec<String> {
        let report = PersonId::new("report");
        let timer = timer(&meeting(&[]), agenda, Some(&report), at(minute)).expect("it has begun");
        timer.put_off.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_fifth_of_the_meeting_is_kept_for_closing_but_two_to_five_minutes() {
        for (planned, closing) in [(5, 2), (10, 2), (15, 3), (25, 5), (30, 5), (60, 5), (1, 1)] {
            assert_eq!(closing_minutes(planned), closing, "{planned} minutes");
        }
    }

    #[test]
    fn a_meeting_that_has_not_begun_has_no_time() {
        let mut meeting = meeting(&[]);
        meeting.started = None;
        assert_eq!(timer(&meeting, &[], None, at(3)), None);
    }

    #[test]
    fn the_stages_follow_each_other_to_the_second() {
        for (seconds, stage) in [
            (0, Stage::Talking),
            (1499, Stage::Talking),
            (1500, Stage::Closing),
            (1799, Stage::Closing),
            (1800, Stage::Over),
        ] {
            let now = at(0) + chrono::TimeDelta::seconds(seconds);
            assert_eq!(timer(&meeting(&[]), &[], None, now).expect("it has begun").stage, stage, "after {seconds} s");
        }
    }

    #[test]
    fn time_is_spent_on_what_was_on_also_when_it_was_on_twice() {
        let meeting = meeting(&[(1, Some("a")), (4, Some("b")), (6, None), (7, Some("a"))]);
        let agenda = [point("a", "me", 5), point("b", "me", 5)];
        let timer = timer(&meeting, &agenda, None, at(9)).expect("it has begun");
        assert_eq!(timer.spent[&PointId::new("a")], 300);
        assert_eq!(timer.spent[&PointId::new("b")], 120);
        let on = timer.now_on.expect("a is on");
        assert_eq!((on.point.as_str(), on.runs_over()), ("a", false));
    }

    #[test]
    fn a_point_runs_over_after_its_last_second_and_not_at_it() {
        let meeting = meeting(&[(0, Some("a"))]);
        let agenda = [point("a", "me", 5)];
        let over = |seconds| {
            let now = at(0) + chrono::TimeDelta::seconds(seconds);
            timer(&meeting, &agenda, None, now).and_then(|timer| timer.now_on).expect("a is on").runs_over()
        };
        assert!(!over(300));
        assert!(over(301));
    }

    #[test]
    fn a_clock_that_was_set_back_loses_nothing_that_was_written_down() {
        let meeting = meeting(&[(10, Some("a"))]);
        for now in [at(-120), at(5), at(10)] {
            assert_eq!(timer(&meeting, &[], None, now).expect("it has begun").elapsed, 600);
        }
    }

    #[test]
    fn after_the_end_the_time_stands_still() {
        let mut meeting = meeting(&[(10, Some("a"))]);
        meeting.ended = Some(at(20));
        let timer = timer(&meeting, &[], None, at(500)).expect("it has begun");
        assert_eq!((timer.elapsed, timer.left, timer.spent[&PointId::new("a")]), (1200, 600, 600));
    }

    #[test]
    fn when_time_runs_short_the_managers_points_go_first_and_the_last_of_them_before_the_others() {
        let agenda =
            [point("r1", "report", 8), point("r2", "report", 6), point("m1", "manager", 5), point("m2", "manager", 5)];
        assert_eq!(put_off_at(0, &agenda), [] as [&str; 0], "24 minutes fit into 25");
        assert_eq!(put_off_at(2, &agenda), ["m2"]);
        assert_eq!(put_off_at(8, &agenda), ["m2", "m1"]);
        assert_eq!(put_off_at(14, &agenda), ["m2", "m1", "r2"]);
        assert_eq!(put_off_at(26, &agenda), [] as [&str; 0], "in the closing minutes it is too late for proposals");
    }

    #[test]
    fn the_point_that_is_on_is_never_proposed_to_be_put_off() {
        let meeting = meeting(&[(0, Some("m1"))]);
        let agenda = [point("r1", "report", 20), point("m1", "manager", 10)];
        let timer = timer(&meeting, &agenda, Some(&PersonId::new("report")), at(1)).expect("it has begun");
        assert_eq!(timer.put_off, [PointId::new("r1")]);
    }
}
