//! What the choice is worth: a year of weekly meetings in which one suggestion in three is taken, with the choice and
//! with chance instead. The table stands in the docs; this test holds it to the truth.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::TimeDelta;
use duologue::domain::time::from_millis;
use duologue::domain::{Aim, Instant, MeetingNumber, Role};
use duologue::questions::{Asked, Bank, History, Moment, Question, Stage, suggest};

use support::bank::bank;
use support::dice::Dice;
use support::table::holds_the_table;

const WEEKS: u32 = 52;
const YEARS: u64 = 200;

/// What two people bring up by themselves, in a hundred points: mostly how far things are and what is stuck.
const BY_THEMSELVES: [(Aim, usize); 8] = [
    (Aim::Status, 40),
    (Aim::Roadblock, 20),
    (Aim::Alignment, 15),
    (Aim::Team, 10),
    (Aim::Feedback, 5),
    (Aim::Wellbeing, 5),
    (Aim::Connection, 3),
    (Aim::Career, 2),
];

/// How a year went.
#[derive(Clone, Copy, Default)]
struct Year {
    /// Questions asked of each aim.
    asked: [usize; Aim::ALL.len()],
    /// Longest time that each aim went untouched, in weeks.
    longest: [u32; Aim::ALL.len()],
    /// Questions that came again within their cool-down.
    too_soon: usize,
    /// Questions that were too deep for how long the two knew each other.
    too_deep: usize,
}

type Choose = fn(&Bank, &History, &Moment, &mut Dice) -> Option<Question>;

fn by_choice(bank: &Bank, history: &History, moment: &Moment, _: &mut Dice) -> Option<Question> {
    suggest(bank, history, moment).into_iter().next().map(|one| one.question)
}

fn by_chance(bank: &Bank, _: &History, moment: &Moment, dice: &mut Dice) -> Option<Question> {
    let mine: Vec<_> =
        bank.questions.iter().filter(|one| one.asker.fits(moment.role) && one.follows.is_none()).collect();
    Some(dice.one_of(&mine).clone())
}

fn moment(now: Instant, week: u32, seed: u64) -> Moment {
    Moment {
        now,
        meeting: MeetingNumber(week),
        role: Role::Manager,
        stage: Stage::Preparing,
        minutes_left: None,
        rhythm: 7,
        by_call: false,
        passed: BTreeSet::new(),
        rested: BTreeSet::new(),
        left_out: BTreeSet::new(),
        taken_care_of: [false; Aim::ALL.len()],
        seed: seed * 100 + u64::from(week),
    }
}

fn live(bank: &Bank, seed: u64, choose: Choose) -> Year {
    let (mut dice, mut year) = (Dice::new(seed), Year::default());
    let start = from_millis(1_750_000_000_000);
    let mut history = History::new(start);
    let mut last = [0_u32; Aim::ALL.len()];
    for week in 1..=WEEKS {
        let now = start + TimeDelta::weeks(i64::from(week));
        let moment = moment(now, week, seed);
        let mut touched: Vec<_> = (0..2).map(|_| by_themselves(&mut dice)).collect();
        let question = choose(bank, &history, &moment, &mut dice);
        for aim in &touched {
            history.touch(*aim, now, false);
        }
        if let Some(question) = question.filter(|_| dice.below(3) == 0) {
            let before = history.asked.get(&question.id);
            year.too_soon += usize::from(before.is_some_and(|before| week - before.meeting.0 < question.cooldown));
            year.too_deep += usize::from(question.depth > duologue::questions::rules::deepest(&history, &moment));
            year.asked[question.aim as usize] += 1;
            touched.push(question.aim);
            history.touch(question.aim, now, true);
            history.settle(question.id, Asked { meeting: moment.meeting, at: now, discussed: true, mine: true });
        }
        for aim in touched {
            let place = aim as usize;
            year.longest[place] = year.longest[place].max(week - last[place]);
            last[place] = week;
        }
        history.held += 1;
        history.last_met = Some(now);
    }
    for (place, last) in last.into_iter().enumerate() {
        year.longest[place] = year.longest[place].max(WEEKS - last);
    }
    year
}

fn by_themselves(dice: &mut Dice) -> Aim {
    let mut throw = dice.below(100);
    for (aim, share) in BY_THEMSELVES {
        if throw < share {
            return aim;
        }
        throw -= share;
    }
    Aim::Status
}

#[allow(clippy::cast_precision_loss)]
fn mean(values: impl Iterator<Item = usize>) -> f64 {
    values.sum::<usize>() as f64 / YEARS as f64
}

fn table() -> String {
    let bank = bank();
    let lived = |choose: Choose| (0..YEARS).map(|seed| live(&bank, seed, choose)).collect::<Vec<_>>();
    let years = [lived(by_choice), lived(by_chance)];
    let mut text = String::from(
        "| aim | questions a year, chosen | by chance | longest silence in weeks, chosen | by chance |\n|---|---|---|---|---|\n",
    );
    for aim in Aim::ASKED_ABOUT {
        let [asked, asked_by_chance] = [0, 1].map(|n| mean(years[n].iter().map(|year| year.asked[aim as usize])));
        let longest = |n: usize| mean(years[n].iter().map(|year| year.longest[aim as usize] as usize));
        let (longest, longest_by_chance) = (longest(0), longest(1));
        let name = aim.name();
        let _ =
            writeln!(text, "| {name} | {asked:.1} | {asked_by_chance:.1} | {longest:.1} | {longest_by_chance:.1} |");
    }
    let worst = |n: usize| {
        mean(
            years[n]
                .iter()
                .map(|y| Aim::ASKED_ABOUT.map(|a| y.longest[a as usize] as usize).into_iter().max().unwrap_or(0)),
        )
    };
    let sum = |n: usize, of: fn(&Year) -> usize| mean(years[n].iter().map(of));
    for (what, chosen, chance) in [
        ("longest silence of any subject, in weeks", worst(0), worst(1)),
        ("questions within their cool-down", sum(0, |y| y.too_soon), sum(1, |y| y.too_soon)),
        ("questions too deep for the two", sum(0, |y| y.too_deep), sum(1, |y| y.too_deep)),
    ] {
        let _ = writeln!(text, "\nA year, {what}: {chosen:.1} chosen, {chance:.1} by chance.");
    }
    text
}

#[test]
fn the_table_in_the_docs_is_what_is_simulated() {
    holds_the_table("coverage: simulated by tests/coverage.rs", &table());
}
