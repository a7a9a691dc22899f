//! A 1:1 for the user's own calendar: a file with one recurring event.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::calendar::InviteWords;
use crate::domain::RelationshipId;
use crate::platform::page;
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, said};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::kit::text::fresh_id;
use crate::ui::session::Session;

/// How long before it a calendar can be told to remind, in minutes; the first is not at all.
const AHEAD: [u32; 4] = [0, 10, 60, 24 * 60];

/// How a field for a day and a time writes them.
const WRITTEN: &str = "%Y-%m-%dT%H:%M";

/// The dialog about whoever `with` is, shown while `is_open`.
pub fn invite_dialog(session: Session, with: RwSignal<Option<RelationshipId>>, is_open: RwSignal<bool>) -> AnyView {
    let content = move || match with.get_untracked() {
        Some(id) => form(session, id, is_open),
        None => ().into_any(),
    };
    dialog(is_open, t("invite-add"), content)
}

fn form(session: Session, with: RelationshipId, is_open: RwSignal<bool>) -> AnyView {
    let likely = session.desk().likely_start(&with);
    let starts = RwSignal::new(likely.map(|at| at.format(WRITTEN).to_string()).unwrap_or_default());
    let (remind, mistake) = (RwSignal::new(0_usize), RwSignal::new(String::new()));
    let id = fresh_id();
    let ahead = AHEAD.map(|minutes| match minutes {
        0 => t("invite-no-reminder"),
        1_440 => t("invite-day-before"),
        minutes => t_count("invite-minutes-before", i64::from(minutes), &[]),
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Ok(starts) = chrono::NaiveDateTime::parse_from_str(&starts.get_untracked(), WRITTEN) else {
            return mistake.set(t("invite-no-time"));
        };
        let remind = AHEAD.get(remind.get_untracked()).copied().filter(|minutes| *minutes > 0);
        let with = with.clone();
        spawn_local(async move {
            let name = session.desk().relationship(&with).map(|known| known.counterpart.name).unwrap_or_default();
            let words =
                InviteWords { title: t_with("invite-title", &[("name", &name)]), description: t("invite-description") };
            let file = session.desk().calendar_file(&with, starts, remind, words).await.ok().flatten();
            let is_saved = file.and_then(|file| page::download(&file_name(&name), "text/calendar", &file)).is_some();
            is_open.set(!is_saved);
            if is_saved {
                session.say(t("invite-saved"), None);
            } else {
                mistake.set(t("export-refused"));
            }
        });
    };
    view! {
        <form class="form" on:submit=save>
            <p class="sub">{t("invite-hint")}</p>
            <div class="field">
                <label for=id.clone()>{t("invite-first")}</label>
                <input class="input" id=id type="datetime-local" required prop:value=starts
                    on:input=move |event| starts.set(event_target_value(&event)) />
            </div>
            <Select label=t("invite-remind") options=ahead.to_vec() chosen=remind
                on_choose=move |place: usize| remind.set(place) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                <button type="submit" class="button primary">{t("invite-save")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let letters: Vec<_> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let short: String = letters.join("-").chars().take(60).collect();
    format!("1-1-{short}.ics").replace("-.", ".")
}
