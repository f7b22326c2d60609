//! 委员直通车: a numbered bulletin that carries members' suggestions straight to leaders.

use super::blocks::{Extra, Shows, callout, fact, heading, numbered};
use crate::directive::Tone;

crate::shape! {
    /// What a bulletin adds.
    pub struct Bulletin {
        pub serial: Option<String> = "刊名",
        pub number: u32 = "期号，只写数字",
        pub suggestions: Vec<String> = "建议",
        pub instructions: Option<String> = "批示情况",
    }
}

impl Shows for Bulletin {
    fn facts(&self) -> Vec<(&'static str, String)> {
        let number = Some(("期号", format!("第{}期", self.number)));
        [fact("刊名", &self.serial), number].into_iter().flatten().collect()
    }

    fn extra(&self) -> Extra {
        let suggestions = (!self.suggestions.is_empty())
            .then(|| [heading(2, "suggestions", "建议"), numbered(&self.suggestions)]);
        let instructions = self.instructions.as_deref().map(|text| callout(Tone::Note, Some("批示情况"), text));
        Extra::after(suggestions.into_iter().flatten().chain(instructions))
    }

    fn label(&self) -> Option<String> {
        Some(format!("第{}期", self.number))
    }
}
