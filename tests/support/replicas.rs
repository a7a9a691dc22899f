//! Two people with a browser or two each, what they do in them, and what becomes of their texts on the way.

use std::collections::{BTreeMap, BTreeSet};

use duologue::app::actions::ActionDraft;
use duologue::app::agenda::PointDraft;
use duologue::domain::{ActionId, ActionItem, ActionState, MeetingNumber, PointId, PointState, Role, TalkingPoint};
use duologue::ports::memory_relay::Place;
use duologue::ports::{MemoryRelay, RelayAddress};
use duologue::share::Invitation;

use super::desk::{Browser, answer};
use super::pair::One;
use super::turns::finish;

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    AddPoint {
        theirs: bool,
    },
    Retitle(usize),
    Note(usize),
    Move(usize, usize),
    Close(usize, PointState),
    PutOff(usize, bool),
    Promise {
        theirs: bool,
    },
    Settle(usize, ActionState),
    Reword(usize),
    TalkAbout(usize),
    WrapUp(u8),
    NotePrivately,
    Tidy,
    Reload,
    /// Lets the page do what there is to do, after so many seconds.
    Rest(i64),
}

/// What becomes of a text on its way.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    Whole,
    CutTo(usize),
    Touched(usize),
}

/// What the relay does.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    Down,
    Up,
    HoldBack,
    LetGo,
    Wiped,
    /// As it was so many times ago.
    RolledBack(usize),
}

/// A text that was copied and may be pasted at any time.
struct Text {
    from: usize,
    for_devices: bool,
    text: String,
}

/// Everything, and what must be there in the end.
pub struct World {
    pub replicas: Vec<One>,
    /// Who each replica belongs to: Bo is 0, Ana is 1.
    owner: Vec<usize>,
    pub relay: MemoryRelay,
    texts: Vec<Text>,
    past: Vec<BTreeMap<Place, Vec<u8>>>,
    written: usize,
    pub points: BTreeSet<PointId>,
    pub promises: BTreeSet<ActionId>,
    /// Words of each one's private notes.
    pub private: [Vec<String>; 2],
}

/// How two begin.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    pub over_relay: bool,
    /// Ana had Bo in her browser, with a point and a meeting that was held.
    pub knew_before: bool,
    /// Second browsers, of Bo and of Ana.
    pub second: [bool; 2],
}

/// What all replicas must see alike.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub current: MeetingNumber,
    pub agenda: Vec<TalkingPoint>,
    pub put_off: Vec<TalkingPoint>,
    pub points: Vec<TalkingPoint>,
    pub promises: Vec<ActionItem>,
    pub rhythm: (String, u32),
}

impl World {
    /// Bo invites Ana; then their other browsers join.
    pub fn new(begin: Beginning) -> Self {
        let relay = MemoryRelay::default();
        let mut world = Self {
            replicas: Vec::new(),
            owner: vec![0, 1],
            relay: relay.clone(),
            texts: Vec::new(),
            past: Vec::new(),
            written: 0,
            points: BTreeSet::new(),
            promises: BTreeSet::new(),
            private: Default::default(),
        };
        let (bo, text) = host(&relay, begin.over_relay);
        world.replicas.push(bo);
        let ana = world.guest(&relay, &text, begin.knew_before);
        world.replicas.push(ana);
        for who in [0, 1] {
            if begin.second[who] {
                world.add_device(who);
            }
        }
        world
    }

    fn guest(&mut self, relay: &MemoryRelay, text: &str, knew_before: bool) -> One {
        let browser = at(relay, 101);
        let desk = browser.open();
        let known = knew_before.then(|| desk.meets("Bosko", Role::Manager));
        if let Some(known) = &known {
            self.points.insert(desk.point(known, "From before"));
            desk.hold(&browser, known, 20, None);
        }
        let invitation = Invitation::read(text).expect("it is an invitation");
        let with = desk.join(&invitation, known.as_ref(), "").expect("it can be joined");
        desk.follow(&with);
        browser.rest();
        One { browser, desk, with }
    }

    fn add_device(&mut self, who: usize) {
        let first = &self.replicas[who];
        let code = first.desk.device_code().expect("it can be written");
        first.browser.rest();
        let text = finish(first.desk.copy_for_devices()).expect("it has a code");
        let browser = at(&self.relay, 102 + u32::try_from(who).expect("it is small"));
        let desk = browser.open();
        desk.join_devices(&code).expect("it is a code");
        finish(desk.paste_from_device(&text)).expect("it is from my device");
        browser.rest();
        let with = first.with.clone();
        desk.follow(&with);
        browser.rest();
        self.replicas.push(One { browser, desk, with });
        self.owner.push(who);
    }

    /// Lets one do something.
    pub fn act(&mut self, which: usize, act: Act) {
        let which = which % self.replicas.len();
        match act {
            Act::Tidy => finish(self.replicas[which].desk.tidy()).expect("storage answers"),
            Act::Reload => self.reload(which),
            Act::Rest(seconds) => self.rest(which, seconds),
            Act::AddPoint { theirs } => self.add_point(which, theirs),
            Act::Promise { theirs } => self.promise(which, theirs),
            Act::NotePrivately => self.note_privately(which),
            other => self.edit(which, other),
        }
    }

    fn edit(&mut self, which: usize, act: Act) {
        let word = self.word("word");
        let One { browser, desk, with } = &self.replicas[which];
        let view = desk.with(with);
        let point = |n: usize| view.agenda.get(n % view.agenda.len().max(1)).map(|point| (point, &point.id));
        let promise = |n: usize| view.actions.get(n % view.actions.len().max(1)).map(|action| &action.id);
        match act {
            Act::Retitle(n) => _ = point(n).map(|(_, id)| desk.retitle_point(with, id, &word)),
            Act::Note(n) => _ = point(n).map(|(p, id)| desk.note_on_point(with, id, &format!("{} {word}", p.notes))),
            Act::Move(n, to) => _ = point(n).map(|(_, id)| desk.move_point(with, id, to % view.agenda.len())),
            Act::Close(n, state) => _ = point(n).map(|(_, id)| desk.close_point(with, id, state)),
            Act::PutOff(n, off) => _ = point(n).map(|(_, id)| desk.put_off(with, id, off)),
            Act::TalkAbout(n) => _ = point(n).map(|(_, id)| desk.talk_about(with, Some(id))),
            Act::Settle(n, state) => _ = promise(n).map(|id| desk.close_action(with, id, state)),
            Act::Reword(n) => _ = promise(n).map(|id| desk.reword_action(with, id, &word)),
            Act::WrapUp(score) => {
                desk.start_meeting(with);
                browser.minutes_pass(20);
                desk.wrap_up(with, Some(&answer(Some(score), &word)));
            }
            _ => unreachable!("it is done elsewhere"),
        }
    }

    fn add_point(&mut self, which: usize, theirs: bool) {
        let title = self.word("point");
        let One { desk, with, .. } = &self.replicas[which];
        let draft = PointDraft { author: theirs.then(|| desk.them(with)), ..PointDraft::titled(title) };
        let added = desk.add_point(with, &draft).expect("it has a title");
        self.points.insert(added);
    }

    fn promise(&mut self, which: usize, theirs: bool) {
        let text = self.word("promise");
        let One { desk, with, .. } = &self.replicas[which];
        let draft = ActionDraft { text, owner: theirs.then(|| desk.them(with)), when: None };
        let added = desk.add_action(with, &draft).expect("it has a text");
        self.promises.insert(added);
    }

    fn note_privately(&mut self, which: usize) {
        let word = self.word("private");
        let One { desk, with, .. } = &self.replicas[which];
        desk.write_private_notes(with, &format!("{} {word}", desk.private_notes(with)));
        self.private[self.owner[which]].push(word);
    }

    fn word(&mut self, kind: &str) -> String {
        self.written += 1;
        format!("{kind}{}.", self.written)
    }

    fn rest(&self, which: usize, seconds: i64) {
        let one = &self.replicas[which];
        one.browser.clock.advance(seconds);
        finish(one.desk.work_lines());
        one.browser.rest();
    }

    fn reload(&mut self, which: usize) {
        let one = &mut self.replicas[which];
        one.browser.rest();
        one.desk = one.browser.open();
        one.desk.follow(&one.with);
        one.browser.rest();
    }

    /// Copies what the other lacks, or everything for my own devices, if there are any.
    pub fn copy(&mut self, which: usize, for_devices: bool) {
        let which = which % self.replicas.len();
        let desk = &self.replicas[which].desk;
        let text = if for_devices {
            finish(desk.copy_for_devices()).ok()
        } else {
            finish(desk.copy_update(&self.replicas[which].with)).ok().map(|bundle| bundle.text)
        };
        if let Some(text) = text {
            self.texts.push(Text { from: which, for_devices, text });
        }
    }

    /// Pastes one of the texts somewhere; says what is wrong with how it went.
    pub fn paste(&self, text: usize, into: usize, way: Way) -> Result<(), String> {
        let Some(text) = self.texts.get(text % self.texts.len().max(1)) else { return Ok(()) };
        let into = into % self.replicas.len();
        let pasted = way.of(&text.text);
        let is_own = self.owner[text.from] == self.owner[into];
        let is_good = pasted == text.text && is_own == text.for_devices;
        let one = &self.replicas[into];
        one.browser.rest();
        let before = (one.browser.storage.entries(), self.seen(into));
        let result = one.take(&pasted, text.for_devices);
        one.browser.rest();
        let same = before == (one.browser.storage.entries(), self.seen(into));
        match (is_good, result) {
            (true, Ok(())) => Ok(()),
            (false, Err(_)) if same => Ok(()),
            (_, result) => Err(format!("good: {is_good}, nothing changed: {same}, {result:?}")),
        }
    }

    /// Lets the relay do something.
    pub fn trouble(&mut self, trouble: Trouble) {
        self.past.push(self.relay.values());
        match trouble {
            Trouble::Down => self.relay.set_down(true),
            Trouble::Up => self.relay.set_down(false),
            Trouble::HoldBack => self.relay.hold_back(),
            Trouble::LetGo => self.relay.let_go(),
            Trouble::Wiped => self.relay.replace(BTreeMap::new()),
            Trouble::RolledBack(ago) => self.relay.replace(self.past[ago % self.past.len()].clone()),
        }
    }

    /// Everyone connects anew to the relay and stays until nothing moves.
    pub fn meet_at_the_relay(&self) {
        self.relay.let_go();
        self.relay.set_down(true);
        self.relay.set_down(false);
        for _ in 0..3 {
            (0..self.replicas.len()).for_each(|which| self.rest(which, 11));
        }
    }

    /// Each hands over to each: sealed for the other one, or sealed for one's own.
    pub fn hand_over(&self, for_devices: bool) {
        for (from, sender) in self.replicas.iter().enumerate() {
            for (into, receiver) in self.replicas.iter().enumerate() {
                if from != into && (self.owner[from] == self.owner[into]) == for_devices {
                    receiver.take(&sender.give(for_devices), for_devices).expect("it is good");
                    receiver.browser.rest();
                }
            }
        }
    }

    /// What a replica shows now.
    pub fn seen(&self, which: usize) -> Seen {
        let One { desk, with, .. } = &self.replicas[which];
        seen(desk, with)
    }

    /// Other browsers of the same person, in pairs.
    pub fn own_devices(&self) -> impl Iterator<Item = (usize, &One, &One)> {
        let others = self.replicas.iter().zip(&self.owner).skip(2);
        others.map(|(one, owner)| (*owner, &self.replicas[*owner], one))
    }
}

/// What a desk shows of someone.
pub fn seen(desk: &super::desk::OpenDesk, with: &duologue::domain::RelationshipId) -> Seen {
    let view = desk.with(with);
    Seen {
        current: view.current,
        agenda: view.agenda,
        put_off: view.put_off,
        points: view.points,
        promises: view.actions,
        rhythm: (view.relationship.cadence.name(), view.relationship.minutes),
    }
}

impl Way {
    fn of(self, text: &str) -> String {
        match self {
            Self::Whole => text.into(),
            Self::CutTo(at) => text[..at % text.len()].into(),
            Self::Touched(at) => {
                let at = at % text.len();
                let other = if &text[at..=at] == "A" { "B" } else { "A" };
                format!("{}{other}{}", &text[..at], &text[at + 1..])
            }
        }
    }
}

impl One {
    fn give(&self, for_devices: bool) -> String {
        if for_devices { finish(self.desk.copy_for_devices()).expect("it has a code") } else { self.copy() }
    }

    fn take(&self, text: &str, for_devices: bool) -> Result<(), String> {
        if for_devices {
            finish(self.desk.paste_from_device(text)).map(drop).map_err(|error| error.to_string())
        } else {
            finish(self.desk.paste_update(&self.with, text)).map(drop).map_err(|error| error.to_string())
        }
    }
}

fn at(relay: &MemoryRelay, lane: u32) -> Browser {
    let mut browser = Browser::in_lane(lane);
    browser.relay = relay.clone();
    browser
}

fn host(relay: &MemoryRelay, over_relay: bool) -> (One, String) {
    let browser = at(relay, 100);
    let desk = browser.open();
    if over_relay {
        desk.set_default_relay(Some(&RelayAddress { url: "wss://relay.example".into(), credential: None }));
    }
    let with = desk.meets("Ana", Role::Report);
    let text = desk.invite(&with, "Bo").expect("it can be shared");
    desk.follow(&with);
    browser.rest();
    (One { browser, desk, with }, text)
}
