//! Blocks: paragraphs, headings, lists, tables, code, directives.

use super::Reader;
use super::prepare::MARK;
use crate::diag::Span;
use crate::directive::{Body, Directive, Figure, Rendering};
use crate::load::yaml;
use crate::shape::{self, Key, Node, Value};
use crate::text::pinyin;
use crate::tree::{Align, Block, BlockKind, Inline, Item, List, Note, Table, plain_inlines};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

/// What ended a run of blocks.
#[derive(PartialEq)]
enum End {
    Tag(TagEnd),
    Directive,
    Text,
}

impl Reader<'_> {
    pub(super) fn blocks_to_end(&mut self) -> Vec<Block> {
        self.blocks(&End::Text)
    }

    fn blocks(&mut self, until: &End) -> Vec<Block> {
        let mut out = Vec::with_capacity(1);
        while let Some((event, start, end)) = self.events.next() {
            match event {
                Event::End(tag) if *until == End::Tag(tag) => break,
                Event::Html(html) if html.starts_with(MARK) => match html[MARK.len()..].chars().next() {
                    Some('+') => self.directive(&html, &mut out),
                    _ if *until == End::Directive => break,
                    _ => {}
                },
                event => self.block(event, start, end, &mut out),
            }
        }
        out
    }

    fn block(&mut self, event: Event<'_>, start: usize, end: usize, out: &mut Vec<Block>) {
        let span = self.span(start, end);
        let kind = match event {
            Event::Start(Tag::Paragraph) => self.paragraph(span),
            Event::Start(Tag::Heading { level, id, .. }) => self.heading(level, id.as_deref()),
            Event::Start(Tag::BlockQuote(_)) => Some(BlockKind::Quote(self.blocks(&End::Tag(TagEnd::BlockQuote(None))))),
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind, span),
            Event::Start(Tag::List(first)) => Some(BlockKind::List(self.list(first))),
            Event::Start(Tag::Table(aligns)) => Some(BlockKind::Table(self.table(&aligns))),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = label.to_string();
                let blocks = self.blocks(&End::Tag(TagEnd::FootnoteDefinition));
                self.definitions.entry(label.clone()).or_insert(Note { label, blocks, span });
                None
            }
            Event::Start(Tag::HtmlBlock) | Event::End(_) => None,
            Event::Rule => Some(BlockKind::Rule),
            Event::Html(html) => {
                self.raw_html(&html, span);
                None
            }
            // Text straight in a tight list item.
            event => {
                let inlines = self.tight(event, start, end);
                (!inlines.is_empty()).then_some(BlockKind::Paragraph(inlines))
            }
        };
        out.extend(kind.map(|kind| Block { span, kind }));
    }

    /// A paragraph; one that holds a single picture is a figure.
    fn paragraph(&mut self, span: Span) -> Option<BlockKind> {
        let inlines = self.inlines(TagEnd::Paragraph);
        match inlines.as_slice() {
            [] => None,
            [Inline::Image { src, alt, span: at }] => {
                let credit = self.credits.remove(&at.start);
                let caption = Inline::Text { text: alt.clone(), span: *at };
                let body = vec![Block { span, kind: BlockKind::Paragraph(vec![caption]) }];
                let figure = Figure { src: src.clone(), alt: alt.clone(), credit };
                Some(BlockKind::Directive { directive: Box::new(Directive::Figure(figure)), body })
            }
            _ => Some(BlockKind::Paragraph(inlines)),
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>) -> Option<BlockKind> {
        let inlines = self.inlines(TagEnd::Heading(level));
        let wanted = id.map_or_else(|| pinyin::slug(&plain_inlines(&inlines)), str::to_string);
        let wanted = if wanted.is_empty() { "section".to_string() } else { wanted };
        let uses = self.heading_ids.entry(wanted.clone()).or_insert(0);
        *uses += 1;
        let id = if *uses == 1 { wanted } else { format!("{wanted}-{uses}") };
        Some(BlockKind::Heading { level: level as u8, id, inlines })
    }

    fn list(&mut self, start: Option<u64>) -> List {
        let mut list = List { start, tight: true, items: Vec::new() };
        while let Some((event, ..)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let (item, loose) = self.item();
                    list.tight &= !loose;
                    list.items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        list
    }

    /// An item, and whether it holds real paragraphs, which makes its list loose.
    fn item(&mut self) -> (Item, bool) {
        let task = match self.events.peek() {
            Some((Event::TaskListMarker(done), ..)) => Some(*done),
            _ => None,
        };
        if task.is_some() {
            self.events.next();
        }
        let loose = matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), ..)));
        (Item { task, blocks: self.blocks(&End::Tag(TagEnd::Item)) }, loose)
    }

    fn table(&mut self, aligns: &[Alignment]) -> Table {
        let aligns = aligns.iter().map(|align| match align {
            Alignment::None => Align::None,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        let mut table = Table { aligns: aligns.collect(), head: Vec::new(), rows: Vec::new() };
        let mut row = Vec::new();
        while let Some((event, ..)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// A code block, or a data directive when its language is the name of one.
    fn code(&mut self, kind: &CodeBlockKind<'_>, span: Span) -> Option<BlockKind> {
        let mut text = String::new();
        let mut text_at = None;
        while let Some((event, start, _)) = self.events.next() {
            match event {
                Event::Text(part) => {
                    text_at.get_or_insert(start);
                    text.push_str(&part);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let lang = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_string),
            CodeBlockKind::Indented => None,
        };
        match lang.as_deref() {
            Some(name) if Directive::body(name) == Some(Body::Data) => {
                let base = text_at.map_or(span.start as usize, |at| self.span(at, at).start as usize);
                self.data_directive(name, &text, base, span)
            }
            _ => Some(BlockKind::Code { lang, text }),
        }
    }

    fn data_directive(&mut self, name: &str, yaml_text: &str, base: usize, span: Span) -> Option<BlockKind> {
        let parsed = yaml::parse(self.file, yaml_text, base);
        let sound = !parsed.diagnostics.iter().any(crate::diag::Diagnostic::is_error);
        self.diagnostics.extend(parsed.diagnostics);
        let empty = Node { span, value: Value::Map(Vec::new()) };
        let fields = parsed.value.unwrap_or(empty);
        let directive = if sound { self.read_directive(name, &fields, span) } else { None };
        directive.map(|directive| BlockKind::Directive { directive: Box::new(directive), body: Vec::new() })
    }

    /// A prose directive: its fields from the opening line, its body up to the closing one.
    fn directive(&mut self, mark: &str, out: &mut Vec<Block>) {
        let index = mark[MARK.len() + 1..].split('-').next().and_then(|n| n.parse::<usize>().ok());
        let prepared = self.prepared;
        let Some(opening) = index.and_then(|index| prepared.openings.get(index)) else { return };
        let fields = self.fields(&opening.rest, opening.rest_at, opening.line);
        let directive = match Directive::body(&opening.name) {
            Some(_) => self.read_directive(&opening.name, &fields, opening.line),
            None => {
                self.unknown_directive(&opening.name, opening.line);
                None
            }
        };
        let body = self.blocks(&End::Directive);
        match directive {
            Some(directive) => {
                let end = body.last().map_or(opening.line.end, |block| block.span.end);
                let span = Span { start: opening.line.start, end };
                out.push(Block { span, kind: BlockKind::Directive { directive: Box::new(directive), body } });
            }
            None => out.extend(body),
        }
    }

    fn read_directive(&mut self, name: &str, fields: &Node, span: Span) -> Option<Directive> {
        let mut reader = shape::Reader::new(self.file);
        let mut directive = Directive::read(name, fields, &mut reader);
        self.diagnostics.extend(reader.diagnostics);
        if let Some(directive) = &mut directive {
            if matches!(directive, Directive::Chart(_)) {
                self.charts += 1;
                directive.set_ordinal(self.charts);
            }
            for (message, help) in directive.faults() {
                self.error("bad-directive", span, message, help);
            }
        }
        directive
    }

    fn unknown_directive(&mut self, name: &str, span: Span) {
        let known = || Directive::ALL.iter().map(|(name, ..)| *name);
        let help = match crate::diag::nearest(name, known()) {
            Some(near) => format!("你是不是想写“{near}”？"),
            None => format!("可用的指令：{}", known().collect::<Vec<_>>().join("、")),
        };
        self.error("unknown-directive", span, format!("没有名为“{name}”的指令"), help);
    }

    /// `key=value key="value with spaces"` as a mapping with places.
    fn fields(&mut self, text: &str, at: usize, line: Span) -> Node {
        let mut pairs = Vec::new();
        let mut from = 0;
        while let Some(start) = text[from..].find(|c: char| !c.is_whitespace()).map(|n| from + n) {
            let Some(equals) = text[start..].find('=').map(|n| start + n) else {
                let span = Span::new(at + start, at + text.len());
                let message = format!("“{}”不是“键=值”的写法", text[start..].trim());
                self.error("bad-directive", span, message, "写作 键=值；值里有空格时加引号：键=\"值\"".to_string());
                break;
            };
            let name = text[start..equals].trim().to_string();
            let quote = text[equals + 1..].chars().next().filter(|c| matches!(c, '"' | '\''));
            let value_at = equals + 1 + usize::from(quote.is_some());
            let value = &text[value_at..];
            let len = value.find(|c: char| quote.map_or(c.is_whitespace(), |q| c == q)).unwrap_or(value.len());
            let key = Key { span: Span::new(at + start, at + equals), name };
            let span = Span::new(at + value_at, at + value_at + len);
            pairs.push((key, Node { span, value: Value::Scalar(value[..len].to_string()) }));
            from = (value_at + len + usize::from(quote.is_some())).min(text.len());
        }
        Node { span: line, value: Value::Map(pairs) }
    }

    /// Raw HTML is refused, because it would vanish on paper and in WeChat; comments are dropped.
    pub(super) fn raw_html(&mut self, html: &str, span: Span) {
        let bare = html.trim();
        if bare.is_empty() || (bare.starts_with("<!--") && bare.ends_with("-->")) {
            return;
        }
        let tag = bare.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let help = match tag {
            "img" => "请写作 ![图片说明](图片文件)",
            "video" | "iframe" | "embed" => "请用 video 指令",
            "table" | "tr" | "td" => "请用 Markdown 表格",
            "br" => "行末写两个空格或一个反斜线即换行",
            "a" => "请写作 [文字](编号或网址)",
            "b" | "strong" => "请写作 **文字**",
            "center" | "font" | "span" | "div" | "p" | "style" => "版式由主题决定；需要突出显示时用 callout、quote 等指令",
            _ => "请用 Markdown 或指令来写；运行 kanxing explain raw-html 查看对照",
        };
        self.error("raw-html", span, "正文里不能直接写 HTML，因为它不会出现在书和微信文章里".to_string(), help.to_string());
    }
}
