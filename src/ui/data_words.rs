//! The words for what comes of files: what happened, what was kept, what to do.

use super::kit::language::{t, t_count, t_with};
use crate::app::backup::{ImportError, NotImported};
use crate::app::restore::NotRestored;
use crate::app::sealed_backup::{NotUnsealed, Strength};
use crate::app::table_rows::{Column, RowFault};
use crate::app::text_file::NotText;

/// A number as the catalogue counts.
pub fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Why a file was not imported.
pub fn not_imported(error: &NotImported) -> String {
    let reason = match error {
        NotImported::File(ImportError::NotABackup) => t("import-not-a-backup"),
        NotImported::File(ImportError::CutOff) => t("import-cut-off"),
        NotImported::File(ImportError::Newer(_)) => t("import-newer"),
        NotImported::File(ImportError::Damaged { document, .. }) => t_with("import-damaged", &[("document", document)]),
        NotImported::Storage(error) => t_with("import-storage", &[("reason", &error.to_string())]),
        NotImported::ReadOnly => t("reply-not-open"),
    };
    t_with("import-failed", &[("reason", &reason)])
}

/// Why a file did not open with a passphrase.
pub fn not_unsealed(error: NotUnsealed) -> String {
    t(match error {
        NotUnsealed::WrongPassphrase => "unseal-wrong",
        NotUnsealed::Damaged | NotUnsealed::NotSealed => "unseal-damaged",
        NotUnsealed::CutOff => "unseal-cut-off",
        NotUnsealed::Newer => "unseal-newer",
        NotUnsealed::TooCostly => "unseal-too-costly",
    })
}

/// How a passphrase looks.
pub fn strength(strength: Strength) -> String {
    t(match strength {
        Strength::TooShort => "passphrase-too-short",
        Strength::Short => "passphrase-short",
        Strength::Monotonous => "passphrase-monotonous",
        Strength::Long => "passphrase-long",
    })
}

/// Why a file is not read as text.
pub fn not_text(error: NotText) -> String {
    t(match error {
        NotText::Empty => "text-empty",
        NotText::Utf16 | NotText::NotUtf8 => "text-not-utf8",
        NotText::TooLarge => "text-too-large",
    })
}

/// Why there is no way back to a day.
pub fn not_restored(error: &NotRestored) -> String {
    match error {
        NotRestored::Gone => t("restore-gone"),
        NotRestored::Damaged(_) => t("restore-damaged"),
        NotRestored::NotKnown | NotRestored::ReadOnly => t("reply-not-open"),
        NotRestored::Storage(error) => t_with("update-storage", &[("reason", &error.to_string())]),
    }
}

/// What a column of a table holds.
pub fn column(column: Column) -> String {
    t(match column {
        Column::Person => "column-person",
        Column::Point => "column-point",
        Column::Author => "column-author",
        Column::Notes => "column-notes",
        Column::Aim => "column-aim",
        Column::Date => "column-date",
        Column::Promise => "column-promise",
        Column::Owner => "column-owner",
        Column::Due => "column-due",
    })
}

/// Why a row is passed over.
pub fn row_fault(line: u64, fault: &RowFault) -> String {
    let reason = match fault {
        RowFault::Nothing => t("row-nothing"),
        RowFault::Nobody => t("row-nobody"),
        RowFault::NotKnown(name) => t_with("row-not-known", &[("name", name)]),
        RowFault::WhoIs(name) => t_with("row-who-is", &[("name", name)]),
        RowFault::Aim(aim) => t_with("row-aim", &[("aim", aim)]),
        RowFault::Day(day) => t_with("row-day", &[("day", day)]),
        RowFault::TooLong => t("row-too-long"),
    };
    t_with("row-fault", &[("line", &line.to_string()), ("reason", &reason)])
}

/// What an import of points and promises came to.
pub fn came(points: usize, promises: usize, known: usize) -> String {
    let parts = [
        (points > 0).then(|| t_count("points-added", count(points), &[])),
        (promises > 0).then(|| t_count("promises-added", count(promises), &[])),
        (known > 0).then(|| t_count("known-already", count(known), &[])),
    ];
    let said: Vec<_> = parts.into_iter().flatten().collect();
    if said.is_empty() { t("import-nothing-new") } else { said.join(" ") }
}
