//! The tab that the user looks at: which call it is in, and what could be done there.

use js_sys::{Function, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::extension::{ask, object};
use crate::domain::CallRoom;

/// What the background script knows of the tab that the user looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActiveTab {
    /// The call that is on there.
    pub call: Option<CallRoom>,
    /// Whether it is over.
    pub has_ended: bool,
    /// Whether the page belongs to a call service that we know.
    pub is_known_service: bool,
    /// `meet.jit.si`, and what to ask for to run there: `https://meet.jit.si/*`.
    pub host: Option<String>,
    pub origin: Option<String>,
    /// Duologue does not run there yet, but could.
    pub is_optional: bool,
    /// The page hands the call over to an app.
    pub is_launch: bool,
    /// The page does not let the dock stand.
    pub is_lost: bool,
}

/// Asks for it; all is as if there were no tab where nobody answers.
pub async fn active_tab() -> ActiveTab {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Answer {
        call: Option<String>,
        phase: Option<String>,
        provider: Option<String>,
        host: Option<String>,
        origin: Option<String>,
        optional: bool,
        launch: bool,
        lost: bool,
    }
    let answer: Answer = ask(&object(&[("type", "here".into())])).await.unwrap_or_default();
    ActiveTab {
        call: answer.call.as_deref().and_then(CallRoom::parse),
        has_ended: answer.phase.as_deref() == Some("ended"),
        is_known_service: answer.provider.is_some(),
        is_optional: answer.optional && answer.origin.is_some(),
        host: answer.host,
        origin: answer.origin,
        is_launch: answer.launch,
        is_lost: answer.lost,
    }
}

/// Is told when another tab is looked at, a tab goes elsewhere, or a call begins, changes or ends.
pub fn on_tabs_changed(tell: impl Fn() + Clone + 'static) {
    for path in [["tabs", "onActivated"], ["tabs", "onUpdated"], ["tabs", "onRemoved"], ["windows", "onFocusChanged"]] {
        let tell = tell.clone();
        listen(&path, Closure::<dyn Fn()>::new(tell).into_js_value().unchecked_into());
    }
    let changed = move |changes: JsValue, area: String| {
        if area == "session" && Reflect::has(&changes, &"calls".into()).unwrap_or(false) {
            tell();
        }
    };
    listen(
        &["storage", "onChanged"],
        Closure::<dyn Fn(JsValue, String)>::new(changed).into_js_value().unchecked_into(),
    );
}

/// Adds a listener for as long as the page lives, where the browser has what it listens to.
fn listen(path: &[&str], listener: Function) {
    let of = |from: Option<JsValue>, name: &str| Reflect::get(&from?, &name.into()).ok().filter(JsValue::is_object);
    let browser = of(Some(js_sys::global().into()), "chrome");
    let event = path.iter().fold(browser, |from, name| of(from, name));
    let Some(event) = event else { return };
    let add = Reflect::get(&event, &"addListener".into()).ok().and_then(|add| add.dyn_into::<Function>().ok());
    // An event that cannot be listened to does not happen here.
    _ = add.and_then(|add| add.call1(&event, &listener).ok());
}
