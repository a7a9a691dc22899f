//! What the user makes of the bank: questions of their own, rewritten and hidden ones, ready-made agendas, and packs.

use std::collections::BTreeMap;
use std::rc::Rc;

use duologue::app::managed::PACK;
use duologue::domain::{Aim, PointState, QuestionId, Role};
use duologue::ports::Value;
use duologue::questions::{Bank, PackProblem, Question};

use crate::support::bank::{all_suggested, bank, ids};
use crate::support::desk::{Browser, OpenDesk};
use crate::support::turns::finish;

/// A page on which the bank is shown.
fn open(browser: &Browser) -> Rc<OpenDesk> {
    let desk = browser.open();
    finish(desk.open_own_bank()).expect("storage answers");
    desk
}

fn seen(desk: &OpenDesk) -> Bank {
    desk.bank(&bank(), "en")
}

fn own(text: &str) -> Question {
    let some = bank().questions[0].clone();
    Question { id: QuestionId::new(""), text: text.into(), aim: Aim::Career, follows: None, stage: None, ..some }
}

#[test]
fn a_question_of_my_own_is_suggested_and_found_in_every_page_and_after_a_reload() {
    let browser = Browser::new();
    let (desk, other) = (open(&browser), open(&browser));
    let ana = desk.meets("Ana", Role::Report);
    let id = desk.keep_question(&bank(), own("Which zebra is yours?"), "en").expect("the store can be written");
    browser.rest();
    for desk in [&desk, &other, &open(&browser)] {
        let question = seen(desk).find(&id).cloned().expect("it is in the bank");
        assert!(question.own && question.text == "Which zebra is yours?");
    }
    let (bank, mut all) = (seen(&desk), Vec::new());
    while let Some(one) = desk.suggestions(&bank, &ana, false).into_iter().next() {
        desk.pass_question(&ana, &one.question.id);
        all.push(one.question.id);
    }
    assert!(all.contains(&id), "its turn comes like that of any other");
}

#[test]
fn what_an_administrator_adds_counts_as_ours_and_goes_when_it_is_added_no_more() {
    let browser = Browser::new();
    let author = open(&browser);
    let id = author.keep_question(&bank(), own("Which zebra is the house's?"), "en").expect("the store can be written");
    let (pack, browser) = (author.export_pack(), Browser::new());
    let desk = open(&browser);
    let manage = |pack: &str| desk.set_managed(&BTreeMap::from([(PACK.to_string(), pack.to_string())]));
    manage(&pack);
    let ours = desk.with_pack_of_the_house(&bank(), "en").expect("a sound pack");
    let zebra = ours.find(&id).expect("it is in the bank");
    assert!(!zebra.own && zebra.text == "Which zebra is the house's?");
    let mine = Question { text: "Which zebra is mine?".into(), ..zebra.clone() };
    assert_eq!(desk.keep_question(&ours, mine, "en"), Some(id.clone()));
    let shown = |ours: &Bank| desk.bank(ours, "en").find(&id).map(|question| (question.text.clone(), question.own));
    assert_eq!(shown(&ours), Some(("Which zebra is mine?".into(), true)));
    desk.forget_entry(id.as_str());
    assert_eq!(shown(&ours), Some(("Which zebra is the house's?".into(), false)), "as it was");
    manage("{\"duologue-pack\":1}\n{\"question\":7}");
    let refused = desk.with_pack_of_the_house(&bank(), "en").expect_err("all of it or nothing");
    assert_eq!(refused.line, 2);
    manage(" ");
    assert_eq!(desk.with_pack_of_the_house(&bank(), "en"), Ok(bank()), "as we ship it");
}

#[test]
fn one_of_ours_that_is_rewritten_keeps_its_name_in_its_language_and_can_be_as_it_was() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ours = bank().questions[3].clone();
    let mine = Question { text: "What did you think I did all day?".into(), depth: 2, ..ours.clone() };
    assert_eq!(desk.keep_question(&bank(), mine.clone(), "en"), Some(ours.id.clone()));
    let rewritten = seen(&desk).find(&ours.id).cloned().expect("it is there once");
    assert_eq!((rewritten.text, rewritten.depth, rewritten.own), (mine.text, 2, true));
    assert_eq!(seen(&desk).questions.len(), bank().questions.len());
    let elsewhere = desk.bank(&bank(), "de");
    assert_eq!(elsewhere.find(&ours.id), Some(&ours), "in another language it is as we have it");
    let before = desk.forget_entry(ours.id.as_str());
    assert_eq!(seen(&desk).find(&ours.id), Some(&ours));
    desk.restore_entries(before);
    assert!(seen(&desk).find(&ours.id).expect("it is there").own);
}

#[test]
fn a_question_that_is_hidden_is_suggested_to_nobody_until_it_is_shown_again() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ana = desk.meets("Ana", Role::Report);
    let question = all_suggested(&browser, &ana).remove(0);
    desk.hide_everywhere(&question.id, true);
    browser.rest();
    let again = open(&browser);
    assert!(seen(&again).find(&question.id).expect("it is listed").hidden);
    let first = again.suggestions(&seen(&again), &ana, false).remove(0);
    assert_ne!(first.question.id, question.id);
    again.hide_everywhere(&question.id, false);
    browser.rest();
    assert!(!seen(&desk).find(&question.id).expect("it is listed").hidden);
    assert!(!browser.has(&format!("bank/{}", question.id)), "nothing is left of it");
}

#[test]
fn what_is_not_for_us_can_be_had_back() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ana = desk.meets("Ana", Role::Report);
    let question = all_suggested(&browser, &ana).remove(0);
    desk.hide_question(&ana, &question.id, true);
    assert!(desk.hidden_questions(&ana).iter().eq([&question.id]));
    desk.hide_question(&ana, &question.id, false);
    browser.rest();
    assert!(browser.open().hidden_questions(&ana).is_empty());
    assert!(ids(&all_suggested(&browser, &ana)).contains(&&question.id));
}

#[test]
fn a_pack_goes_from_one_profile_to_another_and_twice_is_once() {
    let (mine, theirs) = (Browser::new(), Browser::in_lane(1));
    let desk = open(&mine);
    let ana = desk.meets("Ana", Role::Report);
    desk.keep_question(&bank(), own("Which zebra is yours?"), "en");
    desk.keep_question(&bank(), Question { text: "Rewritten?".into(), ..bank().questions[0].clone() }, "en");
    desk.hide_everywhere(&bank().questions[1].id, true);
    desk.point(&ana, "First thing");
    desk.save_as_template(&ana, "Short").expect("it has a point");
    let file = desk.export_pack();
    assert_eq!(file.lines().count(), 4, "a head, two questions, an agenda; what is hidden is nobody else's business");

    let desk = open(&theirs);
    let brought = desk.import_pack(&file, &bank(), "en").expect("a sound pack");
    assert_eq!((brought.new, brought.changed), (3, 0));
    theirs.rest();
    let bank_of_theirs = seen(&open(&theirs));
    assert!(bank_of_theirs.questions.iter().any(|one| one.own && one.text == "Which zebra is yours?"));
    assert!(bank_of_theirs.templates.iter().any(|one| one.own && one.name == "Short"));
    let again = desk.import_pack(&file, &bank(), "en").expect("a sound pack");
    assert!(again.before.is_empty(), "the same file twice changes nothing");
    desk.restore_entries(brought.before);
    assert_eq!(seen(&desk), bank(), "and it can be taken back");
}

#[test]
fn a_pack_with_a_fault_changes_nothing_and_says_where() {
    let browser = Browser::new();
    let desk = open(&browser);
    desk.keep_question(&bank(), own("Which zebra is yours?"), "en");
    let file = desk.export_pack() + r#"{"question":{"id":"x","aim":"career","depth":7,"cooldown":3,"text":"Why?"}}"#;
    browser.rest();
    let (before, shown) = (browser.storage.entries(), seen(&desk));
    let fault = desk.import_pack(&file.replace("zebra", "lion"), &bank(), "en").expect_err("it has a fault");
    assert_eq!((fault.line, fault.problem), (3, PackProblem::Depth));
    browser.rest();
    assert_eq!((browser.storage.entries(), seen(&desk)), (before, shown));
}

#[test]
fn a_damaged_entry_is_named_and_kept_and_the_rest_of_the_bank_is_there() {
    let browser = Browser::new();
    let desk = open(&browser);
    desk.keep_question(&bank(), own("Which zebra is yours?"), "en");
    browser.rest();
    browser.write("bank/broken", Value::Text("1.00000000.{}".into()));
    let later = open(&browser);
    assert!(later.faults().iter().any(|fault| fault.key == "bank/broken"));
    assert!(seen(&later).questions.iter().any(|one| one.text == "Which zebra is yours?"));
    assert!(browser.has("bank/broken"));
}

#[test]
fn a_ready_made_agenda_adds_only_what_is_not_there() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let weekly = bank().templates.into_iter().find(|one| one.id == "weekly").expect("it is one of ours");
    let titles: Vec<_> = weekly.points.iter().map(|point| point.title.clone()).collect();
    let put_off = desk.point(&ana, &titles[2].to_uppercase());
    desk.put_off(&ana, &put_off, true);
    desk.point(&ana, &format!(" {} ", titles[1]));
    let added = desk.apply_template(&ana, &weekly);
    assert_eq!(added.len(), 2);
    assert_eq!(desk.agenda(&ana), [&titles[1], &titles[0], &titles[3]].map(String::as_str), "in their order");
    let first = desk.find(&ana, &added[0]);
    assert_eq!((first.aim, first.minutes, first.guessed), (weekly.points[0].aim, weekly.points[0].minutes, false));
    assert!(desk.apply_template(&ana, &weekly).is_empty());
    desk.drop_points(&ana, &added);
    assert_eq!(desk.agenda(&ana), [titles[1].as_str()], "and it can be taken back");
}

#[test]
fn an_agenda_is_kept_as_a_ready_made_one_with_what_is_open_on_it() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(desk.save_as_template(&ana, "Empty"), None);
    let [one, two] = ["One", "Two"].map(|title| desk.point(&ana, title));
    desk.give_minutes(&ana, &one, Some(7));
    desk.set_aim(&ana, &one, Some(Aim::Team));
    desk.close_point(&ana, &two, PointState::Discussed);
    assert_eq!(desk.save_as_template(&ana, "  "), None);
    desk.save_as_template(&ana, " Ours ").expect("it has a point and a name");
    let kept = seen(&desk).templates.into_iter().find(|template| template.own).expect("it is there");
    let points: Vec<_> = kept.points.iter().map(|point| (point.title.as_str(), point.minutes, point.aim)).collect();
    assert_eq!((kept.name.as_str(), points), ("Ours", vec![("One", Some(7), Some(Aim::Team))]));
}

#[test]
fn a_backup_takes_the_bank_along() {
    let (mine, theirs) = (Browser::new(), Browser::in_lane(1));
    let desk = open(&mine);
    let id = desk.keep_question(&bank(), own("Which zebra is yours?"), "en").expect("the store can be written");
    mine.rest();
    let file = finish(desk.export_everything()).expect("storage answers");
    let desk = theirs.open();
    finish(desk.import(&file)).expect("it is a file of ours");
    theirs.rest();
    assert!(seen(&open(&theirs)).find(&id).is_some());
}

#[test]
fn a_store_of_a_newer_version_is_not_written_by_any_of_this() {
    let browser = Browser::new();
    let desk = open(&browser);
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "One");
    browser.rest();
    browser.write("schema", duologue::store::written::write("99"));
    let (before, later) = (browser.storage.entries(), open(&browser));
    assert_eq!(later.keep_question(&bank(), own("Which zebra is yours?"), "en"), None);
    assert_eq!(later.save_as_template(&ana, "Ours"), None);
    later.hide_everywhere(&bank().questions[0].id, true);
    later.learn_aim("zebra crossing", Some(Aim::Team));
    browser.rest();
    assert_eq!(browser.storage.entries(), before);
}
