//! The official account: who pushes. Its secret is kept from every message.

use crate::files::Hash;
use std::fmt;

/// What stands where a secret stood.
const HIDDEN: &str = "［已隐去］";
/// Shorter texts are no secrets: hiding them would blank half a message.
const SECRET_CHARS: usize = 8;

/// AppID and AppSecret.
pub struct Account {
    appid: String,
    secret: String,
}

impl Account {
    /// # Errors
    /// A Chinese sentence when one of the two cannot be right; it does not repeat them.
    pub fn new(appid: &str, secret: &str) -> Result<Account, String> {
        let (appid, secret) = (appid.trim(), secret.trim());
        let word = |text: &str| text.len() >= SECRET_CHARS && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !word(appid) {
            return Err("AppID 写得不对：应是 wx 开头的一串字母和数字".to_string());
        }
        if !word(secret) {
            return Err("AppSecret 写得不对：应是一串字母和数字，中间没有空格".to_string());
        }
        Ok(Account { appid: appid.to_string(), secret: secret.to_string() })
    }

    /// What tells the account's state file from another's. The AppID cannot be read from it.
    #[must_use]
    pub fn key(&self) -> String {
        Hash::seal(self.appid.as_bytes()).short(12)
    }

    pub(super) fn appid(&self) -> &str {
        &self.appid
    }

    pub(super) fn secret(&self) -> &str {
        &self.secret
    }

    /// `text` without the secret and the tokens in it.
    #[must_use]
    pub fn hide(&self, text: &str, tokens: &[String]) -> String {
        let secrets = tokens.iter().map(String::as_str).chain([self.secret.as_str()]);
        let secrets = secrets.filter(|secret| secret.len() >= SECRET_CHARS);
        secrets.fold(text.to_string(), |text, secret| text.replace(secret, HIDDEN))
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({})", self.key())
    }
}
