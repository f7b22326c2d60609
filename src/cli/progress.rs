//! Progress: a bar on a terminal, a line now and then elsewhere.

use super::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far long work has come; may be moved from many threads.
pub struct Progress {
    terminal: Terminal,
    bar: ProgressBar,
}

/// Elsewhere than on a terminal: most lines for one piece of work.
const MOST_LINES: usize = 10;
/// Work of fewer steps gets no lines.
const FEW: usize = 500;

impl Progress {
    #[must_use]
    pub fn new(terminal: &Terminal) -> Progress {
        let silent = terminal.quiet || !terminal.watched;
        let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:32}] {pos}/{len} {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress { terminal: *terminal, bar }
    }

    /// `done` of `all` pieces of `what` (in Chinese, such as 门户网站) are done.
    pub fn at(&self, what: &str, done: usize, all: usize) {
        if self.terminal.watched {
            self.bar.set_length(all as u64);
            self.bar.set_prefix(what.to_string());
            self.bar.set_position(done as u64);
        } else if all >= FEW && done.is_multiple_of(all.div_ceil(MOST_LINES)) {
            self.terminal.say(&format!("{what}：{done}/{all}"));
        }
    }

    /// The work is over; the bar goes.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
