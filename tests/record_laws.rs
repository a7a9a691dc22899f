//! The laws by which versions of my records merge: in any order, any number of times, it ends the same.

use duologue::domain::{CheckIn, Level};
use duologue::store::{Register, Registers};
use proptest::prelude::*;

type Version = (String, Register<CheckIn>);

/// Few ids, moments and words, so that versions meet.
fn version() -> impl Strategy<Value = Version> {
    let words = prop_oneof![Just(None), "[ab]".prop_map(Some)];
    (0..3_u8, 0..4_i64, words, 0..5_usize).prop_map(|(id, changed, words, level)| {
        let value = words.map(|words| CheckIn { energy: Some(Level::ALL[level]), words, ..CheckIn::default() });
        (format!("2026-11-0{}", id + 1), Register { changed, value })
    })
}

fn merged<'a>(versions: impl IntoIterator<Item = &'a Version>) -> Registers<CheckIn> {
    let mut all = Registers::default();
    for (id, version) in versions {
        all.merge(id, version.clone());
    }
    all
}

proptest! {
    #[test]
    fn any_order_any_number_of_times_ends_the_same(
        versions in proptest::collection::vec(version(), 0..12),
        seed in any::<u64>(),
    ) {
        let once = merged(&versions);
        let mut shuffled: Vec<_> = versions.iter().chain(&versions).collect();
        let mut state = seed;
        for end in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(end, usize::try_from(state >> 33).unwrap_or_default() % (end + 1));
        }
        prop_assert_eq!(merged(shuffled), once);
    }

    #[test]
    fn a_version_is_news_exactly_if_it_changes_what_is_known(versions in proptest::collection::vec(version(), 0..12)) {
        let mut all = Registers::default();
        for (id, version) in &versions {
            let before = all.clone();
            let news = all.merge(id, version.clone());
            prop_assert_eq!(news, all != before);
            prop_assert!(!all.clone().merge(id, version.clone()), "the same again is no news");
        }
    }

    #[test]
    fn what_is_written_holds_over_all_that_was_known(
        versions in proptest::collection::vec(version(), 0..12),
        (id, Register { value, .. }) in version(),
        now in -5..5_i64,
    ) {
        let mut all = merged(&versions);
        let written = all.write(&id, value.clone(), now);
        prop_assert_eq!(all.get(&id), value.as_ref());
        let mut elsewhere = merged(&versions);
        elsewhere.merge(&id, written);
        prop_assert_eq!(elsewhere, all);
    }
}
