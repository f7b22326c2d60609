//! 页面: 政协概况 and the like.

crate::shape! {
    /// What a page adds.
    pub struct Page {
        pub order: Option<u32> = "在栏目中的次序",
    }
}
