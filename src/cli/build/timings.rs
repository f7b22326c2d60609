//! How long the steps of a run took.

use crate::cli::table;
use std::time::{Duration, Instant};

/// Steps with their durations.
pub struct Timings {
    last: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Timings {
    #[must_use]
    pub fn start() -> Timings {
        Timings { last: Instant::now(), laps: Vec::new() }
    }

    /// The step called `what` ends now.
    pub fn lap(&mut self, what: &'static str) {
        let now = Instant::now();
        self.laps.push((what, now.duration_since(self.last)));
        self.last = now;
    }

    /// A table in milliseconds, with the sum.
    #[must_use]
    pub fn table(&self) -> String {
        let milliseconds = |time: &Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
        let mut rows: Vec<Vec<String>> =
            self.laps.iter().map(|(what, time)| vec![what.to_string(), milliseconds(time)]).collect();
        let sum: Duration = self.laps.iter().map(|(_, time)| *time).sum();
        rows.push(vec!["合计".to_string(), milliseconds(&sum)]);
        table::align(&["步骤", "毫秒"], &rows, &[1])
    }
}
