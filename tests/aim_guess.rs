//! How well the aim of a typed point is guessed: measured on titles of our own making, half of which were kept out of
//! tuning. The table stands in the docs; this test holds it to the truth.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use duologue::domain::Aim;
use duologue::questions::{Lessons, guess};
use serde::Deserialize;

use support::table::holds_the_table;

#[derive(Deserialize)]
struct Labelled {
    title: String,
    aim: Option<Aim>,
}

/// How often an aim was guessed rightly, guessed, and meant.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    guessed: usize,
    meant: usize,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn titles(half: &str, language: &str) -> Vec<Labelled> {
    let file = root().join(format!("tests/fixtures/titles/{half}.{language}.json"));
    let text = fs::read_to_string(&file).expect("a set of ours");
    serde_json::from_str(&text).expect("a set of ours")
}

fn all(half: &str) -> Vec<Labelled> {
    ["en", "de", "es", "fr"].into_iter().flat_map(|language| titles(half, language)).collect()
}

fn guessed(title: &str) -> Option<Aim> {
    guess(title, &Lessons::default()).map(|guess| guess.aim)
}

fn measure(titles: &[Labelled]) -> BTreeMap<Option<Aim>, Counts> {
    let mut counts: BTreeMap<Option<Aim>, Counts> = BTreeMap::new();
    for Labelled { title, aim } in titles {
        let guess = guessed(title);
        counts.entry(*aim).or_default().meant += 1;
        counts.entry(guess).or_default().guessed += 1;
        counts.entry(*aim).or_default().right += usize::from(guess == *aim);
    }
    counts
}

fn percent(part: usize, all: usize) -> String {
    if all == 0 { "–".into() } else { format!("{} %", (part * 200 + all) / (all * 2)) }
}

fn table() -> String {
    let [tuning, held_out] = ["tuning", "held-out"].map(|half| measure(&all(half)));
    let mut text = String::from(
        "| aim | titles | precision | recall | precision, tuning half | recall, tuning half |\n|---|---|---|---|---|---|\n",
    );
    for (aim, unseen) in &held_out {
        let name = aim.map_or("none", Aim::name);
        let seen = tuning[aim];
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} |",
            unseen.meant,
            percent(unseen.right, unseen.guessed),
            percent(unseen.right, unseen.meant),
            percent(seen.right, seen.guessed),
            percent(seen.right, seen.meant),
        );
    }
    for language in ["en", "de", "es", "fr"] {
        let [tuning, held_out] = ["tuning", "held-out"].map(|half| right_of_all(&titles(half, language)));
        let _ = writeln!(text, "\nRight of all, {language}: {held_out} held out, {tuning} tuning.");
    }
    text
}

fn right_of_all(titles: &[Labelled]) -> String {
    percent(titles.iter().filter(|one| guessed(&one.title) == one.aim).count(), titles.len())
}

#[test]
fn the_sets_are_large_whole_and_apart() {
    let [tuning, held_out] = ["tuning", "held-out"].map(all);
    assert!(tuning.len() + held_out.len() >= 400, "{} and {}", tuning.len(), held_out.len());
    assert!(held_out.len() * 2 + 8 >= tuning.len() + held_out.len(), "half of them are kept out of tuning");
    assert!(held_out.iter().all(|one| tuning.iter().all(|other| other.title != one.title)));
    for (aim, counts) in measure(&held_out) {
        assert!(counts.meant >= 20, "only {} titles for {aim:?}", counts.meant);
    }
}

#[test]
fn the_table_in_the_docs_is_what_is_measured() {
    holds_the_table("aims: measured by tests/aim_guess.rs", &table());
}
