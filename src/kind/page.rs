//! 页面: 政协概况 and the like.

use super::blocks::Shows;

crate::shape! {
    /// What a page adds.
    pub struct Page {
        pub order: Option<u32> = "在栏目中的次序",
    }
}

impl Shows for Page {}
