//! The clock: the only place that asks what time it is.

use crate::shape::Time;
use anyhow::Context as _;

/// Now, to the minute, in a zone written as an offset such as `+08:00`.
///
/// # Errors
/// When the zone is no offset from UTC.
pub fn now(zone: &str) -> anyhow::Result<Time> {
    let seconds = offset_seconds(zone).with_context(|| format!("时区“{zone}”无效，应写作 +08:00"))?;
    let offset = jiff::tz::Offset::from_seconds(seconds).map_err(|_| anyhow::anyhow!("时区“{zone}”无效"))?;
    let now = offset.to_datetime(jiff::Timestamp::now());
    Ok(Time { year: now.year(), month: now.month(), day: now.day(), hour: now.hour(), minute: now.minute() })
}

/// Reads `--as-of`. A day without a clock time is its beginning, as in front matter.
///
/// # Errors
/// A Chinese sentence that shows how a time is written.
pub fn parse(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "应写作 2026-11-20 或 \"2026-11-20 08:30\"".to_string())
}

fn offset_seconds(zone: &str) -> Option<i32> {
    if zone == "Z" || zone == "UTC" {
        return Some(0);
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Nanoseconds since 1970.
#[must_use]
pub fn now_ns() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_nanosecond()).unwrap_or(0)
}
