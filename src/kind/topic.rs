//! 专题: a page that gathers entries by a query, or calls for contributions until a day.

use super::Query;
use super::blocks::{Shows, dated};
use crate::shape::StrictDate;

crate::shape! {
    /// What a topic adds.
    pub struct Topic {
        pub query: Option<Query> = "收哪些稿件",
        pub lead: Option<String> = "导语",
        pub closes_on: Option<StrictDate> = "征集截止日期",
    }
}

/// The lead and the entries gathered are shown by the template of topics, not as part of the body.
impl Shows for Topic {
    fn facts(&self) -> Vec<(&'static str, String)> {
        dated("征集截止", self.closes_on).into_iter().collect()
    }
}
