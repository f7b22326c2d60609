//! Typst code as a value: text enters as string literals, structure as function calls in code
//! mode, so content can never be read as Typst markup.

use std::fmt::Write;

/// A Typst expression in code mode, e.g. `"文字"`, `strong("重点")`, `("a", "b")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typst(String);

impl Typst {
    /// A string literal; in content position it is text.
    #[must_use]
    pub fn text(text: &str) -> Typst {
        let mut out = String::with_capacity(text.len() + 2);
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c if c.is_control() => {
                    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
                }
                c => out.push(c),
            }
        }
        out.push('"');
        Typst(out)
    }

    #[must_use]
    pub fn none() -> Typst {
        Typst("none".to_string())
    }

    #[must_use]
    pub fn bool(value: bool) -> Typst {
        Typst(value.to_string())
    }

    #[must_use]
    pub fn int(value: i64) -> Typst {
        Typst(value.to_string())
    }

    /// A finite number with up to six decimals; anything else is 0.
    #[must_use]
    pub fn number(value: f64) -> Typst {
        let value = if value.is_finite() { value } else { 0.0 };
        let text = format!("{value:.6}");
        Typst(text.trim_end_matches('0').trim_end_matches('.').to_string())
    }

    /// `value` or `none`.
    #[must_use]
    pub fn text_or_none(text: Option<&str>) -> Typst {
        text.map_or_else(Typst::none, Typst::text)
    }

    /// An array `(a, b,)`.
    #[must_use]
    pub fn array(items: impl IntoIterator<Item = Typst>) -> Typst {
        let mut out = String::from("(");
        for item in items {
            out.push_str(&item.0);
            out.push(',');
        }
        out.push(')');
        Typst(out)
    }

    /// A dictionary `("key": value,)`; the empty one is `(:)`.
    #[must_use]
    pub fn dict<'k>(pairs: impl IntoIterator<Item = (&'k str, Typst)>) -> Typst {
        let mut out = String::from("(");
        for (key, value) in pairs {
            let _ = write!(out, "{}:{},", Typst::text(key).0, value.0);
        }
        out.push_str(if out.len() == 1 { ":)" } else { ")" });
        Typst(out)
    }

    /// Several pieces of content one after the other, as the argument array of a call would join
    /// them: `join-all((a, b))` with `join-all` defined in `print/lib.typ`.
    #[must_use]
    pub fn join(items: Vec<Typst>) -> Typst {
        match items.len() {
            0 => Typst::text(""),
            1 => items.into_iter().next().unwrap_or_else(Typst::none),
            _ => call("seq").args(items).done(),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Starts a call of a function defined in `print/`.
#[must_use]
pub fn call(name: &'static str) -> TypstCall {
    TypstCall { code: format!("{name}(") }
}

/// A call under construction.
pub struct TypstCall {
    code: String,
}

impl TypstCall {
    #[must_use]
    pub fn arg(mut self, value: Typst) -> TypstCall {
        self.code.push_str(&value.0);
        self.code.push_str(", ");
        self
    }

    #[must_use]
    pub fn args(self, values: impl IntoIterator<Item = Typst>) -> TypstCall {
        values.into_iter().fold(self, TypstCall::arg)
    }

    #[must_use]
    pub fn named(mut self, name: &'static str, value: Typst) -> TypstCall {
        let _ = write!(self.code, "{name}: {}, ", value.0);
        self
    }

    #[must_use]
    pub fn done(mut self) -> Typst {
        if self.code.ends_with(", ") {
            self.code.truncate(self.code.len() - 2);
        }
        self.code.push(')');
        Typst(self.code)
    }
}

impl From<TypstCall> for Typst {
    fn from(call: TypstCall) -> Typst {
        call.done()
    }
}
