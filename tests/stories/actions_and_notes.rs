//! Promises, private notes, and the summary, which holds the ones and never the others.

use duologue::app::actions::ActionDraft;
use duologue::app::summary::{Summary, SummaryWords, summary};
use duologue::domain::{ActionState, MeetingNumber, PointState, RelationshipId, Role, When};
use duologue::store::{Key, Shelf, written};

use crate::support::desk::{Browser, OpenDesk, asking_for};

fn promise(text: &str, when: &str) -> ActionDraft {
    ActionDraft { text: text.into(), when: When::parse(when), ..ActionDraft::default() }
}

fn texts(desk: &OpenDesk, with: &RelationshipId) -> Vec<String> {
    desk.with(with).actions.into_iter().map(|action| action.text).collect()
}

fn summed_up(desk: &OpenDesk, with: &RelationshipId) -> Summary {
    let words = SummaryWords {
        title: "1:1 with Ana, 23 November 2026".into(),
        discussed: "Discussed".into(),
        next_time: "Next time".into(),
        actions: "Actions".into(),
        nothing: "Nothing.".into(),
        me: "Mira".into(),
    };
    summary(&desk.with(with), &words)
}

#[test]
fn a_promise_has_an_owner_and_a_date_or_a_cue_and_survives_a_reload() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let dated = desk.add_action(&ana, &promise(" book the room ", "2026-12-24")).expect("it has words");
    let cued = desk.add_action(&ana, &promise("ask Bo", "when the release is out")).expect("it has words");
    desk.set_owner(&ana, &cued, desk.them(&ana));
    desk.set_when(&ana, &dated, When::parse("2026-12-23"));
    desk.reword_action(&ana, &cued, "ask Bo and Cy");
    desk.reword_action(&ana, &dated, "   ");
    browser.rest();
    let later = browser.open();
    let actions = later.with(&ana).actions;
    let told: Vec<_> = actions
        .iter()
        .map(|action| (action.text.as_str(), action.when.as_ref().map(When::to_text), action.owner.clone()))
        .collect();
    let (me, them) = (later.with(&ana).relationship.me.id, later.them(&ana));
    assert_eq!(
        told,
        [
            ("book the room", Some("2026-12-23".into()), me),
            ("ask Bo and Cy", Some("when the release is out".into()), them),
        ]
    );
    assert_eq!(later.with(&ana).actions[0].state, ActionState::Open);
}

#[test]
fn a_promise_without_words_is_none() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    assert_eq!(desk.add_action(&ana, &promise("  ", "2026-12-24")), None);
    assert_eq!(texts(&desk, &ana), [""; 0]);
}

#[test]
fn a_promise_is_kept_or_dropped_in_any_later_meeting_and_that_can_be_undone() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let [kept, dropped, undone] =
        ["kept", "dropped", "undone"].map(|text| desk.add_action(&ana, &promise(text, "")).expect("it has words"));
    for _ in 0..3 {
        browser.days_pass(7);
        desk.hold(&browser, &ana, 30, None);
    }
    let later = browser.open();
    browser.days_pass(7);
    later.close_action(&ana, &kept, ActionState::Kept);
    later.close_action(&ana, &dropped, ActionState::Dropped);
    for settled in [ActionState::Kept, ActionState::Dropped] {
        later.close_action(&ana, &undone, settled);
        later.close_action(&ana, &undone, ActionState::Open);
    }
    browser.rest();
    let seen = browser.open().with(&ana);
    let told: Vec<_> = seen.actions.iter().map(|action| (action.text.as_str(), action.state)).collect();
    assert_eq!(told, [("undone", ActionState::Open), ("kept", ActionState::Kept)], "what was dropped is out of sight");
    assert!(seen.actions.iter().all(|action| action.born == MeetingNumber::FIRST));
    let past = browser.open_with_history().past_meetings(&ana);
    let made = &past.last().expect("the first meeting").meeting.actions;
    assert!(made.iter().any(|action| action.id == dropped && action.state == ActionState::Dropped), "but not lost");
}

#[test]
fn what_was_settled_stays_in_sight_until_the_next_time_and_then_goes() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let done = desk.add_action(&ana, &promise("done", "")).expect("it has words");
    desk.add_action(&ana, &promise("to do", "")).expect("it has words");
    desk.hold(&browser, &ana, 30, None);
    browser.days_pass(3);
    desk.close_action(&ana, &done, ActionState::Kept);
    assert_eq!(texts(&desk, &ana), ["to do", "done"]);
    browser.days_pass(4);
    desk.hold(&browser, &ana, 30, None);
    assert_eq!(texts(&desk, &ana), ["to do"]);
    assert_eq!(texts(&browser.open(), &ana), ["to do"]);
}

#[test]
fn private_notes_are_saved_as_they_are_typed_and_are_there_in_every_page() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let [ana, bo] = ["Ana", "Bo"].map(|name| desk.meets(name, Role::Report));
    browser.rest();
    for typed in ["S", "She", "She looked tired"] {
        desk.write_private_notes(&ana, typed);
        browser.rest();
        assert_eq!(desk.unsaved(), 0);
        assert_eq!(other.private_notes(&ana), typed);
    }
    for caught in [" ask about the holidays ", "the cat"] {
        other.catch(caught, Some(&ana), duologue::domain::KeepAs::Private);
        browser.minutes_pass(1);
    }
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(desk.private_notes(&ana), "She looked tired\nask about the holidays\nthe cat");
        assert_eq!(desk.private_notes(&bo), "");
    }
    desk.write_private_notes(&ana, "She looked tired\nask about the holidays in May");
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(desk.private_notes(&ana), "She looked tired\nask about the holidays in May", "as it was typed");
    }
}

#[test]
fn notes_typed_in_two_pages_at_once_are_both_kept() {
    let browser = Browser::new();
    let (desk, other) = (browser.open(), browser.open());
    let ana = desk.meets("Ana", Role::Report);
    let point = desk.point(&ana, "the move");
    desk.write_private_notes(&ana, "first. last.");
    desk.note_on_point(&ana, &point, "first. last.");
    browser.rest();
    desk.write_private_notes(&ana, "first, from here. last.");
    other.write_private_notes(&ana, "first. last, from there.");
    desk.note_on_point(&ana, &point, "first, from here. last.");
    other.note_on_point(&ana, &point, "first. last, from there.");
    browser.rest();
    for desk in [&desk, &other, &browser.open()] {
        assert_eq!(desk.private_notes(&ana), "first, from here. last, from there.");
        assert_eq!(desk.find(&ana, &point).notes, "first, from here. last, from there.");
    }
}

#[test]
fn what_is_mine_alone_is_never_in_a_document_that_both_share() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.point(&ana, "shared-words");
    desk.write_private_notes(&ana, "private-words");
    desk.start_meeting(&ana);
    desk.draft_answer(&ana, &asking_for("draft-words"));
    browser.rest();
    desk.hold(&browser, &ana, 30, Some(&asking_for("answer-words")));
    desk.acknowledge_last(&ana);
    browser.rest();
    let holding = |words: &str, shelf: Shelf| {
        let entries = browser.storage.entries();
        let on_shelf = entries
            .iter()
            .filter(|(key, _)| matches!(Key::parse(key), Some(Key::Document { name, .. }) if name.shelf() == shelf));
        let bytes = on_shelf.map(|(_, value)| written::read_update(value).expect("it is sound").as_bytes().to_vec());
        bytes.filter(|bytes| bytes.windows(words.len()).any(|found| found == words.as_bytes())).count()
    };
    assert_eq!((holding("shared-words", Shelf::Shared), holding("shared-words", Shelf::Own)), (1, 0));
    for words in ["private-words", "draft-words", "answer-words"] {
        assert_eq!((holding(words, Shelf::Shared), holding(words, Shelf::Own)), (0, 1), "{words}");
    }
}

#[test]
fn the_summary_tells_what_was_discussed_promised_and_left_for_next_time() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    let hers = desk.point_of_theirs(&ana, "The move");
    let [_, put_off, dropped] = ["Budget", "Hiring", "Gossip"].map(|title| desk.point(&ana, title));
    desk.start_meeting(&ana);
    desk.note_on_point(&ana, &hers, "in spring\n\nwith the cat");
    desk.close_point(&ana, &hers, PointState::Discussed);
    desk.close_point(&ana, &dropped, PointState::Dropped);
    desk.put_off(&ana, &put_off, true);
    desk.add_action(&ana, &promise("book the room", "2026-12-24"));
    let kept = desk.add_action(&ana, &promise("done already", "")).expect("it has words");
    desk.close_action(&ana, &kept, ActionState::Kept);
    let summary = summed_up(&desk, &ana);
    let markdown = "# 1:1 with Ana, 23 November 2026\n\n\
        ## Discussed\n\n- The move (Ana)\n  in spring  \n  with the cat  \n\n\
        ## Actions\n\n- Mira: book the room (2026-12-24)\n\n\
        ## Next time\n\n- Budget (Mira)\n- Hiring (Mira)\n";
    assert_eq!(summary.markdown, markdown);
    let html = "<h1>1:1 with Ana, 23 November 2026</h1><h2>Discussed</h2><ul><li>The move (Ana)<br>in spring<br>with \
        the cat</li></ul><h2>Actions</h2><ul><li>Mira: book the room (2026-12-24)</li></ul><h2>Next time</h2><ul>\
        <li>Budget (Mira)</li><li>Hiring (Mira)</li></ul>";
    assert_eq!(summary.html, html);
}

#[test]
fn the_summary_never_holds_private_notes_or_an_answer() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("Ana", Role::Report);
    desk.hold(&browser, &ana, 30, Some(&asking_for("a-wish-of-mine")));
    desk.write_private_notes(&ana, "a-private-note");
    desk.catch("a-private-capture", Some(&ana), duologue::domain::KeepAs::Private);
    desk.start_meeting(&ana);
    desk.draft_answer(&ana, &asking_for("a-drafted-wish"));
    let Summary { markdown, html } = summed_up(&desk, &ana);
    for private in ["a-wish-of-mine", "a-private-note", "a-private-capture", "a-drafted-wish"] {
        assert!(!markdown.contains(private) && !html.contains(private), "{private}");
    }
    assert!(markdown.contains("Nothing.") && html.contains("<p>Nothing.</p>"));
}

#[test]
fn markup_in_what_was_typed_stays_text_in_the_summary() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = desk.meets("<b>Ana</b>", Role::Report);
    let point = desk.point_of_theirs(&ana, "<script>alert(1)</script> [x](y)\n# no heading");
    desk.note_on_point(&ana, &point, "# no heading\n- no list\n<img src=x>\n1. one");
    desk.start_meeting(&ana);
    desk.close_point(&ana, &point, PointState::Discussed);
    let Summary { markdown, html } = summed_up(&desk, &ana);
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(markdown.lines().filter(|line| line.starts_with('#')).count(), 4, "a title and three headings");
    assert!(!markdown.contains("\n  # ") && !markdown.contains("\n  - ") && !markdown.contains(" <img"));
}
