//! The index: which words stand in which entries. It is kept in memory and made anew for each page that searches.

use core::cmp::Reverse;
use core::ops::Range;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::rc::Rc;

use super::arena::{Arena, Place};
use super::distance::letters;
use super::entry::{Entry, Filter, Kind, Source};
use super::marks::marks;
use super::postings::Postings;
use super::query::{Fit, Query, Term, Typed};
use super::words::each_word;
use crate::domain::{Aim, RelationshipId};

/// Entries that were replaced are forgotten once there are so many more of them than of those that hold.
const MOST_REPLACED: usize = 4_096;

/// Worse than any fit: it does not fit.
const NO_FIT: u8 = u8::MAX;

/// One word, and where it stands.
struct Word {
    text: Rc<str>,
    letters: u32,
    count: u16,
    stands_in: Postings,
}

/// An entry as it is kept: its id and its text stand behind each other in the arena.
struct Kept {
    place: Place,
    at: Option<i64>,
    source: u32,
    id_length: u8,
    kind: Kind,
    mine: Option<bool>,
    aim: Option<Aim>,
    /// Whether it still holds.
    holds: bool,
}

/// What can be searched.
#[derive(Default)]
pub struct Index {
    arena: Arena,
    numbers: HashMap<Rc<str>, u32>,
    words: Vec<Word>,
    kept: Vec<Kept>,
    sources: Vec<Source>,
    /// The number of each source, and its entries that hold.
    known: BTreeMap<Source, (u32, Vec<u32>)>,
    replaced: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub source: Source,
    pub entry: Entry,
    /// What was looked for, in the entry's text.
    pub marks: Vec<Range<usize>>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pub count: usize,
    /// The best of them: words as they were typed before beginnings before mistakes, and among equals the newest first.
    pub best: Vec<Hit>,
}

impl Index {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.kept.len() - self.replaced
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts these entries in place of all that came from that source before.
    pub fn replace(&mut self, source: &Source, entries: &[Entry]) {
        let before = self.known.get(source).map(|(_, held)| held.clone()).unwrap_or_default();
        let same =
            before.len() == entries.len() && before.iter().zip(entries).all(|(held, new)| self.entry(*held) == *new);
        if same {
            return;
        }
        self.replaced += before.len();
        before.into_iter().for_each(|held| self.kept[held as usize].holds = false);
        let number = self.number_of(source);
        let held = entries.iter().map(|entry| self.add(number, entry)).collect();
        self.known.insert(source.clone(), (number, held));
        if self.replaced > self.len() + MOST_REPLACED {
            self.make_anew();
        }
    }

    /// Forgets all that came from these two.
    pub fn forget(&mut self, with: &RelationshipId) {
        let theirs: Vec<_> = self.known.keys().filter(|source| source.with == *with).cloned().collect();
        theirs.iter().for_each(|source| self.replace(source, &[]));
        self.known.retain(|source, _| source.with != *with);
    }

    /// Everyone of whom there is anything.
    pub fn people(&self) -> Vec<RelationshipId> {
        let mut people: Vec<_> = self.known.keys().map(|source| &source.with).collect();
        people.dedup();
        people.into_iter().cloned().collect()
    }

    /// Finds what fits, and shows so many of the best.
    pub fn find(&self, query: &Query, filter: &Filter, shown: usize) -> Hits {
        if query.is_blank() {
            return Hits::default();
        }
        let mut total = vec![0; self.kept.len()];
        for term in &query.terms {
            let fits = match term {
                Term::Word(typed) => self.fits_of_word(typed),
                Term::Phrase(words) => self.fits_of_phrase(words),
            };
            for (sum, fit) in total.iter_mut().zip(fits) {
                *sum = if *sum == NO_FIT || fit == NO_FIT { NO_FIT } else { sum.saturating_add(fit).min(NO_FIT - 1) };
            }
        }
        let lets = self.sources_through(filter);
        let mut count = 0;
        // The worst of the best is on top, to make room for a better one.
        let mut best = BinaryHeap::new();
        for (number, fit) in total.into_iter().enumerate().filter(|(_, fit)| *fit != NO_FIT) {
            let kept = &self.kept[number];
            if !kept.holds || !lets[kept.source as usize] || !is_let_through(kept, filter) {
                continue;
            }
            count += 1;
            best.push((fit, Reverse(kept.at), Reverse(number)));
            if best.len() > shown {
                best.pop();
            }
        }
        let best = best.into_sorted_vec().into_iter().map(|(_, _, Reverse(number))| self.hit(number, query)).collect();
        Hits { count, best }
    }

    fn hit(&self, number: usize, query: &Query) -> Hit {
        #[allow(clippy::cast_possible_truncation)]
        let entry = self.entry(number as u32);
        let source = self.sources[self.kept[number].source as usize].clone();
        Hit { source, marks: marks(query, &entry.text), entry }
    }

    /// How well each entry fits a word, by its best word.
    fn fits_of_word(&self, typed: &Typed) -> Vec<u8> {
        let mut fits = vec![NO_FIT; self.kept.len()];
        for word in &self.words {
            if let Some(fit) = typed.fit(&word.text, word.letters, word.count.into()) {
                let fit = match fit {
                    Fit::Exact => 0,
                    Fit::Beginning => 1,
                    Fit::Close => 2,
                };
                word.stands_in.each(|number| {
                    let best = &mut fits[number as usize];
                    *best = fit.min(*best);
                });
            }
        }
        fits
    }

    /// Which entries hold the words of a phrase one after the other: of those that have them all, the texts are read.
    fn fits_of_phrase(&self, phrase: &[String]) -> Vec<u8> {
        let mut present = vec![0_usize; self.kept.len()];
        for (nth, word) in phrase.iter().enumerate() {
            let Some(known) = self.numbers.get(word.as_str()) else { return vec![NO_FIT; self.kept.len()] };
            self.words[*known as usize].stands_in.each(|number| {
                let seen = &mut present[number as usize];
                // Only where all before it are, so that the count says whether all are there.
                if *seen == nth {
                    *seen = nth + 1;
                }
            });
        }
        let fits = |(number, seen): (usize, usize)| {
            let is_there = seen == phrase.len() && (phrase.len() == 1 || stands_together(phrase, self.text(number)));
            if is_there { 0 } else { NO_FIT }
        };
        present.into_iter().enumerate().map(fits).collect()
    }

    fn sources_through(&self, filter: &Filter) -> Vec<bool> {
        self.sources.iter().map(|source| filter.with.as_ref().is_none_or(|with| *with == source.with)).collect()
    }

    fn number_of(&mut self, source: &Source) -> u32 {
        if let Some((number, _)) = self.known.get(source) {
            return *number;
        }
        self.sources.push(source.clone());
        u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX)
    }

    fn add(&mut self, source: u32, entry: &Entry) -> u32 {
        let number = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        let id_length = u8::try_from(entry.id.len()).unwrap_or_default();
        let id = if id_length == 0 { "" } else { entry.id.as_str() };
        let place = self.arena.keep(&[id, &entry.text].concat());
        let Entry { kind, mine, aim, at, .. } = *entry;
        self.kept.push(Kept { place, at, source, id_length, kind, mine, aim, holds: true });
        each_word(&entry.text, |word, _, _| self.stands_in(word, number));
        number
    }

    fn stands_in(&mut self, word: &str, number: u32) {
        if let Some(known) = self.numbers.get(word) {
            return self.words[*known as usize].stands_in.add(number);
        }
        let text: Rc<str> = word.into();
        let mut stands_in = Postings::default();
        stands_in.add(number);
        let count = u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
        self.numbers.insert(text.clone(), u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(Word { text, letters: letters(word), count, stands_in });
    }

    fn text(&self, number: usize) -> &str {
        let kept = &self.kept[number];
        self.arena.text(kept.place).get(kept.id_length.into()..).unwrap_or_default()
    }

    fn entry(&self, number: u32) -> Entry {
        let kept = &self.kept[number as usize];
        let (id, text) = self.arena.text(kept.place).split_at_checked(kept.id_length.into()).unwrap_or_default();
        let Kept { kind, mine, aim, at, .. } = *kept;
        Entry { kind, mine, aim, at, id: id.into(), text: text.into() }
    }

    /// Without what does not hold any more.
    fn make_anew(&mut self) {
        let before = core::mem::take(self);
        for (source, (_, held)) in &before.known {
            let entries: Vec<_> = held.iter().map(|number| before.entry(*number)).collect();
            self.replace(source, &entries);
        }
    }
}

fn is_let_through(kept: &Kept, filter: &Filter) -> bool {
    let in_time = |during: &Range<i64>| kept.at.is_some_and(|at| during.contains(&at));
    filter.kind.is_none_or(|kind| kind == kept.kind)
        && filter.aim.is_none_or(|aim| kept.aim == Some(aim))
        && filter.mine.is_none_or(|mine| kept.mine == Some(mine))
        && filter.during.as_ref().is_none_or(in_time)
}

/// Whether the words of a phrase stand in a text one after the other.
fn stands_together(phrase: &[String], text: &str) -> bool {
    // How many words of the phrase each run that may be it has come to.
    let (mut runs, mut found): (Vec<usize>, bool) = (Vec::new(), false);
    each_word(text, |word, _, _| {
        runs.push(0);
        runs.retain_mut(|come| {
            let goes_on = phrase.get(*come).is_some_and(|next| next == word);
            *come += 1;
            found |= goes_on && *come == phrase.len();
            goes_on
        });
    });
    found
}
