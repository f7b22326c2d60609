//! Chinese numerals: written out, digit by digit, circled, and read back.
//!
//! GB/T 15835-2011 asks for Han numerals in fixed words, ordinals and old dates, with `〇` only in digit-by-digit
//! figures (二〇二六年) and `零` inside written-out ones (一百零五). Whole numbers only; this file knows no dates,
//! units or approximate numbers (三四个).

/// The digits of written-out numbers.
const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// One 亿.
const YI: u64 = 100_000_000;
/// One 万.
const WAN: u64 = 10_000;

/// `number` written out: 10 is 十, 105 is 一百零五, 10200 is 一万零二百, 0 is 零. Above 亿 the names are 万亿 and
/// 亿亿; 兆 and 京 are avoided because their value depends on the reader.
pub fn han(number: u64) -> String {
    let mut out = String::new();
    if number == 0 {
        out.push('零');
    }
    write_han(&mut out, number);
    out
}

/// The decimal digits one by one with `〇` for zero: 2026 is 二〇二六.
pub fn han_digits(number: u64) -> String {
    let digit = |b: u8| if b == b'0' { '〇' } else { DIGITS[usize::from(b - b'0')] };
    number.to_string().bytes().map(digit).collect()
}

/// 第 and the written-out number: 3 is 第三.
pub fn ordinal(number: u64) -> String {
    format!("第{}", han(number))
}

/// The circled number ① to ㊿, `None` outside 1 to 50. Fonts may lack the ones above ⑳.
pub fn circled(number: u32) -> Option<char> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code)
}

/// Reads a whole number in any of the forms above: 一百零五, 二〇二六, 两千, 廿五, 卅, 壹佰, also `2026` and `２０２６`.
///
/// `None` for anything else, for overflow, and for forms whose value depends on the reader: 一百五 (150 or 105).
pub fn parse(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    parse_digits(text).or_else(|| parse_written(text))
}

fn write_han(out: &mut String, number: u64) {
    for (unit, name) in [(YI, '亿'), (WAN, '万')] {
        if number >= unit {
            write_han(out, number / unit);
            out.push(name);
            return write_tail(out, number % unit, unit);
        }
    }
    for (unit, name) in [(1000, '千'), (100, '百'), (10, '十')] {
        if number >= unit {
            if !(unit == 10 && number < 20 && out.is_empty()) {
                out.push(DIGITS[(number / unit) as usize]);
            }
            out.push(name);
            return write_tail(out, number % unit, unit);
        }
    }
    if number > 0 {
        out.push(DIGITS[number as usize]);
    }
}

/// What follows a written `unit`, with 零 when the next place is empty.
fn write_tail(out: &mut String, rest: u64, unit: u64) {
    if rest > 0 {
        if rest < unit / 10 {
            out.push('零');
        }
        write_han(out, rest);
    }
}

/// One character of a numeral.
enum Sign {
    Digit(u64),
    /// 十百千: a place inside a group.
    Place(u64),
    /// 廿卅卌: a digit and its place in one.
    Tens(u64),
    /// 万 or 亿: the name of a group.
    Group(u64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' | '○' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Place(10),
        '百' | '佰' => Sign::Place(100),
        '千' | '仟' => Sign::Place(1000),
        '廿' => Sign::Tens(20),
        '卅' => Sign::Tens(30),
        '卌' => Sign::Tens(40),
        '万' | '萬' => Sign::Group(WAN),
        '亿' | '億' => Sign::Group(YI),
        _ => return None,
    })
}

fn parse_digits(text: &str) -> Option<u64> {
    text.chars().try_fold(0u64, |value, c| {
        let digit = match c {
            '0'..='9' => u64::from(c as u32 - '0' as u32),
            '０'..='９' => u64::from(c as u32 - '０' as u32),
            _ => match sign(c)? {
                Sign::Digit(digit) => digit,
                _ => return None,
            },
        };
        value.checked_mul(10)?.checked_add(digit)
    })
}

/// A written-out number being read from left to right.
#[derive(Default)]
struct Reading {
    /// Everything closed by 亿.
    yi: u64,
    /// The part closed by 万 since the last 亿.
    wan: u64,
    /// The open group, below 10 000.
    group: u64,
    /// A digit still waiting for its place; 零 is not kept here.
    digit: Option<u64>,
    /// The last place named: digits after it must go to a lower one. 0 at the start of a group.
    place: u64,
    /// 零 was read since the last place.
    zero: bool,
}

fn parse_written(text: &str) -> Option<u64> {
    let mut reading = Reading::default();
    for c in text.chars() {
        reading.take(sign(c)?)?;
    }
    let last = reading.last_digit()?;
    reading.yi.checked_add(reading.wan)?.checked_add(reading.group + last)
}

impl Reading {
    fn take(&mut self, sign: Sign) -> Option<()> {
        match sign {
            Sign::Digit(0) => {
                let twice = std::mem::replace(&mut self.zero, true);
                (self.digit.is_none() && !twice).then_some(())
            }
            Sign::Digit(digit) => self.digit.replace(digit).is_none().then_some(()),
            Sign::Place(place) => self.place(place),
            Sign::Tens(tens) => {
                self.digit.replace(tens / 10).is_none().then_some(())?;
                self.place(10)
            }
            Sign::Group(unit) => self.close(unit),
        }
    }

    fn place(&mut self, place: u64) -> Option<()> {
        let lower = self.place == 0 || place < self.place;
        let digit = self.digit.take().or((place == 10).then_some(1))?;
        lower.then_some(())?;
        self.group += digit * place;
        self.place = place;
        self.zero = false;
        Some(())
    }

    /// The digit left at the end, if what stands before it says that it counts ones: 十五, 一百零五, not 一百五.
    fn last_digit(&self) -> Option<u64> {
        let alone = self.place == 0 && self.wan == 0 && self.yi == 0;
        match self.digit {
            Some(digit) => (self.zero || self.place == 10 || alone).then_some(digit),
            None => (!self.zero).then_some(0),
        }
    }

    fn close(&mut self, unit: u64) -> Option<()> {
        let group = self.group + self.digit.take().unwrap_or(0);
        if unit == YI {
            let whole = self.yi.checked_add(self.wan)?.checked_add(group)?;
            self.yi = whole.checked_mul(YI)?;
            self.wan = 0;
            (whole > 0).then_some(())?;
        } else {
            (self.wan == 0 && group > 0).then_some(())?;
            self.wan = group * WAN;
        }
        (self.group, self.place, self.zero) = (0, 0, false);
        Some(())
    }
}

/// A decimal number as readers see it: no trailing zeros, no grouping (`11.9`, `187`).
#[must_use]
pub fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
