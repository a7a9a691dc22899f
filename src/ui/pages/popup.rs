//! The popup: a quick note from anywhere, and who is next.

use core::future::Future;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mount;
use super::popup_cards::{card, other_site};
use crate::app::calls::RoomIs;
use crate::app::overview::PersonOverview;
use crate::domain::{Capture, KeepAs, RelationshipId};
use crate::platform::active_tab::{ActiveTab, active_tab};
use crate::platform::extension::{calls, open_beside_call, open_window};
use crate::platform::page;
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::erase::{button, dynamic, either, empty, said, section_head, user_text, when};
use crate::ui::kit::language::{civil_time, short_day, t, t_count};
use crate::ui::kit::notice::NoticeBar;
use crate::ui::parts::check_in::check_in;
use crate::ui::parts::shorten::today;
use crate::ui::parts::trouble::trouble;
use crate::ui::session::Session;

const KEEP_AS: [KeepAs; 3] = [KeepAs::Agenda, KeepAs::Private, KeepAs::Action];

/// Shows the page, with the person chosen whose call is on, else who is next.
pub async fn show(session: Session) {
    let on_call = person_on_call(session).await;
    let likely = on_call.or_else(|| session.desk().next_up().first().map(|next| next.relationship.id.clone()));
    let tab = RwSignal::new(ActiveTab::default());
    // Nothing waits for it: what it has to offer comes above the note a moment later.
    spawn_local(async move { tab.set(active_tab().await) });
    mount(session, "brand", move || popup(session, RwSignal::new(likely.clone()), tab));
}

async fn person_on_call(session: Session) -> Option<RelationshipId> {
    for room in calls().await {
        if let Ok(RoomIs::For(id)) = session.desk().room(&room).await {
            return Some(id);
        }
    }
    None
}

fn popup(session: Session, chosen: RwSignal<Option<RelationshipId>>, tab: RwSignal<ActiveTab>) -> AnyView {
    view! {
        <div class="page">
            <main class="page-body">
                <h1 class="visually-hidden">{t("brand")}</h1>
                {trouble(session)}
                {card(session, tab)}
                <QuickNote session chosen />
                {other_site(session, tab)}
                {waiting_notes(session, chosen)}
                {today(session)}
                {next_up(session)}
                {how_i_am(session)}
            </main>
            <footer class="page-foot">{links(chosen)}</footer>
            <NoticeBar notice=session.notice />
        </div>
    }
    .into_any()
}

/// The popup has done its work and makes way.
pub fn leave_for(page: impl Future<Output = ()> + 'static) {
    spawn_local(async move {
        page.await;
        page::close();
    });
}

#[component]
fn QuickNote(session: Session, chosen: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let keep_as = RwSignal::new(0_usize);
    let field = NodeRef::<html::Textarea>::new();
    field.on_load(|field| _ = field.focus());
    let save = move || {
        let with = chosen.get_untracked();
        let kind = KEEP_AS.get(keep_as.get_untracked()).copied().unwrap_or(KeepAs::Agenda);
        if session.desk().catch(&text.get_untracked(), with.as_ref(), kind) {
            text.set(String::new());
            session.say(t(if with.is_some() { "note-saved" } else { "note-waits" }), None);
        }
        field.get_untracked().into_iter().for_each(|field| _ = field.focus());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            save();
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let kinds = Signal::derive(|| vec![(t("agenda"), ""), (t("private"), ""), (t("action"), "")]);
    view! {
        <form class="quick" on:submit=submit>
            <textarea class="textarea" rows="3" dir="auto" aria-label=t("quick-note") placeholder=t("quick-note-hint")
                node_ref=field prop:value=said(move || text.get()) on:input=move |event| text.set(event_target_value(&event))
                on:keydown=on_key></textarea>
            {whom(session, chosen)}
            <div class="quick-end">
                <RadioChips label=t("keep-as") group="keep-as" options=kinds
                    chosen=Signal::derive(move || Some(keep_as.get())) on_choose=move |place: usize| keep_as.set(place) />
                <button type="submit" class="button primary">{t("save")}</button>
            </div>
        </form>
    }
}

/// Whom the note is for.
fn whom(session: Session, chosen: RwSignal<Option<RelationshipId>>) -> AnyView {
    let people = move || {
        session.track();
        session.desk().next_up().into_iter().map(|person| person.relationship).collect::<Vec<_>>()
    };
    let names =
        Signal::derive(move || people().into_iter().map(|p| (p.counterpart.name, "person")).collect::<Vec<_>>());
    let place = Signal::derive(move || {
        let chosen = chosen.get();
        people().iter().position(|person| Some(&person.id) == chosen.as_ref())
    });
    let choose = move |place: usize| chosen.set(untrack(people).get(place).map(|person| person.id.clone()));
    let show = move || {
        view! { <RadioChips label=t("for") group="for" options=names chosen=place on_choose=choose /> }.into_any()
    };
    either(move || !people().is_empty(), show, || view! { <p class="sub">{t("nobody-yet")}</p> }.into_any())
}

/// Notes that were caught before anyone was known.
fn waiting_notes(session: Session, chosen: RwSignal<Option<RelationshipId>>) -> AnyView {
    let waiting = move || {
        session.track();
        session.desk().waiting_captures()
    };
    let entry = move |Capture { id, text, .. }: Capture| {
        let (filed, discarded) = (id.clone(), id);
        let file = move || chosen.get_untracked().iter().for_each(|with| session.desk().file(&filed, with));
        let can_file = chosen.get().is_some().then(|| button("button", t("file-it"), file));
        view! {
            <li class="due">
                {user_text("name", text)}
                <span class="button-row">
                    {can_file}
                    {button("button quiet", t("discard"), move || session.desk().discard_capture(&discarded))}
                </span>
            </li>
        }
    };
    let entries = move || waiting().into_iter().map(entry).collect_view().into_any();
    let show = move || {
        view! {
            <section>
                {section_head(t("waiting-notes"), ())}
                <ul class="due-list" aria-label=t("waiting-notes")>{dynamic(entries)}</ul>
            </section>
        }
        .into_any()
    };
    when(move || !waiting().is_empty(), show)
}

fn next_up(session: Session) -> AnyView {
    let next = move || {
        session.track();
        session.desk().next_up()
    };
    let link = view! { <a class="link" href="dashboard.html" target="_blank">{t("open-dashboard")}</a> };
    view! {
        <section>
            {section_head(t("next-up"), link)}
            {when(move || next().is_empty(), || empty(t("next-up-empty"), t("next-up-empty-hint")))}
            <ul class="due-list" aria-label=t("next-up")>
                {dynamic(move || next().into_iter().map(due).collect_view().into_any())}
            </ul>
        </section>
    }
    .into_any()
}

fn due(person: PersonOverview) -> AnyView {
    let when = match (person.is_live, person.due) {
        (true, _) => t("due-now"),
        (_, Some(_)) if person.days_late > 0 => t_count("days-late", person.days_late, &[]),
        (_, Some(due)) => person.planned.map_or_else(|| short_day(due), civil_time),
        (_, None) => t("due-any-time"),
    };
    let all = i64::try_from(person.mine + person.theirs).unwrap_or(i64::MAX);
    let prepared = match (person.mine, person.theirs) {
        (0, 0) => t("nothing-prepared"),
        (_, 0) => t_count("points-of-mine", all, &[]),
        (_, theirs) => t_count("points-of-both", all, &[("theirs", &theirs.to_string())]),
    };
    let address = format!("sidebar.html?with={}", person.relationship.id);
    let href = address.clone();
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let address = address.clone();
        leave_for(async move { open_window(&address).await });
    };
    let class = if person.days_late > 0 { "when is-late" } else { "when" };
    view! {
        <li class="due">
            <a class="name" dir="auto" href=href on:click=open>{person.relationship.counterpart.name}</a>
            <span class="sub">{prepared}</span>
            <span class=class>{when}</span>
        </li>
    }
    .into_any()
}

/// Below all else, once a day: how I am. Who does not tell is not asked again before tomorrow.
fn how_i_am(session: Session) -> AnyView {
    let is_asked = RwSignal::new(false);
    spawn_local(async move {
        let desk = session.desk();
        // Where it cannot be known whether I have said it already, I am not asked.
        if desk.open_today().await.is_ok() && desk.is_to_ask_how_i_am() {
            desk.have_asked_how_i_am();
            is_asked.set(true);
        }
    });
    let show = move || {
        let not_today = button("button quiet", t("not-today"), move || is_asked.set(false));
        view! { <section>{section_head(t("check-in-today"), not_today)}{check_in(session)}</section> }.into_any()
    };
    when(move || is_asked.get(), show)
}

fn links(chosen: RwSignal<Option<RelationshipId>>) -> AnyView {
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let with = chosen.get_untracked().map(|id| format!("?with={id}")).unwrap_or_default();
        leave_for(async move {
            if !open_beside_call().await {
                open_window(&format!("sidebar.html{with}")).await;
            }
        });
    };
    view! {
        <nav class="links" aria-label=t("links")>
            <a class="link" href="sidebar.html" on:click=open>{t("open-sidebar")}</a>
        </nav>
    }
    .into_any()
}
