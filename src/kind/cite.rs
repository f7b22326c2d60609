//! References after GB/T 7714-2025 (in force from 2026-07-01): books.
//!
//! `某甲, 某乙, 某丙, 等. 书名[M]. 2版. 北京: 某某出版社, 2020: 15-20.`

use super::Book;

/// Authors named before 等 (GB/T 7714: three).
const NAMED: usize = 3;

/// A book as a reference, without its number.
pub fn monograph(book: &Book) -> String {
    let mut out = String::new();
    if !book.authors.is_empty() {
        out.push_str(&authors(&book.authors));
        out.push_str(". ");
    }
    out.push_str(&format!("{}[M]. ", book.title));
    if let Some(edition) = book.edition.as_deref().and_then(edition) {
        out.push_str(&format!("{edition}. "));
    }
    out.push_str(&published(book));
    if let Some(pages) = &book.pages {
        out.truncate(out.trim_end_matches(['.', ' ']).len());
        out.push_str(&format!(": {pages}."));
    }
    out.trim_end().to_string()
}

/// The first three authors; 等 stands for the others.
fn authors(authors: &[String]) -> String {
    let named = authors.iter().take(NAMED).map(String::as_str);
    let rest = (authors.len() > NAMED).then_some("等");
    named.chain(rest).collect::<Vec<_>>().join(", ")
}

/// `2版`; the first edition is not stated, other wording (修订版) stands as it is.
fn edition(text: &str) -> Option<String> {
    let number = text.trim().trim_start_matches('第').trim_end_matches('版');
    match number.parse::<u32>().ok().or_else(|| han_number(number)) {
        Some(0 | 1) => None,
        Some(number) => Some(format!("{number}版")),
        None => Some(text.trim().to_string()),
    }
}

fn han_number(text: &str) -> Option<u32> {
    crate::text::numerals::parse(text).and_then(|number| u32::try_from(number).ok())
}

/// Place, publisher and year; what is not known is said to be unknown in brackets, and nothing is
/// said when nothing is known.
fn published(book: &Book) -> String {
    let year = book.year.map(|year| year.to_string());
    match (&book.place, &book.publisher, year) {
        (None, None, None) => String::new(),
        (None, None, Some(year)) => format!("{year}."),
        (place, publisher, year) => {
            let place = place.as_deref().unwrap_or("[出版地不详]");
            let publisher = publisher.as_deref().unwrap_or("[出版者不详]");
            let year = year.map(|year| format!(", {year}")).unwrap_or_default();
            format!("{place}: {publisher}{year}.")
        }
    }
}
