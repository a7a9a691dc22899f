//! Handing over to a new manager: item by item, and only what both agreed to.

use std::rc::Rc;

use duologue::app::hand_over_text::{PackWords, pack_html, pack_markdown};
use duologue::document::AboutDocument;
use duologue::domain::hand_over::{ItemKind, Pack, PackItem, Proposed};
use duologue::domain::{RecordEntry, RecordKind, Role};
use duologue::store::{DocumentName, Form, Key, written};

use crate::support::desk::{Browser, OpenDesk};
use crate::support::two::{Two, is_shared};

fn item(kind: ItemKind, text: &str) -> PackItem {
    PackItem { kind, text: text.into(), date: None }
}

fn win(text: &str) -> PackItem {
    PackItem { date: Some("2026-11-20".parse().expect("a date")), ..item(ItemKind::Win, text) }
}

fn find(desk: &OpenDesk, two: &Two, text: &str) -> Proposed {
    desk.proposed(&two.id).into_iter().find(|one| one.item.text == text).expect("it is proposed")
}

fn in_pack(desk: &OpenDesk, two: &Two) -> Vec<String> {
    Pack::agreed(&desk.proposed(&two.id)).items().iter().map(|item| item.text.clone()).collect()
}

fn pair() -> (Two, Rc<OpenDesk>, Rc<OpenDesk>) {
    let two = Two::who_share();
    let (mira, ana) = two.open();
    (two, mira, ana)
}

fn words() -> PackWords {
    PackWords {
        language: "en".into(),
        title: "Hand-over: Mira and <Ana>".into(),
        cover: vec!["Mira agreed on 23 November 2026.".into(), "<Ana> agreed on 23 November 2026.".into()],
        kinds: ItemKind::ALL.map(|kind| kind.name().to_string()),
        nothing: "Nothing is in the pack yet.".into(),
    }
}

/// Every text that could be found in a pack.
fn written_pack(desk: &OpenDesk, two: &Two) -> String {
    let pack = Pack::agreed(&desk.proposed(&two.id));
    pack_markdown(&pack, &words()) + &pack_html(&pack, &words())
}

#[test]
fn an_item_is_in_the_pack_once_both_agree_and_out_once_one_does_not() {
    let (two, mira, ana) = pair();
    assert!(mira.propose_for_pack(&two.id, &item(ItemKind::Promise, "Book the room")));
    two.meet();
    let seen = find(&ana, &two, "Book the room");
    assert!(!seen.by_me && seen.mine.is_none() && seen.theirs.is_some());
    assert!(in_pack(&mira, &two).is_empty() && in_pack(&ana, &two).is_empty());
    ana.agree_to_item(&two.id, &seen.id);
    two.meet();
    for desk in [&mira, &ana, &two.mira.open(), &two.ana.open()] {
        assert_eq!(in_pack(desk, &two), ["Book the room"]);
    }
    mira.withdraw_item(&two.id, &seen.id);
    two.meet();
    for desk in [&mira, &ana] {
        assert!(in_pack(desk, &two).is_empty());
        assert!(find(desk, &two, "Book the room").mine.is_some() == Rc::ptr_eq(desk, &ana), "she still agrees");
    }
    mira.agree_to_item(&two.id, &seen.id);
    two.meet();
    assert_eq!(in_pack(&ana, &two), ["Book the room"], "it can be said anew");
}

#[test]
fn one_agrees_while_the_other_withdraws_and_it_is_not_in_the_pack_whichever_comes_first() {
    for mira_first in [true, false] {
        let (two, mira, ana) = pair();
        mira.propose_for_pack(&two.id, &item(ItemKind::Point, "The budget"));
        two.meet();
        let id = find(&ana, &two, "The budget").id;
        // At once, each without the other's news.
        mira.withdraw_item(&two.id, &id);
        ana.agree_to_item(&two.id, &id);
        if mira_first {
            two.ana_hears()
        } else {
            two.mira_hears()
        }
        two.meet();
        for desk in [&mira, &ana] {
            assert!(in_pack(desk, &two).is_empty());
        }
        // Her agreement alone does not bring back what was taken away, and her proposal asks Mira anew.
        assert!(mira.proposed(&two.id).is_empty());
        ana.propose_for_pack(&two.id, &item(ItemKind::Point, "The budget"));
        two.meet();
        assert!(in_pack(&mira, &two).is_empty() && find(&mira, &two, "The budget").mine.is_none());
    }
}

#[test]
fn both_propose_the_same_at_once_and_it_is_one_item_that_both_agree_to() {
    let (two, mira, ana) = pair();
    for desk in [&mira, &ana] {
        desk.propose_for_pack(&two.id, &item(ItemKind::HowWeWork, "Written before spoken"));
    }
    two.meet();
    for desk in [&mira, &ana] {
        assert_eq!(desk.proposed(&two.id).len(), 1);
        assert_eq!(in_pack(desk, &two), ["Written before spoken"]);
    }
}

#[test]
fn on_two_devices_of_one_person_the_later_word_holds_and_in_doubt_it_is_no() {
    let (two, mira, ana) = pair();
    ana.propose_for_pack(&two.id, &item(ItemKind::Point, "The budget"));
    two.meet();
    let id = find(&mira, &two, "The budget").id;
    let (me, _) = crate::support::two::people(&mira, &two.id);
    // Her other device said no at the moment at which she says yes here.
    mira.agree_to_item(&two.id, &id);
    let at = two.mira.now().timestamp_millis();
    tamper(&two, |about| about.say_about_item(&id, &me, false, at));
    assert!(find(&mira, &two, "The budget").mine.is_none());
    two.minutes_pass(1);
    mira.agree_to_item(&two.id, &id);
    assert!(find(&mira, &two, "The budget").mine.is_some());
}

/// Writes into what is stored in Mira's browser, as another device or a changed client could.
fn tamper(two: &Two, edit: impl FnOnce(&mut AboutDocument) -> Option<duologue::document::Update>) {
    two.mira.rest();
    let mut about = AboutDocument::new(7_000_000 + two.mira.storage.writes() as u64);
    let start = format!("shared/{}/about/", two.id);
    for (_, value) in two.mira.storage.entries().iter().filter(|(key, _)| key.starts_with(&start)) {
        about.merge(&written::read_update(value).expect("a change of ours")).expect("a change of ours");
    }
    let update = edit(&mut about).expect("it changes something");
    let unique = format!("tampered-{}", two.mira.storage.writes());
    let key = Key::Document { thread: two.id.clone(), name: DocumentName::About, form: Form::Log, unique };
    two.mira.write(&key.text(), written::write_update(&update));
    two.mira.rest();
}

#[test]
fn what_is_mine_alone_is_shared_when_i_propose_it_and_gone_from_there_when_i_take_it_back() {
    let (two, mira, ana) = pair();
    let entry = RecordEntry {
        text: "launched-in-spring".into(),
        kind: RecordKind::Win,
        date: mira.today(),
        with: "Ana".into(),
        from: None,
    };
    mira.write_record(None, RecordEntry { text: "kept-to-myself".into(), ..entry.clone() }).expect("it has a text");
    mira.write_record(None, entry).expect("it has a text");
    two.mira.rest();
    assert!(!is_shared(&two.mira, &two.id, "launched-in-spring"));
    mira.propose_for_pack(&two.id, &win("launched-in-spring"));
    two.meet();
    assert!(is_shared(&two.mira, &two.id, "launched-in-spring"));
    assert!(!is_shared(&two.mira, &two.id, "kept-to-myself"));
    let id = find(&ana, &two, "launched-in-spring").id;
    ana.agree_to_item(&two.id, &id);
    two.meet();
    assert_eq!(in_pack(&mira, &two), ["launched-in-spring"]);
    mira.withdraw_item(&two.id, &id);
    two.meet();
    for desk in [&mira, &ana] {
        assert!(desk.proposed(&two.id).is_empty(), "its words are gone though she had agreed");
    }
    let mut record: Vec<_> = mira.record().into_iter().map(|(_, entry)| entry.text).collect();
    record.sort();
    assert_eq!(record, ["kept-to-myself", "launched-in-spring"], "my record is as it was");
}

#[test]
fn what_only_i_proposed_and_take_back_leaves_nothing_and_what_the_other_still_wants_stays() {
    let (two, mira, ana) = pair();
    mira.propose_for_pack(&two.id, &item(ItemKind::Experiment, "No status"));
    mira.propose_for_pack(&two.id, &item(ItemKind::Point, "The budget"));
    two.meet();
    let budget = find(&ana, &two, "The budget").id;
    ana.agree_to_item(&two.id, &budget);
    two.meet();
    mira.withdraw_item(&two.id, &find(&mira, &two, "No status").id);
    mira.withdraw_item(&two.id, &budget);
    two.meet();
    let left: Vec<_> = ana.proposed(&two.id).into_iter().map(|one| one.item.text).collect();
    assert_eq!(left, ["The budget"]);
    ana.withdraw_item(&two.id, &budget);
    two.meet();
    assert!(mira.proposed(&two.id).is_empty());
}

#[test]
fn nothing_that_was_not_agreed_to_is_in_anything_that_is_handed_over() {
    let (two, mira, ana) = pair();
    let mut not_agreed = Vec::new();
    for kind in ItemKind::ALL {
        let name = kind.name();
        for (who, other) in [(&mira, &ana), (&ana, &mira)] {
            let side = if Rc::ptr_eq(who, &mira) { "mira" } else { "ana" };
            for fate in ["agreed", "open", "withdrawn", "refused"] {
                let text = format!("{name}-of-{side}-{fate}-word");
                who.propose_for_pack(&two.id, &item(kind, &text));
                two.meet();
                let id = find(other, &two, &text).id;
                if fate != "open" {
                    other.agree_to_item(&two.id, &id);
                    two.meet();
                }
                match fate {
                    "withdrawn" => who.withdraw_item(&two.id, &id),
                    "refused" => other.withdraw_item(&two.id, &id),
                    _ => {}
                }
                two.meet();
                if fate != "agreed" {
                    not_agreed.push(text);
                }
            }
        }
    }
    mira.point(&two.id, "a-point-word");
    mira.write_private_notes(&two.id, "a-private-word");
    two.meet();
    not_agreed.extend(["a-point-word".into(), "a-private-word".into()]);
    for text in [written_pack(&mira, &two), written_pack(&ana, &two)] {
        for word in &not_agreed {
            assert!(!text.contains(word), "{word} was not agreed to");
        }
        for kind in ItemKind::ALL {
            for side in ["mira", "ana"] {
                let agreed = format!("{}-of-{side}-agreed-word", kind.name());
                assert_eq!(text.matches(&agreed).count(), 2, "{agreed} is in both files");
            }
        }
    }
}

#[test]
fn where_nothing_is_shared_nothing_can_be_proposed_and_the_pack_is_what_i_choose() {
    let browser = Browser::new();
    let desk = browser.open();
    let bo = desk.meets("Bo", Role::Manager);
    let before = {
        browser.rest();
        browser.storage.entries()
    };
    assert!(!desk.propose_for_pack(&bo, &win("launched")));
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
    assert!(desk.proposed(&bo).is_empty());
    let pack = Pack::one_sided(vec![win("launched"), item(ItemKind::HowWeWork, "We meet weekly")]);
    assert_eq!(pack.agreed_at(), None);
    let words = PackWords { cover: vec!["One-sided.".into()], ..words() };
    let text = pack_markdown(&pack, &words);
    assert_eq!(
        text,
        "# Hand-over: Mira and \\<Ana\\>\n\nOne-sided.\n\n## how-we-work\n\n- We meet weekly\n\n## win\n\n- 2026-11-20: launched\n"
    );
}

#[test]
fn the_cover_can_say_when_each_agreed_last() {
    let (two, mira, ana) = pair();
    mira.propose_for_pack(&two.id, &item(ItemKind::Point, "The budget"));
    let mine = two.mira.now();
    two.meet();
    two.minutes_pass(60 * 24);
    ana.agree_to_item(&two.id, &find(&ana, &two, "The budget").id);
    let theirs = two.ana.now();
    two.meet();
    assert_eq!(Pack::agreed(&mira.proposed(&two.id)).agreed_at(), Some((mine, theirs)));
    assert_eq!(Pack::agreed(&ana.proposed(&two.id)).agreed_at(), Some((theirs, mine)));
}

#[test]
fn nothing_that_was_typed_is_markup_in_the_page_to_print() {
    let typed = "<script>alert(1)</script>\n<img src=x onerror=y>\"'";
    let pack = Pack::one_sided(vec![item(ItemKind::Point, typed)]);
    let page = pack_html(&pack, &words());
    assert!(!page.contains("<script") && !page.contains("<img") && page.contains("&lt;script&gt;"));
    assert!(page.contains("default-src 'none'") && page.contains("<h1>Hand-over: Mira and &lt;Ana&gt;</h1>"));
    let nothing = pack_html(&Pack::agreed(&[]), &words());
    assert!(nothing.contains("Nothing is in the pack yet."));
}
