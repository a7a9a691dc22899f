//! `cargo xtask test`: every check that the project has, the cheap ones first.

use std::{env, path::PathBuf};

use anyhow::{Context as _, Result, ensure};
use xshell::cmd;

use crate::{
    build_extension,
    flags::{Part, Test},
    project::{Project, WASM_TARGET, cargo},
    sample, setup,
    stages::Stages,
    wasm::Kind,
};

/// What the cases of property tests are drawn by. It is fixed, so that a run tells of the change that it was made for;
/// `cargo test` draws others each time, and what it finds is kept in `tests/*.proptest-regressions`.
const SEED: &str = "PROPTEST_RNG_SEED";

/// Runs what the flags ask for, and stops at the first stage that fails.
pub fn run(project: &Project, flags: Test) -> Result<()> {
    let mut stages = Stages::default();
    if flags.only != Some(Part::E2e) {
        stages = host(stages, flags.filter.clone());
    }
    if flags.only != Some(Part::Host) {
        stages = in_browsers(stages, flags.filter, flags.all_in_firefox);
    }
    stages.run(project)
}

fn host(stages: Stages, filter: Option<String>) -> Stages {
    stages
        .then("set up Rust", |project| {
            setup::wasm_target(project)?;
            setup::formatter_and_linter(project)
        })
        .then("formatting", |project| run_cargo(project, &["fmt", "--all", "--check"]))
        .then("lints", |project| {
            run_cargo(project, &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])
        })
        .then("lints for WebAssembly", |project| {
            let all_but_xtask = ["clippy", "--workspace", "--exclude", "xtask", "--lib", "--target", WASM_TARGET];
            run_cargo(project, &[all_but_xtask.as_slice(), &["--", "--deny", "warnings"]].concat())
        })
        .then("Rust tests", move |project| {
            let mut arguments = vec!["test", "--workspace"];
            arguments.extend(filter.iter().flat_map(|name| ["--", name]));
            let (sh, cargo) = (project.shell()?, cargo());
            let seed = env::var(SEED).unwrap_or_else(|_| "1".into());
            Ok(cmd!(sh, "{cargo} {arguments...}").env(SEED, seed).run()?)
        })
}

fn in_browsers(stages: Stages, filter: Option<String>, all_in_firefox: bool) -> Stages {
    let in_firefox = filter.clone();
    stages
        .then("set up Node, the browsers and the relay's server", |project| {
            setup::node_packages(project)?;
            setup::browser(project)?;
            setup::firefox(project)?;
            setup::relay_server(project).map(drop)
        })
        .then("builds of the contract", build_extension::build_contract)
        .then("build", |project| build_extension::set_up_and_build(project, Kind::Release))
        .then("types of the JavaScript", |project| {
            let sh = project.shell()?;
            Ok(cmd!(sh, "npm run --silent check").run()?)
        })
        .then("ten years of 1:1s", sample::write_ten_years)
        .then("tests in Chromium", move |project| {
            in_browser(project, "chromium", &end_to_end_tests(project)?, filter.as_deref())
        })
        .then("tests in Firefox", move |project| {
            let mut files = end_to_end_tests(project)?;
            if !all_in_firefox {
                leave_out(&mut files, &OF_OUR_PAGES_ALONE)?;
            }
            in_browser(project, "firefox", &files, in_firefox.as_deref())
        })
}

fn run_cargo(project: &Project, arguments: &[&str]) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    Ok(cmd!(sh, "{cargo} {arguments...}").run()?)
}

/// Files about our own pages alone, which take long in Firefox and have shown nothing there that was not so in Chromium,
/// and one that needs no browser. They run with `--all-in-firefox`; in every run they would bring it near an hour on two
/// cores.
const OF_OUR_PAGES_ALONE: [&str; 14] = [
    "data",
    "hand-over",
    "history",
    "insights",
    "odd-text",
    "off-the-record",
    "own-bank",
    "people-page",
    "questions",
    "record",
    "relay-failures",
    "search",
    "ten-years",
    "widths",
];

/// Runs files in one browser. One of the tests also starts the other.
fn in_browser(project: &Project, browser: &str, files: &[PathBuf], filter: Option<&str>) -> Result<()> {
    let sh = project.shell()?;
    sh.set_var("BROWSER", browser);
    sh.set_var("CHROMIUM", setup::browser(project)?);
    sh.set_var("FIREFOX", setup::firefox(project)?);
    sh.set_var("TEN_YEARS", sample::ten_years(project));
    sh.set_var("NATS_SERVER", setup::relay_server(project)?);
    let pattern = filter.map(|name| format!("--test-name-pattern={name}"));
    Ok(cmd!(sh, "node --test --test-reporter=spec --test-concurrency=2 {pattern...} {files...}").run()?)
}

fn end_to_end_tests(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.root.join("tests/e2e");
    let entries = project.shell()?.read_dir(&folder).context("there are no end-to-end tests")?;
    let files: Vec<_> = entries.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    ensure!(!files.is_empty(), "no file in {} ends in .test.mjs", folder.display());
    Ok(files)
}

/// Leaves out the files of these names, each of which has to be there.
fn leave_out(files: &mut Vec<PathBuf>, names: &[&str]) -> Result<()> {
    for name in names {
        let before = files.len();
        files.retain(|file| file.file_name().is_none_or(|it| *it != *format!("{name}.test.mjs")));
        ensure!(files.len() < before, "there is no end-to-end test {name}");
    }
    Ok(())
}
