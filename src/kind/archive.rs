//! 文史资料: a record of what was lived, seen or heard (三亲), described after DA/T 18-2022.

use crate::directive::Photo;
use crate::shape::StrictDate;

crate::choice! {
    /// How the teller knows (三亲).
    pub enum Relation { Lived = "亲历", Saw = "亲见", Heard = "亲闻" }
}

crate::choice! {
    /// Whether a record may be shown. Only `open` is public.
    pub enum Openness { Open = "open", Restricted = "restricted", Undecided = "undecided" }
}

crate::shape! {
    /// What an archive record adds.
    pub struct Archive {
        pub tellers: Vec<Teller> = "讲述人",
        pub recorder: Option<String> = "整理者",
        pub written: Option<StrictDate> = "成稿时间",
        pub events: Option<EventSpan> = "所记事件的起止",
        pub form: Option<String> = "形式：回忆录、口述、照片、信札、文献、实物",
        pub provenance: Option<String> = "来历：保管和征集的经过",
        pub published_in: Option<String> = "曾刊于",
        pub rights: Option<String> = "权利说明",
        pub openness: Openness = "开放与否：open 开放、restricted 控制、undecided 未定",
        pub verifications: Vec<Verification> = "史实核对",
        pub scans: Vec<Photo> = "档案原件影像",
    }
}

crate::shape! {
    /// Somebody who tells.
    pub struct Teller {
        pub name: String = "姓名",
        pub life: Option<String> = "生卒年",
        pub then: Option<String> = "时任职务",
        pub now: Option<String> = "现任职务",
        pub relation: Relation = "亲历、亲见或亲闻",
    }
}

crate::shape! {
    /// When the events took place, with the wording of the record.
    pub struct EventSpan {
        pub from: Option<StrictDate> = "开始",
        pub to: Option<StrictDate> = "结束",
        pub wording: Option<String> = "原文的说法，如“民国二十一年冬”",
    }
}

crate::shape! {
    /// A claim held against evidence; different memories are kept side by side.
    pub struct Verification {
        pub claim: String = "说法",
        pub evidence: String = "依据",
        pub verdict: String = "结论",
        pub by: Option<String> = "核对人",
    }
}
