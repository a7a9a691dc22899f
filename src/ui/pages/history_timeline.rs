//! The past meetings with one person, the newest first: a window onto them, that is read as it is looked at.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::history::Page;
use super::history_meeting::meeting;
use crate::app::past::PastView;
use crate::domain::{MeetingNumber, RelationshipId};
use crate::ui::kit::erase::{button, dynamic, empty, keyed, when};
use crate::ui::kit::language::{t, t_with};

/// How many meetings are shown at first, and how many more at a time: less than half a year of weekly ones.
const AT_A_TIME: usize = 20;

/// How many newer ones are shown above a meeting that an address names.
const ABOVE: usize = 3;

/// The window: places in the list of all past meetings, and what was read of them.
#[derive(Clone, Copy)]
struct Window {
    page: Page,
    id: StoredValue<RelationshipId>,
    numbers: Memo<Vec<MeetingNumber>>,
    from: RwSignal<usize>,
    to: RwSignal<usize>,
    read: RwSignal<BTreeMap<MeetingNumber, PastView>>,
    failed: RwSignal<Option<String>>,
}

impl Window {
    fn shown(self) -> Vec<MeetingNumber> {
        let (from, to) = (self.from.get(), self.to.get());
        self.numbers.with(|all| all.get(from..to.min(all.len())).unwrap_or_default().to_vec())
    }

    /// Reads what is shown and has not been read.
    fn read_on(self) {
        let shown = self.shown();
        let unread: Vec<_> =
            self.read.with_untracked(|read| shown.into_iter().filter(|n| !read.contains_key(n)).collect());
        if unread.is_empty() {
            return;
        }
        let (desk, id) = (self.page.session.desk(), self.id.get_value());
        spawn_local(async move {
            match desk.read_past(&id, &unread).await {
                Ok(views) => self.read.update(|read| {
                    read.extend(views.into_iter().map(|view| (view.past.meeting.number, view)));
                }),
                Err(error) => self.failed.set(Some(error.to_string())),
            }
        });
    }

    /// Moves the window to where the meeting is that was asked for.
    fn go_to(self, number: MeetingNumber) {
        let place = self.numbers.with_untracked(|all| all.iter().position(|known| *known == number));
        let is_shown = |place: &usize| (self.from.get_untracked()..self.to.get_untracked()).contains(place);
        if let Some(place) = place.filter(|place| !is_shown(place)) {
            self.from.set(place.saturating_sub(ABOVE));
            self.to.set(place + AT_A_TIME);
        }
    }
}

/// The list.
#[component]
pub fn Timeline(page: Page, id: RelationshipId) -> impl IntoView {
    let stored = StoredValue::new(id);
    let numbers = Memo::new(move |_| {
        page.session.track();
        page.session.desk().past_numbers(&stored.get_value())
    });
    let window = Window {
        page,
        id: stored,
        numbers,
        from: RwSignal::new(0),
        to: RwSignal::new(AT_A_TIME),
        read: RwSignal::default(),
        failed: RwSignal::new(None),
    };
    Effect::new(move |_| {
        if let Some((_, number)) = page.named.get().filter(|(with, _)| *with == stored.get_value()) {
            window.go_to(number);
        }
    });
    Effect::new(move |_| window.read_on());
    let is_empty = move || numbers.with(Vec::is_empty);
    // What is not read yet has no place: nothing moves when it comes.
    let keys = move || {
        let is_read = |number: &MeetingNumber| window.read.with(|read| read.contains_key(number));
        window.shown().into_iter().filter(is_read).map(|number| number.0.to_string()).collect()
    };
    let list = NodeRef::<html::Ol>::new();
    let show = move |number: String| {
        let number = MeetingNumber(number.parse().unwrap_or_default());
        let view = Memo::new(move |_| {
            page.session.track();
            let now = page.session.desk().past(&stored.get_value(), number);
            let read = || window.read.with(|read| read.get(&number).cloned());
            // An open one says more than what was read, but does not know what came from meetings that are not open.
            let before = read();
            now.map(|now| merged(now, before.as_ref())).or(before)
        });
        meeting(page, stored.get_value(), number, view)
    };
    let newer = move || window.from.update(|from| *from = from.saturating_sub(AT_A_TIME));
    let older = move || window.to.update(|to| *to += AT_A_TIME);
    let has_older = move || window.to.get() < numbers.with(Vec::len);
    view! {
        {when(is_empty, || empty(t("history-empty"), t("history-empty-hint")))}
        {dynamic(move || window.failed.get().map(|reason| view! { <p role="alert">{t_with("past-unread", &[("reason", &reason)])}</p> }).into_any())}
        {when(move || { window.from.get() > 0 }, move || button("button", t("show-newer"), newer))}
        <ol class="meetings" aria-label=t("meetings") node_ref=list>{keyed(keys, show)}</ol>
        {when(has_older, move || button("button", t("show-older"), older))}
    }
}

fn merged(now: PastView, before: Option<&PastView>) -> PastView {
    let known = |id| now.from_before.iter().any(|point| point.id == id);
    let read = before.into_iter().flat_map(|view| &view.from_before);
    let missing: Vec<_> = read.filter(|point| !known(point.id.clone())).cloned().collect();
    PastView { from_before: now.from_before.iter().cloned().chain(missing).collect(), ..now }
}
