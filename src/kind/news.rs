//! 新闻报道: a report of something that happened.

use crate::directive::Photo;

crate::shape! {
    /// What a news report adds.
    pub struct News {
        pub event: Option<Happening> = "所报道的活动",
        pub photos: Vec<Photo> = "随文照片",
    }
}

crate::shape! {
    /// The activity a report is about.
    pub struct Happening {
        pub kind: Option<String> = "活动形式：常委会会议、双月协商、视察、调研……",
        pub at: Option<String> = "活动时间",
        pub place: Option<String> = "活动地点",
    }
}
