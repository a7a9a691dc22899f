//! `cargo xtask demo`: the extension in a real browser, on a call that is played on this machine.

use std::{env, path::absolute};

use anyhow::{Context as _, Result, ensure};
use xshell::cmd;

use crate::{build_extension, flags::Demo, project::Project, setup, wasm::Kind};

/// Builds, then leaves the rest to `tests/e2e/demo.mjs`, which shares its stand-in call with the tests.
pub fn run(project: &Project, flags: Demo) -> Result<()> {
    ensure!(
        flags.shots.is_some() || has_display(),
        "There is no display to open a window on: try `cargo xtask demo --shots DIR` for pictures"
    );
    let browser = setup::browser(project)?;
    build_extension::set_up_and_build(project, Kind::of_flag(flags.dev))?;

    let shots = flags.shots.map(absolute).transpose().context("there is no such folder for the pictures")?;
    let pictures = shots.iter().flat_map(|folder| ["--shots".as_ref(), folder.as_os_str()]);
    let sh = project.shell()?;
    sh.set_var("CHROMIUM", browser);
    cmd!(sh, "node tests/e2e/demo.mjs {pictures...}").run().context("the demo broke off")
}

/// Only Linux can be without one and say so.
fn has_display() -> bool {
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some())
}
