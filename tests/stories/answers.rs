//! Both answers, opened together: sealed until both are there, fixed once handed over, and asked for from whoever did
//! not wrap up.

use duologue::domain::{Answer, Helped, MeetingNumber, Role, Score, Theirs};
use duologue::ports::CountedEntropy;
use duologue::share::Invitation;
use duologue::share::answer::seal;

use crate::support::desk::{Browser, OpenDesk, answer, asking_for};
use crate::support::pair::{One, bo_and_ana, exchange};
use crate::support::two::{Two, is_shared, keys_of, own_meeting, people, shared_meeting};

/// Four of five, and the other gave three, I think.
fn mine() -> Answer {
    Answer { guess: Score::new(3), helped: vec![Helped::Career], ..asking_for("Start with hers") }
}

fn theirs() -> Answer {
    Answer { guess: Score::new(5), ..answer(Some(2), "Fewer slides") }
}

/// What a page shows of the other's answer about the latest past meeting.
fn seen(desk: &OpenDesk, two: &Two) -> Theirs {
    desk.past_meetings(&two.id)[0].theirs.clone()
}

/// The two hold a meeting; Mira begins it, and wraps it up with her answer.
fn hold(two: &Two, mira: &OpenDesk, given: Option<&Answer>) {
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    mira.wrap_up(&two.id, given);
}

#[test]
fn neither_reads_the_other_s_answer_before_both_are_there_and_then_both_do() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    assert_eq!((seen(&mira, &two), seen(&ana, &two)), (Theirs::Awaited, Theirs::AwaitsMine));
    assert!(!is_shared(&two.ana, &two.id, "Start with hers"), "what I asked for is nowhere to be read");
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    let (mira_again, ana_again) = (two.mira.open_with_history(), two.ana.open_with_history());
    for (desk, given) in [(&mira, theirs()), (&mira_again, theirs()), (&ana, mine()), (&ana_again, mine())] {
        assert_eq!(seen(desk, &two), Theirs::Opened(given.clone()));
        assert_eq!(desk.past_meetings(&two.id)[0].their_score(), given.score);
        let both = &desk.with(&two.id).from_last.answers[0];
        assert_eq!((both.meeting, &both.theirs), (MeetingNumber::FIRST, &Theirs::Opened(given)));
    }
    assert_eq!(mira.past_meetings(&two.id)[0].retro.as_ref().map(|retro| &retro.answer), Some(&mine()));
}

#[test]
fn a_key_is_nowhere_on_the_shared_shelf_before_the_other_s_sealed_answer_has_come() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    let key = keys_of(&two.mira, &two.id, 1).pop().expect("it was sealed");
    let is_let_go = || is_shared(&two.mira, &two.id, &key) || is_shared(&two.ana, &two.id, &key);
    for _ in 0..3 {
        two.mira.open();
        two.ana.open();
        two.meet();
        assert!(!is_let_go() && shared_meeting(&two.mira, &two.id, 1).keys().is_empty());
    }
    ana.wrap_up(&two.id, Some(&theirs()));
    two.ana.rest();
    let their_key = keys_of(&two.ana, &two.id, 1).pop().expect("it was sealed");
    assert!(is_shared(&two.ana, &two.id, &their_key), "hers may go, for mine has come");
    assert!(!is_let_go(), "mine may not, for hers has not");
    two.mira_hears();
    assert!(is_let_go());
}

#[test]
fn what_was_handed_over_stays_as_it_is() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    mira.draft_answer(&two.id, &asking_for("Something else"));
    mira.wrap_up(&two.id, Some(&asking_for("Something else")));
    mira.wrap_up(&two.id, None);
    two.meet();
    assert!(!ana.to_wrap_up().is_empty() && mira.to_wrap_up().is_empty());
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    assert_eq!(seen(&ana, &two), Theirs::Opened(mine()));
    assert_eq!(mira.past_meetings(&two.id)[0].retro.as_ref().map(|retro| &retro.answer), Some(&mine()));
}

#[test]
fn an_answer_that_is_replaced_after_mine_could_be_read_opens_nothing() {
    let two = Two::who_share();
    let mira = two.mira.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    let (_, her) = people(&mira, &two.id);
    let sealed = |(text, lane)| seal(&asking_for(text), MeetingNumber::FIRST, &CountedEntropy::lane(lane));
    let [first, second] = [("one", 77), ("other", 78)].map(sealed);
    two.tamper(&two.ana, 1, |document| document.hand_over(&her, &first.sealed));
    two.meet();
    assert_eq!(seen(&mira, &two), Theirs::Awaited, "mine was let go, and her key has not come");
    two.tamper(&two.ana, 1, |document| document.hand_over(&her, &second.sealed));
    two.tamper(&two.ana, 1, |document| document.let_go(&her, "second", &second.key.to_text()));
    two.meet();
    for desk in [&mira, &two.mira.open()] {
        assert_eq!(seen(desk, &two), Theirs::CannotBeOpened);
        assert_eq!(desk.with(&two.id).from_last.answers[0].theirs, Theirs::CannotBeOpened, "and it says so");
    }
    two.tamper(&two.ana, 1, |document| document.let_go(&her, "first", &first.key.to_text()));
    two.meet();
    assert_eq!(seen(&mira, &two), Theirs::Opened(asking_for("one")), "what she had said then is what counts");
}

#[test]
fn a_copy_of_my_answer_or_what_is_no_answer_is_worth_no_key() {
    let two = Two::who_share();
    let (mira, _ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    let (me, her) = people(&mira, &two.id);
    let copy = shared_meeting(&two.mira, &two.id, 1).sealed().into_iter().find(|(whose, _)| *whose == me);
    let copy = copy.expect("it was handed over").1;
    for worthless in [copy.as_str(), "", "AAAA", &copy[..copy.len() - 8]] {
        two.tamper(&two.ana, 1, |document| document.hand_over(&her, worthless));
        two.meet();
        assert!(shared_meeting(&two.mira, &two.id, 1).keys().is_empty());
        assert_eq!(seen(&mira, &two), Theirs::Awaited);
    }
}

#[test]
fn when_the_other_wraps_up_i_am_asked_for_a_day_and_what_i_filled_in_is_kept() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    let live = format!("live/{}", two.id);
    assert!(two.ana.has(&live) && ana.with(&two.id).closing == Some(MeetingNumber::FIRST));
    ana.draft_answer(&two.id, &theirs());
    two.ana.call_ends(&two.id, 1, Some(two.ana.now()));
    mira.wrap_up(&two.id, Some(&mine()));
    two.meet();
    assert!(!two.ana.has(&live) && !two.ana.has(&format!("ended/{}", two.id)), "the background asks nothing");
    two.minutes_pass(23 * 60);
    for desk in [&ana, &two.ana.open()] {
        let view = desk.with(&two.id);
        assert_eq!((view.is_live(), view.closing, view.current), (false, Some(MeetingNumber(1)), MeetingNumber(2)));
        assert_eq!(view.asked_about().number, MeetingNumber(1));
        assert_eq!(desk.drafted_answer(&two.id), theirs());
        assert_eq!(
            desk.to_wrap_up().iter().map(|(id, ended)| (id, ended.meeting.0)).collect::<Vec<_>>(),
            [(&two.id, 1)]
        );
        assert!(view.from_last.wishes.is_empty(), "what is being filled in is no wish yet");
    }
    assert_eq!((mira.with(&two.id).closing, mira.to_wrap_up()), (None, vec![]), "I was asked");
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    assert_eq!((seen(&mira, &two), seen(&ana, &two)), (Theirs::Opened(theirs()), Theirs::Opened(mine())));
    assert_eq!(ana.with(&two.id).closing, None);
}

#[test]
fn after_a_day_nobody_is_asked_and_the_answer_stays_sealed() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    two.minutes_pass(24 * 60 - 1);
    assert_eq!(ana.to_wrap_up().len(), 1);
    two.minutes_pass(1);
    for desk in [&ana, &two.ana.open()] {
        assert_eq!((desk.to_wrap_up(), desk.with(&two.id).closing), (vec![], None));
        desk.wrap_up(&two.id, Some(&theirs()));
        two.meet();
        assert_eq!(seen(desk, &two), Theirs::AwaitsMine);
    }
    assert_eq!(seen(&mira, &two), Theirs::Awaited);
}

#[test]
fn whoever_skips_is_not_asked_again_and_opens_nothing() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    ana.draft_answer(&two.id, &theirs());
    ana.wrap_up(&two.id, None);
    two.meet();
    for desk in [&ana, &two.ana.open()] {
        assert_eq!((desk.to_wrap_up(), desk.with(&two.id).closing), (vec![], None));
        assert_eq!((seen(desk, &two), &desk.past_meetings(&two.id)[0].retro), (Theirs::AwaitsMine, &None));
    }
    assert_eq!(seen(&mira, &two), Theirs::Awaited);
    assert!(own_meeting(&two.ana, &two.id, 1).exchange().skipped && keys_of(&two.ana, &two.id, 1).is_empty());
}

#[test]
fn whoever_skips_first_still_lets_the_other_answer() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, None);
    two.meet();
    assert_eq!((mira.with(&two.id).closing, ana.with(&two.id).closing), (None, Some(MeetingNumber(1))));
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    assert_eq!((seen(&mira, &two), seen(&ana, &two)), (Theirs::AwaitsMine, Theirs::Awaited));
    assert!(mira.with(&two.id).from_last.answers.is_empty(), "nothing to nag about");
}

#[test]
fn both_may_wrap_up_before_they_hear_of_each_other() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    mira.wrap_up(&two.id, Some(&mine()));
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    assert_eq!((seen(&mira, &two), seen(&ana, &two)), (Theirs::Opened(theirs()), Theirs::Opened(mine())));
    assert_eq!((mira.with(&two.id).current, ana.with(&two.id).current), (MeetingNumber(2), MeetingNumber(2)));
}

#[test]
fn two_pages_of_one_person_that_do_everything_at_once_come_to_the_same() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    let (mira_too, ana_too) = two.open();
    mira.start_meeting(&two.id);
    two.minutes_pass(25);
    two.meet();
    // Neither page has heard of the other's when it wraps up: each seals.
    mira.wrap_up(&two.id, Some(&mine()));
    mira_too.wrap_up(&two.id, Some(&mine()));
    two.meet();
    ana.wrap_up(&two.id, Some(&theirs()));
    ana_too.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    for (desk, given) in [(&mira, theirs()), (&mira_too, theirs()), (&ana, mine()), (&ana_too, mine())] {
        assert_eq!(seen(desk, &two), Theirs::Opened(given));
    }
    let before = (two.mira.storage.writes(), two.ana.storage.writes());
    two.meet();
    for desk in [&mira, &mira_too, &ana, &ana_too] {
        desk.after_news_from(&two.id);
    }
    two.meet();
    assert_eq!((two.mira.storage.writes(), two.ana.storage.writes()), before, "doing it again writes nothing");
}

#[test]
fn an_answer_from_before_the_other_took_part_stays_mine() {
    let two = Two::who_met();
    let mira = two.mira.open();
    mira.hold(&two.mira, &two.id, 25, Some(&asking_for("Start with hers")));
    assert!(shared_meeting(&two.mira, &two.id, 1).sealed().is_empty() && keys_of(&two.mira, &two.id, 1).is_empty());
    two.share();
    let ana = two.ana.open();
    two.meet();
    assert!(shared_meeting(&two.mira, &two.id, 1).sealed().is_empty());
    assert_eq!((seen(&mira, &two), mira.with(&two.id).closing), (Theirs::NotYet, None));
    assert_eq!(mira.with(&two.id).from_last.wishes.len(), 1, "and comes back to me as before");
    hold(&two, &mira, Some(&mine()));
    two.meet();
    assert_eq!(seen(&ana, &two), Theirs::AwaitsMine, "from then on answers are handed over");
}

#[test]
fn an_answer_that_comes_weeks_later_is_opened_though_its_meeting_was_put_away() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    ana.wrap_up(&two.id, Some(&theirs()));
    two.ana.rest();
    // She stays offline with it.
    for _ in 0..4 {
        two.mira.days_pass(7);
        mira.hold(&two.mira, &two.id, 30, Some(&asking_for("")));
        mira.acknowledge_last(&two.id);
        two.mira.rest();
    }
    crate::support::turns::finish(mira.tidy()).expect("storage answers");
    drop(mira);
    let late = two.mira.open();
    two.meet();
    let opened = late.with(&two.id).from_last.answers;
    let opened: Vec<_> = opened.iter().map(|both| (both.meeting.0, both.theirs.clone())).collect();
    assert!(opened.contains(&(1, Theirs::Opened(theirs()))), "{opened:?}");
    late.acknowledge_last(&two.id);
    two.mira.rest();
    assert!(late.with(&two.id).from_last.answers.iter().all(|both| both.meeting.0 != 1));
    let digest = two.mira.open_with_history().past_meetings(&two.id);
    assert_eq!(digest.last().map(|first| first.their_score()), Some(Score::new(2)));
}

#[test]
fn what_was_taken_note_of_does_not_come_back_and_a_late_answer_still_shows() {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    hold(&two, &mira, Some(&mine()));
    two.meet();
    assert_eq!(mira.with(&two.id).from_last.answers[0].theirs, Theirs::Awaited);
    mira.acknowledge_last(&two.id);
    assert!(mira.with(&two.id).from_last.is_empty());
    ana.wrap_up(&two.id, Some(&theirs()));
    two.meet();
    assert_eq!(mira.with(&two.id).from_last.answers[0].theirs, Theirs::Opened(theirs()));
    mira.acknowledge_last(&two.id);
    two.mira.rest();
    for desk in [&mira, &two.mira.open()] {
        assert!(desk.with(&two.id).from_last.is_empty());
    }
}

#[test]
fn alone_nothing_is_sealed_and_nobody_else_is_waited_for() {
    let two = Two::who_met();
    let mira = two.mira.open();
    mira.hold(&two.mira, &two.id, 25, Some(&mine()));
    assert!(shared_meeting(&two.mira, &two.id, 1).sealed().is_empty());
    let view = mira.with(&two.id);
    assert_eq!((view.is_shared, view.closing, view.from_last.answers.len()), (false, None, 0));
    assert_eq!(seen(&mira, &two), Theirs::NotYet);
}

/// Bo wraps up with his answer, Ana is asked and gives hers, and all of it goes over by pasted texts.
fn both_answer(bo: &One, ana: &One) {
    bo.desk.start_meeting(&bo.with);
    exchange(bo, ana);
    bo.desk.wrap_up(&bo.with, Some(&mine()));
    bo.browser.rest();
    exchange(bo, ana);
    assert_eq!(ana.desk.to_wrap_up().len(), 1);
    ana.desk.wrap_up(&ana.with, Some(&theirs()));
    ana.browser.rest();
    exchange(bo, ana);
    exchange(bo, ana);
    let opened = |one: &One| one.desk.past_meetings(&one.with)[0].theirs.clone();
    assert_eq!((opened(bo), opened(ana)), (Theirs::Opened(theirs()), Theirs::Opened(mine())));
}

#[test]
fn pasted_texts_carry_the_answers_and_the_keys() {
    let (bo, ana) = bo_and_ana();
    exchange(&bo, &ana);
    both_answer(&bo, &ana);
}

#[test]
fn who_knew_the_other_by_other_ids_opens_the_same_answers() {
    let (bo, _) = bo_and_ana();
    let text = bo.desk.invite(&bo.with, "Bo").expect("it can be shared");
    bo.browser.rest();
    let browser = Browser::in_lane(300);
    let desk = browser.open();
    let with = desk.meets("Bo", Role::Manager);
    let invitation = Invitation::read(&text).expect("it is an invitation");
    desk.join(&invitation, Some(&with), "").expect("it can be joined");
    browser.rest();
    let ana = One { browser, desk, with };
    ana.paste(&bo.copy());
    bo.paste(&ana.copy());
    both_answer(&bo, &ana);
    let wish = bo.desk.with(&bo.with).relationship.me.id;
    bo.desk.try_wish(&bo.with, MeetingNumber::FIRST, &wish);
    bo.browser.rest();
    exchange(&bo, &ana);
    let seen = ana.desk.with(&ana.with);
    let proposed = &seen.experiments[0].experiment;
    assert_eq!(proposed.asked_by, seen.relationship.counterpart.id);
    assert!(proposed.theirs.accepted.is_some() && proposed.mine.accepted.is_none());
}
