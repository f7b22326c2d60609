//! The platform: its calls, the token they need, and patience with it. Which calls are made, and
//! when, is not decided here. There is no call that publishes: a person does that.

use super::account::Account;
use super::fault::{Fault, Refusal};
use crate::web::{Lost, Parcel, Post};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::time::Duration;

/// Where the platform answers.
const ADDRESS: &str = "https://api.weixin.qq.com";
/// Seconds a letter has for its answer; one with a picture of 10 MB on a slow line has longer.
const LIMIT_S: u64 = 30;
const PICTURE_LIMIT_S: u64 = 180;
/// How often a call is made before it is given up.
const TRIES: u32 = 4;
/// The same for calls that are over the quota.
const QUOTA_TRIES: u32 = 3;
/// Milliseconds before the second try; each next pause is twice as long.
const PAUSE_MS: u64 = 1_000;
/// The same after too many calls (`reference/wechat.md` A12: not less than 10 s).
const QUOTA_PAUSE_MS: u64 = 10_000;
/// On this machine nobody needs to be waited for: everything is so many times shorter.
const LOCAL_HASTE: u64 = 100;

/// The calls there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Token,
    UploadPicture,
    AddMaterial,
    ListMaterial,
    AddDraft,
    UpdateDraft,
    GetDraft,
    ListDrafts,
    DeleteDraft,
    ListPublished,
}

impl Call {
    /// Its path below the address of the platform.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Call::Token => "/cgi-bin/stable_token",
            Call::UploadPicture => "/cgi-bin/media/uploadimg",
            Call::AddMaterial => "/cgi-bin/material/add_material",
            Call::ListMaterial => "/cgi-bin/material/batchget_material",
            Call::AddDraft => "/cgi-bin/draft/add",
            Call::UpdateDraft => "/cgi-bin/draft/update",
            Call::GetDraft => "/cgi-bin/draft/get",
            Call::ListDrafts => "/cgi-bin/draft/batchget",
            Call::DeleteDraft => "/cgi-bin/draft/delete",
            Call::ListPublished => "/cgi-bin/freepublish/batchget",
        }
    }

    /// What it does, in Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Call::Token => "取接口凭证",
            Call::UploadPicture => "上传正文图片",
            Call::AddMaterial => "上传素材",
            Call::ListMaterial => "查看素材库",
            Call::AddDraft => "新建草稿",
            Call::UpdateDraft => "更新草稿",
            Call::GetDraft => "核对草稿",
            Call::ListDrafts => "查看草稿箱",
            Call::DeleteDraft => "删去旧草稿",
            Call::ListPublished => "查看已发表的文章",
        }
    }

    /// Whether doing it twice does no harm. The others are looked after by whoever makes them.
    fn may_repeat(self) -> bool {
        !matches!(self, Call::AddMaterial | Call::AddDraft)
    }
}

/// The platform as one account sees it. Tokens are kept in memory only.
pub struct Platform<'a> {
    account: &'a Account,
    address: String,
    letters: Post,
    pictures: Post,
    haste: u64,
    /// The tokens of this run, the one in use last.
    tokens: RefCell<Vec<String>>,
}

impl<'a> Platform<'a> {
    #[must_use]
    pub fn new(account: &'a Account) -> Platform<'a> {
        Platform::at(account, ADDRESS.to_string(), 1)
    }

    /// A platform on this machine, for tests.
    ///
    /// # Errors
    /// A Chinese sentence when the address leads elsewhere.
    pub fn local(account: &'a Account, address: &str) -> Result<Platform<'a>, String> {
        let port = ["http://127.0.0.1:", "http://[::1]:"].iter().find_map(|start| address.strip_prefix(start));
        if port.is_none_or(|port| port.parse::<u16>().is_err()) {
            return Err("测试用的平台地址只能是本机，如 http://127.0.0.1:8080".to_string());
        }
        Ok(Platform::at(account, address.to_string(), LOCAL_HASTE))
    }

    fn at(account: &'a Account, address: String, haste: u64) -> Platform<'a> {
        let local = haste > 1;
        let post = |limit_s: u64| Post::new(Duration::from_millis(limit_s * 1_000 / haste.min(10)), local);
        let (letters, pictures) = (post(LIMIT_S), post(PICTURE_LIMIT_S));
        Platform { account, address, letters, pictures, haste, tokens: RefCell::default() }
    }

    /// Makes a call with a JSON body.
    ///
    /// # Errors
    /// When it does not succeed in the end.
    pub fn ask(&self, call: Call, body: &Value) -> Result<Value, Fault> {
        self.patiently(call, &|address| self.letters.json(address, body.to_string().as_bytes()))
    }

    /// Makes a call that carries a picture.
    ///
    /// # Errors
    /// As [`Platform::ask`].
    pub fn send(&self, call: Call, parcel: &Parcel<'_>) -> Result<Value, Fault> {
        self.patiently(call, &|address| self.pictures.form(address, parcel))
    }

    /// Waits as one does before the try after `tries` tries; false when there is no next one.
    #[must_use]
    pub fn pause(&self, tries: u32) -> bool {
        tries < TRIES && self.sleep(PAUSE_MS << tries.saturating_sub(1))
    }

    /// `text` without secrets.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        self.account.hide(text, &self.tokens.borrow())
    }

    /// The address of a call holds the token; should a sentence ever quote it, it is hidden.
    fn hidden(&self, lost: Lost) -> Lost {
        match lost {
            Lost::Unsent(why) => Lost::Unsent(self.hide(&why)),
            Lost::Unsure(why) => Lost::Unsure(self.hide(&why)),
        }
    }

    fn sleep(&self, ms: u64) -> bool {
        std::thread::sleep(Duration::from_millis(ms / self.haste));
        true
    }

    fn patiently(&self, call: Call, send: &dyn Fn(&str) -> Result<Vec<u8>, Lost>) -> Result<Value, Fault> {
        let mut renewed = false;
        let mut tries = 0;
        loop {
            let token = self.token()?;
            let fault = match self.once(call, &self.with_token(call, &token), send) {
                Ok(answer) => return Ok(answer),
                Err(fault) => fault,
            };
            if fault.is_token() && !renewed {
                renewed = true;
                self.renew(&token)?;
                continue;
            }
            tries += 1;
            if !self.may_try_again(call, &fault, tries) {
                return Err(fault);
            }
        }
    }

    /// Waits, if trying again makes sense.
    fn may_try_again(&self, call: Call, fault: &Fault, tries: u32) -> bool {
        match fault.is_quota() {
            true => tries < QUOTA_TRIES && self.sleep(QUOTA_PAUSE_MS << (tries - 1)),
            false => (fault.may_pass() || fault.is_unsure() && call.may_repeat()) && self.pause(tries),
        }
    }

    fn once(&self, call: Call, address: &str, send: &dyn Fn(&str) -> Result<Vec<u8>, Lost>) -> Result<Value, Fault> {
        let bytes = send(address).map_err(|lost| Fault::Lost(call, self.hidden(lost)))?;
        let garbled = || Fault::Lost(call, Lost::Unsure("回答读不懂".to_string()));
        let answer: Value = serde_json::from_slice(&bytes).map_err(|_| garbled())?;
        match answer.get("errcode").and_then(Value::as_i64) {
            None | Some(0) if answer.is_object() => Ok(answer),
            None | Some(0) => Err(garbled()),
            Some(code) => {
                let said = answer.get("errmsg").and_then(Value::as_str).unwrap_or_default();
                Err(Fault::Refused(Refusal { call, code, said: self.hide(said) }))
            }
        }
    }

    fn with_token(&self, call: Call, token: &str) -> String {
        let more = if call == Call::AddMaterial { "&type=image" } else { "" };
        format!("{}{}?access_token={token}{more}", self.address, call.path())
    }

    /// The token in use; fetched at the first call.
    fn token(&self) -> Result<String, Fault> {
        let known = self.tokens.borrow().last().cloned();
        known.map_or_else(|| self.fetch(false), Ok)
    }

    /// A token in place of `old`. The platform is pressed for a new one only when it hands out the
    /// old one again: that may be done 20 times a day.
    fn renew(&self, old: &str) -> Result<(), Fault> {
        let new = self.fetch(false)?;
        if new == old {
            self.fetch(true)?;
        }
        Ok(())
    }

    fn fetch(&self, force: bool) -> Result<String, Fault> {
        let body = json!({
            "grant_type": "client_credential",
            "appid": self.account.appid(),
            "secret": self.account.secret(),
            "force_refresh": force,
        });
        let address = format!("{}{}", self.address, Call::Token.path());
        let mut tries = 0;
        let answer = loop {
            tries += 1;
            match self.once(Call::Token, &address, &|address| self.letters.json(address, body.to_string().as_bytes())) {
                Ok(answer) => break answer,
                Err(fault) if self.may_try_again(Call::Token, &fault, tries) => {}
                Err(fault) => return Err(fault),
            }
        };
        let token = answer.get("access_token").and_then(Value::as_str).unwrap_or_default();
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if token.is_empty() || !token.bytes().all(sound) {
            return Err(Fault::Lost(Call::Token, Lost::Unsure("回答里没有接口凭证".to_string())));
        }
        self.tokens.borrow_mut().push(token.to_string());
        Ok(token.to_string())
    }
}

