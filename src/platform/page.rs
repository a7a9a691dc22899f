//! The page that we are: its address, its marks for others to read, the clipboard, files.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem, Document, Element, HtmlAnchorElement, Url, Window};

/// The window. A page always has one.
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document. A page always has one.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The root element.
pub fn root() -> Element {
    document().document_element().expect("a page has a root element")
}

/// The value of a parameter in the page's address.
pub fn parameter(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// What stands behind the `#` in the page's address.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_string()
}

/// Goes to another place of the page, by what stands behind the `#`.
pub fn go_to(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// Brings something on the page into sight, and the focus to it.
pub fn move_to(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        element.scroll_into_view();
        _ = element.focus();
    }
}

/// Whether the page is docked in somebody else's page, who could lay something over it and guide a click.
pub fn is_docked() -> bool {
    let window = window();
    let is_framed = window.parent().ok().flatten().is_some_and(|parent| parent != window);
    // The address of a page of ours can be read, and that of a stranger cannot.
    is_framed && window.top().ok().flatten().is_none_or(|top| top.location().href().is_err())
}

/// Milliseconds since the page was opened, by a clock that never goes back.
pub fn age() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Whether the page is one to practise with: nothing in it is stored.
pub fn is_practice() -> bool {
    parameter("practice").is_some()
}

/// Whether something is being filled in here that is kept nowhere else yet.
pub fn is_being_filled_in() -> bool {
    const DRAFTS: &str = "form input[type=text], form input:not([type]), form textarea, dialog[open] textarea";
    let text = |field: JsValue| match field.dyn_into::<web_sys::HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(other) => other.dyn_into::<web_sys::HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default(),
    };
    let Ok(drafts) = document().query_selector_all(DRAFTS) else { return false };
    let is_draft = (0..drafts.length()).filter_map(|at| drafts.get(at)).any(|field| !text(field.into()).is_empty());
    let writes = || {
        let on = document().active_element().filter(|_| document().has_focus().unwrap_or(false));
        on.is_some_and(|on| on.matches("input[type=text], textarea").unwrap_or(false))
    };
    is_draft || writes()
}

/// Goes to another page of ours in this tab.
pub fn go_to_page(address: &str) {
    // A page of ours can always be gone to.
    let _ = window().location().set_href(address);
}

/// Says that the stored state is on screen and can be used.
pub fn mark_ready() {
    let _ = root().set_attribute("data-ready", "");
    if let Some(performance) = window().performance() {
        let _ = performance.mark("ready");
    }
}

/// Says how many changes storage has not acknowledged.
pub fn mark_unsaved(count: usize) {
    let _ = root().set_attribute("data-unsaved", &count.to_string());
}

/// Says whether everything is in step with the relays; nothing if there is none.
pub fn mark_lines(in_step: Option<bool>) {
    let _ = match in_step {
        Some(in_step) => root().set_attribute("data-in-step", if in_step { "true" } else { "false" }),
        None => root().remove_attribute("data-in-step"),
    };
}

/// Shows the page light, dark, or (with none) as the system has it.
pub fn set_theme(theme: Option<&str>) {
    let _ = match theme {
        Some(theme) => root().set_attribute("data-theme", theme),
        None => root().remove_attribute("data-theme"),
    };
}

/// Says which language the page speaks, for the browser and for screen readers.
pub fn set_language(language: &str) {
    let _ = root().set_attribute("lang", language);
}

/// Names the page for its tab or window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The language that the user's browser speaks, as a tag.
pub fn browser_language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// Tells developers something on the console. Never anything that the user wrote.
pub fn report(text: &str) {
    web_sys::console::error_1(&text.into());
}

/// Closes the page, where it may.
pub fn close() {
    let _ = window().close();
}

/// The text of one of our own files.
pub async fn own_file(path: &str) -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str(path)).await.ok()?;
    let text = response.dyn_into::<web_sys::Response>().ok()?.text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Puts a text on the clipboard, plain and as HTML; says whether it is there now.
pub async fn copy(plain: &str, html: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    if let Some(item) = clipboard_item(plain, html)
        && JsFuture::from(clipboard.write(&js_sys::Array::of1(&item))).await.is_ok()
    {
        return true;
    }
    copy_text(plain).await
}

/// Puts a plain text on the clipboard; says whether it is there now.
pub async fn copy_text(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

fn clipboard_item(plain: &str, html: &str) -> Option<ClipboardItem> {
    let item = js_sys::Object::new();
    for (kind, text) in [("text/plain", plain), ("text/html", html)] {
        js_sys::Reflect::set(&item, &kind.into(), &blob(&[text], kind)?.into()).ok()?;
    }
    ClipboardItem::new_with_record_from_str_to_blob_promise(&item).ok()
}

/// Hands a file to the user's downloads.
pub fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    download_blob(name, &blob(&[text], kind)?)
}

/// A file of pieces that are joined as they are, without one text of all of them.
pub fn download_pieces(name: &str, kind: &str, pieces: &[String]) -> Option<()> {
    let pieces: Vec<_> = pieces.iter().map(String::as_str).collect();
    download_blob(name, &blob(&pieces, kind)?)
}

/// A file of bytes.
pub fn download_bytes(name: &str, bytes: &[u8]) -> Option<()> {
    let bytes = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    download_blob(name, &Blob::new_with_u8_array_sequence(&bytes).ok()?)
}

/// A text as every keyboard writes it: a letter with its accent is one character (NFC).
pub fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

fn download_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the file by now.
    Url::revoke_object_url(&url).ok()
}

fn blob(pieces: &[&str], kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let all = js_sys::Array::new();
    for piece in pieces {
        all.push(&JsValue::from_str(piece));
    }
    Blob::new_with_str_sequence_and_options(&all, &options).ok()
}
