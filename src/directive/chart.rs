//! ```` ```chart ````: 统计图: bars, lines, a pie or stacked bars, from inline numbers or a register figure.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::choice! {
    /// How numbers are drawn.
    pub enum ChartType { Bar = "bar", Line = "line", Pie = "pie", Stacked = "stacked" }
}

crate::shape! {
    /// A chart.
    pub struct Chart {
        pub sort as "type": ChartType = "图形：bar 柱、line 折线、pie 饼、stacked 堆积柱",
        pub title: String = "标题",
        pub unit: Option<String> = "单位",
        pub labels: Vec<String> = "各项名称",
        pub series: Vec<Series> = "各组数值",
        pub figure: Option<String> = "取名册中的哪项数据",
        pub source: Option<String> = "数据来源",
        pub note: Option<String> = "说明",
    }
}

crate::shape! {
    /// One series of numbers, one for each label.
    pub struct Series {
        pub name: Option<String> = "名称",
        pub values: Vec<f64> = "数值",
    }
}

/// What a chart is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// Classes, coloured by a style sheet.
    Classes,
    /// Colours `#rrggbb`, one for each series, and a font family.
    Solid { colours: Vec<String>, family: String },
}

/// One row of the table behind a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: String,
    pub values: Vec<f64>,
}

impl Rendering for Chart {
    fn html(&self, body: Html, _to: &Outlet) -> Html {
        body
    }

    fn wechat(&self, body: Html, _to: &Outlet, _look: &Look) -> Html {
        body
    }

    fn typst(&self, body: Typst, _to: &Outlet) -> Typst {
        body
    }

    fn words(&self) -> Vec<String> {
        Vec::new()
    }
}
