//! 栏目少了规范要求的标签。
//!
//! 查什么：`profile: gov47`（默认）时，每个栏目的 `_column.yaml` 是否写了 description、keywords 和 type。
//! 为什么：国办发〔2017〕47号附件规定列表页和内容页都要有 ColumnName、ColumnDescription、ColumnKeywords、ColumnType 四个栏目标签，均为必选；不写时程序用栏目名称和“工作动态”代替，多半不合实际。
//! 误：_column.yaml 只有 name 和 kind。
//! 正：写明 description: 提案的案由、办理和答复、keywords: [提案, 办理]、type: 信息公开目录。

use crate::catalog::{Catalog, Profile};
use crate::diag::{At, Diagnostic};
use crate::shape::Time;

/// Runs the check.
pub fn run(catalog: &Catalog, _as_of: Time, found: &mut Vec<Diagnostic>) {
    if catalog.site.profile() == Profile::None {
        return;
    }
    for column in &catalog.columns {
        let file = &column.file;
        let missing: Vec<&str> = [
            ("description（栏目描述）", file.description.is_none()),
            ("keywords（栏目关键词）", file.keywords.is_empty()),
            ("type（栏目类别）", file.column_type.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        if !missing.is_empty() {
            let at = At::top(&format!("{}/_column.yaml", column.slug));
            let message = format!("栏目“{}”没有写{}", file.name, missing.join("、"));
            found.push(Diagnostic::warning("gov47-column", at, message).help("请在 _column.yaml 补写，这些是网页必有的栏目标签"));
        }
    }
}
