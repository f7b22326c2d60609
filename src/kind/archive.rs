//! 文史资料: a record of what was lived, seen or heard (三亲), described after DA/T 18-2022.

use super::blocks::{Extra, Shows, data, dated, fact, heading, table};
use crate::directive::{Directive, Gallery, Photo};
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

impl Shows for Archive {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let tellers = self.tellers.iter().map(|teller| ("讲述人", teller.line()));
        let events = self.events.as_ref().and_then(EventSpan::line).map(|line| ("所记时间", line));
        let rest = [
            fact("整理者", &self.recorder),
            dated("成稿时间", self.written),
            events,
            fact("形式", &self.form),
            fact("来历", &self.provenance),
            fact("曾刊于", &self.published_in),
            fact("权利说明", &self.rights),
        ];
        tellers.chain(rest.into_iter().flatten()).collect()
    }

    fn extra(&self) -> Extra {
        let verified = (!self.verifications.is_empty()).then(|| {
            let rows = self.verifications.iter().map(|one| {
                let by = one.by.as_deref().unwrap_or("");
                [one.claim.as_str(), &one.evidence, &one.verdict, by].map(str::to_string).to_vec()
            });
            let head = ["说法", "依据", "结论", "核对人"];
            [heading(2, "verifications", "史实核对"), table(&head, rows.collect())]
        });
        let scans = (!self.scans.is_empty()).then(|| {
            let gallery = Gallery { title: None, pictures: self.scans.clone() };
            [heading(2, "scans", "档案原件"), data(Directive::Gallery(gallery))]
        });
        Extra::after([verified, scans].into_iter().flatten().flatten())
    }
}

impl Archive {
    /// When what it tells took place, as ISO 8601: `1881/1900`, `1948-10`.
    #[must_use]
    pub fn period(&self) -> Option<String> {
        let events = self.events.as_ref()?;
        match (events.from, events.to) {
            (Some(from), Some(to)) if from != to => Some(format!("{}/{}", from.iso(), to.iso())),
            (from, to) => from.or(to).map(|date| date.iso()),
        }
    }
}

impl Teller {
    /// `某某（1931—2010），亲历；时任某某厂厂长；现任某某`
    fn line(&self) -> String {
        let life = self.life.as_ref().map(|life| format!("（{life}）")).unwrap_or_default();
        let then = self.then.as_ref().map(|post| format!("；时任{post}")).unwrap_or_default();
        let now = self.now.as_ref().map(|post| format!("；现任{post}")).unwrap_or_default();
        format!("{}{life}，{}{then}{now}", self.name, self.relation.word())
    }
}

impl EventSpan {
    /// The wording of the record first, the dates it stands for after it.
    fn line(&self) -> Option<String> {
        let dates = match (self.from, self.to) {
            (Some(from), Some(to)) if from != to => Some(format!("{}至{}", from.chinese(), to.chinese())),
            (from, to) => from.or(to).map(|date| date.chinese()),
        };
        match (&self.wording, dates) {
            (Some(wording), Some(dates)) => Some(format!("{wording}（{dates}）")),
            (wording, dates) => wording.clone().or(dates),
        }
    }
}
