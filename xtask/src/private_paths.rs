//! Whose machine built the extension is nobody's business: its paths are mapped away, and looked for afterwards.
//!
//! It also makes two builds of one commit equal, wherever they were made.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;
use xshell::{Shell, cmd};

use crate::project::Project;

/// The flags for rustc, in the form of `CARGO_ENCODED_RUSTFLAGS`.
///
/// They are the same at each run on a machine, so cargo has no reason to build anything again.
pub fn remapping_flags(project: &Project, sh: &Shell) -> Result<String> {
    let mut remappings = machine_folders(project, sh)?;
    let source = rust_source(sh)?;
    remappings.push(source);
    // Of two that fit, rustc takes the last: so the longest comes last.
    remappings.sort_by_key(|(folder, _)| folder.as_os_str().len());
    let flags = remappings.iter().map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    Ok(flags.collect::<Vec<_>>().join("\x1f"))
}

/// Fails if any file under `dist` names a folder of this machine.
pub fn refuse_in(project: &Project, dist: &Path) -> Result<()> {
    let folders = machine_folders(project, &project.shell()?)?;
    for entry in WalkDir::new(dist).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path())?;
            if let Some(folder) = named_in(&bytes, folders.iter().map(|(folder, _)| folder.as_path())) {
                bail!(
                    "{} holds the path {}: map it away in private_paths.rs",
                    entry.path().display(),
                    folder.display()
                );
            }
        }
    }
    Ok(())
}

/// Folders that tell this machine from another, each with the name that stands for it.
fn machine_folders(project: &Project, sh: &Shell) -> Result<Vec<(PathBuf, String)>> {
    let home = env::home_dir().context("there is no home folder: set HOME")?;
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sysroot = PathBuf::from(cmd!(sh, "rustc --print sysroot").quiet().read()?);
    let mut folders = vec![
        (project.root.clone(), "/duologue".to_owned()),
        (project.target.clone(), "/target".to_owned()),
        (sysroot, "/rust".to_owned()),
    ];
    // Each registry has a folder named after its host, which is the machine's setting as well.
    for registry in fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten() {
        folders.push((registry?.path(), "/crates".to_owned()));
    }
    folders.push((cargo_home, "/cargo".to_owned()));
    folders.push((home, "/home".to_owned()));
    // A container may have its home at `/`, which every path begins with.
    folders.retain(|(folder, _)| folder.components().count() > 1);
    Ok(folders)
}

/// Where the standard library's source is if it is installed, and what rustc calls it if not.
fn rust_source(sh: &Shell) -> Result<(PathBuf, String)> {
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    let about = cmd!(sh, "rustc --version --verbose").quiet().read()?;
    let commit = about.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    Ok((Path::new(&sysroot).join("lib/rustlib/src/rust"), format!("/rustc/{commit}")))
}

fn named_in<'a>(bytes: &[u8], mut folders: impl Iterator<Item = &'a Path>) -> Option<&'a Path> {
    folders.find(|folder| {
        // With what follows it, for `/root` alone is also a part of other words.
        let sought = folder.join("").into_os_string().into_encoded_bytes();
        bytes.windows(sought.len()).any(|window| window == sought)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_the_machine_is_found_between_other_bytes() {
        let home = Path::new("/home/ada");
        assert_eq!(named_in(b"\0panicked at /home/ada/src/lib.rs\0", [home].into_iter()), Some(home));
        assert_eq!(named_in(b"/home/adam/src and /crates/yrs", [home].into_iter()), None);
    }

    #[test]
    fn the_most_exact_remapping_comes_last() {
        let project = Project::find().unwrap();
        let flags = remapping_flags(&project, &project.shell().unwrap()).unwrap();
        let from = flags.split('\x1f').map(|flag| flag.rsplit_once('=').unwrap().0.len()).collect::<Vec<_>>();
        assert!(from.is_sorted(), "{flags}");
        assert!(from.len() >= 4, "{flags}");
    }
}
