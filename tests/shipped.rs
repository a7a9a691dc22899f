//! What is shipped beside the module: the manifest asks for no more than it needs.

use std::fs;
use std::path::{Path, PathBuf};

use duologue::app::managed;
use serde_json::{Value, json};

fn manifest() -> Value {
    serde_json::from_str(include_str!("../manifest.json")).expect("a manifest of ours")
}

fn firefox_patch() -> Value {
    serde_json::from_str(include_str!("../extension/manifest.firefox.json")).expect("a patch of ours")
}

/// The rules of one of the manifest's policies.
fn policy<'a>(manifest: &'a Value, name: &str) -> Vec<&'a str> {
    manifest["content_security_policy"][name].as_str().expect("a policy").split("; ").collect()
}

/// Where the extension runs from the start.
const CALL_HOSTS: [&str; 6] =
    ["meet.google.com", "*.zoom.us", "*.zoom.com", "teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com"];

/// Where it runs once the user has permitted it, and can then dock.
const ASKED_HOSTS: [&str; 4] = ["*.webex.com", "meet.jit.si", "8x8.vc", "*.whereby.com"];

/// Who may frame the sidebar. A policy's `*.` does not mean the name itself, as a manifest's does.
const ANCESTORS: &str = "frame-ancestors 'self' https://meet.google.com https://zoom.us https://*.zoom.us \
     https://zoom.com https://*.zoom.com https://teams.microsoft.com https://teams.cloud.microsoft \
     https://teams.live.com https://*.webex.com https://meet.jit.si https://8x8.vc https://whereby.com \
     https://*.whereby.com";

/// All pages of these hosts, as a manifest says it.
fn pages_of(hosts: &[&str]) -> Vec<String> {
    hosts.iter().map(|host| format!("https://{host}/*")).collect()
}

/// Whom the relay page may reach: anybody who proves who they are, and this machine.
const RELAYS: &str = "wss: ws://127.0.0.1:* ws://localhost:*";

#[test]
fn the_manifest_asks_for_no_more_than_it_uses() {
    let manifest = manifest();
    assert_eq!(manifest["manifest_version"], 3);
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let everywhere = ["storage", "unlimitedStorage", "alarms", "scripting", "activeTab", "contextMenus"];
    let in_chromium = [everywhere.as_slice(), &["sidePanel"]].concat();
    assert_eq!(manifest["permissions"], json!(in_chromium));
    assert_eq!(firefox_patch()["permissions"], json!(everywhere));
    assert_eq!(manifest["host_permissions"], json!(pages_of(&CALL_HOSTS)));
    // Everything else waits for the user's word, site by site.
    let asked = [pages_of(&ASKED_HOSTS), vec!["https://*/*".into()]].concat();
    assert_eq!(manifest["optional_host_permissions"], json!(asked));
    let [scripts] = &manifest["content_scripts"].as_array().expect("a list")[..] else { panic!("one entry") };
    assert_eq!(scripts["matches"], manifest["host_permissions"]);
    assert_eq!(scripts["all_frames"], Value::Null, "the top page alone");
    assert_eq!(manifest["optional_permissions"], json!(["notifications"]));
}

#[test]
fn the_policy_of_all_pages_leaves_room_for_one_that_asks_for_a_calendar_and_for_nothing_else() {
    let manifest = manifest();
    // Whoever may frame the sidebar is named; what our pages may load is ours alone. Whom they may reach each says for
    // itself, see below.
    assert_eq!(
        policy(&manifest, "extension_pages"),
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self' https:",
            "frame-src 'self'",
            ANCESTORS,
            "base-uri 'none'",
            "form-action 'none'",
        ]
    );
}

#[test]
fn the_relay_page_alone_can_connect_and_has_no_origin() {
    let manifest = manifest();
    assert_eq!(manifest["sandbox"], json!({ "pages": ["relay.html"] }));
    let connect = format!("connect-src {RELAYS}");
    // `allow-same-origin` is absent: so the page reaches neither storage nor the other pages.
    assert_eq!(
        policy(&manifest, "sandbox"),
        [
            "sandbox allow-scripts",
            "default-src 'none'",
            "script-src 'self'",
            connect.as_str(),
            ANCESTORS,
            "base-uri 'none'",
            "form-action 'none'",
        ]
    );
}

/// Firefox has one policy for all pages of an extension, and no sandbox.
#[test]
fn in_firefox_the_policy_also_leaves_room_for_relays() {
    let patch = firefox_patch();
    assert_eq!(patch["sandbox"], Value::Null);
    assert_eq!(patch["content_security_policy"]["sandbox"], Value::Null);
    let wider = format!("connect-src 'self' https: {RELAYS}");
    let chrome = manifest();
    let expected: Vec<_> = policy(&chrome, "extension_pages")
        .into_iter()
        .map(|rule| if rule == "connect-src 'self' https:" { wider.as_str() } else { rule })
        .collect();
    assert_eq!(policy(&patch, "extension_pages"), expected);
}

/// Policies only ever narrow each other, and none can be taken away again.
#[test]
fn pages_that_see_what_the_user_wrote_can_connect_to_nobody() {
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page of ours");
        let name = page.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let narrowed = match name {
            "relay.html" => format!("connect-src {RELAYS}"),
            "calendar.html" => "default-src 'none'; script-src 'self'; connect-src https:".into(),
            _ => "connect-src 'self'".into(),
        };
        let narrowing = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{narrowed}\">");
        let (before, _) = text.split_once(&narrowing).unwrap_or_else(|| panic!("{name} does not narrow itself"));
        assert_eq!(text.matches("http-equiv").count(), 1, "{name}");
        // What stands before it could already load something.
        assert!(!before.contains("<link") && !before.contains("<script"), "{name}");
    }
}

/// No `<meta>` narrows a background script, so its words are looked at.
#[test]
fn scripts_that_no_page_narrows_open_no_connection() {
    const WAYS: [&str; 7] =
        ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "WebTransport", "RTCPeerConnection"];
    let files = ["background", "content", "content/providers"].map(|name| folder().join(name));
    let files = files.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of ours").flatten());
    let mut scripts: Vec<_> = files.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    scripts.push(folder().join("background.js"));
    assert!(scripts.len() > 25, "only {} were seen", scripts.len());
    for script in scripts {
        let text = fs::read_to_string(&script).expect("a script of ours");
        let found: Vec<_> = WAYS.iter().filter(|way| text.contains(*way)).collect();
        assert!(found.is_empty(), "{}: {found:?}", script.display());
    }
}

#[test]
fn the_page_that_asks_for_a_calendar_holds_nothing_else() {
    let script = fs::read_to_string(folder().join("calendar.js")).expect("a script of ours");
    // Neither what is stored nor our module is within its reach; it asks once, and as nobody.
    assert_eq!(script.matches("chrome.").count(), 1, "it asks what is permitted, and no more");
    assert!(!script.contains("import") && !script.contains("indexedDB") && !script.contains("localStorage"));
    assert_eq!(script.matches("fetch(").count(), 1);
    for held in ["credentials: \"omit\"", "referrerPolicy: \"no-referrer\"", "AbortSignal.timeout", "10 * 1024 * 1024"]
    {
        assert!(script.contains(held), "{held}");
    }
}

#[test]
fn an_administrator_can_set_exactly_what_the_pages_follow() {
    assert_eq!(manifest()["storage"], json!({ "managed_schema": "managed.json" }));
    let schema: Value = serde_json::from_str(include_str!("../extension/managed.json")).expect("a schema of ours");
    let properties = schema["properties"].as_object().expect("properties");
    let mut names: Vec<_> = properties.keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut followed = managed::properties();
    followed.sort_unstable();
    assert_eq!(names, followed);
    for (name, property) in properties {
        assert!(property["type"].is_string(), "{name}");
        assert!(property["title"].is_string() && property["description"].is_string(), "{name}");
    }
}

#[test]
fn call_pages_can_reach_the_sidebar_and_the_relay_page_in_it_and_no_other_file() {
    let manifest = manifest();
    let [entry] = &manifest["web_accessible_resources"].as_array().expect("a list")[..] else { panic!("one entry") };
    assert_eq!(entry["resources"], json!(["sidebar.html", "relay.html"]));
    assert_eq!(entry["use_dynamic_url"], Value::Null, "it breaks the sidebar on isolated pages");
    assert_eq!(entry["matches"], json!([pages_of(&CALL_HOSTS), pages_of(&ASKED_HOSTS)].concat()));
}

/// Made by the build from `icons/icon.svg`, from the modules and from `relay-page`; everything else that is named is in `extension`.
const MADE: [&str; 9] = [
    "icons/icon-16.png",
    "icons/icon-32.png",
    "icons/icon-48.png",
    "icons/icon-128.png",
    "call.js",
    "call_bg.wasm",
    "dashboard.js",
    "dashboard_bg.wasm",
    "relay.js",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("extension")
}

/// Every page that is shipped.
fn pages() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).expect("a folder of ours").flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|end| end == "html")).collect()
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
    let mut named = [files_named(&manifest()), files_named(&firefox_patch())].concat();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page of ours");
        let links = ["href=\"", "src=\""].into_iter().flat_map(|start| text.split(start).skip(1));
        named.extend(links.filter_map(|rest| rest.split('"').next()).map(ToString::to_string));
        let name = page.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_string();
        assert!(text.contains(&format!("data-page=\"{name}\"")), "{name} opens another page");
        assert!(!text.contains("<style") && !text.contains("style=") && !text.contains(" on"), "{name}");
        // The relay page has no origin, and so cannot load a module.
        let script = if name == "relay" { "<script src=" } else { "<script type=\"module\" src=" };
        assert_eq!(text.matches("<script").count(), text.matches(script).count(), "{name}");
    }
    let background = include_str!("../extension/background.js");
    named.extend(background.split('"').filter(|text| text.ends_with(".js")).map(ToString::to_string));
    assert!(named.len() > 60, "only {} were seen", named.len());
    for file in named {
        assert!(MADE.contains(&file.as_str()) || folder().join(&file).is_file(), "{file}");
    }
    assert!(folder().join("icons/icon.svg").is_file(), "the icons are made from it");
}
