//! One hash over everything that the browser gets, so that a user can compare it with what the sources come to.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// Where the page reads it, and the one file that is not in it.
const FILE: &str = "build.json";

/// Writes the hash of a finished folder into it. By hand it is, in that folder:
/// `find . -type f ! -name build.json | LC_ALL=C sort | xargs sha256sum | sha256sum`.
pub fn write(dist: &Path) -> Result<()> {
    let json = serde_json::json!({ "sha256": of(dist)? });
    fs::write(dist.join(FILE), json.to_string()).with_context(|| format!("cannot write {FILE}"))
}

fn of(dist: &Path) -> Result<String> {
    let mut lines = Vec::new();
    for entry in WalkDir::new(dist) {
        let entry = entry.with_context(|| format!("cannot read {}", dist.display()))?;
        let name = entry.path().strip_prefix(dist)?;
        if !entry.file_type().is_file() || name == Path::new(FILE) {
            continue;
        }
        let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", name.display()))?;
        let name = name.to_str().context("a file has a name that is no text")?.replace('\\', "/");
        lines.push((format!("./{name}"), hex(&Sha256::digest(bytes))));
    }
    lines.sort_unstable();
    let list: String = lines.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
    Ok(hex(&Sha256::digest(list)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;

    use super::*;

    #[test]
    fn it_follows_every_byte_and_every_name_and_nothing_else() {
        let dist = temp_dir().join(format!("duologue-fingerprint-{}", std::process::id()));
        fs::create_dir_all(dist.join("below")).unwrap();
        fs::write(dist.join("b.js"), "two").unwrap();
        fs::write(dist.join("below/a.js"), "one").unwrap();
        let first = of(&dist).unwrap();
        // As `sha256sum` and `sort` have it.
        assert_eq!(first, "921f004511df0e0f7c9d0698b4bd05116bbde0f7576f5786a072aebf4a89aecf");
        write(&dist).unwrap();
        assert_eq!(of(&dist).unwrap(), first, "its own file is not in it");
        fs::write(dist.join("b.js"), "Two").unwrap();
        assert_ne!(of(&dist).unwrap(), first);
        fs::write(dist.join("b.js"), "two").unwrap();
        fs::rename(dist.join("b.js"), dist.join("c.js")).unwrap();
        assert_ne!(of(&dist).unwrap(), first);
        fs::remove_dir_all(&dist).unwrap();
    }
}
