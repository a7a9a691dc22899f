//! What became of the meetings of the sample: points, promises, answers, experiments and private notes.

use chrono::{Days, TimeDelta};
use duologue::document::{ActionEdit, NewAction, NewPoint, OpenedAnswer, PointEdit};
use duologue::domain::{
    ActionId, ActionState, Aim, Answer, ExperimentId, Helped, Instant, MeetingNumber, Move, PersonId, PointId,
    PointState, Score, Verdict, When,
};
use duologue::ports::Entropy;
use duologue::questions::Question;
use duologue::share::answer::seal;
use duologue::store::Thread;

use super::super::dice::{Dice, Drawn};
use super::words::{Language, note, private_line, promise, title, wish};
use super::{Plan, people};

/// One relationship, while its meetings are told.
struct Telling<'a> {
    plan: Plan,
    person: u32,
    thread: &'a mut Thread,
    questions: &'a [Question],
    entropy: &'a Drawn,
    dice: Dice,
    language: Language,
    private: String,
}

/// One meeting: which one, how many there are after it, and when.
#[derive(Clone, Copy)]
struct Occasion {
    number: MeetingNumber,
    before_end: u32,
    /// None if it was missed.
    began: Option<Instant>,
    ended: Instant,
}

/// Tells all meetings with that person.
pub fn hold_all(plan: Plan, person: u32, thread: &mut Thread, questions: &[Question], entropy: &Drawn) {
    let dice = Dice::new(plan.seed.wrapping_mul(0x9e37) + u64::from(person) + 1);
    let language = people::language(person);
    let private = String::new();
    let mut telling = Telling { plan, person, thread, questions, entropy, dice, language, private };
    for number in 1..=plan.meetings {
        telling.hold(number);
    }
    telling.prepare_the_next();
    let notes = telling.private;
    thread.edit_notes(|document| document.rewrite(&notes));
}

/// How many points are born in a meeting: 125 in 13 of them, by and large.
fn points_in(number: u32) -> u32 {
    // Two meetings in a row are told by the same draw, so that what one has less the other has more.
    let swing = u32::try_from(Dice::new(u64::from(number.div_ceil(2)) * 77).below(4)).unwrap_or_default();
    let even = number * 125 / 13 - (number - 1) * 125 / 13;
    if number.is_multiple_of(2) { even + swing } else { even - swing }
}

impl Telling<'_> {
    fn hold(&mut self, number: u32) {
        let before_end = self.plan.meetings - number;
        let planned = people::planned(self.plan, self.person, before_end);
        let moved = if self.dice.percent(15) { 1 + self.dice.below(2) as u64 } else { 0 };
        let late = if self.dice.percent(40) { self.dice.below(9) as i64 } else { 0 };
        self.plan(MeetingNumber(number), planned, moved);
        let began = planned + Days::new(moved) + TimeDelta::minutes(late);
        let over = self.dice.below(20) as i64 - 8;
        let ended = began + TimeDelta::minutes((i64::from(people::minutes(self.person)) + over).max(10));
        let missed = self.dice.percent(6);
        let occasion = Occasion { number: MeetingNumber(number), before_end, began: (!missed).then_some(began), ended };
        self.talk(occasion);
        self.promise(occasion);
        if occasion.began.is_some() {
            self.answer(occasion);
        }
        if self.dice.percent(12) {
            let line = private_line(&mut self.dice, self.language);
            self.private += &format!("{}: {line}\n", began.date_naive());
        }
        if number.is_multiple_of(26) && number + 8 < self.plan.meetings {
            self.experiment(occasion);
        }
    }

    /// Plans a meeting, by clocks that are an hour ahead, and moves it by so many days.
    fn plan(&mut self, number: MeetingNumber, planned: Instant, moved: u64) {
        let civil = |at: Instant| (at + TimeDelta::hours(1)).naive_utc();
        let to = planned + Days::new(moved);
        let by = self.both()[self.dice.below(2)].clone();
        let said = planned - TimeDelta::hours(20);
        let moved = (moved > 0).then(|| Move { said, by, from: Some(civil(planned)), to: Some(civil(to)) });
        self.edit(number, |meeting| {
            meeting.plan(Some((civil(planned), planned)));
            if let Some(moved) = &moved {
                meeting.move_to(Some((civil(to), to)), moved);
            }
        });
    }

    fn edit(&mut self, number: MeetingNumber, edit: impl FnOnce(&mut duologue::document::MeetingDocument)) {
        self.thread.edit_meeting(number, self.entropy, |meeting| {
            edit(meeting);
            None
        });
    }

    fn both(&self) -> [PersonId; 2] {
        [self.thread.mine.me.clone(), self.thread.mine.counterpart.clone()]
    }

    /// The points of a meeting, what was talked about for how long, and the meeting's own times.
    fn talk(&mut self, on: Occasion) {
        let count = points_in(on.number.0);
        let length = on.began.map_or(0, |began| (on.ended - began).num_seconds());
        let minutes = people::minutes(self.person);
        if let Some(began) = on.began {
            self.edit(on.number, |meeting| {
                meeting.start(minutes, began);
                meeting.begun_at_offset(60);
            });
        }
        let mut agenda = Vec::new();
        for nth in 0..count {
            let new = self.point(on, nth, &agenda);
            let from = on.began.map(|began| began + TimeDelta::seconds(length * i64::from(nth) / i64::from(count)));
            let to = on.began.map(|began| began + TimeDelta::seconds(length * i64::from(nth + 1) / i64::from(count)));
            let fate = self.fate(on, to);
            let talked = from.filter(
                |_| matches!(fate, Some(PointEdit::Close(PointState::Discussed, _, during)) if during == on.number),
            );
            self.edit(on.number, |meeting| {
                meeting.add_point(&new);
                if let Some(fate) = &fate {
                    meeting.edit_point(&new.id, fate);
                }
                if let Some(at) = talked {
                    meeting.talk_about(Some(&new.id), at);
                }
            });
            agenda.push(new);
        }
        let (ended, held) = (on.ended, on.began.is_some());
        let by = self.dice.percent(80).then(|| self.both()[self.dice.below(2)].clone());
        self.edit(on.number, |meeting| {
            if held {
                meeting.end(ended);
                meeting.close();
            } else {
                meeting.give_up(by.as_ref(), ended);
            }
        });
    }

    fn point(&mut self, on: Occasion, nth: u32, agenda: &[NewPoint]) -> NewPoint {
        let dice = &mut self.dice;
        let asked = dice.percent(4).then(|| &self.questions[dice.below(self.questions.len())]);
        let aim = if dice.percent(90) { Some(dice.one_of(&Aim::ALL)) } else { None };
        let notes = if dice.percent(35) { note(dice, self.language) } else { String::new() };
        let text = asked.map_or_else(|| title(dice, self.language), |question| question.text.clone());
        let author = usize::from(dice.percent(55));
        let before = TimeDelta::minutes(i64::from(10 + nth) * (1 + dice.below(300) as i64));
        NewPoint {
            id: PointId::new(self.entropy.id()),
            title: text,
            author: self.both()[author].clone(),
            minutes: self.dice.percent(50).then(|| [3, 5, 10, 15][nth as usize % 4]),
            aim: asked.map_or(aim, |question| Some(question.aim)),
            guessed: asked.is_none() && self.dice.percent(60),
            question: asked.map(|question| question.id.clone()),
            notes,
            order: place(agenda),
            added: on.ended - before,
        }
    }

    /// What becomes of a point: talked about here or later, dropped, or still open in the last meetings.
    fn fate(&mut self, on: Occasion, here: Option<Instant>) -> Option<PointEdit> {
        let later = on.number.next();
        let next_week = on.ended + Days::new(7);
        match (self.dice.below(100), here) {
            (0..30, _) if on.before_end < 3 => None,
            (0..4, _) => Some(PointEdit::Close(PointState::Dropped, on.ended, on.number)),
            (4..12, _) | (_, None) => {
                (on.before_end > 0).then_some(PointEdit::Close(PointState::Discussed, next_week, later))
            }
            (_, Some(at)) => Some(PointEdit::Close(PointState::Discussed, at, on.number)),
        }
    }

    fn promise(&mut self, on: Occasion) {
        for _ in 0..self.dice.below(3) {
            let owner = self.both()[self.dice.below(2)].clone();
            let days = 1 + self.dice.below(20) as u64;
            let when = match self.dice.below(3) {
                0 => None,
                1 => Some(When::Cue(wish(&mut self.dice, self.language))),
                _ => Some(When::Date(on.ended.date_naive() + Days::new(days))),
            };
            let text = promise(&mut self.dice, self.language);
            let id = ActionId::new(self.entropy.id());
            let new = NewAction { id: id.clone(), owner, text, when, added: on.ended - TimeDelta::minutes(5) };
            let state = match self.dice.below(100) {
                _ if on.before_end < 2 => ActionState::Open,
                0 => ActionState::Open,
                1..15 => ActionState::Dropped,
                _ => ActionState::Kept,
            };
            let at = on.ended + Days::new(days);
            self.edit(on.number, |meeting| {
                meeting.add_action(&new);
                if state != ActionState::Open {
                    meeting.edit_action(&id, &ActionEdit::State(state, at));
                }
            });
        }
    }

    fn given(&mut self) -> Answer {
        let dice = &mut self.dice;
        let points = [3, 3, 4, 4, 4, 5, 5, 2][dice.below(8)];
        let helped = Helped::ALL.into_iter().filter(|_| dice.percent(30)).collect();
        let change = if dice.percent(15) { wish(dice, self.language) } else { String::new() };
        Answer { score: Score::new(points), helped, change, guess: None }
    }

    /// My answer, and theirs where it has been opened.
    fn answer(&mut self, on: Occasion) {
        if self.dice.percent(20) {
            self.thread.edit_own(on.number, self.entropy, |own| own.finish(false));
            return;
        }
        let (mine, theirs) = (self.given(), self.given());
        let exchanged = people::is_shared(self.person) && self.dice.percent(80);
        let (given, entropy) = (on.ended + TimeDelta::minutes(2), self.entropy);
        let sealed = exchanged.then(|| (seal(&mine, on.number, entropy), seal(&theirs, on.number, entropy)));
        self.thread.edit_own(on.number, entropy, |own| {
            own.answer(&mine, given);
            own.finish(true);
            own.acknowledge();
            if let Some((my, their)) = &sealed {
                own.hand_over(&my.sealed, &my.key.to_text());
                own.hold(&their.sealed, given);
                own.open_theirs(&OpenedAnswer::Read(theirs.clone()));
                own.note_theirs();
            }
            None
        });
        if let Some((my, their)) = sealed {
            let [me, them] = self.both();
            self.edit(on.number, |meeting| {
                for (person, answer) in [(&me, my), (&them, their)] {
                    meeting.hand_over(person, &answer.sealed);
                    meeting.let_go(person, &answer.key.name("name"), &answer.key.to_text());
                }
            });
        }
    }

    fn experiment(&mut self, on: Occasion) {
        let asked_by = self.both()[self.dice.below(2)].clone();
        let text = wish(&mut self.dice, self.language);
        let verdict = if self.dice.percent(60) { Verdict::Keep } else { Verdict::Drop };
        let id = ExperimentId::of_wish(on.number, &asked_by);
        self.thread.edit_about(|about| {
            about.propose(&id, &text, &asked_by);
            about.accept(&id, None, on.number.next());
            about.judge(&id, None, Some(verdict))
        });
    }

    /// What already stands on the agenda of the meeting that is to come.
    fn prepare_the_next(&mut self) {
        let number = MeetingNumber(self.plan.meetings + 1);
        let ended = people::planned(self.plan, self.person, 0) + Days::new(2);
        let on = Occasion { number, before_end: 0, began: None, ended };
        let mut agenda = Vec::new();
        for nth in 0..3 {
            agenda.push(self.point(on, nth, &agenda));
        }
        self.edit(number, |meeting| agenda.iter().for_each(|new| _ = meeting.add_point(new)));
    }
}

/// The place behind all others.
fn place(agenda: &[NewPoint]) -> String {
    use fractional_index::FractionalIndex;
    let last = agenda.last().and_then(|last| FractionalIndex::from_string(&last.order).ok());
    FractionalIndex::new(last.as_ref(), None).unwrap_or_default().to_string()
}
