//! Everything in one file, open or sealed, and such a file brought back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data::row;
use super::data_seal::{seal_dialog, unseal_dialog};
use crate::app::sealed_backup::is_sealed;
use crate::platform::page;
use crate::ui::data_words::{count, not_imported};
use crate::ui::kit::erase::{button, dynamic};
use crate::ui::kit::file::bytes_button;
use crate::ui::kit::language::{t, t_count, t_with};
use crate::ui::session::Session;

/// What the parts of it share.
#[derive(Clone, Copy)]
pub struct Files {
    pub session: Session,
    /// A sealed file that waits for its passphrase.
    pub waiting: RwSignal<Option<Vec<u8>>>,
    /// How many steps of how many of an import are done.
    progress: RwSignal<Option<(usize, usize)>>,
    /// How many people of the last file were deleted here and stayed so, and the file.
    deleted: RwSignal<Option<(usize, String)>>,
}

/// The rows for it, and what stands beside them.
pub fn files(session: Session) -> [AnyView; 2] {
    let files =
        Files { session, waiting: RwSignal::new(None), progress: RwSignal::new(None), deleted: RwSignal::new(None) };
    let sealing = RwSignal::new(false);
    let out = view! {
        {button("button", t("export"), move || export(session))}
        {button("button", t("export-sealed"), move || sealing.set(true))}
    };
    let accept = ".json,.duologue,application/json,application/octet-stream";
    let back = view! {
        {bytes_button(t("import"), t("import-file"), accept, move |bytes| files.take(bytes))}
    };
    let rows = view! {
        {row(t("export-title"), t("export-hint"), out.into_any())}
        {row(t("import-title"), t("import-hint"), back.into_any())}
    };
    let beside = view! {
        <div class="progress" role="status">{dynamic(move || files.bar())}</div>
        {seal_dialog(session, sealing)}
        {unseal_dialog(files)}
    };
    [rows.into_any(), beside.into_any()]
}

/// The name of a file with everything, of today.
pub fn name_of_today(session: Session, ending: &str) -> String {
    format!("duologue-{}.{ending}", session.desk().today())
}

fn export(session: Session) {
    spawn_local(async move {
        match session.desk().export_in_pieces().await {
            Ok(pieces) => {
                let name = name_of_today(session, "json");
                let done = page::download_pieces(&name, "application/json", &pieces).is_some();
                session.say(t(if done { "exported" } else { "export-refused" }), None);
            }
            Err(error) => session.say(t_with("export-failed", &[("reason", &error.to_string())]), None),
        }
    });
}

impl Files {
    /// Takes a file that was chosen.
    fn take(self, bytes: Vec<u8>) {
        if is_sealed(&bytes) {
            self.waiting.set(Some(bytes));
            return;
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        // What is no text is no backup, and is told as such.
        self.import(String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| "?".into()), false);
    }

    /// Merges a file, and says what came of it. People who were deleted here stay so, unless they are asked for.
    pub fn import(self, text: String, deleted_too: bool) {
        self.deleted.set(None);
        spawn_local(async move {
            let progress = self.progress;
            let tell = move |done, all| progress.set(Some((done, all)));
            let result = self.session.desk().import_and(&text, deleted_too, tell).await;
            progress.set(None);
            if let Ok(brought) = &result
                && brought.deleted > 0
            {
                self.deleted.set(Some((brought.deleted, text)));
            }
            let said = match result {
                Ok(brought) if brought.documents == 0 => t("import-nothing-new"),
                Ok(brought) => {
                    t_count("imported", count(brought.documents), &[("people", &brought.people.to_string())])
                }
                Err(error) => not_imported(&error),
            };
            self.session.say(said, None);
        });
    }

    fn bar(self) -> AnyView {
        let Some((done, all)) = self.progress.get() else { return self.who_stayed_deleted() };
        let text = t_with("import-running", &[("done", &done.to_string()), ("all", &all.to_string())]);
        view! { <span class="sub">{text}</span><progress max=all.to_string() value=done.to_string() aria-hidden="true"></progress> }
            .into_any()
    }

    fn who_stayed_deleted(self) -> AnyView {
        let Some(stayed) = self.deleted.with(|deleted| deleted.as_ref().map(|(people, _)| *people)) else {
            return ().into_any();
        };
        let too = move || {
            if let Some((_, text)) = self.deleted.get_untracked() {
                self.import(text, true);
            }
        };
        view! {
            <span>{t_count("import-deleted", count(stayed), &[])}</span>
            <div class="button-row">{button("button", t("import-deleted-too"), too)}</div>
        }
        .into_any()
    }
}
