//! The closing question: was it worth it, what made it so, what should change; what comes over; what was promised.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Here;
use super::actions::{ActionList, AddAction};
use super::score::ScoreField;
use crate::app::ThreadView;
use crate::app::summary::{SummaryWords, summary};
use crate::domain::{Answer, Helped, PointState, TalkingPoint};
use crate::platform::page;
use crate::ui::kit::language::{long_day, t, t_count, t_with};
use crate::ui::kit::text::TextField;
use crate::ui::words;

/// The whole wrap-up. `on_done` is called once it is saved or skipped.
#[component]
pub fn WrapUp(on_done: Callback<()>) -> impl IntoView {
    let here = Here::get();
    // What was filled in before the page was closed is still there.
    let answer = RwSignal::new(here.desk().drafted_answer(&here.id()));
    let change = move |edit: &dyn Fn(&mut Answer)| {
        answer.update(|answer| edit(answer));
        here.desk().draft_answer(&here.id(), &answer.get_untracked());
    };
    let finish = move |keep: bool| {
        let given = answer.get_untracked();
        here.desk().wrap_up(&here.id(), keep.then_some(&given));
        on_done.run(());
    };
    view! {
        <main class="page-body" tabindex="-1">
            <ScoreField chosen=Signal::derive(move || answer.with(|answer| answer.score))
                on_choose=move |score| change(&|answer| answer.score = Some(score)) />
            <HelpedField answer on_toggle=Callback::new(move |helped| change(&|answer| toggle(&mut answer.helped, helped))) />
            <TextField label=t("what-to-change") value=Signal::derive(move || answer.with(|answer| answer.change.clone()))
                on_input=move |text| change(&|answer| answer.change.clone_from(&text)) />
            <CarryOver />
            <section>
                <div class="section-head"><h2>{t("actions")}</h2></div>
                <ActionList />
            </section>
            <details><summary class="link">{t("one-more-action")}</summary><AddAction /></details>
        </main>
        <footer class="page-foot">
            <CopySummary />
            <button type="button" class="button" on:click=move |_| finish(false)>{t("skip")}</button>
            <button type="button" class="button primary" on:click=move |_| finish(true)>{t("save")}</button>
        </footer>
    }
}

/// "30 min. 3 of 4 discussed."
pub fn in_short(here: Here) -> String {
    let now = here.desk().now();
    here.read(|view| {
        let minutes = view.timer(now).map_or(0, |timer| timer.elapsed / 60);
        let discussed = view.discussed().count();
        let all = (discussed + view.carried_over().count()).to_string();
        let length = t_count("wrap-up-minutes", minutes, &[("name", &view.relationship.counterpart.name)]);
        format!("{length} {}", t_with("wrap-up-discussed", &[("done", &discussed.to_string()), ("all", &all)]))
    })
}

fn toggle(chosen: &mut Vec<Helped>, helped: Helped) {
    match chosen.iter().position(|there| *there == helped) {
        Some(place) => _ = chosen.remove(place),
        None => chosen.push(helped),
    }
}

#[component]
fn HelpedField(answer: RwSignal<Answer>, on_toggle: Callback<Helped>) -> impl IntoView {
    let chip = move |helped: Helped| {
        view! {
            <label class="chip">
                <input type="checkbox" prop:checked=move || answer.with(|answer| answer.helped.contains(&helped))
                    on:change=move |_| on_toggle.run(helped) />
                <span>{words::helped(helped)}</span>
            </label>
        }
    };
    view! {
        <section>
            <div class="section-head"><h2>{t("what-helped")}</h2></div>
            <div class="chips" role="group" aria-label=t("what-helped")>{Helped::ALL.map(chip).collect_view()}</div>
        </section>
    }
}

/// What will be there next time; a point that was talked about after all can be checked off.
#[component]
fn CarryOver() -> impl IntoView {
    let here = Here::get();
    let points = Memo::new(move |_| here.read(|view| view.carried_over().cloned().collect::<Vec<_>>()));
    let entry = move |point: TalkingPoint| {
        let (id, class) = (point.id.clone(), here.class_of(&point.author));
        let check = move |_| here.desk().close_point(&here.id(), &id, PointState::Discussed);
        view! {
            <li class=format!("point {class}")>
                <div class="point-row">
                    <label class="check">
                        <input type="checkbox" on:change=check />
                        <span class="point-title" dir="auto">{point.title.clone()}</span>
                    </label>
                    <span class="point-meta"><span class="who" dir="auto">{here.who(&point.author)}</span></span>
                </div>
            </li>
        }
    };
    view! {
        <section>
            <div class="section-head"><h2>{t("carry-over")}</h2><span class="count">{move || points.with(Vec::len)}</span></div>
            <Show when=move || points.with(Vec::is_empty)><p class="sub">{t("carry-over-empty")}</p></Show>
            <ul class="points" aria-label=t("carry-over")>{move || points.get().into_iter().map(entry).collect_view()}</ul>
        </section>
    }
}

#[component]
fn CopySummary() -> impl IntoView {
    let here = Here::get();
    let copy = move |_| {
        let Some(view) = here.view.get_untracked() else { return };
        let summary = summary(&view, &summary_words(&view, here.desk().now()));
        spawn_local(async move {
            let copied = page::copy(&summary.markdown, &summary.html).await;
            here.session.say(t(if copied { "summary-copied" } else { "summary-not-copied" }), None);
        });
    };
    view! { <button type="button" class="button quiet" on:click=copy>{t("copy-summary")}</button> }
}

fn summary_words(view: &ThreadView, now: crate::domain::Instant) -> SummaryWords {
    let date = long_day(view.meeting.started.unwrap_or(now));
    SummaryWords {
        title: t_with("summary-title", &[("name", &view.relationship.counterpart.name), ("date", &date)]),
        discussed: t("summary-discussed"),
        next_time: t("summary-next-time"),
        actions: t("summary-actions"),
        nothing: t("summary-nothing"),
        me: if view.relationship.me.name.is_empty() { t("summary-me") } else { view.relationship.me.name.clone() },
    }
}
