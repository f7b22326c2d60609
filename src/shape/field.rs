//! The fields shapes are made of: text, yes-or-no, numbers, dates, lists, maps.

use super::reader::Reader;
use super::schema::{array, text_schema};
use super::{Node, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A type that can be the value of a key.
pub trait Field: Sized {
    /// Whether the key must be written.
    const REQUIRED: bool;

    /// Reads the value; None after reporting what is wrong with it.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value of an absent key; None when it may not be absent.
    fn absent() -> Option<Self> {
        None
    }

    /// Its JSON Schema.
    fn schema() -> Json;
}

impl Field for String {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<String> {
        match &node.value {
            Value::Scalar(text) => Some(text.trim().to_string()),
            _ => {
                reader.wrong_type(node, "文字");
                None
            }
        }
    }

    fn schema() -> Json {
        text_schema()
    }
}

impl Field for bool {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<bool> {
        match node.scalar() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                let message = "此处只能写 true 或 false".to_string();
                reader.error("bad-value", node.span, message, "true 表示是，false 表示否");
                None
            }
        }
    }

    fn absent() -> Option<bool> {
        Some(false)
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }
}

/// A whole number, not negative.
pub type Whole = u32;

impl Field for u32 {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<u32> {
        let read = node.scalar().and_then(|text| text.parse().ok());
        if read.is_none() {
            let message = "此处应为不带单位的非负整数".to_string();
            reader.error("bad-value", node.span, message, "例如 12");
        }
        read
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 0 })
    }
}

/// A decimal number.
pub type Number = f64;

impl Field for f64 {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<f64> {
        let read = node.scalar().and_then(|text| text.parse().ok()).filter(|n: &f64| n.is_finite());
        if read.is_none() {
            let message = "此处应为数字".to_string();
            reader.error("bad-value", node.span, message, "只写数字，例如 11.9；单位另写");
        }
        read
    }

    fn schema() -> Json {
        json!({ "type": "number" })
    }
}

impl<T: Field> Field for Option<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Option<T>> {
        match node.value {
            Value::Null => Some(None),
            _ => T::read(node, reader).map(Some),
        }
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn schema() -> Json {
        T::schema()
    }
}

/// A value kept apart, where most records have none and all would carry its room.
impl<T: Field> Field for Box<T> {
    const REQUIRED: bool = T::REQUIRED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Box<T>> {
        T::read(node, reader).map(Box::new)
    }

    fn absent() -> Option<Box<T>> {
        T::absent().map(Box::new)
    }

    fn schema() -> Json {
        T::schema()
    }
}

impl<T: Field> Field for Vec<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Vec<T>> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::List(items) => {
                let read: Vec<Option<T>> = items.iter().map(|item| T::read(item, reader)).collect();
                read.into_iter().collect()
            }
            _ => {
                reader.wrong_type(node, "列表（[甲, 乙] 或每行一个“- ”）");
                None
            }
        }
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }

    fn schema() -> Json {
        array(T::schema())
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<BTreeMap<String, T>> {
        let pairs = reader.pairs(node)?;
        let read: Vec<Option<(String, T)>> =
            pairs.iter().map(|(key, node)| Some((key.name.clone(), T::read(node, reader)?))).collect();
        read.into_iter().collect()
    }

    fn absent() -> Option<BTreeMap<String, T>> {
        Some(BTreeMap::new())
    }

    fn schema() -> Json {
        json!({ "type": "object", "additionalProperties": T::schema() })
    }
}

/// A date with as much precision as is known: `2020`, `2020-11` or `2020-11-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StrictDate {
    pub year: i16,
    /// 1–12; 0 when not given.
    pub month: i8,
    /// 1–31; 0 when not given.
    pub day: i8,
}

impl StrictDate {
    /// Parses `YYYY[-MM[-DD]]`; None for anything else and for days that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<StrictDate> {
        let mut parts = text.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let month: i8 = parts.next().map_or(Some(0), |part| digits(part, 2))?;
        let day: i8 = parts.next().map_or(Some(0), |part| digits(part, 2))?;
        let stated = text.len() > 4;
        let real = jiff::civil::Date::new(year, month.max(i8::from(!stated)), if text.len() > 7 { day } else { 1 });
        (parts.next().is_none() && real.is_ok()).then_some(StrictDate { year, month, day })
    }

    /// `2020年11月27日`, as far as it is known.
    #[must_use]
    pub fn chinese(&self) -> String {
        match (self.month, self.day) {
            (0, _) => format!("{}年", self.year),
            (month, 0) => format!("{}年{month}月", self.year),
            (month, day) => format!("{}年{month}月{day}日", self.year),
        }
    }

    /// `2020-11-27`, as far as it is known.
    #[must_use]
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (0, _) => format!("{:04}", self.year),
            (month, 0) => format!("{:04}-{month:02}", self.year),
            (month, day) => format!("{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

fn digits<N: std::str::FromStr>(text: &str, len: usize) -> Option<N> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl Field for StrictDate {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<StrictDate> {
        let read = node.scalar().and_then(StrictDate::parse);
        if read.is_none() {
            let message = format!("“{}”不是有效的日期", node.scalar().unwrap_or(""));
            reader.error("bad-date", node.span, message, "写作 2026-11-20，也可只写到年或月：2026、2026-11");
        }
        read
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$" })
    }
}

/// A moment in the site's own zone, to the minute; midnight when only the day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time {
    pub year: i16,
    pub month: i8,
    pub day: i8,
    pub hour: i8,
    pub minute: i8,
}

impl Time {
    /// Parses `YYYY-MM-DD[ HH:MM]`; None for anything else and for moments that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Time> {
        let (date, clock) = match text.split_once([' ', 'T']) {
            Some((date, clock)) => (date, clock),
            None => (text, "00:00"),
        };
        let date = StrictDate::parse(date).filter(|date| date.day > 0)?;
        let (hour, minute) = clock.split_once(':')?;
        let (hour, minute): (i8, i8) = (digits(hour, 2)?, digits(minute, 2)?);
        let StrictDate { year, month, day } = date;
        (hour < 24 && minute < 60).then_some(Time { year, month, day, hour, minute })
    }

    /// `2026-11-20`.
    #[must_use]
    pub fn day(&self) -> String {
        let mut out = String::with_capacity(10);
        self.push_day(&mut out);
        out
    }

    /// `2026-11-20 08:30`.
    #[must_use]
    pub fn minute(&self) -> String {
        let mut out = String::with_capacity(16);
        self.push_day(&mut out);
        self.push_clock(&mut out, ' ');
        out
    }

    /// RFC 3339 with the site's zone, e.g. `+08:00`.
    #[must_use]
    pub fn rfc3339(&self, zone: &str) -> String {
        let mut out = String::with_capacity(25);
        self.push_day(&mut out);
        self.push_clock(&mut out, 'T');
        out.push_str(":00");
        out.push_str(zone);
        out
    }

    /// Every page shows several dates: digits are pushed, not formatted.
    fn push_day(&self, out: &mut String) {
        push_two(out, self.year / 100);
        push_two(out, self.year % 100);
        out.push('-');
        push_two(out, i16::from(self.month));
        out.push('-');
        push_two(out, i16::from(self.day));
    }

    fn push_clock(&self, out: &mut String, before: char) {
        out.push(before);
        push_two(out, i16::from(self.hour));
        out.push(':');
        push_two(out, i16::from(self.minute));
    }

    /// `2026年11月20日`.
    #[must_use]
    pub fn chinese(&self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// The last two digits of a number that is not negative.
pub(crate) fn push_two(out: &mut String, number: i16) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

impl Field for Time {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<Time> {
        let read = node.scalar().and_then(Time::parse);
        if read.is_none() {
            let message = format!("“{}”不是有效的时间", node.scalar().unwrap_or(""));
            reader.error("bad-date", node.span, message, "写作 2026-11-20 或 2026-11-20 08:30");
        }
        read
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2})?$" })
    }
}
