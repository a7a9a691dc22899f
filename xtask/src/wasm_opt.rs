//! Binaryen's `wasm-opt` over the finished module, with the features that rustc used and not one more.
//!
//! More features than that, as with `--all-features`, and it writes modules that browsers refuse.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use wasmparser::{BinaryReader, Parser, Payload};
use xshell::{Shell, cmd};

use crate::project::Project;

/// Reads which features a module that rustc wrote makes use of, from the section where it says so.
pub fn features(module: &[u8]) -> Result<Vec<String>> {
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CustomSection(section) = payload.context("rustc's module is not WebAssembly")?
            && section.name() == "target_features"
        {
            return feature_names(section.data(), section.data_offset())
                .context("rustc's module lists its features in a form of its own");
        }
    }
    bail!("rustc's module does not list its features: is `strip` in the profile more than \"debuginfo\"?")
}

/// Makes the module at `path` smaller, in place.
///
/// That takes most of a build's time, so the result is kept beside the input that led to it.
pub fn shrink(project: &Project, path: &Path, features: &[String]) -> Result<()> {
    let input = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let sh = project.shell()?;
    let tool = project.root.join("node_modules/.bin/wasm-opt");
    let version = cmd!(sh, "{tool} --version").quiet().read().context("no wasm-opt: run `npm ci`")?;
    let flags = flags(features);

    let kept = Kept::of(&project.cache().join("wasm-opt"), format!("{version}\n{}", flags.join(" ")))?;
    if !kept.has_output_for(&input) {
        let output = &kept.output;
        cmd!(sh, "{tool} {path} {flags...} --output {output}").run().context("wasm-opt refuses the module")?;
        refuse_if_it_does_not_compile(&sh, output)?;
        kept.remember(&input)?;
    }
    fs::copy(&kept.output, path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// As small as it gets, but for one habit: to move a function of any size into its only caller. The giants that come
/// of it have hundreds of locals, and weigh a fiftieth less raw but a fifth more gzipped (516 to 613 KB, measured).
const SETTINGS: [&str; 3] = ["-Oz", "--one-caller-inline-max-function-size=20", "--mvp-features"];

/// A count, then for each feature one byte (`+` for "used") and a name: WebAssembly's tool conventions.
fn feature_names(section: &[u8], offset: usize) -> wasmparser::Result<Vec<String>> {
    let mut reader = BinaryReader::new(section, offset);
    let mut names = Vec::new();
    for _ in 0..reader.read_var_u32()? {
        let used = reader.read_u8()? == b'+';
        let name = reader.read_string()?;
        if used {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn flags(features: &[String]) -> Vec<String> {
    let enabled = features.iter().map(|feature| format!("--enable-{}", binaryen_name(feature)));
    SETTINGS.map(str::to_owned).into_iter().chain(enabled).collect()
}

/// LLVM and Binaryen agree on most names.
fn binaryen_name(feature: &str) -> &str {
    match feature {
        "atomics" => "threads",
        "nontrapping-fptoint" => "nontrapping-float-to-int",
        "simd128" => "simd",
        same => same,
    }
}

fn refuse_if_it_does_not_compile(sh: &Shell, module: &Path) -> Result<()> {
    let script = "new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1]))";
    cmd!(sh, "node --eval {script} {module}").quiet().run().context("wasm-opt wrote a module that V8 refuses")
}

/// The last run of wasm-opt: what went in, with what settings, and what came out.
struct Kept {
    input: PathBuf,
    settings_file: PathBuf,
    output: PathBuf,
    settings: String,
}

impl Kept {
    fn of(folder: &Path, settings: String) -> Result<Kept> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let [input, settings_file, output] = ["input.wasm", "settings", "output.wasm"].map(|name| folder.join(name));
        Ok(Kept { input, settings_file, output, settings })
    }

    fn has_output_for(&self, input: &[u8]) -> bool {
        let same_input = fs::read(&self.input).is_ok_and(|kept| kept == input);
        let same_settings = fs::read_to_string(&self.settings_file).is_ok_and(|kept| kept == self.settings);
        same_input && same_settings && self.output.exists()
    }

    /// Only once the output is whole: a run that was broken off leaves nothing to be taken for it.
    fn remember(&self, input: &[u8]) -> Result<()> {
        fs::write(&self.settings_file, &self.settings)?;
        fs::write(&self.input, input).with_context(|| format!("cannot write {}", self.input.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty module with one custom section, as rustc's linker would write it.
    fn module_with(name: &str, content: &[u8]) -> Vec<u8> {
        let size = u8::try_from(1 + name.len() + content.len()).unwrap();
        let header = [b"\0asm\x01\0\0\0".as_slice(), &[0, size, u8::try_from(name.len()).unwrap()]].concat();
        [&header, name.as_bytes(), content].concat()
    }

    #[test]
    fn the_features_in_use_are_read_and_the_others_left_out() {
        let content = b"\x03+\x08sign-ext-\x07atomics+\x0bbulk-memory";
        assert_eq!(features(&module_with("target_features", content)).unwrap(), ["sign-ext", "bulk-memory"]);
    }

    #[test]
    fn a_module_that_lists_no_features_is_refused_with_the_reason() {
        let refusal = features(&module_with("name", b"")).unwrap_err().to_string();
        assert!(refusal.contains("strip"), "{refusal}");
    }

    #[test]
    fn a_list_that_breaks_off_is_refused() {
        assert!(features(&module_with("target_features", b"\x02+\x08sign-ext")).is_err());
    }

    #[test]
    fn features_are_enabled_one_by_one_under_binaryens_names() {
        let used = ["nontrapping-fptoint", "mutable-globals"].map(str::to_owned);
        let flags = flags(&used);
        let (settings, enabled) = flags.split_at(SETTINGS.len());
        assert_eq!(settings, SETTINGS);
        assert_eq!(enabled, ["--enable-nontrapping-float-to-int", "--enable-mutable-globals"]);
    }
}
