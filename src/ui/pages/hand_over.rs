//! Handing over to a new manager: what could go into the pack, what both agreed to, and the pack itself.

use leptos::prelude::*;

use super::hand_over_items::{Candidate, candidates};
use super::hand_over_pack::save_row;
use super::person_choice::PersonChoice;
use crate::domain::hand_over::{ItemKind, Pack, PackItem, Proposed};
use crate::domain::{RelationshipId, hand_over};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::erase::{button, check, dynamic, keyed, named_button, said, when};
use crate::ui::kit::language::{t, t_with};
use crate::ui::kit::text::LineField;
use crate::ui::parts::Here;
use crate::ui::session::Session;
use crate::ui::words;

/// The part of the page: for whom, and the dialog.
pub fn hand_over(session: Session) -> AnyView {
    let choice = PersonChoice::new(session);
    let (person, is_open) = (RwSignal::new(None::<RelationshipId>), RwSignal::new(false));
    let open = move || {
        person.set(untrack(|| choice.person()).map(|person| person.id));
        is_open.set(person.with_untracked(Option::is_some));
    };
    let show = move || {
        view! {
            <div class="fields is-short">{choice.field()}</div>
            <div class="button-row">{button("button", t("handover-prepare"), open)}</div>
        }
        .into_any()
    };
    let anybody = move || choice.person().is_some();
    view! {
        <section class="stack" aria-labelledby="hand-over">
            <h2 id="hand-over">{t("handover")}</h2>
            <p class="sub">{t("handover-hint")}</p>
            {when(anybody, show)}
            {when(move || !anybody(), || view! { <p class="sub">{t("people-empty")}</p> }.into_any())}
            {dialog(is_open, t("handover"), move || match person.get_untracked() {
                Some(id) => pack(Here::new(session, id), is_open),
                None => ().into_any(),
            })}
        </section>
    }
    .into_any()
}

fn pack(here: Here, is_open: RwSignal<bool>) -> AnyView {
    let is_shared = Memo::new(move |_| here.read(|view| view.is_shared));
    let body = dynamic(move || if is_shared.get() { untrack(|| together(here)) } else { untrack(|| alone(here)) });
    view! {
        {body}
        <div class="button-row end">{button("button quiet", t("close"), move || is_open.set(false))}</div>
    }
    .into_any()
}

/// What both agree to, item by item.
fn together(here: Here) -> AnyView {
    let proposed = Memo::new(move |_| {
        here.session.track();
        here.desk().proposed(&here.id())
    });
    let free = Memo::new(move |_| {
        let known = proposed.get();
        candidates(here).into_iter().filter(|one| known.iter().all(|known| known.item != one.item)).collect::<Vec<_>>()
    });
    let with_name = |key: &str| t_with(key, &[("name", &here.name())]);
    let ids = move || proposed.with(|all| all.iter().map(|one| one.id.clone()).collect());
    let list = keyed(ids, move |id| agreement(here, proposed, id));
    let of = move |is_mine: bool| {
        dynamic(move || {
            let fits = |one: &Candidate| one.is_mine_alone == is_mine;
            let entries: Vec<_> = free.get().into_iter().filter(fits).map(|one| candidate(here, one)).collect();
            match entries.is_empty() {
                true => view! { <p class="sub">{t("handover-no-more")}</p> }.into_any(),
                false => view! { <ul class="pack-items">{entries}</ul> }.into_any(),
            }
        })
    };
    let make = move || Pack::agreed(&proposed.get_untracked());
    let count = move || proposed.with(|all| Pack::agreed(all).items().len());
    view! {
        <p class="sub" dir="auto">{with_name("handover-both")}</p>
        <section>
            <h3>{t("handover-proposed")}</h3>
            {when(move || proposed.with(Vec::is_empty), || view! { <p class="sub">{t("handover-nothing-proposed")}</p> }.into_any())}
            <ul class="pack-items" aria-label=t("handover-proposed")>{list}</ul>
        </section>
        {save_row(here, count, make)}
        <section><h3>{t("handover-known")}</h3>{of(false)}</section>
        {how_we_work(move |item| _ = here.desk().propose_for_pack(&here.id(), &item))}
        <section><h3>{t("handover-mine")}</h3><p class="sub" dir="auto">{with_name("handover-mine-hint")}</p>{of(true)}</section>
    }
    .into_any()
}

fn in_words(item: &PackItem) -> String {
    t_with("handover-item", &[("kind", &words::item_kind(item.kind)), ("text", &item.text)])
}

/// A proposed item, and what each says about it.
fn agreement(here: Here, proposed: Memo<Vec<Proposed>>, id: String) -> AnyView {
    let id = StoredValue::new(id);
    // Read anew as it changes, so that its box keeps its place and the focus.
    let one = Memo::new(move |_| proposed.with(|all| all.iter().find(|one| one.id == id.get_value()).cloned()));
    let text = said(move || one.with(|one| one.as_ref().map(|one| in_words(&one.item)).unwrap_or_default()));
    let agrees = move || one.with(|one| one.as_ref().is_some_and(|one| one.mine.is_some()));
    let state = said(move || one.with(|one| one.as_ref().map(|one| standing(one, &here.name())).unwrap_or_default()));
    let toggle = move |agree: bool| match agree {
        true => here.desk().agree_to_item(&here.id(), &id.get_value()),
        false => here.desk().withdraw_item(&here.id(), &id.get_value()),
    };
    view! {
        <li>
            {check("user-text", text, agrees, toggle)}
            <span class="sub" dir="auto">{state}</span>
        </li>
    }
    .into_any()
}

fn standing(one: &Proposed, name: &str) -> String {
    let state = match (one.mine, one.theirs) {
        (Some(_), Some(_)) => "handover-both-agree",
        (Some(_), None) => "handover-you-agree",
        (None, Some(_)) => "handover-they-agree",
        (None, None) => "handover-nobody-agrees",
    };
    t_with(state, &[("name", name)])
}

/// Something that can be proposed.
fn candidate(here: Here, one: Candidate) -> AnyView {
    let text = in_words(&one.item);
    let label = t_with("act-on", &[("act", &t("handover-propose")), ("text", &text)]);
    let propose = move || _ = here.desk().propose_for_pack(&here.id(), &one.item);
    view! {
        <li>
            <span class="user-text" dir="auto">{text}</span>
            {named_button("button", label, t("handover-propose"), propose)}
        </li>
    }
    .into_any()
}

/// What else the two found to work, in words of one's own.
fn how_we_work(add: impl Fn(PackItem) + Copy + Send + 'static) -> AnyView {
    let text = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let said = text.get_untracked().trim().to_string();
        if !said.is_empty() {
            add(PackItem { kind: ItemKind::HowWeWork, text: said, date: None });
            text.set(String::new());
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            <LineField label=t("handover-how") value=said(move || text.get()) on_input=move |typed: String| text.set(typed) />
            <div class="button-row"><button type="submit" class="button">{t("add")}</button></div>
        </form>
    }
    .into_any()
}

/// What I choose, where the other's Duologue does not take part. It stands in this dialog and nowhere else.
fn alone(here: Here) -> AnyView {
    let all = RwSignal::new(candidates(here).into_iter().map(|one| (one.item, false)).collect::<Vec<_>>());
    let entry = move |(at, (item, chosen)): (usize, (PackItem, bool))| {
        let toggle = move |checked: bool| {
            all.update(|all| all.iter_mut().skip(at).take(1).for_each(|(_, chosen)| *chosen = checked));
        };
        view! { <li>{check("user-text", in_words(&item), move || chosen, toggle)}</li> }
    };
    let count = Memo::new(move |_| all.with(Vec::len));
    // Made anew only when there is one more, so that a box that is checked keeps the focus.
    let list = move || {
        count.get();
        all.get_untracked().into_iter().enumerate().map(entry).collect_view().into_any()
    };
    let chosen = move || all.with(|all| all.iter().filter(|(_, chosen)| *chosen).count());
    let make = move || {
        let chosen = all.get_untracked().into_iter().filter(|(_, chosen)| *chosen).map(|(item, _)| item);
        hand_over::Pack::one_sided(chosen.collect())
    };
    view! {
        <p class="sub" dir="auto">{t_with("handover-alone", &[("name", &here.name())])}</p>
        <ul class="pack-items" aria-label=t("handover-choose")>{dynamic(list)}</ul>
        {how_we_work(move |item| all.update(|all| all.push((item, true))))}
        {save_row(here, chosen, make)}
    }
    .into_any()
}
