//! Packs of questions and ready-made agendas: out as a file, and in again.

use std::sync::Arc;

use leptos::prelude::*;

use crate::platform::page;
use crate::questions::PackFault;
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::file::file_button;
use crate::ui::kit::language::{language, t, t_count, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::parts::questions::Questions;
use crate::ui::words;

/// The way out and the way in.
pub fn packs(questions: Questions) -> AnyView {
    let session = questions.session();
    let refused = RwSignal::new(None::<String>);
    let export = move || {
        let name = format!("duologue-questions-{}.jsonl", session.desk().now().date_naive());
        let done = page::download(&name, "application/jsonl", &session.desk().export_pack()).is_some();
        session.say(t(if done { "exported" } else { "export-refused" }), None);
    };
    let alert = move || match refused.get() {
        Some(text) => view! { <span>{text}</span> }.into_any(),
        None => ().into_any(),
    };
    let of_the_house = move || match questions.fault.get() {
        Some(fault) => view! { <span>{refusal("pack-of-the-house-refused", &fault)}</span> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <section class="settings">
            <div>
                <div><span class="label">{t("packs")}</span><span class="sub">{t("packs-hint")}</span></div>
                <div class="button-row">
                    {button("button", t("pack-export"), export)}
                    {file_button(t("pack-import"), t("pack-file"), ".jsonl,.json,.txt", move |text| import(questions, refused, &text))}
                </div>
            </div>
            <div class="alert" role="alert">{dynamic(alert)}</div>
            <div class="alert">{dynamic(of_the_house)}</div>
        </section>
    }
    .into_any()
}

fn refusal(key: &str, fault: &PackFault) -> String {
    t_with(key, &[("line", &fault.line.to_string()), ("reason", &words::problem(&fault.problem))])
}

/// All of a pack, or nothing of it and the line where it is wrong.
fn import(questions: Questions, refused: RwSignal<Option<String>>, text: &str) {
    let session = questions.session();
    refused.set(None);
    match session.desk().import_pack(text, &questions.ours(), &language()) {
        Err(fault) => refused.set(Some(refusal("pack-refused", &fault))),
        Ok(brought) if brought.before.is_empty() => session.say(t("import-nothing-new"), None),
        Ok(brought) => {
            let new = i64::try_from(brought.new).unwrap_or(i64::MAX);
            let text = t_count("pack-imported", new, &[("changed", &brought.changed.to_string())]);
            let undo: Undo = Arc::new(move || session.desk().restore_entries(brought.before.clone()));
            session.say(text, Some(undo));
        }
    }
}
