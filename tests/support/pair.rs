//! Two people who share, each with a browser of their own.

use std::rc::Rc;

use duologue::app::bundles::CameIn;
use duologue::domain::{RelationshipId, Role};
use duologue::ports::{MemoryRelay, RelayAddress};
use duologue::share::Invitation;

use super::desk::{Browser, OpenDesk};
use super::turns::finish;

/// One of the two.
pub struct One {
    pub browser: Browser,
    pub desk: Rc<OpenDesk>,
    pub with: RelationshipId,
}

impl One {
    /// What the other lacks, as a text.
    pub fn copy(&self) -> String {
        let bundle = finish(self.desk.copy_update(&self.with)).expect("it is shared");
        self.browser.rest();
        bundle.text
    }

    /// Takes in what the other has copied.
    pub fn paste(&self, text: &str) -> CameIn {
        let came = finish(self.desk.paste_update(&self.with, text)).expect("it is from the other");
        self.browser.rest();
        came
    }

    /// The titles on the agenda.
    pub fn agenda(&self) -> Vec<String> {
        self.desk.agenda(&self.with)
    }
}

/// Bo, who manages Ana and has invited her, and Ana, who has joined as somebody new; nothing else has gone over yet.
pub fn bo_and_ana() -> (One, One) {
    let browser = Browser::in_lane(100);
    let desk = browser.open();
    let with = desk.meets("Ana", Role::Report);
    let bo = One { browser, desk, with };
    let ana = invited(&bo, "Bo", 101);
    (bo, ana)
}

/// Who joins with an invitation of `host`.
pub fn invited(host: &One, host_name: &str, lane: u32) -> One {
    let text = host.desk.invite(&host.with, host_name).expect("it can be shared");
    host.browser.rest();
    let browser = Browser::in_lane(lane);
    let desk = browser.open();
    let invitation = Invitation::read(&text).expect("it is an invitation");
    let with = desk.join(&invitation, None, "").expect("it can be joined");
    browser.rest();
    One { browser, desk, with }
}

/// Lets each have what the other has.
pub fn exchange(one: &One, other: &One) {
    for (from, to) in [(one, other), (other, one), (one, other)] {
        to.paste(&from.copy());
    }
}

/// A browser that reaches this relay.
pub fn at(relay: &MemoryRelay, lane: u32) -> Browser {
    let mut browser = Browser::in_lane(lane);
    browser.relay = relay.clone();
    browser
}

/// Bo and Ana, who have joined over a relay; both have the page open.
pub fn over(relay: &MemoryRelay) -> (One, One) {
    in_lanes(relay, [100, 101])
}

/// The same, with chance of their own.
pub fn in_lanes(relay: &MemoryRelay, [his, hers]: [u32; 2]) -> (One, One) {
    let (his, hers) = (at(relay, his), at(relay, hers));
    let desk = his.open();
    desk.set_default_relay(Some(&RelayAddress { url: "wss://relay.example".into(), credential: None }));
    let with = desk.meets("Ana", Role::Report);
    let text = desk.invite(&with, "Bo").expect("it can be shared");
    desk.follow(&with);
    let bo = One { browser: his, desk, with };
    bo.browser.rest();
    let desk = hers.open();
    let with = desk.join(&Invitation::read(&text).expect("it is one"), None, "").expect("it can be joined");
    desk.follow(&with);
    let ana = One { browser: hers, desk, with };
    rest(&bo, &ana);
    (bo, ana)
}

/// Lets both pages do what there is to do, until there is nothing.
pub fn rest(bo: &One, ana: &One) {
    for _ in 0..4 {
        bo.browser.rest();
        ana.browser.rest();
    }
}
