//! E1 15 and 22: nothing of the text is lost, and its marks are Chinese marks.

use super::super::nodes;
use super::{Fault, Tree, brief};
use crate::text::script::is_han;

/// Half-width marks and what they are between Chinese characters.
const HALF: &[(char, char)] = &[(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！'), ('(', '（'), (')', '）')];

/// Marks that come in pairs.
const PAIRS: &[(char, char)] = &[('《', '》'), ('“', '”'), ('（', '）'), ('【', '】'), ('「', '」'), ('‘', '’')];

const HELP: &str = "改正稿件中的标点；不改也能发布";

pub fn marks(tree: &Tree, found: &mut Vec<Fault>) {
    for text in tree.texts().iter().filter(|text| !text.is_within("code")) {
        let chars: Vec<char> = text.text.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_han(*c));
            let half = HALF.iter().find(|(half, _)| half == c);
            if let Some((half, full)) = half.filter(|_| beside(at.checked_sub(1)) && beside(Some(at + 1))) {
                let place: String = chars.iter().skip(at.saturating_sub(6)).take(13).collect();
                let message = format!("汉字之间的“{half}”应为“{full}”：{place}");
                found.push(Fault::warning("wechat-punctuation", message, HELP).about(&place));
            }
        }
        for (wrong, right) in [("...", "……"), ("。。。", "……"), ("--", "——")] {
            if text.text.contains(wrong) && text.text.chars().any(is_han) && !text.text.contains("://") {
                let message = format!("“{wrong}”应为“{right}”：{}", brief(text.text));
                found.push(Fault::warning("wechat-punctuation", message, HELP).about(text.text));
            }
        }
    }
    pairs(tree, found);
}

/// Pairs are looked for within a block: emphasis may stand within them.
fn pairs(tree: &Tree, found: &mut Vec<Fault>) {
    let elements = tree.elements();
    let lines = elements.iter().filter(|seen| seen.element.is_block() && !seen.element.elements().any(nodes::Element::is_block));
    for text in lines.map(|seen| seen.element.text()) {
        for (open, close) in PAIRS {
            let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
            if count(*open) != count(*close) {
                let message = format!("“{open}”和“{close}”不成对：{}", brief(&text));
                found.push(Fault::warning("wechat-punctuation", message, HELP).about(&text));
            }
        }
    }
}

/// A fault when an article does not say what `wanted` says, white space apart.
#[must_use]
pub fn same_text(html: &str, wanted: &str) -> Option<Fault> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
    let (said, wanted) = (bare(&nodes::text(&nodes::read(html).nodes)), bare(wanted));
    if said == wanted {
        return None;
    }
    let same = said.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
    let piece = |chars: &[char]| chars.iter().skip(same.saturating_sub(4)).take(16).collect::<String>();
    let message = format!("微信文章与稿件的文字不同：稿件是“{}”，文章是“{}”", piece(&wanted), piece(&said));
    Some(Fault::error("wechat-text-lost", message, "这是程序的错误，请报告，并附上稿件").about(&piece(&wanted)))
}
