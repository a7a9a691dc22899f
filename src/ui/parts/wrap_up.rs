//! The closing question: was it worth it, what made it so, what should change; what comes over; what was promised.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::actions::{AddAction, action_list};
use super::heard::heard;
use super::off_record::end_off;
use super::score::{guess_field, score_field};
use crate::app::ThreadView;
use crate::app::summary::{SummaryWords, summary};
use crate::domain::{Answer, Helped, PointState, Score, TalkingPoint};
use crate::platform::page;
use crate::ui::kit::erase::{button, check, dynamic, either, flag, said, section_head, user_text, when};
use crate::ui::kit::language::{long_day, t, t_count, t_with};
use crate::ui::kit::sure::sure_button;
use crate::ui::kit::text::TextField;
use crate::ui::words;

/// The closing question; off the record, nothing but the end.
pub fn wrap_up_or_end(here: Here, on_done: Callback<()>) -> AnyView {
    let is_off = move || here.read(|view| view.asked_about().off_the_record);
    either(is_off, move || end_off(here, on_done), move || view! { <WrapUp here on_done /> }.into_any())
}

/// The whole wrap-up. `on_done` is called once it is saved or skipped.
#[component]
pub fn WrapUp(here: Here, on_done: Callback<()>) -> impl IntoView {
    // What was filled in before the page was closed is still there; what is filled in is kept at once.
    let answer = move || {
        here.session.track();
        here.desk().drafted_answer(&here.id())
    };
    let change = move |edit: &dyn Fn(&mut Answer)| {
        let mut answer = untrack(answer);
        edit(&mut answer);
        here.desk().draft_answer(&here.id(), &answer);
    };
    let finish = move |keep: bool| {
        let given = untrack(answer);
        here.desk().wrap_up(&here.id(), keep.then_some(&given));
        on_done.run(());
    };
    let choose = Callback::new(move |points: u8| change(&|answer| answer.score = Score::new(points)));
    let guess = Callback::new(move |points: u8| change(&|answer| answer.guess = Score::new(points)));
    // Only who takes part in it is asked what the other gave: else nobody would ever see.
    let both = move || {
        let name = untrack(|| here.name());
        view! { {guess_field(&name, move || answer().guess, guess)}{heard(here, |view| view.heard.clone())} }.into_any()
    };
    let more = view! { <details><summary class="link">{t("one-more-action")}</summary><AddAction here /></details> };
    view! {
        <main class="page-body" tabindex="-1">
            {score_field(move || answer().score, choose)}
            {helped_field(move || answer().helped, move |helped| change(&|answer| toggle(&mut answer.helped, helped)))}
            <TextField label=t("what-to-change") value=said(move || answer().change)
                on_input=move |text: String| change(&|answer| answer.change.clone_from(&text)) />
            {when(move || here.read(|view| view.is_shared), both)}
            {carry_over(here)}
            <section>{section_head(t("actions"), ())}{action_list(here)}</section>
            {more}
        </main>
        <footer class="page-foot">
            {copy_summary(here)}
            {sure_button("button", t("skip"), move || finish(false))}
            {button("button primary", t("save"), move || finish(true))}
        </footer>
    }
}

/// "30 min. 3 of 4 discussed."
pub fn in_short(here: Here) -> String {
    let now = here.desk().now();
    here.read(|view| {
        let seconds = match &view.closed_by_them {
            Some(closed) => closed.started.zip(closed.ended).map_or(0, |(start, end)| (end - start).num_seconds()),
            None => view.timer(now).map_or(0, |timer| timer.elapsed),
        };
        let discussed = view.discussed_in(view.asked_about().number).len();
        let all = (discussed + view.carried_over().count()).to_string();
        let length = t_count("wrap-up-minutes", seconds.max(0) / 60, &[("name", &view.relationship.counterpart.name)]);
        format!("{length} {}", t_with("wrap-up-discussed", &[("done", &discussed.to_string()), ("all", &all)]))
    })
}

fn toggle(chosen: &mut Vec<Helped>, helped: Helped) {
    match chosen.iter().position(|there| *there == helped) {
        Some(place) => _ = chosen.remove(place),
        None => chosen.push(helped),
    }
}

fn helped_field(
    chosen: impl Fn() -> Vec<Helped> + Copy + Send + Sync + 'static,
    on_toggle: impl Fn(Helped) + Copy + Send + 'static,
) -> AnyView {
    let chip = move |helped: Helped| {
        let is_chosen = flag(move || chosen().contains(&helped));
        view! {
            <label class="chip warm">
                <input type="checkbox" prop:checked=is_chosen on:change=move |_| on_toggle(helped) />
                <span>{words::helped(helped)}</span>
            </label>
        }
    };
    view! {
        <section>
            {section_head(t("what-helped"), ())}
            <div class="chips" role="group" aria-label=t("what-helped")>{Helped::ALL.into_iter().map(chip).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// What will be there next time; a point that was talked about after all can be checked off.
fn carry_over(here: Here) -> AnyView {
    let points = move || here.read(|view| view.carried_over().cloned().collect::<Vec<_>>());
    let entry = move |point: TalkingPoint| {
        let id = point.id.clone();
        let close = move |_| here.desk().close_point(&here.id(), &id, PointState::Discussed);
        view! {
            <li class=format!("point {}", here.class_of(&point.author))>
                <div class="point-row">
                    {check("point-title", point.title, || false, close)}
                    <span class="point-meta">{user_text("who", here.who(&point.author))}</span>
                </div>
            </li>
        }
    };
    let entries = dynamic(move || points().into_iter().map(entry).collect_view().into_any());
    let count = said(move || points().len().to_string());
    view! {
        <section>
            {section_head(t("carry-over"), view! { <span class="count">{count}</span> })}
            {when(move || points().is_empty(), || view! { <p class="sub">{t("carry-over-empty")}</p> }.into_any())}
            <ul class="points" aria-label=t("carry-over")>{entries}</ul>
        </section>
    }
    .into_any()
}

fn copy_summary(here: Here) -> AnyView {
    let copy = move || {
        let now = here.desk().now();
        let Some(summary) = untrack(|| here.read(|view| Some(summary(view, &summary_words(view, now))))) else {
            return;
        };
        spawn_local(async move {
            let copied = page::copy(&summary.markdown, &summary.html).await;
            here.session.say(t(if copied { "summary-copied" } else { "summary-not-copied" }), None);
        });
    };
    button("button quiet", t("copy-summary"), copy)
}

fn summary_words(view: &ThreadView, now: crate::domain::Instant) -> SummaryWords {
    let date = long_day(view.asked_about().started.unwrap_or(now));
    SummaryWords {
        title: t_with("summary-title", &[("name", &view.relationship.counterpart.name), ("date", &date)]),
        discussed: t("summary-discussed"),
        next_time: t("summary-next-time"),
        actions: t("summary-actions"),
        nothing: t("summary-nothing"),
        me: my_name(view),
    }
}

/// What I am called in what is sent round.
pub fn my_name(view: &ThreadView) -> String {
    if view.relationship.me.name.is_empty() { t("summary-me") } else { view.relationship.me.name.clone() }
}
