//! The closing question on a page of its own, for when the tab closed with the call.

use leptos::prelude::*;

use super::mount;
use crate::domain::RelationshipId;
use crate::platform::page;
use crate::ui::kit::erase::{button, either, steady};
use crate::ui::kit::language::{day_and_time, t, t_with};
use crate::ui::kit::notice::NoticeBar;
use crate::ui::parts::Here;
use crate::ui::parts::head::Pair;
use crate::ui::parts::trouble::trouble;
use crate::ui::parts::wrap_up::{in_short, wrap_up_or_end};
use crate::ui::session::Session;

/// Shows the page: about the person in its address, else about the latest 1:1 that nobody has wrapped up.
pub fn show(session: Session) {
    let asked = page::parameter("with").map(RelationshipId::new);
    let waiting = session.desk().to_wrap_up();
    let id = asked
        .filter(|id| session.desk().thread(id).is_some_and(|view| view.closing.is_some()))
        .or_else(|| waiting.into_iter().next().map(|(id, _)| id));
    session.tick();
    mount(session, "page-retro", move || match id.clone() {
        Some(id) => retro(Here::new(session, id)),
        None => view! { <div class="page"><main class="page-body">{nothing("retro-nothing")}</main></div> }.into_any(),
    });
}

fn retro(here: Here) -> AnyView {
    let is_done = RwSignal::new(false);
    let began = here.read(|view| view.asked_about().started).map(day_and_time).unwrap_or_default();
    let title = t_with("retro-title", &[("name", &here.name())]);
    let sub = format!("{began}. {}", in_short(here));
    let finish = Callback::new(move |()| is_done.set(true));
    let is_gone = steady(move || here.view.with(Option::is_none));
    let done = move || {
        let key = if is_gone.get() { "deleted-elsewhere" } else { "retro-done" };
        view! { <main class="page-body">{nothing(key)}</main> }.into_any()
    };
    view! {
        <div class="page">
            <header class="page-head">
                <Pair here />
                <div class="grow"><h1 dir="auto">{title}</h1><div class="sub">{sub}</div></div>
            </header>
            {trouble(here.session)}
            {either(move || is_done.get() || is_gone.get(), done, move || wrap_up_or_end(here, finish))}
            <NoticeBar notice=here.session.notice />
        </div>
    }
    .into_any()
}

fn nothing(key: &str) -> AnyView {
    let close = button("button", t("close-page"), page::close);
    view! { <div class="empty" role="status"><p>{t(key)}</p>{close}</div> }.into_any()
}
