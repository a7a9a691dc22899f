//! The load of a week: what is suggested, taking it with one click, taking that back, and putting it away.

use duologue::app::people::NewPerson;
use duologue::domain::load::{Because, Change};
use duologue::domain::{Cadence, RelationshipId, Role};

use crate::support::desk::{Browser, OpenDesk};

fn meets(desk: &OpenDesk, name: &str, role: Role, cadence: Cadence, minutes: u32) -> RelationshipId {
    desk.meet(&NewPerson { name: name.into(), role, cadence, minutes }).expect("a name is enough")
}

fn told(desk: &OpenDesk) -> Vec<(String, Because)> {
    let name = |id: &RelationshipId| desk.with(id).relationship.counterpart.name;
    desk.load().0.suggestions.iter().map(|one| (name(&one.with), one.because)).collect()
}

#[test]
fn a_full_week_is_told_of_with_what_would_make_it_fit() {
    let browser = Browser::new();
    let desk = browser.open();
    for n in 0..5 {
        meets(&desk, &format!("Report {n}"), Role::Report, Cadence::Weekly, 60);
    }
    let (load, _) = desk.load();
    assert_eq!((load.minutes, load.reports, load.fits()), (300, 5, true));
    assert_eq!(told(&desk), []);
    let pat = meets(&desk, "Pat", Role::Peer, Cadence::Weekly, 30);
    meets(&desk, "Now", Role::Peer, Cadence::NowAndThen, 240);
    assert_eq!((desk.load().0.minutes, desk.load().0.fits()), (330, false));
    assert_eq!(told(&desk), [("Pat".to_string(), Because::PeersMonthly)]);
    desk.archive(&pat, true);
    assert_eq!((desk.load().0.minutes, told(&desk)), (300, vec![]), "who is put away takes no time");
}

#[test]
fn a_suggestion_is_taken_with_one_click_in_every_page_and_can_be_taken_back() {
    let browser = Browser::new();
    let desk = browser.open();
    for n in 0..7 {
        meets(&desk, &format!("Report {n}"), Role::Report, Cadence::Weekly, 60);
    }
    let suggestions = desk.load().0.suggestions;
    assert!(suggestions.iter().all(|one| one.change == Change::Minutes(30)), "{suggestions:?}");
    let (first, with) = (&suggestions[0], suggestions[0].with.clone());
    let before = desk.take_suggestion(first).expect("it was another length");
    browser.rest();
    for page in [&desk, &browser.open()] {
        assert_eq!((page.with(&with).relationship.minutes, page.load().0.suggestions.len()), (30, 6));
    }
    desk.change_rhythm(&with, before);
    assert_eq!((desk.with(&with).relationship.minutes, desk.load().0.suggestions), (60, suggestions.clone()));
    for suggestion in &suggestions {
        desk.take_suggestion(suggestion);
    }
    assert_eq!((desk.load().0.minutes, desk.load().0.suggestions), (210, vec![]));
    assert_eq!(desk.take_suggestion(&suggestions[0]), None, "there is nothing to take back");
}

#[test]
fn what_was_put_away_stays_away_and_can_be_shown_again() {
    let browser = Browser::new();
    let desk = browser.open();
    let ana = meets(&desk, "Ana", Role::Report, Cadence::Monthly, 30);
    let boss = meets(&desk, "Boss", Role::Manager, Cadence::Monthly, 30);
    let suggestion = |with: &RelationshipId| {
        desk.load().0.suggestions.into_iter().find(|one| one.with == *with).expect("it is suggested")
    };
    let (of_ana, of_boss) = (suggestion(&ana), suggestion(&boss));
    desk.put_suggestion_away(&of_ana, true);
    browser.rest();
    let later = browser.open();
    assert_eq!((told(&later), later.load().1), (vec![("Boss".into(), Because::Rare)], 1));
    later.put_suggestion_away(&of_boss, true);
    later.put_suggestion_away(&of_ana, false);
    assert_eq!(told(&later), [("Ana".to_string(), Because::Rare)]);
    later.show_suggestions_again();
    assert_eq!((told(&later).len(), later.load().1), (2, 0));
}
