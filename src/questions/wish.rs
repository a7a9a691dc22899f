//! What more is wished for, in the words of somebody who asked for a change.

use super::{Lessons, guess};
use crate::domain::Aim;

/// Words that ask for less of something, in the four languages: what comes with them in a clause is not what is wished
/// for.
const LESS: [&str; 22] = [
    "less", "fewer", "no", "not", "stop", "without", "weniger", "kein", "keine", "keinen", "nicht", "ohne", "menos",
    "sin", "nada", "dejar", "moins", "pas", "sans", "arrêter", "rien", "ne",
];

/// The aim that a text such as "more on my career, less status" wishes for, if its words tell one; never status, which
/// nobody needs to be reminded of.
pub fn wished_for(change: &str, lessons: &Lessons) -> Option<Aim> {
    let clauses = change.split([',', ';', '.', '!', '?', '\n', '(', ')']);
    let asks_for_less = |clause: &&str| {
        let clause = clause.to_lowercase();
        clause.split(|c: char| !c.is_alphanumeric()).any(|word| LESS.contains(&word))
    };
    let more = clauses.filter(|clause| !asks_for_less(clause));
    more.filter_map(|clause| Some(guess(clause, lessons)?.aim)).find(|aim| *aim != Aim::Status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_told_from_what_is_to_be_less() {
        for (change, aim) in [
            ("Less status, more about my career", Some(Aim::Career)),
            ("No feedback today; what about holidays?", Some(Aim::Wellbeing)),
            ("Weniger Status. Mehr zu meiner Karriere!", Some(Aim::Career)),
            ("menos estado, más sobre mi carrera", Some(Aim::Career)),
            ("Moins de suivi, plus sur ma carrière", Some(Aim::Career)),
            ("more status", None),
            ("More status updates, and my promotion", Some(Aim::Career)),
            ("stop talking about feedback", None),
            ("Start on time", None),
            ("", None),
        ] {
            assert_eq!(wished_for(change, &Lessons::default()), aim, "{change:?}");
        }
    }
}
