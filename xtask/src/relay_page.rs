//! The relay page's script: NATS's own client and ours, in one file that each `dist` gets.

use std::path::Path;

use anyhow::{Context as _, Result};
use xshell::cmd;

use crate::project::Project;

/// The client ships inside the bundle, and its licence asks to be named.
const LICENCE: &str = "/* Holds nats.js, Copyright The NATS Authors and Synadia Communications, Apache-2.0: http://www.apache.org/licenses/LICENSE-2.0 */";

/// Writes `relay.js` into `dist`.
pub fn bundle(project: &Project, dist: &Path) -> Result<()> {
    let sh = project.shell()?;
    let esbuild = project.root.join("node_modules/.bin/esbuild");
    let script = dist.join("relay.js");
    // A plain script: the page has no origin of its own, and so could not load a module.
    let form =
        ["--bundle", "--minify", "--target=es2022", "--format=iife", "--legal-comments=none", "--log-level=warning"];
    cmd!(sh, "{esbuild} relay-page/relay.mjs {form...} --banner:js={LICENCE} --outfile={script}")
        .quiet()
        .run()
        .context("esbuild cannot bundle the relay page")
}
