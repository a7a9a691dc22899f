//! The WebAssembly modules and their JavaScript glue, from the package's library.

use std::{
    fs,
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
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

/// How a module is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To be shipped.
    Release,
    /// To try a change: quick to build, and as large as it comes.
    Dev,
}

impl Kind {
    /// As `--dev` says.
    pub fn of_flag(dev: bool) -> Self {
        if dev { Self::Dev } else { Self::Release }
    }

    fn profile(self) -> &'static str {
        if self == Self::Dev { "dev-wasm" } else { "release" }
    }
}

/// A module: one of the packages in `modules/`, which say what of the library goes into it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// For the sidebar, the popup, the closing question and the welcome.
    Call,
    /// For the dashboard.
    Dashboard,
    /// To hold the ports of a browser against their contract. Not shipped.
    Contract,
}

impl Module {
    pub const SHIPPED: [Self; 2] = [Self::Call, Self::Dashboard];
    pub const ALL: [Self; 3] = [Self::Call, Self::Dashboard, Self::Contract];

    /// Its files, as `extension/page.js` knows them: the glue, and the module.
    pub fn files(self) -> [String; 2] {
        [format!("{}.js", self.name()), format!("{}_bg.wasm", self.name())]
    }

    fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Dashboard => "dashboard",
            Self::Contract => "contract",
        }
    }
}

/// Compiles modules. Those that are named together share the work, side by side.
pub fn compile(project: &Project, kind: Kind, modules: &[Module]) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    // Set whole, so that nothing in the user's environment changes what is shipped.
    // Leptos then puts views behind one type instead of compiling each tree of them anew: 40 KB less, gzipped.
    let flags = format!("--cfg=erase_components\x1f{}", private_paths::remapping_flags(project, &sh)?);
    sh.set_var("CARGO_ENCODED_RUSTFLAGS", flags);
    let profile = kind.profile();
    let packages = modules.iter().flat_map(|module| ["--package".into(), format!("duologue-{}", module.name())]);
    cmd!(sh, "{cargo} build {packages...} --lib --target {WASM_TARGET} --profile {profile} --locked")
        .run()
        .context("the extension's Rust does not build; what rustc says stands above")
}

/// Gives compiled modules their glue, side by side, and returns the folder of this name that holds only them.
pub fn finish(project: &Project, kind: Kind, modules: &[Module], folder: &str) -> Result<PathBuf> {
    let glued = project.cache().join("glued").join(folder);
    empty(&glued)?;
    thread::scope(|scope| {
        let under_way: Vec<_> =
            modules.iter().map(|module| scope.spawn(|| finish_one(project, kind, *module, &glued))).collect();
        under_way.into_iter().try_for_each(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    Ok(glued)
}

fn finish_one(project: &Project, kind: Kind, module: Module, glued: &Path) -> Result<()> {
    let file = format!("duologue_{}.wasm", module.name());
    let compiled = project.target.join(WASM_TARGET).join(kind.profile()).join(file);
    let is_shipped = kind == Kind::Release && Module::SHIPPED.contains(&module);
    glue(&compiled, glued, module.name(), !is_shipped)?;
    if is_shipped {
        let rustc_output = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
        let features = wasm_opt::features(&rustc_output)?;
        let [_, file] = module.files();
        wasm_opt::shrink(project, &glued.join(file), &features)?;
    }
    Ok(())
}

fn glue(compiled: &Path, folder: &Path, name: &str, with_names: bool) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(name)
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
