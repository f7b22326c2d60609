//! 书香政协: a list of books recommended to members.

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
