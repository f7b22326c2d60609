//! An issue of the official account: several articles that are sent together (多图文), described in
//! `digests/<id>.yaml`.

use crate::diag::At;
use std::sync::Arc;

crate::shape! {
    /// What is written of an issue.
    pub struct IssueFile {
        pub title: Option<String> = "这一期叫什么，只给编辑看",
        pub articles: Vec<IssueArticle> = "收哪几篇，依次为头条、次条……，至多八篇",
    }
}

crate::shape! {
    /// An article of an issue.
    pub struct IssueArticle {
        pub id: String = "稿件编号",
        pub title: Option<String> = "在这一期里用的标题，不超过 32 字",
        pub digest: Option<String> = "在这一期里用的摘要，不超过 120 字",
        pub cover: Option<String> = "在这一期里用的封面图片，从 content/ 写起",
    }
}

crate::shape! {
    /// An article that has been published in the official account.
    pub struct PublishedArticle {
        pub id: String = "稿件编号",
        pub url: String = "文章网址，以 https://mp.weixin.qq.com/ 开头",
        pub part: Option<u32> = "分几篇发表时是第几篇",
    }
}

/// An issue and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    pub id: Arc<str>,
    pub path: Arc<str>,
    pub file: IssueFile,
}

impl Issue {
    #[must_use]
    pub fn at(&self) -> At {
        At::top(&self.path)
    }
}
