//! What is said in the sample: sentences with gaps, in five languages, and a long tail of names that nobody bears.

use super::super::dice::Dice;
use super::phrases::phrases;

/// What a relationship is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Spanish,
    French,
    Japanese,
}

/// A title of a point.
pub fn title(dice: &mut Dice, language: Language) -> String {
    say(dice, language, phrases(language).titles)
}

/// Notes of one to three sentences.
pub fn note(dice: &mut Dice, language: Language) -> String {
    let count = 1 + dice.below(3);
    let sentences: Vec<_> = (0..count).map(|_| say(dice, language, phrases(language).notes)).collect();
    sentences.join(if dice.percent(30) { "\n" } else { " " })
}

/// What somebody promises.
pub fn promise(dice: &mut Dice, language: Language) -> String {
    say(dice, language, phrases(language).promises)
}

/// What should change.
pub fn wish(dice: &mut Dice, language: Language) -> String {
    say(dice, language, phrases(language).wishes)
}

/// A line of private notes.
pub fn private_line(dice: &mut Dice, language: Language) -> String {
    say(dice, language, phrases(language).notes)
}

fn say(dice: &mut Dice, language: Language, sentences: &[&str]) -> String {
    let mut said = dice.one_of(sentences).to_string();
    for (gap, fill) in [
        ("{s}", subject as fn(&mut Dice, Language) -> String),
        ("{p}", |dice, _| project(dice)),
        ("{n}", |dice, _| somebody(dice)),
        ("{#}", |dice, _| (100 + dice.below(8_900)).to_string()),
    ] {
        while let Some(at) = said.find(gap) {
            said.replace_range(at..at + gap.len(), &fill(dice, language));
        }
    }
    said
}

fn subject(dice: &mut Dice, language: Language) -> String {
    dice.one_of(phrases(language).subjects).into()
}

/// A few projects come up all the time, and hundreds now and then.
fn project(dice: &mut Dice) -> String {
    const OFTEN: [&str; 12] = [
        "Atlas", "Beacon", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Iris", "Juniper", "Kestrel",
        "Lumen",
    ];
    if dice.percent(50) { dice.one_of(&OFTEN).into() } else { invented(dice, 900) }
}

fn somebody(dice: &mut Dice) -> String {
    const NAMES: [&str; 16] = [
        "Amélie", "Björn", "Cem", "Daria", "Elif", "Femi", "Giulia", "Håkon", "Imran", "Jana", "Kofi", "Łukasz",
        "María", "Nour", "Óscar", "Pooja",
    ];
    if dice.percent(60) { dice.one_of(&NAMES).into() } else { invented(dice, 300) }
}

/// One of so many words that are made of syllables.
fn invented(dice: &mut Dice, of: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "cor", "del", "fen", "gor", "hal", "ix", "jun", "kel", "lor", "mir", "nov", "ost", "per", "quin", "ra"];
    // Low numbers come up more often, as the words of a language do.
    let number = dice.below(of) * dice.below(of) / of;
    let word = [number % 16, number / 16 % 16, (number / 256 + number * 7) % 16].map(|at| SYLLABLES[at]).concat();
    word[..1].to_uppercase() + &word[1..]
}
