//! Where a title is broken into lines: after a mark or a phrase, never within a word, a name, a
//! number or a short book title, lines about equally long, no line of one or two characters.

use crate::text::script::is_han;

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’…—·%";
/// Marks that may not end a line.
const NO_END: &str = "（《「『【〔“‘";
/// Marks after which a title is gladly broken.
const GOOD_END: &str = "，。；：！？ 》」”—·";
/// Characters that end a phrase, and those that begin one.
const PHRASE_END: &str = "的了、";
const PHRASE_START: &str = "和与及暨在对为向到从把让被将以并再";
/// Characters that lean on the one before.
const LEANS: &str = "的了着过们等者家性化会员案";

/// Words of the trade that stay together, longest first.
const WORDS: &[&str] = &[
    "社情民意信息", "双月协商座谈会", "常务委员会", "专题议政性", "民主党派", "社情民意", "主席会议", "专门委员会", "双月协商", "座谈会",
    "联络站", "议事室", "常委会", "直通车", "委员会", "书香政协", "文史资料", "典型案例", "工作报告", "基层协商", "老旧小区", "农民工",
    "政协", "委员", "协商", "提案", "会议", "调研", "视察", "文史", "资料", "建议", "工作", "报告", "主席", "专题", "书香", "读书", "活动",
    "社区", "乡村", "小区", "改造", "监督", "民主", "履职", "界别", "反映", "报送", "办理", "答复", "召开", "举行", "推进", "加强", "开展",
    "印发", "发布", "群众", "居民", "问题", "经验", "做法", "城市", "农村", "企业", "服务", "建设", "发展", "治理", "保护", "历史", "文化",
    "征集", "启事", "通知", "办法", "制度", "规定", "怎样", "什么", "如何", "为什么", "我们", "他们", "自己", "一个", "两个", "没有", "可以",
    "团结", "联谊", "学习", "培训", "数字", "平台", "品牌", "故事", "记忆", "回忆", "口述", "档案", "年度", "第一", "首次", "成立", "启动",
];

/// What a bad line costs.
const WITHIN_WORD: usize = 400;
const NOT_GLADLY: usize = 6;
const WIDOW: usize = 900;
/// A last line of fewer half widths than this is a widow.
const WIDOW_HALVES: usize = 6;

/// `title` in lines of at most `per_line` full widths; `together` are further words that no break
/// may divide. The cheapest way over all places a line may end.
pub fn lines(title: &str, per_line: usize, together: &[&str]) -> Vec<String> {
    let chars: Vec<char> = title.trim().chars().collect();
    let most = per_line.max(2) * 2;
    let total = halves(&chars);
    let fair = total.div_ceil(total.div_ceil(most).max(1));
    let joints = joints(&chars, together);
    // best[end]: the cost of the lines up to `end`, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; chars.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0));
    }
    for end in 1..=chars.len() {
        for start in 0..end {
            let Some((before, _)) = best.get(start).copied().flatten() else { continue };
            let width = halves(chars.get(start..end).unwrap_or_default());
            let last = end == chars.len();
            let Some(joint) = joints.get(end).copied().filter(|joint| last || *joint < usize::MAX) else { continue };
            if width > most && end - start > 1 {
                continue;
            }
            let widow = if last && start > 0 && width < WIDOW_HALVES { WIDOW } else { 0 };
            let uneven = width.abs_diff(fair).pow(2);
            let cost = before + uneven + widow + if last { 0 } else { joint } + 40;
            if let Some(slot) = best.get_mut(end)
                && slot.is_none_or(|(known, _)| cost < known)
            {
                *slot = Some((cost, start));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = chars.len();
    while end > 0 {
        let start = best.get(end).copied().flatten().map_or(0, |(_, start)| start);
        let line: String = chars.get(start..end).unwrap_or_default().iter().collect();
        out.push(line.trim().to_string());
        end = start;
    }
    out.reverse();
    out.retain(|line| !line.is_empty());
    out
}

/// What it costs to break before each character; `usize::MAX` where it may not be.
fn joints(chars: &[char], together: &[&str]) -> Vec<usize> {
    let mut joints: Vec<usize> = (0..=chars.len()).map(|at| joint(chars, at)).collect();
    let text: String = chars.iter().collect();
    for word in WORDS.iter().chain(together).filter(|word| word.chars().count() > 1) {
        for (byte, found) in text.match_indices(*word) {
            let start = text.get(..byte).map_or(0, |before| before.chars().count());
            let inner = start + 1..start + found.chars().count();
            if let Some(inner) = joints.get_mut(inner) {
                inner.iter_mut().for_each(|joint| *joint = (*joint).max(WITHIN_WORD));
            }
        }
    }
    joints
}

fn joint(chars: &[char], at: usize) -> usize {
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    let (Some(before), Some(next)) = (before, chars.get(at)) else { return 0 };
    let joined = !is_han(*before) && !is_han(*next) && before.is_alphanumeric() && next.is_alphanumeric();
    let united = before.is_ascii_digit() && is_han(*next) || is_han(*before) && next.is_ascii_digit() && *before == '第';
    if joined || united || NO_START.contains(*next) || NO_END.contains(*before) {
        return usize::MAX;
    }
    if GOOD_END.contains(*before) {
        return 0;
    }
    if PHRASE_END.contains(*before) || PHRASE_START.contains(*next) || NO_END.contains(*next) {
        return NOT_GLADLY;
    }
    if LEANS.contains(*next) { NOT_GLADLY * 20 } else { NOT_GLADLY * 4 }
}

/// Width in half widths: a Latin letter is one, a Chinese character two.
fn halves(chars: &[char]) -> usize {
    chars.iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
