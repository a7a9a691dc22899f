//! Lines to relays through `relay.html`, the one page that may open a connection. It is framed, out of sight, once the
//! first line is opened, and is handed sealed bytes only.

use core::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort};

use super::page;
use crate::ports::{Refusal, Relay, RelayFact, RelayLine, RelayObserver, Replica, Room, Side};

/// The frame, and who listens to it.
#[derive(Default)]
pub struct FrameRelay(Rc<Frame>);

#[derive(Default)]
struct Frame {
    is_there: Cell<bool>,
    port: RefCell<Option<MessagePort>>,
    /// What was said before the frame could hear it.
    waiting: RefCell<Vec<(JsValue, Array)>>,
    lines: RefCell<BTreeMap<String, (Room, RelayObserver)>>,
}

struct Line {
    frame: Weak<Frame>,
    room: String,
}

impl Relay for FrameRelay {
    fn open(&self, room: &Room, observer: RelayObserver) -> Box<dyn RelayLine> {
        self.0.lines.borrow_mut().insert(room.name.clone(), (room.clone(), observer));
        if !self.0.is_there.replace(true) {
            Frame::load(&self.0);
        }
        let credential = room.address.credential.as_deref().map_or(JsValue::NULL, JsValue::from_str);
        let message = message("connect", &room.name);
        set(&message, "side", &room.replica.side.name().into());
        set(&message, "device", &room.replica.device.as_str().into());
        set(&message, "url", &room.address.url.as_str().into());
        set(&message, "credential", &credential);
        self.0.say(message, Array::new());
        Box::new(Line { frame: Rc::downgrade(&self.0), room: room.name.clone() })
    }
}

impl RelayLine for Line {
    fn put(&self, document: &str, value: Vec<u8>, put: u32) {
        let Some(frame) = self.frame.upgrade() else { return };
        let bytes = Uint8Array::from(value.as_slice());
        let message = message("put", &self.room);
        set(&message, "document", &document.into());
        set(&message, "id", &put.into());
        set(&message, "value", &bytes);
        frame.say(message, Array::of1(&bytes.buffer()));
    }

    fn remove(&self, document: &str, put: u32) {
        let Some(frame) = self.frame.upgrade() else { return };
        let message = message("put", &self.room);
        set(&message, "document", &document.into());
        set(&message, "id", &put.into());
        set(&message, "value", &JsValue::NULL);
        frame.say(message, Array::new());
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(frame) = self.frame.upgrade() {
            frame.lines.borrow_mut().remove(&self.room);
            frame.say(message("close", &self.room), Array::new());
        }
    }
}

impl Frame {
    fn load(this: &Rc<Self>) {
        let Some(frame) = iframe() else { return };
        let heard = Rc::downgrade(this);
        let element = frame.clone();
        let listener = gloo_events::EventListener::new(&page::window(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            // Whoever frames us can speak to us too: only our own frame is heard.
            let window = element.content_window();
            let is_ours = event.source().zip(window).is_some_and(|(source, ours)| Object::is(&source, &ours));
            if let (true, Some(frame)) =
                (is_ours && text(&event.data(), "type") == "duologue-relay-ready", heard.upgrade())
            {
                frame.meet(&element);
            }
        });
        // As long as the page is there.
        listener.forget();
        // After the body, which a page fills and empties as it likes.
        let _ = page::root().append_child(&frame);
    }

    fn meet(self: &Rc<Self>, frame: &HtmlIFrameElement) {
        let (Some(window), Ok(channel)) = (frame.content_window(), MessageChannel::new()) else { return };
        let heard = Rc::downgrade(self);
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(frame) = heard.upgrade() {
                frame.hear(&event.data());
            }
        });
        channel.port1().set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        let hello = Object::new();
        set(&hello, "type", &"duologue-relay".into());
        // The frame is sandboxed: it has no origin that could be named. What it gets is a port and nothing else.
        if window.post_message_with_transfer(&hello, "*", &Array::of1(&channel.port2())).is_err() {
            return;
        }
        *self.port.borrow_mut() = Some(channel.port1());
        for (message, transfer) in self.waiting.take() {
            self.say(message.unchecked_into(), transfer);
        }
    }

    fn say(&self, message: Object, transfer: Array) {
        match &*self.port.borrow() {
            Some(port) => _ = port.post_message_with_transferable(&message, &transfer),
            None => self.waiting.borrow_mut().push((message.into(), transfer)),
        }
    }

    fn hear(&self, said: &JsValue) {
        let observer = self.lines.borrow().get(&text(said, "room")).map(|(_, observer)| observer.clone());
        if let (Some(observer), Some(fact)) = (observer, fact(said)) {
            observer(fact);
        }
    }
}

fn iframe() -> Option<HtmlIFrameElement> {
    let frame: HtmlIFrameElement = page::document().create_element("iframe").ok()?.dyn_into().ok()?;
    frame.set_hidden(true);
    // Without an origin it reaches neither us nor storage. Chromium's manifest says so of the page; Firefox has no words
    // for that in a manifest.
    frame.set_attribute("sandbox", "allow-scripts").ok()?;
    frame.set_src("relay.html");
    Some(frame)
}

fn fact(said: &JsValue) -> Option<RelayFact> {
    let put = || number(said, "id");
    match text(said, "said").as_str() {
        "state" => match text(said, "state").as_str() {
            "connected" => Some(RelayFact::Connected),
            "caught-up" => Some(RelayFact::CaughtUp),
            "offline" | "closed" => Some(RelayFact::Offline(refusal(&text(said, "reason")))),
            _ => None,
        },
        "value" => {
            let from = Replica { side: Side::named(&text(said, "side"))?, device: text(said, "device") };
            let value = Reflect::get(said, &"value".into()).ok()?.dyn_into::<Uint8Array>().ok();
            let value = value.map(|bytes| bytes.to_vec());
            Some(RelayFact::Value { from, document: text(said, "document"), value })
        }
        "kept" => Some(RelayFact::Kept { put: put()? }),
        "not-kept" => Some(RelayFact::NotKept { put: put()?, why: refusal(&text(said, "reason")) }),
        _ => None,
    }
}

fn refusal(reason: &str) -> Refusal {
    match reason {
        "refused" => Refusal::Refused,
        "expired" => Refusal::Expired,
        "not-set-up" => Refusal::NotSetUp,
        "too-large" => Refusal::TooLarge,
        "timeout" => Refusal::Timeout,
        _ => Refusal::Unreachable,
    }
}

fn message(wish: &str, room: &str) -> Object {
    let message = Object::new();
    set(&message, "do", &wish.into());
    set(&message, "room", &room.into());
    message
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a key of a plain object cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}

fn text(said: &JsValue, key: &str) -> String {
    Reflect::get(said, &key.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn number(said: &JsValue, key: &str) -> Option<u32> {
    Reflect::get(said, &key.into()).ok()?.as_f64().map(|number| number as u32)
}
