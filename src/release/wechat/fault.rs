//! What can go wrong between here and the platform, and what is told of it.

use super::errors::{self, Whose};
use super::package::Package;
use super::platform::Call;
use crate::diag::Diagnostic;
use crate::web::Lost;

/// A call without the answer that was hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer.
    Lost(Call, Lost),
    /// The platform says no.
    Refused(Refusal),
    /// The state cannot be kept: a Chinese sentence.
    Disk(String),
}

/// The platform's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub call: Call,
    pub code: i64,
    /// `errmsg`, with secrets hidden.
    pub said: String,
}

/// Why a push stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something about the text that an editor can mend.
    Content(Vec<Diagnostic>),
    /// The account, the network or the disk: Chinese sentences, the remedy included.
    Machine(String),
}

/// Busy: the platform cannot say whether it has done what was asked.
pub const BUSY: i64 = -1;
/// A media id, of a picture or of a draft, that does not exist (any more).
pub const NO_MEDIA: i64 = 40007;
/// Tokens that are wrong or over.
const TOKEN: &[i64] = &[40001, 40014, 42001];
/// Too many calls.
const QUOTA: &[i64] = &[45009, 45011];

impl Fault {
    /// The code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Fault::Refused(refusal) => Some(refusal.code),
            Fault::Lost(..) | Fault::Disk(_) => None,
        }
    }

    #[must_use]
    pub fn is_token(&self) -> bool {
        self.code().is_some_and(|code| TOKEN.contains(&code))
    }

    #[must_use]
    pub fn is_quota(&self) -> bool {
        self.code().is_some_and(|code| QUOTA.contains(&code))
    }

    /// What was asked for was certainly not done, and asking again may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Fault::Lost(_, Lost::Unsent(_))) || self.is_quota()
    }

    /// What was asked for may have been done.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        matches!(self, Fault::Lost(_, Lost::Unsure(_))) || self.code() == Some(BUSY)
    }

    /// What an editor is told, with the place in `package` the fault belongs to.
    #[must_use]
    pub fn failure(self, package: &Package) -> Failure {
        match self {
            Fault::Disk(why) => Failure::Machine(why),
            Fault::Lost(call, Lost::Unsent(why) | Lost::Unsure(why)) => Failure::Machine(format!(
                "{}时与微信平台失去联系：{why}。\n  建议：检查网络后重新推送；已经传好的不会重传，也不会多出一份草稿",
                call.chinese()
            )),
            Fault::Refused(refusal) => {
                let (message, remedy) = (errors::sentence(&refusal), errors::remedy(&refusal));
                let at = match errors::meaning(refusal.code).whose {
                    Whose::Account => return Failure::Machine(format!("{message}。\n  建议：{remedy}")),
                    Whose::Title => package.title_at.clone(),
                    Whose::Text | Whose::Picture => package.at.clone(),
                };
                Failure::Content(vec![Diagnostic::error("wechat-refused", at, message).help(remedy)])
            }
        }
    }
}
