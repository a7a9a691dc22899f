//! Shorten, don't cancel: when a day has too many 1:1s, and what one of ten minutes is about.

use chrono::NaiveDate;

use super::order::put_in_order;
use super::{ActionItem, ActionState, MeetingNumber, PointId, TalkingPoint, When};

/// The length of a shortened meeting in minutes: one thing, and a word on the next steps.
pub const SHORT_MINUTES: u32 = 10;

/// 1:1s that a day holds; more leave none of them the breath that it needs.
pub const MOST_IN_A_DAY: usize = 4;

/// Minutes of 1:1s that a day holds: three hours, of eight.
pub const MOST_MINUTES_IN_A_DAY: u32 = 180;

/// Whether a day with meetings of these lengths in minutes is too full.
pub fn is_too_full(lengths: &[u32]) -> bool {
    lengths.len() > MOST_IN_A_DAY || lengths.iter().sum::<u32>() > MOST_MINUTES_IN_A_DAY
}

/// What the short version of a meeting is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShortVersion {
    /// The promise that is overdue longest, whosesoever it is: it comes first.
    pub promise: Option<ActionItem>,
    /// The point on top of the agenda.
    pub point: Option<TalkingPoint>,
    /// The points that are left for next time.
    pub put_off: Vec<PointId>,
}

/// The short version of `meeting`, of which `agenda` is shown, in its order.
pub fn short_version(
    agenda: &[TalkingPoint],
    actions: &[ActionItem],
    meeting: MeetingNumber,
    today: NaiveDate,
) -> ShortVersion {
    let mut open = agenda.iter().filter(|point| point.is_open_in(meeting));
    let due = |action: &ActionItem| match action.when {
        Some(When::Date(day)) => Some(day).filter(|day| action.state == ActionState::Open && *day < today),
        Some(When::Cue(_)) | None => None,
    };
    let mut overdue: Vec<_> = actions.iter().filter_map(|action| Some((due(action)?, action))).collect();
    put_in_order(&mut overdue, |(one, _), (other, _)| one < other);
    ShortVersion {
        promise: overdue.first().map(|(_, action)| (*action).clone()),
        point: open.next().cloned(),
        put_off: open.map(|point| point.id.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ActionId, PersonId, PointState, time::from_millis};
    use super::*;

    fn point(id: &str, state: PointState) -> TalkingPoint {
        TalkingPoint {
            id: PointId::new(id),
            born: MeetingNumber::FIRST,
            title: id.into(),
            notes: String::new(),
            author: PersonId::new("me"),
            minutes: None,
            aim: None,
            guessed: false,
            state,
            question: None,
            not_before: None,
            order: id.into(),
            added: from_millis(0),
            closed: None,
            fades: None,
        }
    }

    fn promise(text: &str, state: ActionState, when: &str) -> ActionItem {
        ActionItem {
            id: ActionId::new(text),
            born: MeetingNumber::FIRST,
            owner: PersonId::new("them"),
            text: text.into(),
            when: When::parse(when),
            state,
            added: from_millis(0),
            closed: None,
        }
    }

    #[test]
    fn a_day_is_too_full_by_number_or_by_minutes() {
        for (lengths, too_full) in [
            (&[][..], false),
            (&[30; 4], false),
            (&[10; 5], true),
            (&[60, 60, 60], false),
            (&[60, 60, 60, 5], true),
            (&[181], true),
        ] {
            assert_eq!(is_too_full(lengths), too_full, "{lengths:?}");
        }
    }

    #[test]
    fn the_top_point_stays_and_the_others_wait() {
        let mut later = point("c", PointState::Open);
        later.not_before = Some(MeetingNumber(2));
        let agenda = [
            point("a", PointState::Discussed),
            point("b", PointState::Open),
            later,
            point("d", PointState::Open),
            point("e", PointState::Open),
        ];
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");
        let short = short_version(&agenda, &[], MeetingNumber::FIRST, today);
        assert_eq!(short.point.map(|point| point.title), Some("b".into()));
        assert_eq!(short.put_off, ["d", "e"].map(PointId::new));
        assert_eq!(short_version(&[], &[], MeetingNumber::FIRST, today), ShortVersion::default());
    }

    #[test]
    fn of_promises_the_one_that_is_overdue_longest_comes_first_and_what_is_due_today_is_not_late() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");
        let actions = [
            promise("today", ActionState::Open, "2026-11-26"),
            promise("late", ActionState::Open, "2026-11-25"),
            promise("kept", ActionState::Kept, "2026-10-01"),
            promise("later", ActionState::Open, "2026-11-01"),
            promise("cue", ActionState::Open, "when the release is out"),
        ];
        let top = |actions: &[ActionItem]| short_version(&[], actions, MeetingNumber::FIRST, today).promise;
        assert_eq!(top(&actions).map(|action| action.text), Some("later".into()));
        assert_eq!(top(&actions[..1]), None);
    }
}
