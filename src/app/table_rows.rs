//! What the columns of a table mean, and what each row comes to: a point or a promise with someone, or a fault.

use chrono::NaiveDate;

use super::agenda_text::{LONGEST_TITLE, folded};
use super::escape::of_cell;
use super::table_file::Row;
use crate::domain::day;
use crate::domain::{Aim, When};

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Person,
    Point,
    Author,
    Notes,
    Aim,
    Date,
    Promise,
    Owner,
    Due,
}

impl Column {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Point,
        Self::Author,
        Self::Notes,
        Self::Aim,
        Self::Date,
        Self::Promise,
        Self::Owner,
        Self::Due,
    ];
}

/// Which column each is in; none where it is in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Column, usize)>);

impl Columns {
    /// As the headings say. `names` are what each column may be called; what they say is compared without spaces and case.
    pub fn of_headings(headings: &[String], names: &[(Column, String)]) -> Self {
        let mut columns = Self::default();
        for (column, name) in names {
            let place = headings.iter().position(|heading| folded(heading) == folded(name));
            if columns.place(*column).is_none() && place.is_some_and(|place| columns.at(place).is_none()) {
                columns.set(*column, place);
            }
        }
        columns
    }

    /// The place of a column.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)
    }

    /// What is at a place.
    pub fn at(&self, place: usize) -> Option<Column> {
        self.0.iter().find(|(_, known)| *known == place).map(|(column, _)| *column)
    }

    /// Says where a column is; what was thought of that place before is forgotten.
    pub fn set(&mut self, column: Column, place: Option<usize>) {
        self.0.retain(|(known, at)| *known != column && Some(*at) != place);
        self.0.extend(place.map(|place| (column, place)));
    }

    /// Says what is at a place, or that nothing of use is.
    pub fn name(&mut self, place: usize, column: Option<Column>) {
        self.0.retain(|(_, at)| *at != place);
        if let Some(column) = column {
            self.set(column, Some(place));
        }
    }

    /// Whether there is anything to import.
    pub fn is_enough(&self) -> bool {
        self.place(Column::Point).is_some() || self.place(Column::Promise).is_some()
    }

    fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        let cell = self.place(column).and_then(|place| row.cells.get(place));
        cell.map(|cell| of_cell(cell).trim()).unwrap_or_default()
    }
}

/// Who is meant in a column of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Mine,
    Theirs,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEntry {
    /// The line of the file.
    pub line: u64,
    /// Who it is with, as the table calls them; blank if it does not say.
    pub person: String,
    pub point: Option<PointOfRow>,
    pub promise: Option<PromiseOfRow>,
    pub day: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointOfRow {
    pub title: String,
    pub whose: Whose,
    pub notes: String,
    pub aim: Option<Aim>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseOfRow {
    pub text: String,
    pub whose: Whose,
    pub when: Option<When>,
}

/// Why a row is passed over, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// There is neither a point nor a promise in it.
    Nothing,
    /// The table does not say who it is with, and nobody was chosen.
    Nobody,
    NotKnown(String),
    /// Neither I nor the person that the row is with.
    WhoIs(String),
    Aim(String),
    /// No day, or one that may be read in two ways.
    Day(String),
    TooLong,
}

/// What a reader of rows has to know.
pub struct Reading<'a> {
    pub columns: &'a Columns,
    /// What I may be called.
    pub me: &'a [String],
    /// What each aim may be called.
    pub aims: &'a [(Aim, String)],
    /// Whether that is the name of someone who is known, or may be added.
    pub knows: &'a dyn Fn(&str) -> bool,
    /// Whether somebody was chosen for rows that do not say who they are with.
    pub has_somebody: bool,
}

/// Longest notes that are taken over, in characters.
const LONGEST_NOTES: usize = 20_000;

impl Reading<'_> {
    /// What a row comes to.
    ///
    /// # Errors
    /// If it is to be passed over.
    pub fn entry(&self, row: &Row) -> Result<RowEntry, RowFault> {
        let cell = |column| self.columns.cell(row, column);
        let person = cell(Column::Person);
        if person.is_empty() && !self.has_somebody {
            return Err(RowFault::Nobody);
        }
        if !person.is_empty() && !(self.knows)(person) {
            return Err(RowFault::NotKnown(person.into()));
        }
        let (title, promised, notes) = (cell(Column::Point), cell(Column::Promise), cell(Column::Notes));
        if title.is_empty() && promised.is_empty() {
            return Err(RowFault::Nothing);
        }
        let is_too_long = |text: &str, most| text.chars().nth(most).is_some();
        if is_too_long(title, LONGEST_TITLE)
            || is_too_long(promised, LONGEST_TITLE)
            || is_too_long(notes, LONGEST_NOTES)
        {
            return Err(RowFault::TooLong);
        }
        let point = PointOfRow {
            title: title.into(),
            whose: self.whose(cell(Column::Author), person)?,
            notes: notes.into(),
            aim: self.aim(cell(Column::Aim))?,
        };
        let promise = PromiseOfRow {
            text: promised.into(),
            whose: self.whose(cell(Column::Owner), person)?,
            when: due(cell(Column::Due))?,
        };
        Ok(RowEntry {
            line: row.line,
            person: person.into(),
            point: (!title.is_empty()).then_some(point),
            promise: (!promised.is_empty()).then_some(promise),
            day: day(cell(Column::Date))?,
        })
    }

    fn whose(&self, name: &str, person: &str) -> Result<Whose, RowFault> {
        let name_folded = folded(name);
        if name.is_empty() || self.me.iter().any(|me| folded(me) == name_folded) {
            return Ok(Whose::Mine);
        }
        // Where the table does not say who it is with, any other name is theirs.
        let is_theirs = person.is_empty() || folded(person) == name_folded;
        if is_theirs { Ok(Whose::Theirs) } else { Err(RowFault::WhoIs(name.into())) }
    }

    fn aim(&self, name: &str) -> Result<Option<Aim>, RowFault> {
        if name.is_empty() {
            return Ok(None);
        }
        let known = self.aims.iter().find(|(_, known)| folded(known) == folded(name)).map(|(aim, _)| *aim);
        known.or_else(|| Aim::named(&folded(name))).map(Some).ok_or_else(|| RowFault::Aim(name.into()))
    }
}

fn day(text: &str) -> Result<Option<NaiveDate>, RowFault> {
    if text.is_empty() { Ok(None) } else { read_day(text).map(Some).ok_or_else(|| RowFault::Day(text.into())) }
}

/// When a promise is due: a day in any way that we read days, else the words that stand there.
fn due(text: &str) -> Result<Option<When>, RowFault> {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['/', '.']);
    match (text.is_empty(), read_day(text)) {
        (true, _) => Ok(None),
        (_, Some(day)) => Ok(Some(When::Date(day))),
        (_, None) if is_number => Err(RowFault::Day(text.into())),
        (_, None) => Ok(When::parse(text)),
    }
}

/// Reads `2026-12-24`, `24.12.2026`, and `24/12/2026` or `12/24/2026` where only one of both is a day. A time behind it
/// is passed over.
fn read_day(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    if let Some(day) = day::read(text) {
        return Some(day);
    }
    let mark = ['.', '/'].into_iter().find(|mark| text.contains(*mark))?;
    let parts: Vec<u32> = text.split(mark).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, second, year] = parts.try_into().ok()?;
    let date = |day, month| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| year >= 1000);
    match (mark, date(first, second), date(second, first)) {
        ('.', dotted, _) => dotted,
        (_, Some(one), Some(other)) if one != other => None,
        (_, one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        Row { line: 7, cells: cells.iter().map(ToString::to_string).collect() }
    }

    fn columns(all: &[Column]) -> Columns {
        let mut columns = Columns::default();
        all.iter().enumerate().for_each(|(place, column)| columns.name(place, Some(*column)));
        columns
    }

    fn read(columns: &Columns, cells: &[&str]) -> Result<RowEntry, RowFault> {
        let aims = [(Aim::Career, "Laufbahn".to_string())];
        let me = ["You".to_string(), "Ich".to_string()];
        let knows = |name: &str| name.eq_ignore_ascii_case("Ana");
        Reading { columns, me: &me, aims: &aims, knows: &knows, has_somebody: false }.entry(&row(cells))
    }

    #[test]
    fn a_row_is_a_point_a_promise_or_both() {
        use Column::{Due, Person, Promise};
        let all = columns(&Column::ALL);
        let cells = ["ana", "'=Roadmap", "ANA", "why", "laufbahn", "2026-11-26", "send it", "ich", "24.12.2026"];
        let entry = read(&all, &cells).expect("a row without fault");
        let point = entry.point.expect("a point");
        assert_eq!((point.title.as_str(), point.whose, point.aim), ("=Roadmap", Whose::Theirs, Some(Aim::Career)));
        assert_eq!(entry.promise.expect("a promise").when, When::parse("2026-12-24"));
        let few = columns(&[Person, Promise, Due]);
        let entry = read(&few, &["Ana", "call", "when it is out"]).expect("a row without fault");
        assert_eq!((entry.line, entry.point), (7, None));
        assert_eq!(entry.promise.expect("a promise").when, Some(When::Cue("when it is out".into())));
    }

    #[test]
    fn what_is_wrong_with_a_row_is_named() {
        let all = columns(&Column::ALL);
        let fault = |cells: &[&str]| read(&all, cells).expect_err("a row with a fault");
        assert_eq!(fault(&["", "x"]), RowFault::Nobody);
        assert_eq!(fault(&["Bo", "x"]), RowFault::NotKnown("Bo".into()));
        assert_eq!(fault(&["Ana", "", "", "notes alone"]), RowFault::Nothing);
        assert_eq!(fault(&["Ana", "x", "Bo"]), RowFault::WhoIs("Bo".into()));
        assert_eq!(fault(&["Ana", "x", "", "", "fun"]), RowFault::Aim("fun".into()));
        assert_eq!(fault(&["Ana", "x", "", "", "", "soon"]), RowFault::Day("soon".into()));
        assert_eq!(fault(&["Ana", "", "", "", "", "", "do", "", "1/2/2026"]), RowFault::Day("1/2/2026".into()));
        assert_eq!(fault(&["Ana", &"x".repeat(501)]), RowFault::TooLong);
    }

    #[test]
    fn a_day_is_read_where_it_can_be_read_in_one_way() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        for (text, read) in [
            ("2026-12-24", day("2026-12-24")),
            ("2026-12-24T10:00:00Z", day("2026-12-24")),
            ("24.12.2026", day("2026-12-24")),
            ("2.1.2026", day("2026-01-02")),
            ("24/12/2026", day("2026-12-24")),
            ("12/24/2026", day("2026-12-24")),
            ("5/5/2026", day("2026-05-05")),
            ("1/2/2026", None),
            ("31.2.2026", None),
            ("1.2.26", None),
            ("1.2.3.4", None),
            ("yesterday", None),
            ("999999999.1.2026", None),
        ] {
            assert_eq!(read_day(text), read, "{text}");
        }
    }

    #[test]
    fn headings_say_what_columns_hold_and_the_user_has_the_last_word() {
        let headings = ["Topic", " PERSON ", "x"].map(ToString::to_string);
        let names = [(Column::Point, "point"), (Column::Point, "topic"), (Column::Person, "person")];
        let names: Vec<_> = names.iter().map(|(column, name)| (*column, (*name).to_string())).collect();
        let mut columns = Columns::of_headings(&headings, &names);
        assert_eq!((columns.at(0), columns.at(1), columns.at(2)), (Some(Column::Point), Some(Column::Person), None));
        columns.name(2, Some(Column::Point));
        assert_eq!((columns.at(0), columns.at(2)), (None, Some(Column::Point)), "one place for each");
        columns.name(2, None);
        assert!(!columns.is_enough());
    }
}
