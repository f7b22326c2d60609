//! The calls of the platform, one function each, and what each refuses.

use super::http::{Request, form};
use super::{APPID, Draft, Material, SECRET, World, rules};
use kanxing::media::{self, Format};
use serde_json::{Value, json};

/// `{"errcode": …}`.
pub fn no(code: i64, said: &str) -> Value {
    json!({ "errcode": code, "errmsg": format!("{said} rid: 0000-1111") })
}

type Answer = Result<Value, Value>;

/// What the platform says to a call.
pub fn answer(world: &mut World, request: &Request) -> Value {
    if request.method != "POST" {
        world.strange.push(format!("{} {}", request.method, request.path));
        return no(43002, "require POST method");
    }
    let answer = match request.path.as_str() {
        "/cgi-bin/stable_token" => body(request).and_then(|body| stable_token(world, &body)),
        _ => admit(world, request).and_then(|()| admitted(world, request)),
    };
    answer.unwrap_or_else(|no| no)
}

fn admitted(world: &mut World, request: &Request) -> Answer {
    match request.path.as_str() {
        "/cgi-bin/media/uploadimg" => upload_picture(world, request),
        "/cgi-bin/material/add_material" => add_material(world, request),
        "/cgi-bin/material/batchget_material" => list_material(world, &body(request)?),
        "/cgi-bin/draft/add" => add(world, &body(request)?),
        "/cgi-bin/draft/update" => update(world, &body(request)?),
        "/cgi-bin/draft/get" => get(world, &body(request)?),
        "/cgi-bin/draft/batchget" => list(&world.drafts, world, &body(request)?),
        "/cgi-bin/draft/delete" => delete(world, &body(request)?),
        "/cgi-bin/freepublish/batchget" if world.no_right => Err(no(48001, "api unauthorized")),
        "/cgi-bin/freepublish/batchget" => list(&world.published, world, &body(request)?),
        other => {
            world.strange.push(other.to_string());
            Err(no(40066, "invalid url"))
        }
    }
}

/// JSON in UTF-8, characters as they are.
fn body(request: &Request) -> Answer {
    let text = std::str::from_utf8(&request.body).map_err(|_| no(47001, "data format error"))?;
    if !request.kind.starts_with("application/json") {
        return Err(no(47001, "data format error"));
    }
    if text.contains("\\u") {
        return Err(no(40033, "invalid charset. please check your request, if include \\uxxxx will create fail!"));
    }
    if text.trim().is_empty() {
        return Err(no(44002, "empty post data"));
    }
    serde_json::from_str(text).map_err(|_| no(47001, "data format error"))
}

/// Fields of an object and no others.
fn only<'v>(value: &'v Value, fields: &[&str]) -> Result<&'v serde_json::Map<String, Value>, Value> {
    let object = value.as_object().ok_or_else(|| no(47001, "data format error"))?;
    match object.keys().find(|key| !fields.contains(&key.as_str())) {
        Some(key) => Err(no(47001, &format!("data format error: {key}"))),
        None => Ok(object),
    }
}

fn stable_token(world: &mut World, body: &Value) -> Answer {
    let asked = only(body, &["grant_type", "appid", "secret", "force_refresh"])?;
    if world.unlisted {
        return Err(no(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"));
    }
    if asked.get("grant_type") != Some(&json!("client_credential")) {
        return Err(no(40002, "invalid grant_type"));
    }
    if asked.get("appid") != Some(&json!(APPID)) {
        return Err(no(40013, "invalid appid"));
    }
    if asked.get("secret") != Some(&json!(SECRET)) {
        // The real one is not so careless; a test wants to see what becomes of it.
        return Err(no(40125, &format!("invalid appsecret {}", asked.get("secret").and_then(Value::as_str).unwrap_or(""))));
    }
    let force = asked.get("force_refresh") == Some(&json!(true));
    world.forced += usize::from(force);
    let current = world.tokens.last().filter(|token| !force && !world.expired.contains(*token)).cloned();
    let token = current.unwrap_or_else(|| {
        world.counter += 1;
        format!("94_token-{}_{}", world.counter, "x".repeat(120))
    });
    if world.tokens.last() != Some(&token) {
        world.tokens.push(token.clone());
    }
    Ok(json!({ "access_token": token, "expires_in": 7200 }))
}

fn admit(world: &mut World, request: &Request) -> Result<(), Value> {
    let Some(token) = request.parameter("access_token") else { return Err(no(41001, "access_token missing")) };
    if world.expired.contains(token) {
        return Err(no(42001, "access_token expired"));
    }
    if world.tokens.last().map(String::as_str) != Some(token) {
        return Err(no(40001, &format!("invalid credential, access_token is invalid or not latest: {token}")));
    }
    match &mut world.quota {
        Some(0) => Err(no(45009, "reach max api daily quota limit")),
        Some(left) => {
            *left -= 1;
            Ok(())
        }
        None => Ok(()),
    }
}

fn upload_picture(world: &mut World, request: &Request) -> Answer {
    let form = form(request).filter(|form| form.field == "media").ok_or_else(|| no(41005, "media data missing"))?;
    if form.bytes.len() >= 1 << 20 {
        return Err(no(40009, "invalid image size"));
    }
    let probe = media::probe(&form.bytes).map_err(|_| no(40005, "invalid file type"))?;
    if !matches!(probe.format, Format::Jpeg | Format::Png) || !named_as_it_is(&form.file_name, &form.mime, probe.format) {
        return Err(no(40005, "invalid file type"));
    }
    world.counter += 1;
    let url = format!("http://mmbiz.qpic.cn/mmbiz_{}/picture{}/0", probe.format.extension(), world.counter);
    world.pictures.insert(url.replacen("http:", "https:", 1));
    Ok(json!({ "url": url }))
}

fn add_material(world: &mut World, request: &Request) -> Answer {
    if request.parameter("type") != Some("image") {
        return Err(no(40004, "invalid media type"));
    }
    let form = form(request).filter(|form| form.field == "media").ok_or_else(|| no(41005, "media data missing"))?;
    if form.bytes.len() > 10 << 20 {
        return Err(no(45001, "media size out of limit"));
    }
    let probe = media::probe(&form.bytes).map_err(|_| no(40005, "invalid file type"))?;
    let taken = matches!(probe.format, Format::Jpeg | Format::Png | Format::Gif);
    if !taken || !named_as_it_is(&form.file_name, &form.mime, probe.format) {
        return Err(no(40113, "unsupported file type"));
    }
    world.counter += 1;
    let media_id = format!("material-{}", world.counter);
    let url = format!("http://mmbiz.qpic.cn/mmbiz_{}/{media_id}/0?wx_fmt={}", probe.format.extension(), probe.format.extension());
    let size_px = (probe.width_px, probe.height_px);
    world.materials.push(Material { media_id: media_id.clone(), name: form.file_name, url: url.clone(), size_px });
    Ok(json!({ "media_id": media_id, "url": url, "item": [] }))
}

fn named_as_it_is(name: &str, mime: &str, format: Format) -> bool {
    name.ends_with(&format!(".{}", format.extension())) && mime == format.media_type()
}

/// Offset and count of a list; the newest come first.
fn page<T: Clone>(all: &[T], asked: &serde_json::Map<String, Value>) -> Result<Vec<T>, Value> {
    let number = |name: &str| asked.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let (Some(offset), Some(count @ 1..=20)) = (number("offset"), number("count")) else {
        return Err(no(40097, "invalid args"));
    };
    Ok(all.iter().rev().skip(offset).take(count).cloned().collect())
}

fn list_material(world: &World, body: &Value) -> Answer {
    let asked = only(body, &["type", "offset", "count"])?;
    let items: Vec<Value> = page(&world.materials, asked)?
        .into_iter()
        .map(|item| json!({ "media_id": item.media_id, "name": item.name, "update_time": 1_790_000_000, "url": item.url }))
        .collect();
    Ok(json!({ "total_count": world.materials.len(), "item_count": items.len(), "item": items }))
}

fn add(world: &mut World, body: &Value) -> Answer {
    let articles = only(body, &["articles"])?.get("articles").and_then(Value::as_array).cloned().unwrap_or_default();
    match articles.len() {
        0 => return Err(no(44003, "empty news data")),
        1..=8 => {}
        _ => return Err(no(45008, "article size out of limit")),
    }
    articles.iter().try_for_each(|article| rules::article(world, article))?;
    world.counter += 1;
    let media_id = format!("draft-{}", world.counter);
    world.drafts.push(Draft { media_id: media_id.clone(), articles });
    Ok(json!({ "media_id": media_id }))
}

fn update(world: &mut World, body: &Value) -> Answer {
    let asked = only(body, &["media_id", "index", "articles"])?;
    let article = asked.get("articles").filter(|article| article.is_object()).ok_or_else(|| no(47001, "data format error"))?;
    let at = place(world, asked.get("media_id"))?;
    let index = asked.get("index").and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
    let index = index.filter(|index| *index < world.drafts[at].articles.len()).ok_or_else(|| no(40114, "invalid index value"))?;
    rules::article(world, article)?;
    world.drafts[at].articles[index] = article.clone();
    Ok(json!({ "errcode": 0, "errmsg": "ok" }))
}

fn get(world: &World, body: &Value) -> Answer {
    let at = place(world, only(body, &["media_id"])?.get("media_id"))?;
    let items: Vec<Value> = world.drafts[at].articles.iter().map(|article| shown(world, article, true)).collect();
    Ok(json!({ "news_item": items, "create_time": 1_790_000_000, "update_time": 1_790_000_000 }))
}

fn list(all: &[Draft], world: &World, body: &Value) -> Answer {
    let asked = only(body, &["offset", "count", "no_content"])?;
    let content = asked.get("no_content") != Some(&json!(1));
    let items: Vec<Value> = page(all, asked)?
        .into_iter()
        .map(|draft| {
            let items: Vec<Value> = draft.articles.iter().map(|article| shown(world, article, content)).collect();
            json!({ "media_id": draft.media_id, "article_id": draft.media_id, "content": { "news_item": items }, "update_time": 1_790_000_000 })
        })
        .collect();
    Ok(json!({ "total_count": all.len(), "item_count": items.len(), "item": items }))
}

fn delete(world: &mut World, body: &Value) -> Answer {
    let at = place(world, only(body, &["media_id"])?.get("media_id"))?;
    world.drafts.remove(at);
    Ok(json!({ "errcode": 0, "errmsg": "ok" }))
}

fn place(world: &World, media_id: Option<&Value>) -> Result<usize, Value> {
    let at = world.drafts.iter().position(|draft| Some(draft.media_id.as_str()) == media_id.and_then(Value::as_str));
    at.ok_or_else(|| no(40007, "invalid media_id"))
}

/// An article as the platform gives it back: with fields of its own, and without what it drops.
fn shown(world: &World, article: &Value, content: bool) -> Value {
    let mut shown = article.clone();
    let text = article["content"].as_str().unwrap_or_default();
    let text = world.drops.as_ref().map_or_else(|| text.to_string(), |property| rules::without(text, property));
    shown["content"] = json!(if content { text } else { String::new() });
    shown["show_cover_pic"] = json!(0);
    shown["url"] = json!(format!("http://mp.weixin.qq.com/s?__biz=x&mid={}", article["title"].as_str().map_or(0, str::len)));
    shown["thumb_url"] = json!("http://mmbiz.qpic.cn/thumb/0");
    shown
}
