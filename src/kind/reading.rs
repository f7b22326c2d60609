//! 书香政协: a list of books recommended to members.

use super::blocks::{Extra, Shows, fact, heading, paragraphs, quote};
use super::cite::monograph;
use crate::tree::Block;

crate::shape! {
    /// What a reading list adds.
    pub struct Reading {
        pub period: Option<String> = "期次",
        pub group: Option<String> = "读书群",
        pub books: Vec<Book> = "书目",
    }
}

crate::shape! {
    /// A book, with what GB/T 7714 needs to cite it.
    pub struct Book {
        pub title: String = "书名，不加书名号",
        pub authors: Vec<String> = "著者",
        pub publisher: Option<String> = "出版者",
        pub place: Option<String> = "出版地",
        pub year: Option<u32> = "出版年",
        pub isbn: Option<String> = "ISBN",
        pub recommender: Option<String> = "荐书人或单位",
        pub reason: Option<String> = "推荐理由",
        pub guide: Option<String> = "导读",
        pub pages: Option<String> = "页码",
        pub edition: Option<String> = "版次",
    }
}

impl Shows for Reading {
    fn facts(&self) -> Vec<(&'static str, String)> {
        [fact("期次", &self.period), fact("读书群", &self.group)].into_iter().flatten().collect()
    }

    fn extra(&self) -> Extra {
        if self.books.is_empty() {
            return Extra::default();
        }
        let books = (1..).zip(&self.books).flat_map(|(number, book)| book.blocks(number));
        Extra::after([heading(2, "books", "书目")].into_iter().chain(books))
    }
}

impl Book {
    /// Its title, how to cite it, who recommends it and why, and how to read it.
    fn blocks(&self, number: usize) -> Vec<Block> {
        let mut blocks = vec![heading(3, &format!("book-{number}"), &format!("《{}》", self.title))];
        blocks.extend(paragraphs(&format!("[{number}] {}", monograph(self))));
        if let Some(isbn) = &self.isbn {
            blocks.extend(paragraphs(&format!("ISBN {isbn}")));
        }
        if let Some(recommender) = &self.recommender {
            blocks.extend(paragraphs(&format!("荐书人：{recommender}")));
        }
        blocks.extend(self.reason.as_deref().map(|reason| quote(&format!("推荐理由：{reason}"))));
        if let Some(guide) = &self.guide {
            blocks.extend(paragraphs(&format!("导读：{guide}")));
        }
        blocks
    }
}
