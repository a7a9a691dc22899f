//! The WebAssembly module and its JavaScript glue, from the package's library.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;
use xshell::cmd;

use crate::{
    build_extension::empty,
    private_paths,
    project::{Project, WASM_TARGET, cargo},
    wasm_opt,
};

/// An export that Leptos leaves for a tool that splits modules, which is not used here. It ends in a hash of the folder
/// that cargo keeps its packages in, and so would tell one machine from another.
const SPLIT_MARK: &str = "_WASM_SPLIT_MARKER_";

/// Builds `duologue.js` and `duologue_bg.wasm`, and returns the folder that holds only them.
pub fn build(project: &Project, dev: bool) -> Result<PathBuf> {
    let profile = if dev { "dev-wasm" } else { "release" };
    compile(project, profile)?;
    let compiled = project.target.join(WASM_TARGET).join(profile).join("duologue.wasm");
    let glued = project.cache().join("glued").join(profile);
    glue(&compiled, &glued, dev)?;
    if !dev {
        let rustc_output = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
        let features = wasm_opt::features(&rustc_output)?;
        wasm_opt::shrink(project, &glued.join("duologue_bg.wasm"), &features)?;
    }
    Ok(glued)
}

fn compile(project: &Project, profile: &str) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    // Set whole, so that nothing in the user's environment changes what is shipped.
    // Leptos then puts views behind one type instead of compiling each tree of them anew: 40 KB less, gzipped.
    let flags = format!("--cfg=erase_components\x1f{}", private_paths::remapping_flags(project, &sh)?);
    sh.set_var("CARGO_ENCODED_RUSTFLAGS", flags);
    cmd!(sh, "{cargo} build --package duologue --lib --target {WASM_TARGET} --profile {profile} --locked")
        .run()
        .context("the extension's Rust does not build; what rustc says stands above")
}

fn glue(compiled: &Path, folder: &Path, dev: bool) -> Result<()> {
    empty(folder)?;
    let mut output = Bindgen::new()
        .input_path(compiled)
        .web(true)?
        // `page.js` says where the module is, and can so ask for it early.
        .omit_default_module_path(true)
        .typescript(false)
        .demangle(dev)
        .remove_name_section(!dev)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen cannot make the glue")?;
    let exports = &mut output.wasm_mut().exports;
    let marks: Vec<_> =
        exports.iter().filter(|export| export.name.starts_with(SPLIT_MARK)).map(|mark| mark.id()).collect();
    marks.into_iter().for_each(|mark| exports.delete(mark));
    output.emit(folder).with_context(|| format!("cannot write into {}", folder.display()))
}
