//! The message catalogue: nothing missing, nothing unused, the right forms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

fn source(folder: &str, ending: &str) -> String {
    fn walk(folder: &Path, ending: &str, text: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder of ours").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, text);
            } else if path.extension().is_some_and(|end| end == ending) {
                *text += &fs::read_to_string(path).expect("a text file of ours");
            }
        }
    }
    let mut text = String::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut text);
    text
}

fn catalogue(text: &str) -> BTreeMap<String, Value> {
    serde_json::from_str(text).expect("a catalogue of ours")
}

fn messages() -> BTreeMap<String, Value> {
    catalogue(include_str!("../extension/messages/en.json"))
}

/// What stands between quotes right after each `start`.
fn quoted_after(text: &str, start: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices(start) {
        // Part of a longer name, like `start(` at the end of `restart(`.
        if text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
            continue;
        }
        if let Some(rest) = text[at + start.len()..].trim_start().strip_prefix('"') {
            found.extend(rest.split('"').next().map(ToString::to_string));
        }
    }
    found
}

fn literals(text: &str) -> BTreeSet<&str> {
    text.split('"').collect()
}

#[test]
fn no_message_is_missing_and_none_is_unused() {
    let (ui, messages) = (source("src/ui", "rs"), messages());
    let used = literals(&ui);
    let unused: Vec<_> = messages.keys().filter(|key| !used.contains(key.as_str())).collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
    let asked: BTreeSet<_> = ["t(", "t_with(", "t_count("].iter().flat_map(|call| quoted_after(&ui, call)).collect();
    assert!(asked.len() > 100, "only {} calls were seen", asked.len());
    let missing: Vec<_> = asked.iter().filter(|key| !messages.contains_key(*key)).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn every_word_for_the_domain_is_a_message() {
    let messages = messages();
    let words = include_str!("../src/ui/words.rs");
    let keys = literals(words).into_iter().filter(|text| {
        text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !text.starts_with('-')
    });
    let missing: Vec<_> = keys.filter(|key| !messages.contains_key(*key)).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn what_is_counted_has_the_forms_of_english_and_shows_its_number() {
    let (ui, messages) = (source("src/ui", "rs"), messages());
    let counted = quoted_after(&ui, "t_count(");
    for (key, message) in &messages {
        match message {
            Value::Object(forms) => {
                assert!(counted.contains(key), "{key} has forms and is never counted");
                assert_eq!(forms.keys().collect::<Vec<_>>(), ["one", "other"], "{key}");
                assert!(forms["other"].as_str().expect("text").contains("{n}"), "{key} does not show its number");
            }
            Value::String(_) => assert!(!counted.contains(key), "{key} is counted and has no forms"),
            other => panic!("{key} is no message: {other}"),
        }
    }
}

#[test]
fn no_message_is_blank_or_typed_carelessly() {
    for (key, message) in messages() {
        let forms: Vec<_> = match &message {
            Value::Object(forms) => forms.values().collect(),
            single => vec![single],
        };
        for text in forms.into_iter().map(|text| text.as_str().expect("text")) {
            assert!(!text.trim().is_empty() && text.trim() == text, "{key}: {text:?}");
            assert!(!text.contains('\'') && !text.contains('"'), "{key} has straight quotes: {text:?}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{key}: {text:?}");
        }
    }
}

#[test]
fn the_browser_s_own_catalogue_fits_the_manifest_and_the_scripts() {
    let known = catalogue(include_str!("../extension/_locales/en/messages.json"));
    let manifest = include_str!("../manifest.json");
    let scripts = source("extension", "js");
    let in_manifest = manifest.split("__MSG_").skip(1).filter_map(|rest| rest.split("__").next());
    let in_scripts = quoted_after(&scripts, "getMessage(");
    let used: BTreeSet<String> = in_manifest.map(ToString::to_string).chain(in_scripts).collect();
    let missing: Vec<_> = used.iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(!used.is_empty() && missing.is_empty(), "missing: {missing:?}");
    let text = format!("{manifest}{scripts}");
    let unused: Vec<_> = known.keys().filter(|key| !text.contains(key.as_str())).collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}
