//! What to be reminded of, and whether the browser may say it in a notification.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::locked::or_locked;
use crate::app::managed::Choice;
use crate::domain::reminder::{Ahead, Wanted};
use crate::platform::permissions::Permission;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::check;
use crate::ui::kit::language::t;
use crate::ui::session::Session;

const AHEAD: [Ahead; 3] = [Ahead::Off, Ahead::Hour, Ahead::Day];

/// The reminders.
pub fn reminder_settings(session: Session) -> AnyView {
    let wanted = move || {
        session.track();
        session.desk().reminders_wanted()
    };
    let change = move |edit: &dyn Fn(&mut Wanted)| {
        let mut now = untrack(wanted);
        edit(&mut now);
        session.desk().want_reminders(now);
    };
    let ahead = Signal::derive(move || AHEAD.iter().position(|one| *one == wanted().ahead).unwrap_or_default());
    let choose = move |place: usize| change(&|wanted| wanted.ahead = AHEAD.get(place).copied().unwrap_or_default());
    let options = vec![t("remind-off"), t("remind-hour"), t("remind-day")];
    let ahead_now = options.get(ahead.get_untracked()).cloned().unwrap_or_default();
    let ahead_field = move || {
        view! { <Select label=t("remind-ahead") options=options.clone() chosen=ahead on_choose=choose /> }.into_any()
    };
    let notifies = move || {
        session.track();
        session.desk().notifies()
    };
    view! {
        <div class="settings-form">
            <p class="sub">{t("reminders-hint")}</p>
            {or_locked(session, Choice::RemindAhead, t("remind-ahead"), ahead_now, ahead_field)}
            <p class="sub">{t("remind-ahead-hint")}</p>
            {or_locked(session, Choice::RemindOverdue, t("remind-overdue"), on_or_off(untrack(wanted).overdue), move || {
                check("", t("remind-overdue"), move || wanted().overdue, move |on| change(&|wanted| wanted.overdue = on))
            })}
            {or_locked(session, Choice::RemindPromises, t("remind-promises"), on_or_off(untrack(wanted).promises), move || {
                check("", t("remind-promises"), move || wanted().promises, move |on| change(&|wanted| wanted.promises = on))
            })}
            {or_locked(session, Choice::Notify, t("notifications"), on_or_off(untrack(notifies)), move || {
                check("", t("notifications"), notifies, move |on| notify(session, on))
            })}
            <p class="sub">{t("notifications-hint")}</p>
        </div>
    }
    .into_any()
}

fn on_or_off(on: bool) -> String {
    t(if on { "locked-on" } else { "locked-off" })
}

/// Turns notifications on, if the browser lets us, or off. The browser is asked within the click.
fn notify(session: Session, on: bool) {
    let asked = on.then(|| Permission::Notifications.ask());
    session.desk().set_notifies(on);
    spawn_local(async move {
        let Some(asked) = asked else {
            _ = Permission::Notifications.give_back().await;
            return;
        };
        if !asked.await {
            session.desk().set_notifies(false);
            session.say(t("notifications-refused"), None);
        }
    });
}
