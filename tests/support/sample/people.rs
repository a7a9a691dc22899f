//! Who is in the sample: names, roles, how long they meet, and with whom answers are exchanged.

use chrono::Days;
use duologue::domain::time::from_millis;
use duologue::domain::{Cadence, First, Instant, Participant, PersonId, Relationship, RelationshipId, Role};
use duologue::ports::{Entropy, Side};
use duologue::share::Secret;
use duologue::store::{Mine, Pair, Thread};

use super::super::dice::Drawn;
use super::words::Language;
use super::{Plan, Told};

/// Twenty people; more than that are called by a number, too.
const PEOPLE: [(&str, Role, Language); 20] = [
    ("Ana Kovač", Role::Report, Language::English),
    ("Bo Lindqvist", Role::Manager, Language::English),
    ("Chloé Fournier", Role::Report, Language::French),
    ("Dev Anand", Role::Report, Language::English),
    ("Emre Yıldız", Role::Peer, Language::English),
    ("Frieda Groß", Role::Report, Language::German),
    ("Gustavo Núñez", Role::Report, Language::Spanish),
    ("Hanna Öberg", Role::Mentee, Language::English),
    ("Ines Brandão", Role::Peer, Language::English),
    ("Jörg Müller", Role::Report, Language::German),
    ("Kei Nakamura", Role::Peer, Language::Japanese),
    ("Lucía Peña", Role::Mentor, Language::Spanish),
    ("Małgorzata Zając", Role::Report, Language::English),
    ("Noël Lefèvre", Role::Peer, Language::French),
    ("Oluwaseun Ade", Role::Report, Language::English),
    ("Priya Raman", Role::SkipLevel, Language::English),
    ("Quentin Marsh", Role::Peer, Language::English),
    ("Renée Dubois", Role::Mentee, Language::French),
    ("Søren Kjær", Role::Report, Language::English),
    ("Tomáš Dvořák", Role::Peer, Language::English),
];

/// What a person of that number speaks.
pub fn language(number: u32) -> Language {
    person(number).2
}

/// How long a meeting with them is to take, in minutes.
pub fn minutes(number: u32) -> u32 {
    [30, 45, 25, 30, 50][number as usize % 5]
}

/// When a meeting with them is to begin, so many weeks before the end of the plan.
pub fn planned(plan: Plan, number: u32, weeks_before: u32) -> Instant {
    let day = plan.until - Days::new(u64::from(weeks_before) * 7 + u64::from(number % 5) + 2);
    let begins = day.and_hms_opt(8 + (number / 5 * 2) % 9, [0, 30][number as usize % 2], 0).expect("a time of day");
    from_millis(begins.and_utc().timestamp_millis())
}

/// Whether their Duologue takes part.
pub fn is_shared(number: u32) -> bool {
    number.is_multiple_of(2)
}

/// Begins the relationship.
pub fn meet(plan: Plan, number: u32, entropy: &Drawn) -> Told {
    let (name, role, _) = person(number);
    let [me, counterpart] = [(); 2].map(|()| PersonId::new(entropy.id()));
    let mine = Mine { me, counterpart, archived: false, back: None };
    let round = number as usize / PEOPLE.len();
    let name = if round == 0 { name.to_string() } else { format!("{name} {}", round + 1) };
    let since = planned(plan, number, plan.meetings);
    let relationship = Relationship {
        id: RelationshipId::new(entropy.id()),
        me: Participant { id: mine.me.clone(), name: "Mira".into(), role: role.opposite() },
        counterpart: Participant { id: mine.counterpart.clone(), name, role },
        cadence: Cadence::Weekly,
        minutes: minutes(number),
        goes_first: First::ByRole,
        since,
        archived: false,
    };
    let mut thread = Thread::new(relationship.id.clone(), mine, entropy);
    thread.edit_about(|about| about.write(&relationship)).expect("it is new");
    let pair = is_shared(number).then(|| Pair {
        secret: Secret::new(entropy).to_text(),
        side: Side::A,
        joined: true,
        relay: None,
        changed: since.timestamp_millis(),
        ended: false,
    });
    Told { thread, pair }
}

fn person(number: u32) -> (&'static str, Role, Language) {
    PEOPLE[number as usize % PEOPLE.len()]
}
