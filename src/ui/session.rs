//! The desk as a page holds it: opened once, saving by itself, telling what changed.

use core::time::Duration;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kit::language::{self, t, t_with};
use super::kit::notice::{Notice, Undo};
use super::words;
use crate::app::managed;
use crate::app::settings::{LANGUAGES, Theme, spoken};
use crate::app::{Desk, News, OpenError, Scope, ThreadView};
use crate::domain::{Instant, RelationshipId};
use crate::platform::extension::on_broadcast;
use crate::platform::{self, consent, page};

/// How long typing may go on before it is written: far below the second that may be lost, and long enough that a
/// sentence is a few writes and not fifty.
const TYPING: Duration = Duration::from_millis(250);

/// How long changes are gathered before they go over a relay: what is typed in one frame of the screen goes as one.
const LINES: Duration = Duration::from_millis(16);

/// How long changes are gathered before reminders and names follow: they are needed in minutes.
const HANDING_OVER: Duration = Duration::from_millis(500);

/// A handle on the desk for every part of a page.
#[derive(Clone, Copy)]
pub struct Session {
    desk: StoredValue<Rc<Desk>, LocalStorage>,
    version: RwSignal<u64>,
    /// What is said at the bottom of the page.
    pub notice: RwSignal<Option<Notice>>,
    second: RwSignal<Instant>,
    /// Changes when the page is to speak another language.
    languages: RwSignal<u32>,
    lines_due: StoredValue<bool>,
    /// This page is deleting everything, and goes elsewhere by itself.
    pub is_deleting: StoredValue<bool>,
    handing_over: StoredValue<bool>,
}

impl Session {
    /// Opens what is stored.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn open(scope: Scope) -> Result<Self, OpenError> {
        let ports = if page::is_practice() { platform::practice_ports() } else { platform::ports() };
        let desk = Desk::open(ports, scope).await?;
        let session = Self {
            version: RwSignal::new(0),
            notice: RwSignal::new(None),
            second: RwSignal::new(desk.now()),
            languages: RwSignal::new(0),
            lines_due: StoredValue::new(false),
            is_deleting: StoredValue::new(false),
            handing_over: StoredValue::new(false),
            desk: StoredValue::new_local(desk.clone()),
        };
        desk.on_news(move |news| session.hear(news));
        desk.set_managed(&platform::storage::managed(&managed::properties()).await);
        if page::is_practice() {
            desk.look_as_in(&platform::storage::ExtensionStorage).await;
        }
        desk.file_captures();
        session.apply_theme();
        session.hear(News::Save);
        session.send_only_with_consent();
        session.save_on_leaving();
        session.end_when_forgotten();
        session.work_lines_now_and_then();
        Ok(session)
    }

    /// The desk.
    pub fn desk(&self) -> Rc<Desk> {
        self.desk.get_value()
    }

    /// Makes whatever runs this run again when the desk has changed.
    pub fn track(&self) {
        self.version.track();
    }

    /// Makes whatever runs this run again when the page is to speak another language.
    pub fn track_language(&self) {
        self.languages.track();
    }

    /// Speaks the language that the user chose, or the browser's; another one than before shows the page anew.
    pub async fn speak_as_chosen(self) {
        let wanted = self.desk().language().or_else(|| spoken(&page::browser_language())).unwrap_or(LANGUAGES[0]);
        if wanted == language::language() {
            return;
        }
        // Without the words of the other language the page goes on in this one.
        if let Some(messages) = page::own_file(&format!("messages/{wanted}.json")).await {
            language::speak(wanted, &messages);
            self.languages.update(|languages| *languages += 1);
        }
    }

    /// How things stand with someone, always up to date.
    pub fn thread(self, id: RelationshipId) -> Memo<Option<ThreadView>> {
        Memo::new(move |_| {
            self.track();
            self.desk().thread(&id)
        })
    }

    /// The time, to the second, as long as [`Self::tick`] goes on.
    pub fn now(&self) -> Signal<Instant> {
        self.second.into()
    }

    /// Lets the time go on while the page is open.
    pub fn tick(self) {
        gloo_timers::callback::Interval::new(1_000, move || self.second.set(self.desk().now())).forget();
    }

    /// Says something, with a way to take it back.
    pub fn say(&self, text: String, undo: Option<Undo>) {
        self.notice.set(Some(Notice { text, undo }));
    }

    /// Writes what waits, again after a failure.
    pub fn save(self) {
        let desk = self.desk();
        spawn_local(async move { desk.flush().await });
    }

    /// What is wrong with storage, in words; nothing if all is well.
    pub fn trouble(&self) -> Option<String> {
        self.track();
        let desk = self.desk();
        let failed = desk
            .save_failure()
            .map(|error| t_with("save-failed", &[("reason", &error.to_string()), ("n", &desk.unsaved().to_string())]));
        let newer = || desk.newer_schema().map(|schema| t_with("store-newer", &[("schema", &schema.to_string())]));
        failed.or_else(newer)
    }

    /// Whether storage refused to write, and trying again may help.
    pub fn can_retry(&self) -> bool {
        self.track();
        self.desk().save_failure().is_some()
    }

    /// Puts the store in order, once nothing else is to be done.
    pub fn tidy(self) {
        let desk = self.desk();
        spawn_local(async move {
            desk.flush().await;
            // Another flush may be under way: nothing is put in order before all is written.
            while desk.unsaved() > 0 && desk.save_failure().is_none() {
                gloo_timers::future::sleep(TYPING).await;
            }
            // What could not be put in order now is as it was, and the next page tries again.
            let _ = desk.tidy().await;
            if !page::is_practice() {
                // Nor is a day that could not be kept a loss: the next page keeps it.
                let _ = desk.keep_today().await;
            }
        });
    }

    fn hear(self, news: News) {
        let desk = self.desk();
        page::mark_unsaved(desk.unsaved());
        match news {
            News::Changed => {
                self.apply_theme();
                self.version.update(|version| *version += 1);
                self.hand_over();
            }
            News::Save => self.save(),
            News::SaveSoon => spawn_local(async move {
                gloo_timers::future::sleep(TYPING).await;
                desk.flush().await;
            }),
            News::Lines => self.work_lines(),
            News::CatchUp => spawn_local(async move {
                if desk.catch_up().await.is_err() {
                    self.say(t("catch-up-failed"), None);
                }
            }),
        }
    }

    /// Lets what the background script tells follow what is known; soon, and once for all that happens until then.
    fn hand_over(self) {
        if self.handing_over.get_value() {
            return;
        }
        self.handing_over.set_value(true);
        spawn_local(async move {
            gloo_timers::future::sleep(HANDING_OVER).await;
            self.handing_over.set_value(false);
            self.desk().write_names();
            self.desk().write_reminders(words::reminder);
        });
    }

    /// Keeps the lines open that these relationships are shared over. Nothing is loaded for one without a relay.
    pub fn follow(self, ids: impl IntoIterator<Item = RelationshipId>) {
        ids.into_iter().for_each(|id| self.desk().follow(&id));
    }

    /// Soon, and once for all that happens until then.
    fn work_lines(self) {
        if self.lines_due.get_value() {
            return;
        }
        self.lines_due.set_value(true);
        spawn_local(async move {
            gloo_timers::future::sleep(LINES).await;
            self.lines_due.set_value(false);
            self.desk().work_lines().await;
            page::mark_lines(self.desk().lines_in_step());
        });
    }

    /// Says that we are here, and tries again what a relay has not taken.
    fn work_lines_now_and_then(self) {
        gloo_timers::callback::Interval::new(2_500, move || {
            if self.desk().has_lines() {
                self.work_lines();
            }
        })
        .forget();
        gloo_events::EventListener::new(&page::window(), "pagehide", move |_| self.desk().leave()).forget();
    }

    /// Nothing goes to a relay before the browser has said that it may, and from when it says that it may not.
    fn send_only_with_consent(self) {
        if page::is_practice() || !consent::is_needed() {
            return;
        }
        self.desk().set_may_send(false);
        self.look_for_consent();
        on_broadcast(move |kind| {
            if kind == "consent" {
                self.look_for_consent();
            }
            false
        });
    }

    fn look_for_consent(self) {
        let desk = self.desk();
        spawn_local(async move { desk.set_may_send(consent::is_given().await) });
    }

    /// Asks for it, within the click by which something is to go to a relay; says so if it is refused.
    pub fn ask_to_send(self) {
        let asked = consent::ask();
        spawn_local(async move {
            let given = asked.await;
            self.desk().set_may_send(given);
            if !given {
                self.say(t("consent-refused"), None);
            }
        });
    }

    /// When everything is being deleted, this page writes no more; once it is, the page starts afresh.
    fn end_when_forgotten(self) {
        on_broadcast(move |kind| {
            match kind {
                "shut" => self.desk().shut(),
                "forgotten" if !self.is_deleting.get_value() => _ = page::window().location().reload(),
                _ => {}
            }
            false
        });
    }

    fn apply_theme(&self) {
        let theme = self.desk().theme();
        page::set_theme((theme != Theme::System).then(|| theme.name()));
    }

    fn save_on_leaving(self) {
        for event in ["pagehide", "visibilitychange"] {
            let target = page::document();
            let window = page::window();
            let target: &web_sys::EventTarget = if event == "pagehide" { &window } else { &target };
            gloo_events::EventListener::new(target, event, move |_| self.save()).forget();
        }
    }
}
