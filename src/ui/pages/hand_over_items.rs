//! What could go into a pack for a new manager: from my record, and from what the two see already.

use crate::domain::hand_over::{ItemKind, PackItem};
use crate::domain::record::Filed;
use crate::domain::{ActionItem, ActionState, Phase, TalkingPoint};
use crate::ui::kit::language::{t_count, t_with};
use crate::ui::parts::Here;
use crate::ui::parts::wrap_up::my_name;
use crate::ui::words;

/// Something that could be proposed.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    pub item: PackItem,
    /// Whether the other does not know of it before it is proposed.
    pub is_mine_alone: bool,
}

/// All of them.
pub fn candidates(here: Here) -> Vec<Candidate> {
    let known =
        |kind: ItemKind, text: String| Candidate { item: PackItem { kind, text, date: None }, is_mine_alone: false };
    let mut all = here.read(|view| {
        let person = &view.relationship;
        let rhythm =
            t_count("handover-rhythm", i64::from(person.minutes), &[("cadence", &words::cadence(person.cadence))]);
        let promise = |action: &ActionItem| {
            let who = if person.is_me(&action.owner) { my_name(view) } else { person.counterpart.name.clone() };
            match &action.when {
                Some(when) => {
                    t_with("promise-when", &[("who", &who), ("text", &action.text), ("when", &words::when(when))])
                }
                None => t_with("promise", &[("who", &who), ("text", &action.text)]),
            }
        };
        let is_open = |action: &&ActionItem| action.state == ActionState::Open;
        let promises = view.actions.iter().filter(is_open).map(|one| known(ItemKind::Promise, promise(one)));
        let is_tried = |phase: Phase| matches!(phase, Phase::Running { .. } | Phase::Deciding);
        let tried = view.experiments.iter().filter(|one| is_tried(one.phase));
        let tried = tried.map(|one| known(ItemKind::Experiment, one.experiment.text.clone()));
        let points = view.carried_over().map(|point: &TalkingPoint| known(ItemKind::Point, point.title.clone()));
        core::iter::once(known(ItemKind::HowWeWork, rhythm))
            .chain(promises)
            .chain(tried)
            .chain(points)
            .collect::<Vec<_>>()
    });
    let name = here.name();
    let of_them =
        |(_, entry): &Filed| entry.with == name || entry.from.as_ref().is_some_and(|from| from.thread == here.id());
    let mine = here.desk().record().into_iter().filter(of_them).map(|(_, entry)| Candidate {
        item: PackItem { kind: ItemKind::of_record(entry.kind), text: entry.text, date: Some(entry.date) },
        is_mine_alone: true,
    });
    all.extend(mine);
    all
}
