//! Templates of an office's own: what is wrong in them is said with its place, and nothing is built.

use crate::project::{AS_OF, Said, Temp, kanxing};

const TEMPLATE: &str = "themes/zhengxie/site/templates/notfound.html";

fn with(template: &str) -> (Temp, Said) {
    let project = Temp::new("themes");
    project.write("content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n".as_bytes());
    project.write(TEMPLATE, template.as_bytes());
    let said = kanxing(project.path(), &["build", "--edition", "site", "--as-of", AS_OF]);
    (project, said)
}

fn refused(template: &str, place: &str, words: &str) {
    let (project, said) = with(template);
    assert_eq!(said.status, 1, "{}", said.all());
    let all = said.all();
    assert!(all.contains("template-error") && all.contains(&format!("{TEMPLATE}:{place}")) && all.contains(words), "{all}");
    assert!(!project.join("out/site").exists(), "nothing is built");
}

#[test]
fn a_loop_over_a_map_is_refused() {
    refused("<p>一</p>\n  {%- for key, value in site %}{{ key }}{% endfor %}\n", "2:3", "映射");
}

#[test]
fn a_slip_of_syntax_is_placed() {
    refused("<p>一</p>\n{% if site %}\n", "", "模板有误");
}

#[test]
fn a_loop_over_a_list_is_fine() {
    let (_project, said) = with("{% for column in site.nav %}{{ column.name }}{% endfor %}\n");
    assert_eq!(said.status, 0, "{}", said.all());
}
