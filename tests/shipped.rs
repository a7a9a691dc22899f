//! What is shipped beside the module: the manifest asks for no more than it needs, and the bank of questions is sound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use duologue::domain::Aim;
use duologue::questions::Bank;
use serde_json::{Value, json};

fn manifest() -> Value {
    serde_json::from_str(include_str!("../manifest.json")).expect("a manifest of ours")
}

fn bank() -> Bank {
    Bank::parse(include_str!("../extension/questions/en.json")).expect("a bank of ours")
}

#[test]
fn the_manifest_asks_for_storage_alarms_and_the_call_pages_alone() {
    let manifest = manifest();
    assert_eq!(manifest["manifest_version"], 3);
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["permissions"], json!(["storage", "unlimitedStorage", "alarms"]));
    let hosts = json!(["https://meet.google.com/*", "https://*.zoom.us/*", "https://*.zoom.com/*"]);
    assert_eq!(manifest["host_permissions"], hosts);
    assert_eq!(manifest["optional_permissions"], Value::Null);
}

#[test]
fn pages_that_see_what_the_user_wrote_can_connect_to_nobody() {
    let manifest = manifest();
    let policy = manifest["content_security_policy"]["extension_pages"].as_str().expect("a policy");
    let rules: BTreeMap<_, _> = policy.split(';').filter_map(|rule| rule.trim().split_once(' ')).collect();
    assert_eq!(rules["default-src"], "'none'");
    assert_eq!(rules["connect-src"], "'self'");
    assert_eq!(rules["script-src"], "'self' 'wasm-unsafe-eval'");
    assert_eq!(rules["form-action"], "'none'");
    for (rule, sources) in rules.iter().filter(|(rule, _)| **rule != "frame-ancestors") {
        assert!(!sources.contains("http") && !sources.contains('*'), "{rule} {sources}");
    }
}

#[test]
fn call_pages_can_reach_the_sidebar_and_no_other_file() {
    let manifest = manifest();
    let [entry] = &manifest["web_accessible_resources"].as_array().expect("a list")[..] else { panic!("one entry") };
    assert_eq!(entry["resources"], json!(["sidebar.html"]));
    assert_eq!(entry["use_dynamic_url"], Value::Null, "it breaks the sidebar on isolated pages");
    assert_eq!(entry["matches"], manifest["host_permissions"]);
}

#[test]
fn every_file_that_the_manifest_names_is_there() {
    let manifest = manifest();
    let scripts = manifest["content_scripts"].as_array().expect("a list").iter();
    let mut named: Vec<_> = scripts.flat_map(|entry| entry["js"].as_array().expect("a list")).collect();
    named.extend([&manifest["background"]["service_worker"], &manifest["action"]["default_popup"]]);
    for file in named {
        let file = file.as_str().expect("a name");
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension").join(file).is_file(), "{file}");
    }
}

#[test]
fn the_bank_has_enough_for_every_aim_and_no_status() {
    let mut of_aim: BTreeMap<Aim, usize> = BTreeMap::new();
    for question in bank().questions {
        *of_aim.entry(question.aim).or_default() += 1;
    }
    assert_eq!(of_aim.keys().copied().collect::<Vec<_>>(), Aim::ASKED_ABOUT);
    assert!(of_aim.values().all(|count| *count >= 25), "{of_aim:?}");
}

#[test]
fn every_question_is_short_whole_and_named_once() {
    let bank = bank();
    let mut ids = BTreeSet::new();
    for question in &bank.questions {
        let id = question.id.as_str();
        assert!(ids.insert(id), "{id} stands there twice");
        assert!(id.starts_with(question.aim.name()), "{id}");
        assert!((10..=140).contains(&question.text.chars().count()), "{id}");
        assert!(question.text.ends_with('?') && question.text.matches('?').count() == 1, "{id}");
        assert!((1..=3).contains(&question.depth) && (1..=52).contains(&question.cooldown), "{id}");
    }
    for question in &bank.questions {
        let original = question.follows.as_ref().map(|id| bank.find(id).expect("it follows one of the bank"));
        assert!(original.is_none_or(|original| original.aim == question.aim), "{}", question.id);
    }
}

#[test]
fn no_two_questions_are_nearly_the_same() {
    let bank = bank();
    let parts = |text: &str| {
        let letters: Vec<_> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        letters.windows(3).map(<[char]>::to_vec).collect::<BTreeSet<_>>()
    };
    let all: Vec<_> = bank.questions.iter().map(|question| (question, parts(&question.text))).collect();
    for (at, (question, ours)) in all.iter().enumerate() {
        for (other, theirs) in &all[at + 1..] {
            #[allow(clippy::cast_precision_loss)]
            let likeness = ours.intersection(theirs).count() as f64 / ours.union(theirs).count() as f64;
            assert!(likeness <= 0.5, "{} and {} are {likeness:.2} alike", question.id, other.id);
        }
    }
}
