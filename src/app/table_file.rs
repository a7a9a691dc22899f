//! A table in a text file (CSV): what parts its cells, and its rows.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// What may part cells.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Most rows and columns that are read.
pub const MOST_ROWS: usize = 10_000;
const MOST_COLUMNS: usize = 64;

/// One row, and the line that it begins in, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

/// The rows of a table. Rows in which there is nothing are left out, and so are rows beyond the most; what is in columns
/// beyond the most is in the last.
pub fn read_table(text: &str, delimiter: char) -> Vec<Row> {
    let mut reader = reader(delimiter);
    let (mut input, mut rows) = (text.as_bytes(), Vec::new());
    // No row is longer than the text.
    let mut output = vec![0; text.len() + 1];
    let mut ends = [0; MOST_COLUMNS];
    let (mut length, mut columns) = (0, 0);
    let mut lines = Lines { rest: text.as_bytes(), line: 1 };
    let mut line = lines.of_row_at(input.len());
    while rows.len() < MOST_ROWS {
        let (result, read, written, ended) = reader.read_record(input, &mut output[length..], &mut ends[columns..]);
        input = &input[read..];
        (length, columns) = (length + written, columns + ended);
        match result {
            ReadRecordResult::End | ReadRecordResult::OutputFull => break,
            // An empty input says that there is no more.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputEndsFull => columns = MOST_COLUMNS - 1,
            ReadRecordResult::Record => {
                let cells = cells(&output, &ends[..columns]);
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line, cells });
                }
                (length, columns) = (0, 0);
                line = lines.of_row_at(input.len());
            }
        }
    }
    rows
}

/// Counts the lines of a text up to where each row begins.
struct Lines<'a> {
    rest: &'a [u8],
    line: u64,
}

impl Lines<'_> {
    /// The line of the row before whose beginning all but `left` bytes are read: blank lines come before it.
    fn of_row_at(&mut self, left: usize) -> u64 {
        let read = self.rest.len() - left.min(self.rest.len());
        let blank = self.rest[read..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (before, rest) = self.rest.split_at(read + blank);
        self.line += before.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.rest = rest;
        self.line
    }
}

fn cells(output: &[u8], ends: &[usize]) -> Vec<String> {
    let starts = core::iter::once(0).chain(ends.iter().copied());
    let cell = |(start, end): (usize, usize)| output.get(start..end).map(String::from_utf8_lossy).unwrap_or_default();
    starts.zip(ends.iter().copied()).map(|ends| cell(ends).trim().to_string()).collect()
}

fn reader(delimiter: char) -> Reader {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// What parts the cells of this text: that by which most of its first rows have the same number of cells, and more than
/// one.
pub fn delimiter_of(text: &str) -> char {
    let start: String = text.chars().take(20_000).collect();
    let fit = |delimiter: char| {
        let counts: Vec<_> = read_table(&start, delimiter).iter().take(30).map(|row| row.cells.len()).collect();
        let alike = |count: usize| counts.iter().filter(|other| **other == count).count();
        let usual = counts.iter().copied().filter(|count| *count > 1).max_by_key(|count| alike(*count));
        usual.map_or((0, 0), |count| (alike(count), count))
    };
    // Among equals the first, which is the most usual.
    let fits = DELIMITERS.iter().rev().map(|delimiter| (fit(*delimiter), *delimiter));
    fits.max_by_key(|(fit, _)| *fit).map_or(',', |(_, delimiter)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: char) -> Vec<Vec<String>> {
        read_table(text, delimiter).into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        let text = "Person;Point\r\nAna;\"one; \"\"two\"\"\nthree\"\r\n;;\r\nBo;last";
        assert_eq!(rows(text, ';'), [vec!["Person", "Point"], vec!["Ana", "one; \"two\"\nthree"], vec!["Bo", "last"]]);
        let lines: Vec<_> = read_table(text, ';').iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 5], "the line of the file, also after one that goes over two");
    }

    #[test]
    fn what_parts_the_cells_is_found() {
        for (text, delimiter) in [
            ("a,b\nc,d\n", ','),
            ("a;b\n1,5;2,5\n3,5;4\n", ';'),
            ("a\tb, c\nd\te\n", '\t'),
            ("a|b|c\nd|e|f\n", '|'),
            ("one column\nof text\n", ','),
            ("Person,Point\nAna,\"a; b; c\"\nBo,\"d; e\"\n", ','),
        ] {
            assert_eq!(delimiter_of(text), delimiter, "{text:?}");
        }
    }

    #[test]
    fn a_table_without_end_ends() {
        assert_eq!(read_table(&"a,b\n".repeat(MOST_ROWS + 5), ',').len(), MOST_ROWS);
        let wide = format!("{}\nx,y\n", "a,".repeat(500));
        let rows = rows(&wide, ',');
        assert!(rows[0].len() <= MOST_COLUMNS);
        assert_eq!(rows[1], ["x", "y"]);
    }
}
