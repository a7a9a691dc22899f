//! The tasks of the project, as `cargo xtask <task>`: what a shell script would do, on every machine that has Rust.

mod build_extension;
mod content_script;
mod demo;
mod fingerprint;
mod flags;
mod icons;
mod manifests;
mod package;
mod pages;
mod private_paths;
mod project;
mod relay;
mod relay_page;
mod sample;
mod setup;
mod size;
mod stages;
mod test;
mod wasm;
mod wasm_opt;

use std::process::ExitCode;

use anyhow::Result;

use crate::{flags::XtaskCmd, project::Project};

fn main() -> ExitCode {
    let flags = flags::Xtask::from_env_or_exit();
    match run(flags.subcommand) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            error.chain().skip(1).for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: XtaskCmd) -> Result<()> {
    let project = Project::find()?;
    match task {
        XtaskCmd::Setup(_) => setup::everything(&project),
        XtaskCmd::Build(build) => build_extension::set_up_and_build(&project, wasm::Kind::of_flag(build.dev)),
        XtaskCmd::Demo(demo) => demo::run(&project, demo),
        XtaskCmd::Relay(_) => relay::run(&project),
        XtaskCmd::Sample(sample) => sample::write(&project, sample),
        XtaskCmd::Test(test) => test::run(&project, test),
        XtaskCmd::Package(_) => package::run(&project),
    }
}
