//! The manual of diagnostics that are no checks of their own: one row a code, printed by
//! `kanxing explain CODE`.

/// The manual page of a code.
pub struct Page {
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    /// What it finds, why it matters, wrong and right examples; Chinese, plain text.
    pub text: &'static str,
}

/// Pages in the order of their codes.
pub static MANUAL: &[Page] = &[];

/// The page of `code`.
#[must_use]
pub fn page(code: &str) -> Option<&'static Page> {
    MANUAL.iter().find(|page| page.code == code)
}
