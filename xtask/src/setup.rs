//! What a fresh machine with Rust and Node still lacks, installed; and where that is not for us, said in one line.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{
    manifests,
    project::{Project, WASM_TARGET, cargo},
};

/// The oldest Node that the tests run on: its test runner is part of it.
const NODE_AT_LEAST: u32 = 20;

/// Chromium first: it is the one that Debian has, and that loads an extension without being asked twice.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/// All that any task needs.
pub fn everything(project: &Project) -> Result<()> {
    wasm_target(project)?;
    formatter_and_linter(project)?;
    node_packages(project)?;
    println!("Everything is there. The browser: {}", browser(project)?.display());
    println!("The relay's server: {}", relay_server(project)?.display());
    Ok(())
}

/// The standard library for WebAssembly.
pub fn wasm_target(project: &Project) -> Result<()> {
    let sh = project.shell()?;
    let library = cmd!(sh, "rustc --print target-libdir --target {WASM_TARGET}").quiet().read()?;
    if Path::new(&library).exists() {
        return Ok(());
    }
    ensure!(
        on_path("rustup").is_some(),
        "Rust's library for {WASM_TARGET} is missing, and so is rustup: install rustup, or on Debian libstd-rust-dev-wasm32"
    );
    cmd!(sh, "rustup target add {WASM_TARGET}").run().context("rustup cannot add the WebAssembly target")
}

/// `cargo fmt` and `cargo clippy`.
pub fn formatter_and_linter(project: &Project) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if cmd!(sh, "{cargo} {command} --version").quiet().ignore_stdout().ignore_stderr().run().is_ok() {
            continue;
        }
        ensure!(
            on_path("rustup").is_some(),
            "`cargo {command}` is missing, and so is rustup: install rustup, or your system's package {component}"
        );
        cmd!(sh, "rustup component add {component}").run().with_context(|| format!("rustup cannot add {component}"))?;
    }
    Ok(())
}

/// The npm packages that `package-lock.json` names, just as it names them.
pub fn node_packages(project: &Project) -> Result<()> {
    let sh = project.shell()?;
    refuse_an_old_node(&sh)?;
    // npm writes its own copy of the lock file last, so it also tells a run that was broken off.
    let installed = modified(&project.root.join("node_modules/.package-lock.json"));
    let wanted = modified(&project.root.join("package-lock.json")).context("package-lock.json is missing")?;
    if installed.is_some_and(|installed| installed >= wanted) {
        return Ok(());
    }
    cmd!(sh, "npm ci --no-audit --no-fund").run().context("npm cannot install the packages")
}

/// Finds NATS's server, or installs it where apt can.
pub fn relay_server(project: &Project) -> Result<PathBuf> {
    found_or_from_apt(project, "nats-server", "NATS_SERVER", &["debian", "ubuntu"], find_relay_server)
}

/// Finds a Firefox that takes the extension, or installs it where apt can.
pub fn firefox(project: &Project) -> Result<PathBuf> {
    let sh = project.shell()?;
    let manifest = manifests::firefox(project, &manifests::chrome(project)?)?;
    let at_least = manifest.pointer("/browser_specific_settings/gecko/strict_min_version").and_then(Value::as_str);
    let at_least = at_least.and_then(major).context("the manifest does not say which Firefox it is for")?;
    let is_new_enough = |program: &PathBuf| {
        let version = cmd!(sh, "{program} --version").quiet().ignore_stderr().read().unwrap_or_default();
        version.split_whitespace().find_map(major).is_some_and(|major| major >= at_least)
    };
    let find = || match env::var_os("FIREFOX") {
        Some(chosen) => Some(PathBuf::from(chosen)),
        None => ["firefox", "firefox-esr"].into_iter().filter_map(on_path).find(is_new_enough),
    };
    // Ubuntu's is a snap, which sees neither the checkout nor a profile in the folder for temporary files.
    found_or_from_apt(project, "firefox-esr", "FIREFOX", &["debian"], find)
}

fn found_or_from_apt(
    project: &Project,
    package: &str,
    variable: &str,
    systems: &[&str],
    find: impl Fn() -> Option<PathBuf>,
) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let sh = project.shell()?;
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let has_apt = systems.iter().any(|system| release.lines().any(|line| line == format!("ID={system}")));
    ensure!(has_apt, "There is no {package}, or too old a one: install it, or set {variable} to where it is");
    ensure!(
        cmd!(sh, "id --user").quiet().read()? == "0",
        "There is no {package}, or too old a one: run `sudo apt-get install {package}`, then this again"
    );
    sh.set_var("DEBIAN_FRONTEND", "noninteractive");
    cmd!(sh, "apt-get update").run().context("apt-get cannot read its lists")?;
    cmd!(sh, "apt-get install -y --no-install-recommends {package}")
        .run()
        .with_context(|| format!("apt-get cannot install {package}"))?;
    find().with_context(|| format!("{package} was installed, but is not on the PATH"))
}

fn find_relay_server() -> Option<PathBuf> {
    // Debian puts it where only root looks.
    let beside = Path::new("/usr/sbin/nats-server");
    env::var_os("NATS_SERVER")
        .map(PathBuf::from)
        .or_else(|| on_path("nats-server"))
        .or_else(|| beside.is_file().then(|| beside.to_owned()))
}

/// Finds a browser of Chromium's family, or installs one where apt can.
pub fn browser(project: &Project) -> Result<PathBuf> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    let sh = project.shell()?;
    refuse_where_apt_cannot(&sh)?;
    sh.set_var("DEBIAN_FRONTEND", "noninteractive");
    cmd!(sh, "apt-get update").run().context("apt-get cannot read its lists")?;
    cmd!(sh, "apt-get install -y chromium").run().context("apt-get cannot install Chromium")?;
    find_browser().context("Chromium was installed, but is not on the PATH")
}

fn find_browser() -> Option<PathBuf> {
    env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
}

fn refuse_where_apt_cannot(sh: &Shell) -> Result<()> {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if system.lines().any(|line| line == "ID=ubuntu") {
        bail!(
            "There is no browser, and Ubuntu's own Chromium is a snap: install Google Chrome, or set CHROMIUM to a Chromium"
        );
    }
    if !system.lines().any(|line| line == "ID=debian") {
        bail!("There is no browser: install Chromium, Chrome or Edge, or set CHROMIUM to where it is");
    }
    if cmd!(sh, "id --user").quiet().read()? != "0" {
        bail!("There is no browser: run `sudo apt-get install chromium`, then this again");
    }
    Ok(())
}

fn refuse_an_old_node(sh: &Shell) -> Result<()> {
    let version = cmd!(sh, "node --version").quiet().read().context("Node is missing: install Node 20 or newer")?;
    ensure!(
        major(version.trim_start_matches('v')).is_some_and(|major| major >= NODE_AT_LEAST),
        "Node is {version}: install Node {NODE_AT_LEAST} or newer"
    );
    Ok(())
}

/// The first number of a version.
fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    // A snap sees neither the checkout nor a profile in the folder for temporary files.
    let folders = env::split_paths(&path).filter(|folder| !folder.starts_with("/snap"));
    folders.map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
