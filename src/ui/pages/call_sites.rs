//! The call sites that Duologue runs on: those it knows from the start, and those that the user has added.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::for_background::Surface;
use crate::platform::permissions::{Permission, added_sites};
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::{dynamic, named_button};
use crate::ui::kit::language::{t, t_with};
use crate::ui::parts::surfaces::move_to;
use crate::ui::session::Session;
use crate::ui::words;

/// Where the sidebar opens, and on which sites.
pub fn call_sites(session: Session) -> AnyView {
    let added = RwSignal::new(Vec::<String>::new());
    read(session, added);
    let entries = dynamic(move || {
        let sites = added.get();
        if sites.is_empty() {
            return view! { <p class="sub">{t("sites-none")}</p> }.into_any();
        }
        let entries = sites.into_iter().map(|origin| entry(session, added, origin)).collect_view();
        view! { <ul class="sites" aria-label=t("sites-added")>{entries}</ul> }.into_any()
    });
    view! {
        <section class="settings-form" aria-label=t("sites")>
            <div>
                <h3 class="label">{t("sites")}</h3>
                <p class="sub">{t("sites-built-in")}</p>
                <p class="sub">{t("sites-how")}</p>
            </div>
            {entries}
            {surface_choice(session)}
        </section>
    }
    .into_any()
}

fn surface_choice(session: Session) -> AnyView {
    let chosen = Signal::derive(move || {
        session.track();
        let surface = session.desk().surface();
        Surface::ALL.iter().position(|one| *one == surface).unwrap_or_default()
    });
    let choose = move |place: usize| move_to(session, Surface::ALL.get(place).copied().unwrap_or_default());
    let options = Surface::ALL.map(words::surface).to_vec();
    view! { <Select label=t("surface-where") options chosen on_choose=choose /> }.into_any()
}

fn entry(session: Session, added: RwSignal<Vec<String>>, origin: String) -> AnyView {
    let host = origin.trim_start_matches("https://").trim_end_matches("/*").to_string();
    let (shown, label) = (host.clone(), t_with("site-remove", &[("host", &host)]));
    let remove = move || {
        let gone = Permission::Site(origin.clone()).give_back();
        let host = host.clone();
        spawn_local(async move {
            let key = if gone.await { "site-removed" } else { "site-not-removed" };
            session.say(t_with(key, &[("host", &host)]), None);
            read(session, added);
        });
    };
    view! {
        <li class="site"><span dir="auto">{shown}</span>{named_button("button quiet", label, t("remove"), remove)}</li>
    }
    .into_any()
}

fn read(session: Session, added: RwSignal<Vec<String>>) {
    spawn_local(async move {
        let mut found = added_sites().await;
        // Where the calendar is read from, there are no calls.
        let calendar = session.desk().calendar_address().await.ok().flatten();
        found.retain(|origin| calendar.as_ref().is_none_or(|kept| *origin != format!("https://{}/*", kept.host)));
        // The settings may have been left by then.
        _ = added.try_set(found);
    });
}
