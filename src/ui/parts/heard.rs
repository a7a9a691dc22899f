//! What I heard in a meeting, beside what the other heard, until both have the same.

use leptos::prelude::*;

use super::Here;
use super::keep::keep_button;
use super::wrap_up::my_name;
use crate::app::ThreadView;
use crate::app::record::Keepable;
use crate::app::summary::plain;
use crate::domain::{Heard, MeetingNumber};
use crate::ui::kit::erase::{button, dynamic, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::TextField;

/// My text, theirs if there is one, and the way to agree. `find` says about which meeting it is.
pub fn heard(here: Here, find: fn(&ThreadView) -> Option<Heard>) -> AnyView {
    let heard = Memo::new(move |_| here.read(find));
    let mine = said(move || heard.with(|heard| heard.as_ref().map(|heard| heard.mine.clone()).unwrap_or_default()));
    let write = move |text: String| {
        if let Some(heard) = heard.get_untracked() {
            here.desk().write_heard(&here.id(), heard.meeting, &text);
        }
    };
    let start = move || {
        let meeting = heard.with_untracked(|heard| heard.as_ref().map(|heard| heard.meeting));
        let text = untrack(|| here.read(|view| meeting.map(|meeting| plain(view, meeting, &my_name(view)))));
        write(text.unwrap_or_default());
    };
    let is_blank = move || heard.with(|heard| heard.as_ref().is_none_or(|heard| heard.mine.trim().is_empty()));
    view! {
        <section class="heard">
            <TextField label=t("heard") value=mine on_input=write rows="3" />
            {when(is_blank, move || button("button quiet", t("heard-start"), start))}
            {when(move || !is_blank(), move || {
                let meeting = move || heard.with_untracked(|heard| heard.as_ref().map_or(MeetingNumber::FIRST, |h| h.meeting));
                keep_button(here.session, here.id(), t("heard"), move || Keepable::Heard(meeting()))
            })}
            {beside(here, heard)}
        </section>
    }
    .into_any()
}

/// Their version: the same, or where it differs.
fn beside(here: Here, heard: Memo<Option<Heard>>) -> AnyView {
    // The name comes along, so that what is shown depends on nothing else.
    let shown =
        Memo::new(move |_| heard.get().filter(|heard| heard.is_open() || heard.is_agreed()).zip(Some(here.name())));
    dynamic(move || match shown.get() {
        None => ().into_any(),
        Some((heard, _)) if heard.is_agreed() => {
            view! { <p class="sub" role="status">{t("heard-same")}</p> }.into_any()
        }
        Some((heard, name)) => differs(here, &heard, &name),
    })
}

/// A line as an entry of a list, without the dash that it may begin with; none for a blank one.
fn entry(line: &str) -> Option<impl IntoView + use<>> {
    let line = line.trim().trim_start_matches("- ").to_string();
    (!line.is_empty()).then(|| view! { <li dir="auto">{line}</li> })
}

fn differs(here: Here, heard: &Heard, name: &str) -> AnyView {
    let meeting = heard.meeting;
    let list = |title: String, lines: Vec<&str>| {
        let lines: Vec<_> = lines.into_iter().filter_map(entry).collect();
        (!lines.is_empty()).then(|| view! { <h3 dir="auto">{title}</h3><ul>{lines}</ul> })
    };
    let with_name = |key: &str| t_with(key, &[("name", name)]);
    // Where I wrote nothing, or the same lines in another order, the whole of theirs says more than the difference.
    let (only_theirs, only_mine) = (heard.only_theirs(), heard.only_mine());
    let is_told_whole = heard.mine.trim().is_empty() || (only_theirs.is_empty() && only_mine.is_empty());
    let whole = is_told_whole.then(|| list(with_name("heard-theirs"), heard.theirs.lines().collect()));
    let lines = (!is_told_whole)
        .then(|| (list(with_name("heard-only-theirs"), only_theirs), list(t("heard-only-yours"), only_mine)));
    let accept = move || {
        here.desk().accept_heard(&here.id(), meeting);
        here.session.say(t("heard-same"), None);
    };
    view! { {whole}{lines}{button("button", with_name("heard-accept"), accept)} }.into_any()
}
