//! What is shipped beside the module: the manifest asks for no more than it needs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

fn manifest() -> Value {
    serde_json::from_str(include_str!("../manifest.json")).expect("a manifest of ours")
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
