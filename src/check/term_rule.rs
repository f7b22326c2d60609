//! 标题或摘要中有不规范的用语。
//!
//! 查什么：registers/terms.yaml 的 rules 所列不规范写法（wrong），出现在标题、肩题、副题或摘要中；
//! 写在 except 里的上下文不算。
//! 为什么：固定表述和规范用语一字之差即可能是政治性差错，标题和摘要又最为醒目。
//! 误：标题“为家乡发展做贡献”（规则：做贡献 → 作贡献）。
//! 正：标题“为家乡发展作贡献”；确属例外的，把上下文写进这条规则的 except。

use super::at_key;
use crate::catalog::{Catalog, Entry, Rule};
use crate::diag::{Diagnostic, Severity};
use crate::shape::Time;

/// Runs the check.
pub fn run(catalog: &Catalog, _as_of: Time, found: &mut Vec<Diagnostic>) {
    for entry in &catalog.entries {
        for rule in &catalog.registers.terms.rules {
            let fields = fields(entry);
            let faulty = fields.iter().find(|(_, text)| breaks(rule, text));
            if let Some((field, _)) = faulty {
                found.push(finding(catalog, entry, rule, *field));
            }
        }
    }
}

fn fields(entry: &Entry) -> Vec<((&'static str, &'static str), &str)> {
    let front = &entry.front;
    let fields = [
        (("title", "标题"), Some(front.title.as_str())),
        (("kicker", "肩题"), front.kicker.as_deref()),
        (("subtitle", "副题"), front.subtitle.as_deref()),
        (("summary", "摘要"), front.summary.as_deref()),
    ];
    fields.into_iter().filter_map(|(name, text)| text.map(|text| (name, text))).collect()
}

fn finding(catalog: &Catalog, entry: &Entry, rule: &Rule, (key, field): (&str, &str)) -> Diagnostic {
    let at = at_key(catalog, &entry.path, key);
    let message = format!("{field}中的“{}”不规范", rule.wrong);
    let found = match rule.severity.unwrap_or(Severity::Warning) {
        Severity::Error => Diagnostic::error("term-rule", at, message),
        Severity::Warning => Diagnostic::warning("term-rule", at, message),
        Severity::Note => Diagnostic::note("term-rule", at, message),
    };
    match &rule.note {
        Some(note) => found.help(format!("改为“{}”。{note}", rule.right)),
        None => found.help(format!("改为“{}”", rule.right)),
    }
}

/// Whether `wrong` stands in `text` outside every exception.
fn breaks(rule: &Rule, text: &str) -> bool {
    if rule.wrong.is_empty() {
        return false;
    }
    text.match_indices(&rule.wrong).any(|(at, wrong)| {
        let end = at + wrong.len();
        !rule.except.iter().any(|context| {
            text.match_indices(context.as_str()).any(|(from, it)| from <= at && end <= from + it.len())
        })
    })
}
