//! Two people, each with their own Duologue, become one thread without a server.

use duologue::app::agenda::PointDraft;
use duologue::app::bundles::{CameIn, NotTaken};
use duologue::app::sharing::{NotJoined, Sharing};
use duologue::domain::{PointState, Role};
use duologue::share::{Invitation, NotInvited};

use crate::support::desk::Browser;
use crate::support::pair::{One, bo_and_ana, exchange, invited};
use crate::support::turns::finish;

#[test]
fn an_invitation_makes_one_thread_of_two() {
    let (bo, ana) = bo_and_ana();
    let seen = ana.desk.with(&ana.with).relationship;
    assert_eq!(
        (seen.counterpart.name.as_str(), seen.counterpart.role, seen.me.role),
        ("Bo", Role::Manager, Role::Report)
    );
    assert_eq!((bo.desk.sharing(&bo.with), ana.desk.sharing(&ana.with)), (Sharing::Invited, Sharing::Joined));
    bo.desk.point(&bo.with, "Plans");
    ana.desk.point(&ana.with, "Holidays");
    exchange(&ana, &bo);
    assert_eq!((bo.desk.sharing(&bo.with), ana.desk.sharing(&ana.with)), (Sharing::Together, Sharing::Together));
    assert_eq!(bo.agenda(), ana.agenda());
    assert_eq!(bo.agenda().len(), 2);
    for (one, called) in [(&bo, "Ana"), (&ana, "Bo")] {
        assert_eq!(one.desk.with(&one.with).relationship.counterpart.name, called, "each calls the other as before");
    }
    let mine = |one: &One, title: &str| {
        let view = one.desk.with(&one.with);
        let point = view.agenda.iter().find(|point| point.title == title).expect("it is there");
        view.relationship.is_me(&point.author)
    };
    assert!(mine(&bo, "Plans") && !mine(&ana, "Plans") && mine(&ana, "Holidays") && !mine(&bo, "Holidays"));
}

#[test]
fn what_came_in_is_told_and_the_same_text_twice_is_nothing_new() {
    let (bo, ana) = bo_and_ana();
    exchange(&ana, &bo);
    for title in ["One", "Two", "Three"] {
        ana.desk.point(&ana.with, title);
    }
    let text = ana.copy();
    assert_eq!(bo.paste(&text).points, 3);
    assert_eq!(bo.paste(&text), CameIn::default());
    let bundle = finish(ana.desk.copy_update(&ana.with)).expect("it is shared");
    assert!(bundle.documents > 0, "nobody has told her that it arrived");
    ana.paste(&bo.copy());
    assert_eq!(finish(ana.desk.copy_update(&ana.with)).expect("it is shared").documents, 0, "now somebody has");
}

#[test]
fn what_each_is_known_to_have_is_not_sent_again_however_often_they_take_turns() {
    let (bo, ana) = bo_and_ana();
    exchange(&ana, &bo);
    for (one, other, title) in [(&ana, &bo, "One"), (&bo, &ana, "Two"), (&ana, &bo, "Three")] {
        one.desk.point(&one.with, title);
        other.paste(&one.copy());
        one.paste(&other.copy());
        other.paste(&one.copy());
        for known in [one, other] {
            assert_eq!(finish(known.desk.copy_update(&known.with)).expect("it is shared").documents, 0, "{title}");
        }
    }
}

#[test]
fn texts_can_come_late_and_in_any_order() {
    let (bo, ana) = bo_and_ana();
    exchange(&ana, &bo);
    let texts: Vec<_> = ["One", "Two", "Three"]
        .map(|title| {
            ana.desk.point(&ana.with, title);
            ana.copy()
        })
        .into();
    assert_eq!(bo.paste(&texts[2]).points, 3);
    assert_eq!((bo.paste(&texts[0]), bo.paste(&texts[1])), (CameIn::default(), CameIn::default()));
    assert_eq!(bo.agenda(), ana.agenda());
}

#[test]
fn who_knew_the_other_before_joins_with_all_that_is_there() {
    let (host, guest) = (Browser::in_lane(100), Browser::in_lane(101));
    let desk = host.open();
    let with = desk.meets("Ana", Role::Report);
    let bo = One { browser: host, desk, with };
    let desk = guest.open();
    let with = desk.meets("Bosko", Role::Manager);
    desk.point(&with, "Hers");
    desk.point_of_theirs(&with, "His, as she noted it");
    desk.hold(&guest, &with, 30, None);
    desk.write_private_notes(&with, "Do not tell");
    let ana = One { browser: guest, desk, with };
    bo.desk.point(&bo.with, "His own");
    let text = bo.desk.invite(&bo.with, "Bo").expect("it can be shared");
    let invitation = Invitation::read(&text).expect("it is one");
    assert_eq!(ana.desk.known_host(&invitation), None);
    assert_eq!(ana.desk.join(&invitation, Some(&ana.with), ""), Ok(ana.with.clone()));
    assert_eq!(ana.desk.known_host(&invitation), Some(ana.with.clone()));
    ana.browser.rest();
    exchange(&ana, &bo);
    for one in [&bo, &ana] {
        let view = one.desk.with(&one.with);
        let whose = |title: &str| {
            let point = view.agenda.iter().find(|point| point.title == title).expect(title);
            view.relationship.is_me(&point.author)
        };
        let is_bo = view.relationship.me.role == Role::Manager;
        assert_eq!([whose("His own"), whose("His, as she noted it"), whose("Hers")], [is_bo, is_bo, !is_bo]);
        assert_eq!(view.current.0, 2, "the meeting that she had held is held for both");
    }
    let (his, hers) = (bo.desk.with(&bo.with).relationship, ana.desk.with(&ana.with).relationship);
    assert_eq!((his.me.id, his.counterpart.id), (hers.counterpart.id, hers.me.id));
    assert_eq!(
        (his.counterpart.name.as_str(), hers.counterpart.name.as_str()),
        ("Ana", "Bosko"),
        "each keeps the name"
    );
    assert_eq!(ana.desk.private_notes(&ana.with), "Do not tell");
    assert_eq!(bo.desk.private_notes(&bo.with), "");
    let later = ana.browser.open_with_history();
    assert_eq!(later.agenda(&ana.with), bo.agenda());
}

#[test]
fn a_text_that_is_not_for_us_is_refused_with_its_reason_and_changes_nothing() {
    let (bo, ana) = bo_and_ana();
    exchange(&ana, &bo);
    ana.desk.point(&ana.with, "Hers");
    let text = ana.copy();
    let cleo = One { desk: bo.desk.clone(), with: bo.desk.meets("Cleo", Role::Peer), browser: Browser::new() };
    let other = invited(&cleo, "Bo", 300);
    let foreign = other.copy();
    bo.browser.rest();
    let before = bo.browser.storage.entries();
    let refused = |text: &str| finish(bo.desk.paste_update(&bo.with, text)).expect_err("it is not for us");
    assert_eq!(refused("Hello"), NotTaken::NoUpdate);
    assert_eq!(refused(&foreign), NotTaken::ForAnother(cleo.with.clone()));
    assert_eq!(refused(&bo.copy()), NotTaken::Mine);
    for cut in "duologue-update-1.".len()..text.len() {
        let reason = refused(&text[..cut]);
        assert!(matches!(reason, NotTaken::NotOpened(_) | NotTaken::Foreign), "cut to {cut}: {reason}");
    }
    let (stranger, guest) = bo_and_ana();
    stranger.desk.rotate(&stranger.with);
    let stranger_s = One { browser: Browser::in_lane(400), ..invited(&stranger, "X", 401) }.copy();
    assert_eq!(refused(&stranger_s), NotTaken::Foreign);
    drop(guest);
    let at = text.len() - 40;
    for flip in 30..at {
        let letter = if &text[flip..=flip] == "A" { "B" } else { "A" };
        refused(&format!("{}{letter}{}", &text[..flip], &text[flip + 1..]));
    }
    bo.browser.rest();
    assert_eq!(bo.browser.storage.entries(), before);
    assert_eq!(bo.paste(&text).points, 1, "and the whole text still does what it should");
}

#[test]
fn an_invitation_is_good_for_one_side_only() {
    let (bo, ana) = bo_and_ana();
    let text = bo.desk.invite(&bo.with, "Bo").expect("it waits to be taken");
    let invitation = Invitation::read(&text).expect("it is one");
    assert_eq!(bo.desk.join(&invitation, None, ""), Err(NotJoined::Mine));
    assert_eq!(ana.desk.join(&invitation, None, ""), Ok(ana.with.clone()), "twice is once");
    assert_eq!(ana.desk.people().len(), 1);
    assert_eq!(Invitation::read("Hello"), Err(NotInvited::NoInvitation));
    assert_eq!(Invitation::read(&text[..60]), Err(NotInvited::Damaged));
    let nameless = bo_with_no_name();
    assert_eq!(ana.desk.join(&nameless, None, " "), Err(NotJoined::NoName));
}

fn bo_with_no_name() -> Invitation {
    let browser = Browser::in_lane(500);
    let desk = browser.open();
    let with = desk.meets("Ana", Role::Report);
    Invitation::read(&desk.invite(&with, "").expect("it can be shared")).expect("it is one")
}

#[test]
fn after_stopping_nothing_goes_over_and_both_keep_what_they_have() {
    let (bo, ana) = bo_and_ana();
    ana.desk.point(&ana.with, "Before");
    exchange(&ana, &bo);
    bo.desk.stop_sharing(&bo.with);
    bo.browser.rest();
    ana.desk.point(&ana.with, "After");
    let text = ana.copy();
    assert_eq!(finish(bo.desk.paste_update(&bo.with, &text)), Err(NotTaken::NotShared));
    assert_eq!(finish(bo.desk.copy_update(&bo.with)), Err(NotTaken::NotShared));
    assert_eq!((bo.agenda(), bo.desk.sharing(&bo.with)), (vec!["Before".to_string()], Sharing::Alone));
    assert_eq!(bo.browser.open().sharing(&bo.with), Sharing::Alone, "also after a reload");
}

#[test]
fn a_new_secret_shuts_out_who_has_the_old_one_until_they_join_anew() {
    let (bo, ana) = bo_and_ana();
    exchange(&ana, &bo);
    ana.desk.point(&ana.with, "Under the old one");
    let old = ana.copy();
    let text = bo.desk.rotate(&bo.with).expect("it is shared");
    assert_eq!(finish(bo.desk.paste_update(&bo.with, &old)), Err(NotTaken::Foreign));
    let secret_news = bo.copy();
    assert_eq!(finish(ana.desk.paste_update(&ana.with, &secret_news)), Err(NotTaken::Foreign));
    let invitation = Invitation::read(&text).expect("it is one");
    assert_eq!(ana.desk.known_host(&invitation), Some(ana.with.clone()));
    assert_eq!(ana.desk.join(&invitation, Some(&ana.with), ""), Ok(ana.with.clone()));
    exchange(&ana, &bo);
    assert_eq!((bo.agenda(), ana.agenda().len()), (ana.agenda(), 1));
}

#[test]
fn old_meetings_go_over_once_and_what_is_bound_is_found_again() {
    let (bo, ana) = bo_and_ana();
    for number in 0..15 {
        bo.desk.start_meeting(&bo.with);
        let point = bo.desk.point(&bo.with, &format!("Topic {number}"));
        bo.desk.close_point(&bo.with, &point, PointState::Discussed);
        bo.desk.hold(&bo.browser, &bo.with, 30, None);
        bo.browser.days_pass(7);
    }
    finish(bo.desk.tidy()).expect("storage answers");
    let bo = One { desk: bo.browser.open(), ..bo };
    exchange(&ana, &bo);
    assert_eq!(ana.desk.past_meetings(&ana.with).len(), 15);
    bo.desk.point(&bo.with, "New");
    let bundle = finish(bo.desk.copy_update(&bo.with)).expect("it is shared");
    assert_eq!(bundle.documents, 1, "the old ones are known to be there");
    ana.desk.hold(&ana.browser, &ana.with, 10, None);
    finish(ana.desk.tidy()).expect("storage answers");
    let ana = One { desk: ana.browser.open(), ..ana };
    ana.paste(&bundle.text);
    assert_eq!(finish(ana.desk.copy_update(&ana.with)).expect("it is shared").documents, 1);
    assert_eq!(ana.agenda(), ["New"]);
}

#[test]
fn a_point_with_notes_edited_on_both_sides_keeps_both_edits() {
    let (bo, ana) = bo_and_ana();
    let point = bo.desk.add_point(&bo.with, &PointDraft::titled("Plan")).expect("it has a title");
    bo.desk.note_on_point(&bo.with, &point, "Spring and autumn");
    exchange(&ana, &bo);
    bo.desk.note_on_point(&bo.with, &point, "Early spring and autumn");
    ana.desk.note_on_point(&ana.with, &point, "Spring and autumn, both");
    exchange(&ana, &bo);
    for one in [&bo, &ana] {
        assert_eq!(one.desk.find(&one.with, &point).notes, "Early spring and autumn, both");
    }
}
