//! The secret address of a calendar: given, shown on request only, asked for on request or once a day, removed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calendar::Reader;
use crate::app::calendar_address::{CalendarAddress, calendar_address};
use crate::app::sent::SentKind;
use crate::platform::calendar::{NoCalendar, calendar_at};
use crate::platform::page;
use crate::platform::permissions::Permission;
use crate::ui::kit::erase::{button, dynamic, said};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::LineField;

/// The address, or a field for it.
pub fn address_part(reader: Reader) -> AnyView {
    let kept = RwSignal::new_local(None::<CalendarAddress>);
    let turn = RwSignal::new(0_u32);
    Effect::new(move |_| {
        turn.track();
        spawn_local(async move {
            // An address that cannot be read is as good as none: it can be given again.
            kept.set(reader.session.desk().calendar_address().await.ok().flatten());
        });
    });
    let again = Callback::new(move |()| turn.update(|turn| *turn += 1));
    let body = dynamic(move || {
        let kept = kept.get();
        untrack(|| match kept {
            Some(kept) => given(reader, kept, again),
            None => asking(reader, again),
        })
    });
    view! {
        <section class="calendar-address" aria-label=t("calendar-address")>
            <h3 class="label">{t("calendar-address")}</h3>
            <p class="sub">{t("calendar-address-hint")}</p>
            {body}
        </section>
    }
    .into_any()
}

fn asking(reader: Reader, again: Callback<()>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let address = typed.get_untracked();
        let Some((_, host)) = calendar_address(&address) else {
            return reader.say("", &t("calendar-no-address"));
        };
        // Asked within the click; what else is to be known of the host is on its way before the user can have answered.
        let asked = Permission::Site(format!("https://{host}/*")).ask();
        spawn_local(async move {
            let desk = reader.session.desk();
            let is_kept = desk.keep_calendar_address(&address).await.unwrap_or_default();
            if !asked.await || !is_kept {
                desk.forget_calendar_address().await;
                return reader.say("", &t_with("calendar-not-allowed", &[("host", &host)]));
            }
            again.run(());
            refresh(reader).await;
        });
    };
    view! {
        <form class="form" on:submit=keep>
            <LineField label=t("calendar-address-field") value=typed placeholder="https://"
                on_input=move |text: String| typed.set(text) />
            <div class="button-row end"><button type="submit" class="button">{t("calendar-address-keep")}</button></div>
        </form>
    }
    .into_any()
}

fn given(reader: Reader, kept: CalendarAddress, again: Callback<()>) -> AnyView {
    let is_shown = RwSignal::new(false);
    let (masked, host) = (kept.masked(), kept.host.clone());
    let text = said(move || if is_shown.get() { kept.address.clone() } else { masked.clone() });
    let toggle = said(move || t(if is_shown.get() { "calendar-hide" } else { "calendar-show" }));
    let remove = move || {
        let given_back = Permission::Site(format!("https://{host}/*")).give_back();
        spawn_local(async move {
            reader.session.desk().forget_calendar_address().await;
            // A host that our calls need anyway stays allowed.
            given_back.await;
            again.run(());
            reader.session.say(t("calendar-address-removed"), None);
        });
    };
    view! {
        <p class="calendar-secret" dir="ltr">{text}</p>
        <div class="button-row">
            {button("button", t("calendar-refresh"), move || spawn_local(refresh(reader)))}
            {button("button quiet", toggle, move || is_shown.update(|shown| *shown = !*shown))}
            {button("button quiet", t("calendar-remove"), remove)}
        </div>
    }
    .into_any()
}

/// Asks for the calendar once a day, while the page is there; says nothing unless there is news.
pub fn look_once_a_day(reader: Reader) {
    if page::is_practice() {
        return;
    }
    spawn_local(async move {
        let Ok(Some(address)) = reader.session.desk().calendar_address().await else { return };
        let is_allowed = Permission::Site(format!("https://{}/*", address.host)).is_given();
        if address.is_due && is_allowed.await {
            // What fails by itself is not told: it is tried again tomorrow, and told when the user asks.
            let _ = ask(reader, &address).await;
        }
    });
}

async fn refresh(reader: Reader) {
    let Ok(Some(address)) = reader.session.desk().calendar_address().await else { return };
    reader.say(&t("calendar-asking"), "");
    match ask(reader, &address).await {
        Ok(true) => {}
        // What went wrong with what came has been said.
        Ok(false) if !untrack(|| reader.mistake.get()).is_empty() => {}
        Ok(false) => reader.say(&t("calendar-nothing-new"), ""),
        Err(error) => reader.say("", &not_had(error, &address.host)),
    }
}

/// Says whether there was news.
async fn ask(reader: Reader, address: &CalendarAddress) -> Result<bool, NoCalendar> {
    // Before it is asked for, so that what fails is not asked for at every opening.
    let _ = reader.session.desk().note_calendar_asked().await;
    reader.session.desk().note_sent(SentKind::Calendar, &address.address, address.address.len());
    let text = calendar_at(&address.address).await?;
    Ok(reader.read_news(&text, address.me.clone()).await)
}

fn not_had(error: NoCalendar, host: &str) -> String {
    let key = match error {
        NoCalendar::Address => return t("calendar-no-address"),
        NoCalendar::NotAllowed => "calendar-not-allowed",
        NoCalendar::Elsewhere => "calendar-elsewhere",
        NoCalendar::TooLarge => return t("calendar-too-large"),
        NoCalendar::TooSlow => "calendar-too-slow",
        NoCalendar::Refused => "calendar-refused",
        NoCalendar::Unreachable => "calendar-unreachable",
        NoCalendar::NoCalendar => return t("calendar-not-one"),
    };
    t_with(key, &[("host", host)])
}
