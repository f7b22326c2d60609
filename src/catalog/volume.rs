//! A volume: a book made of queries over the entries.

use crate::diag::At;
use crate::files::Hash;
use crate::kind::Query;
use crate::shape::{Field, Node, Reader, StrictDate, Value, text_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::sync::Arc;

crate::choice! {
    /// 公开出版, 内部资料, 内部资料性连续出版物.
    pub enum VolumeProfile { Book = "book", Neibu = "neibu", NeibuSerial = "neibu-serial" }
}

crate::choice! {
    /// The order of chapters within a part. `-date` is newest first.
    pub enum Sort { Date = "date", DateDown = "-date", Number = "number", Order = "order", Title = "title" }
}

crate::choice! {
    /// How the book is bound: 胶装, 骑马订, 精装.
    pub enum Binding { Perfect = "perfect", Saddle = "saddle", Hard = "hard" }
}

crate::shape! {
    /// `volume.yaml`.
    pub struct VolumeFile {
        pub id: String = "编号，即文件夹名",
        pub title: String = "书名",
        pub subtitle: Option<String> = "副书名",
        pub pinyin: Option<String> = "书名拼音",
        pub profile: VolumeProfile = "类别：book 公开出版、neibu 内部资料、neibu-serial 连续性内部资料",
        pub edition_no: Option<String> = "辑次或版次，如 第一辑",
        pub date: Option<StrictDate> = "出版或印制时间",
        pub series: Option<String> = "丛书名",
        pub editors: Vec<EditorGroup> = "编委会",
        pub colophon: Option<Colophon> = "版权页",
        pub trim: Option<String> = "开本：大16K、16K、小16K、A4、A5、32K、大32K，或 170x240（毫米）",
        pub type_area: Option<TypeArea> = "版心",
        pub bleed: Option<f64> = "出血（毫米）",
        pub paper: Option<Paper> = "用纸",
        pub binding: Option<Binding> = "装订：perfect saddle hard",
        pub fold: Option<u32> = "一帖页数",
        pub front: Vec<String> = "目录之前的页面文件，如 preface.md",
        pub parts: Vec<Part> = "各部分",
        pub back: Vec<BackMatter> = "正文之后：events、people:pinyin，或页面文件，如 afterword.md",
        pub cover: Option<CoverSheet> = "封面",
        pub errata: Vec<Erratum> = "勘误",
        pub freeze: Option<String> = "定稿记录",
        pub numbering: Option<String> = "篇目编号：chapter 或 none",
        pub lang: Option<String> = "语言",
    }
}

crate::shape! {
    /// A group of the editorial board.
    pub struct EditorGroup {
        pub role: String = "职责：主任、主编、编辑",
        pub names: Vec<String> = "姓名或单位",
    }
}

crate::shape! {
    /// What 版权页 says (GB/T 12450; 内部资料性出版物管理办法 §14).
    pub struct Colophon {
        pub isbn: Option<String> = "ISBN",
        pub cip: Option<String> = "CIP 核字号",
        pub publisher: Option<String> = "出版者",
        pub place: Option<String> = "出版地",
        pub price: Option<String> = "定价",
        pub sheets: Option<String> = "印张；不写则计算",
        pub print_run: Option<String> = "印数",
        pub printed_on: Option<String> = "印刷日期",
        pub printer: Option<String> = "印刷单位",
        pub permit: Option<String> = "准印证号",
        pub compiler: Option<String> = "编印单位",
        pub recipients: Option<String> = "发送对象",
        pub printing: Option<String> = "版次",
        pub address: Option<String> = "地址",
        pub editor: Option<String> = "责任编辑",
        pub proofreader: Option<String> = "责任校对",
        pub designer: Option<String> = "装帧设计",
    }
}

crate::shape! {
    /// The type area in characters and lines; margins follow from it.
    pub struct TypeArea {
        pub chars: u32 = "每行字数",
        pub lines: u32 = "每面行数",
        pub size: Option<PointSize> = "正文字号，磅数或号数，如 10.5 或 五号",
        pub leading: Option<f64> = "行距（磅）",
    }
}

crate::shape! {
    /// Papers.
    pub struct Paper {
        pub text: Option<String> = "正文用纸",
        pub cover: Option<String> = "封面用纸",
    }
}

crate::shape! {
    /// A part of the book: the chapters a query finds.
    pub struct Part {
        pub title: String = "部分名称",
        pub intro: Option<String> = "篇首页面文件",
        pub query: Option<Query> = "收哪些稿件",
        pub sort: Option<Sort> = "次序：date、-date、number、order、title",
        pub limit: Option<u32> = "最多几篇",
        pub pin: Vec<String> = "置顶的稿件编号",
        pub exclude: Vec<String> = "不收的稿件编号",
    }
}

crate::shape! {
    /// The cover.
    pub struct CoverSheet {
        pub art: Option<String> = "封面图片",
        pub spine: Option<f64> = "书脊宽（毫米）；不写则计算",
        pub flaps: Option<f64> = "勒口宽（毫米）",
        pub colour: Option<String> = "封面底色，写 # 和六位十六进制数",
    }
}

crate::shape! {
    /// A mistake found after printing.
    pub struct Erratum {
        pub page: String = "页码",
        pub line: Option<String> = "行",
        pub wrong: String = "误",
        pub right: String = "正",
    }
}

/// A type size in points, written as a number or as a Chinese size name (五号 = 10.5 pt).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointSize(pub f64);

const SIZES_PT: &[(&str, f64)] = &[
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
];

impl Field for PointSize {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<PointSize> {
        let text = node.scalar().unwrap_or("");
        let named = SIZES_PT.iter().find(|(name, _)| *name == text).map(|(_, pt)| *pt);
        let read = named.or_else(|| text.parse().ok()).filter(|pt| (6.0..=24.0).contains(pt));
        if read.is_none() {
            let message = format!("“{text}”不是可用的字号");
            reader.error("bad-value", node.span, message, "写磅数（6 至 24）或号数，如 10.5、五号");
        }
        read.map(PointSize)
    }

    fn schema() -> Json {
        text_schema()
    }
}

/// What stands behind the chapters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackMatter {
    /// 大事记: the dated entries of the book.
    Events,
    /// 人名索引 by pinyin.
    PeopleByPinyin,
    /// A page written beside `volume.yaml`.
    Page(String),
}

impl Field for BackMatter {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<BackMatter> {
        match &node.value {
            Value::Scalar(text) if text == "events" => Some(BackMatter::Events),
            Value::Scalar(text) if text == "people:pinyin" => Some(BackMatter::PeopleByPinyin),
            Value::Scalar(text) if text.ends_with(".md") => Some(BackMatter::Page(text.clone())),
            _ => {
                reader.not_a_choice(node, &["events", "people:pinyin", "afterword.md"]);
                None
            }
        }
    }

    fn schema() -> Json {
        text_schema()
    }
}

crate::shape! {
    /// Front matter of a page that belongs to a volume.
    pub struct VolumePageFront {
        pub title: String = "标题",
        pub author: Option<String> = "作者",
        pub date: Option<StrictDate> = "日期",
    }
}

/// A page that belongs to a volume (序, 凡例, 后记).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolumePage {
    /// Path from `content/`.
    #[serde(with = "crate::files::shared")]
    pub path: Arc<str>,
    pub front: VolumePageFront,
    pub body_at: u32,
    pub body_hash: Hash,
    pub digest: super::Digest,
}

/// A volume with its pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Volume {
    /// Path of `volume.yaml` from `content/`.
    #[serde(with = "crate::files::shared")]
    pub path: Arc<str>,
    pub file: VolumeFile,
    /// In the order of their file names.
    pub pages: Vec<VolumePage>,
}

impl Volume {
    #[must_use]
    pub fn at(&self) -> At {
        At::top(&self.path)
    }

    /// The page written in the file `name` beside `volume.yaml`.
    #[must_use]
    pub fn page(&self, name: &str) -> Option<&VolumePage> {
        self.pages.iter().find(|page| page.path.rsplit('/').next() == Some(name))
    }
}
