//! Where things are: the folders of the checkout, and the version that it is at.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

/// The triple that the extension's Rust is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The checkout that the task works on.
pub struct Project {
    /// The top folder of the checkout, absolute.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the user has put it.
    pub target: PathBuf,
    /// The version in Cargo.toml.
    pub version: String,
}

impl Project {
    /// Asks cargo, which knows of every setting that moves the target folder.
    pub fn find() -> Result<Project> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask stands in no folder")?.to_owned();
        let sh = shell_in(&root)?;
        let cargo = cargo();
        let metadata = cmd!(sh, "{cargo} metadata --no-deps --format-version 1").quiet().read()?;
        let metadata: Value = serde_json::from_str(&metadata).context("cannot read what `cargo metadata` says")?;
        let target = metadata["target_directory"].as_str().context("`cargo metadata` names no target folder")?;
        let version = version_of(&metadata, "duologue").context("`cargo metadata` names no package `duologue`")?;
        Ok(Project { root, target: PathBuf::from(target), version })
    }

    /// A shell that stands at the top of the checkout.
    pub fn shell(&self) -> Result<Shell> {
        shell_in(&self.root)
    }

    /// The finished extension for one browser.
    pub fn dist(&self, browser: &str) -> PathBuf {
        self.root.join("dist").join(browser)
    }

    /// Where the tasks keep what they made, so that the next run need not make it again.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

/// The cargo that started this task, so that every step uses one toolchain.
pub fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn shell_in(folder: &Path) -> Result<Shell> {
    let sh = Shell::new().context("the current folder is gone: change into the checkout")?;
    sh.change_dir(folder);
    Ok(sh)
}

fn version_of(metadata: &Value, package: &str) -> Option<String> {
    let packages = metadata["packages"].as_array()?;
    let found = packages.iter().find(|candidate| candidate["name"] == package)?;
    found["version"].as_str().map(str::to_owned)
}
