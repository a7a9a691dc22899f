//! The index finds what somebody finds who reads everything, in the same order, however it came to be.

use duologue::domain::{Aim, MeetingNumber, RelationshipId};
use duologue::search::{Entry, Filter, Index, Kind, Part, Query, Source};
use proptest::prelude::*;

/// How well one text fits, by reading it: none if it does not.
fn fit(query: &[Sought], text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let of_word = |typed: &str, word: &str| match word {
        _ if word == typed => Some(0),
        _ if word.starts_with(typed) => Some(1),
        _ => is_close(typed, word).then_some(2),
    };
    let of_sought = |sought: &Sought| match sought {
        Sought::Word(typed) => words.iter().filter_map(|word| of_word(typed, word)).min(),
        Sought::Phrase(phrase) => words.windows(phrase.len()).any(|some| some == phrase).then_some(0),
    };
    query.iter().map(of_sought).sum()
}

fn is_close(typed: &str, word: &str) -> bool {
    let letters = typed.len();
    let forgiven = if letters < 4 {
        0
    } else if letters < 8 {
        1
    } else {
        2
    };
    let beginning = (0..=word.len()).any(|end| letters >= 6 && distance(typed, &word[..end]) <= 1);
    forgiven > 0 && (distance(typed, word) <= forgiven || beginning)
}

/// The fewest single changes, by trying all of them.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

#[derive(Clone, Debug)]
enum Sought {
    Word(String),
    Phrase(Vec<String>),
}

fn typed(query: &[Sought]) -> String {
    let one = |sought: &Sought| match sought {
        Sought::Word(word) => word.clone(),
        Sought::Phrase(words) => format!("\"{}\"", words.join(" ")),
    };
    query.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn word() -> impl Strategy<Value = String> {
    // Few letters, so that words begin with each other and are close to each other.
    prop_oneof!["[ab]{1,4}", "[abc]{4,9}"]
}

fn sought() -> impl Strategy<Value = Sought> {
    prop_oneof![4 => word().prop_map(Sought::Word), 1 => prop::collection::vec("[ab]{1,2}", 1..4).prop_map(Sought::Phrase)]
}

fn entry() -> impl Strategy<Value = Entry> {
    let text = prop::collection::vec(word(), 1..6).prop_map(|words| words.join(" "));
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let aim = prop::option::of(prop::sample::select(Aim::ALL.to_vec()));
    let at = prop::option::of(0..1_000_000_i64);
    (text, kind, aim, prop::option::of(any::<bool>()), at, "[a-z]{0,4}")
        .prop_map(|(text, kind, aim, mine, at, id)| Entry { kind, id, mine, aim, at, text })
}

fn source(number: u32) -> Source {
    let with = RelationshipId::new(["ana", "bo", "cem"][number as usize % 3]);
    Source { with, part: Part::Meeting(MeetingNumber(number + 1)) }
}

type Sources = Vec<Vec<Entry>>;

fn sources() -> impl Strategy<Value = Sources> {
    prop::collection::vec(prop::collection::vec(entry(), 0..5), 1..7)
}

fn index(sources: &Sources) -> Index {
    let mut index = Index::default();
    for (number, entries) in (0..).zip(sources) {
        index.replace(&source(number), entries);
    }
    index
}

/// All that fits, the best first; what is equally good stays as it came.
fn read_through(
    sources: &Sources,
    query: &[Sought],
    lets: impl Fn(&Source, &Entry) -> bool,
) -> Vec<(usize, Option<i64>)> {
    let mut found = Vec::new();
    for (number, entries) in (0..).zip(sources) {
        for entry in entries.iter().filter(|entry| lets(&source(number), entry)) {
            found.extend(fit(query, &entry.text).map(|fit| (fit, entry.at)));
        }
    }
    found.sort_by_key(|(fit, at)| (*fit, core::cmp::Reverse(*at)));
    found
}

fn ranks(query: &[Sought], hits: &[duologue::search::Hit]) -> Vec<(usize, Option<i64>)> {
    hits.iter().map(|hit| (fit(query, &hit.entry.text).expect("it fits"), hit.entry.at)).collect()
}

proptest! {
    #[test]
    fn it_finds_what_a_reader_finds_in_the_same_order(
        sources in sources(), query in prop::collection::vec(sought(), 1..3), shown in 0..9_usize,
    ) {
        let expected = read_through(&sources, &query, |_, _| true);
        let hits = index(&sources).find(&Query::parse(&typed(&query)), &Filter::default(), shown);
        prop_assert_eq!(hits.count, expected.len());
        prop_assert_eq!(ranks(&query, &hits.best), expected.into_iter().take(shown).collect::<Vec<_>>());
    }

    #[test]
    fn a_filter_leaves_out_exactly_what_it_says(
        sources in sources(), word in "[ab]{1,2}", kind in prop::option::of(prop::sample::select(Kind::ALL.to_vec())),
        aim in prop::option::of(prop::sample::select(Aim::ALL.to_vec())), mine in prop::option::of(any::<bool>()),
        with in prop::option::of(0..3_u32), from in prop::option::of(0..1_000_000_i64),
    ) {
        let with = with.map(|number| source(number).with);
        let during = from.map(|from| from..from + 300_000);
        let filter = Filter { with: with.clone(), kind, aim, mine, during: during.clone() };
        let lets = |source: &Source, entry: &Entry| {
            with.as_ref().is_none_or(|with| *with == source.with)
                && kind.is_none_or(|kind| entry.kind == kind)
                && (aim.is_none() || entry.aim == aim)
                && (mine.is_none() || entry.mine == mine)
                && during.as_ref().is_none_or(|during| entry.at.is_some_and(|at| during.contains(&at)))
        };
        let query = [Sought::Word(word)];
        let hits = index(&sources).find(&Query::parse(&typed(&query)), &filter, 100);
        prop_assert_eq!(ranks(&query, &hits.best), read_through(&sources, &query, lets));
    }

    #[test]
    fn an_index_that_was_changed_step_by_step_finds_what_a_new_one_finds(
        steps in prop::collection::vec((0..6_usize, prop::collection::vec(entry(), 0..5)), 1..20), word in word(),
    ) {
        let mut changed = Index::default();
        let mut now: Sources = vec![Vec::new(); 6];
        for (place, entries) in steps {
            changed.replace(&source(u32::try_from(place).expect("it is small")), &entries);
            now[place] = entries;
        }
        let query = Query::parse(&word);
        let (one, other) = (changed.find(&query, &Filter::default(), 50), index(&now).find(&query, &Filter::default(), 50));
        prop_assert_eq!(one.count, other.count);
        let seen = |hits: &duologue::search::Hits| hits.best.iter().map(|hit| hit.entry.at).collect::<Vec<_>>();
        prop_assert_eq!(seen(&one), seen(&other));
        prop_assert_eq!(changed.len(), now.iter().map(Vec::len).sum::<usize>());
    }
}

#[test]
fn what_was_replaced_many_times_is_forgotten_in_the_end() {
    let entry = |text: String| Entry { kind: Kind::Point, id: "p".into(), mine: None, aim: None, at: None, text };
    let mut index = Index::default();
    for number in 0..10_000 {
        index.replace(&source(0), &[entry(format!("word{number} stays"))]);
    }
    let count = |text: &str| index.find(&Query::parse(text), &Filter::default(), 1).count;
    assert_eq!((index.len(), count("stays"), count("word9999"), count("\"word1\"")), (1, 1, 1, 0));
    let hit = index.find(&Query::parse("stays"), &Filter::default(), 1).best.remove(0);
    assert_eq!((hit.entry.id.as_str(), hit.source), ("p", source(0)));
}
