//! The guess what a typed point is about: from its words, in four languages at once, and from what this user corrected.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::Aim;

/// What a point seems to be about, and the words that say so, as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub aim: Aim,
    pub because: Vec<String>,
}

/// What this user corrected: a word, and what points with it are about (or that it says nothing). The latest comes last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lessons(Vec<(String, Option<Aim>)>);

/// Most words that are kept: some years of a correction a week.
const MOST_LESSONS: usize = 400;

/// How much a corrected word counts: more than any single word of the list.
const LESSON: i32 = 4;

/// The least that the words of an aim must count together.
const ENOUGH: i32 = 2;

/// Shortest word that a correction is learned from; shorter ones are mostly glue.
const SHORTEST_LESSON: usize = 4;

impl Lessons {
    /// Learns that a point of this title is about `aim`, or about none. The words that nothing was known of are what
    /// it learns from; where all were known, they are learned anew.
    pub fn learn(&mut self, title: &str, aim: Option<Aim>) {
        if guess(title, self).map(|guess| guess.aim) == aim {
            return;
        }
        let words: Vec<_> = words_of(title).into_iter().map(|(folded, _)| folded).collect();
        let telling = |word: &&String| word.chars().count() >= SHORTEST_LESSON && !is_glue(word);
        let is_new = |word: &&String| !terms_for(word).any(|term| term.fits_at(&[word.as_str()], 0));
        let mut learned: Vec<_> = words.iter().filter(telling).filter(is_new).cloned().collect();
        if learned.is_empty() || aim.is_none() {
            learned = words.iter().filter(telling).cloned().collect();
        }
        self.0.retain(|(word, _)| !learned.contains(word));
        self.0.extend(learned.into_iter().map(|word| (word, aim)));
        let too_many = self.0.len().saturating_sub(MOST_LESSONS);
        self.0.drain(..too_many);
    }

    fn about(&self, word: &str) -> Option<Option<Aim>> {
        self.0.iter().find(|(known, _)| known == word).map(|(_, aim)| *aim)
    }
}

/// What a point of this title seems to be about; none if its words do not say. Where they say two things alike, the
/// one that is said first counts: a title names its subject before its circumstances.
pub fn guess(title: &str, lessons: &Lessons) -> Option<Guess> {
    let words = words_of(title);
    let folded: Vec<_> = words.iter().map(|(folded, _)| folded.as_str()).collect();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut place = 0;
    while place < folded.len() {
        let (length, told) = told_at(&folded, place, lessons);
        for (aim, count) in told {
            let known = tallies.iter().position(|tally| tally.aim == aim).unwrap_or_else(|| {
                tallies.push(Tally { aim, count: 0, places: Vec::new() });
                tallies.len() - 1
            });
            tallies[known].count += count;
            tallies[known].places.extend(place..place + length);
        }
        place += length;
    }
    let most = tallies.iter().map(|tally| tally.count).max().filter(|most| *most >= ENOUGH)?;
    // They stand in the order in which they were first spoken of.
    let mut best = tallies.iter().filter(|tally| tally.count == most);
    let first = best.next()?;
    let is_alone = best.next().is_none_or(|second| second.places.first() != first.places.first());
    let because = first.places.iter().map(|place| words[*place].1.to_string()).collect();
    is_alone.then_some(Guess { aim: first.aim, because })
}

/// What speaks for one aim.
struct Tally {
    aim: Aim,
    count: i32,
    places: Vec<usize>,
}

/// How many words from `place` on belong together, and what they say: several words together say more than each of
/// them, and for each aim the weightiest term counts.
fn told_at(words: &[&str], place: usize, lessons: &Lessons) -> (usize, Vec<(Aim, i32)>) {
    if let Some(lesson) = lessons.about(words[place]) {
        return (1, lesson.map(|aim| (aim, LESSON)).into_iter().collect());
    }
    let (mut length, mut told): (usize, Vec<(Aim, i32)>) = (1, Vec::new());
    for term in terms_for(words[place]).filter(|term| term.fits_at(words, place)) {
        if term.words.len() < length {
            continue;
        }
        if term.words.len() > length {
            length = term.words.len();
            told.clear();
        }
        match told.iter_mut().find(|(aim, _)| *aim == term.aim) {
            Some((_, count)) => *count = term.count.max(*count),
            None => told.push((term.aim, term.count)),
        }
    }
    (length, told)
}

/// A word or several of the list.
struct Term {
    aim: Aim,
    count: i32,
    words: Vec<&'static str>,
}

impl Term {
    fn fits_at(&self, words: &[&str], place: usize) -> bool {
        let there = words.get(place..place + self.words.len());
        there.is_some_and(|there| self.words.iter().zip(there).all(|(pattern, word)| fits(pattern, word)))
    }
}

fn fits(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (None, None) => pattern == word,
        (None, Some(start)) => word.starts_with(start),
        (Some(end), None) => word.ends_with(end),
        (Some(_), Some(_)) => word.contains(pattern.trim_matches('*')),
    }
}

/// The terms by the letter that they begin with; the last are those that begin with anything, or with no letter.
type ByLetter = [Vec<Term>; LETTERS + 1];

const LETTERS: usize = 26;

fn terms() -> &'static ByLetter {
    static TERMS: OnceLock<ByLetter> = OnceLock::new();
    TERMS.get_or_init(|| {
        let mut by_letter = ByLetter::default();
        let lines = include_str!("aims.txt").lines().filter(|line| !line.starts_with('#'));
        for term in lines.filter_map(read_line).flatten() {
            by_letter[letter_of(term.words[0])].push(term);
        }
        by_letter
    })
}

/// The terms that may begin with that word.
fn terms_for(word: &str) -> impl Iterator<Item = &'static Term> {
    let letter = letter_of(word);
    let of_letter = if letter == LETTERS { &[][..] } else { &terms()[letter][..] };
    of_letter.iter().chain(&terms()[LETTERS])
}

fn letter_of(word: &str) -> usize {
    let first = word.bytes().next().unwrap_or_default();
    if first.is_ascii_lowercase() { usize::from(first - b'a') } else { LETTERS }
}

/// One line of the list: `aim figure: term term …`.
fn read_line(line: &'static str) -> Option<impl Iterator<Item = Term>> {
    let (head, list) = line.split_once(": ")?;
    let (aim, count) = head.split_once(' ')?;
    let (aim, count) = (Aim::named(aim)?, count.parse().ok()?);
    Some(list.split_whitespace().map(move |term| Term { aim, count, words: term.split('_').collect() }))
}

/// Words that hold a sentence together, in the four languages, folded: they say nothing about its subject.
fn is_glue(word: &str) -> bool {
    const GLUE: &str = " about after again also because been before could does doing from have into just like more much \
        need over same should some than that their them then there they this those what when where which while will \
        with would your aber alle auch beim dann dass dein deine denn diese dieser doch durch eine einem einen einer \
        euch fuer haben hast hier ihre immer jetzt kann kein keine mehr mein meine mich nach nicht noch nochmal oder \
        schon sein sich sind ueber uber unser unsere viel warum weil wenn werden wieder wird como con cual cuando \
        desde donde esta este esto hacer hacia hasta mas muy nada nuestra nuestro otra otro para pero poco porque que \
        quien sobre tambien tener todo avec aussi avoir bien cette comme dans depuis des dont elle encore entre etre \
        faire leur mais meme nos notre nous ont pour pourquoi quand quel quelle quoi sans ses son sont sous sur tout \
        tres trop une votre vous ";
    GLUE.split(' ').any(|glue| glue == word)
}

/// The words of a title: folded, and as they were typed.
fn words_of(title: &str) -> Vec<(String, &str)> {
    let words = title.split(|c: char| !c.is_alphanumeric() && !is_accent(c)).filter(|word| !word.is_empty());
    words.map(|word| (fold(word), word)).collect()
}

/// Lower case, without the accents of our four languages.
fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ä' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            accent if is_accent(accent) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// An accent that follows its letter, as some keyboards and clipboards have it.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aim(title: &str) -> Option<Aim> {
        guess(title, &Lessons::default()).map(|guess| guess.aim)
    }

    #[test]
    fn the_list_is_read_whole() {
        let terms: Vec<_> = terms().iter().flatten().collect();
        assert!(terms.len() > 600, "{}", terms.len());
        for aim in Aim::ALL {
            assert!(terms.iter().filter(|term| term.aim == aim).count() > 60, "{aim:?}");
        }
        let sound = |word: &&str| !word.trim_matches('*').is_empty() && fold(word) == **word;
        assert!(terms.iter().all(|term| term.words.iter().all(sound)));
    }

    #[test]
    fn a_title_is_known_by_its_words_in_each_language_and_says_which() {
        for title in ["My promotion", "Meine Beförderung", "Mi carrera", "Ma carrière"] {
            assert_eq!(aim(title), Some(Aim::Career), "{title}");
        }
        let guess = guess("When is my PTO, and who covers?", &Lessons::default()).expect("it says so");
        assert_eq!((guess.aim, guess.because), (Aim::Wellbeing, vec!["PTO".to_string()]));
        assert_eq!(aim("Ma carrie\u{300}re"), Some(Aim::Career), "an accent of its own");
    }

    #[test]
    fn a_title_that_says_nothing_is_left_open_and_of_two_things_the_first_counts() {
        for title in ["", "?!", "That thing from Tuesday"] {
            assert_eq!(aim(title), None, "{title}");
        }
        assert_eq!(aim("Burnout after a promotion"), Some(Aim::Wellbeing));
        assert_eq!(aim("Promotion after a burnout"), Some(Aim::Career));
    }

    #[test]
    fn a_correction_teaches_its_new_words_and_leaves_the_known_ones() {
        let mut lessons = Lessons::default();
        lessons.learn("Team quiz about zebras", Some(Aim::Connection));
        assert_eq!(guess("More zebras", &lessons).map(|guess| guess.aim), Some(Aim::Connection));
        assert_eq!(guess("Conflict in the team", &lessons).map(|guess| guess.aim), Some(Aim::Team));
        lessons.learn("More zebras", Some(Aim::Status));
        assert_eq!(guess("zebras", &lessons).map(|guess| guess.aim), Some(Aim::Status), "the last word counts");
    }

    #[test]
    fn words_that_were_taken_for_a_subject_can_lose_it() {
        let mut lessons = Lessons::default();
        lessons.learn("Team", None);
        assert_eq!(guess("Team", &lessons), None);
        lessons.learn("Team", Some(Aim::Team));
        assert_eq!(guess("Team", &lessons).map(|guess| guess.aim), Some(Aim::Team));
    }

    #[test]
    fn only_so_many_lessons_are_kept_the_oldest_go() {
        let mut lessons = Lessons::default();
        for n in 0..MOST_LESSONS + 5 {
            lessons.learn(&format!("zebra{n}"), Some(Aim::Team));
        }
        assert_eq!(lessons.0.len(), MOST_LESSONS);
        assert_eq!(lessons.about("zebra4"), None);
        assert_eq!(lessons.about("zebra5"), Some(Some(Aim::Team)));
    }
}
