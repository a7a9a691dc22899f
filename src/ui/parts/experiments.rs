//! Changes that the two try: proposed, running, and asked about when the meetings are over.

use leptos::prelude::*;

use super::Here;
use super::from_last::Wish;
use crate::app::ThreadView;
use crate::app::experiments::ExperimentView;
use crate::domain::experiment::{Averages, EXPERIMENT_MEETINGS};
use crate::domain::{Phase, Verdict};
use crate::ui::kit::erase::{button, dynamic, named_button};
use crate::ui::kit::language::{t, t_with, tenths};
use crate::ui::kit::sure::sure_named_button;

/// Whether anything is tried, or is to be decided about.
pub fn any_open(here: Here) -> bool {
    here.read(|view| view.experiments.iter().any(ExperimentView::is_open))
}

/// What is proposed, tried or to be decided about.
pub fn experiments(here: Here) -> AnyView {
    let open = Memo::new(move |_| {
        let open = |view: &ThreadView| view.experiments.iter().filter(|one| one.is_open()).cloned().collect::<Vec<_>>();
        (here.read(open), here.name())
    });
    dynamic(move || {
        let (open, name) = open.get();
        if open.is_empty() {
            return ().into_any();
        }
        let entries = open.into_iter().map(|one| entry(here, one, &name)).collect_view();
        view! { <ul class="experiments" aria-label=t("experiments")>{entries}</ul> }.into_any()
    })
}

fn entry(here: Here, one: ExperimentView, name: &str) -> AnyView {
    let text = one.experiment.text.as_str();
    let all = EXPERIMENT_MEETINGS.to_string();
    let (said, then) = match one.phase {
        Phase::Running { nth } => {
            let values = [("nth", nth.to_string()), ("all", all), ("text", text.into())];
            let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
            (t_with("experiment-running", &values), ().into_any())
        }
        Phase::Proposed => (proposal(&one, name), answer_to_proposal(here, &one)),
        _ => (t_with("experiment-over", &[("all", &all), ("text", text)]), decision(here, &one, name)),
    };
    view! { <li><p dir="auto">{said}</p>{then}</li> }.into_any()
}

fn proposal(one: &ExperimentView, name: &str) -> String {
    let values = [("name", name), ("text", one.experiment.text.as_str())];
    match one.experiment.mine.accepted {
        Some(_) => t_with("experiment-awaits-them", &values),
        None => t_with("experiment-awaits-you", &values),
    }
}

fn answer_to_proposal(here: Here, one: &ExperimentView) -> AnyView {
    let (id, refused) = (one.experiment.id.clone(), one.experiment.id.clone());
    let join = one.experiment.mine.accepted.is_none().then(|| {
        let accept = move || here.desk().accept_experiment(&here.id(), &id);
        named_button("button", about(&t("try-it-too"), one), t("try-it-too"), accept)
    });
    let refuse = move || here.desk().judge_experiment(&here.id(), &refused, Verdict::Drop);
    let drop = sure_named_button("button quiet", about(&t("drop"), one), || t("drop").into_any(), refuse);
    view! { <div class="button-row">{join}{drop}</div> }.into_any()
}

/// The scores before and during, what each has said, and the two buttons.
fn decision(here: Here, one: &ExperimentView, name: &str) -> AnyView {
    let scores = [("experiment-before", one.before), ("experiment-during", one.during)].map(|(key, averages)| {
        let scores = averages_in_words(averages, name);
        (!scores.is_empty()).then(|| view! { <p class="sub">{t_with(key, &[("scores", &scores)])}</p> })
    });
    let verdict = |verdict: Option<Verdict>, keep: &str, drop: &str| {
        let key = verdict.map(|verdict| if verdict == Verdict::Keep { keep } else { drop });
        key.map(|key| view! { <p class="sub" dir="auto">{t_with(key, &[("name", name)])}</p> })
    };
    let choice = |key: &str, choice: Verdict| {
        let (id, is_mine) = (one.experiment.id.clone(), one.experiment.mine.verdict == Some(choice));
        let judge = move || here.desk().judge_experiment(&here.id(), &id, choice);
        let label = about(&t(key), one);
        let key = key.to_string();
        (!is_mine).then(|| match choice {
            Verdict::Keep => named_button("button", label, t(&key), judge),
            Verdict::Drop => sure_named_button("button", label, move || t(&key).into_any(), judge),
        })
    };
    let (mine, theirs) = (one.experiment.mine.verdict, one.experiment.theirs.verdict);
    view! {
        {scores.into_iter().collect_view()}
        {verdict(mine, "you-would-keep", "you-would-drop")}
        {verdict(theirs, "they-would-keep", "they-would-drop")}
        <div class="button-row">{choice("keep", Verdict::Keep)}{choice("drop", Verdict::Drop)}</div>
    }
    .into_any()
}

/// "You 3.7, Ana 4".
fn averages_in_words(averages: Averages, name: &str) -> String {
    let mine = averages.mine.map(|mine| t_with("average-you", &[("score", &tenths(mine))]));
    let theirs = averages.theirs.map(|theirs| t_with("average-them", &[("name", name), ("score", &tenths(theirs))]));
    mine.into_iter().chain(theirs).collect::<Vec<_>>().join(", ")
}

/// What a button does, and to what: several stand on the page at once.
fn about(act: &str, one: &ExperimentView) -> String {
    t_with("act-on", &[("act", act), ("text", &one.experiment.text)])
}

/// The button of a wish that nobody has taken up.
pub fn try_it(here: Here, wish: Wish) -> AnyView {
    let label = t_with("act-on", &[("act", &t("try-it")), ("text", &wish.text)]);
    let act = move || here.desk().try_wish(&here.id(), wish.meeting, &wish.asked_by);
    button("button clipped", label, act)
}
