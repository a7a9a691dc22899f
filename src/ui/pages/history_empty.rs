//! Taking out all that was written down in a past meeting: what goes is spelt out first, and can be put back.

use leptos::prelude::*;

use super::history::Page;
use super::history_edit::{Editing, say_removed};
use crate::app::corrections::Emptied;
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ui::kit::erase::button;
use crate::ui::kit::language::{t, t_count};

/// What stands in the dialog.
pub fn empty_form(page: Page, with: RelationshipId, number: MeetingNumber) -> AnyView {
    let desk = page.session.desk();
    let goes = desk.written_in(&with, number).filter(|goes| !goes.is_nothing());
    let cancel = button("button quiet", t("cancel"), move || page.editing.set(Editing::Nothing));
    let Some(goes) = goes else {
        return view! { <p>{t("empty-nothing")}</p><div class="button-row end">{cancel}</div> }.into_any();
    };
    let is_shared = desk.thread(&with).is_some_and(|view| view.is_shared);
    let act = move || {
        let desk = page.session.desk();
        let Some(emptied) = desk.empty_meeting(&with, number) else { return };
        let from = with.clone();
        say_removed(page, &with, move || page.session.desk().put_back_meeting(&from, number, &emptied));
    };
    view! {
        <p>{t(if is_shared { "empty-what-both" } else { "delete-what" })}</p>
        {spelt_out(&goes)}
        <p class="sub">{t("empty-stays")}</p>
        <div class="button-row end">
            {cancel}
            {button("button danger", t("empty-meeting"), act)}
        </div>
    }
    .into_any()
}

fn spelt_out(goes: &Emptied) -> AnyView {
    let counted =
        |key: &str, count: usize| (count > 0).then(|| t_count(key, i64::try_from(count).unwrap_or(i64::MAX), &[]));
    let lines = [
        counted("delete-points", goes.points.len()),
        counted("delete-promises", goes.actions.len()),
        (!goes.heard.trim().is_empty()).then(|| t("heard")),
        goes.answer.is_some().then(|| t("your-answer")),
    ];
    let lines = lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class="spelt-out">{lines}</ul> }.into_any()
}
