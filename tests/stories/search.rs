//! Searching everything: what is found, how it follows what is written, and what it costs.

use duologue::app::actions::ActionDraft;
use duologue::domain::{ActionState, Aim, PointState, RelationshipId, Role};
use duologue::search::{Filter, Hits, Kind, Part, Query};

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::pair::{bo_and_ana, exchange};
use crate::support::sample::{Plan, entries, threads};
use crate::support::turns::finish;
use crate::support::two::Two;

fn whole(desk: &OpenDesk) {
    while !finish(desk.index_more()).expect("storage answers").is_whole() {}
}

fn find(desk: &OpenDesk, text: &str) -> Hits {
    desk.search(&Query::parse(text), &Filter::default(), 50)
}

/// The first lines of what is found.
fn found(desk: &OpenDesk, text: &str) -> Vec<String> {
    let hits = find(desk, text).best;
    hits.into_iter().map(|hit| hit.entry.text.lines().next().unwrap_or_default().to_string()).collect()
}

/// Ana, with whom a meeting was held in which everything was said that can be found.
fn everything_said(browser: &Browser) -> RelationshipId {
    let desk = browser.open();
    let ana = desk.meets("Ana Kovač", Role::Report);
    let point = desk.point(&ana, "The plan for spring");
    desk.note_on_point(&ana, &point, "More seedlings");
    desk.set_aim(&ana, &point, Some(Aim::Team));
    desk.point_of_theirs(&ana, "Größe des Gartens");
    let draft = ActionDraft { text: "Order a greenhouse".into(), ..ActionDraft::default() };
    let promise = desk.add_action(&ana, &draft).expect("it has a text");
    desk.close_action(&ana, &promise, ActionState::Kept);
    desk.write_private_notes(&ana, "Praise her\nAsk about the tractor");
    desk.close_point(&ana, &point, PointState::Discussed);
    desk.hold(browser, &ana, 30, Some(&asking_for("Fewer weeds")));
    ana
}

#[test]
fn everything_that_was_written_is_found_wherever_it_stands() {
    let browser = Browser::new();
    everything_said(&browser);
    let desk = browser.open();
    whole(&desk);
    for (text, kind, mine) in [
        ("spring", Kind::Point, Some(true)),
        ("seedl", Kind::Point, Some(true)),
        ("grosse", Kind::Point, Some(false)),
        ("greenhosue", Kind::Promise, Some(true)),
        ("tractor", Kind::PrivateNote, Some(true)),
        ("weeds", Kind::Answer, Some(true)),
        ("kovac", Kind::Person, None),
    ] {
        let hits = find(&desk, text);
        assert_eq!(hits.count, 1, "{text}: {hits:?}");
        assert_eq!((hits.best[0].entry.kind, hits.best[0].entry.mine), (kind, mine), "{text}");
    }
    let hit = find(&desk, "seedlings").best.remove(0);
    assert_eq!((hit.entry.aim, &hit.entry.text[hit.marks[0].clone()]), (Some(Aim::Team), "seedlings"));
}

#[test]
fn what_is_typed_here_or_on_another_page_is_found_at_once_and_what_was_before_is_not() {
    let browser = Browser::new();
    let ana = everything_said(&browser);
    let (here, there) = (browser.open(), browser.open());
    whole(&here);
    let point = there.point(&ana, "The old barn");
    browser.rest();
    assert_eq!(found(&here, "barn"), ["The old barn"]);
    here.retitle_point(&ana, &point, "The new stable");
    assert_eq!((found(&here, "barn").len(), found(&here, "stable").len()), (0, 1));
    there.write_private_notes(&ana, "Nothing");
    browser.rest();
    assert_eq!(found(&here, "tractor"), [] as [&str; 0]);
}

#[test]
fn an_old_meeting_that_another_page_corrects_is_found_as_it_stands_now() {
    let browser = Browser::new();
    browser.open();
    finish(duologue::ports::KeyValue::set(&browser.storage, &entries(Plan::small(1, 30)))).expect("it has room");
    let (here, there) = (browser.open(), browser.open());
    whole(&here);
    let with = here.people().remove(0).id;
    let number = *there.past_numbers(&with).last().expect("there are some");
    assert!(there.past(&with, number).is_none(), "it is not open");
    finish(there.open_past(&with, number)).expect("storage answers");
    let point = there.past(&with, number).expect("it is open now").past.meeting.points[0].clone();
    there.retitle_point(&with, &point.id, "Zanzibar");
    browser.rest();
    let hits = find(&here, "zanzibar");
    assert_eq!((hits.count, hits.best[0].source.part), (1, Part::Meeting(number)));
    assert_eq!(hits.best[0].entry.id, point.id.as_str());
}

#[test]
fn indexing_reads_little_by_little_and_keeps_no_meeting_open() {
    let browser = Browser::new();
    finish(duologue::ports::KeyValue::set(&browser.storage, &entries(Plan::small(2, 60)))).expect("it has room");
    let desk = browser.open();
    let open = |desk: &OpenDesk| desk.people().iter().map(|one| desk.with(&one.id).points.len()).sum::<usize>();
    let before = open(&desk);
    let mut steps = 0;
    while !finish(desk.index_more()).expect("storage answers").is_whole() {
        steps += 1;
    }
    assert!(steps >= 2 * 60 / 5, "{steps} steps");
    assert_eq!(open(&desk), before, "nothing more is open than before");
    let written: usize = threads(Plan::small(2, 60))
        .map(|told| told.thread.meetings().iter().map(|m| m.points.len()).sum::<usize>())
        .sum();
    let all: Vec<_> = [Kind::Point, Kind::Question]
        .into_iter()
        .map(|kind| {
            let filter = Filter { kind: Some(kind), ..Filter::default() };
            // Whatever was said, somewhere in it stands a vowel, a syllable or a sign that begins a word.
            let queries =
                "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 採 評 仕 次 予 チ 新 技 リ 休";
            let mut ids = std::collections::BTreeSet::new();
            for text in queries.split(' ') {
                ids.extend(desk.search(&Query::parse(text), &filter, 10_000).best.into_iter().map(|hit| hit.entry.id));
            }
            ids.len()
        })
        .collect();
    assert_eq!(all.iter().sum::<usize>(), written, "every point is found");
}

#[test]
fn the_others_open_answer_is_found_and_a_sealed_one_is_not() {
    let two = Two::who_share();
    let (mira, ana) = (two.mira.open(), two.ana.open());
    mira.start_meeting(&two.id);
    two.mira.rest();
    two.meet();
    ana.wrap_up(&two.id, Some(&asking_for("Fewer platitudes")));
    two.ana.rest();
    two.meet();
    let mira_now = two.mira.open();
    whole(&mira_now);
    assert_eq!(find(&mira_now, "platitudes").count, 0, "I have not answered yet");
    mira_now.wrap_up(&two.id, Some(&asking_for("A longer walk")));
    two.mira.rest();
    two.meet();
    let mira_now = two.mira.open();
    whole(&mira_now);
    let hits = find(&mira_now, "platitudes");
    assert_eq!(hits.best.first().map(|hit| (hit.entry.kind, hit.entry.mine)), Some((Kind::Answer, Some(false))));
}

#[test]
fn who_was_known_by_another_id_before_is_told_apart_rightly_after_joining() {
    let (bo, ana) = bo_and_ana();
    bo.desk.point(&bo.with, "Bo’s umbrella");
    bo.browser.rest();
    exchange(&bo, &ana);
    let desk = ana.browser.open();
    whole(&desk);
    assert_eq!(find(&desk, "umbrella").best[0].entry.mine, Some(false));
}
