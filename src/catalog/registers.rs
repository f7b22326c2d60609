//! Registers (名册): the facts texts are held against.

use super::PublishedArticle;
use crate::diag::Severity;
use crate::directive::{Metric, MetricValue};
use crate::shape::{Field, Node, Reader, StrictDate};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// All registers of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registers {
    pub people: Vec<Person>,
    pub organizations: Vec<Organization>,
    pub terms: Terms,
    pub documents: Vec<DocumentTitle>,
    pub brands: Vec<Brand>,
    pub figures: Vec<Figure>,
    pub sources: Vec<MediaSource>,
    pub places: Vec<PlaceName>,
    /// Articles of the official account that can be linked to.
    pub articles: Vec<PublishedArticle>,
}

impl Registers {
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Where an entry, or a part of it, was published in the official account.
    #[must_use]
    pub fn published(&self, id: &str, part: Option<u32>) -> Option<&str> {
        let same = |article: &&PublishedArticle| article.id == id && article.part.unwrap_or(1) == part.unwrap_or(1);
        self.articles.iter().find(same).map(|article| article.url.as_str())
    }

    /// Words with the form they have in Traditional text: those of the register of terms, then names
    /// of people and places, which stay as they are where no form is written.
    #[must_use]
    pub fn traditional(&self) -> Vec<(String, String)> {
        let keep = |name: &String, hant: &Option<String>| (name.clone(), hant.as_ref().unwrap_or(name).clone());
        let terms = self.terms.hant.iter().map(|(from, to)| (from.clone(), to.clone()));
        let people = self.people.iter().map(|person| keep(&person.name, &person.hant));
        let places = self.places.iter().map(|place| keep(&place.name, &place.hant));
        terms.chain(people).chain(places).collect()
    }

    /// The figures called `ids`, as every edition shows them: values in the order of their dates.
    #[must_use]
    pub fn metrics<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> BTreeMap<String, Metric> {
        ids.into_iter().filter_map(|id| Some((id.to_string(), self.figure(id)?.metric()))).collect()
    }
}

impl Figure {
    fn metric(&self) -> Metric {
        let values = self.values.iter().map(|value| MetricValue {
            value: value.value,
            qualifier: value.qualifier.map_or("", Qualifier::word).to_string(),
            scope: value.scope.clone().unwrap_or_default(),
            as_of: value.as_of,
            source: value.source.clone().unwrap_or_default(),
        });
        let mut values: Vec<MetricValue> = values.collect();
        values.sort_by_key(|value| value.as_of);
        Metric { name: self.metric.clone(), unit: self.unit.clone().unwrap_or_default(), values }
    }
}

crate::shape! {
    /// A person and the offices held.
    pub struct Person {
        pub name: String = "姓名",
        pub pinyin: Option<String> = "拼音，姓氏或字有两读时填写",
        pub hant: Option<String> = "姓名的繁体写法；不写则繁体版里照录 name",
        pub order: Option<u32> = "在单位中的排序",
        pub offices: Vec<Office> = "历任职务",
        pub died: Option<StrictDate> = "逝世时间",
        pub gender: Option<String> = "性别",
        pub nation: Option<String> = "民族",
        pub note: Option<String> = "备注",
    }
}

crate::shape! {
    /// One term of office.
    pub struct Office {
        pub office: String = "职务",
        pub organization: String = "单位",
        pub from: Option<StrictDate> = "任职起",
        pub until: Option<StrictDate> = "任职止",
    }
}

crate::choice! {
    /// The level of an organisation.
    pub enum OrganizationLevel {
        National = "national", Province = "province", City = "city", County = "county", Town = "town",
    }
}

crate::shape! {
    /// An organisation.
    pub struct Organization {
        pub name: String = "全称",
        pub short: Vec<String> = "规范简称",
        pub level: Option<OrganizationLevel> = "层级：national province city county town",
        pub parent: Option<String> = "上级单位",
    }
}

crate::shape! {
    /// Fixed phrases and house rules of wording.
    pub struct Terms {
        pub phrases: Vec<String> = "固定表述，一字不差",
        pub rules: Vec<Rule> = "规范用语",
        pub hant: BTreeMap<String, String> = "繁体版里固定的写法，如 {发卡: 發卡}",
    }
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { phrases: Vec::new(), rules: Vec::new(), hant: BTreeMap::new() }
    }
}

crate::shape! {
    /// Wrong wording and the right one.
    pub struct Rule {
        pub wrong: String = "不规范的写法",
        pub right: String = "规范的写法",
        pub severity: Option<Severity> = "程度：error warning note",
        pub except: Vec<String> = "例外的上下文",
        pub samples: Option<Samples> = "正误例句",
        pub note: Option<String> = "说明",
    }
}

crate::shape! {
    /// Sentences that must and must not be found.
    pub struct Samples {
        pub wrong: Vec<String> = "误例",
        pub right: Vec<String> = "正例",
    }
}

impl Field for Severity {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<Severity> {
        let read = match node.scalar() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("note") => Some(Severity::Note),
            _ => None,
        };
        if read.is_none() {
            reader.not_a_choice(node, &["error", "warning", "note"]);
        }
        read
    }

    fn schema() -> Json {
        json!({ "enum": ["error", "warning", "note"] })
    }
}

crate::shape! {
    /// The title of a regulation, book or report.
    pub struct DocumentTitle {
        pub title: String = "全名，不加书名号",
        pub short: Vec<String> = "规范简称",
        pub doc_number: Option<String> = "文号",
        pub issued_by: Option<String> = "发文单位",
        pub year: Option<u32> = "年份",
    }
}

crate::shape! {
    /// A consultation brand.
    pub struct Brand {
        pub name: String = "品牌名称",
        pub owner: String = "所属政协",
        pub level: Option<OrganizationLevel> = "层级",
        pub since: Option<StrictDate> = "创建时间",
        pub also: Vec<String> = "别称",
        pub about: Option<String> = "简介",
    }
}

crate::choice! {
    /// The word that makes a figure inexact.
    pub enum Qualifier { Odd = "余", Many = "多", Nearly = "近", Over = "超" }
}

crate::shape! {
    /// Something counted.
    pub struct Figure {
        pub id: String = "编号",
        pub metric: String = "指标名称，即文中的说法",
        pub also: Vec<String> = "文中的其他说法",
        pub unit: Option<String> = "单位",
        pub values: Vec<FigureValue> = "各期数值",
    }
}

crate::shape! {
    /// One value of a figure.
    pub struct FigureValue {
        pub value: f64 = "数值",
        pub scope: Option<String> = "范围",
        pub as_of: Option<StrictDate> = "截至",
        pub cumulative: bool = "是否累计",
        pub qualifier: Option<Qualifier> = "约数词：余、多、近、超",
        pub source: Option<String> = "出处",
    }
}

crate::shape! {
    /// A medium or body that 来源 may name.
    pub struct MediaSource {
        pub name: String = "名称",
        pub kind: Option<String> = "类别：newspaper website magazine tv body",
        pub url: Option<String> = "网址",
    }
}

crate::shape! {
    /// The name of a place, which conversion into other scripts leaves alone.
    pub struct PlaceName {
        pub name: String = "地名",
        pub hant: Option<String> = "繁体写法；不写则繁体版里照录 name",
        pub note: Option<String> = "备注",
    }
}
