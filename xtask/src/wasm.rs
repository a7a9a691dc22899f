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

/// What a module is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To be shipped.
    Release,
    /// To try a change: quick to build, and as large as it comes.
    Dev,
    /// To hold the ports of a browser against their contract. Otherwise the release, so that its dependencies serve both.
    Contract,
}

impl Kind {
    /// As `--dev` says.
    pub fn of_flag(dev: bool) -> Self {
        if dev { Self::Dev } else { Self::Release }
    }

    fn profile(self) -> &'static str {
        if self == Self::Dev { "dev-wasm" } else { "release" }
    }

    fn name(self) -> &'static str {
        if self == Self::Contract { "contract" } else { self.profile() }
    }
}

/// Builds `duologue.js` and `duologue_bg.wasm`, and returns the folder that holds only them.
pub fn build(project: &Project, kind: Kind) -> Result<PathBuf> {
    compile(project, kind)?;
    let compiled = project.target.join(WASM_TARGET).join(kind.profile()).join("duologue.wasm");
    let glued = project.cache().join("glued").join(kind.name());
    glue(&compiled, &glued, kind != Kind::Release)?;
    if kind == Kind::Release {
        let rustc_output = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
        let features = wasm_opt::features(&rustc_output)?;
        wasm_opt::shrink(project, &glued.join("duologue_bg.wasm"), &features)?;
    }
    Ok(glued)
}

fn compile(project: &Project, kind: Kind) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    // Set whole, so that nothing in the user's environment changes what is shipped.
    // Leptos then puts views behind one type instead of compiling each tree of them anew: 40 KB less, gzipped.
    let flags = format!("--cfg=erase_components\x1f{}", private_paths::remapping_flags(project, &sh)?);
    sh.set_var("CARGO_ENCODED_RUSTFLAGS", flags);
    let profile = kind.profile();
    let features: &[&str] = if kind == Kind::Contract { &["--features", "contract"] } else { &[] };
    cmd!(sh, "{cargo} build --package duologue --lib --target {WASM_TARGET} --profile {profile} --locked {features...}")
        .run()
        .context("the extension's Rust does not build; what rustc says stands above")
}

fn glue(compiled: &Path, folder: &Path, with_names: bool) -> Result<()> {
    empty(folder)?;
    let mut output = Bindgen::new()
        .input_path(compiled)
        .web(true)?
        // `page.js` says where the module is, and can so ask for it early.
        .omit_default_module_path(true)
        .typescript(false)
        .demangle(with_names)
        .remove_name_section(!with_names)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen cannot make the glue")?;
    let exports = &mut output.wasm_mut().exports;
    let marks: Vec<_> =
        exports.iter().filter(|export| export.name.starts_with(SPLIT_MARK)).map(|mark| mark.id()).collect();
    marks.into_iter().for_each(|mark| exports.delete(mark));
    output.emit(folder).with_context(|| format!("cannot write into {}", folder.display()))
}
