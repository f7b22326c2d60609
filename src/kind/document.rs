//! 制度文件: a regulation with its number and dates.

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
