//! 读本问答: one numbered question of a reader such as 《政协委员读本》; the body is the answer.

crate::shape! {
    /// What a question adds.
    pub struct Qa {
        pub number: u32 = "序号",
        pub question: String = "问题",
    }
}
