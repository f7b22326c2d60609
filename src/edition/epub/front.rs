//! Cover, title page and 版权页.

use super::cover;
use super::plan::Plan;
use crate::catalog::Colophon;
use crate::markup::{Html, el};

/// The page that shows the cover.
pub fn cover(plan: &Plan) -> Html {
    let alt = format!("《{}》封面", plan.volume().file.title);
    el("img").attr("src", cover::NAME).attr("alt", &alt).done()
}

/// Title, editors and publisher.
pub fn title_page(plan: &Plan) -> Html {
    let file = &plan.volume().file;
    let line = |class: &str, text: &str| el("p").class(class).text(text).done();
    let editors = file.editors.iter().map(|group| line("editors", &format!("{}　{}", group.role, group.names.join("　"))));
    el("div")
        .maybe(file.series.as_deref().map(|series| line("series", series)))
        .child(el("h1").text(&file.title))
        .maybe(file.subtitle.as_deref().map(|subtitle| line("subtitle", subtitle)))
        .maybe(file.edition_no.as_deref().map(|number| line("edition", number)))
        .children(editors)
        .child(line("publisher", publisher(plan)))
        .done()
}

/// What 版权页 says of an electronic book: nothing of paper and printing.
pub fn colophon(plan: &Plan) -> Html {
    let file = &plan.volume().file;
    let mut rows: Vec<(String, String)> = vec![("书名".to_string(), full_title(plan))];
    rows.extend(file.editors.iter().map(|group| (group.role.clone(), group.names.join("　"))));
    if let Some(colophon) = &file.colophon {
        rows.extend(stated(colophon));
    }
    if let Some(date) = file.date {
        rows.push(("日期".to_string(), date.chinese()));
    }
    rows.push(("网址".to_string(), plan.shop.catalog.site.origin().to_string()));
    let row = |(label, value): (String, String)| {
        el("div").child(el("dt").text(&label)).child(el("dd").text(&value)).done()
    };
    let list = el("dl").children(rows.into_iter().map(row));
    [el("h1").text("版权页").done(), list.done()].into_iter().collect()
}

/// Who publishes the book: the publisher, 编印单位, or the office whose site it is.
pub fn publisher<'a>(plan: &Plan<'a>) -> &'a str {
    let colophon = plan.volume().file.colophon.as_ref();
    let stated = colophon.and_then(|colophon| colophon.publisher.as_deref().or(colophon.compiler.as_deref()));
    stated.unwrap_or(&plan.shop.catalog.site.name)
}

/// `协商之花：协商成果汇编（第一辑）`.
pub fn full_title(plan: &Plan) -> String {
    let file = &plan.volume().file;
    let subtitle = file.subtitle.as_ref().map(|subtitle| format!("：{subtitle}")).unwrap_or_default();
    let number = file.edition_no.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    format!("{}{subtitle}{number}", file.title)
}

fn stated(colophon: &Colophon) -> impl Iterator<Item = (String, String)> {
    let rows = [
        ("出版者", &colophon.publisher),
        ("出版地", &colophon.place),
        ("编印单位", &colophon.compiler),
        ("准印证号", &colophon.permit),
        ("发送对象", &colophon.recipients),
        ("版次", &colophon.printing),
        ("ISBN", &colophon.isbn),
        ("CIP 核字号", &colophon.cip),
        ("责任编辑", &colophon.editor),
        ("责任校对", &colophon.proofreader),
        ("装帧设计", &colophon.designer),
        ("地址", &colophon.address),
    ];
    rows.into_iter().filter_map(|(label, value)| value.clone().map(|value| (label.to_string(), value)))
}
