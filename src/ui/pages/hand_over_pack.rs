//! The pack for a new manager as a file: Markdown, or a page to print.

use leptos::prelude::*;

use crate::app::hand_over_text::{PackWords, pack_html, pack_markdown};
use crate::domain::hand_over::{ItemKind, Pack};
use crate::platform::page;
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::{language, long_day, t, t_count, t_with};
use crate::ui::parts::Here;
use crate::ui::parts::wrap_up::my_name;
use crate::ui::words;

/// How much is in it, and the two files.
pub fn save_row(
    here: Here,
    count: impl Fn() -> usize + Send + Sync + 'static,
    make: impl Fn() -> Pack + Copy + Send + 'static,
) -> AnyView {
    let save = move |ending: &str, kind: &str, write: fn(&Pack, &PackWords) -> String| {
        let pack = make();
        let name = format!("duologue-hand-over-{}.{ending}", here.desk().today());
        let text = write(&pack, &untrack(|| pack_words(here, &pack)));
        let done = page::download(&name, kind, &text).is_some();
        here.session.say(t(if done { "exported" } else { "export-refused" }), None);
    };
    let count = said(move || t_count("handover-count", i64::try_from(count()).unwrap_or(i64::MAX), &[]));
    view! {
        <p role="status">{count}</p>
        <div class="button-row">
            {button("button", t("handover-markdown"), move || save("md", "text/markdown", pack_markdown))}
            {button("button", t("handover-html"), move || save("html", "text/html", pack_html))}
        </div>
    }
    .into_any()
}

fn pack_words(here: Here, pack: &Pack) -> PackWords {
    let (me, them) = (here.read(my_name), here.name());
    let today = long_day(here.desk().now());
    let agreed = |name: &str, at| t_with("handover-agreed", &[("name", name), ("day", &long_day(at))]);
    let cover = match pack.agreed_at() {
        Some((mine, theirs)) => vec![agreed(&me, mine), agreed(&them, theirs), t("handover-only-agreed")],
        None if here.read(|view| view.is_shared) => vec![t("handover-only-agreed")],
        None => vec![t_with("handover-one-sided", &[("me", &me), ("name", &them), ("day", &today)])],
    };
    PackWords {
        language: language(),
        title: t_with("handover-title", &[("me", &me), ("name", &them)]),
        cover,
        kinds: ItemKind::ALL.map(words::item_kinds),
        nothing: t("handover-nothing"),
    }
}
