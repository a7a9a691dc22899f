//! The bank as it is shipped: whole in every language, short, varied, and nothing in it twice.

use std::collections::{BTreeMap, BTreeSet};

use duologue::domain::Aim;
use duologue::questions::bank::{Asker, Fit, LONGEST, Slot};
use duologue::questions::{Bank, Question};

const ENTRIES: &str = include_str!("../extension/bank/entries.json");

const LANGUAGES: [(&str, &str); 4] = [
    ("en", include_str!("../extension/bank/en.json")),
    ("de", include_str!("../extension/bank/de.json")),
    ("es", include_str!("../extension/bank/es.json")),
    ("fr", include_str!("../extension/bank/fr.json")),
];

fn bank(words: &str) -> Bank {
    Bank::parse(ENTRIES, words).expect("a bank of ours")
}

fn english() -> Bank {
    bank(LANGUAGES[0].1)
}

fn share(of: impl Fn(&Question) -> bool) -> usize {
    let questions = english().questions;
    questions.iter().filter(|question| of(question)).count() * 100 / questions.len()
}

#[test]
fn every_language_has_the_same_entries_in_the_same_order_and_no_other_words() {
    let ids = |bank: &Bank| bank.questions.iter().map(|question| question.id.to_string()).collect::<Vec<_>>();
    let shape = |bank: &Bank| {
        let shape = bank.templates.iter().map(|one| (one.id.clone(), one.points.len(), one.suits.clone()));
        shape.collect::<Vec<_>>()
    };
    let english = english();
    for (language, words) in LANGUAGES {
        let bank = bank(words);
        assert_eq!(ids(&bank), ids(&english), "{language}");
        assert_eq!(shape(&bank), shape(&english), "{language}");
        let keys: BTreeMap<String, String> = serde_json::from_str(words).expect("a file of ours");
        let points: usize = bank.templates.iter().map(|template| template.points.len() + 1).sum();
        assert_eq!(keys.len(), bank.questions.len() + points, "{language} has words that belong to nothing");
        let lines = words.lines().filter(|line| line.starts_with('"')).count();
        assert_eq!(lines, keys.len(), "{language}: one entry a line");
    }
}

#[test]
fn there_is_enough_for_every_aim_depth_and_asker_and_none_for_status() {
    let questions = english().questions;
    assert!(questions.len() >= 240, "{}", questions.len());
    for aim in Aim::ASKED_ABOUT {
        let of_aim: Vec<_> = questions.iter().filter(|question| question.aim == aim).collect();
        assert!(of_aim.len() >= 25, "{aim:?}: {}", of_aim.len());
        for depth in 1..=3 {
            let of_depth = of_aim.iter().filter(|question| question.depth == depth).count();
            assert!(of_depth * 100 >= of_aim.len() * 10, "{aim:?} in depth {depth}: {of_depth}");
        }
        for asker in Asker::ALL {
            assert!(of_aim.iter().any(|question| question.asker == asker), "{aim:?} by {asker:?}");
        }
    }
    assert!(questions.iter().all(|question| question.aim != Aim::Status));
    for (least, depth) in [(35, 1), (30, 2), (15, 3)] {
        assert!(share(|question| question.depth == depth) >= least, "depth {depth}");
    }
    assert!(share(|question| question.asker == Asker::Anyone) >= 40);
    for slot in [Slot::Opener, Slot::Closer] {
        assert!(questions.iter().filter(|question| question.stage == Some(slot)).count() >= 12, "{slot:?}");
    }
    for fit in [Fit::First, Fit::TimeOff, Fit::Remote] {
        assert!(questions.iter().filter(|question| question.fit == fit).count() >= 8, "{fit:?}");
    }
}

#[test]
fn every_entry_is_named_once_within_its_ranges_and_has_one_place_in_the_order() {
    let bank = english();
    let mut ids = BTreeSet::new();
    for question in &bank.questions {
        let id = question.id.as_str();
        assert!(ids.insert(id), "{id} stands there twice");
        let number = id.strip_prefix(question.aim.name()).and_then(|rest| rest.strip_prefix('-'));
        assert!(number.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit())), "{id}");
        assert!((1..=3).contains(&question.depth) && (1..=52).contains(&question.cooldown), "{id}");
        let original = question.follows.as_ref().map(|id| bank.find(id).expect("it follows one of the bank"));
        assert!(original.is_none_or(|original| original.aim == question.aim && original.follows.is_none()), "{id}");
    }
    let places: Vec<_> = bank.questions.iter().map(|one| (one.aim.name(), one.depth, one.id.as_str())).collect();
    assert!(places.is_sorted(), "sorted by aim, then depth, then id");
}

#[test]
fn every_question_has_a_moment_at_which_it_can_be_suggested() {
    for question in english().questions {
        // The first meetings and the last minutes are for light ones.
        let is_late = question.fit == Fit::First || question.stage == Some(Slot::Closer);
        assert!(!is_late || question.depth == 1, "{}", question.id);
        assert!(
            !(question.ahead && question.stage.is_some()),
            "{}: a slot of the meeting is not ahead of it",
            question.id
        );
    }
}

#[test]
fn every_text_is_short_one_question_and_typed_with_care() {
    for (language, words) in LANGUAGES {
        let bank = bank(words);
        for Question { id, text, .. } in &bank.questions {
            assert!((10..=LONGEST).contains(&text.chars().count()), "{language} {id}");
            assert!(text.ends_with('?') && text.matches('?').count() == 1, "{language} {id}: {text}");
            assert!(language != "es" || text.matches('¿').count() == 1, "{language} {id}: {text}");
            assert!(language != "fr" || text.ends_with("\u{202f}?"), "{language} {id}: {text}");
        }
        let titles =
            bank.templates.iter().flat_map(|one| one.points.iter().map(|point| &point.title).chain([&one.name]));
        for text in titles.chain(bank.questions.iter().map(|question| &question.text)) {
            assert!(text.trim() == text && !text.is_empty(), "{language}: {text:?}");
            assert!(!text.contains(['\'', '"', '@', '*', '_']), "{language}: {text:?}");
            assert!(!text.contains("  ") && !text.contains("..."), "{language}: {text:?}");
            let doubled = ["/in", "(e)", "(a)", "·e", "/a ", "/e "].iter().any(|form| text.contains(form));
            assert!(!doubled, "{language}: {text:?} doubles its forms instead of having one for all");
        }
    }
}

#[test]
fn no_two_questions_are_nearly_the_same_in_any_language() {
    let parts = |text: &str| {
        let letters: Vec<_> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        letters.windows(3).map(<[char]>::to_vec).collect::<BTreeSet<_>>()
    };
    for (language, words) in LANGUAGES {
        let questions = bank(words).questions;
        let all: Vec<_> = questions.iter().map(|question| (&question.id, parts(&question.text))).collect();
        for (at, (question, ours)) in all.iter().enumerate() {
            for (other, theirs) in &all[at + 1..] {
                #[allow(clippy::cast_precision_loss)]
                let likeness = ours.intersection(theirs).count() as f64 / ours.union(theirs).count() as f64;
                assert!(likeness <= 0.5, "{language}: {question} and {other} are {likeness:.2} alike");
            }
        }
    }
}

#[test]
fn every_ready_made_agenda_fits_a_meeting() {
    let templates = english().templates;
    let ids: Vec<_> = templates.iter().map(|template| template.id.as_str()).collect();
    assert_eq!(ids, ["first", "weekly", "career", "time-off", "hard-news", "skip-level", "mentor", "peer"]);
    for template in templates {
        assert!((3..=6).contains(&template.points.len()), "{}", template.id);
        let minutes: u32 = template.points.iter().filter_map(|point| point.minutes).sum();
        // Half an hour without its closing minutes; a talk about a career is worth an hour.
        let room = if template.id == "career" { 55 } else { 30 };
        assert!((15..=room).contains(&minutes), "{}: {minutes} minutes", template.id);
        assert!(template.points.iter().all(|point| point.aim.is_some_and(|aim| aim != Aim::Status)), "{}", template.id);
    }
}
