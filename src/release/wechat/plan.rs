//! What a push would do, from what is known here: no call is made. What the platform would answer is
//! left open.

use super::package::{Article, Package, Picture};
use super::payload::{self, Way};
use super::platform::Call;
use super::state::{Material, State};
use super::upload;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What stands for what only the platform can tell.
const LATER: &str = "（上传后得到）";

/// The calls of a push, in order, and the bodies of the articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Chinese, one a line.
    pub steps: Vec<String>,
    /// The JSON that would be sent; without the token, which goes in the address.
    pub body: Value,
}

/// What pushing `package` would take, seen from `state`.
#[must_use]
pub fn plan(package: &Package, state: &State) -> Plan {
    let mut steps = vec![step(Call::Token, "用 AppID 和 AppSecret")];
    let known = state.drafts.get(&package.id);
    let hashes: Vec<String> = package.articles.iter().map(Article::hash).collect();
    let changed: Vec<usize> = match known {
        Some(draft) => (0..hashes.len()).filter(|at| draft.articles.get(*at) != hashes.get(*at)).collect(),
        None => (0..hashes.len()).collect(),
    };
    if let Some(draft) = known {
        steps.push(step(Call::GetDraft, &format!("media_id {}，看看还在不在、有没有人改过", draft.media_id)));
    } else if state.adding.contains_key(&package.id) {
        steps.push(step(Call::ListDrafts, "上次没有收到回答，先找找那份草稿"));
    }
    let (uploads, mut filled) = uploads(package, state);
    steps.extend(uploads);
    match known {
        None => steps.push(step(Call::AddDraft, &format!("{} 篇文章", hashes.len()))),
        Some(_) if changed.is_empty() => steps.push("没有改动，不再发送".to_string()),
        Some(draft) if draft.articles.len() != hashes.len() => {
            steps.push(step(Call::AddDraft, &format!("{} 篇文章：篇数变了，另建一份", hashes.len())));
            steps.push(step(Call::DeleteDraft, &format!("media_id {}", draft.media_id)));
        }
        Some(_) => steps.extend(changed.iter().map(|at| {
            step(Call::UpdateDraft, &format!("第 {} 篇《{}》", at + 1, package.articles[*at].title))
        })),
    }
    if known.is_none() || !changed.is_empty() {
        steps.push(step(Call::GetDraft, "与送出的逐项比对"));
    }
    filled.asked.clear();
    let bodies: Vec<Value> = package.articles.iter().filter_map(|article| payload::body(article, &filled).ok()).collect();
    Plan { steps, body: json!({ "articles": bodies }) }
}

/// The pictures that would be sent, each once, and the state as it would be after that.
fn uploads(package: &Package, state: &State) -> (Vec<String>, State) {
    let mut filled = state.clone();
    let (mut steps, mut seen) = (Vec::new(), BTreeSet::new());
    for article in &package.articles {
        let pictures = article.pictures.iter().map(|picture| (picture, payload::way(picture)));
        for (picture, way) in pictures.chain([(&article.cover, Way::Material)]) {
            let known = match way {
                Way::Inline => state.pictures.contains_key(&picture.hash),
                Way::Material => state.materials.contains_key(&picture.hash),
            };
            if seen.insert((way == Way::Inline, picture.hash.clone())) {
                steps.push(upload_step(picture, way, known));
            }
            let address = format!("https://mmbiz.qpic.cn/{LATER}/{}", picture.name);
            let material = Material { media_id: LATER.to_string(), url: address.clone() };
            match way {
                Way::Inline => drop(filled.pictures.entry(picture.hash.clone()).or_insert(address)),
                Way::Material => drop(filled.materials.entry(picture.hash.clone()).or_insert(material)),
            }
        }
    }
    (steps, filled)
}

fn upload_step(picture: &Picture, way: Way, known: bool) -> String {
    let call = match way {
        Way::Inline => Call::UploadPicture,
        Way::Material => Call::AddMaterial,
    };
    match known {
        true => format!("已传过，不再上传：{}", picture.name),
        false => step(call, &format!("{}（{}）", picture.name, upload::size(picture))),
    }
}

fn step(call: Call, what: &str) -> String {
    format!("{}（{}）：{what}", call.chinese(), call.path())
}
