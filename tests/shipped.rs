//! What is shipped beside the module: the manifest asks for no more than it needs, and the bank of questions is sound.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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
    let rules: Vec<_> = policy.split("; ").collect();
    // Whoever may frame the sidebar is named; what our pages may load or reach is ours alone.
    assert_eq!(
        rules,
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'self' https://meet.google.com https://*.zoom.us https://*.zoom.com",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    );
}

#[test]
fn call_pages_can_reach_the_sidebar_and_no_other_file() {
    let manifest = manifest();
    let [entry] = &manifest["web_accessible_resources"].as_array().expect("a list")[..] else { panic!("one entry") };
    assert_eq!(entry["resources"], json!(["sidebar.html"]));
    assert_eq!(entry["use_dynamic_url"], Value::Null, "it breaks the sidebar on isolated pages");
    assert_eq!(entry["matches"], manifest["host_permissions"]);
}

/// Made by the build from `icons/icon.svg` and from the module; everything else that is named is in `extension`.
const MADE: [&str; 6] = [
    "icons/icon-16.png",
    "icons/icon-32.png",
    "icons/icon-48.png",
    "icons/icon-128.png",
    "duologue.js",
    "duologue_bg.wasm",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("extension")
}

/// Every text in it that is the name of a file.
fn files_named(value: &Value) -> Vec<String> {
    let endings = [".js", ".html", ".css", ".png", ".svg", ".json"];
    match value {
        Value::String(text) if endings.iter().any(|ending| text.ends_with(ending)) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(files_named).collect(),
        Value::Object(fields) => fields.values().flat_map(files_named).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_file_that_the_manifests_and_the_pages_name_is_there() {
    let firefox = serde_json::from_str(include_str!("../extension/manifest.firefox.json")).expect("a patch of ours");
    let mut named = [files_named(&manifest()), files_named(&firefox)].concat();
    let pages = fs::read_dir(folder()).expect("a folder of ours").flatten().map(|entry| entry.path());
    for page in pages.filter(|path| path.extension().is_some_and(|end| end == "html")) {
        let text = fs::read_to_string(&page).expect("a page of ours");
        let links = ["href=\"", "src=\""].into_iter().flat_map(|start| text.split(start).skip(1));
        named.extend(links.filter_map(|rest| rest.split('"').next()).map(ToString::to_string));
        let name = page.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_string();
        assert!(text.contains(&format!("data-page=\"{name}\"")), "{name} opens another page");
        assert!(!text.contains("<style") && !text.contains("style=") && !text.contains(" on"), "{name}");
        assert_eq!(text.matches("<script").count(), text.matches("<script type=\"module\" src=").count(), "{name}");
    }
    let background = include_str!("../extension/background.js");
    named.extend(background.split('"').filter(|text| text.ends_with(".js")).map(ToString::to_string));
    assert!(named.len() > 60, "only {} were seen", named.len());
    for file in named {
        assert!(MADE.contains(&file.as_str()) || folder().join(&file).is_file(), "{file}");
    }
    assert!(folder().join("icons/icon.svg").is_file(), "the icons are made from it");
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
        let number = id.strip_prefix(question.aim.name()).and_then(|rest| rest.strip_prefix('-'));
        assert!(number.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit())), "{id}");
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

#[test]
fn the_bank_is_in_order_so_that_a_new_question_has_one_place() {
    let bank = bank();
    let places: Vec<_> = bank.questions.iter().map(|one| (one.aim.name(), one.depth, one.id.as_str())).collect();
    assert!(places.is_sorted(), "sorted by aim, then depth, then id");
}
