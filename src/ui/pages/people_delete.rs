//! Deleting someone: a dialog that spells out what goes, and a line of those who can still be brought back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::deleting::{Deleted, WhatGoes};
use crate::domain::RelationshipId;
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::session::Session;

/// What stands in the dialog.
pub fn delete(session: Session, id: RelationshipId, name: String, is_open: RwSignal<bool>) -> AnyView {
    let goes = RwSignal::new(None::<WhatGoes>);
    let counted = id.clone();
    spawn_local(async move {
        let found = session.desk().what_goes(&counted).await.unwrap_or_default();
        let _ = goes.try_set(Some(found));
    });
    let (shown_name, named) = (name.clone(), name.clone());
    let list = dynamic(move || match goes.get() {
        None => ().into_any(),
        Some(goes) => spelt_out(goes, &shown_name),
    });
    let act = move || {
        let (id, name) = (id.clone(), name.clone());
        is_open.set(false);
        spawn_local(async move {
            let said = match session.desk().delete_person(&id).await {
                Ok(()) => t_with("deleted", &[("name", &name)]),
                Err(error) => t_with("delete-failed", &[("name", &name), ("reason", &error.to_string())]),
            };
            session.say(said, None);
        });
    };
    view! {
        <p>{t("delete-what")}</p>
        {list}
        <p class="sub" dir="auto">{t_with("delete-theirs", &[("name", &named)])}</p>
        <p class="sub">{t("delete-elsewhere")}</p>
        <p class="sub" dir="auto">{t_with("delete-undo", &[("name", &named)])}</p>
        <div class="button-row end">
            {button("button quiet", t("cancel"), move || is_open.set(false))}
            {button("button danger", t_with("delete-who", &[("name", &named)]), act)}
        </div>
    }
    .into_any()
}

fn spelt_out(goes: WhatGoes, name: &str) -> AnyView {
    let n = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let any = |count: usize, line: String| (count > 0).then_some(line);
    let lines = [
        any(goes.meetings, t_count("delete-meetings", n(goes.meetings), &[])),
        any(goes.points, t_count("delete-points", n(goes.points), &[])),
        any(goes.promises, t_count("delete-promises", n(goes.promises), &[])),
        any(goes.answers, t_count("delete-answers", n(goes.answers), &[])),
        goes.has_notes.then(|| t("delete-notes")),
        any(goes.rooms, t_count("delete-rooms", n(goes.rooms), &[])),
        goes.is_shared.then(|| t_with("delete-sharing", &[("name", name)])),
        Some(t_with("delete-person", &[("name", name)])),
    ];
    let lines = lines.into_iter().flatten().map(|line| view! { <li dir="auto">{line}</li> }).collect_view();
    view! { <ul class="spelt-out">{lines}</ul> }.into_any()
}

/// Whom this page has deleted, as long as it is open.
pub fn deleted(session: Session) -> AnyView {
    let one = move |Deleted { id, name }: Deleted| {
        let label = t_with("bring-back", &[("name", &name)]);
        let back = move || {
            let (id, name) = (id.clone(), name.clone());
            spawn_local(async move {
                let said = match session.desk().bring_back(&id).await {
                    Ok(_) => t_with("brought-back", &[("name", &name)]),
                    Err(error) => t_with("back-failed", &[("name", &name), ("reason", &error.to_string())]),
                };
                session.follow(session.desk().shared_with());
                session.say(said, None);
            });
        };
        view! { <li>{button("button", label, back)}</li> }
    };
    dynamic(move || {
        session.track();
        let deleted = session.desk().deleted();
        if deleted.is_empty() {
            return ().into_any();
        }
        let all = deleted.into_iter().map(one).collect_view();
        view! {
            <section class="deleted" aria-label=t("deleted-now")>
                <h2>{t("deleted-now")}</h2>
                <p class="sub">{t("deleted-hint")}</p>
                <ul class="button-row">{all}</ul>
            </section>
        }
        .into_any()
    })
}
