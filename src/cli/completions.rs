//! `kanxing completions`: completion scripts for shells.

use super::arguments::{self, Common};
use super::terminal::{self, Terminal};
use super::Exit;
use clap::Args;
use clap_complete::Shell;

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "命令行", value_enum, help = "bash、elvish、fish、powershell、zsh 之一")]
    shell: Shell,
}

impl Arguments {
    /// # Errors
    /// Never; as every command.
    pub fn run(&self, _common: &Common, _terminal: &Terminal) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut arguments::command(), "kanxing", &mut script);
        terminal::print_raw(&script);
        Ok(Exit::Done)
    }
}
