//! `cargo xtask package`: a zip for each browser's store, the same bytes from the same files.

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{build_extension, project::Project, wasm::Kind};

/// Builds, and writes both zips into `target/package`.
pub fn run(project: &Project) -> Result<()> {
    build_extension::set_up_and_build(project, Kind::Release)?;
    let folder = project.target.join("package");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for browser in ["chrome", "firefox"] {
        let path = folder.join(format!("duologue-{}-{browser}.zip", project.version));
        let bytes = zipped(&project.dist(browser))?;
        fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{} bytes  {}", bytes.len(), path.display());
    }
    Ok(())
}

/// Names in order, and no word of when or by whom: what differs between two runs is left out.
fn zipped(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            zip.start_file(name, options)?;
            zip.write_all(&fs::read(entry.path())?)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_written_in_another_order_make_the_same_zip() {
        let folder = std::env::temp_dir().join(format!("duologue-package-{}", std::process::id()));
        let zips = [["b.js", "a/c.js"], ["a/c.js", "b.js"]].map(|order| {
            fs::create_dir_all(folder.join("a")).unwrap();
            order.iter().for_each(|name| fs::write(folder.join(name), name).unwrap());
            let bytes = zipped(&folder).unwrap();
            fs::remove_dir_all(&folder).unwrap();
            bytes
        });
        assert_eq!(zips[0], zips[1]);
        let archive = zip::ZipArchive::new(Cursor::new(&zips[0])).unwrap();
        let names: Vec<_> = archive.file_names().map(Result::unwrap).collect();
        assert_eq!(names, ["a/c.js", "b.js"]);
    }
}
