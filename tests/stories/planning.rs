//! A meeting before it begins: planned, moved, given up, each taken back; with two replicas at it at once.

use chrono::NaiveDateTime;
use duologue::domain::held_rate::{HeldRate, Tally, Who};
use duologue::domain::{Holiday, MeetingNumber, MeetingState, RelationshipId, Role};
use duologue::store::{Digest, written};

use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::finish;
use crate::support::two::Two;

fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time")
}

const FIRST: MeetingNumber = MeetingNumber::FIRST;
const SECOND: MeetingNumber = MeetingNumber(2);

fn state(desk: &OpenDesk, with: &RelationshipId) -> (u32, MeetingState, Option<NaiveDateTime>) {
    let view = desk.with(with);
    (view.current.0, view.meeting.state(), view.meeting.planned)
}

#[test]
fn a_meeting_is_planned_once_then_moved_and_each_step_can_be_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let (tuesday, thursday) = (time("2026-12-01T10:00"), time("2026-12-03T14:30"));
    let planned = desk.plan_meeting(&ana, FIRST, tuesday).expect("nothing is planned yet");
    assert_eq!(desk.plan_meeting(&ana, FIRST, thursday), None, "from now on it can be moved");
    assert_eq!(desk.move_meeting(&ana, FIRST, true, Some(tuesday)), None, "that is where it is");
    let moved = desk.move_meeting(&ana, FIRST, false, Some(thursday)).expect("it is to come");
    let put_off = desk.move_meeting(&ana, FIRST, true, None).expect("it is to come");
    browser.rest();
    for desk in [&desk, &browser.open()] {
        assert_eq!(state(desk, &ana), (1, MeetingState::Moved, None));
        let view = desk.with(&ana);
        let moves: Vec<_> =
            view.meeting.moves.iter().map(|one| (view.relationship.is_me(&one.by), one.from, one.to)).collect();
        assert_eq!(moves, [(false, Some(tuesday), Some(thursday)), (true, Some(thursday), None)]);
    }
    assert!(!desk.take_back(&ana, &moved), "something has come of it");
    assert!(desk.take_back(&ana, &put_off) && desk.take_back(&ana, &moved));
    assert_eq!(state(&desk, &ana), (1, MeetingState::Planned, Some(tuesday)));
    assert!(desk.take_back(&ana, &planned));
    assert!(!desk.take_back(&ana, &planned), "once");
    browser.rest();
    assert_eq!(state(&browser.open(), &ana), (1, MeetingState::Planned, None));
}

#[test]
fn what_was_given_up_is_closed_and_what_is_open_stays_open_for_the_next_one() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "the move");
    let done = desk.give_up(&ana, FIRST, Who::Them).expect("it is to come");
    assert_eq!(desk.give_up(&ana, FIRST, Who::Me), None, "a second page that is late gives up nothing more");
    browser.rest();
    for desk in [&desk, &browser.open(), &browser.open_with_history()] {
        assert_eq!(state(desk, &ana).0, 2);
        assert_eq!(desk.agenda(&ana), ["the move"]);
        assert_eq!(desk.past_meetings(&ana).len(), 0, "nothing was held");
        assert_eq!(desk.with(&ana).last_met, None);
    }
    desk.point(&ana, "for the second");
    assert!(desk.take_back(&ana, &done));
    assert_eq!((state(&desk, &ana).0, desk.agenda(&ana).len()), (1, 2));
    desk.give_up(&ana, FIRST, Who::Nobody).expect("it is to come");
    browser.days_pass(7);
    desk.hold(&browser, &ana, 30, None);
    assert!(!desk.take_back(&ana, &done), "the second one was held: the first stays what it is");
    assert_eq!(state(&desk, &ana).0, 3);
}

#[test]
fn one_that_was_given_up_and_is_held_after_all_on_that_day_was_held() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.plan_meeting(&ana, FIRST, time("2026-11-24T10:00")).expect("nothing is planned yet");
    desk.give_up(&ana, FIRST, Who::Me).expect("it is to come");
    assert_eq!(desk.given_up_last(&ana), Some(FIRST));
    browser.days_pass(1);
    desk.hold(&browser, &ana, 30, None);
    let past = desk.past_meetings(&ana);
    assert_eq!((past.len(), past[0].meeting.number, past[0].meeting.state()), (1, FIRST, MeetingState::Held));
    desk.give_up(&ana, SECOND, Who::Me).expect("it is to come");
    browser.days_pass(3);
    desk.start_meeting(&ana);
    assert_eq!(desk.with(&ana).current, MeetingNumber(3), "days later it is another one");
}

#[test]
fn a_meeting_that_took_place_without_duologue_can_be_told_of_and_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "the move");
    browser.days_pass(8);
    assert_eq!(desk.held_on(&ana, FIRST, time("2026-12-02T10:00")), None, "that is still to come");
    let done = desk.held_on(&ana, FIRST, time("2026-11-30T10:00")).expect("it is over");
    browser.rest();
    let seen = browser.open_with_history();
    let past = seen.past_meetings(&ana);
    assert_eq!((past.len(), past[0].meeting.state()), (1, MeetingState::Held));
    assert_eq!(past[0].meeting.ended.map(|at| at.to_rfc3339()), Some("2026-11-30T09:30:00+00:00".into()));
    assert_eq!((seen.next_up()[0].due, seen.agenda(&ana)), ("2026-12-07".parse().ok(), vec!["the move".into()]));
    assert_eq!(desk.held_on(&ana, SECOND, time("2026-11-29T10:00")), None, "before the last one");
    assert!(desk.take_back(&ana, &done) && !desk.take_back(&ana, &done));
    assert_eq!((state(&desk, &ana).0, desk.past_meetings(&ana).len()), (1, 0));
    assert_eq!(desk.next_up()[0].days_late, 1);
}

#[test]
fn a_meeting_that_one_begins_while_the_other_gives_it_up_takes_place() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.give_up(&two.id, FIRST, Who::Nobody).expect("it is to come");
    mira.point(&two.id, "for the next one");
    ana.start_meeting(&two.id);
    two.meet();
    for desk in [&mira, &ana] {
        assert_eq!(state(desk, &two.id), (1, MeetingState::Live, None));
        assert_eq!(desk.agenda(&two.id), ["for the next one"]);
    }
    two.minutes_pass(30);
    ana.wrap_up(&two.id, None);
    two.meet();
    for desk in [&mira, &ana] {
        assert_eq!((state(desk, &two.id).0, desk.past_meetings(&two.id).len()), (2, 1));
    }
}

#[test]
fn one_that_was_begun_behind_the_back_of_the_other_who_went_on_is_closed_when_both_know() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.give_up(&two.id, FIRST, Who::Nobody).expect("it is to come");
    ana.start_meeting(&two.id);
    two.minutes_pass(3 * 24 * 60);
    mira.hold(&two.mira, &two.id, 30, None);
    two.meet();
    let later = two.mira.open_with_history();
    two.mira.rest();
    let states: Vec<_> = later.past_meetings(&two.id).iter().map(|past| past.meeting.state()).collect();
    assert_eq!((state(&later, &two.id).0, states), (3, vec![MeetingState::Held; 2]));
    assert!(later.past_meetings(&two.id).iter().all(|past| past.meeting.ended.is_some()));
}

#[test]
fn two_who_plan_move_or_give_up_at_once_end_with_the_same() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.plan_meeting(&two.id, FIRST, time("2026-12-01T10:00")).expect("nothing is planned yet");
    ana.plan_meeting(&two.id, FIRST, time("2026-12-02T11:00")).expect("nor there");
    two.meet();
    assert_eq!(state(&mira, &two.id), state(&ana, &two.id));
    mira.move_meeting(&two.id, FIRST, true, Some(time("2026-12-03T10:00"))).expect("it is to come");
    two.minutes_pass(1);
    ana.move_meeting(&two.id, FIRST, true, Some(time("2026-12-04T10:00"))).expect("it is to come");
    two.meet();
    assert_eq!(state(&mira, &two.id), state(&ana, &two.id));
    let by_me = |desk: &OpenDesk| {
        let view = desk.with(&two.id);
        view.meeting.moves.iter().map(|one| view.relationship.is_me(&one.by)).collect::<Vec<_>>()
    };
    assert_eq!((by_me(&mira), by_me(&ana)), (vec![true, false], vec![false, true]), "both moves are known to both");
    mira.give_up(&two.id, FIRST, Who::Them).expect("it is to come");
    ana.give_up(&two.id, FIRST, Who::Them).expect("it is to come");
    two.meet();
    assert_eq!((state(&mira, &two.id).0, state(&ana, &two.id).0), (2, 2), "one was given up, and not two");
}

#[test]
fn who_could_not_is_told_alike_from_both_sides_and_the_rate_is_the_same() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    for number in 1..=5 {
        two.minutes_pass(7 * 24 * 60);
        match number {
            2 => _ = mira.give_up(&two.id, MeetingNumber(number), Who::Me).expect("it is to come"),
            4 => _ = ana.give_up(&two.id, MeetingNumber(number), Who::Them).expect("it is to come"),
            _ => {
                mira.start_meeting(&two.id);
                mira.wrap_up(&two.id, None);
            }
        }
        two.meet();
    }
    let tally = |missed_by_me, missed_by_them| Tally { held: 3, missed_by_me, missed_by_them, ..Tally::default() };
    assert_eq!(mira.held_rate(&two.id), Some(HeldRate::Known(tally(2, 0))));
    assert_eq!(ana.held_rate(&two.id), Some(HeldRate::Known(tally(0, 2))));
    assert_eq!(tally(2, 0).percent(), 60);
}

#[test]
fn weeks_in_which_either_is_away_are_not_counted_for_either_and_names_stay_at_home() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let days = |from: &str, to: &str| (from.parse().expect("a day"), to.parse().expect("a day"));
    let (from, to) = days("2026-12-07", "2026-12-18");
    assert!(mira.add_holiday(Holiday::new(from, to, "Surgery").expect("it is short enough")));
    for _ in 0..8 {
        two.minutes_pass(7 * 24 * 60);
        if mira.next_up()[0].due.is_some_and(|due| due <= two.mira.now().date_naive()) {
            mira.start_meeting(&two.id);
            mira.wrap_up(&two.id, None);
        }
        two.meet();
    }
    let expected = Tally { held: 6, weeks_off: 2, ..Tally::default() };
    assert_eq!(mira.held_rate(&two.id), Some(HeldRate::Known(expected)));
    assert_eq!(ana.held_rate(&two.id), Some(HeldRate::Known(expected)));
    assert!(!crate::support::two::is_shared(&two.mira, &two.id, "Surgery"));
    assert_eq!(ana.holidays(), [], "what is Mira's is not Ana's");
}

#[test]
fn what_went_by_without_a_word_was_not_held() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    for _ in 0..4 {
        browser.days_pass(14);
        desk.hold(&browser, &ana, 30, None);
    }
    let Some(HeldRate::Known(tally)) = desk.held_rate(&ana) else { panic!("there were enough") };
    assert_eq!((tally.held, tally.gone_by, tally.percent()), (4, 4, 50), "met every other week, and meant to weekly");
    browser.days_pass(70);
    let Some(HeldRate::Known(tally)) = desk.held_rate(&ana) else { panic!("there were enough") };
    assert!(tally.held < 4 && tally.gone_by >= 9, "{tally:?}: what is older than twelve weeks no longer counts");
}

#[test]
fn too_few_is_too_early_and_now_and_then_never_has_a_rate() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(desk.held_rate(&ana), Some(HeldRate::TooEarly(Tally::default())));
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(desk.held_rate(&ana), Some(HeldRate::TooEarly(Tally { held: 1, ..Tally::default() })));
    let mut edit = desk.to_edit(&ana).expect("we know each other");
    edit.cadence = duologue::domain::Cadence::NowAndThen;
    desk.edit_person(&ana, &edit);
    assert_eq!(desk.held_rate(&ana), Some(HeldRate::NoRhythm));
    assert_eq!(desk.held_rate(&RelationshipId::new("nobody")), None);
}

#[test]
fn the_digest_alone_tells_of_plans_moves_and_what_was_given_up() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.plan_meeting(&ana, FIRST, time("2026-12-01T10:00")).expect("nothing is planned yet");
    desk.move_meeting(&ana, FIRST, true, Some(time("2026-12-03T10:00"))).expect("it is to come");
    browser.minutes_pass(1);
    desk.move_meeting(&ana, FIRST, false, Some(time("2026-12-04T10:00"))).expect("it is to come");
    desk.give_up(&ana, FIRST, Who::Me).expect("it is to come");
    let said = browser.now().timestamp_millis();
    for _ in 0..2 {
        browser.days_pass(7);
        desk.hold(&browser, &ana, 30, None);
    }
    browser.rest();
    let (due, rate) = (desk.next_up()[0].due, desk.held_rate(&ana));
    finish(desk.tidy()).expect("storage answers");
    let digest: Digest = written::read_json(&browser.storage.entries()[&format!("digest/{ana}")]).expect("a digest");
    assert_eq!(digest.form, duologue::store::digest::FORM);
    let first = &digest.meetings[&FIRST];
    assert_eq!(
        (first.planned.as_deref(), first.first_planned.as_deref()),
        (Some("2026-12-04T10:00"), Some("2026-12-01T10:00"))
    );
    assert_eq!((first.moved_by_me, first.moved_by_them, first.missed_by, first.given_up), (1, 1, 1, Some(said)));
    assert_eq!(digest.meetings[&SECOND].offset, Some(60));
    let later = browser.open();
    assert_eq!((later.next_up()[0].due, later.held_rate(&ana)), (due, rate), "read from the digest, it is the same");
}
