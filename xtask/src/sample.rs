//! `cargo xtask sample`: years of 1:1s that nobody held, in a file, to look at and to measure with.

use std::{
    env::consts::EXE_SUFFIX,
    path::{PathBuf, absolute},
};

use anyhow::{Context as _, Result};
use xshell::cmd;

use crate::{
    flags::{Form, Sample},
    project::{Project, cargo},
};

/// Has `examples/sample.rs` write it, which shares the generator with the tests. Ten years take 40 seconds; what is
/// compiled for it, the tests have compiled already.
///
/// # Errors
/// If there is no such folder, or the example does not compile or cannot write.
pub fn write(project: &Project, flags: Sample) -> Result<()> {
    let file = absolute(flags.out.unwrap_or_else(|| "sample.json".into())).context("there is no such folder")?;
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let (years, people, seed) = (number(Some(flags.years)), number(flags.people), number(flags.seed));
    let until = flags.until.unwrap_or_default();
    let form = match flags.form.unwrap_or(Form::Backup) {
        Form::Backup => "backup",
        Form::Entries => "entries",
    };
    let (sh, cargo) = (project.shell()?, cargo());
    // With the whole workspace, as tests are: cargo would compile what they share with other features for this alone.
    cmd!(sh, "{cargo} build --quiet --workspace --example sample").run().context("the example does not compile")?;
    let sample = project.target.join("debug/examples").join(format!("sample{EXE_SUFFIX}"));
    cmd!(sh, "{sample} {years} {people} {until} {seed} {form} {file}").run().context("the sample was not written")
}

/// Where the tests in the browser find ten years with twenty people, as they are stored.
pub fn ten_years(project: &Project) -> PathBuf {
    project.target.join("ten-years.json")
}

/// Writes them there.
///
/// # Errors
/// As [`write`].
pub fn write_ten_years(project: &Project) -> Result<()> {
    let (years, out) = (10, Some(ten_years(project)));
    write(project, Sample { years, people: None, out, until: None, seed: None, form: Some(Form::Entries) })
}
