//! What the owner can see and do about all that is kept: the inventory, the log of what was sent, settings that an
//! administrator has fixed, quiet hours, and the end of everything.

use std::collections::BTreeMap;

use duologue::app::agenda::PointDraft;
use duologue::app::erasing::Withdrawn;
use duologue::app::inventory::{StoredKind, StoredPart};
use duologue::app::managed::{Choice, properties};
use duologue::app::sent::{Sent, SentKind};
use duologue::app::settings::Theme;
use duologue::domain::reminder::Ahead;
use duologue::domain::{CallRoom, KeepAs, QuietHours, Role};
use duologue::ports::{MemoryRelay, RelayAddress, Value};
use duologue::store::written;

use crate::support::desk::{Browser, OpenDesk, asking_for};
use crate::support::pair::{bo_and_ana, exchange, over, rest};
use crate::support::turns::finish;

fn inventory(desk: &OpenDesk) -> Vec<StoredPart> {
    finish(desk.inventory()).expect("storage answers")
}

fn sent(desk: &OpenDesk) -> Vec<Sent> {
    finish(desk.all_sent()).expect("storage answers")
}

fn of_kind(log: &[Sent], kind: SentKind) -> u64 {
    log.iter().filter(|sent| sent.kind == kind).map(|sent| sent.count).sum()
}

#[test]
fn every_stored_byte_is_in_the_inventory_once_and_has_a_kind() {
    let (bo, ana) = over(&MemoryRelay::default());
    let (browser, desk) = (&bo.browser, &bo.desk);
    desk.meets("Cleo", Role::Manager);
    desk.hold(browser, &bo.with, 30, Some(&asking_for("less")));
    desk.write_private_notes(&bo.with, "mine");
    desk.catch("later", None, KeepAs::Agenda);
    desk.link_room(&CallRoom::parse("meet:abc-defg-hij").expect("a room"), &bo.with);
    desk.set_theme(Theme::Dark);
    desk.write_names();
    browser.write("dock", Value::Json(r#"{"side":"left"}"#.into()));
    browser.write("of a newer version", Value::Text("?".into()));
    rest(&bo, &ana);

    let parts = inventory(desk);
    let stored = browser.storage.entries();
    assert_eq!(parts.iter().map(|part| &part.key).collect::<Vec<_>>(), stored.keys().collect::<Vec<_>>());
    let bytes = |(key, value): (&String, &Value)| match value {
        Value::Text(text) => key.len() + serde_json::to_string(text).expect("text").len(),
        Value::Json(json) => key.len() + json.len(),
    };
    assert_eq!(parts.iter().map(|part| part.bytes).sum::<usize>(), stored.iter().map(bytes).sum::<usize>());
    let kinds: BTreeMap<StoredKind, usize> = StoredKind::ALL
        .into_iter()
        .map(|kind| (kind, parts.iter().filter(|part| part.kind == kind).map(|part| part.bytes).sum()))
        .collect();
    let all: usize = parts.iter().map(|part| part.bytes).sum();
    assert_eq!(kinds.values().sum::<usize>(), all, "no kind is left out of what is shown");
    for kind in [StoredKind::Together, StoredKind::Mine, StoredKind::Sharing, StoredKind::Sent, StoredKind::Settings] {
        assert!(kinds[&kind] > 0, "{kind:?}");
    }
    let strange: Vec<_> = parts.iter().filter(|part| part.kind == StoredKind::Other).map(|part| &part.key).collect();
    assert_eq!(strange, ["of a newer version", "schema"]);
    assert!(parts.iter().filter(|part| part.with.as_ref() == Some(&bo.with)).count() > 4, "by person");
    let raw = finish(desk.raw("of a newer version")).expect("storage answers");
    assert_eq!((raw.as_deref(), finish(desk.raw("gone"))), (Some("?"), Ok(None)));
}

#[test]
fn what_goes_over_a_relay_or_is_copied_is_counted_and_survives_the_page() {
    let (bo, ana) = over(&MemoryRelay::default());
    bo.desk.point(&bo.with, "Over the relay");
    rest(&bo, &ana);
    let log = sent(&bo.desk);
    let relay = log.iter().find(|sent| sent.kind == SentKind::Relay).expect("it was sent");
    assert_eq!(relay.to, "relay.example");
    assert!(relay.count >= 2 && relay.bytes > 100, "{relay:?}");
    assert!(of_kind(&log, SentKind::Presence) >= 1);
    assert_eq!(of_kind(&log, SentKind::ByHand), 1, "the invitation");
    bo.copy();
    finish(bo.desk.flush());
    drop(bo.desk);
    let again = bo.browser.open();
    let later = sent(&again);
    assert_eq!(of_kind(&later, SentKind::ByHand), 2, "and the update");
    assert!(later.iter().any(|sent| sent.kind == SentKind::Relay && sent.count >= relay.count));
}

#[test]
fn pages_that_send_at_once_all_count_and_what_is_old_is_added_up() {
    let browser = Browser::new();
    let pages: Vec<_> = (0..5).map(|_| browser.open()).collect();
    let sends = |page: &OpenDesk| {
        page.note_sent(SentKind::Calendar, "https://cal.example/secret/basic.ics", 100);
        finish(page.flush());
    };
    pages.iter().for_each(|page| sends(page));
    let keys = || browser.storage.entries().into_keys().filter(|key| key.starts_with("sent/")).count();
    assert_eq!((of_kind(&sent(&pages[0]), SentKind::Calendar), keys()), (5, 5));
    browser.days_pass(2);
    finish(pages[0].tidy()).expect("storage answers");
    browser.rest();
    assert_eq!((of_kind(&sent(&pages[1]), SentKind::Calendar), keys()), (5, 1));
    sends(&pages[1]);
    let log = sent(&pages[2]);
    assert_eq!((of_kind(&log, SentKind::Calendar), log[0].to.as_str()), (6, "cal.example"), "and none twice");
    let stored: String = browser.storage.entries().values().map(|value| format!("{value:?}")).collect();
    assert!(!stored.contains("secret"), "a secret address is no place");
}

fn told(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
}

#[test]
fn what_an_administrator_sets_is_where_a_user_starts() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.set_managed(&told(&[("theme", "dark"), ("language", "de"), ("quietHours", "20:00-07:00")]));
    assert_eq!((desk.theme(), desk.language()), (Theme::Dark, Some("de")));
    assert_eq!(desk.quiet_hours(), QuietHours::parse("20:00-07:00"));
    assert!(Choice::ALL.iter().all(|choice| !desk.is_locked(*choice)));
    desk.set_theme(Theme::Light);
    desk.set_quiet_hours(None);
    assert_eq!((desk.theme(), desk.quiet_hours()), (Theme::Light, None), "and the user may go elsewhere");
}

#[test]
fn what_an_administrator_locks_stays_whatever_the_user_has_set() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.set_theme(Theme::Light);
    browser.rest();
    let locked = r#"["theme","remindOverdue","notify","remindAhead"]"#;
    desk.set_managed(&told(&[
        ("theme", "dark"),
        ("remindOverdue", "false"),
        ("remindAhead", "hour"),
        ("notify", "true"),
        ("locked", locked),
    ]));
    let before = browser.storage.entries();
    desk.set_theme(Theme::System);
    desk.set_notifies(false);
    let mut wanted = desk.reminders_wanted();
    wanted.overdue = true;
    desk.want_reminders(wanted);
    browser.rest();
    assert_eq!((desk.theme(), desk.notifies()), (Theme::Dark, true));
    assert_eq!((desk.reminders_wanted().overdue, desk.reminders_wanted().ahead), (false, Ahead::Hour));
    assert_eq!(browser.storage.entries(), before, "nothing was written over it");
    assert!(desk.is_locked(Choice::Theme) && !desk.is_locked(Choice::Language));
    desk.set_managed(&BTreeMap::new());
    assert_eq!(desk.theme(), Theme::Light, "what the user had set is there again");
}

#[test]
fn a_relay_of_the_administrator_s_always_holds_and_odd_values_hold_for_nothing() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.set_managed(&told(&[("relayUrl", "wss://house.example"), ("locked", "no list"), ("theme", " ")]));
    let mine = RelayAddress { url: "wss://mine.example".into(), credential: None };
    desk.set_default_relay(Some(&mine));
    assert_eq!(desk.default_relay().map(|relay| relay.url).as_deref(), Some("wss://house.example"));
    assert_eq!(desk.theme(), Theme::System);
    assert_eq!(properties().len(), Choice::ALL.len() + 2, "what is locked, and a pack of questions");
    desk.set_managed(&told(&[("relayUrl", "relay.house.example")]));
    let (unusable, is_usable) = desk.managed_relay().expect("it is told");
    assert_eq!((unusable.url.as_str(), is_usable), ("relay.house.example", false));
    assert_eq!(desk.default_relay(), None, "and nothing else stands in for it");
}

#[test]
fn a_dock_that_cannot_be_is_not_set_and_a_width_beyond_the_ends_is_the_end() {
    let browser = Browser::new();
    let desk = browser.open();
    let locked = ("locked", r#"["dockSide","dockWidth"]"#);
    desk.set_managed(&told(&[("dockSide", "up"), ("dockWidth", "5000"), locked]));
    assert_eq!((desk.dock_place().is_left, desk.dock_place().width), (false, 480));
    assert!(!desk.is_locked(Choice::DockSide) && desk.is_locked(Choice::DockWidth));
    desk.set_managed(&told(&[("dockSide", "left"), ("dockWidth", "wide"), locked]));
    assert_eq!((desk.dock_place().is_left, desk.dock_place().width), (true, 360));
}

#[test]
fn a_credential_of_the_house_goes_to_no_relay_of_the_user_s_own() {
    let browser = Browser::new();
    let desk = browser.open();
    let mine = RelayAddress { url: "wss://mine.example".into(), credential: Some("of mine".into()) };
    desk.set_default_relay(Some(&mine));
    desk.set_managed(&told(&[("relayCredential", "of the house")]));
    assert_eq!(desk.default_relay(), Some(mine));
    assert!(!desk.is_locked(Choice::RelayCredential));
}

#[test]
fn the_background_is_told_of_quiet_hours() {
    let browser = Browser::new();
    let desk = browser.open();
    desk.set_quiet_hours(QuietHours::parse("20:00-07:00"));
    desk.write_reminders(|_, _| Default::default());
    browser.rest();
    let record: serde_json::Value = written::read_json(&browser.storage.entries()["reminders"]).expect("a record");
    assert_eq!(record["quiet"], "20:00-07:00");
}

#[test]
fn at_the_end_the_relay_lets_go_of_mine_and_nothing_is_written_any_more() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    bo.desk.point(&bo.with, "His");
    ana.desk.point(&ana.with, "Hers");
    rest(&bo, &ana);
    let before = relay.values().len();
    let Withdrawn { gone, unreached } = finish(bo.desk.withdraw());
    assert!(gone >= 3, "about, the meeting, and that he is here: {gone}");
    assert_eq!((unreached, relay.values().len()), (0, before - gone), "and hers stay hers");
    rest(&bo, &ana);
    assert_eq!(relay.values().len(), before - gone, "nothing of his comes back");
    assert_eq!(ana.agenda().len(), 2, "what she has she keeps");

    let stored = bo.browser.storage.entries();
    assert_eq!(bo.desk.add_point(&bo.with, &PointDraft::titled("Too late")), None);
    bo.desk.set_theme(Theme::Dark);
    bo.desk.write_names();
    bo.browser.rest();
    finish(bo.desk.tidy()).expect("it does nothing");
    assert_eq!(bo.browser.storage.entries(), stored);
    assert_eq!(bo.desk.unsaved(), 0);
}

#[test]
fn a_relay_that_cannot_be_reached_is_told_of() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    rest(&bo, &ana);
    relay.set_down(true);
    rest(&bo, &ana);
    assert_eq!(finish(bo.desk.withdraw()), Withdrawn { gone: 0, unreached: 1 });
}

#[test]
fn who_shares_by_text_alone_has_nothing_to_withdraw() {
    let (bo, ana) = bo_and_ana();
    exchange(&bo, &ana);
    assert_eq!(finish(bo.desk.withdraw()), Withdrawn::default());
}
