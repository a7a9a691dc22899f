//! Every stored byte, by what it is and whom it is about, to be opened as it is.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::inventory::{StoredKind, StoredPart};
use crate::domain::RelationshipId;
use crate::platform::storage;
use crate::ui::kit::erase::{button, dynamic, said, section_head, user_text};
use crate::ui::kit::language::{bytes, t, t_count};
use crate::ui::session::Session;

/// Entries that are shown at once; the next ones come when they are asked for.
const SHOWN: usize = 100;

/// The list.
pub fn stored(session: Session) -> AnyView {
    let parts = RwSignal::new(None::<Vec<StoredPart>>);
    let session_entries = RwSignal::new(Vec::<(String, String)>::new());
    spawn_local(async move {
        let found = session.desk().inventory().await.unwrap_or_default();
        _ = parts.try_set(Some(found));
        let found = storage::session_entries().await;
        _ = session_entries.try_set(found);
    });
    let sum = said(move || match &*parts.read() {
        None => t("working"),
        Some(parts) => in_all(parts.iter()),
    });
    let kinds = dynamic(move || {
        let parts = parts.get().unwrap_or_default();
        let of_kind = |kind: StoredKind| parts.iter().filter(|part| part.kind == kind).cloned().collect::<Vec<_>>();
        let kinds =
            StoredKind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).filter(|(_, parts)| !parts.is_empty());
        kinds.map(|(kind, parts)| view_of_kind(session, kind, parts)).collect_view().into_any()
    });
    view! {
        <section class="privacy" aria-label=t("privacy-stored")>
            {section_head(t("privacy-stored"), ())}
            <p class="sub">{t("privacy-stored-hint")}</p>
            <p role="status">{sum}</p>
            {kinds}
            {dynamic(move || until_closed(&session_entries.get()))}
        </section>
    }
    .into_any()
}

/// "12 entries, 3.4 kB"
fn in_all<'a>(parts: impl Iterator<Item = &'a StoredPart> + Clone) -> String {
    let size = bytes(parts.clone().map(|part| part.bytes).sum());
    t_count("privacy-entries", i64::try_from(parts.count()).unwrap_or(i64::MAX), &[("size", &size)])
}

fn view_of_kind(session: Session, kind: StoredKind, parts: Vec<StoredPart>) -> AnyView {
    let (title, sum) = (title(kind), in_all(parts.iter()));
    let mut people: BTreeMap<Option<RelationshipId>, Vec<StoredPart>> = BTreeMap::new();
    parts.into_iter().for_each(|part| people.entry(part.with.clone()).or_default().push(part));
    let is_open = RwSignal::new(false);
    let content = dynamic(move || {
        if !is_open.get() {
            return ().into_any();
        }
        let people = people.iter().map(|(with, parts)| view_of_person(session, with.as_ref(), parts.clone()));
        people.collect_view().into_any()
    });
    folded("stored-kind", (title, sum), is_open, content)
}

fn view_of_person(session: Session, with: Option<&RelationshipId>, parts: Vec<StoredPart>) -> AnyView {
    let Some(with) = with else { return entries(session, parts) };
    let known = session.desk().relationship(with).map(|relationship| relationship.counterpart.name);
    let (name, sum) = (known.unwrap_or_else(|| t("privacy-nobody")), in_all(parts.iter()));
    let is_open = RwSignal::new(false);
    let content = dynamic(move || if is_open.get() { entries(session, parts.clone()) } else { ().into_any() });
    folded("stored-person", (name, sum), is_open, content)
}

/// Something with a title and a sum, whose content is made when it is opened.
fn folded(class: &'static str, (title, sum): (String, String), is_open: RwSignal<bool>, content: AnyView) -> AnyView {
    let turn = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|details| details.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details class=class on:toggle=turn>
            <summary>{user_text("", title)}" "<span class="sub">{sum}</span></summary>
            {content}
        </details>
    }
    .into_any()
}

fn entries(session: Session, parts: Vec<StoredPart>) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let all = parts.len();
    let list = dynamic(move || {
        let entries = parts.iter().take(shown.get()).map(|part| entry(session, part));
        view! { <ul class="stored">{entries.collect_view()}</ul> }.into_any()
    });
    let more = dynamic(move || match all > shown.get() {
        true => button("button", t("privacy-more"), move || shown.update(|shown| *shown += SHOWN)),
        false => ().into_any(),
    });
    view! { {list}{more} }.into_any()
}

fn entry(session: Session, part: &StoredPart) -> AnyView {
    let (key, size) = (part.key.clone(), bytes(part.bytes));
    let raw = RwSignal::new(None::<String>);
    let shown = key.clone();
    let turn = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|details| details.dyn_into::<web_sys::Element>().ok());
        let is_open = details.is_some_and(|details| details.has_attribute("open"));
        let key = key.clone();
        spawn_local(async move {
            let value = if is_open { session.desk().raw(&key).await.ok().flatten() } else { None };
            _ = raw.try_set(value);
        });
    };
    let value = dynamic(move || match raw.get() {
        Some(value) => view! { <pre class="raw" dir="auto" tabindex="0">{value}</pre> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <li><details on:toggle=turn><summary><code>{shown}</code>" "<span class="sub">{size}</span></summary>{value}</details></li>
    }
    .into_any()
}

/// What the browser forgets by itself when it is closed.
fn until_closed(entries: &[(String, String)]) -> AnyView {
    if entries.is_empty() {
        return ().into_any();
    }
    let size: usize = entries.iter().map(|(key, json)| key.len() + json.len()).sum();
    let sum = bytes(size);
    let list = entries.iter().map(|(key, json)| {
        view! { <li><details><summary><code>{key.clone()}</code></summary><pre class="raw" tabindex="0">{json.clone()}</pre></details></li> }
    });
    view! {
        <details class="stored-kind">
            <summary>{t("stored-session")}" "<span class="sub">{sum}</span></summary>
            <ul class="stored">{list.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn title(kind: StoredKind) -> String {
    match kind {
        StoredKind::Together => t("stored-together"),
        StoredKind::Mine => t("stored-mine"),
        StoredKind::Sharing => t("stored-sharing"),
        StoredKind::QuickNotes => t("stored-quick-notes"),
        StoredKind::Questions => t("stored-questions"),
        StoredKind::Rooms => t("stored-rooms"),
        StoredKind::Settings => t("stored-settings"),
        StoredKind::Live => t("stored-live"),
        StoredKind::Sent => t("stored-sent"),
        StoredKind::Derived => t("stored-derived"),
        StoredKind::OldCopies => t("stored-old-copies"),
        StoredKind::Other => t("stored-other"),
    }
}
