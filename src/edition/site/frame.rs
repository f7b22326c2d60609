//! What stands around every page: the site view, and the head of a page with its government page
//! tags (国办发〔2017〕47号, annex 网页标签).

use super::{address, tongues};
use super::desk::Desk;
use super::linked::Linked;
use super::views::{ChannelsView, FooterView, Meta, NavView, PageView, Ref, SiteView};
use crate::catalog::{Column, Profile};
use crate::edition::Shop;
use crate::kind::Lang;
use std::collections::BTreeMap;

/// The view of the site; `assets` is logical name -> address.
#[must_use]
pub fn site(shop: &Shop, assets: BTreeMap<String, String>) -> SiteView {
    let site = &shop.catalog.site;
    let nav = |column: &Column| NavView {
        name: column.file.name.clone(),
        url: address::column(column),
        slug: column.slug.to_string(),
    };
    let columns = &shop.catalog.columns;
    let channels = site.channels.as_ref();
    SiteView {
        name: site.name.clone(),
        short_name: site.short_name().to_string(),
        base_url: site.origin().to_string(),
        language: site.language().to_string(),
        description: site.description.clone().unwrap_or_default(),
        nav: columns.iter().filter(|column| column.in_nav()).map(nav).collect(),
        columns: columns.iter().map(nav).collect(),
        maps: maps(shop),
        footer: footer(shop),
        id_code: site.id_code.clone(),
        channels: ChannelsView {
            wechat: channels.and_then(|channels| channels.wechat.clone()),
            app: channels.and_then(|channels| channels.app.clone()),
        },
        feed: "/feed.xml".to_string(),
        assets,
    }
}

/// The pages that list what is spread over the columns.
fn maps(shop: &Shop) -> Vec<Ref> {
    let some = |has: bool, name: &str, url: &str| has.then(|| Ref { name: name.to_string(), url: url.to_string() });
    let maps = [
        some(true, super::months::TITLE, super::months::FIRST),
        some(!shop.shelf.by_tag.is_empty(), "标签", "/tags/"),
        some(!shop.shelf.by_person.is_empty(), "人物", "/people/"),
        some(!shop.catalog.registers.brands.is_empty(), "协商品牌", "/brands/"),
        some(!super::registered::district_addresses(shop).is_empty(), "县（市）区", "/districts/"),
    ];
    maps.into_iter().flatten().collect()
}

fn footer(shop: &Shop) -> FooterView {
    let Some(footer) = shop.catalog.site.footer.clone() else { return FooterView::default() };
    FooterView {
        host: footer.host,
        operator: footer.operator,
        support: footer.support,
        address: footer.address,
        phone: footer.phone,
        email: footer.email,
        postcode: footer.postcode,
        icp: footer.icp,
        police: footer.police,
        police_code: footer.police_code,
        conac: footer.conac,
        report: footer.report,
    }
}

/// The beginnings of a head; pages fill in what is theirs.
#[must_use]
pub fn head(desk: &Desk, sort: &'static str, title: &str, url: &str) -> PageView {
    let own = desk.tongues.own();
    let mut head = head_in(desk, own, sort, title, url);
    // Pages that are not there have no counterparts.
    let lacking = matches!(sort, "notfound" | "withdrawn" | "alias");
    let version = [(own, url.to_string())];
    tongues::dress(desk, &mut head, if lacking { &[] } else { &version }, None);
    head
}

/// As [`head`], of a page in `lang`, which says itself what its counterparts are.
#[must_use]
pub fn head_in(desk: &Desk, lang: Lang, sort: &'static str, title: &str, url: &str) -> PageView {
    let site = &desk.site;
    let home = Ref { name: desk.tongues.word(lang, "home").to_string(), url: format!("{}/", desk.tongues.prefix(lang)) };
    PageView {
        sort,
        title: title.to_string(),
        url: url.to_string(),
        canonical: format!("{}{url}", site.base_url),
        description: if lang == desk.tongues.own() { site.description.clone() } else { desk.tongues.word(lang, "intro").to_string() },
        keywords: String::new(),
        lang: lang.word().to_string(),
        og_type: "website",
        image: None,
        meta: Vec::new(),
        alternates: Vec::new(),
        tongues: Vec::new(),
        manifest: None,
        breadcrumb: vec![home],
        feed: None,
        column: None,
        schema: "",
        linked: Linked::default(),
        published: None,
        prev: None,
        next: None,
        noindex: false,
    }
}

/// 网站标签: on every page.
#[must_use]
pub fn site_tags(shop: &Shop) -> Vec<Meta> {
    let site = &shop.catalog.site;
    if site.profile() == Profile::None {
        return Vec::new();
    }
    let domain = site.origin().split("://").last().unwrap_or("").split('/').next().unwrap_or("");
    let mut tags = vec![tag("SiteName", &site.name), tag("SiteDomain", domain)];
    tags.extend(site.id_code.as_deref().map(|code| tag("SiteIDCode", code)));
    tags
}

/// 栏目标签: on lists and articles. The home page is the column 首页.
#[must_use]
pub fn column_tags(shop: &Shop, column: Option<&Column>) -> Vec<Meta> {
    let site = &shop.catalog.site;
    if site.profile() == Profile::None {
        return Vec::new();
    }
    match column {
        None => vec![
            tag("ColumnName", "首页"),
            tag("ColumnDescription", site.description.as_deref().unwrap_or(&site.name)),
            tag("ColumnKeywords", &keywords(&site.keywords, &site.name)),
            tag("ColumnType", "首页"),
        ],
        Some(column) => {
            let file = &column.file;
            vec![
                tag("ColumnName", &file.name),
                tag("ColumnDescription", file.description.as_deref().unwrap_or(&file.name)),
                tag("ColumnKeywords", &keywords(&file.keywords, &file.name)),
                tag("ColumnType", file.column_type.as_deref().unwrap_or("工作动态")),
            ]
        }
    }
}

/// One page tag; line breaks become spaces.
#[must_use]
pub fn tag(name: &'static str, content: &str) -> Meta {
    Meta { name, content: content.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Keywords with commas, or `otherwise` when there are none.
#[must_use]
pub fn keywords(words: &[String], otherwise: &str) -> String {
    if words.is_empty() { otherwise.to_string() } else { words.join(",") }
}
