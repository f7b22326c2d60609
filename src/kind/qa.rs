//! 读本问答: one numbered question of a reader such as 《政协委员读本》; the body is the answer.

use super::blocks::{Extra, Shows, callout};
use crate::directive::Tone;

crate::shape! {
    /// What a question adds.
    pub struct Qa {
        pub number: u32 = "序号",
        pub question: String = "问题",
    }
}

impl Shows for Qa {
    fn extra(&self) -> Extra {
        let title = format!("第{}问", self.number);
        Extra { before: vec![callout(Tone::Lead, Some(&title), &self.question)], after: Vec::new() }
    }

    fn label(&self) -> Option<String> {
        Some(format!("第{}问", self.number))
    }
}
