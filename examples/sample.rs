//! Writes the generated sample to a file, for `cargo xtask sample`: a backup, or the raw entries of a store.

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::{env, fs, process};

use chrono::NaiveDate;
use duologue::ports::Value;
use support::sample::{Plan, backup, entries};

const WEEKS_OF_A_YEAR: u32 = 52;

fn main() {
    let asked: Vec<_> = env::args().skip(1).collect();
    if let Err(wrong) = write(&asked) {
        eprintln!("{wrong}");
        process::exit(1);
    }
}

/// `years people until seed form file`, as `cargo xtask sample` says them; an empty one is as usual.
fn write(asked: &[String]) -> Result<(), String> {
    let [years, people, until, seed, form, file] = asked else {
        return Err("use `cargo xtask sample`, which knows what is to be said here".into());
    };
    let usual = Plan::ten_years();
    let until = if until.is_empty() { Some(usual.until) } else { until.parse::<NaiveDate>().ok() };
    let plan = Plan {
        people: number(people, usual.people)?,
        meetings: number(years, 10)? * WEEKS_OF_A_YEAR,
        until: until.ok_or("the last day is to be told as 2026-11-22")?,
        seed: u64::from(number(seed, 1)?),
    };
    let text = if form == "entries" { raw(plan)? } else { backup(plan) };
    fs::write(file, &text).map_err(|error| format!("cannot write {file}: {error}"))?;
    println!("{file}: {} people, {} meetings each, {} MB", plan.people, plan.meetings, text.len() / 1_000_000);
    Ok(())
}

fn number(text: &str, usual: u32) -> Result<u32, String> {
    if text.is_empty() { Ok(usual) } else { text.parse().map_err(|_| format!("{text} is no number")) }
}

/// As `chrome.storage.local.set` takes them.
fn raw(plan: Plan) -> Result<String, String> {
    let texts: BTreeMap<_, _> =
        entries(plan).into_iter().map(|(key, Value::Text(value) | Value::Json(value))| (key, value)).collect();
    serde_json::to_string(&texts).map_err(|error| error.to_string())
}
