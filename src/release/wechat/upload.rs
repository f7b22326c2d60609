//! Pictures to the platform, each once: what the state knows is not sent again, and what may have
//! arrived is looked for before it is sent again.

use super::fault::Fault;
use super::package::{Article, Picture};
use super::payload::{self, Way};
use super::platform::{Call, Platform};
use super::state::{Kept, Material};
use crate::web::{Lost, Parcel};
use serde_json::{Value, json};

/// Pages of the library that are looked through for a picture that may have arrived; the newest
/// come first, 20 to a page.
const PAGES: usize = 3;
const PAGE: usize = 20;

/// Sends what of an article is not there yet; the state is written after every picture.
///
/// # Errors
/// When a picture cannot be sent.
pub fn article(platform: &Platform, kept: &mut Kept, article: &Article, say: &dyn Fn(&str)) -> Result<(), Fault> {
    for picture in &article.pictures {
        match payload::way(picture) {
            Way::Inline => inline(platform, kept, picture, say)?,
            Way::Material => material(platform, kept, picture, say)?,
        }
    }
    material(platform, kept, &article.cover, say)
}

fn inline(platform: &Platform, kept: &mut Kept, picture: &Picture, say: &dyn Fn(&str)) -> Result<(), Fault> {
    if kept.state.pictures.contains_key(&picture.hash) {
        return Ok(());
    }
    say(&format!("上传正文图片 {}（{}）", picture.name, size(picture)));
    let answer = send(platform, Call::UploadPicture, picture)?;
    let url = text(&answer, "url", Call::UploadPicture)?;
    kept.state.pictures.insert(picture.hash.clone(), encrypted(&url));
    kept.save()
}

/// Makes a picture permanent material. That it is asked for is written down first: a run cut short
/// between the asking and the answer is followed by one that looks.
fn material(platform: &Platform, kept: &mut Kept, picture: &Picture, say: &dyn Fn(&str)) -> Result<(), Fault> {
    if kept.state.materials.contains_key(&picture.hash) {
        return Ok(());
    }
    say(&format!("上传素材 {}（{}）", picture.name, size(picture)));
    let mut tries = 0;
    let made = loop {
        if kept.state.asked.contains(&picture.hash)
            && let Some(found) = find(platform, &file_name(picture))?
        {
            break found;
        }
        if kept.state.asked.insert(picture.hash.clone()) {
            kept.save()?;
        }
        let sent = send(platform, Call::AddMaterial, picture);
        tries += 1;
        match sent.and_then(|answer| read(&answer, Call::AddMaterial)) {
            Ok(made) => break made,
            Err(fault) if fault.is_unsure() && platform.pause(tries) => {}
            Err(fault) => {
                if !fault.is_unsure() && kept.state.asked.remove(&picture.hash) {
                    kept.save()?;
                }
                return Err(fault);
            }
        }
    };
    kept.state.asked.remove(&picture.hash);
    kept.state.materials.insert(picture.hash.clone(), made);
    kept.save()
}

/// The material of that file name, if the library has it.
fn find(platform: &Platform, name: &str) -> Result<Option<Material>, Fault> {
    for page in 0..PAGES {
        let answer = platform.ask(Call::ListMaterial, &json!({ "type": "image", "offset": page * PAGE, "count": PAGE }))?;
        let items = answer.get("item").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let named = |item: &&Value| item.get("name").and_then(Value::as_str) == Some(name);
        if let Some(found) = items.iter().find(named) {
            return read(found, Call::ListMaterial).map(Some);
        }
        if items.len() < PAGE {
            break;
        }
    }
    Ok(None)
}

fn send(platform: &Platform, call: Call, picture: &Picture) -> Result<Value, Fault> {
    let (_, mime) = payload::kind(picture);
    platform.send(call, &Parcel { field: "media", file_name: &file_name(picture), mime, bytes: &picture.bytes })
}

/// Names a picture by its bytes: what is in the library under this name is this picture.
fn file_name(picture: &Picture) -> String {
    format!("kanxing-{}.{}", picture.hash, payload::kind(picture).0)
}

fn read(answer: &Value, call: Call) -> Result<Material, Fault> {
    Ok(Material { media_id: text(answer, "media_id", call)?, url: encrypted(&text(answer, "url", call)?) })
}

/// A field that an answer must have; without it nobody knows what has been done.
pub fn text(answer: &Value, name: &str, call: Call) -> Result<String, Fault> {
    let value = answer.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
    value.map(str::to_string).ok_or_else(|| Fault::Lost(call, Lost::Unsure(format!("回答里没有 {name}"))))
}

/// The interface gives addresses without encryption; articles may not use them.
fn encrypted(url: &str) -> String {
    url.strip_prefix("http://").map_or_else(|| url.to_string(), |rest| format!("https://{rest}"))
}

/// `123 KB`.
#[must_use]
pub fn size(picture: &Picture) -> String {
    format!("{} KB", picture.bytes.len().div_ceil(1_000))
}
