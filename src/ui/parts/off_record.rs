//! Off the record: the way there, and the word that stays on screen as long as it lasts.

use leptos::prelude::*;

use super::Here;
use crate::app::ThreadView;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, either, when};
use crate::ui::kit::icon::{Icon, Shape};
use crate::ui::kit::language::t;
use crate::ui::kit::sure::sure_button;

fn is_off(here: Here) -> bool {
    here.read(|view| view.meeting.off_the_record)
}

/// The entry of the menu: off the record, or back on it as long as nothing was said off it.
pub fn off_entry(here: Here, is_asking: RwSignal<bool>) -> AnyView {
    let go = move || button("", t("off-record-menu"), move || is_asking.set(true));
    let back = move || {
        let can_go_back = move || !here.read(ThreadView::is_live);
        when(can_go_back, move || button("", t("off-record-back"), move || here.desk().stay_on_the_record(&here.id())))
    };
    either(move || is_off(here), back, go)
}

/// What it means, and the question whether it is wanted.
pub fn off_dialog(here: Here, is_open: RwSignal<bool>) -> AnyView {
    let go = move || {
        here.desk().go_off_the_record(&here.id());
        is_open.set(false);
        // What was written of it so far is replaced at once.
        here.session.tidy();
    };
    let content = move || {
        let is_live = untrack(|| here.read(ThreadView::is_live));
        let is_shared = untrack(|| here.read(|view| view.is_shared));
        view! {
            <p>{t("off-record-what")}</p>
            {is_live.then(|| view! { <p>{t("off-record-removes")}</p> })}
            <p class="sub">{t(if is_shared { "off-record-shared" } else { "off-record-alone" })}</p>
            <div class="button-row end">
                {button("button quiet", t("cancel"), move || is_open.set(false))}
                {sure_button("button primary", t("off-record-go"), go)}
            </div>
        }
        .into_any()
    };
    dialog(is_open, t("off-record"), content)
}

/// Says that it is off the record, as long as it is.
pub fn off_strip(here: Here) -> AnyView {
    let strip = || {
        view! {
            <section class="off-record" aria-label=t("off-record")>
                <Icon shape=Shape::Lock />
                <p role="note"><strong>{t("off-record")}</strong>" "{t("off-record-now")}</p>
            </section>
        }
        .into_any()
    };
    when(move || is_off(here), strip)
}

/// In place of the closing question: nothing is asked, and it can be ended.
pub fn end_off(here: Here, on_done: Callback<()>) -> AnyView {
    let end = move || {
        here.desk().wrap_up(&here.id(), None);
        on_done.run(());
    };
    view! {
        <main class="page-body" tabindex="-1">
            <p>{t("off-record-end-hint")}</p>
        </main>
        <footer class="page-foot">{sure_button("button primary", t("off-record-end"), end)}</footer>
    }
    .into_any()
}
