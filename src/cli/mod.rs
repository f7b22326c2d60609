//! The command line: one file per command. The only room with clap, anyhow, `println!` and the clock.
//!
//! A command returns an [`Exit`] or an error; an error is wrong usage ([`Usage`], status 2) or a
//! machine that failed (anything else, status 3).

mod arguments;
mod build;
mod check;
mod chinese;
mod clock;
mod completions;
mod explain;
mod folder;
mod init;
mod list;
mod new;
mod progress;
mod project;
mod report;
mod schema;
mod serve;
mod stats;
mod table;
mod terminal;
mod verify;
mod wechat;
mod why;

use std::process::ExitCode;

use terminal::Terminal;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// The content has errors, or what was compared differs.
    Content,
}

/// Wrong usage: a Chinese sentence with what to do instead.
#[derive(Debug)]
pub struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Runs the command of the process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match arguments::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(stop) => return stop.show(),
    };
    let terminal = Terminal::new(&cli.common);
    match cli.command.run(&cli.common, &terminal) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Content) => ExitCode::from(1),
        Err(error) => {
            terminal.fail(&format!("{error:#}"));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 3 })
        }
    }
}

/// An error of wrong usage.
fn usage(message: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Usage(message.into()))
}
