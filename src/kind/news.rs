//! 新闻报道: a report of something that happened.

use super::blocks::{Extra, Shows, data, fact};
use crate::directive::{Directive, Gallery, Photo};

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

impl Shows for News {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let Some(event) = &self.event else { return Vec::new() };
        [fact("活动形式", &event.kind), fact("活动时间", &event.at), fact("活动地点", &event.place)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn extra(&self) -> Extra {
        let gallery = || data(Directive::Gallery(Gallery { title: None, pictures: self.photos.clone() }));
        Extra::after((!self.photos.is_empty()).then(gallery))
    }
}
