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

/// Every catalogue, with the categories that the language has for counting (CLDR, cardinal numbers).
const CATALOGUES: [(&str, &str, &[&str]); 4] = [
    ("en", include_str!("../extension/messages/en.json"), &["one", "other"]),
    ("de", include_str!("../extension/messages/de.json"), &["one", "other"]),
    ("es", include_str!("../extension/messages/es.json"), &["many", "one", "other"]),
    ("fr", include_str!("../extension/messages/fr.json"), &["many", "one", "other"]),
];

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
fn every_language_has_the_same_messages_with_the_same_places_and_its_own_forms() {
    let (ui, english) = (source("src/ui", "rs"), messages());
    let counted = quoted_after(&ui, "t_count(");
    for (language, text, categories) in CATALOGUES {
        let messages = catalogue(text);
        assert_eq!(messages.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
        for (key, message) in &messages {
            assert_eq!(places(message), places(&english[key]), "{language} {key}");
            match message {
                Value::Object(forms) => {
                    assert!(counted.contains(key), "{language}: {key} has forms and is never counted");
                    assert_eq!(forms.keys().collect::<Vec<_>>(), categories, "{language} {key}");
                    assert_eq!(places(&forms["other"]), places(message), "{language}: {key} does not show its number");
                }
                Value::String(_) => assert!(!counted.contains(key), "{language}: {key} is counted and has no forms"),
                other => panic!("{language}: {key} is no message: {other}"),
            }
        }
    }
}

/// The arguments of each call, as they are written; `start` is its name and the bracket.
fn calls<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let is_whole = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let starts = text.match_indices(start).map(|(at, _)| at).filter(|at| is_whole(*at));
    let arguments = |at: usize| {
        let rest = &text[at + start.len()..];
        let mut open = 1;
        let end = rest.find(|c| {
            open += i32::from(c == '(') - i32::from(c == ')');
            open == 0
        });
        &rest[..end.expect("the bracket is closed")]
    };
    starts.map(arguments).collect()
}

/// The names that stand between braces in a message, in all its forms.
fn places(message: &Value) -> BTreeSet<String> {
    match message {
        Value::Object(forms) => forms.values().flat_map(places).collect(),
        text => {
            let text = text.as_str().expect("text");
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_string())).collect()
        }
    }
}

#[test]
fn every_place_in_a_message_is_filled_and_nothing_is_filled_in_vain() {
    let (ui, messages) = (source("src/ui", "rs"), messages());
    let mut seen = 0;
    for (start, counts) in [("t(", false), ("t_with(", false), ("t_count(", true)] {
        for call in calls(&ui, start) {
            let Some(key) = call.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            // A list of values that was made before the call cannot be seen from here.
            let is_list = start == "t(" || call.contains("&[");
            let Some(message) = messages.get(key).filter(|_| is_list) else { continue };
            let values = call.split_once("&[").map_or("", |(_, values)| values);
            let mut filled = quoted_after(values, "(");
            filled.extend(counts.then(|| "n".to_string()));
            assert_eq!(filled, places(message), "{key}");
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} calls were seen");
}

#[test]
fn no_message_is_blank_or_typed_carelessly() {
    for (language, text, _) in CATALOGUES {
        for (key, message) in catalogue(text) {
            let forms: Vec<_> = match &message {
                Value::Object(forms) => forms.values().collect(),
                single => vec![single],
            };
            for text in forms.into_iter().map(|text| text.as_str().expect("text")) {
                assert!(!text.trim().is_empty() && text.trim() == text, "{language} {key}: {text:?}");
                assert!(!text.contains(['\'', '"']), "{language}: {key} has straight quotes: {text:?}");
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "{language} {key}: {text:?}");
                assert!(!text.contains("...") && !text.contains("  "), "{language} {key}: {text:?}");
            }
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
    // A script may choose between two before it asks for one.
    let named = literals(&scripts);
    let unused: Vec<_> = known.keys().filter(|key| !used.contains(*key) && !named.contains(key.as_str())).collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
    for (language, text) in BROWSER_CATALOGUES {
        let catalogue = catalogue(text);
        assert_eq!(catalogue.keys().collect::<Vec<_>>(), known.keys().collect::<Vec<_>>(), "{language}");
        for (key, entry) in &catalogue {
            let text = entry["message"].as_str().expect("text");
            let longest = match key.as_str() {
                "name" => 45,
                "description" => 132,
                _ => 200,
            };
            let fits = (1..=longest).contains(&text.chars().count());
            assert!(fits, "{language} {key}: stores and tooltips cut off what is longer");
            assert!(!text.contains(['\'', '"']) && text.trim() == text, "{language} {key}: {text:?}");
            assert!(entry["description"].is_string(), "{language}: {key} does not say where it is shown");
        }
    }
}

const BROWSER_CATALOGUES: [(&str, &str); 4] = [
    ("en", include_str!("../extension/_locales/en/messages.json")),
    ("de", include_str!("../extension/_locales/de/messages.json")),
    ("es", include_str!("../extension/_locales/es/messages.json")),
    ("fr", include_str!("../extension/_locales/fr/messages.json")),
];
