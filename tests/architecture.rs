//! The walls of the house: which room may know which, and how a file of ours looks.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may name.
const ARROWS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("questions", &["domain"]),
    ("search", &["domain"]),
    ("calendar", &["domain"]),
    ("document", &["domain"]),
    ("ports", &["domain"]),
    ("store", &["document", "ports", "domain"]),
    ("share", &["document", "ports", "domain"]),
    ("app", &["store", "share", "calendar", "document", "ports", "questions", "search", "domain"]),
    ("platform", &["ports", "domain"]),
    ("ui", &["app", "platform", "questions", "search", "domain"]),
    (
        "lib",
        &["domain", "questions", "search", "calendar", "document", "ports", "store", "share", "app", "platform", "ui"],
    ),
];

const LONGEST_FILE: usize = 400;

fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { walk(&entry.path(), found) } else { found.push(entry.path()) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    found.sort();
    let of_kind = |path: &PathBuf| path.extension().is_some_and(|end| endings.iter().any(|known| end == *known));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("below the root").display().to_string();
        (name, fs::read_to_string(path).expect("a text file of ours"))
    };
    found.into_iter().filter(of_kind).map(read).collect()
}

fn room_of(file: &str) -> &str {
    let inside = file.strip_prefix("src/").expect("a file of src");
    inside.split(['/', '.']).next().expect("a name")
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn arrows_between_rooms_point_down_only() {
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (file, text) in files("src", &["rs"]) {
        let room = room_of(&file);
        let (_, allowed) = ARROWS.iter().find(|(known, _)| *known == room).expect("every room is in the table");
        for (line, code) in code_lines(&text) {
            for named in code.split("crate::").skip(1) {
                let target = named.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default();
                arrows += 1;
                if target != room && !allowed.contains(&target) {
                    wrong.push(format!("{file}:{line} names {target}"));
                }
            }
        }
    }
    assert!(arrows > 100, "only {arrows} arrows were seen");
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn nobody_climbs_out_of_a_room() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", &["rs"]) {
        let depth = file.matches('/').count();
        let tests = text.lines().position(|line| line.starts_with("mod tests")).map_or(usize::MAX, |at| at + 1);
        for (line, code) in code_lines(&text) {
            let steps = (1..9).take_while(|steps| code.contains(&"super::".repeat(*steps))).count();
            let inside = depth - 1 + usize::from(line > tests);
            if file != "src/lib.rs" && steps > inside {
                wrong.push(format!("{file}:{line}: {}", code.trim()));
            }
        }
        assert!(!file.ends_with("/mod.rs"), "{file}: a room is name.rs beside name/");
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn only_the_rooms_that_may_name_the_web_the_documents_and_the_clock_do() {
    let walls: [(&[&str], &[&str]); 4] = [
        (&["yrs"], &["document"]),
        (&["web_sys", "js_sys", "wasm_bindgen"], &["platform", "ui"]),
        (&["chrome"], &["platform"]),
        (&["Utc::now", "Local::now", "SystemTime", "Instant::now", "Date::new_0", "Date::now"], &["platform"]),
    ];
    let mut wrong = Vec::new();
    for (file, text) in files("src", &["rs"]) {
        for (line, code) in code_lines(&text) {
            for (words, rooms) in &walls {
                if words.iter().any(|word| code.contains(word)) && !rooms.contains(&room_of(&file)) {
                    wrong.push(format!("{file}:{line}: {}", code.trim()));
                }
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn every_file_says_first_what_it_is_and_every_room_what_it_never_holds() {
    for (file, text) in files("src", &["rs"]) {
        assert!(text.starts_with("//! "), "{file} does not open with a sentence");
        let is_room = !file["src/".len()..].contains('/') && file != "src/lib.rs";
        let opening: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(!is_room || opening.contains("Never here: "), "{file} does not say what never belongs there");
    }
}

#[test]
fn no_file_is_longer_than_can_be_kept_in_mind() {
    let places = [
        ("src", "rs"),
        ("modules", "rs"),
        ("tests", "rs"),
        ("xtask/src", "rs"),
        ("tests/e2e", "mjs"),
        ("benches", "mjs"),
    ];
    let shipped = [("extension", "js"), ("extension", "css"), ("extension", "html")];
    let mut seen = 0;
    for (folder, ending) in places.into_iter().chain(shipped) {
        for (file, text) in files(folder, &[ending]) {
            seen += 1;
            assert!(text.lines().count() <= LONGEST_FILE, "{file} has {} lines", text.lines().count());
        }
    }
    assert!(seen > 100, "only {seen} files were seen");
}

/// The colours in a line: in hex, or by a function, of which the numbers count.
fn colours(line: &str) -> Vec<String> {
    let hex = line.split('#').skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        let ends = rest[digits.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
        (matches!(digits.len(), 3 | 4 | 6 | 8) && ends).then(|| format!("#{}", digits.to_lowercase()))
    });
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    hex.chain(functions.iter().filter(|function| line.contains(*function)).map(ToString::to_string)).collect()
}

#[test]
fn colours_stand_in_one_file() {
    for (file, text) in files("extension/styles", &["css"]) {
        assert_eq!(text.lines().any(|line| !colours(line).is_empty()), file.ends_with("tokens.css"), "{file}");
    }
    for (file, text) in files("src", &["rs"]).into_iter().chain(files("extension", &["html"])) {
        assert_eq!(text.lines().flat_map(colours).collect::<Vec<_>>(), [] as [String; 0], "{file}");
    }
}

#[test]
fn where_no_stylesheet_reaches_the_colours_are_those_of_the_stylesheets() {
    // The launcher and the edge in a call page, the badge, and the icon.
    let out_of_reach = ["extension/content/parts.js", "extension/background/plan.js", "extension/icons/icon.svg"];
    let tokens: Vec<_> = include_str!("../extension/styles/tokens.css").lines().flat_map(colours).collect();
    for (file, text) in files("extension", &["js", "svg"]) {
        let used: Vec<_> = text.lines().flat_map(colours).collect();
        assert_eq!(!used.is_empty(), out_of_reach.contains(&file.as_str()), "{file}: {used:?}");
        let other: Vec<_> = used.iter().filter(|colour| !tokens.contains(colour)).collect();
        assert!(other.is_empty(), "{file}: {other:?}");
    }
}

#[test]
fn nothing_is_left_behind() {
    // Put together here, so that this file does not find itself.
    let words = [["TO", "DO"], ["FIX", "ME"], ["to", "do!("], ["unimple", "mented!("], ["db", "g!("], ["#[ig", "nore"]];
    let words: Vec<_> = words.iter().map(|halves| halves.concat()).collect();
    for folder in ["src", "modules", "tests", "xtask/src", "extension"] {
        for (file, text) in files(folder, &["rs", "mjs", "js", "css", "html"]) {
            // What calendars call a task.
            let text = text.replace(&["VTO", "DO"].concat(), "");
            for word in &words {
                assert!(!text.contains(word.as_str()), "{file} holds {word}");
            }
        }
    }
}
