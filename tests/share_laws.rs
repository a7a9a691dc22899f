//! The laws of sharing: whatever two people do in their browsers, and whatever becomes of their texts and of the relay
//! between them, once everything has gone over all see the same, and nothing was lost.

mod support;

use std::collections::BTreeSet;

use duologue::domain::{ActionState, PointState};
use proptest::prelude::*;

use support::pair::One;
use support::replicas::{Act, Beginning, Seen, Trouble, Way, World, seen};

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Act(usize, Act),
    Copy(usize, bool),
    Paste(usize, usize, Way),
    Relay(Trouble),
}

/// How everything goes over in the end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    ByText,
    ByRelay,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 90, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn once_everything_has_gone_over_all_see_the_same_and_nothing_was_lost(
        begin in beginning(),
        steps in prop::collection::vec(step(), 20..70),
        end in prop::sample::select(vec![End::ByText, End::ByRelay]),
    ) {
        let mut world = World::new(begin);
        for step in steps {
            take(&mut world, step)?;
        }
        go_over(&world, if begin.over_relay { end } else { End::ByText });
        all_see_the_same(&world)?;
        nothing_was_lost(&world)?;
        own_devices_share_what_is_private(&world)?;
        nothing_is_left_to_hand_over(&world)?;
    }
}

fn beginning() -> impl Strategy<Value = Beginning> {
    let over_relay = prop::bool::weighted(0.8);
    (over_relay, any::<bool>(), any::<[bool; 2]>()).prop_map(|(over_relay, knew_before, second)| Beginning {
        over_relay,
        knew_before,
        second,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let n = || 0..64usize;
    prop_oneof![
        12 => (n(), act()).prop_map(|(who, act)| Step::Act(who, act)),
        4 => (n(), Just(false)).prop_map(|(who, own)| Step::Copy(who, own)),
        1 => (n(), Just(true)).prop_map(|(who, own)| Step::Copy(who, own)),
        6 => (n(), n(), way()).prop_map(|(text, into, way)| Step::Paste(text, into, way)),
        3 => trouble().prop_map(Step::Relay),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let n = || 0..64usize;
    let point = prop::sample::select(vec![PointState::Discussed, PointState::Dropped, PointState::Open]);
    let promise = prop::sample::select(vec![ActionState::Kept, ActionState::Dropped, ActionState::Open]);
    prop_oneof![
        6 => any::<bool>().prop_map(|theirs| Act::AddPoint { theirs }),
        2 => n().prop_map(Act::Retitle),
        3 => n().prop_map(Act::Note),
        3 => (n(), n()).prop_map(|(which, to)| Act::Move(which, to)),
        3 => (n(), point).prop_map(|(which, state)| Act::Close(which, state)),
        1 => (n(), any::<bool>()).prop_map(|(which, off)| Act::PutOff(which, off)),
        2 => any::<bool>().prop_map(|theirs| Act::Promise { theirs }),
        2 => (n(), promise).prop_map(|(which, state)| Act::Settle(which, state)),
        1 => n().prop_map(Act::Reword),
        1 => n().prop_map(Act::TalkAbout),
        2 => (1..=5u8).prop_map(Act::WrapUp),
        2 => Just(Act::NotePrivately),
        1 => Just(Act::Tidy),
        1 => Just(Act::Reload),
        6 => (0..20i64).prop_map(Act::Rest),
    ]
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![
        3 => Just(Way::Whole),
        1 => any::<u16>().prop_map(|at| Way::CutTo(usize::from(at))),
        1 => any::<u16>().prop_map(|at| Way::Touched(usize::from(at))),
    ]
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        Just(Trouble::Down),
        Just(Trouble::Up),
        Just(Trouble::HoldBack),
        Just(Trouble::LetGo),
        Just(Trouble::Wiped),
        (0..64usize).prop_map(Trouble::RolledBack),
    ]
}

fn take(world: &mut World, step: Step) -> Result<(), TestCaseError> {
    match step {
        Step::Act(who, act) => world.act(who, act),
        Step::Copy(who, own) => world.copy(who, own),
        Step::Paste(text, into, way) => world.paste(text, into, way).map_err(TestCaseError::fail)?,
        Step::Relay(trouble) => world.trouble(trouble),
    }
    Ok(())
}

/// What is private goes from one of my devices to the other by text only; what is shared goes either way.
fn go_over(world: &World, end: End) {
    match end {
        End::ByRelay => world.meet_at_the_relay(),
        End::ByText => {
            world.relay.set_down(true);
            world.hand_over(true);
            world.hand_over(false);
        }
    }
    world.hand_over(true);
}

fn all_see_the_same(world: &World) -> Result<(), TestCaseError> {
    let truth = history(&world.replicas[0]);
    for (which, one) in world.replicas.iter().enumerate() {
        prop_assert_eq!(&history(one), &truth, "replica {}, opened anew", which);
        let Seen { points, promises, agenda, put_off, current, rhythm } = world.seen(which);
        prop_assert_eq!((&agenda, &put_off), (&truth.agenda, &truth.put_off), "the open page of replica {}", which);
        prop_assert_eq!((current, &promises, &rhythm), (truth.current, &truth.promises, &truth.rhythm), "{}", which);
        prop_assert!(points.iter().all(|point| truth.points.contains(point)), "replica {}", which);
        prop_assert_eq!(one.desk.faults(), []);
    }
    Ok(())
}

fn nothing_was_lost(world: &World) -> Result<(), TestCaseError> {
    for one in &world.replicas {
        let all = one.browser.open_with_history();
        let points: Vec<_> = all.with(&one.with).points.into_iter().map(|point| point.id).collect();
        prop_assert_eq!(points.len(), world.points.len(), "none twice");
        prop_assert_eq!(&points.into_iter().collect::<BTreeSet<_>>(), &world.points);
        // A promise that was dropped is shown nowhere but in what was put on paper.
        let filed = all.past_meetings(&one.with).into_iter().flat_map(|past| past.meeting.actions).map(|a| a.id);
        let shown = all.with(&one.with).actions.into_iter().chain(all.with(&one.with).meeting.actions).map(|a| a.id);
        prop_assert_eq!(&filed.chain(shown).collect::<BTreeSet<_>>(), &world.promises);
        prop_assert_eq!(all.people().len(), 1);
        prop_assert_eq!(all.faults(), []);
    }
    Ok(())
}

fn own_devices_share_what_is_private(world: &World) -> Result<(), TestCaseError> {
    for (owner, first, second) in world.own_devices() {
        let notes = first.desk.private_notes(&first.with);
        prop_assert_eq!(&notes, &second.desk.private_notes(&second.with));
        prop_assert!(world.private[owner].iter().all(|word| notes.contains(word)), "{notes} of {owner}");
        let answers = |one: &One| one.browser.open_with_history().past_meetings(&one.with);
        prop_assert_eq!(answers(first), answers(second));
    }
    for (owner, one) in world.replicas.iter().take(2).enumerate() {
        let notes = one.desk.private_notes(&one.with);
        prop_assert!(world.private[1 - owner].iter().all(|word| !notes.contains(word)), "it is the other's");
    }
    Ok(())
}

/// Two who have told each other what they have need not send it again.
fn nothing_is_left_to_hand_over(world: &World) -> Result<(), TestCaseError> {
    let (bo, ana) = (&world.replicas[0], &world.replicas[1]);
    support::pair::exchange(bo, ana);
    for one in [bo, ana] {
        let bundle = support::turns::finish(one.desk.copy_update(&one.with)).expect("it is shared");
        prop_assert_eq!(bundle.documents, 0);
    }
    Ok(())
}

fn history(one: &One) -> Seen {
    seen(&one.browser.open_with_history(), &one.with)
}
