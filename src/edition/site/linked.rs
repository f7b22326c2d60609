//! Linked data (schema.org as JSON-LD) of a page, made of its head when it is rendered.

use super::views::{PageView, Ref, SiteView};
use serde::Serialize;

const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@context", skip_serializing_if = "str::is_empty")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    in_language: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    publisher: Organization<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trail<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    item_list_element: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    sort: &'a str,
    position: usize,
    name: &'a str,
    item: String,
}

/// The text for a `script` element; empty when the page says nothing of itself.
#[must_use]
pub fn linked(site: &SiteView, head: &PageView) -> String {
    let json = match head.schema {
        "" => return String::new(),
        "Organization" => serde_json::to_string(&organization(CONTEXT, site, &head.canonical)),
        sort => serde_json::to_string(&(work(site, head, sort), trail(site, &head.breadcrumb))),
    };
    // Text cannot fail to be JSON; `<` must not end the script.
    json.unwrap_or_default().replace('<', "\\u003c")
}

fn organization<'a>(context: &'a str, site: &'a SiteView, url: &'a str) -> Organization<'a> {
    Organization { context, sort: "Organization", name: &site.name, url }
}

fn work<'a>(site: &'a SiteView, head: &'a PageView, sort: &'a str) -> Work<'a> {
    Work {
        context: CONTEXT,
        sort,
        headline: &head.title,
        date_published: head.published.as_deref(),
        in_language: &head.lang,
        url: &head.canonical,
        image: head.image.as_deref(),
        publisher: organization("", site, ""),
    }
}

fn trail<'a>(site: &SiteView, steps: &'a [Ref]) -> Trail<'a> {
    let step = |(index, step): (usize, &'a Ref)| Step {
        sort: "ListItem",
        position: index + 1,
        name: &step.name,
        item: format!("{}{}", site.base_url, step.url),
    };
    Trail { context: CONTEXT, sort: "BreadcrumbList", item_list_element: steps.iter().enumerate().map(step).collect() }
}
