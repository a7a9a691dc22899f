//! The sidebar: the 1:1 itself, beside the call or on its own.

use leptos::prelude::*;

use super::mount;
use crate::app::calls::RoomIs;
use crate::domain::{CallRoom, RelationshipId};
use crate::platform::page;
use crate::ui::kit::language::t;
use crate::ui::kit::notice::NoticeBar;
use crate::ui::kit::tabs::TabList;
use crate::ui::parts::actions::Actions;
use crate::ui::parts::agenda::Agenda;
use crate::ui::parts::ask::Ask;
use crate::ui::parts::choose::Choose;
use crate::ui::parts::from_last::FromLast;
use crate::ui::parts::head::{Head, Pair};
use crate::ui::parts::private::Private;
use crate::ui::parts::suggestion::{Questions, SuggestionCard};
use crate::ui::parts::time::Time;
use crate::ui::parts::trouble::Trouble;
use crate::ui::parts::wrap_up::{WrapUp, in_short};
use crate::ui::parts::Here;
use crate::ui::session::Session;

/// Shows the page.
pub async fn show(session: Session) {
    let room = page::parameter("call").and_then(|call| CallRoom::parse(&call));
    let chosen = match (&room, page::parameter("with")) {
        (Some(room), _) => match session.desk().room(room).await {
            Ok(RoomIs::For(id)) => Some(id),
            // A room that cannot be looked up is asked about: the answer is kept as soon as storage answers.
            Ok(RoomIs::Unknown | RoomIs::NotAOneToOne) | Err(_) => None,
        },
        (None, with) => with.map(RelationshipId::new).filter(|id| session.desk().relationship(id).is_some()),
    };
    session.tick();
    mount(move || view! { <Sidebar session room chosen=RwSignal::new(chosen) /> });
}

#[component]
fn Sidebar(session: Session, room: Option<CallRoom>, chosen: RwSignal<Option<RelationshipId>>) -> impl IntoView {
    Questions::provide();
    let room = StoredValue::new(room);
    move || match chosen.get() {
        None => view! {
            <div class="page">
                <Trouble session />
                <Choose session room=room.get_value() on_chosen=Callback::new(move |id| chosen.set(Some(id))) />
                <NoticeBar notice=session.notice />
            </div>
        }
        .into_any(),
        Some(id) => view! { <OneToOne session room=room.get_value() id on_someone_else=Callback::new(move |()| chosen.set(None)) /> }
            .into_any(),
    }
}

#[component]
fn OneToOne(
    session: Session,
    room: Option<CallRoom>,
    id: RelationshipId,
    on_someone_else: Callback<()>,
) -> impl IntoView {
    let here = Here::provide(session, id);
    // When the call has ended, the closing question is offered by itself; putting it away is up to the user.
    let call_ended = Memo::new(move |_| here.read(|view| view.call_ended.is_some()));
    Effect::new(move |_| {
        if call_ended.get() {
            here.wrapping_up.set(true);
        }
    });
    let wraps_up = Memo::new(move |_| here.wrapping_up.get() && here.read(crate::app::ThreadView::is_live));
    let room = StoredValue::new(room);
    view! {
        <div class="page">
            {move || match wraps_up.get() {
                true => view! { <WrappingUp /> }.into_any(),
                false => view! { <Meeting room=room.get_value() on_someone_else /> }.into_any(),
            }}
            <NoticeBar notice=session.notice />
        </div>
    }
}

#[component]
fn Meeting(room: Option<CallRoom>, on_someone_else: Callback<()>) -> impl IntoView {
    let here = Here::get();
    let tab = RwSignal::new(0_usize);
    let panel = move || match tab.get() {
        1 => view! { <Actions /> }.into_any(),
        2 => view! { <Private /> }.into_any(),
        3 => view! { <Ask /> }.into_any(),
        _ => view! { <FromLast /><Agenda /><SuggestionCard /> }.into_any(),
    };
    let id = move || format!("panel-{}", tab.get());
    let label = move || format!("tab-{}", tab.get());
    view! {
        <Head room on_someone_else />
        <Time />
        <Trouble session=here.session />
        <main class="page-body" role="tabpanel" id=id aria-labelledby=label tabindex="0">{panel}</main>
        <footer class="page-foot">
            <TabList label=t("sections") names=vec![t("agenda"), t("actions"), t("private"), t("ask")] chosen=tab />
        </footer>
    }
}

#[component]
fn WrappingUp() -> impl IntoView {
    let here = Here::get();
    let done = Callback::new(move |()| {
        here.wrapping_up.set(false);
        here.session.say(t("wrapped-up"), None);
    });
    view! {
        <header class="page-head">
            <Pair />
            <div class="grow"><h1>{t("before-you-go")}</h1><div class="sub">{in_short(here)}</div></div>
            <button type="button" class="button quiet" on:click=move |_| here.wrapping_up.set(false)>{t("back")}</button>
        </header>
        <Trouble session=here.session />
        <WrapUp on_done=done />
    }
}
