//! Emphasis beside Chinese marks, through the real parser.

use crate::events::html as raw_html;
use std::borrow::Cow;
use kanxing::text::emphasis::{SENTINEL, guard, unguard};

fn render(source: &str) -> String {
    let guarded = guard(source);
    assert_eq!(unguard(&guarded.text), source, "unguard undoes guard");
    unguard(&raw_html(&guarded.text)).into_owned()
}

fn inline(source: &str) -> String {
    render(source).trim().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
}

/// Source, then the expected inside of its paragraph.
const CHINESE: &[(&str, &str)] = &[
    ("**“重点”**工作", "<strong>“重点”</strong>工作"),
    ("**主要做法。**近日", "<strong>主要做法。</strong>近日"),
    ("的**《书名》**已经", "的<strong>《书名》</strong>已经"),
    ("不如人意的**《李茶的姑妈》**已经", "不如人意的<strong>《李茶的姑妈》</strong>已经"),
    ("**提案（2026年）**办理", "<strong>提案（2026年）</strong>办理"),
    ("**验证结果：**三项", "<strong>验证结果：</strong>三项"),
    ("**甲：****乙**", "<strong>甲：</strong><strong>乙</strong>"),
    ("**甲：****《乙》**丙", "<strong>甲：</strong><strong>《乙》</strong>丙"),
    ("**重点****工作**", "<strong>重点</strong><strong>工作</strong>"),
    ("的*“引文”*是", "的<em>“引文”</em>是"),
    ("的***“引文”***是", "的<em><strong>“引文”</strong></em>是"),
    ("*他说：**“好！”**于是*", "<em>他说：<strong>“好！”</strong>于是</em>"),
    ("增长**5.2%**以上", "增长<strong>5.2%</strong>以上"),
    ("坚持**(一)**到**(二)**为止", "坚持<strong>(一)</strong>到<strong>(二)</strong>为止"),
    ("会议**……**继续", "会议<strong>……</strong>继续"),
    ("他说**——然后——**走了", "他说<strong>——然后——</strong>走了"),
    ("**‘小’**单位", "<strong>‘小’</strong>单位"),
    ("推进**“AI+”**2026年行动", "推进<strong>“AI+”</strong>2026年行动"),
    ("**API：**use", "<strong>API：</strong>use"),
    ("~~“旧名”~~改为", "<del>“旧名”</del>改为"),
    ("原~~（旧）~~现", "原<del>（旧）</del>现"),
    ("，**重点**，**“再”**来", "，<strong>重点</strong>，<strong>“再”</strong>来"),
    ("**一、**背景；**二、**做法", "<strong>一、</strong>背景；<strong>二、</strong>做法"),
    ("的**`代码`**里", "的<strong><code>代码</code></strong>里"),
    ("的**[《书》](a.html)**里", "的<strong><a href=\"a.html\">《书》</a></strong>里"),
    ("[**《书》**的](a.html)", "<a href=\"a.html\"><strong>《书》</strong>的</a>"),
    ("**注意！**\n下一行**“好”**吧", "<strong>注意！</strong>\n下一行<strong>“好”</strong>吧"),
    ("**「引」**文，**『书』**名，**【注】**意", "<strong>「引」</strong>文，<strong>『书』</strong>名，<strong>【注】</strong>意"),
    ("习近平总书记指出：**“江山就是人民。”**这", "习近平总书记指出：<strong>“江山就是人民。”</strong>这"),
    ("*甲，**乙***丙", "<em>甲，<strong>乙</strong></em>丙"),
    ("**강조(强调)**는", "<strong>강조(强调)</strong>는"),
    // not emphasis, and to stay so
    ("\\*“甲”\\*乙", "*“甲”*乙"),
    ("`**“甲”**乙`", "<code>**“甲”**乙</code>"),
    ("`` a`**“甲”**乙 ``的**“丙”**丁", "<code>a`**“甲”**乙</code>的<strong>“丙”</strong>丁"),
    ("[x](/a**“b”**c)的", "<a href=\"/a**%E2%80%9Cb%E2%80%9D**c\">x</a>的"),
    ("[x](</a **“b”**c> \"**“t”**u\")", "<a href=\"/a%20**%E2%80%9Cb%E2%80%9D**c\" title=\"**“t”**u\">x</a>"),
    ("<https://a.cn/**“b”**c>", "<a href=\"https://a.cn/**%E2%80%9Cb%E2%80%9D**c\">https://a.cn/**“b”**c</a>"),
    ("的<b title=\"**“甲”**乙\">丙</b>", "的<b title=\"**“甲”**乙\">丙</b>"),
    ("约3~5天，“甲”~乙", "约3~5天，“甲”~乙"),
    ("2*“3”甲", "2*“3”甲"),
    ("[**“甲”**乙]: /u\n", ""),
];

#[test]
fn chinese_emphasis() {
    for (source, expected) in CHINESE {
        assert_eq!(inline(source), *expected, "{source}");
    }
}

#[test]
fn without_the_guard_it_would_fail() {
    let broken = CHINESE.iter().filter(|(source, _)| raw_html(source) != render(source)).count();
    assert!(broken >= 25, "{broken}");
}

#[test]
fn ascii_is_left_alone() {
    let sources = [
        "**bold** and *em*", "*foo*bar", "foo*bar*baz", "a * foo bar*", "a*\"foo\"*", "**foo(bar)**baz",
        "foo**(bar)**", "***foo** bar*", "**foo*bar**baz*", "_foo_bar_", "foo__bar__baz", "~~gone~~ (x)~~y~~z",
        "**foo****bar**", "*(**foo**)*", "****foo****", "**100%**more", "`**\"a\"**b`", "* * *\n- **a:**b",
        "5*3*2 = 30", "| a | b |\n|---|---|\n| **\"x\"**y | z |", "é**“quoted”**é", "foo**“bar”**baz", "a**—**b", "x·**y**",
    ];
    for source in sources {
        assert!(matches!(guard(source).text, Cow::Borrowed(_)), "{source}");
        assert_eq!(render(source), raw_html(source));
    }
}

#[test]
fn plain_chinese_is_borrowed() {
    for source in ["他说：“好。”", "已经**完成**，共**三**项。", "，**重点**。", "# 标题\n\n- **一**\n- **二**：三", "**全部**"] {
        assert!(matches!(guard(source).text, Cow::Borrowed(_)), "{source}");
    }
}

#[test]
fn code_and_html_blocks_are_not_text() {
    let untouched = [
        "```\n**“甲”**乙\n```\n", "~~~text\n**“甲”**乙\n\n**“甲”**乙\n~~~\n", "    **“甲”**乙\n", "> ```\n> **“甲”**乙\n> ```\n",
        "- 项\n\n  ```\n  **“甲”**乙\n  ```\n", "1. 项\n\n       **“甲”**乙\n", "<div>\n**“甲”**乙\n</div>\n", "<!--\n**“甲”**乙\n\n**“甲”**乙\n-->\n",
        "<pre>\n\n**“甲”**乙\n</pre>\n", ":::tip title=**“甲”**乙\n", "正文[^**“甲”**乙]\n", "<span class=x>\n**“甲”**乙\n",
    ];
    for source in untouched {
        assert_eq!(guard(source).inserted(), 0, "{source}");
    }
    let text = [
        "- **“甲”**乙", "1. **“甲”**乙\n   **“丙”**丁", "> **“甲”**乙\n**“丙”**丁", "段落\n    **“甲”**乙", "## **“甲”**乙", "**“甲”**乙\n===",
        "```\na\n```\n**“甲”**乙", "[^1]: 注\n\n    **“甲”**乙", "<b>甲</b>**“甲”**乙", "- 项\n\n  **“甲”**乙", "> 引\n\n**“甲”**乙",
        "| **“甲”**乙 | 丙 |\n|---|---|\n| 丁**《戊》**己 | `|` |", ":::tip\n**“甲”**乙\n:::", "<div>\n</div>\n\n**“甲”**乙", "-\t**“甲”**乙",
    ];
    for source in text {
        let html = render(source);
        assert_eq!(html.matches("<strong>").count(), source.matches("**").count() / 2, "{source}\n{html}");
    }
}

#[test]
fn table_cells_do_not_share_emphasis() {
    let html = render("| a | b |\n|---|---|\n| **甲 | “乙”**丙 |\n");
    assert!(html.contains("<td>**甲</td><td>“乙”**丙</td>"), "{html}");
}

#[test]
fn offsets_lead_back() {
    let source = "甲**“乙”**丙的**《丁》**戊";
    let guarded = guard(source);
    assert_eq!(guarded.inserted(), 4);
    for needle in ["甲", "乙", "丙", "丁", "戊", "《", "”"] {
        let at = guarded.text.find(needle).expect("present");
        assert_eq!(guarded.original(at), source.find(needle).expect("present"), "{needle}");
    }
    assert_eq!(guarded.original(guarded.text.len()), source.len());
    assert_eq!(guarded.original(0), 0);
}

#[test]
fn a_sentinel_in_the_source_is_reported() {
    let source = format!("甲{SENTINEL}**“乙”**丙");
    let guarded = guard(&source);
    assert!(!guarded.clean);
    assert_eq!(guarded.inserted(), 2);
    assert!(guard("甲**“乙”**丙").clean);
    assert_eq!(unguard(&guarded.text), "甲**“乙”**丙");
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides
    }

    fn text(&mut self, parts: &[&str], length: usize) -> String {
        (0..length).map(|_| parts[self.roll(parts.len())]).collect()
    }
}

const ASCII: &[&str] = &[
    "*", "**", "***", "****", "_", "__", "~~", "~", "`", "``", "a", "bc", " ", "(", ")", "\"", ".", ":", "\n", "\n\n", "> ", "- ", "[", "](", "]",
    "<", ">", "\\", "|", "1. ", "    ", "```\n", "# ", "![", "!", "|---|\n",
];
const MIXED: &[&str] = &["甲", "乙", "“", "”", "。", "，", "《", "》", "（", "）", "：", "——", "……", "％", "　", "강", "é"];

#[test]
fn random_ascii_is_identity() {
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let source = dice.text(ASCII, 24);
        assert!(matches!(guard(&source).text, Cow::Borrowed(_)), "{source:?}");
    }
}

/// HTML without its emphasis, and without the characters that may be delimiters.
fn skeleton(html: &str) -> String {
    let mut out = html.to_owned();
    for tag in ["<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>", "*", "~~"] {
        out = out.replace(tag, "");
    }
    out
}

#[test]
fn random_mixed_text_comes_back() {
    let parts = [ASCII, MIXED, MIXED].concat();
    let mut dice = Dice(11);
    let mut same = 0;
    const ROUNDS: usize = 40_000;
    for _ in 0..ROUNDS {
        let source = dice.text(&parts, 28);
        let guarded = guard(&source);
        assert_eq!(unguard(&guarded.text), source);
        let mut at = 0;
        for (offset, c) in guarded.text.char_indices() {
            assert_eq!(guarded.original(offset), at, "{source:?}");
            at += if c == SENTINEL { 0 } else { c.len_utf8() };
        }
        let html = unguard(&raw_html(&guarded.text)).into_owned();
        assert!(!html.contains("%F4%8F"), "sentinel in an address: {source:?}");
        same += usize::from(skeleton(&html) == skeleton(&raw_html(&source)));
    }
    // What differs is soup: a strong that now closes crosses a `_` or `~` pair and wins. Blocks and links never differ.
    assert!(same * 1000 >= ROUNDS * 999, "{same} of {ROUNDS}");
}
