//! `chart` 统计图: bars, lines, a pie or stacked bars, drawn by the program itself.
//!
//! ````text
//! ```chart
//! type: bar
//! title: 2022年委员联络站与委员协商议事室
//! unit: 个
//! labels: [年中, 年底]
//! series:
//!   - {name: 委员联络站, values: [170, 187]}
//!   - {name: 委员协商议事室, values: [688, 813]}
//! source: 常委会工作报告
//! note: 累计数
//! ```
//! ````
//!
//! `type` is `bar`, `line`, `pie` or `stacked`; each of `series` has one value for each label, and
//! a `name` when there are several. `figure: 编号` draws the values of `registers/figures.yaml`
//! instead, labelled by their dates. The site shows the drawing with a table of the same numbers
//! for those who listen, WeChat a picture of it, print the drawing itself.

mod bars;
mod label;
mod line;
mod pie;
mod scale;
mod svg;

use super::parts::line as line_wechat;
use super::stat::number;
use super::{MetricValue, Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};
use crate::shape::{Field, Key, KeyDoc, Node, Reader, Shape};
use svg::Canvas;

pub use svg::Ink;

crate::choice! {
    /// How numbers are drawn.
    pub enum ChartType { Bar = "bar", Line = "line", Pie = "pie", Stacked = "stacked" }
}

crate::shape! {
    /// What is written of a chart.
    pub struct ChartFields {
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

/// A chart and its place among the charts of its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub fields: ChartFields,
    /// Counted from 1 by the loader; the raster of WeChat is the picture `chart:N`.
    pub ordinal: u32,
}

impl Shape for Chart {
    const KEYS: &'static [KeyDoc] = ChartFields::KEYS;

    fn take(pairs: &[(Key, Node)], at: crate::diag::Span, reader: &mut Reader) -> Option<Chart> {
        ChartFields::take(pairs, at, reader).map(|fields| Chart { fields, ordinal: 0 })
    }

    fn properties() -> Vec<serde_json::Value> {
        ChartFields::properties()
    }
}

impl Field for Chart {
    const REQUIRED: bool = true;

    fn read(node: &Node, reader: &mut Reader) -> Option<Chart> {
        crate::shape::read_shape(node, reader)
    }

    fn schema() -> serde_json::Value {
        ChartFields::schema()
    }
}

/// The numbers of a chart, wherever they come from.
#[derive(Clone, Debug, Default, PartialEq)]
struct Plot {
    unit: String,
    labels: Vec<String>,
    /// Name, which may be empty, and a value for each label.
    series: Vec<(String, Vec<f64>)>,
}

impl Plot {
    fn is_empty(&self) -> bool {
        self.labels.is_empty() || self.series.is_empty()
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|(_, values)| values.iter().copied())
    }

    /// Names of the series, when there are several to tell apart.
    fn legend(&self) -> Vec<&str> {
        let names: Vec<&str> = self.series.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() > 1 { names } else { Vec::new() }
    }
}

impl Chart {
    /// The drawing: 720 units wide, as high as it needs; empty when there is nothing to draw.
    #[must_use]
    pub fn svg(&self, to: &Outlet, ink: &Ink) -> String {
        let plot = self.plot(to);
        if plot.is_empty() {
            return String::new();
        }
        let mut canvas = Canvas::new(ink);
        let height = match self.fields.sort {
            ChartType::Bar => bars::grouped(&mut canvas, &plot),
            ChartType::Stacked => bars::stacked(&mut canvas, &plot),
            ChartType::Line => line::draw(&mut canvas, &plot),
            ChartType::Pie => pie::draw(&mut canvas, &plot),
        };
        canvas.finish(height, &self.fields.title, &self.described(&plot))
    }

    /// The key of its raster in [`Outlet::pictures`].
    #[must_use]
    pub fn picture_key(&self) -> String {
        format!("chart:{}", self.ordinal)
    }

    /// What it shows in words, for those who cannot see it.
    #[must_use]
    pub fn alt(&self, to: &Outlet) -> String {
        self.described(&self.plot(to))
    }

    fn plot(&self, to: &Outlet) -> Plot {
        let own = self.fields.unit.clone();
        let Some(id) = &self.fields.figure else {
            let series = self.fields.series.iter().map(|one| (one.name.clone().unwrap_or_default(), one.values.clone()));
            return Plot {
                unit: own.unwrap_or_default(),
                labels: self.fields.labels.clone(),
                series: series.collect(),
            };
        };
        let Some(metric) = to.figures.get(id) else { return Plot::default() };
        let mixed = metric.values.windows(2).any(|pair| matches!(pair, [a, b] if a.scope != b.scope));
        Plot {
            unit: own.unwrap_or_else(|| metric.unit.clone()),
            labels: metric.values.iter().map(|value| dated(value, mixed)).collect(),
            series: vec![(metric.name.clone(), metric.values.iter().map(|value| value.value).collect())],
        }
    }

    fn described(&self, plot: &Plot) -> String {
        let sort = match self.fields.sort {
            ChartType::Bar => "柱形图",
            ChartType::Line => "折线图",
            ChartType::Pie => "饼图",
            ChartType::Stacked => "堆积柱形图",
        };
        let series = plot.series.iter().map(|(name, values)| {
            let points = plot.labels.iter().zip(values).map(|(label, value)| format!("{label}{}{}", number(*value), plot.unit));
            let points = points.collect::<Vec<_>>().join("，");
            if plot.series.len() > 1 { format!("{name}：{points}") } else { points }
        });
        format!("{sort}：{}。{}。", self.fields.title, series.collect::<Vec<_>>().join("；"))
    }

    /// The same numbers as a table, for those who listen.
    fn table(&self, plot: &Plot) -> Html {
        let unit = if plot.unit.is_empty() { String::new() } else { format!("（单位：{}）", plot.unit) };
        let head = |name: &str| el("th").attr("scope", "col").text(name).done();
        let columns = plot.series.iter().map(|(name, _)| head(if name.is_empty() { "数值" } else { name }));
        let rows = plot.labels.iter().enumerate().map(|(at, label)| {
            let cells = plot.series.iter().map(|(_, values)| {
                el("td").text(&values.get(at).map_or_else(String::new, |value| number(*value))).done()
            });
            el("tr").child(el("th").attr("scope", "row").text(label)).children(cells).done()
        });
        el("table")
            .class("sr")
            .child(el("caption").text(&format!("{}{unit}", self.fields.title)))
            .child(el("thead").child(el("tr").child(head("项目")).children(columns)))
            .child(el("tbody").children(rows))
            .done()
    }

    /// `来源：常委会工作报告。说明：累计数`
    fn remark(&self) -> Option<String> {
        let source = self.fields.source.as_ref().map(|source| format!("来源：{source}"));
        let note = self.fields.note.as_ref().map(|note| format!("说明：{note}"));
        let parts: Vec<String> = source.into_iter().chain(note).collect();
        (!parts.is_empty()).then(|| parts.join("。"))
    }
}

impl Rendering for Chart {
    fn html(&self, _body: Html, to: &Outlet) -> Html {
        let plot = self.plot(to);
        if plot.is_empty() {
            return Html::new();
        }
        let ink = if to.chart_colours.is_empty() { Ink::Classes } else { Ink::solid(to) };
        let remark = self.remark().map(|remark| el("p").class("chart-note").text(&remark).done());
        el("figure")
            .class("chart")
            .child(el("figcaption").text(&self.fields.title))
            .child(Html::trusted(self.svg(to, &ink)))
            .child(self.table(&plot))
            .maybe(remark)
            .done()
    }

    fn wechat(&self, _body: Html, to: &Outlet, look: &Look) -> Html {
        if self.plot(to).is_empty() {
            return Html::new();
        }
        let image = super::parts::image_wechat(&self.picture_key(), &self.alt(to), to, look);
        let remark = self.remark().map(|remark| line_wechat("caption", &remark, look));
        el("section")
            .style(look.style("chart"))
            .child(line_wechat("chart-title", &self.fields.title, look))
            .child(image)
            .maybe(remark)
            .done()
    }

    fn typst(&self, _body: Typst, to: &Outlet) -> Typst {
        let svg = self.svg(to, &Ink::solid(to));
        if svg.is_empty() {
            return Typst::text("");
        }
        call("chart")
            .arg(Typst::text(&svg))
            .named("title", Typst::text(&self.fields.title))
            .named("source", Typst::text_or_none(self.fields.source.as_deref()))
            .named("note", Typst::text_or_none(self.fields.note.as_deref()))
            .named("alt", Typst::text(&self.alt(to)))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let fields = &self.fields;
        let names = fields.series.iter().filter_map(|series| series.name.clone());
        [fields.title.clone()]
            .into_iter()
            .chain(fields.labels.iter().cloned())
            .chain(names)
            .chain(fields.source.clone())
            .chain(fields.note.clone())
            .collect()
    }

    fn figures(&self) -> Vec<&str> {
        self.fields.figure.iter().map(String::as_str).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        self.fields.faults()
    }
}

impl ChartFields {
    fn faults(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut fault = |wrong: bool, message: &str, help: &str| {
            if wrong {
                found.push((message.to_string(), help.to_string()));
            }
        };
        let written = !self.labels.is_empty() || !self.series.is_empty();
        let negative = self.series.iter().flat_map(|series| &series.values).any(|value| *value < 0.0);
        let total: f64 = self.series.iter().flat_map(|series| &series.values).sum();
        let pie = self.sort == ChartType::Pie;
        fault(self.figure.is_some() && written, "统计图同时写了 figure 和 labels、series", "只写其一：取名册中的数据用 figure，自写数据用 labels 和 series");
        fault(self.figure.is_none() && (self.labels.is_empty() || self.series.is_empty()), "统计图没有数据", "请写 labels 和 series，或 figure: 名册中的编号");
        fault(pie && self.series.len() > 1, "饼图只能有一组数值", "请只留一组 series，或改用 type: stacked");
        fault(pie && negative, "饼图里不能有负数", "请改用 type: bar");
        fault(pie && !negative && !self.series.is_empty() && total <= 0.0, "饼图各项合计为零，画不出来", "请核对数值");
        fault(self.sort == ChartType::Stacked && negative, "堆积柱形图里不能有负数", "请改用 type: bar");
        fault(self.series.len() > 6, "统计图超过 6 组，颜色会重复", "请合并次要的组，或分成两张图");
        let several = self.series.len() > 1;
        fault(several && self.series.iter().any(|series| series.name.is_none()), "有几组数值时，每组都要有名称", "请给每组 series 写上 name");
        for series in self.series.iter().filter(|series| series.values.len() != self.labels.len() && self.figure.is_none()) {
            let name = series.name.as_deref().unwrap_or("这一组");
            let message = format!("“{name}”有 {} 个数值，名称却有 {} 项", series.values.len(), self.labels.len());
            found.push((message, "请让 values 与 labels 一一对应".to_string()));
        }
        found
    }
}

/// The date of a register value, with what it covers where the values differ in that.
fn dated(value: &MetricValue, mixed: bool) -> String {
    let day = value.as_of.map(|date| date.chinese()).unwrap_or_default();
    if mixed { format!("{}{day}", value.scope) } else { day }
}
