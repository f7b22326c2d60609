//! The Chinese text layer: everything the other rooms need to know about characters, words and numbers.
//!
//! This room works on plain `&str` and `char`. It does not know documents, Markdown trees, files or configuration.
//! All of it is deterministic and free of I/O; what is slow to build is built once, on first use.
//!
//! - [`script`]: which script a character belongs to, Chinese marks, wide characters.
//! - [`join`]: does a line break in the source vanish or stand for a space?
//! - [`emphasis`]: makes `**“重点”**工作` work under the flanking rules of CommonMark.
//! - [`count`]: 字数 as editors count it, reading time.
//! - [`summary`]: the beginning of a text, cut where a reader would stop.
//! - [`numerals`]: 一百零五, 二〇二六, ㊿, and reading them back.
//! - [`pinyin`]: slugs, readings of personal names, heading letters.
//! - [`fold`]: what search takes for the same character.
//! - [`grams`]: the terms of search, for texts and for queries.
//! - [`collate`]: names and titles in pinyin order.
//! - [`normal`]: white space of titles, widths in a terminal.
//! - [`traditional`]: Simplified to Traditional characters, phrase first.

pub mod collate;
pub mod count;
pub mod emphasis;
pub mod fold;
pub mod grams;
pub mod join;
pub mod normal;
pub mod numerals;
pub mod pinyin;
pub mod script;
pub mod summary;
pub mod traditional;
