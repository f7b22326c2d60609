//! The front matter every kind shares (`design/content.md`).

use crate::directive::Focus;
use crate::shape::{Field, Node, Reader, Time, Value, read_shape, text_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

crate::choice! {
    /// Where an entry stands. Only `published` can be public.
    pub enum Status { Draft = "draft", Review = "review", Published = "published", Withdrawn = "withdrawn" }
}

crate::choice! {
    /// An edition an entry can enter.
    pub enum EditionName { Site = "site", Wechat = "wechat", Print = "print", Epub = "epub" }
}

crate::choice! {
    /// The language of an entry.
    pub enum Lang { ZhHans = "zh-Hans", ZhHant = "zh-Hant", Ko = "ko" }
}

crate::choice! {
    /// The stages of 三审三校.
    pub enum ReviewStage {
        First = "初审", Second = "复审", Final = "终审",
        ProofOne = "一校", ProofTwo = "二校", ProofThree = "三校",
    }
}

crate::shape! {
    /// Shared front matter.
    pub struct Front {
        pub title: String = "标题，不带任何标记",
        pub kicker: Option<String> = "肩题",
        pub subtitle: Option<String> = "副题",
        pub date: Time = "发布时间，写作 2026-11-20 或 2026-11-20 08:30",
        pub id: Option<String> = "固定编号，用于链接和网址，只用小写字母、数字和连字符；不写则取文件名",
        pub source: Option<String> = "来源",
        pub authors: Vec<Author> = "作者、记者、通讯员",
        pub editor: Option<String> = "责任编辑",
        pub summary: Option<String> = "摘要；不写则取正文开头完整的句子",
        pub tags: Vec<String> = "标签",
        pub topics: Vec<String> = "所属专题的编号",
        pub people: Vec<String> = "文中人物",
        pub places: Vec<String> = "文中地点",
        pub cover: Option<Box<Cover>> = "题图",
        pub status: Option<Status> = "状态：draft 草稿、review 送审、published 发布、withdrawn 撤下；不写即发布",
        pub publish_at: Option<Time> = "定时发布的时间",
        pub expires_at: Option<Time> = "到期下线的时间",
        pub review: Vec<Sign> = "三审三校签批",
        pub internal: bool = "内部资料：不进入网站、微信和公开的电子书",
        pub editions: Vec<EditionName> = "进入哪些版本：site、wechat、print、epub；不写则按体裁",
        pub wechat: Option<Box<WechatFront>> = "微信文章的专用设置",
        pub lang: Option<Lang> = "语言：zh-Hans、zh-Hant、ko",
        pub translation_of: Option<String> = "所译稿件的编号",
        pub aliases: Vec<String> = "旧网址，自动转到新网址",
    }
}

crate::shape! {
    /// The picture that stands for an entry.
    pub struct Cover {
        pub src: String = "图片文件",
        pub alt: String = "图片内容的文字说明",
        pub credit: Option<String> = "摄影或来源",
        pub focus: Option<Focus> = "裁切时保住哪里：[距左百分之几, 距上百分之几]，如 [30, 60]",
    }
}

crate::shape! {
    /// A signature of 三审三校, bound to the content it was given for.
    pub struct Sign {
        pub stage: ReviewStage = "环节：初审、复审、终审、一校、二校、三校",
        pub by: String = "签批人",
        pub post: Option<String> = "职务",
        pub at: Time = "签批时间",
        pub hash: String = "签批时稿件的校验值",
    }
}

crate::shape! {
    /// What is different in WeChat.
    pub struct WechatFront {
        pub title: Option<String> = "微信标题，不超过 32 字",
        pub digest: Option<String> = "微信摘要，不超过 120 字",
        pub author: Option<String> = "微信作者，不超过 16 字",
        pub cover: Option<String> = "微信封面图片",
        pub original: bool = "声明原创",
        pub comments: bool = "打开留言",
    }
}

/// Somebody who made the text: a bare name, or a name with a role such as 记者.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub name: String,
    pub role: Option<String>,
}

crate::shape! {
    /// The long form of an author.
    pub struct FullAuthor {
        pub name: String = "姓名",
        pub role: Option<String> = "身份：作者、记者、通讯员、口述、整理",
    }
}

impl Field for Author {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<Author> {
        if let Value::Scalar(name) = &node.value {
            return Some(Author { name: name.clone(), role: None });
        }
        let full: FullAuthor = read_shape(node, reader)?;
        Some(Author { name: full.name, role: full.role })
    }

    fn schema() -> Json {
        json!({ "anyOf": [text_schema(), <FullAuthor as Field>::schema()] })
    }
}
