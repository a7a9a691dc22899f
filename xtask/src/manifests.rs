//! The manifest of each browser: one file, and a merge patch (RFC 7396) for where Firefox differs.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::project::Project;

/// The manifest at the top of the checkout, which is Chrome's.
pub fn chrome(project: &Project) -> Result<Value> {
    let manifest = read(&project.root.join("manifest.json"))?;
    let version = &manifest["version"];
    ensure!(
        *version == project.version,
        "manifest.json is at version {version}, Cargo.toml at \"{}\": make them the same",
        project.version
    );
    Ok(manifest)
}

/// Chrome's manifest with Firefox's patch applied.
pub fn firefox(project: &Project, chrome: &Value) -> Result<Value> {
    let patch = read(&project.root.join("extension/manifest.firefox.json"))?;
    Ok(patched(chrome, &patch))
}

/// Writes the manifest where the browser looks for it, in one form whatever the form of the source.
pub fn write(manifest: &Value, dist: &Path) -> Result<()> {
    let text = serde_json::to_string_pretty(manifest)? + "\n";
    fs::write(dist.join("manifest.json"), text).with_context(|| format!("cannot write into {}", dist.display()))
}

fn read(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

fn patched(manifest: &Value, patch: &Value) -> Value {
    let mut merged = manifest.clone();
    json_patch::merge(&mut merged, patch);
    merged
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_patch_adds_replaces_and_takes_away() {
        let chrome = json!({
            "name": "Duologue",
            "minimum_chrome_version": "130",
            "background": { "service_worker": "background.js", "type": "module" },
            "permissions": ["storage", "sidePanel"],
        });
        let patch = json!({
            "minimum_chrome_version": null,
            "background": { "service_worker": null, "scripts": ["background.js"] },
            "permissions": ["storage"],
        });
        let firefox = json!({
            "name": "Duologue",
            "background": { "scripts": ["background.js"], "type": "module" },
            "permissions": ["storage"],
        });
        assert_eq!(patched(&chrome, &patch), firefox);
    }

    #[test]
    fn cargo_and_the_manifest_name_one_version() {
        let project = Project::find().unwrap();
        let manifest = chrome(&project).unwrap();
        assert_eq!(manifest["version"], project.version);
    }

    #[test]
    fn another_version_in_the_manifest_is_refused() {
        let mut project = Project::find().unwrap();
        project.version = "99.0.0".to_owned();
        let refusal = chrome(&project).unwrap_err().to_string();
        assert!(refusal.contains("99.0.0"), "{refusal}");
    }

    #[test]
    fn firefox_gets_an_id_and_chromes_own_keys_are_gone() {
        let project = Project::find().unwrap();
        let firefox = firefox(&project, &chrome(&project).unwrap()).unwrap();
        assert!(firefox.pointer("/browser_specific_settings/gecko/id").is_some());
        assert!(firefox.get("minimum_chrome_version").is_none());
    }
}
