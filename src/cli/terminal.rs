//! The terminal: what is printed where, and whether in colour. A closed pipe is no fault.

use super::arguments::{Colour, Common};
use std::io::{IsTerminal as _, Write as _};

/// How to speak to the person at the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    pub quiet: bool,
    pub verbose: bool,
    /// Colours on standard output.
    pub colour: bool,
    /// Somebody watches standard error: progress bars make sense.
    pub watched: bool,
}

impl Terminal {
    #[must_use]
    pub fn new(common: &Common) -> Terminal {
        let colour = match common.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        let watched = std::io::stderr().is_terminal();
        Terminal { quiet: common.quiet, verbose: common.verbose, colour, watched }
    }

    /// A result; always printed.
    pub fn result(&self, text: &str) {
        print(text);
    }

    /// What is being done; on standard error, silent with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    /// Details of what is being done; only with `--verbose`.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            complain(text);
        }
    }

    /// Why a command could not do its work.
    pub fn fail(&self, text: &str) {
        complain(&format!("错误：{text}"));
    }
}

/// A line (or several) on standard output.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Text on standard output as it is, without a line end added.
pub fn print_raw(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// A line (or several) on standard error.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
