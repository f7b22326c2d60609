//! The sitemap beyond what one file may hold: an index of parts, each within the limit, every address once.

use kanxing::edition::{EDITIONS, Shop};
use kanxing::files::{File, Files};
use kanxing::load;
use kanxing::shape::Time;
use std::collections::BTreeSet;

const ENTRIES: usize = 45_100;

#[test]
fn a_large_sitemap_is_split() {
    let mut files = Files::default();
    let mut file = |path: String, text: String| files.insert(path, File::memory(text.into_bytes()));
    file("site.yaml".to_string(), "name: 政协\nbase_url: https://www.example.gov.cn\nprofile: none\n".to_string());
    file("a/_column.yaml".to_string(), "name: 栏目\nkind: page\n".to_string());
    for number in 0..ENTRIES {
        file(format!("a/e{number}.md"), format!("---\ntitle: 第{number}篇\ndate: 2026-01-01\n---\n"));
    }
    let catalog = load::load(&files).value;
    let looks = load::looks(kanxing::builtin::files("themes/")).value;
    let shop = Shop::new(catalog, looks, Time::parse("2026-11-20").expect("a time"), false);
    let site = EDITIONS.iter().find(|edition| edition.about == "门户网站").expect("the site");
    let routes = (site.routes)(&shop).value;
    let maps: Vec<(String, String)> = routes
        .iter()
        .filter(|route| route.path().starts_with("sitemap"))
        .map(|route| (route.path().to_string(), String::from_utf8(route.render(&shop).value.expect("bytes")).expect("text")))
        .collect();
    let index = &maps.iter().find(|(path, _)| path == "sitemap.xml").expect("an index").1;
    assert!(index.contains("<sitemapindex") && index.matches("<lastmod>2026-01-01</lastmod>").count() == 2, "{index}");
    let mut seen = BTreeSet::new();
    for (path, map) in maps.iter().filter(|(path, _)| path != "sitemap.xml") {
        assert!(index.contains(&format!("<loc>https://www.example.gov.cn/{path}</loc>")), "{path} is not in the index");
        let places: Vec<&str> = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
        assert!(places.len() <= 45_000 && map.len() < 50 << 20, "{path} is too large");
        seen.extend(places.iter().map(ToString::to_string));
    }
    assert!(maps.len() == 3 && seen.len() >= ENTRIES + 2, "{} files, {} addresses", maps.len(), seen.len());
}
