//! `cargo xtask relay`: a relay on this machine alone, to try sharing between two browsers on it.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::cmd;

use crate::{project::Project, setup};

/// Where a browser reaches it. If another program has the port, the next free one is taken.
const PORT: u16 = 8222;

/// How long the server may take to start.
const STARTS_WITHIN: Duration = Duration::from_secs(10);

/// Runs the relay until Ctrl+C, which reaches the server as well: both belong to the terminal's foreground.
pub fn run(project: &Project) -> Result<()> {
    let server = setup::relay_server(project)?;
    setup::node_packages(project)?;
    let port = free_port()?;
    let address = format!("ws://127.0.0.1:{port}");
    let config = write_config(&project.target.join("relay"), port)?;
    let mut running = Command::new(&server)
        .arg("-c")
        .arg(&config)
        .spawn()
        .with_context(|| format!("{} does not start", server.display()))?;
    let outcome = wait_until_open(&mut running, port).and_then(|()| {
        let sh = project.shell()?;
        Ok(cmd!(sh, "node relay/set-up.mjs {address}").quiet().run()?)
    });
    if let Err(error) = outcome {
        running.kill().context("the relay cannot be stopped")?;
        return Err(error);
    }
    println!("\nA relay is running. Its address, for Duologue's settings in each browser:\n\n    {address}\n");
    println!("It asks for no credential, and only this machine can reach it. Ctrl+C ends it; what it holds stays.");
    running.wait().context("the relay cannot be waited for")?;
    Ok(())
}

fn free_port() -> Result<u16> {
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    (PORT..PORT + 100).find(free).context("no port from 8222 to 8321 is free")
}

/// The server's own port is left to chance; nobody needs it.
fn write_config(folder: &Path, port: u16) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let data = folder.join("data");
    let config = folder.join("relay.conf");
    let lines = [
        "server_name: relay".to_owned(),
        "host: 127.0.0.1".to_owned(),
        "port: -1".to_owned(),
        format!("jetstream {{ store_dir: {:?} }}", data.display().to_string()),
        format!("websocket {{ host: 127.0.0.1, port: {port}, no_tls: true }}"),
    ];
    fs::write(&config, lines.join("\n") + "\n").with_context(|| format!("cannot write {}", config.display()))?;
    Ok(config)
}

fn wait_until_open(running: &mut Child, port: u16) -> Result<()> {
    let begun = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = running.try_wait()? {
            bail!("the relay ended at once, with {status}; what it says stands above");
        }
        ensure!(begun.elapsed() < STARTS_WITHIN, "the relay does not open port {port}");
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}
