//! Tables in the docs that tests hold to the truth.

use std::fs;
use std::path::Path;

/// Checks that what stands in `docs/questions.md` under this mark is `measured`; with `DUOLOGUE_WRITE_TABLES=1` in the
/// environment, writes it there instead.
pub fn holds_the_table(mark: &str, measured: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/questions.md");
    let text = fs::read_to_string(&file).expect("the docs");
    let (start, end) = (format!("<!-- {mark} -->\n"), "<!-- end -->");
    let (before, rest) = text.split_once(&start).expect("the table has a place");
    let (written, after) = rest.split_once(end).expect("the table ends");
    if std::env::var_os("DUOLOGUE_WRITE_TABLES").is_some() {
        fs::write(&file, format!("{before}{start}{measured}{end}{after}")).expect("the docs can be written");
        return;
    }
    assert_eq!(written, measured, "run with DUOLOGUE_WRITE_TABLES=1 to write it anew");
}
