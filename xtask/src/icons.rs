//! The icons: every PNG that the manifest lists, drawn from the one SVG at the size listed.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use serde_json::Value;

/// Where a manifest lists icons by size.
const LISTS: [&str; 3] = ["/icons", "/action/default_icon", "/sidebar_action/default_icon"];

/// Draws what the manifest lists into `dist`.
pub fn render(root: &Path, manifest: &Value, dist: &Path) -> Result<()> {
    let source = root.join("extension/icons/icon.svg");
    let svg = fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let tree = Tree::from_data(&svg, &Options::default())
        .with_context(|| format!("cannot understand {}", source.display()))?;
    for (name, pixels) in listed(manifest) {
        let path = dist.join(&name);
        fs::create_dir_all(path.parent().context("an icon stands in no folder")?)?;
        fs::write(&path, png(&tree, pixels)?).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn png(tree: &Tree, pixels: u16) -> Result<Vec<u8>> {
    let drawn = tree.size();
    ensure!(drawn.width() == drawn.height(), "icon.svg is {} by {}: make it square", drawn.width(), drawn.height());
    let scale = f32::from(pixels) / drawn.width();
    let mut canvas = Pixmap::new(pixels.into(), pixels.into()).context("an icon has no size")?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    canvas.encode_png().context("cannot write an icon as PNG")
}

fn listed(manifest: &Value) -> BTreeMap<String, u16> {
    let lists = LISTS.iter().filter_map(|list| manifest.pointer(list)?.as_object());
    let named = lists.flatten().filter_map(|(size, name)| Some((name.as_str()?.to_owned(), size.parse().ok()?)));
    named.filter(|(name, _)| name.ends_with(".png")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn icons_are_found_in_every_list_of_the_manifest() {
        let manifest = json!({
            "icons": { "16": "icons/16.png", "128": "icons/128.png" },
            "action": { "default_icon": { "16": "icons/16.png", "32": "icons/32.png" } },
        });
        let expected = [("icons/128.png", 128), ("icons/16.png", 16), ("icons/32.png", 32)];
        assert_eq!(listed(&manifest), expected.map(|(name, size)| (name.to_owned(), size)).into());
    }

    #[test]
    fn a_drawing_fills_the_icon_at_any_size() {
        let svg =
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#f00" d="M0 0h8v8H0z"/></svg>"##;
        let tree = Tree::from_str(svg, &Options::default()).unwrap();
        let icon = Pixmap::decode_png(&png(&tree, 48).unwrap()).unwrap();
        assert_eq!((icon.width(), icon.height()), (48, 48));
        assert_eq!(icon.pixel(47, 47).unwrap().red(), 255);
    }
}
