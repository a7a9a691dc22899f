//! Whatever somebody typed stays text in every file that is written: held against readers that others have made.

mod support;

use duologue::app::actions::ActionDraft;
use duologue::app::export_calendar::TaskWords;
use duologue::app::export_page::{Block, Page};
use duologue::app::export_person::{PageWords, Privately};
use duologue::app::export_table::TableWords;
use duologue::app::table_file::read_table;
use duologue::domain::{MeetingNumber, RelationshipId, Role, When};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use support::desk::{Browser, OpenDesk, asking_for};

/// Text as an enemy would type it, and what people type.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just("<img src=x onerror=alert(1)>"),
        Just("</title><b>"),
        Just("&lt;"),
        Just("&#60;"),
        Just("[x](javascript:alert(1))"),
        Just("![x](http://e.vil)"),
        Just("*"),
        Just("_"),
        Just("`"),
        Just("```"),
        Just("~~"),
        Just("#"),
        Just("# "),
        Just("> "),
        Just("- "),
        Just("+ "),
        Just("1. "),
        Just("2) "),
        Just("---"),
        Just("==="),
        Just("|"),
        Just("\\"),
        Just("="),
        Just("@"),
        Just("=cmd|' /C calc'!A0"),
        Just("+1"),
        Just("-1"),
        Just("\t"),
        Just("\n"),
        Just("\r"),
        Just("\r\n"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just("\0"),
        Just("\u{202e}"),
        Just("\u{2066}"),
        Just("END:VTODO"),
        Just("\nBEGIN:VALARM"),
        Just(";"),
        Just(","),
        Just("\""),
        Just("'"),
        Just("../"),
        Just("CON"),
        Just(" "),
        Just("é"),
        Just("日本"),
        Just("😀"),
        Just("<!--"),
        Just("]]>"),
        Just("[^1]"),
    ];
    let piece = prop_oneof![4 => pieces.prop_map(String::from), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// What is left of a text on one line.
fn line(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown: String = text.chars().filter(|c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

fn page(title: &str, entry: &str, notes: &str) -> Page {
    let mut page = Page::titled(title);
    page.list(2, entry, vec![(entry.into(), notes.into()), (title.into(), String::new())]);
    page.blocks.push(Block::Text(notes.into()));
    page
}

/// The texts of a page of Markdown, each in its place; anything but headings, lists and paragraphs is a break-out.
fn read_markdown(markdown: &str) -> Vec<String> {
    let (mut texts, mut open) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => open += &text,
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item) => texts.push(core::mem::take(&mut open)),
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => texts.push(core::mem::take(&mut open)),
            Event::Start(Tag::List(None)) | Event::End(TagEnd::List(_)) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts.into_iter().map(|text| text.trim().to_string()).collect()
}

/// The texts of an HTML file between its tags; a tag that is none of ours is a break-out.
fn read_html(html: &str) -> Vec<String> {
    const OURS: [&str; 12] = ["h1", "h2", "ul", "li", "p", "title", "head", "body", "html", "meta", "!doctype", "/"];
    let mut texts = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        assert!(OURS.contains(&name), "<{tag}> in {html:?}");
        assert!(!text.contains('>') && !text.contains('"'), "{text:?}");
        let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        texts.push(plain.replace("&amp;", "&").trim().to_string());
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn with_ana(name: &str, title: &str, text: &str) -> (Browser, std::rc::Rc<OpenDesk>, RelationshipId) {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets(&format!("A{name}"), Role::Report);
    let point = desk.point(&ana, &format!("p{title}"));
    desk.note_on_point(&ana, &point, text);
    let when = When::parse("2026-12-24");
    desk.add_action(&ana, &ActionDraft { text: format!("p{text}"), owner: Some(desk.them(&ana)), when: when.clone() });
    desk.add_action(&ana, &ActionDraft { text: format!("m{title}"), owner: None, when });
    desk.write_private_notes(&ana, &format!("private {text}"));
    desk.hold(&browser, &ana, 30, Some(&asking_for("nothing")));
    (browser, desk, ana)
}

fn words() -> PageWords {
    let word = |word: &str| word.to_string();
    PageWords {
        me: word("Me"),
        points: word("Points"),
        promises: word("Actions"),
        for_next_time: word("Next time"),
        private_notes: word("Private notes"),
        my_answer: word("Your answer"),
        their_answer: word("Their answer"),
        still_open: word("open"),
        dropped: word("dropped"),
        kept: word("kept"),
        day: |at| at.date_naive().to_string(),
        minutes: |minutes| format!("{minutes} min"),
        when: When::to_text,
        answer: |answer| answer.change.clone(),
        about: |_| "Report".into(),
    }
}

/// The lines of a calendar, unfolded.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {calendar:?}");
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "{calendar:?}");
    calendar.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()).map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn markdown_shows_what_was_typed_and_nothing_else(title in hostile(), entry in hostile(), notes in hostile()) {
        let markdown = page(&title, &entry, &notes).to_markdown();
        let mut want = vec![line(&title), line(&entry), line(&entry)];
        want.extend(lines(&notes));
        want.push(line(&title));
        want.extend(lines(&notes));
        want.retain(|text| !text.is_empty());
        prop_assert_eq!(read_markdown(&markdown), want, "{}", markdown);
    }

    #[test]
    fn html_shows_what_was_typed_and_nothing_else(title in hostile(), entry in hostile(), notes in hostile()) {
        let html = page(&title, &entry, &notes).to_html("en");
        let mut want = vec![line(&title), line(&title), line(&entry), line(&entry)];
        want.extend(lines(&notes));
        want.push(line(&title));
        want.extend(lines(&notes));
        want.retain(|text| !text.is_empty());
        prop_assert_eq!(read_html(&html), want, "{}", html);
    }

    #[test]
    fn a_table_is_read_back_as_it_was_and_no_cell_begins_a_formula(name in hostile(), title in hostile(), text in hostile()) {
        let (_, desk, ana) = with_ana(&name, &title, &text);
        let headings = [""; 9].map(ToString::to_string);
        let table = desk.table_of(&ana, &TableWords { headings, me: "Me".into(), aim: |_| String::new() });
        let table = table.expect("she is known");
        let rows = read_table(table.trim_start_matches('\u{feff}'), ',');
        prop_assert_eq!(rows.len(), 3, "{:?}", table);
        for cell in rows.iter().flat_map(|row| &row.cells) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", cell);
        }
    }

    #[test]
    fn a_calendar_has_our_tasks_and_no_line_of_another_s(name in hostile(), title in hostile(), text in hostile()) {
        let (browser, desk, ana) = with_ana(&name, &title, &text);
        let pages = desk.pages_of(&ana).expect("she is known");
        let words = TaskWords { me: "Me".into(), with: format!("1:1 with A{name}") };
        let calendar = pages.tasks(MeetingNumber::FIRST, &words, browser.now()).expect("two promises have a date");
        let lines = unfolded(&calendar);
        const OURS: [&str; 13] = [
            "BEGIN", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "CREATED", "DUE;VALUE=DATE", "SUMMARY", "DESCRIPTION",
            "CATEGORIES", "STATUS", "END",
        ];
        for line in &lines {
            let property = line.split(':').next().unwrap_or_default();
            prop_assert!(OURS.contains(&property), "{:?}", line);
        }
        let times = |what: &str| lines.iter().filter(|line| *line == what).count();
        prop_assert_eq!((times("BEGIN:VTODO"), times("END:VTODO"), lines.len()), (2, 2, 5 + 20));
        let again = pages.tasks(MeetingNumber::FIRST, &words, browser.now()).expect("as before");
        prop_assert_eq!(again, calendar, "names stay the same");
    }

    #[test]
    fn the_name_of_a_file_leads_nowhere(name in hostile()) {
        let (_, desk, ana) = with_ana(&name, "", "");
        let file = desk.pages_of(&ana).expect("she is known").file_name(Some(MeetingNumber(3)), "2026-11-26", "md");
        prop_assert!(file.starts_with("duologue-A") && file.ends_with("-3-2026-11-26.md"), "{}", file);
        prop_assert!(file.len() < 255);
        let stem = file.strip_suffix(".md").expect("its ending");
        prop_assert!(stem.chars().all(|c| c.is_alphanumeric() || c == '-'), "{}", file);
    }

    #[test]
    fn what_is_mine_alone_is_in_a_page_only_where_that_is_asked_for(text in "[a-z]{8,12}") {
        let (_, desk, ana) = with_ana("na", "", &text);
        let pages = desk.pages_of(&ana).expect("she is known");
        for (privately, there) in [(Privately::With, true), (Privately::Without, false)] {
            let person = pages.person(privately, &words()).to_markdown();
            prop_assert_eq!(person.contains(&format!("private {text}")), there);
            let meeting = pages.meeting(MeetingNumber::FIRST, privately, &words()).expect("it was held").to_html("en");
            prop_assert_eq!(meeting.contains("Your answer"), there);
        }
    }
}
