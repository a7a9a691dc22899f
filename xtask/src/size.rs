//! What the extension weighs, and the one weight that the build refuses: what is added to every call page.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use walkdir::WalkDir;

use crate::{content_script::BUNDLE, wasm::Module};

/// The most that the script added to a call page may have, in bytes, gzipped.
const CONTENT_SCRIPT_AT_MOST: usize = 15_000;

/// The most that the bank may add to what a page loads in one language, in bytes, gzipped one by one.
const BANK_AT_MOST: usize = 40_000;

/// What all languages of the bank share; beside it each language has its words.
const BANK: &str = "bank/";
const ENTRIES: &str = "bank/entries.json";

struct Weight {
    name: String,
    raw: usize,
    gzipped: usize,
}

/// Prints a table of every file of the extension, and fails if the content script is too heavy.
pub fn report(dist: &Path) -> Result<()> {
    let files = weigh(dist)?;
    let of = |name: &str, module: Module| {
        let names = module.files();
        total(name, files.iter().filter(|file| names.contains(&file.name)))
    };
    let call = of("module and glue of what is opened in a call", Module::Call);
    let dashboard = of("module and glue of the dashboard", Module::Dashboard);
    let script = total("content script", files.iter().filter(|file| file.name == BUNDLE));
    let whole = total("everything", &files);

    println!("{:>9}  {:>9}  dist/chrome, in bytes", "raw", "gzipped");
    for weight in &files {
        println!("{weight}");
    }
    println!("{:->9}  {:->9}", "", "");
    println!("{call}\n{dashboard}\n{script}\n{whole}");
    let bank = heaviest_bank(&files);
    ensure!(bank <= BANK_AT_MOST, "the bank weighs {bank} bytes gzipped in one language, and may weigh {BANK_AT_MOST}");
    ensure!(
        script.gzipped <= CONTENT_SCRIPT_AT_MOST,
        "the content script weighs {} bytes gzipped, and may weigh {CONTENT_SCRIPT_AT_MOST}: take something out",
        script.gzipped
    );
    Ok(())
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9}  {:>9}  {}", grouped(self.raw), grouped(self.gzipped), self.name)
    }
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for entry in WalkDir::new(dist).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            let name = entry.path().strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
            weights.push(Weight { name, raw: bytes.len(), gzipped: gzipped(&bytes)? });
        }
    }
    Ok(weights)
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn total<'a>(name: &str, weights: impl IntoIterator<Item = &'a Weight>) -> Weight {
    let none = Weight { name: name.to_owned(), raw: 0, gzipped: 0 };
    weights.into_iter().fold(none, |sum, weight| Weight {
        name: sum.name,
        raw: sum.raw + weight.raw,
        gzipped: sum.gzipped + weight.gzipped,
    })
}

/// The bank in the language in which it is heaviest.
fn heaviest_bank(files: &[Weight]) -> usize {
    let of = |name: &str| files.iter().filter(|file| file.name == name).map(|file| file.gzipped).sum::<usize>();
    let languages = files.iter().filter(|file| file.name.starts_with(BANK) && file.name != ENTRIES);
    of(ENTRIES) + languages.map(|file| file.gzipped).max().unwrap_or_default()
}

/// 1234567 as `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group)).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_of_the_bank_is_loaded_and_the_heaviest_counts() {
        let file = |name: &str, gzipped| Weight { name: name.into(), raw: 0, gzipped };
        let files = [file(ENTRIES, 3), file("bank/de.json", 10), file("bank/en.json", 9), file("messages/en.json", 90)];
        assert_eq!(heaviest_bank(&files), 13);
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([7, 999, 1000, 1_234_567].map(grouped), ["7", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_content_script_beyond_the_limit_fails_the_build() {
        let dist = std::env::temp_dir().join(format!("duologue-size-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        // Noise, which does not shrink: the high bytes of a linear congruence.
        let noise = std::iter::successors(Some(1_u32), |n| Some(n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)));
        let noise: Vec<u8> = noise.map(|n| n.to_be_bytes()[0]).take(CONTENT_SCRIPT_AT_MOST + 1).collect();
        fs::write(dist.join(BUNDLE), noise).unwrap();
        let refusal = report(&dist).unwrap_err().to_string();
        fs::remove_dir_all(&dist).unwrap();
        assert!(refusal.contains("take something out"), "{refusal}");
    }
}
