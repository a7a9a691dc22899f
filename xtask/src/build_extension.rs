//! `cargo xtask build`: from the sources to two folders that a browser loads.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    content_script, fingerprint, icons, manifests, pages, private_paths,
    project::Project,
    relay_page, setup, size,
    wasm::{self, Kind, Module},
};

/// Installs what a build needs, then builds.
pub fn set_up_and_build(project: &Project, kind: Kind) -> Result<()> {
    setup::wasm_target(project)?;
    setup::node_packages(project)?;
    build(project, kind)
}

/// Makes `dist/contract-chrome` and `dist/contract-firefox`, which tests load to hold the ports of a browser against their
/// contract. The modules that are shipped are compiled with it, side by side.
pub fn build_contract(project: &Project) -> Result<()> {
    setup::wasm_target(project)?;
    let chrome = manifests::chrome(project)?;
    let firefox = manifests::firefox(project, &chrome)?;
    wasm::compile(project, Kind::Release, &Module::ALL)?;
    let module = wasm::finish(project, Kind::Release, &[Module::Contract], "contract")?;
    let shared = content_script::shared_with_the_background(&firefox);
    assemble(project, "contract-chrome", chrome, &shared, &module)?;
    assemble(project, "contract-firefox", firefox, &shared, &module)
}

/// Makes `dist/chrome` and `dist/firefox`, and says what each file weighs.
///
/// [`Kind::Dev`] builds quickly and leaves the module as large as it comes.
pub fn build(project: &Project, kind: Kind) -> Result<()> {
    let chrome = manifests::chrome(project)?;
    let firefox = manifests::firefox(project, &chrome)?;
    wasm::compile(project, kind, &Module::SHIPPED)?;
    let module = wasm::finish(project, kind, &Module::SHIPPED, "shipped")?;
    let shared = content_script::shared_with_the_background(&firefox);
    assemble(project, "chrome", chrome, &shared, &module)?;
    assemble(project, "firefox", firefox, &shared, &module)?;
    size::report(&project.dist("chrome"))
}

fn assemble(project: &Project, browser: &str, mut manifest: Value, shared: &[String], module: &Path) -> Result<()> {
    let dist = project.dist(browser);
    empty(&dist)?;
    pages::copy(&project.root.join("extension"), &dist)?;
    pages::copy(module, &dist)?;
    relay_page::bundle(project, &dist)?;
    content_script::bundle(project, &mut manifest, shared, &dist)?;
    icons::render(&project.root, &manifest, &dist)?;
    manifests::write(&manifest, &dist)?;
    private_paths::refuse_in(project, &dist)?;
    fingerprint::write(&dist)
}

/// Leaves the folder there and empty, so that nothing of an earlier build is loaded or packed.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}
