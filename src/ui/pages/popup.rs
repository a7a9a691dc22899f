//! The popup: a quick note from anywhere, and who is next.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mount;
use crate::app::calls::RoomIs;
use crate::app::overview::PersonOverview;
use crate::domain::{Capture, KeepAs, RelationshipId};
use crate::platform::extension::{calls, open_beside_call, open_tab, open_window};
use crate::platform::page;
use crate::ui::kit::choice::RadioChips;
use crate::ui::kit::language::{short_day, t, t_count, t_with};
use crate::ui::kit::notice::NoticeBar;
use crate::ui::parts::trouble::Trouble;
use crate::ui::session::Session;

const KEEP_AS: [KeepAs; 3] = [KeepAs::Agenda, KeepAs::Private, KeepAs::Action];

/// Shows the page, with the person chosen whose call is on, else who is next.
pub async fn show(session: Session) {
    let on_call = person_on_call(session).await;
    let likely = on_call.or_else(|| session.desk().next_up().first().map(|next| next.relationship.id.clone()));
    mount(move || view! { <Popup session likely=RwSignal::new(likely) /> });
}

async fn person_on_call(session: Session) -> Option<RelationshipId> {
    for room in calls().await {
        if let Ok(RoomIs::For(id)) = session.desk().room(&room).await {
            return Some(id);
        }
    }
    None
}

#[component]
fn Popup(session: Session, likely: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    view! {
        <div class="page">
            <main class="page-body">
                <Trouble session />
                <WrapUpCard session />
                <QuickNote session chosen=likely />
                <Waiting session chosen=likely />
                <NextUp session />
            </main>
            <footer class="page-foot"><Links likely /></footer>
            <NoticeBar notice=session.notice />
        </div>
    }
}

/// A call ended, and nobody has said whether it was worth it.
#[component]
fn WrapUpCard(session: Session) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        session.track();
        let first = session.desk().to_wrap_up().into_iter().next();
        first.and_then(|(id, _)| session.desk().relationship(&id))
    });
    view! {
        {move || waiting.get().map(|person| {
            let (id, skipped) = (person.id.clone(), person.id.clone());
            let answer = move |_| {
                let address = format!("retro.html?with={id}");
                spawn_local(async move { open_tab(&address).await; page::close(); });
            };
            view! {
                <section class="ask-card" aria-label=t("before-you-go")>
                    <p dir="auto">{t_with("how-was-it", &[("name", &person.counterpart.name)])}</p>
                    <div class="button-row">
                        <button type="button" class="button primary" on:click=answer>{t("answer")}</button>
                        <button type="button" class="button quiet"
                            on:click=move |_| session.desk().wrap_up(&skipped, None)>{t("skip")}</button>
                    </div>
                </section>
            }
        })}
    }
}

#[component]
fn QuickNote(session: Session, chosen: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let keep_as = RwSignal::new(0_usize);
    let field = NodeRef::<html::Textarea>::new();
    let people = people(session);
    field.on_load(|field| _ = field.focus());
    let save = move || {
        let with = chosen.get_untracked();
        if session.desk().catch(&text.get_untracked(), with.as_ref(), KEEP_AS[keep_as.get_untracked().min(2)]) {
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
    let person_chips = Signal::derive(move || people.get().into_iter().map(|(_, name)| (name, "person")).collect::<Vec<_>>());
    let chosen_place = move || people.with(|people| people.iter().position(|(id, _)| Some(id) == chosen.get().as_ref()));
    let kinds = Signal::derive(|| vec![(t("agenda"), ""), (t("private"), ""), (t("action"), "")]);
    view! {
        <form class="quick" on:submit=submit>
            <textarea class="textarea" rows="3" dir="auto" aria-label=t("quick-note") placeholder=t("quick-note-hint")
                node_ref=field prop:value=text on:input=move |event| text.set(event_target_value(&event))
                on:keydown=on_key></textarea>
            <Show when=move || people.with(|people| !people.is_empty())
                fallback=|| view! { <p class="sub">{t("nobody-yet")}</p> }>
                <RadioChips label=t("for") group="for" options=person_chips chosen=Signal::derive(chosen_place)
                    on_choose=move |place| chosen.set(people.with_untracked(|people| people.get(place).map(|(id, _)| id.clone()))) />
            </Show>
            <div class="quick-end">
                <RadioChips label=t("keep-as") group="keep-as" options=kinds
                    chosen=Signal::derive(move || Some(keep_as.get())) on_choose=move |place| keep_as.set(place) />
                <button type="submit" class="button primary">{t("save")}</button>
            </div>
        </form>
    }
}

/// Who can be chosen: by name, archived ones left out.
fn people(session: Session) -> Memo<Vec<(RelationshipId, String)>> {
    Memo::new(move |_| {
        session.track();
        let next = session.desk().next_up();
        next.into_iter().map(|person| (person.relationship.id.clone(), person.relationship.counterpart.name)).collect()
    })
}

/// Notes that were caught before anyone was known.
#[component]
fn Waiting(session: Session, chosen: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        session.track();
        session.desk().waiting_captures().into_iter().map(|Capture { id, text, .. }| (id, text)).collect::<Vec<_>>()
    });
    let entry = move |(id, text): (String, String)| {
        let (filed, discarded) = (id.clone(), id);
        let file = move |_| chosen.get_untracked().iter().for_each(|with| session.desk().file(&filed, with));
        view! {
            <li class="due">
                <span class="name" dir="auto">{text}</span>
                <span class="button-row">
                    <button type="button" class="button" prop:disabled=move || chosen.with(Option::is_none) on:click=file>
                        {t("file-it")}
                    </button>
                    <button type="button" class="button quiet"
                        on:click=move |_| session.desk().discard_capture(&discarded)>{t("discard")}</button>
                </span>
            </li>
        }
    };
    view! {
        <Show when=move || waiting.with(|waiting| !waiting.is_empty())>
            <section>
                <div class="section-head"><h2>{t("waiting-notes")}</h2></div>
                <ul class="due-list" aria-label=t("waiting-notes")>{move || waiting.get().into_iter().map(entry).collect_view()}</ul>
            </section>
        </Show>
    }
}

#[component]
fn NextUp(session: Session) -> impl IntoView {
    let next = Memo::new(move |_| {
        session.track();
        session.desk().next_up()
    });
    view! {
        <section>
            <div class="section-head">
                <h2>{t("next-up")}</h2>
                <a class="link" href="dashboard.html" target="_blank">{t("open-dashboard")}</a>
            </div>
            <Show when=move || next.with(Vec::is_empty)>
                <div class="empty"><p>{t("next-up-empty")}</p><p>{t("next-up-empty-hint")}</p></div>
            </Show>
            <ul class="due-list" aria-label=t("next-up")>
                {move || next.get().into_iter().map(|person| view! { <Due person /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Due(person: PersonOverview) -> impl IntoView {
    let when = match (person.is_live, person.due) {
        (true, _) => t("due-now"),
        (_, Some(_)) if person.days_late > 0 => t_count("days-late", person.days_late, &[]),
        (_, Some(due)) => short_day(due),
        (_, None) => t("due-any-time"),
    };
    let prepared = match (person.mine, person.theirs) {
        (0, 0) => t("nothing-prepared"),
        (mine, 0) => t_count("points-of-mine", mine as i64, &[]),
        (mine, theirs) => t_count("points-of-both", (mine + theirs) as i64, &[("theirs", &theirs.to_string())]),
    };
    let address = format!("sidebar.html?with={}", person.relationship.id);
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let address = address.clone();
        spawn_local(async move { open_window(&address).await; page::close(); });
    };
    let href = format!("sidebar.html?with={}", person.relationship.id);
    view! {
        <li class="due">
            <a class="name" dir="auto" href=href on:click=open>{person.relationship.counterpart.name.clone()}</a>
            <span class="sub">{prepared}</span>
            <span class="when" class:is-late=person.days_late != 0>{when}</span>
        </li>
    }
}

#[component]
fn Links(likely: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let with = likely.get_untracked().map(|id| format!("?with={id}")).unwrap_or_default();
        spawn_local(async move {
            if !open_beside_call().await {
                open_window(&format!("sidebar.html{with}")).await;
            }
            page::close();
        });
    };
    view! { <nav class="links" aria-label=t("links")><a class="link" href="sidebar.html" on:click=open>{t("open-sidebar")}</a></nav> }
}
