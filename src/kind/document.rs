//! 制度文件: a regulation with its number and dates.

use super::blocks::{Shows, dated, fact};
use crate::shape::StrictDate;

crate::shape! {
    /// What a document adds.
    pub struct Document {
        pub doc_number: Option<String> = "文号，如 某政协发〔2026〕3号",
        pub issued_by: Option<String> = "发文机关",
        pub issued_on: Option<StrictDate> = "成文日期",
        pub effective: Option<StrictDate> = "施行日期",
        pub trial: bool = "是否试行",
        pub replaces: Option<String> = "所废止或替代的文件",
    }
}

impl Shows for Document {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let facts = [
            fact("文号", &self.doc_number),
            fact("发文机关", &self.issued_by),
            dated("成文日期", self.issued_on),
            dated("施行日期", self.effective),
            self.trial.then(|| ("效力", "试行".to_string())),
            fact("替代文件", &self.replaces),
        ];
        facts.into_iter().flatten().collect()
    }

    fn label(&self) -> Option<String> {
        self.doc_number.clone()
    }

    fn state(&self) -> Option<&'static str> {
        self.trial.then_some("试行")
    }
}
