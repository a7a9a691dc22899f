//! The call rooms that are linked to someone: shown, unlinked, and linked by the address of a call.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{CallRoom, RelationshipId};
use crate::ui::kit::erase::{button, dynamic, named_button, said};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::session::Session;

/// The rooms of someone.
pub fn rooms(session: Session, id: RelationshipId) -> AnyView {
    let rooms = RwSignal::new(Vec::<CallRoom>::new());
    let (address, mistake) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let read = {
        let id = id.clone();
        move || {
            let id = id.clone();
            spawn_local(async move {
                // What is still on its way to storage is a room, too.
                session.desk().flush().await;
                let found = session.desk().rooms_of(&id).await.unwrap_or_default();
                let _ = rooms.try_set(found);
            });
        }
    };
    read();
    let after_unlinking = read.clone();
    let one = move |room: CallRoom| {
        let (name, read) = (room.address().unwrap_or_else(|| room.name()), after_unlinking.clone());
        let unlink = move || {
            session.desk().unlink_room(&room);
            read();
        };
        view! {
            <li class="site">
                <span class="grow" dir="ltr">{name.clone()}</span>
                {named_button("button quiet", t_with("room-unlink-named", &[("room", &name)]), t("room-unlink"), unlink)}
            </li>
        }
    };
    let shown = dynamic(move || match rooms.get() {
        none if none.is_empty() => view! { <p class="sub">{t("rooms-none")}</p> }.into_any(),
        all => view! { <ul class="sites">{all.into_iter().map(one.clone()).collect_view()}</ul> }.into_any(),
    });
    let link = move || match CallRoom::at(address.get_untracked().trim()) {
        Some(room) => {
            session.desk().link_room(&room, &id);
            address.set(String::new());
            mistake.set(String::new());
            read();
        }
        None => mistake.set(t("room-unknown")),
    };
    view! {
        <fieldset class="stack">
            <legend>{t("rooms")}</legend>
            {shown}
            <LineField label=t("room-address") value=address on_input=move |typed: String| address.set(typed) />
            <p class="mistake" role="alert">{said(move || mistake.get())}</p>
            <div class="button-row end">{button("button", t("room-link"), link)}</div>
        </fieldset>
    }
    .into_any()
}
