//! "Keep for my record": a copy of something that was said or done, for me alone.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::record::{Keepable, Kept};
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ui::kit::erase::named_button;
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::notice::Undo;
use crate::ui::session::Session;
use crate::ui::words;

/// The button. `text` is what it keeps, for those who hear it.
pub fn keep_button(
    session: Session,
    thread: RelationshipId,
    text: impl Into<Signal<String>>,
    what: impl Fn() -> Keepable + Send + 'static,
) -> AnyView {
    let label = label(text.into());
    named_button("button", label, t("keep-for-record"), move || keep(session, thread.clone(), None, what()))
}

/// The same for what was said or done in a past meeting, which may not be open.
pub fn keep_past_button(
    session: Session,
    thread: RelationshipId,
    number: MeetingNumber,
    text: String,
    what: Keepable,
) -> AnyView {
    let label = label(Signal::stored(text));
    let act = move || keep(session, thread.clone(), Some(number), what.clone());
    named_button("button quiet small", label, t("keep-for-record"), act)
}

fn label(text: Signal<String>) -> Signal<String> {
    Signal::derive(move || t_with("act-on", &[("act", &t("keep-for-record")), ("text", &text.get())]))
}

/// Keeps it, and says what came of it.
fn keep(session: Session, thread: RelationshipId, past: Option<MeetingNumber>, what: Keepable) {
    spawn_local(async move {
        let opened = match past {
            Some(number) => session.desk().open_past(&thread, number).await,
            None => Ok(()),
        };
        let kept = match opened {
            Ok(()) => session.desk().keep_for_record(&thread, &what).await,
            Err(error) => Err(error),
        };
        match kept {
            Ok(Kept::New(id, kind)) => {
                let undo: Undo = Arc::new(move || _ = session.desk().delete_from_record(&id));
                session.say(t_with("record-kept", &[("kind", &words::record_kind(kind))]), Some(undo));
            }
            Ok(Kept::Before) => session.say(t("record-kept-before"), None),
            Ok(Kept::Not) => session.say(t("record-not-kept"), None),
            Err(error) => session.say(t_with("update-storage", &[("reason", &error.to_string())]), None),
        }
    });
}
