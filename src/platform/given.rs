//! What the browser allows us, as it says: what the manifest asks for, and what the user has given beyond that.

use js_sys::{JSON, Promise};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    fn get_all() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;
}

/// What a permission is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Something that the browser can do.
    Ability,
    /// To run on a site.
    Site,
    /// A site of the user's own, for calls there or for a calendar.
    OwnSite,
    /// Firefox's names for data that leaves.
    Data,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub name: String,
    pub scope: Scope,
    /// Asked for at the installation, and not only if the user wants it.
    pub is_required: bool,
    pub is_given: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Manifest {
    permissions: Vec<String>,
    optional_permissions: Vec<String>,
    host_permissions: Vec<String>,
    optional_host_permissions: Vec<String>,
    browser_specific_settings: Settings,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Settings {
    gecko: Gecko,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Gecko {
    data_collection_permissions: Data,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Data {
    optional: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct All {
    permissions: Vec<String>,
    origins: Vec<String>,
    data_collection: Vec<String>,
}

/// What may be sent only once the user has agreed, by Firefox's names; nothing in other browsers.
pub(super) fn optional_data() -> Vec<String> {
    read::<Manifest>(&get_manifest()).browser_specific_settings.gecko.data_collection_permissions.optional
}

/// All of them: those that are required first.
pub async fn permissions() -> Vec<Given> {
    let manifest: Manifest = read(&get_manifest());
    let all: All = match get_all() {
        Ok(asked) => JsFuture::from(asked).await.map(|all| read(&all)).unwrap_or_default(),
        Err(_) => All::default(),
    };
    let list = |names: &[String], scope, is_required, given: &[String]| {
        let one = |name: &String| Given { name: name.clone(), scope, is_required, is_given: given.contains(name) };
        names.iter().map(one).collect::<Vec<_>>()
    };
    let data = &manifest.browser_specific_settings.gecko.data_collection_permissions.optional;
    let mut found = list(&manifest.permissions, Scope::Ability, true, &all.permissions);
    found.extend(list(&manifest.host_permissions, Scope::Site, true, &all.origins));
    found.extend(list(&manifest.optional_permissions, Scope::Ability, false, &all.permissions));
    found.extend(list(&manifest.optional_host_permissions, Scope::Site, false, &all.origins));
    found.extend(list(data, Scope::Data, false, &all.data_collection));
    let own = all.origins.iter().filter(|origin| !found.iter().any(|one| one.name == **origin));
    let own: Vec<_> = own
        .map(|origin| Given { name: origin.clone(), scope: Scope::OwnSite, is_required: false, is_given: true })
        .collect();
    found.extend(own);
    found
}

fn read<T: Default + for<'a> Deserialize<'a>>(value: &JsValue) -> T {
    let json = JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&json).unwrap_or_default()
}
