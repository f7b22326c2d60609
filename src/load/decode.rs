//! Bytes -> text: UTF-8 as it is; BOM, CRLF and GB18030 recognised, read and reported with a fix;
//! NUL bytes, undecodable bytes and absurd sizes refused by name.

use crate::diag::{At, Diagnostic, Span, Warned};
use std::sync::Arc;

/// Largest text file, in bytes.
pub const MOST_TEXT_BYTES: u64 = 8 << 20;
/// Largest other file, in bytes.
pub const MOST_FILE_BYTES: u64 = 64 << 20;

/// The text of `bytes`; None when they are not text. Spans count in the text returned.
#[must_use]
pub fn decode(file: &Arc<str>, bytes: &[u8]) -> Warned<Option<String>> {
    if memchr::memchr(0, bytes).is_some() {
        let found = Diagnostic::error("nul-byte", At::new(file, Span::default()), "文件含有 NUL 字节，不是文本")
            .help("请用文本编辑器重新另存为 UTF-8");
        return Warned::new(None, vec![found]);
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => utf8(file, text),
        Err(_) => gb18030(file, bytes),
    }
}

/// `text` without byte order mark and carriage returns, which are reported.
fn utf8(file: &Arc<str>, text: &str) -> Warned<Option<String>> {
    let mut diagnostics = Vec::new();
    let bare = text.strip_prefix('\u{feff}');
    if bare.is_some() {
        let at = At::new(file, Span::default());
        diagnostics.push(
            Diagnostic::warning("bad-encoding", at, "文件开头有字节顺序标记（BOM）")
                .help("请另存为“UTF-8 无 BOM”；本次已按正常文本读取"),
        );
    }
    let text = bare.unwrap_or(text);
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        let at = At::new(file, Span::default());
        diagnostics.push(
            Diagnostic::note("bad-newline", at, "换行为 Windows 格式（CRLF）")
                .help("不影响生成；运行 kanxing check --fix 可统一为 LF"),
        );
        return Warned::new(Some(text.replace("\r\n", "\n").replace('\r', "\n")), diagnostics);
    }
    Warned::new(Some(text.to_string()), diagnostics)
}

fn gb18030(file: &Arc<str>, bytes: &[u8]) -> Warned<Option<String>> {
    let at = At::new(file, Span::default());
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    if broken {
        let found = Diagnostic::error("bad-encoding", at, "文件既不是 UTF-8，也不是 GB18030")
            .help("请在编辑器中打开，确认文字无误后另存为 UTF-8");
        return Warned::new(None, vec![found]);
    }
    let mut read = utf8(file, &text);
    read.diagnostics.push(
        Diagnostic::warning("bad-encoding", at, "文件是 GB18030（GBK）编码")
            .help("本次已转换读取；请另存为 UTF-8，或运行 kanxing check --fix"),
    );
    read
}
