//! Rust sources read plainly: what is code, what is text between quotes, which paths are named.
//!
//! Enough of a lexer for the house tests; it knows no grammar and judges nothing.

/// A source file taken apart.
pub struct Source {
    /// Relative to the repository, with `/`.
    pub path: String,
    /// The text as it stands.
    pub text: String,
    /// The text with comments and the inside of string literals blanked, line by line the same.
    pub code: String,
    /// Line (from 1) and content of every string literal.
    pub strings: Vec<(usize, String)>,
}

/// A path named in code, such as `crate::files::Hash`; `use` trees come out one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub line: usize,
    pub parts: Vec<String>,
    /// Followed by `!`.
    pub is_macro: bool,
}

impl Named {
    pub fn text(&self) -> String {
        self.parts.join("::")
    }
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        let (code, strings) = blank(text);
        Source { path: path.to_string(), text: text.to_string(), code, strings }
    }

    /// The room the file belongs to: `src/<room>/…` or `src/<room>.rs`; None for `lib.rs`, `main.rs`.
    pub fn room(&self) -> Option<&str> {
        let rest = self.path.strip_prefix("src/")?;
        match rest.split_once('/') {
            Some((room, _)) => Some(room),
            None => rest.strip_suffix(".rs").filter(|name| !["lib", "main"].contains(name)),
        }
    }

    /// How many `super` lead from this file to the root of the crate.
    pub fn depth(&self) -> usize {
        let rest = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let rest = rest.strip_suffix("/mod").unwrap_or(rest);
        if ["lib", "main"].contains(&rest) { 0 } else { rest.split('/').count() }
    }

    /// Every path named in the code, and in strings that hold one for serde.
    pub fn named(&self) -> Vec<Named> {
        let mut found = Vec::new();
        let chars: Vec<char> = self.code.chars().collect();
        let mut reader = PathReader { chars: &chars, at: 0, line: 1, found: &mut found };
        reader.all();
        for (line, string) in &self.strings {
            if let Some(path) = string.strip_prefix("crate::") {
                let parts = ["crate"].into_iter().chain(path.split("::")).map(str::to_string).collect();
                found.push(Named { line: *line, parts, is_macro: false });
            }
        }
        found
    }

    pub fn line_of(&self, byte: usize) -> usize {
        1 + self.code[..byte].matches('\n').count()
    }
}

struct PathReader<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
    found: &'a mut Vec<Named>,
}

impl PathReader<'_> {
    fn all(&mut self) {
        while self.at < self.chars.len() {
            if is_start(self.chars[self.at]) {
                self.path(Vec::new());
            } else if self.chars[self.at].is_ascii_digit() {
                while self.peek().is_some_and(is_part) {
                    self.at += 1;
                }
            } else {
                self.step();
            }
        }
    }

    /// A path from an identifier on; a `{…}` after `::` is read as a use tree.
    fn path(&mut self, mut parts: Vec<String>) {
        let line = self.line;
        loop {
            let mut part = String::new();
            while let Some(c) = self.peek().filter(|c| is_part(*c)) {
                part.push(c);
                self.at += 1;
            }
            parts.push(part);
            if !self.eat("::") {
                break;
            }
            match self.peek() {
                Some('{') => return self.group(&parts),
                Some(c) if is_start(c) => {}
                _ => break,
            }
        }
        let is_macro = self.peek() == Some('!') && self.chars.get(self.at + 1) != Some(&'=');
        self.found.push(Named { line, parts, is_macro });
    }

    fn group(&mut self, parts: &[String]) {
        self.step();
        while let Some(c) = self.peek() {
            if c == '}' {
                self.step();
                return;
            }
            if is_start(c) { self.path(parts.to_vec()) } else { self.step() }
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn step(&mut self) {
        self.line += usize::from(self.peek() == Some('\n'));
        self.at += 1;
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = what.chars().enumerate().all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if found {
            self.at += what.len();
        }
        found
    }
}

fn is_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks comments and strings; gathers the strings.
fn blank(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut strings, mut line) = (String::with_capacity(text.len()), Vec::new(), 1);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let token = token(rest, code.chars().next_back());
        let (taken, inside) = match &token {
            Token::Plain => (c.len_utf8(), None),
            Token::Blank(len) => (*len, None),
            Token::Text(len, inside) => (*len, Some(inside.clone())),
        };
        if let Some(inside) = inside {
            strings.push((line, inside));
        }
        let piece = &rest[..taken];
        match token {
            Token::Plain => code.push(c),
            Token::Blank(_) => code.extend(piece.chars().map(|c| if c == '\n' { c } else { ' ' })),
            Token::Text(..) => code.extend(piece.chars().map(|c| if c == '\n' || c == '"' { c } else { ' ' })),
        }
        line += piece.matches('\n').count();
        rest = &rest[taken..];
    }
    (code, strings)
}

enum Token {
    Plain,
    /// Length in bytes.
    Blank(usize),
    Text(usize, String),
}

fn token(rest: &str, before: Option<char>) -> Token {
    if rest.starts_with("//") {
        return Token::Blank(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Token::Blank(block_comment(rest));
    }
    if rest.starts_with('"') {
        return quoted(rest);
    }
    if rest.starts_with('r') && !before.is_some_and(|c| is_part(c) && c != 'b') {
        let hashes = rest[1..].bytes().take_while(|b| *b == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let from = hashes + 2;
            let inside = rest[from..].find(&close).unwrap_or(rest.len() - from);
            return Token::Text((from + inside + close.len()).min(rest.len()), rest[from..from + inside].to_string());
        }
    }
    if rest.starts_with('\'') {
        return char_literal(rest);
    }
    Token::Plain
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        let Some(next) = rest[at..].find(['/', '*']) else { return rest.len() };
        at += next;
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += 1;
        }
        if depth == 0 {
            return at;
        }
    }
}

fn quoted(rest: &str) -> Token {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Token::Text(at + 1, rest[1..at].to_string()),
            _ => {}
        }
    }
    Token::Blank(rest.len())
}

/// `'x'`, `'\n'`, `'\u{…}'` are blanked, a lifetime is code.
fn char_literal(rest: &str) -> Token {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => {
            let end = rest.char_indices().skip(3).find(|(_, c)| *c == '\'');
            Token::Blank(end.map_or(1, |(at, _)| at + 1))
        }
        (Some(_), Some((at, '\''))) => Token::Blank(at + 1),
        _ => Token::Plain,
    }
}

#[test]
fn comments_strings_and_characters_are_not_code() {
    let source = Source::new(
        "src/a/b.rs",
        "//! std::fs\nlet a = \"x \\\" #123456\"; /* b /* c */ d */ f('\"', '\\'', x::<'a>());\nlet r = r#\"q \"w\"#;\n",
    );
    for gone in ["std", "123456", "b /*", "d */", "w"] {
        assert!(!source.code.contains(gone), "{gone}: {}", source.code);
    }
    assert_eq!(source.code.lines().count(), source.text.lines().count());
    let texts: Vec<&str> = source.strings.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["x \\\" #123456", "q \"w"]);
    assert_eq!(source.strings.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
    assert!(source.code.contains("f(") && source.code.contains("x::<'a>()"));
}

#[test]
fn use_trees_are_read_one_by_one() {
    let source = Source::new("src/a/mod.rs", "use crate::{b::{C, d::e}, f};\nfn g() { crate::h::i!(1u8); let x = 1_000usize; }");
    let paths: Vec<String> = source.named().iter().map(Named::text).filter(|text| text.contains("::")).collect();
    assert_eq!(paths, ["crate::b::C", "crate::b::d::e", "crate::f", "crate::h::i"]);
}
