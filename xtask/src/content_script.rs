//! What runs in a call page: many small files in the checkout, one small file in what is shipped.

use std::{fs, io::Write as _, path::Path, process::Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::project::Project;

/// The file that a call page gets.
pub const BUNDLE: &str = "content.js";

/// Joins the content scripts of `manifest` into one file in `dist`, and lets the manifest name that one.
///
/// In one closure, so that a second copy in the same page finds no name taken. Files that the background runs as well,
/// which `manifest` of either browser names, stay where they are.
pub fn bundle(project: &Project, manifest: &mut Value, shared: &[String], dist: &Path) -> Result<()> {
    let scripts = manifest["content_scripts"].as_array_mut().context("the manifest has no content scripts")?;
    ensure!(scripts.len() == 1, "the manifest has {} entries of content scripts, and not one", scripts.len());
    let files: Vec<String> = serde_json::from_value(scripts[0]["js"].take()).context("content scripts are files")?;
    let mut joined = String::new();
    for file in &files {
        let path = project.root.join("extension").join(file);
        joined += &fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if !shared.contains(file) {
            fs::remove_file(dist.join(file)).with_context(|| format!("cannot take {file} out of the build"))?;
        }
    }
    fs::write(dist.join(BUNDLE), minified(project, &joined)?).context("cannot write the content script")?;
    scripts[0]["js"] = json!([BUNDLE]);
    Ok(())
}

/// The files of the checkout that Firefox's manifest lists for the background: Chrome's brings the same ones itself.
pub fn shared_with_the_background(firefox: &Value) -> Vec<String> {
    let scripts = firefox.pointer("/background/scripts").and_then(Value::as_array);
    scripts.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn minified(project: &Project, script: &str) -> Result<Vec<u8>> {
    let form = ["--minify", "--tree-shaking=true", "--format=iife", "--target=es2022", "--charset=utf8"];
    let mut esbuild = std::process::Command::new(project.root.join("node_modules/.bin/esbuild"))
        .args(form)
        .args(["--legal-comments=none", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start esbuild")?;
    esbuild.stdin.take().context("esbuild takes no input")?.write_all(script.as_bytes())?;
    let done = esbuild.wait_with_output()?;
    ensure!(done.status.success(), "esbuild cannot join the content scripts");
    Ok(done.stdout)
}
