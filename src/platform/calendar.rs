//! Asking for a calendar through `calendar.html`, the one page that may ask another host for something. It is framed, out
//! of sight, for one question, and is handed an address and nothing else.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent};

use super::page;

/// Why a calendar was not handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCalendar {
    /// It is no address of a calendar on the web.
    Address,
    /// The browser does not let us ask that host.
    NotAllowed,
    /// The host sends us on to another one.
    Elsewhere,
    /// It is larger than 10 MB.
    TooLarge,
    TooSlow,
    /// The host says no: the address may have been changed.
    Refused,
    Unreachable,
    /// What is there is no calendar.
    NoCalendar,
}

/// The text of the calendar at an address.
///
/// # Errors
/// If it cannot be had, or is none.
pub async fn calendar_at(address: &str) -> Result<String, NoCalendar> {
    let frame = framed().ok_or(NoCalendar::Unreachable)?;
    let answer = JsFuture::from(Promise::new(&mut |resolve, _| ask_when_there(&frame, address, &resolve))).await;
    frame.remove();
    let answer = answer.map_err(|_| NoCalendar::Unreachable)?;
    let said = |key: &str| Reflect::get(&answer, &key.into()).ok().and_then(|value| value.as_string());
    match (said("text"), said("refused").as_deref()) {
        (Some(text), _) => Ok(text),
        (None, Some("address")) => Err(NoCalendar::Address),
        (None, Some("permission")) => Err(NoCalendar::NotAllowed),
        (None, Some("elsewhere")) => Err(NoCalendar::Elsewhere),
        (None, Some("large")) => Err(NoCalendar::TooLarge),
        (None, Some("slow")) => Err(NoCalendar::TooSlow),
        (None, Some("status")) => Err(NoCalendar::Refused),
        (None, Some("other")) => Err(NoCalendar::NoCalendar),
        (None, _) => Err(NoCalendar::Unreachable),
    }
}

fn framed() -> Option<HtmlIFrameElement> {
    let frame: HtmlIFrameElement = page::document().create_element("iframe").ok()?.dyn_into().ok()?;
    frame.set_hidden(true);
    // Its script has run by the time that the frame tells of having loaded.
    frame.set_src("calendar.html");
    Some(frame)
}

fn ask_when_there(frame: &HtmlIFrameElement, address: &str, answer: &Function) {
    let (asked, address, answer) = (frame.clone(), address.to_string(), answer.clone());
    let loaded = Closure::once_into_js(move || {
        let (Some(window), Ok(channel)) = (asked.content_window(), MessageChannel::new()) else { return };
        let heard = Closure::once_into_js(move |event: MessageEvent| {
            // Whoever waits for it may have gone.
            let _ = answer.call1(&JsValue::UNDEFINED, &event.data());
        });
        channel.port1().set_onmessage(Some(heard.unchecked_ref()));
        let question = Object::new();
        for (key, value) in [("type", "duologue-calendar"), ("address", address.as_str())] {
            // Setting a key of a plain object cannot fail.
            let _ = Reflect::set(&question, &key.into(), &value.into());
        }
        let ours = page::window().location().origin().unwrap_or_default();
        let _ = window.post_message_with_transfer(&question, &ours, &Array::of1(&channel.port2()));
    });
    frame.set_onload(Some(loaded.unchecked_ref()));
    let _ = page::root().append_child(frame);
}
