//! Pages, styles, scripts and words: copied as they are, JSON without its white space.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

/// Read by the build itself, and no part of what the browser gets.
const NOT_SHIPPED: [&str; 2] = ["manifest.firefox.json", "icons/icon.svg"];

/// Copies a folder's files into `dist`, which need not have any of its folders yet.
pub fn copy(from: &Path, dist: &Path) -> Result<()> {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let name = entry.path().strip_prefix(from)?;
        if entry.file_type().is_file() && !NOT_SHIPPED.iter().any(|skipped| name == Path::new(skipped)) {
            copy_one(entry.path(), &dist.join(name))?;
        }
    }
    Ok(())
}

fn copy_one(from: &Path, to: &Path) -> Result<()> {
    let mut bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if from.extension().is_some_and(|extension| extension == "json") {
        bytes = without_white_space(&bytes).with_context(|| format!("{} is not JSON", from.display()))?;
    }
    let folder = to.parent().context("a file stands in no folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}

/// The same JSON in the same order; a `Value` in between would sort the keys.
fn without_white_space(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    let mut small = Vec::with_capacity(json.len());
    let mut from = serde_json::Deserializer::from_slice(json);
    serde_transcode::transcode(&mut from, &mut serde_json::Serializer::new(&mut small))?;
    from.end()?;
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_order_and_the_white_space_inside_of_texts() {
        let json = br#" { "b" : [ 1, true, null ],
            "a" : "two  words, \"quoted\"" } "#;
        assert_eq!(without_white_space(json).unwrap(), br#"{"b":[1,true,null],"a":"two  words, \"quoted\""}"#);
    }

    #[test]
    fn what_is_not_json_is_refused() {
        assert!(without_white_space(br#"{"a": 1,}"#).is_err());
        assert!(without_white_space(br#"{} {}"#).is_err());
    }
}
