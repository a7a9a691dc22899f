//! Back to a day with one person: which days there are, what would change, and doing it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::person_choice::PersonChoice;
use crate::app::restore::{Moved, Preview};
use crate::app::snapshots::KeptDay;
use crate::domain::RelationshipId;
use crate::ui::data_words::{count, not_restored};
use crate::ui::kit::choice::Select;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, check, dynamic, said, user_text};
use crate::ui::kit::language::{day_and_time, long_day, t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;

/// So many texts are shown of each kind; the rest is counted.
const SHOWN: usize = 8;

#[derive(Clone, Copy)]
struct Restore {
    session: Session,
    choice: PersonChoice,
    days: RwSignal<Vec<KeptDay>>,
    place: RwSignal<usize>,
    preview: RwSignal<Option<(RelationshipId, KeptDay, Preview)>>,
    is_open: RwSignal<bool>,
}

/// The part of the settings.
pub fn restore(session: Session) -> AnyView {
    let restore = Restore {
        session,
        choice: PersonChoice::new(session),
        days: RwSignal::new(Vec::new()),
        place: RwSignal::new(0),
        preview: RwSignal::new(None),
        is_open: RwSignal::new(false),
    };
    let whose = Memo::new(move |_| restore.choice.person().map(|person| person.id));
    Effect::new(move |_| restore.read_days(whose.get()));
    let title = said(move || restore.title());
    view! {
        <div><h3 class="label">{t("restore-title")}</h3><p class="sub">{t("restore-hint")}</p></div>
        {restore.choice.field()}
        {dynamic(move || restore.offer())}
        {dialog(restore.is_open, title, move || restore.content())}
    }
    .into_any()
}

impl Restore {
    fn read_days(self, whose: Option<RelationshipId>) {
        self.place.set(0);
        self.days.set(Vec::new());
        let Some(id) = whose else { return };
        spawn_local(async move {
            // Without an answer there is nothing to go back to; the next choice asks again.
            let days = self.session.desk().kept_days(&id).await.unwrap_or_default();
            self.days.set(days);
        });
    }

    fn offer(self) -> AnyView {
        let days = self.days.get();
        if days.is_empty() {
            return view! { <p class="sub">{t("restore-none")}</p> }.into_any();
        }
        let options: Vec<_> = days.iter().map(|kept| long_day(kept.taken)).collect();
        view! {
            <Select label=t("restore-day") options chosen=self.place on_choose=move |place: usize| self.place.set(place) />
            <div class="button-row">{button("button", t("restore-look"), move || self.look())}</div>
        }
        .into_any()
    }

    fn look(self) {
        let person = untrack(|| self.choice.person());
        let Some((person, kept)) = person.zip(self.days.get_untracked().get(self.place.get_untracked()).copied())
        else {
            return;
        };
        spawn_local(async move {
            match self.session.desk().preview_restore(&person.id, kept.day).await {
                Ok(preview) => {
                    self.preview.set(Some((person.id, kept, preview)));
                    self.is_open.set(true);
                }
                Err(error) => self.session.say(not_restored(&error), None),
            }
        });
    }

    fn title(self) -> String {
        self.preview.with(|preview| {
            let Some((id, kept, _)) = preview else { return String::new() };
            let name = self.session.desk().relationship(id).map(|person| person.counterpart.name).unwrap_or_default();
            t_with("restore-to", &[("name", &name), ("day", &day_and_time(kept.taken))])
        })
    }

    fn content(self) -> AnyView {
        let Some((id, kept, preview)) = self.preview.get_untracked() else { return ().into_any() };
        let since_goes = RwSignal::new(false);
        let close = button("button", t("cancel"), move || self.is_open.set(false));
        if preview.is_as_it_was() && preview.since() == 0 {
            return view! { <p>{t("restore-same")}</p><div class="button-row end">{close}</div> }.into_any();
        }
        let notes = preview.notes.then(|| view! { <p>{t("restore-notes")}</p> }.into_any());
        let others = (preview.others > 0).then(|| t_count("restore-others", count(preview.others), &[]));
        let shared = preview.is_shared.then(|| view! { <p class="sub">{t("restore-shared")}</p> }.into_any());
        let missing =
            preview.is_incomplete.then(|| view! { <p class="mistake">{t("restore-incomplete")}</p> }.into_any());
        let since = (preview.since() > 0)
            .then(|| check("", t("restore-since-goes"), move || since_goes.get(), move |on| since_goes.set(on)));
        let act = button("button primary", t("restore-do"), move || {
            self.is_open.set(false);
            self.carry_out(id.clone(), kept, since_goes.get_untracked());
        });
        view! {
            {moved(&preview.points, ["restore-points-back", "restore-points-changed", "restore-points-since"])}
            {moved(&preview.promises, ["restore-promises-back", "restore-promises-changed", "restore-promises-since"])}
            {notes}
            {others.map(|others| view! { <p>{others}</p> }.into_any())}
            {missing}
            {since}
            {shared}
            <p class="sub">{t("restore-undo-hint")}</p>
            <div class="button-row end">{close}{act}</div>
        }
        .into_any()
    }

    fn carry_out(self, id: RelationshipId, kept: KeptDay, since_goes: bool) {
        let session = self.session;
        spawn_local(async move {
            match session.desk().restore(&id, kept.day, since_goes).await {
                Ok(back) => {
                    let back = Arc::new(back);
                    let undo: Undo = Arc::new(move || session.desk().take_back_all(&back));
                    session.say(t_with("restored", &[("day", &long_day(kept.taken))]), Some(undo));
                }
                Err(error) => session.say(not_restored(&error), None),
            }
        });
    }
}

/// Points or promises of each kind, under a heading that counts them.
fn moved(moved: &Moved, keys: [&'static str; 3]) -> AnyView {
    let lists = [&moved.back, &moved.changed, &moved.since];
    let list = |(texts, key): (&Vec<String>, &'static str)| {
        let more = texts.len().saturating_sub(SHOWN);
        let shown = texts.iter().take(SHOWN).map(|text| view! { <li>{user_text("", text.clone())}</li> }.into_any());
        let more =
            (more > 0).then(|| view! { <li class="sub">{t_count("and-more", count(more), &[])}</li> }.into_any());
        let heading = heading_of(key, texts.len());
        view! { <div><h3 class="label">{heading}</h3><ul class="texts">{shown.collect_view()}{more}</ul></div> }
            .into_any()
    };
    lists.into_iter().zip(keys).filter(|(texts, _)| !texts.is_empty()).map(list).collect_view().into_any()
}

fn heading_of(key: &str, texts: usize) -> String {
    let n = count(texts);
    match key {
        "restore-points-back" => t_count("restore-points-back", n, &[]),
        "restore-points-changed" => t_count("restore-points-changed", n, &[]),
        "restore-points-since" => t_count("restore-points-since", n, &[]),
        "restore-promises-back" => t_count("restore-promises-back", n, &[]),
        "restore-promises-changed" => t_count("restore-promises-changed", n, &[]),
        _ => t_count("restore-promises-since", n, &[]),
    }
}
