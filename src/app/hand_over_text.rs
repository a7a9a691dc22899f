//! The pack for a new manager as Markdown, and as a page to print. It is made from a [`Pack`] and from nothing else.

use super::escape::{html, lines, markdown};
use crate::domain::hand_over::{ItemKind, Pack, PackItem};

/// The words of it, in the user's language.
#[derive(Clone, Debug)]
pub struct PackWords {
    /// The language, as a tag.
    pub language: String,
    pub title: String,
    /// What stands on the cover: who agreed and when, or that it is one-sided.
    pub cover: Vec<String>,
    /// The names of the kinds, in their order.
    pub kinds: [String; ItemKind::ALL.len()],
    pub nothing: String,
}

/// The looks of the page: the cover on a sheet of its own, and no item torn apart.
const SHEET: &str = "body{font:12pt/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
header{min-height:60vh;display:flex;flex-direction:column;justify-content:center}\
li{break-inside:avoid;margin-block:.4rem}h2{break-after:avoid}time{font-variant-numeric:tabular-nums}\
@media print{header{min-height:80vh;break-after:page}}";

/// The pack as Markdown.
pub fn pack_markdown(pack: &Pack, words: &PackWords) -> String {
    let mut text = format!("# {}\n", markdown(&words.title));
    for line in &words.cover {
        text += &format!("\n{}\n", markdown(line));
    }
    if pack.items().is_empty() {
        text += &format!("\n{}\n", markdown(&words.nothing));
    }
    for (kind, items) in by_kind(pack) {
        text += &format!("\n## {}\n\n", markdown(&words.kinds[kind as usize]));
        for item in items {
            let date = item.date.map(|date| format!("{date}: ")).unwrap_or_default();
            let mut said = lines(&item.text).map(markdown);
            text += &format!("- {date}{}\n", said.next().unwrap_or_default());
            for line in said {
                text += &format!("\n  {line}\n");
            }
        }
    }
    text
}

/// The pack as a page to print. It loads nothing and runs nothing, and says so to whoever opens it.
pub fn pack_html(pack: &Pack, words: &PackWords) -> String {
    let cover: String = words.cover.iter().map(|line| format!("<p>{}</p>", html(line))).collect();
    let item = |item: &PackItem| {
        let date = item.date.map(|date| format!("<time>{date}</time> ")).unwrap_or_default();
        let said: Vec<_> = lines(&item.text).map(html).collect();
        format!("<li dir=\"auto\">{date}{}</li>", said.join("<br>"))
    };
    let section = |(kind, items): (ItemKind, Vec<&PackItem>)| {
        let items: String = items.into_iter().map(item).collect();
        format!("<h2>{}</h2><ul>{items}</ul>", html(&words.kinds[kind as usize]))
    };
    let body: String = by_kind(pack).map(section).collect();
    let body = if body.is_empty() { format!("<p>{}</p>", html(&words.nothing)) } else { body };
    let title = html(&words.title);
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{title}</title><style>{SHEET}</style></head>\
         <body><header><h1>{title}</h1>{cover}</header><main>{body}</main></body></html>\n",
        html(&words.language)
    )
}

fn by_kind(pack: &Pack) -> impl Iterator<Item = (ItemKind, Vec<&PackItem>)> {
    let of = |kind: ItemKind| (kind, pack.items().iter().filter(|item| item.kind == kind).collect::<Vec<_>>());
    ItemKind::ALL.into_iter().map(of).filter(|(_, items)| !items.is_empty())
}
