//! Progress: a bar on a terminal, a line now and then elsewhere.

use super::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};

/// A count that grows towards a total; may be moved from many threads.
pub struct Progress {
    bar: ProgressBar,
    /// Without a terminal: a line is said at every tenth.
    plain: Option<Terminal>,
    what: String,
    total: u64,
    done: AtomicU64,
}

impl Progress {
    /// `what` in Chinese, such as `网站`; `total` 0 when it is not known.
    #[must_use]
    pub fn new(terminal: &Terminal, what: &str, total: u64) -> Progress {
        let silent = terminal.quiet || !terminal.watched;
        let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:32}] {pos}/{len} {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_prefix(what.to_string());
        let plain = (!terminal.quiet && !terminal.watched).then_some(*terminal);
        Progress { bar, plain, what: what.to_string(), total, done: AtomicU64::new(0) }
    }

    /// One more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.inc(1);
        let tenth = (self.total / 10).max(500);
        if let Some(terminal) = self.plain.filter(|_| done.is_multiple_of(tenth)) {
            terminal.say(&format!("{}：{done}/{}", self.what, self.total));
        }
    }

    /// The work is over; the bar goes.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
