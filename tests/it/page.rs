//! A test page: Markdown whose `##` sections are cases, whose long fences are inputs and
//! expectations. It reads and rewrites pages, and knows nothing of what is tested.

use std::fmt::Write as _;

/// A page taken apart.
pub struct Page {
    lines: Vec<String>,
    pub cases: Vec<Case>,
}

/// A section of a page.
pub struct Case {
    pub name: String,
    pub blocks: Vec<Fence>,
}

/// A fenced block of four backticks or more.
pub struct Fence {
    /// The first word after the backticks: `input`, `file`, `html` …
    pub word: String,
    /// The rest of that line.
    pub rest: String,
    pub text: String,
    /// Its lines in the page, fences included.
    first: usize,
    last: usize,
}

/// The blocks a case can expect, in the order they are written.
pub const EXPECTED: [&str; 6] = ["html", "wechat", "typst", "diagnostics", "digest", "traditional"];

impl Page {
    /// # Errors
    /// When it has no heading, no case, or a fence that is not closed.
    pub fn read(text: &str) -> Result<Page, String> {
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        if !lines.iter().any(|line| line.starts_with("# ")) {
            return Err("no `# title`".to_string());
        }
        let (mut cases, mut at): (Vec<Case>, usize) = (Vec::new(), 0);
        while at < lines.len() {
            if let Some(name) = lines[at].strip_prefix("## ") {
                cases.push(Case { name: name.trim().to_string(), blocks: Vec::new() });
            }
            let ticks = lines[at].bytes().take_while(|byte| *byte == b'`').count();
            if ticks >= 3 {
                let close = lines[at + 1..].iter().position(|line| closes(line, ticks));
                let last = at + 1 + close.ok_or_else(|| format!("line {}: a fence that is not closed", at + 1))?;
                if ticks >= 4 {
                    let case = cases.last_mut().ok_or_else(|| format!("line {}: a block before any `##`", at + 1))?;
                    case.blocks.push(Fence::new(&lines[at][ticks..], &lines[at + 1..last], at, last));
                }
                at = last;
            }
            at += 1;
        }
        if cases.is_empty() { Err("no `## case`".to_string()) } else { Ok(Page { lines, cases }) }
    }

    /// The page with these texts in place of the expected blocks: (case, word, text). A block the
    /// case does not have is put behind its last one.
    pub fn rewritten(&self, actual: &[(usize, &'static str, String)]) -> String {
        let mut lines: Vec<Option<String>> = self.lines.iter().cloned().map(Some).collect();
        for (index, case) in self.cases.iter().enumerate() {
            let mut behind = String::new();
            for (_, word, text) in actual.iter().filter(|(of, _, _)| *of == index) {
                match case.block(word) {
                    Some(fence) => {
                        lines[fence.first..=fence.last].iter_mut().for_each(|line| *line = None);
                        lines[fence.first] = Some(fenced(word, text));
                    }
                    None => {
                        let _ = write!(behind, "\n\n{}", fenced(word, text));
                    }
                }
            }
            if let Some(last) = case.blocks.last() {
                let line = if lines[last.last].is_some() { last.last } else { last.first };
                lines[line].get_or_insert_default().push_str(&behind);
            }
        }
        let mut out = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        out.push('\n');
        out
    }
}

impl Case {
    pub fn block(&self, word: &str) -> Option<&Fence> {
        self.blocks.iter().find(|fence| fence.word == word)
    }

    /// The blocks the case expects; the first four when it expects none yet.
    pub fn expects(&self) -> Vec<&'static str> {
        let listed: Vec<&'static str> = EXPECTED.into_iter().filter(|word| self.block(word).is_some()).collect();
        if listed.is_empty() { EXPECTED[..4].to_vec() } else { listed }
    }

    pub fn files(&self) -> impl Iterator<Item = &Fence> {
        self.blocks.iter().filter(|fence| fence.word == "file")
    }
}

impl Fence {
    fn new(info: &str, lines: &[String], first: usize, last: usize) -> Fence {
        let (word, rest) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
        let text = lines.iter().map(|line| format!("{line}\n")).collect();
        Fence { word: word.to_string(), rest: rest.trim().to_string(), text, first, last }
    }

    /// The value of `key=value` on the line that opens the block.
    pub fn option(&self, key: &str) -> Option<&str> {
        self.rest.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

fn closes(line: &str, ticks: usize) -> bool {
    let bare = line.trim_end();
    bare.len() >= ticks && bare.bytes().all(|byte| byte == b'`')
}

fn fenced(word: &str, text: &str) -> String {
    let longest = text.lines().map(|line| line.bytes().take_while(|b| *b == b'`').count()).max().unwrap_or(0);
    let ticks = "`".repeat((longest + 1).max(4));
    format!("{ticks} {word}\n{text}{ticks}")
}

#[test]
fn a_page_is_rewritten_in_place() {
    let text = "# T\n\n## A\n\n```` input kind=case\nx\n````\n\n```` html\nold\n````\n\nProse.\n\n## B\n\n```` input\ny\n````\n";
    let page = Page::read(text).expect("a page");
    assert_eq!(page.cases[0].block("input").and_then(|fence| fence.option("kind")), Some("case"));
    assert_eq!(page.cases[0].expects(), ["html"]);
    assert_eq!(page.cases[1].expects(), ["html", "wechat", "typst", "diagnostics"]);
    let actual = [(0, "html", "a\n".to_string()), (1, "typst", "b\n````\n".to_string())];
    let again = page.rewritten(&actual);
    assert!(again.contains("```` html\na\n````\n\nProse."), "{again}");
    assert!(again.ends_with("y\n````\n\n````` typst\nb\n````\n`````\n"), "{again}");
    assert!(Page::read("# T\n\n## A\n\n```` input\nx\n").is_err());
}
