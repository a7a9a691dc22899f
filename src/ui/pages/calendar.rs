//! People from a calendar: a file, a pasted text or a secret address in, 1:1s to tick out.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calendar_address::{address_part, look_once_a_day};
use super::calendar_list::{faults, list, which_is_me};
use crate::app::calendar::{Me, Offer, Offers, Taken};
use crate::domain::{RelationshipId, Role};
use crate::platform::zones::instant_in;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, dynamic, said, when};
use crate::ui::kit::file::{file_button, take_dropped};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::kit::text::TextField;
use crate::ui::session::Session;

/// Longest text that is read as a calendar, in bytes: four times what ten busy years come to.
const LONGEST: usize = 20 * 1024 * 1024;

/// What is being read, and what the user has ticked so far.
#[derive(Clone, Copy)]
pub struct Reader {
    pub session: Session,
    pub is_open: RwSignal<bool>,
    /// The calendar that was read last: it is read again once it is known who I am in it.
    text: StoredValue<Arc<str>>,
    pub found: RwSignal<Option<Arc<Offers>>>,
    /// For each offer, whether it is ticked.
    pub ticked: RwSignal<Vec<bool>>,
    /// For each offer, the place of the role in what is offered.
    pub roles: RwSignal<Vec<usize>>,
    pub mistake: RwSignal<String>,
    /// What is going on, or came of it without a mistake.
    pub status: RwSignal<String>,
    /// Whether it comes from the address, of which only news are shown.
    pub by_address: RwSignal<bool>,
}

/// What People shows of it: a button, news from the calendar, and the dialog.
pub fn calendar_button(session: Session) -> (Reader, AnyView) {
    let reader = Reader::new(session);
    let open = move || {
        if !untrack(|| reader.has_news()) {
            reader.start_again();
        }
        reader.is_open.set(true);
    };
    (reader, button("button", t("calendar-from"), open))
}

/// The dialog, and a word above the people if the calendar has news.
pub fn calendar_parts(reader: Reader) -> AnyView {
    look_once_a_day(reader);
    let has_news = move || !reader.is_open.get() && reader.has_news();
    let news = move || {
        let count = reader.found.with_untracked(|found| found.as_ref().map_or(0, |found| found.offers.len()));
        let text = t_count("calendar-news", i64::try_from(count).unwrap_or(i64::MAX), &[]);
        view! {
            <div class="calendar-news">
                <p>{text}</p>
                {button("button", t("calendar-look"), move || reader.is_open.set(true))}
                {button("button quiet", t("calendar-not-now"), move || reader.leave())}
            </div>
        }
        .into_any()
    };
    view! {
        <div role="status">{when(has_news, news)}</div>
        {dialog(reader.is_open, t("calendar-from"), move || content(reader))}
    }
    .into_any()
}

impl Reader {
    fn new(session: Session) -> Self {
        Self {
            session,
            is_open: RwSignal::new(false),
            text: StoredValue::new("".into()),
            found: RwSignal::new(None),
            ticked: RwSignal::new(Vec::new()),
            roles: RwSignal::new(Vec::new()),
            mistake: RwSignal::new(String::new()),
            status: RwSignal::new(String::new()),
            by_address: RwSignal::new(false),
        }
    }

    /// As if nothing had been read.
    pub fn start_again(self) {
        self.found.set(None);
        self.by_address.set(false);
        self.say("", "");
    }

    /// Says what is going on, or what went wrong, in place of what was said before.
    pub fn say(self, status: &str, mistake: &str) {
        self.status.set(status.into());
        self.mistake.set(mistake.into());
    }

    fn has_news(self) -> bool {
        self.by_address.get() && self.found.with(Option::is_some)
    }

    /// Reads what was dropped, chosen or pasted.
    pub fn read(self, text: &str) {
        self.by_address.set(false);
        self.text.set_value(text.into());
        self.read_as(None);
    }

    /// Reads what came from the address; only what was not offered before is shown.
    pub async fn read_news(self, text: &str, me: Option<String>) -> bool {
        self.by_address.set(true);
        self.text.set_value(text.into());
        self.offers(me).await.is_some_and(|offers| {
            // Who I am is only asked of somebody who has just asked something themselves.
            let is_clear = offers.me == Me::Clear;
            let has_news = if is_clear { !offers.offers.is_empty() } else { self.is_open.get_untracked() };
            if has_news {
                self.show(offers);
            }
            has_news
        })
    }

    /// Reads it again, now that it is known who I am in it.
    pub fn read_as(self, me: Option<String>) {
        spawn_local(async move {
            if let Some(me) = me.as_ref().filter(|_| self.by_address.get_untracked()) {
                // Asked again the next time, if it cannot be kept.
                let _ = self.session.desk().note_calendar_me(me).await;
            }
            if let Some(offers) = self.offers(me).await {
                self.show(offers);
            }
        });
    }

    async fn offers(self, me: Option<String>) -> Option<Offers> {
        let text = self.text.get_value();
        if text.len() > LONGEST {
            self.say("", &t("calendar-too-large"));
            return None;
        }
        let desk = self.session.desk();
        let read = desk.read_calendar(&text, me.as_deref(), &instant_in).await;
        let address = desk.calendar_address().await.ok().flatten().filter(|_| self.by_address.get_untracked());
        match read {
            Ok(mut offers) => {
                if let Some(address) = address {
                    offers.offers.retain(|offer| offer.known.is_none() && !address.has_seen(offer));
                }
                Some(offers)
            }
            Err(error) => {
                self.say("", &t_with("calendar-failed", &[("reason", &error.to_string())]));
                None
            }
        }
    }

    fn show(self, offers: Offers) {
        if offers.looked_at == 0 {
            return self.say("", &t("calendar-not-one"));
        }
        self.say("", "");
        self.ticked.set(offers.offers.iter().map(|offer| offer.known.is_none()).collect());
        self.roles.set(vec![0; offers.offers.len()]);
        self.found.set(Some(Arc::new(offers)));
    }

    /// What is ticked, with the role of each.
    fn taken(self) -> Vec<Taken> {
        let (ticked, roles) = (self.ticked.get_untracked(), self.roles.get_untracked());
        let role = |place: usize| roles.get(place).and_then(|role| Role::OFFERED.get(*role)).copied();
        let taken = |(place, offer): (usize, &Offer)| Taken {
            suggested: offer.suggested.clone(),
            role: role(place).unwrap_or(Role::Report),
        };
        let is_ticked = |(place, _): &(usize, &Offer)| ticked.get(*place).copied().unwrap_or_default();
        let found = self.found.get_untracked();
        found.iter().flat_map(|found| found.offers.iter().enumerate().filter(is_ticked).map(taken)).collect()
    }

    fn add(self) {
        let taken = self.taken();
        spawn_local(async move {
            let desk = self.session.desk();
            match desk.add_from_calendar(&taken).await {
                Ok(added) => {
                    let count = i64::try_from(added.len()).unwrap_or(i64::MAX);
                    let undo: Undo = Arc::new(move || self.take_back(added.clone()));
                    self.leave();
                    self.session.say(t_count("calendar-added", count, &[]), Some(undo));
                }
                Err(error) => self.say("", &t_with("calendar-failed", &[("reason", &error.to_string())])),
            }
        });
    }

    fn take_back(self, added: Vec<RelationshipId>) {
        spawn_local(async move {
            if let Err(error) = self.session.desk().take_back_added(&added).await {
                self.session.say(t_with("calendar-not-taken-back", &[("reason", &error.to_string())]), None);
            }
        });
    }

    /// Closes it; what came from the address and was seen is not offered again.
    fn leave(self) {
        let found = self.found.get_untracked().filter(|_| self.by_address.get_untracked());
        self.is_open.set(false);
        self.start_again();
        spawn_local(async move {
            if let Some(found) = found {
                // What cannot be noted is offered once more.
                let _ = self.session.desk().note_calendar_seen(&found.offers).await;
            }
        });
    }
}

fn content(reader: Reader) -> AnyView {
    let body = dynamic(move || match reader.found.get() {
        None => untrack(|| ways_in(reader)),
        Some(found) => untrack(|| results(reader, &found)),
    });
    view! {
        {body}
        <p class="sub" role="status">{said(move || reader.status.get())}</p>
        <p class="mistake" role="alert">{said(move || reader.mistake.get())}</p>
    }
    .into_any()
}

fn ways_in(reader: Reader) -> AnyView {
    let pasted = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        reader.read(&pasted.get_untracked());
    };
    let dropped = move |event| take_dropped(&event, move |text| reader.read(&text));
    view! {
        <p class="sub">{t("calendar-hint")}</p>
        <div class="calendar-drop" on:dragover=|event: web_sys::DragEvent| event.prevent_default() on:drop=dropped>
            {file_button(t("calendar-choose"), t("calendar-file"), ".ics,.ical,text/calendar", move |text| reader.read(&text))}
            <span class="sub">{t("calendar-drop")}</span>
        </div>
        <form class="form" on:submit=submit>
            <TextField label=t("calendar-paste") rows="3" value=pasted on_input=move |typed: String| pasted.set(typed) />
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || reader.is_open.set(false))}
                <button type="submit" class="button primary">{t("calendar-read")}</button>
            </div>
        </form>
        {address_part(reader)}
    }
    .into_any()
}

fn results(reader: Reader, found: &Arc<Offers>) -> AnyView {
    if let Me::OneOf(people) = &found.me {
        return which_is_me(reader, people.clone());
    }
    let count = move || reader.ticked.with(|ticked| ticked.iter().filter(|is_ticked| **is_ticked).count());
    let label = said(move || t_count("calendar-add", i64::try_from(count()).unwrap_or(i64::MAX), &[]));
    let add = move || view! { {button("button primary", label, move || reader.add())} }.into_any();
    view! {
        {list(reader, found)}
        {faults(&found.faults)}
        <div class="button-row end">
            {button("button quiet", t("calendar-back"), move || reader.start_again())}
            {when(move || count() > 0, add)}
        </div>
    }
    .into_any()
}
