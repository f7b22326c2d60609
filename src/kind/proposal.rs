//! 提案公开: a proposal and how far it has come.
//!
//! `status` is the shared key of publication. A proposal may also write one of the words of
//! [`Progress`] there, which says how far it has come and leaves it published.

use super::blocks::{Extra, Shows, dated, heading, paragraphs, quote};
use crate::shape::StrictDate;

crate::choice! {
    /// How far a proposal has come.
    pub enum Progress {
        Filed = "立案", Assigned = "交办", InHand = "办理中", Replied = "已答复", Done = "已落实", Refused = "不予立案",
    }
}

crate::choice! {
    /// What the proposers said of the reply.
    pub enum Satisfaction { Yes = "满意", Mostly = "基本满意", No = "不满意" }
}

crate::shape! {
    /// What a proposal adds.
    pub struct Proposal {
        pub number: String = "案号",
        pub proposers: Vec<String> = "提案者",
        pub handlers: Vec<String> = "承办单位",
        pub filed: Option<StrictDate> = "立案时间",
        pub state: Option<Progress> = "办理状态：立案、交办、办理中、已答复、已落实、不予立案",
        pub reply: Option<String> = "答复摘要",
        pub satisfaction: Option<Satisfaction> = "提案者评价：满意、基本满意、不满意",
    }
}

impl Shows for Proposal {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let names = |label, names: &[String]| (!names.is_empty()).then(|| (label, names.join("、")));
        let facts = [
            Some(("案号", self.number.clone())),
            names("提案者", &self.proposers),
            names("承办单位", &self.handlers),
            dated("立案时间", self.filed),
            self.state.map(|state| ("办理状态", state.word().to_string())),
        ];
        facts.into_iter().flatten().collect()
    }

    fn extra(&self) -> Extra {
        let reply = self.reply.as_deref().map(|reply| [heading(2, "reply", "办理答复"), quote(reply)]);
        let said = self.satisfaction.map(|said| paragraphs(&format!("提案者评价：{}。", said.word())));
        Extra::after(reply.into_iter().flatten().chain(said.into_iter().flatten()))
    }

    fn label(&self) -> Option<String> {
        Some(self.number.clone())
    }

    fn state(&self) -> Option<&'static str> {
        self.state.map(Progress::word)
    }
}

impl Proposal {
    /// The way a proposal goes, in order, and how many steps of it are behind or at hand: the last
    /// of these is where it stands. None when the text does not say.
    #[must_use]
    pub fn way(&self) -> Option<(Vec<&'static str>, usize)> {
        const WAY: [Progress; 5] =
            [Progress::Filed, Progress::Assigned, Progress::InHand, Progress::Replied, Progress::Done];
        match self.state? {
            Progress::Refused => Some((vec!["审查", Progress::Refused.word()], 2)),
            state => {
                let at = WAY.iter().position(|step| *step == state)?;
                Some((WAY.iter().map(|step| step.word()).collect(), at + 1))
            }
        }
    }
}
