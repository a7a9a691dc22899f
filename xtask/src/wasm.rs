//! The WebAssembly modules and their JavaScript glue, from the package's library.

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

/// A module. The library is built twice, so that what is opened in a call starts without the weight of the rest.
#[derive(Clone, Copy)]
pub enum Module {
    /// For the sidebar, the popup, the closing question and the welcome.
    Call,
    /// For the dashboard.
    Dashboard,
}

impl Module {
    pub const ALL: [Self; 2] = [Self::Call, Self::Dashboard];

    /// Its files, as `extension/page.js` knows them: the glue, and the module.
    pub fn files(self) -> [String; 2] {
        [format!("{}.js", self.name()), format!("{}_bg.wasm", self.name())]
    }

    fn name(self) -> &'static str {
        match self {
            Self::Call => "duologue",
            Self::Dashboard => "dashboard",
        }
    }

    fn features(self, kind: Kind) -> &'static [&'static str] {
        match (self, kind) {
            (_, Kind::Contract) => &["--no-default-features", "--features", "contract"],
            (Self::Call, Kind::Release) => &["--no-default-features"],
            // To try a change, one compilation does for both.
            (Self::Call, Kind::Dev) | (Self::Dashboard, _) => &[],
        }
    }
}

/// Builds the modules with their glue, and returns the folder that holds only them.
pub fn build(project: &Project, kind: Kind) -> Result<PathBuf> {
    let glued = project.cache().join("glued").join(kind.name());
    empty(&glued)?;
    // The contract is held against what all of them share.
    let modules = if kind == Kind::Contract { &Module::ALL[..1] } else { &Module::ALL[..] };
    for module in modules {
        compile(project, kind, module.features(kind))?;
        let compiled = project.target.join(WASM_TARGET).join(kind.profile()).join("duologue.wasm");
        glue(&compiled, &glued, module.name(), kind != Kind::Release)?;
        if kind == Kind::Release {
            let rustc_output = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
            let features = wasm_opt::features(&rustc_output)?;
            let [_, file] = module.files();
            wasm_opt::shrink(project, &glued.join(file), &features)?;
        }
    }
    Ok(glued)
}

fn compile(project: &Project, kind: Kind, features: &[&str]) -> Result<()> {
    let sh = project.shell()?;
    let cargo = cargo();
    // Set whole, so that nothing in the user's environment changes what is shipped.
    // Leptos then puts views behind one type instead of compiling each tree of them anew: 40 KB less, gzipped.
    let flags = format!("--cfg=erase_components\x1f{}", private_paths::remapping_flags(project, &sh)?);
    sh.set_var("CARGO_ENCODED_RUSTFLAGS", flags);
    let profile = kind.profile();
    cmd!(sh, "{cargo} build --package duologue --lib --target {WASM_TARGET} --profile {profile} --locked {features...}")
        .run()
        .context("the extension's Rust does not build; what rustc says stands above")
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
