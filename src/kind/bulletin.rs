//! 委员直通车: a numbered bulletin that carries members' suggestions straight to leaders.

crate::shape! {
    /// What a bulletin adds.
    pub struct Bulletin {
        pub serial: Option<String> = "刊名",
        pub number: u32 = "期号，只写数字",
        pub suggestions: Vec<String> = "建议",
        pub instructions: Option<String> = "批示情况",
    }
}
