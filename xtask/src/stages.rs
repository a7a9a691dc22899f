//! Several steps in a row: which one is on, which one failed, and how long each took.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::project::Project;

type Step = Box<dyn Fn(&Project) -> Result<()>>;

/// Steps to take in order, each under a name that a reader of the log can look for.
#[derive(Default)]
pub struct Stages {
    steps: Vec<(&'static str, Step)>,
}

impl Stages {
    /// Adds a step after those that are there.
    pub fn then(mut self, name: &'static str, step: impl Fn(&Project) -> Result<()> + 'static) -> Stages {
        self.steps.push((name, Box::new(step)));
        self
    }

    /// Takes the steps until one fails.
    ///
    /// The times are printed before the last one, so that its own closing lines close the whole run.
    pub fn run(&self, project: &Project) -> Result<()> {
        let mut times = Vec::new();
        for (number, (name, step)) in self.steps.iter().enumerate() {
            if number > 0 && number + 1 == self.steps.len() {
                println!("\n{}", table(&times));
            }
            println!("\n=== {name} ({} of {})", number + 1, self.steps.len());
            let begun = Instant::now();
            let outcome = step(project).with_context(|| format!("FAILED: {name}"));
            times.push((*name, begun.elapsed()));
            outcome.inspect_err(|_| println!("\n{}", table(&times)))?;
        }
        Ok(())
    }
}

fn table(times: &[(&str, Duration)]) -> String {
    let whole = times.iter().map(|(_, time)| *time).sum();
    times.iter().chain([&("so far", whole)]).fold("=== times".to_owned(), |mut table, (name, time)| {
        write!(table, "\n{:>7.1} s  {name}", time.as_secs_f64()).expect("a String takes any text");
        table
    })
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use anyhow::bail;

    use super::*;

    #[test]
    fn the_first_failure_stops_the_run_and_is_named() {
        let taken = Rc::new(RefCell::new(Vec::new()));
        let note = |name: &'static str| {
            let taken = Rc::clone(&taken);
            move |_: &Project| {
                taken.borrow_mut().push(name);
                Ok(())
            }
        };
        let stages = Stages::default()
            .then("first", note("first"))
            .then("second", |_| bail!("the reason"))
            .then("third", note("third"));
        let failure = stages.run(&Project::find().unwrap()).unwrap_err();
        assert_eq!(format!("{failure:#}"), "FAILED: second: the reason");
        assert_eq!(*taken.borrow(), ["first"]);
    }

    #[test]
    fn times_end_with_their_sum() {
        let times = [("format", Duration::from_millis(1500)), ("lints", Duration::from_secs(12))];
        assert_eq!(table(&times), "=== times\n    1.5 s  format\n   12.0 s  lints\n   13.5 s  so far");
    }
}
