//! The scale of an axis: round steps of 1, 2 or 5 times a power of ten.

/// A range of values in equal round steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// First and last tick, counted in steps from zero.
    first: i32,
    last: i32,
    /// A step is `digit` times ten to the `power`.
    digit: i32,
    power: i32,
}

impl Scale {
    /// About five steps that hold all of `values` and, if `zero`, zero too. An axis that may leave
    /// zero does so only when the values lie close together far from it.
    pub fn over(values: impl Iterator<Item = f64>, zero: bool) -> Scale {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        values.for_each(|value| (low, high) = (low.min(value), high.max(value)));
        if !low.is_finite() || !high.is_finite() {
            (low, high) = (0.0, 1.0);
        }
        if zero || low < 2.0 * (high - low) || low <= 0.0 || low >= high {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let (digit, power) = round_step((high - low) / 5.0);
        let step = size(1, digit, power);
        let first = (low / step).floor() as i32;
        let last = ((high / step).ceil() as i32).max(first + 1);
        Scale { first, last, digit, power }
    }

    /// Every tick from low to high.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.first..=self.last).map(|at| size(at, self.digit, self.power))
    }

    /// The place of `value` between the ends of the scale, 0 to `length`, rounded.
    pub fn place(&self, value: f64, length: i32) -> i32 {
        let (low, high) = (size(self.first, self.digit, self.power), size(self.last, self.digit, self.power));
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        (share * f64::from(length)).round() as i32
    }
}

/// The smallest of 1, 2, 5, 10, … that is not below `wanted`, as digit and power of ten.
fn round_step(wanted: f64) -> (i32, i32) {
    if wanted <= 0.0 {
        return (1, 0);
    }
    let mut power = wanted.log10().floor() as i32 - 1;
    loop {
        for digit in [1, 2, 5] {
            if size(1, digit, power) >= wanted {
                return (digit, power);
            }
        }
        power += 1;
    }
}

/// `count` steps; dividing by a power of ten keeps 0.1 + 0.2 from showing.
fn size(count: i32, digit: i32, power: i32) -> f64 {
    let whole = f64::from(count) * f64::from(digit);
    let tens = (0..power.abs()).fold(1.0, |tens, _| tens * 10.0);
    if power < 0 { whole / tens } else { whole * tens }
}
