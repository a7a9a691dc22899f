//! In a page of somebody else's, what cannot be taken back acts on the second click: no such button is a plain one.

use std::fs;
use std::path::{Path, PathBuf};

/// What such buttons say, by its key, and how many lines in what a docked page can show make one.
const SAID: [(&str, usize); 4] = [("drop", 2), ("not-a-one-to-one", 2), ("not-for-us", 1), ("skip", 2)];

#[test]
fn no_button_of_the_docked_page_that_cannot_be_taken_back_acts_on_one_click() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let mut files = files_in(&root.join("parts"));
    files.extend([root.join("pages/sidebar.rs"), root.join("pages/sidebar_place.rs")]);
    let code: Vec<_> = files.into_iter().map(|path| fs::read_to_string(path).expect("a text file of ours")).collect();
    for (key, count) in SAID {
        let said = format!("t(\"{key}\")");
        let made = |line: &&str| line.contains(&said) && line.contains("button(");
        let buttons: Vec<_> = code.iter().flat_map(|text| text.lines()).filter(made).collect();
        let (sure, plain): (Vec<_>, Vec<_>) = buttons.into_iter().partition(|line| line.contains("sure_"));
        assert_eq!((sure.len(), plain), (count, Vec::new()), "{key}");
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of ours").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}
