//! 协商典型案例: who took part, the eight steps of 两问三要三明确, the seven steps of the outcome.

use super::blocks::{Extra, Shows, data, fact, heading};
use crate::directive::{Directive, Parties, Party, Step, Steps};
use crate::shape::StrictDate;
use crate::tree::Block;

crate::choice! {
    /// The three groups of the eight steps.
    pub enum Stage { Ask = "两问", Need = "三要", Clear = "三明确" }
}

crate::choice! {
    /// The seven steps by which an outcome is put into practice.
    pub enum OutcomeStep {
        Formed = "形成", Submitted = "报送", Accepted = "受理", Assigned = "交办",
        Handled = "办理", Done = "落实", Reported = "反馈",
    }
}

crate::shape! {
    /// What a case adds.
    pub struct Case {
        pub platform: Option<String> = "协商平台",
        pub brand: Option<String> = "协商品牌",
        pub topic: Option<String> = "协商议题",
        pub parties: Vec<Party> = "五方",
        pub process: Vec<Process> = "两问三要三明确，共 8 个环节",
        pub outcome: Vec<Outcome> = "成果转化：形成、报送、受理、交办、办理、落实、反馈",
        pub also_in: Vec<String> = "还收入哪些书刊",
    }
}

crate::shape! {
    /// One of the eight steps.
    pub struct Process {
        pub stage: Stage = "两问、三要或三明确",
        pub title: String = "环节名称",
        pub text: String = "这一环节怎样做的",
    }
}

crate::shape! {
    /// One step of the outcome.
    pub struct Outcome {
        pub step: OutcomeStep = "环节",
        pub date: Option<StrictDate> = "时间",
        pub text: String = "情况",
    }
}

impl Shows for Case {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let also = (!self.also_in.is_empty()).then(|| ("收入书刊", self.also_in.join("、")));
        [fact("协商平台", &self.platform), fact("协商品牌", &self.brand), fact("协商议题", &self.topic), also]
            .into_iter()
            .flatten()
            .collect()
    }

    fn extra(&self) -> Extra {
        let parties = data(Directive::Parties(Parties { items: self.parties.clone() }));
        let process = self.process.iter().map(|one| Step {
            title: one.title.clone(),
            text: Some(one.text.clone()),
            group: Some(one.stage.word().to_string()),
        });
        let outcome = self.outcome.iter().map(Outcome::step);
        let parts = [
            (!self.parties.is_empty()).then(|| [heading(2, "parties", "五方"), parties]),
            titled("process", "两问三要三明确", process.collect()),
            titled("outcome", "成果转化", outcome.collect()),
        ];
        Extra::after(parts.into_iter().flatten().flatten())
    }
}

impl Outcome {
    fn step(&self) -> Step {
        let text = match self.date {
            Some(date) => format!("{}：{}", date.chinese(), self.text),
            None => self.text.clone(),
        };
        Step { title: self.step.word().to_string(), text: Some(text), group: None }
    }
}

/// A heading and the steps below it; None when there are no steps.
fn titled(id: &str, title: &str, items: Vec<Step>) -> Option<[Block; 2]> {
    let some = !items.is_empty();
    some.then(|| [heading(2, id, title), data(Directive::Steps(Steps { title: None, items }))])
}
