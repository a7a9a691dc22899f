//! A page to hand on: headings, lists and notes, as Markdown or as an HTML file that stands for itself.

use super::escape;

/// A page of text. Whatever is in it stays text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// One piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of that level; 2 is the highest below the title.
    Heading(u8, String),
    /// Entries of a list, each with notes below it.
    List(Vec<(String, String)>),
    /// Lines of running text.
    Text(String),
}

impl Page {
    /// A page with nothing but a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a heading with a list below it; or nothing, if the list is empty.
    pub fn list(&mut self, level: u8, heading: &str, entries: Vec<(String, String)>) {
        if !entries.is_empty() {
            self.blocks.push(Block::Heading(level, heading.into()));
            self.blocks.push(Block::List(entries));
        }
    }

    /// Adds a heading with text below it; or nothing, if there is none.
    pub fn text(&mut self, level: u8, heading: &str, text: &str) {
        if !text.trim().is_empty() {
            self.blocks.push(Block::Heading(level, heading.into()));
            self.blocks.push(Block::Text(text.into()));
        }
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut page = format!("# {}\n", escape::markdown(&self.title));
        for block in &self.blocks {
            page.push('\n');
            match block {
                Block::Heading(level, text) => {
                    page += &format!("{} {}\n", "#".repeat(usize::from(*level)), escape::markdown(text));
                }
                Block::List(entries) => {
                    for (entry, notes) in entries {
                        page += &format!("- {}\n", escape::markdown(entry));
                        lines(notes).for_each(|line| page += &format!("\n  {}\n", escape::markdown(line)));
                    }
                }
                Block::Text(text) => {
                    let lines: Vec<_> = lines(text).map(escape::markdown).collect();
                    page += &format!("{}\n", lines.join("\n\n"));
                }
            }
        }
        page
    }

    /// As an HTML file: no script, no style from elsewhere, nothing that is loaded. `language` is the tag of what it is
    /// written in.
    pub fn to_html(&self, language: &str) -> String {
        let title = escape::html(&escape::one_line(&self.title));
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n<body>\n\
             <h1 dir=\"auto\">{title}</h1>\n",
            escape::html(language)
        );
        for block in &self.blocks {
            match block {
                Block::Heading(level, text) => {
                    let text = escape::html(&escape::one_line(text));
                    page += &format!("<h{level} dir=\"auto\">{text}</h{level}>\n");
                }
                Block::List(entries) => {
                    page += "<ul>\n";
                    for (entry, notes) in entries {
                        let entry = escape::html(&escape::one_line(entry));
                        page += &format!("<li dir=\"auto\">{entry}{}</li>\n", paragraphs(notes));
                    }
                    page += "</ul>\n";
                }
                Block::Text(text) => page += &format!("{}\n", paragraphs(text)),
            }
        }
        page + "</body>\n</html>\n"
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn paragraphs(text: &str) -> String {
    let paragraph = |line: &str| format!("<p dir=\"auto\">{}</p>", escape::html(&escape::one_line(line)));
    lines(text).map(paragraph).collect()
}
